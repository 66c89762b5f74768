"""Rules for the rows of an event, and the one classification of a row.

Pure: rows come from claims, the published responses between them and the order
of the questions, and from nothing else. Sides are never ranked: exchange two
sides, and they change places in the rows and nothing else moves. A test holds
that. The rules are printed for readers at /method/#rows.

Every page that summarises a question or an event calls ``classify`` and prints
the words of its result, so that no page can contradict another.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import models

from claims.choices import Relation

# The number of columns set beside each other before the reader is asked to choose.
COLUMNS = 3

WITH_OTHERS = "In dispute with others, on no side"
AMONG_OTHERS = "Others, on no side, dispute each other"


class RowKind(models.TextChoices):
    """The kinds of row, in the order in which rows are printed."""

    DIFFER = "differ", "Accounts differ"
    WITHIN = "within", "Members of one side disagree"
    COMMON = "common", "Common ground"
    SEVERAL = "several", "More than one side"
    ONE = "one", "One side only"
    OTHERS = "others", "Only others"

    @property
    def explanation(self) -> str:
        return EXPLANATIONS[self]


EXPLANATIONS = {
    RowKind.DIFFER: "One side directly disputes, in its own words, what another side says.",
    RowKind.WITHIN: "Members of one side dispute each other, in their own words.",
    RowKind.COMMON: "One side accepts, in its own words, what another side says, and nobody disputes it.",
    RowKind.SEVERAL: (
        "More than one side has spoken. None directly disputes what another says, or accepts what nobody disputes."
    ),
    RowKind.ONE: "Only one side has spoken on this, as far as we have found.",
    RowKind.OTHERS: ("Only others, on no side, have spoken on this, as far as we have found."),
}

ORDER = list(RowKind)


@dataclass(frozen=True)
class Account:
    """A claim as the rules see it: its side, and the questions it answers.

    ``is_report``: it is known only through another side's report. It then stands
    in the reporter's column and is no account of its maker's side, so a dispute
    or acceptance of it, or by it, does not count.
    ``is_disputed``: somebody disputes it, on this page or elsewhere.
    """

    claim: Hashable
    side: Hashable | None
    points: tuple = ()
    is_report: bool = False
    is_disputed: bool = False


@dataclass(frozen=True)
class PublishedResponse:
    """A published response: from which claim, to which claim, and how."""

    claim: Hashable
    to: Hashable
    relation: str


@dataclass(frozen=True)
class SideResponse:
    """A response between two accounts, reduced to their sides.

    A voice in no side has None.
    """

    relation: str
    side: Hashable | None
    to_side: Hashable | None

    @property
    def is_dispute(self) -> bool:
        return self.relation == Relation.DISPUTES

    @property
    def is_between_sides(self) -> bool:
        return None not in (self.side, self.to_side) and self.side != self.to_side

    @property
    def is_within_a_side(self) -> bool:
        return self.side is not None and self.side == self.to_side

    @property
    def is_with_others(self) -> bool:
        return (self.side is None) != (self.to_side is None)

    @property
    def is_among_others(self) -> bool:
        return self.side is None and self.to_side is None


@dataclass(frozen=True)
class Classification:
    """The kind of a row or question.

    ``disputes_of_others`` says if voices in no side dispute with a side, or with each other.
    """

    kind: RowKind
    disputes_of_others: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """The classification for readers."""
        return _disputes_first(self.kind, self.kind.label, self.disputes_of_others)


def _disputes_first(kind: RowKind, words: str, disputes_of_others: Collection[str]) -> list[str]:
    """The words for this classification, disputes first.

    One line on the kind, and those on disputes of voices in no side.
    """
    is_disputed = kind in (RowKind.DIFFER, RowKind.WITHIN)
    return [words, *disputes_of_others] if is_disputed else [*disputes_of_others, words]


def classify(sides: Collection, responses: Iterable[SideResponse], is_disputed: bool) -> Classification:
    """Classify the accounts of one row or question.

    ``sides`` are those in whose columns an account stands, None for voices in no
    side. ``responses`` are those between accounts that are no reports, and
    ``is_disputed`` says whether anybody disputes one of these.
    """
    responses = list(responses)
    disputes = [response for response in responses if response.is_dispute]
    number_of_sides = len(set(sides) - {None})
    if any(response.is_between_sides for response in disputes):
        kind = RowKind.DIFFER
    elif any(response.is_within_a_side for response in disputes):
        kind = RowKind.WITHIN
    elif not is_disputed and any(
        response.relation == Relation.ACCEPTS and response.is_between_sides for response in responses
    ):
        kind = RowKind.COMMON
    elif number_of_sides:
        kind = RowKind.SEVERAL if number_of_sides > 1 else RowKind.ONE
    else:
        kind = RowKind.OTHERS
    with_others = [WITH_OTHERS] if any(response.is_with_others for response in disputes) else []
    among_others = [AMONG_OTHERS] if any(response.is_among_others for response in disputes) else []
    return Classification(kind, (*with_others, *among_others))


def classify_accounts(accounts: Sequence[Account], responses: Iterable[PublishedResponse]) -> Classification:
    """Classify accounts by the responses between them.

    Responses to or by other claims do not count.
    """
    sides = {account.claim: account.side for account in accounts if not account.is_report}
    between = [
        SideResponse(response.relation, sides[response.claim], sides[response.to])
        for response in responses
        if response.claim in sides and response.to in sides
    ]
    is_disputed = any(account.is_disputed for account in accounts if not account.is_report)
    return classify({account.side for account in accounts}, between, is_disputed)


@dataclass(frozen=True)
class ComparisonRow:
    """A question, or None, and the accounts that belong to it, in their order.

    ``repeated`` are those of them that stand in a row above as well.
    """

    point: Hashable | None
    accounts: tuple[Account, ...]
    classification: Classification
    repeated: frozenset[Account] = frozenset()

    @property
    def kind(self) -> RowKind:
        return self.classification.kind

    @property
    def sides(self) -> set:
        return {account.side for account in self.accounts if account.side is not None}


def comparison_rows(
    accounts: Sequence[Account], responses: Iterable[PublishedResponse], points: Sequence = ()
) -> list[ComparisonRow]:
    """The rows of an event, by kind and then in the order of ``points``.

    Rows without a question come last.

    A claim belongs to the row of each question that it answers. One without a
    question joins the row of the account to which a response ties it, and
    otherwise has a row of its own.
    """
    known = {account.claim for account in accounts}
    responses = [response for response in responses if response.claim in known and response.to in known]
    rows = [
        ComparisonRow(point, tuple(group), classify_accounts(group, responses))
        for point, group in _groups(accounts, responses, points)
    ]
    # Sorting is stable: rows of one kind keep the order of the questions.
    return sorted(rows, key=lambda row: ORDER.index(row.kind))


def with_repeated(rows: Iterable[ComparisonRow]) -> list[ComparisonRow]:
    """The rows, each with the accounts that stand in a row above it too."""
    above, found = set(), []
    for row in rows:
        found.append(replace(row, repeated=frozenset(account for account in row.accounts if account in above)))
        above.update(row.accounts)
    return found


def count_by_kind(rows: Iterable[ComparisonRow]) -> dict[RowKind, int]:
    """The number of rows of every kind, zeros included."""
    counts = dict.fromkeys(RowKind, 0)
    for row in rows:
        counts[row.kind] += 1
    return counts


def summary_lines(rows: Sequence[ComparisonRow]) -> list[str]:
    """One or two lines that sum up the rows of an event.

    With the words and counts of its page; empty if there are no rows.
    """
    if not rows:
        return []
    if len(rows) == 1:
        return rows[0].classification.words
    noun = "questions" if all(row.point is not None for row in rows) else "matters"
    first, *rest = [(kind, count) for kind, count in count_by_kind(rows).items() if count]
    parts = [f"{first[0].label} on {first[1]} of {len(rows)} {noun}"]
    parts += [f"{kind.label[0].lower()}{kind.label[1:]} on {count}" for kind, count in rest]
    told = {words for row in rows for words in row.classification.disputes_of_others}
    of_others = [words for words in (WITH_OTHERS, AMONG_OTHERS) if words in told]
    return _disputes_first(first[0], ", ".join(parts), of_others)


def columns(sides: Sequence, *parts: Collection) -> list:
    """The sides, in their order, that are in any of ``parts``.

    These are the sides that took part, are spoken of, or speak.
    """
    return [side for side in sides if any(side in part for part in parts)]


def columns_to_show(columns: Sequence, *first: Collection, limit: int = COLUMNS) -> list:
    """The columns shown unless the reader chooses others, in their order.

    At most ``limit``; those in an earlier one of ``first`` before those in a later one, and these before the rest.
    """
    if len(columns) <= limit:
        return list(columns)

    def place(side):
        return next((place for place, part in enumerate(first) if side in part), len(first))

    return [side for side in columns if side in sorted(columns, key=place)[:limit]]


def _groups(accounts, responses, points):
    """The accounts of each row, in the order of the rows."""
    known = set(points)
    points_of = {account.claim: [point for point in account.points if point in known] for account in accounts}
    order = {account.claim: place for place, account in enumerate(accounts)}
    tied = defaultdict(set)
    for response in responses:
        tied[response.claim].add(response.to)
        tied[response.to].add(response.claim)
    by_point, without_point, visited = defaultdict(set), [], set()
    for account in accounts:
        for point in points_of[account.claim]:
            by_point[point].add(account.claim)
    for account in accounts:
        if points_of[account.claim] or account.claim in visited:
            continue
        group, points_nearby = _connected(account.claim, tied, points_of)
        visited |= group
        for point in points_nearby:
            by_point[point] |= group
        if not points_nearby:
            without_point.append((None, group))
    groups = [(point, by_point[point]) for point in points if point in by_point] + without_point
    return [(point, [accounts[place] for place in sorted(order[claim] for claim in group)]) for point, group in groups]


def _connected(claim, tied: Mapping, points_of: Mapping) -> tuple[set, set]:
    """Claims without a question that responses join to this one.

    Also returns the questions of the claims joined to these.
    """
    group, edge, points = {claim}, [claim], set()
    while edge:
        for other in tied[edge.pop()]:
            if points_of[other]:
                points.update(points_of[other])
            elif other not in group:
                group.add(other)
                edge.append(other)
    return group, points
