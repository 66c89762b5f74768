"""A stated figure in the words that tables and comparisons print."""

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
    start_of,
    terms_of,
    years_of,
)
from councils.models import Side


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

    @cached_property
    def basis(self) -> str:
        return basis_of(self.figure)

    @cached_property
    def terms(self) -> list[str]:
        return terms_of(self.figure)

    @cached_property
    def scope(self) -> str:
        return scope_of(self.figure)

    @cached_property
    def plan(self) -> str:
        return plan_of(self.figure)

    @cached_property
    def times(self) -> list[str]:
        return [words for words in (period_of(self.figure), start_of(self.figure), years_of(self.figure)) if words]

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
