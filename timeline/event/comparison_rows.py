"""One event, side by side: which accounts stand in which row, and what each row shows.

Pure: rows come from claims, the published answers between them and the order of
the questions, and from nothing else. Sides are told apart and never ranked, so
that two sides that change places change places in the rows, and nothing else
moves; a test holds that. The rule is printed for readers at /method/#rows.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from claims.choices import Relation

# So many columns stand beside each other before the reader is asked to choose.
COLUMNS = 3


class RowKind(models.TextChoices):
    """What one row of accounts shows; in the order in which rows are printed."""

    DIFFER = "differ", "Accounts differ"
    WITHIN = "within", "Accounts differ within a side"
    COMMON = "common", "Common ground"
    SEVERAL = "several", "More than one account"
    ONE = "one", "One account only"


ORDER = list(RowKind)


@dataclass(frozen=True)
class Account:
    """A claim as the rows see it: the side in whose column it stands, and the questions that it answers.

    ``is_report`` where it is known only through another side's report: then it
    stands in the reporter's column and is no account of its maker's side, so
    what answers it, or what it answers, makes no row differ or agree.
    ``is_disputed`` where anybody disputes it, on this page or elsewhere.
    """

    claim: Hashable
    side: Hashable | None
    points: tuple = ()
    is_report: bool = False
    is_disputed: bool = False


@dataclass(frozen=True)
class PublishedResponse:
    """A published response: the claim that answers, the claim answered, and how."""

    claim: Hashable
    to: Hashable
    relation: str


@dataclass(frozen=True)
class ComparisonRow:
    """A question, or no question, and the accounts that stand in it, in their order.

    ``with_others`` where a side disputes what a voice of no side says, or is disputed by it:
    that makes no row differ, and is said beside its kind.
    """

    point: Hashable | None
    kind: RowKind
    accounts: tuple[Account, ...]
    with_others: bool = False

    def of(self, side) -> list[Account]:
        return [account for account in self.accounts if account.side == side]

    @property
    def others(self) -> list[Account]:
        """Accounts of voices that stand in no side."""
        return self.of(None)

    @property
    def sides(self) -> set:
        return {account.side for account in self.accounts if account.side is not None}


def rows(
    accounts: Sequence[Account], answers: Iterable[PublishedResponse], points: Sequence = ()
) -> list[ComparisonRow]:
    """The rows of an event, by kind, then in the order of ``points``; those without a question come last.

    A claim stands in the row of each question that it answers. One that is given
    no question stands in the row of the account with which it is tied by an
    answer, and otherwise in a row of its own.
    """
    known = {account.claim for account in accounts}
    answers = [answer for answer in answers if answer.claim in known and answer.to in known]
    groups = _groups(accounts, answers, points)
    found = [
        ComparisonRow(point, kind_of(group, answers), tuple(group), with_others(group, answers))
        for point, group in groups
    ]
    # Sorting keeps the order of rows of one kind.
    return sorted(found, key=lambda row: ORDER.index(row.kind))


def kind_of(accounts: Sequence[Account], answers: Iterable[PublishedResponse]) -> RowKind:
    """What these accounts show beside each other: exactly one of the five kinds."""
    own = {account.claim: account for account in accounts if not account.is_report}
    between = [
        (answer.relation, own[answer.claim].side, own[answer.to].side)
        for answer in answers
        if answer.claim in own and answer.to in own
    ]
    between = [(relation, one, other) for relation, one, other in between if None not in (one, other)]
    if any(relation == Relation.DISPUTES and one != other for relation, one, other in between):
        return RowKind.DIFFER
    if any(relation == Relation.DISPUTES for relation, _, _ in between):
        return RowKind.WITHIN
    accepted = any(relation == Relation.ACCEPTS and one != other for relation, one, other in between)
    if accepted and not any(account.is_disputed for account in own.values()):
        return RowKind.COMMON
    if len({account.side for account in accounts} - {None}) > 1:
        return RowKind.SEVERAL
    return RowKind.ONE


def with_others(accounts: Sequence[Account], answers: Iterable[PublishedResponse]) -> bool:
    """Whether a side disputes what a voice of no side says, or such a voice disputes a side."""
    sides = {account.claim: account.side for account in accounts if not account.is_report}
    disputes = [
        {sides[answer.claim], sides[answer.to]}
        for answer in answers
        if answer.relation == Relation.DISPUTES and answer.claim in sides and answer.to in sides
    ]
    return any(None in pair and len(pair) > 1 for pair in disputes)


def counted(found: Iterable[ComparisonRow]) -> dict[RowKind, int]:
    """How many rows there are of each kind, none left out."""
    counts = dict.fromkeys(RowKind, 0)
    for row in found:
        counts[row.kind] += 1
    return counts


def columns(sides: Sequence, *parts: Collection) -> list:
    """The sides, in their order, that took part, are spoken of or speak."""
    return [side for side in sides if any(side in part for part in parts)]


def shown(columns: Sequence, speaking: Collection, limit: int = COLUMNS) -> list:
    """The columns set beside each other unless the reader chooses: all, or the first few, those that speak first."""
    if len(columns) <= limit:
        return list(columns)
    first = [side for side in columns if side in speaking] + [side for side in columns if side not in speaking]
    return [side for side in columns if side in first[:limit]]


def _groups(accounts, answers, points):
    """The accounts of each row, in the order of the rows."""
    asked = {account.claim: [point for point in account.points if point in set(points)] for account in accounts}
    tied = defaultdict(set)
    for answer in answers:
        tied[answer.claim].add(answer.to)
        tied[answer.to].add(answer.claim)
    order, apart = {account.claim: place for place, account in enumerate(accounts)}, []
    by_point, seen = defaultdict(set), set()
    for account in accounts:
        for point in asked[account.claim]:
            by_point[point].add(account.claim)
    for account in accounts:
        if asked[account.claim] or account.claim in seen:
            continue
        group, near = _reach(account.claim, tied, asked)
        seen |= group
        for point in near:
            by_point[point] |= group
        if not near:
            apart.append((None, group))
    found = [(point, by_point[point]) for point in points if point in by_point] + apart
    return [
        (point, sorted((accounts[order[claim]] for claim in group), key=lambda each: order[each.claim]))
        for point, group in found
    ]


def _reach(claim, tied, asked):
    """The claims without a question that hang together with this one, and the questions of those beside them."""
    group, edge, near = {claim}, [claim], set()
    while edge:
        for other in tied[edge.pop()]:
            if asked[other]:
                near.update(asked[other])
            elif other not in group:
                group.add(other)
                edge.append(other)
    return group, near
