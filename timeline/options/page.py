"""Options set against each other: which a reader chose, and all that is set side by side of them.

Nothing is scored and nothing ticked. A part of the page stands for one thing that can be asked of every
option, with a cell of equal width for each (columns.py, cells.py); where nobody says anything, the cell says
that this record holds nothing.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from claims.claim_summaries import ClaimSummaries
from claims.figures.queries import corrections_among, figures_of, measures_of
from claims.models import Measure
from proposals.models import Option
from record.dates.refusal import excerpt
from timeline.options import cells
from timeline.options.columns import Band, OptionColumn, column_of, lone_of, options_of
from timeline.options.composition import compositions
from timeline.options.model import Composition

# As many as a page sets against each other, and as many as stand beside each other on it.
MOST = 12
MOST_BESIDE = 5
MOST_MESSAGES = 5


@dataclass(frozen=True)
class OptionsAsked:
    """Which options an address asks for, in its order; ``messages`` on what of it is not understood."""

    ids: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    is_canonical: bool = True

    @classmethod
    def read(cls, query, options: list[Option]) -> "OptionsAsked":
        given = query.getlist("options")
        parts = [part.strip() for value in given for part in value.split(",")]
        ids = tuple(dict.fromkeys(filter(None, parts)))
        known = {option.public_id for option in options}
        unknown = [each for each in ids if each not in known]
        messages = [f"“{excerpt(each)}” is no option of this case." for each in unknown[:MOST_MESSAGES]]
        if len(ids) > MOST:
            messages.append(
                f"{len(ids)} options are more than one page can set beside each other. Choose {MOST} of them."
            )
        is_canonical = list(given) == ([",".join(ids)] if ids else [])
        return cls(ids, tuple(messages), is_canonical)

    @property
    def query(self) -> str:
        return f"?options={','.join(self.ids)}" if self.ids else ""

    @property
    def reversed(self) -> str:
        return f"?options={','.join(reversed(self.ids))}"


@dataclass(frozen=True)
class Comparison:
    """All that the page sets side by side; ``unstated`` are measures on which other options alone have a number."""

    columns: list[OptionColumn]
    measures: list[cells.MeasureRow]
    lone: list[cells.Lone]
    unstated: list[Measure]
    criteria: list[cells.CriterionRow]

    @cached_property
    def width(self) -> int:
        return ceil(len(self.columns) / ceil(len(self.columns) / MOST_BESIDE))

    @cached_property
    def bands(self) -> list[Band]:
        found = [self.columns[at : at + self.width] for at in range(0, len(self.columns), self.width)]
        return [Band(columns, self.width - len(columns)) for columns in found]

    @property
    def has_outcomes(self) -> bool:
        return any(band.has_outcomes or band.has_of_proposal for band in self.bands)

    @property
    def ground(self) -> Composition | None:
        """A composition with squares, by which the page says once what the squares are."""
        drawn = [column.composition for column in self.columns if column.composition]
        return next((each for each in drawn if each.tiles), None)


@dataclass(frozen=True)
class Prepared:
    """All of a case's options, and all that published claims say which can be said of options."""

    options: list[Option]
    stated: list[cells.MeasureStatement]
    answers: list[cells.CriterionStatement]
    measures: list[Measure]


def prepared(case, revision_mark: str) -> Prepared:
    """What a page of options is made of: read once a revision. Five queries."""
    return _kept(revision_mark, case) if revision_mark else _prepared(case)


@lru_cache(maxsize=4)
def _kept(revision_mark, case) -> Prepared:
    return _prepared(case)


def _prepared(case) -> Prepared:
    options = options_of(case)
    lone = lone_of(options)
    reader = ClaimSummaries()
    figures = figures_of(case, reader)
    corrections_among(case, figures)
    return Prepared(options, cells.stated_of(figures, lone), cells.answers_of(case, lone, reader), measures_of(case))


def comparison(case, of: Prepared, chosen: list[Option]) -> Comparison:
    """The chosen options in their order, out of all of the case's. Three queries, however many there are."""
    columns = [column_of(case, option) for option in chosen]
    drawn = compositions(case, chosen, stated=False)
    for column in columns:
        column.composition = drawn.get(column.option.pk)
    populations = cells.populations(of.stated, columns)
    for column in columns:
        column.population = populations.get(column.option.pk)
    measures, lone, unstated = cells.measures(of.measures, columns, of.stated)
    return Comparison(columns, measures, lone, unstated, cells.criteria(columns, of.answers, case.sides_shown))
