"""Comparison of figures on one measure, with everything that differs between them.

No figure is ever adjusted. Two are lined up only if scope and basis agree. The basis is
everything that a number rests on: gross or net, its span and date, price year, comparison,
inclusions and exclusions, and unit. Plan, bound and words of certainty are shown, but are
no part of the basis.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from claims.choices import FigureBasis, Per, Unit
from claims.figures.words import StatedFigure, dated, number, plan_of, scope_of, years_of
from proposals.choices import Bound
from record.dates import UncertainDate

# Pairs are told one by one up to so many; beyond that groups, and beyond that the table of what differs.
MOST_SINGLY = 5


class BasisRelation(StrEnum):
    """The relation between the bases of two statements."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_STATED = "not-stated"

    @property
    def label(self) -> str:
        return KIND_LABELS[self]


KIND_LABELS = {
    BasisRelation.SAME: "Same basis",
    BasisRelation.DIFFERENT: "Different basis",
    BasisRelation.NOT_STATED: "Basis not stated",
}


class Aspect(NamedTuple):
    """An aspect in which statements may differ.

    ``of`` gives its words or date for a figure, or nothing if the figure is silent on it.
    """

    label: str
    of: Callable[[StatedFigure], str | UncertainDate | None]


class Worded(NamedTuple):
    """The wording of a statement on an aspect; equal ``key`` means the same."""

    words: str
    key: str


SILENT = Worded("", "")


