"""The accounts that open a page: of each side one claim on one question.

Pure: claims come in, with the published responses between them. One rule chooses
for every side alike, and is printed for readers at /method/#opening. Nobody can
choose otherwise by hand.
"""

import datetime
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from claims.choices import Relation
from record.dates import UncertainDate
from timeline.accounts.comparison_rows import Account, ComparisonRow, PublishedResponse, RowKind

# Rows that a page opens with, where it has one of them.
DISPUTED = (RowKind.DIFFER, RowKind.WITHIN)

# The latest day that is told as a distance: "six days later".
DAYS_IN_WORDS = ("the same day", "the next day", "two", "three", "four", "five", "six")

# How an answered claim is joined to the answer below it: "disputed the next day by".
JOINING = {
    Relation.DISPUTES: "disputed",
    Relation.ACCEPTS: "accepted",
    Relation.QUALIFIES: "qualified",
    Relation.ANSWERS: "answered",
}


@dataclass(frozen=True)
class Dated:
    """The date and maker of a claim, as far as the rule of choice asks.

    ``is_joint``: it is made for an alliance. ``public_id`` breaks what is left of a tie.
    """

    when: UncertainDate | None
    is_joint: bool
    public_id: str

    @property
    def place(self) -> tuple:
        """The place among dates; what is undated comes first."""
        return self.when.sort_key if self.when else (datetime.date.min,) * 3

    @property
    def tie(self) -> tuple[bool, str]:
        return self.is_joint, self.public_id


def opening_row(rows: Sequence[ComparisonRow], order: Sequence = ()) -> ComparisonRow | None:
    """The row that a page opens with.

    The first disputed one in the case's ``order`` of questions; if none is disputed, the one that most sides answer.
    """
    places = {point: place for place, point in enumerate(order)}
    asked = [row for row in rows if row.sides]
    for kind in DISPUTED:
        if disputed := [row for row in asked if row.kind == kind]:
            return min(disputed, key=lambda row: places.get(row.point, len(places)))
    return max(asked, key=lambda row: (len(row.sides), -places.get(row.point, len(places))), default=None)


def opening_claims(
    accounts: Iterable[Account], responses: Iterable[PublishedResponse], dated: Callable[[Hashable], Dated]
) -> dict[Hashable, Hashable]:
    """The claim shown for each side that has an account, by side.

    The one with which it last disputes another side, or is last disputed by one; a
    side without a dispute has its latest claim, and its report of what another side
    claimed only where it has no other. Of equal dates a council's own comes before
    an alliance's, and then the lower id.
    """
    accounts = [account for account in accounts if account.side is not None]
    # A response may bring a copy of its claim; what is shown is the account's own.
    claims = {account.claim: account.claim for account in accounts}
    sides = {account.claim: account.side for account in accounts if not account.is_report}
    by_side: dict[Hashable, list] = {}
    speaking = set(sides.values())
    for account in accounts:
        if not account.is_report or account.side not in speaking:
            by_side.setdefault(account.side, []).append(account.claim)
    chosen = {side: _latest([(claim, claim) for claim in own], dated) for side, own in by_side.items()}
    disputes: dict[Hashable, list] = {}
    for response in responses:
        if response.relation != Relation.DISPUTES or not {response.claim, response.to} <= sides.keys():
            continue
        if sides[response.claim] != sides[response.to]:
            pair = claims[response.claim], claims[response.to]
            for end in pair:
                disputes.setdefault(sides[end], []).append((*pair, end))
    for side, pairs in disputes.items():
        chosen[side] = _latest(pairs, dated)
    return chosen


def _latest(candidates: list[tuple], dated: Callable) -> Hashable:
    """The last part of the latest candidate, by the date of its first part.

    Ties are broken by all parts, so that both sides of a dispute find the same one.
    """
    latest = max(dated(candidate[0]).place for candidate in candidates)
    equal = [candidate for candidate in candidates if dated(candidate[0]).place == latest]
    return min(equal, key=lambda candidate: [dated(claim).tie for claim in candidate])[-1]


def later(before: UncertainDate | None, after: UncertainDate | None) -> str:
    """The distance from one date on to another, in words; "" if it is not certain.

    "The next day", "six days later"; beyond a week the date itself: "on 10 March 2025".
    """
    days = _days_between(before, after)
    if days in range(len(DAYS_IN_WORDS)):
        return DAYS_IN_WORDS[days] if days < 2 else f"{DAYS_IN_WORDS[days]} days later"
    return "" if days is None else f"on {after}"


def earlier(before: UncertainDate | None, after: UncertainDate | None) -> str:
    """The distance from one date back to another, in words; "" if it is not certain.

    "The day before", "six days before"; beyond a week the date itself.
    """
    days = _days_between(before, after)
    if days in range(len(DAYS_IN_WORDS)):
        return {0: "the same day", 1: "the day before"}.get(days) or f"{DAYS_IN_WORDS[days]} days before"
    return "" if days is None else f"on {before}"


def _days_between(before: UncertainDate | None, after: UncertainDate | None) -> int | None:
    if before and after and before.is_exact and after.is_exact:
        return (after.earliest - before.earliest).days
    return None


def joining_words(relation: str, before: UncertainDate | None, after: UncertainDate | None) -> str:
    """The words between a claim and its answer below: "disputed the next day by"."""
    return " ".join(filter(None, [JOINING[relation], later(before, after), "by"]))
