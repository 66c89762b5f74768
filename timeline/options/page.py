"""Options compared side by side, in columns of equal width.

Nothing is scored and nothing ticked. Each part of the page answers one question about every option; where
nobody says anything, the cell says that this record holds nothing.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from claims.claim_summaries import claim_summaries
from claims.figures.queries import bare_figures_of, corrections_among, measures_of, set_claims
from claims.models import Measure
from councils.models import Document, Flag
from proposals.models import Option
from record.dates.refusal import excerpt
from timeline.options.blocks import ColumnBlock, blocks_of
from timeline.options.columns import OptionColumn, column_of, options_by_proposal, options_of
from timeline.options.composition import compositions
from timeline.options.criteria import (
    CriterionRow,
    CriterionStatement,
    criteria_of_claims,
    criterion_rows,
    criterion_statements,
)
from timeline.options.measures import MeasureRow, OneOptionMeasures, measure_rows, measure_statements
from timeline.options.model import Composition, TileMap
from timeline.options.populations import populations
from timeline.options.statements import OptionsOfClaims, OptionStatement

# How many options one page compares, how many stand side by side, and how many messages it prints.
MOST = 12
MOST_BESIDE = 5
MOST_MESSAGES = 5
# Of so many options most parts stand open, and of more the first two.
MOST_OPEN = 2


@dataclass(frozen=True)
class OptionChoice:
    """The options that an address names, in its order.

    ``messages`` say what of the address was not understood.
    """

    ids: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    is_canonical: bool = True

    @classmethod
    def read(cls, query, options: list[Option]) -> "OptionChoice":
        values = query.getlist("options")
        parts = [part.strip() for value in values for part in value.split(",")]
        ids = tuple(dict.fromkeys(filter(None, parts)))
        known = {option.public_id for option in options}
        unknown = [each for each in ids if each not in known]
        messages = [f"“{excerpt(each)}” is no option of this case." for each in unknown[:MOST_MESSAGES]]
        if len(ids) > MOST:
            messages.append(
                f"{len(ids)} options are more than one page can set beside each other. Choose {MOST} of them."
            )
        is_canonical = list(values) == ([",".join(ids)] if ids else [])
        return cls(ids, tuple(messages), is_canonical)

    @property
    def query(self) -> str:
        return f"?options={','.join(self.ids)}" if self.ids else ""

    @property
    def reversed(self) -> str:
        return f"?options={','.join(reversed(self.ids))}"


@dataclass(frozen=True)
class Comparison:
    """The options side by side.

    ``unstated`` are measures on which only other options have a number.
    """

    columns: list[OptionColumn]
    measures: list[MeasureRow]
    of_one_option: list[OneOptionMeasures]
    unstated: list[Measure]
    criteria: list[CriterionRow]

    @cached_property
    def width(self) -> int:
        """Columns in each block: as many in one as in the next, or one fewer in the last."""
        return ceil(len(self.columns) / ceil(len(self.columns) / MOST_BESIDE))

    @cached_property
    def blocks(self) -> list[ColumnBlock]:
        return blocks_of(self.columns, self.width)

    @property
    def is_open(self) -> bool:
        """True if most parts stand open: for few options a phone has room."""
        return len(self.columns) <= MOST_OPEN

    @property
    def has_outcomes(self) -> bool:
        return any(block.has_option_outcomes or block.has_proposal_outcomes for block in self.blocks)

    @property
    def tiles(self) -> TileMap | None:
        """Any of its tile maps, by which the page says once what the squares are."""
        return next(
            (each.composition.tiles for each in self.columns if each.composition and each.composition.tiles), None
        )


@dataclass(frozen=True)
class CaseOptions:
    """All of a case's options, and all that published claims say of options."""

    options: list[Option]
    measure_statements: list[OptionStatement]
    criterion_statements: list[CriterionStatement]
    measures: list[Measure]
    # Documents with the editors' notes on them as wholes.
    noted: list[tuple[Document, list[Flag]]]
    # By the primary key of each option: the councils that it makes, and a small picture, printed once.
    compositions: dict[int, Composition]
    pictures: dict[int, SafeString]


def case_options(case, revision_mark: str) -> CaseOptions:
    """Everything that the comparisons of a case are made of: read once a revision."""
    return _kept(revision_mark, case) if revision_mark else _read(case)


@lru_cache(maxsize=4)
def _kept(revision_mark, case) -> CaseOptions:
    return _read(case)


def _read(case) -> CaseOptions:
    options = options_of(case)
    of_proposal = options_by_proposal(options)
    measures = measures_of(case)
    figures, criteria = bare_figures_of(case), criteria_of_claims(case)
    claims = claim_summaries({*criteria, *(figure.claim for figure in figures)})
    set_claims(figures, claims)
    corrections_among(case, figures)
    composed = compositions(case, options, stated=False)
    of_claims = OptionsOfClaims(claims, of_proposal)
    of_measures = measure_statements(figures, measures, of_claims)
    of_criteria = criterion_statements(criteria, claims, of_claims)
    return CaseOptions(
        options=options,
        measure_statements=of_measures,
        criterion_statements=of_criteria,
        measures=measures,
        noted=_noted([*of_measures, *(each.statement for each in of_criteria)]),
        compositions=composed,
        pictures=_pictures(composed),
    )


def _noted(statements: list[OptionStatement]) -> list[tuple[Document, list[Flag]]]:
    """Documents by title, each with the notes on it."""
    found: dict[str, tuple[Document, dict[str, Flag]]] = {}
    for statement in statements:
        for flag in statement.notes.of_documents:
            document = flag.flagged
            found.setdefault(document.public_id, (document, {}))[1].setdefault(flag.note, flag)
    noted = sorted(found.values(), key=lambda each: each[0].title.casefold())
    return [(document, list(flags.values())) for document, flags in noted]


def _pictures(composed: dict[int, Composition]) -> dict[int, SafeString]:
    return {
        option: render_to_string("options/_small_tiles.html", {"tiles": made.tiles})
        for option, made in composed.items()
        if made.tiles
    }


def comparison(case, of_case: CaseOptions, chosen: list[Option]) -> Comparison:
    """Set the chosen options side by side, in their order."""
    columns = [column_of(case, option) for option in chosen]
    for column in columns:
        column.composition = of_case.compositions.get(column.option.pk)
    of_option = populations(of_case.measure_statements, columns)
    for column in columns:
        column.population = of_option.get(column.option.pk)
    rows, of_one_option, unstated = measure_rows(of_case.measures, columns, of_case.measure_statements)
    criteria = criterion_rows(columns, of_case.criterion_statements, case.sides_shown)
    return Comparison(columns, rows, of_one_option, unstated, criteria)