BASIS = Aspect(
    "gross or net", lambda each: "" if each.basis == FigureBasis.NOT_STATED else FigureBasis(each.basis).label
)
TERMS = [
    Aspect("unit", lambda each: Unit(each.unit).label),
    Aspect("span", lambda each: "" if each.per == Per.NOT_STATED else Per(each.per).label),
    Aspect("period or as at", lambda each: each.when),
    Aspect("running from", lambda each: each.starts),
    Aspect("years counted from the start", years_of),
    Aspect("price year", lambda each: each.price_year),
    Aspect("compared with", lambda each: each.compared_with),
    Aspect("left in", lambda each: each.leaves_in),
    Aspect("left out", lambda each: each.leaves_out),
    Aspect("out of", lambda each: "" if each.out_of is None else number(each.out_of)),
    Aspect("share of", lambda each: each.share_of),
]
SCOPE = Aspect("scope", scope_of)
APART = [
    Aspect("whose plan", plan_of),
    Aspect("whose model", lambda each: each.model_by),
    Aspect("bound", lambda each: Bound(each.bound).label or "exactly"),
    Aspect("words of certainty", lambda each: each.certainty),
]
ASPECTS = [SCOPE, BASIS, *TERMS, *APART]
# Where each of them stands in what a statement reads as.
RESTING = range(1, 2 + len(TERMS))
ALL = range(len(ASPECTS))
# What makes statements one group: all but the bound and the words of certainty.
GROUPING = range(len(ASPECTS) - 2)
# A number that is not money has a basis once one of these is stated of it.
GROUNDS = [index for index, aspect in enumerate(ASPECTS) if index in RESTING and aspect.label not in ("unit", "span")]


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A difference and the wording of each side; “not stated” for silence."""

    label: str
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, or two groups by their first; ``more`` counts the others."""

    a: StatedFigure
    b: StatedFigure
    kind: BasisRelation
    differences: tuple[FigureDifference, ...]
    is_lined_up: bool
    silence: str = ""
    more: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Statements that differ only in numbers, bounds and words of certainty."""

    figures: list[StatedFigure]
    words: tuple[Worded, ...]

    @property
    def first(self) -> StatedFigure:
        return self.figures[0]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Statements on one measure: pairs, groups and the aspects in which they differ."""

    groups: list[FigureGroup]
    pairs: list[Pair]
    is_by_group: bool
    varying: list[str]
    rows: list[tuple[FigureGroup, list[str]]]
    # Each is a number of another council.
    is_of_others: bool = False

    @property
    def count(self) -> int:
        return sum(len(group.figures) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far statements on one measure agree in scope and basis.

    ``varying`` are the aspects in which they differ, ``silence`` what none of them states.
    """

    varying: list[str]
    silence: str

    @property
    def is_full(self) -> bool:
        return not (self.varying or self.silence)


def words_of(figure: StatedFigure) -> tuple[Worded, ...]:
    """The wording of a figure on each aspect, in order.

    Two wordings of the same date are equal; for all other aspects the words count.
    """
    return tuple([_worded(aspect.of(figure)) for aspect in ASPECTS])


def _worded(said: str | UncertainDate | None) -> Worded:
    if not said:
        return SILENT
    if isinstance(said, UncertainDate):
        return Worded(dated(said), said.edtf)
    words = " ".join(said.split())
    return Worded(words, words.casefold())


def compare(a: StatedFigure, b: StatedFigure) -> Pair:
    """The relation between two statements on one measure, and every difference."""
    return _pair(a, b, words_of(a), words_of(b))


def _pair(a, b, said, other, among=ALL) -> Pair:
    differing = [index for index in among if said[index].key != other[index].key]
    resting = [index for index in differing if index in RESTING]
    silence = _silence(a, b, said, other)
    if any(said[index].key and other[index].key for index in resting):
        kind = BasisRelation.DIFFERENT
    elif resting or silence:
        kind = BasisRelation.NOT_STATED
    else:
        kind = BasisRelation.SAME
    differences = tuple(
        FigureDifference(ASPECTS[index].label, (said[index].words or "not stated", other[index].words or "not stated"))
        for index in sorted(differing, key=lambda index: (index not in RESTING, index))
    )
    return Pair(a, b, kind, differences, kind == BasisRelation.SAME and 0 not in differing, silence)


def differing_grounds(figures: Sequence[StatedFigure]) -> list[str]:
    """Differences of basis, other than unit and span, in a sum or ratio."""
    said = [words_of(figure) for figure in figures]
    return [ASPECTS[index].label for index in GROUNDS if len({words[index].key for words in said}) > 1]


def grounds_apart(result: StatedFigure, figures: Sequence[StatedFigure]) -> list[str]:
    """Differences of basis between a stated result and the figures behind it.

    A share that names its whole does not differ by that.
    """
    stated, said = words_of(result), [words_of(figure) for figure in figures]
    among = [index for index in GROUNDS if ASPECTS[index].label != "share of"]
    return [ASPECTS[index].label for index in among if stated[index].key not in {words[index].key for words in said}]


def _pair_of_groups(a: FigureGroup, b: FigureGroup) -> Pair:
    pair = _pair(a.first, b.first, a.words, b.words, GROUPING)
    return replace(pair, more=(len(a.figures) - 1, len(b.figures) - 1))


def _silence(a, b, said, other) -> str:
    """Aspects that neither states and without which the two cannot be lined up."""
    if a.per == b.per == Per.NOT_STATED:
        return "Neither states for what span of time it is"
    if Unit.POUNDS in (a.unit, b.unit):
        return "" if said[1].key or other[1].key else "Neither states whether it is gross or net"
    is_grounded = any(said[index].key or other[index].key for index in GROUNDS) or a.asked or b.asked
    return "" if is_grounded else "Neither states a date or any other basis"


def _may_be_one(a: StatedFigure, b: StatedFigure) -> bool:
    """False for numbers of two different councils, of today or proposed."""
    return not any(one and other and one != other for one, other in ((a.council, b.council), (a.proposed, b.proposed)))


def grouped(figures: Sequence[StatedFigure]) -> list[FigureGroup]:
    """Statements by what they agree in, in the order of the first of each group."""
    found: dict[tuple, FigureGroup] = {}
    for figure in figures:
        words = words_of(figure)
        key = tuple([word.key for word in words[: len(GROUPING)]])
        found.setdefault(key, FigureGroup([], words)).figures.append(figure)
    return list(found.values())


def agreement(figures: Sequence[StatedFigure]) -> Agreement | None:
    """Ask how far all of these agree; None where each is a number of another council."""
    said = [words_of(figure) for figure in figures]
    pairs = list(combinations(zip(figures, said, strict=True), 2))
    if not any(_may_be_one(a, b) for (a, _), (b, _) in pairs):
        return None
    varying = [ASPECTS[index].label for index in (0, *RESTING) if len({words[index].key for words in said}) > 1]
    silences = {_silence(a, b, of_a, of_b) for (a, of_a), (b, of_b) in pairs}
    return Agreement(varying, silences.pop() if len(silences) == 1 else "")


def reconciled(figures: Sequence[StatedFigure]) -> Reconciled:
    """Line up the statements on one measure, leaving out what its maker replaced."""
    current = [figure for figure in figures if not figure.is_replaced]
    groups = grouped(current)
    is_by_group = len(current) > MOST_SINGLY
    if not is_by_group:
        pairs = [_pair(a, b, words_of(a), words_of(b)) for a, b in combinations(current, 2) if _may_be_one(a, b)]
    elif len(groups) <= MOST_SINGLY:
        pairs = [_pair_of_groups(a, b) for a, b in combinations(groups, 2) if _may_be_one(a.first, b.first)]
    else:
        pairs = []
    varying = [index for index in GROUPING if len({group.words[index].key for group in groups}) > 1]
    return Reconciled(
        groups=groups,
        pairs=pairs,
        is_by_group=is_by_group,
        varying=[ASPECTS[index].label for index in varying],
        is_of_others=len(current) > 1 and not any(_may_be_one(a, b) for a, b in combinations(current, 2)),
        rows=[(group, [group.words[index].words or "not stated" for index in varying]) for group in groups],
    )
