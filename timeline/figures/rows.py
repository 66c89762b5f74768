"""A stated figure in the words that tables and comparisons print."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from claims.claim_summaries import ClaimSummary
from claims.figures.words import (
    Interval,
    StatedFigure,
    basis_of,
    interval_of,
    period_of,
    plain,
    plan_of,
    qualified,
    scope_of,
    size,
    with_figures,
)
from claims.notes import EditorNotes
from councils.models import Passage, Side


@dataclass(frozen=True)
class FigureRow:
    """A figure as one row prints it, with the side of whoever states it."""

    figure: StatedFigure
    side: Side | None = None

    @property
    def by(self) -> ClaimSummary:
        return self.figure.by

    @cached_property
    def size(self) -> str:
        return size(self.figure)

    @property
    def bounds(self) -> list[tuple[str, str]]:
        """The number and the bounds that it sets, by the names of their data attributes."""
        named = (("value", self.value), ("low", self.low), ("high", self.high))
        return [(name, value) for name, value in named if value]

    @property
    def value(self) -> str:
        return "" if self.figure.value is None else plain(self.figure.value)

    @property
    def low(self) -> str:
        return self._bound("low")

    @property
    def high(self) -> str:
        return self._bound("high")

    @cached_property
    def _interval(self) -> Interval:
        return interval_of(self.figure)

    def _bound(self, name: str) -> str:
        """A bound that the figure sets; empty if it has none or is uncertain."""
        bound = getattr(self._interval, name)
        return "" if bound is None or self._interval.is_uncertain else plain(bound)

    @property
    def particulars(self) -> list[str]:
        """All that is stated of it beside the number.

        The number as printed is among them where no quotation has it.
        """
        figure = self.figure
        passage = figure.quotation
        quoted = passage.quote if passage else ""
        printed = [("printed", figure.printed), ("the whole printed", figure.out_of_printed)]
        return [
            *qualified(figure),
            *(f"{how} “{words}”" for how, words in printed if words and words not in quoted),
        ]

    @cached_property
    def scope(self) -> str:
        return scope_of(self.figure)

    @cached_property
    def plan(self) -> str:
        return plan_of(self.figure)

    @property
    def qualified(self) -> str:
        return ", ".join(qualified(self.figure))

    @property
    def in_column_of_option(self) -> str:
        """Qualifications in the column of its option, without the option's name."""
        return ", ".join(qualified(self.figure, with_plan=False))

    @property
    def of_proposed_council(self) -> str:
        """Qualifications of a number of people: the proposed council first."""
        figure = self.figure
        return ", ".join(filter(None, (figure.proposed, basis_of(figure), figure.scope, period_of(figure))))


@dataclass(frozen=True)
class FiguresOfClaim:
    """The figures of one claim on one measure, which share its words."""

    rows: list[FigureRow]

    @property
    def by(self) -> ClaimSummary:
        return self.rows[0].by

    @property
    def side(self) -> Side | None:
        return self.rows[0].side

    @cached_property
    def shared(self) -> list[str]:
        """The particulars of all of them alike."""
        first, *rest = (row.particulars for row in self.rows)
        return [words for words in first if all(words in other for other in rest)]

    @property
    def lines(self) -> list[tuple[FigureRow, list[str]]]:
        """Each figure with the particulars of it alone."""
        return [(row, [words for words in row.particulars if words not in self.shared]) for row in self.rows]

    @property
    def quotation(self) -> Passage | None:
        """The words of the claim, which should hold these figures of it."""
        return with_figures(self.by.passage, [row.figure for row in self.rows])

    @property
    def notes(self) -> EditorNotes:
        return self.by.notes.for_figures(row.figure.key for row in self.rows)


def by_claim(rows: Iterable[FigureRow]) -> list[FiguresOfClaim]:
    """Rows in their order, those of one claim together."""
    found: dict[int | None, FiguresOfClaim] = {}
    for row in rows:
        found.setdefault(row.figure.claim, FiguresOfClaim([])).rows.append(row)
    return list(found.values())
