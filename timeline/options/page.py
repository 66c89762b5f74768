"""Options compared side by side, in columns of equal width.

Nothing is scored and nothing ticked. Each part of the page answers one question about every option; where
nobody says anything, the cell says that nothing was found. Each of the Government's criteria has a page of its own.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from claims.claim_summaries import claim_summaries
from claims.figures.queries import bare_figures_of, corrections_among, measures_of, set_claims
from claims.models import Measure
from claims.notes import noted_documents
from councils.models import Document, Flag
from proposals.backings import RELATIONS
from proposals.models import Option
from record.dates.refusal import excerpt
from timeline.options.blocks import SideBySide
from timeline.options.columns import column_of, options_by_proposal, options_of
from timeline.options.composition import compositions
from timeline.options.criteria import (
    CriterionInShort,
    CriterionStatement,
    criteria_in_short,
    criteria_of_claims,
    criterion_statements,
)
from timeline.options.measures import MeasureRow, OneOptionMeasures, measure_rows, measure_statements
from timeline.options.model import Composition, TileMap
from timeline.options.populations import populations
from timeline.options.statements import OptionsOfClaims, OptionStatement, about

# How many options one page compares, and how many messages it prints.
MOST = 12
MOST_MESSAGES = 5


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
class Comparison(SideBySide):
    """The options side by side.

    ``unstated`` are measures on which only other options have a number.
    """

    measures: list[MeasureRow]
    of_one_option: list[OneOptionMeasures]
    unstated: list[Measure]
    criteria: list[CriterionInShort]
    # Documents with the editors' notes on them as wholes.
    noted: list[tuple[Document, list[Flag]]]

    @property
    def creates_any(self) -> bool:
        """True if a document says of one which councils it would create, or their number."""
        compositions = [column.composition for column in self.columns]
        return any(each.proposed or each.option.councils_stated for each in compositions)

    @property
    def has_outcomes(self) -> bool:
        return any(block.has_option_outcomes or block.has_proposal_outcomes for block in self.blocks)

    @cached_property
    def nobody_in(self) -> list[str]:
        """Relations in which nobody is found to any of the proposals."""
        silent = [set(column.silent_relations) for column in self.columns]
        return [label for label in RELATIONS.values() if all(label in each for each in silent)]

    @property
    def silence(self) -> dict[int, list[str]]:
        """The other relations in which nobody is found, by the key of the option."""
        return {
            column.option.pk: [label.lower() for label in column.silent_relations if label not in self.nobody_in]
            for column in self.columns
        }

    @property
    def tiles(self) -> TileMap | None:
        """Any of its tile maps: the page explains the squares once."""
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
    return CaseOptions(
        options=options,
        measure_statements=measure_statements(figures, measures, of_claims),
        criterion_statements=criterion_statements(criteria, claims, of_claims),
        measures=measures,
        compositions=composed,
        pictures=_pictures(composed),
    )


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
    criteria = criteria_in_short(columns, of_case.criterion_statements, case.sides_shown)
    noted = noted_documents(about(columns, of_case.measure_statements))
    return Comparison(columns, rows, of_one_option, unstated, criteria, noted)
