"""Options set against each other: what each would create, what is stated of it, and what each side says, in its words.

Nothing is scored and nothing ticked. A row stands for one thing that can be asked of every option, with a
cell of equal width for each; where a side says nothing, the cell says that this record holds nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.choices import Criterion, Operation, Unit
from claims.figures import Stated
from claims.models import Claim, ClaimOption, ClaimProposal, Measure
from claims.reckoning import Reckoned, reckon
from claims.reconciling import Reconciled, reconciled
from claims.stated import corrections_among, figures_of, measures_of
from claims.wording import Reader, Said, worded
from councils.models import Document, Side
from proposals.choices import BackingRelation, OptionStatus, Stage, Weighs
from proposals.models import Appraisal, AppraisalPoint, Backing, Option, Proposal, ProposalVersion, Proposer
from record.dates import UncertainDate
from record.dates.refusal import shown
from record.gather import gathered
from timeline.composition import Composition, compositions
from timeline.outcomes import Done, done_to, of_option

# As many as a page can set beside each other.
MOST = 12
MOST_MESSAGES = 5
# Each relation apart; none of them implies another.
RELATIONS = {
    BackingRelation.BACKS: "Backs it",
    BackingRelation.SIGNED: "Signed it",
    BackingRelation.LEFT: "Left it",
    BackingRelation.INCLUDED: "Is included in it",
}
_WHEN = ("when_edtf", "when_printed", "when_basis", "when_extent")


@dataclass
class Column:
    """An option with what its own records say."""

    option: Option
    proposers: list[str]
    version: tuple[str, UncertainDate | None] | None
    versions: int
    relations: list[tuple[str, list[dict]]]
    appraisals: list[dict]
    outcomes: list[Done]
    is_only_one: bool
    composition: Composition | None = None
    populations: list[tuple[str, list[Stated]]] = field(default_factory=list)
    balances: list[tuple[str, Reckoned]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.option.name


@dataclass(frozen=True, slots=True)
class Heard:
    """What one side, or a voice that stands in none, says in a cell."""

    side: Side | None
    entries: list[tuple[Said, str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one option in one row, by side; ``silent`` sides are named in one line."""

    column: Column
    heard: list[Heard]
    silent: list[str]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    key: str
    label: str
    cells: list[Cell]
    unplaced: list[tuple[Said, str]]


@dataclass(frozen=True, slots=True)
class FigureCell:
    column: Column
    statements: list[tuple[Stated, str]]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    measure: Measure
    cells: list[FigureCell]
    lined_up: Reconciled


@dataclass(frozen=True)
class Comparison:
    columns: list[Column]
    measures: list[MeasureRow]
    criteria: list[CriterionRow]

    @property
    def has_outcomes(self) -> bool:
        return any(column.outcomes for column in self.columns)


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
        messages = [f"“{shown(each)}” is no option of this case." for each in unknown[:MOST_MESSAGES]]
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


def options_of(case) -> list[Option]:
    """All options of a case with all that is kept of each, alphabetical by proposal and then by option. One query."""
    points = AppraisalPoint.objects.filter(appraisal=OuterRef("pk")).order_by("sequence", "pk")
    mine, its = {"option": OuterRef("pk")}, {"proposal": OuterRef("proposal")}
    found = (
        Option.objects.published()
        .of_case(case)
        .filter(proposal__state="published")
        .select_related("proposal")
        .annotate(
            by_=gathered(Proposer.objects.filter(**its), name="voice__name"),
            versions_=gathered(ProposalVersion.objects.filter(**its), "stage", *_WHEN),
            backers_=gathered(
                Backing.objects.filter(**its).order_by("voice__name", "when_earliest", "sequence", "pk"),
                *("relation", "condition", *_WHEN),
                name="voice__name",
                according_to="according_to__name",
            ),
            appraisals_=gathered(
                Appraisal.objects.filter(**mine).order_by("sequence", "pk"),
                *("appraised", "verdict", "note"),
                document="document__public_id",
                title="document__title",
                by="by__name",
                points=gathered(points, "weighs", "words"),
            ),
            outcomes_=of_option(),
        )
    )
    options = sorted(found, key=lambda each: (each.proposal.name.casefold(), each.name.casefold(), each.pk))
    for option in options:
        option.case = option.proposal.case = case
    return options


def put_forward(options: Iterable[Option]) -> list[Option]:
    return [option for option in options if option.status == OptionStatus.PUT_FORWARD]


def comparison(case, options: list[Option], chosen: list[Option]) -> Comparison:
    """The chosen options in their order, out of all of the case's. Eight queries, however many there are."""
    lone = _lone(options)
    columns = [_column(case, option, lone) for option in chosen]
    drawn = compositions(case, chosen, stated=False)
    for column in columns:
        column.composition = drawn.get(column.option.pk)
    reader = Reader()
    figures = figures_of(case, reader)
    corrections_among(case, figures)
    of_option = defaultdict(list)
    for figure in figures:
        for option, how in _concerning(
            [figure.option_id] if figure.option_id else figure.claim_options,
            [figure.proposal_id] if figure.proposal_id else figure.claim_proposals,
            lone,
        ):
            of_option[option].append((figure, how))
    for column in columns:
        stated = of_option[column.option.pk]
        column.populations = _populations(column, [figure for figure, _ in stated])
        column.balances = _balances(column.populations)
    return Comparison(
        columns=columns,
        measures=_measures(case, columns, of_option),
        criteria=_criteria(case, columns, lone, reader),
    )


def _lone(options) -> dict[int, int]:
    """The one option put forward of each proposal that has just one, by the proposal."""
    found = defaultdict(list)
    for option in put_forward(options):
        found[option.proposal_id].append(option.pk)
    return {proposal: pks[0] for proposal, pks in found.items() if len(pks) == 1}


OF_PROPOSAL = "said of the proposal, of which this is the only option put forward"


def _concerning(options, proposals, lone) -> list[tuple[int, str]]:
    """The options that a claim is about: those that it names, or else the only one of a proposal that it names."""
    if options:
        return [(option, "") for option in options]
    return [(lone[proposal], OF_PROPOSAL) for proposal in proposals if proposal in lone]


# What an option's own records say


def _column(case, option, lone) -> Column:
    versions = [(Stage(row["stage"]).label, _date(row)) for row in option.versions_]
    dated = [each for each in versions if each[1]]
    latest = max(dated, key=lambda each: each[1].sort_key) if dated else (versions[-1] if versions else None)
    return Column(
        option=option,
        proposers=sorted(row["name"] for row in option.by_),
        version=latest,
        versions=len(versions),
        relations=[
            (label, [{**row, "when": _date(row)} for row in option.backers_ if row["relation"] == relation])
            for relation, label in RELATIONS.items()
        ],
        appraisals=[_appraisal(row) for row in option.appraisals_],
        outcomes=done_to(case, option.outcomes_),
        is_only_one=option.pk in lone.values(),
    )


def _date(row) -> UncertainDate | None:
    parts = [row[name] for name in _WHEN]
    return UncertainDate(*parts) if parts[0] else None


def _appraisal(row) -> dict:
    reasons = defaultdict(list)
    for point in row["points"]:
        reasons[Weighs(point["weighs"]).label].append(point["words"])
    return {
        **row,
        "document": Document(public_id=row["document"], title=row["title"]),
        "reasons": [(weighs.label, reasons[weighs.label]) for weighs in Weighs if reasons[weighs.label]],
    }


# Population and balance


def _populations(column, figures) -> list[tuple[str, list[Stated]]]:
    """What is stated of the population of each council that the option would create, by its name."""
    stated = defaultdict(list)
    for figure in figures:
        if figure.proposed_key and figure.unit == Unit.PEOPLE and figure.option_id == column.option.pk:
            stated[figure.proposed_key].append(figure)
    proposed = column.composition.proposed if column.composition else []
    return [(each.name, stated[each.row.key]) for each in proposed]


def _balances(populations) -> list[tuple[str, Reckoned]]:
    """Largest to smallest, from what one voice states of all of them on one measure for one date: our arithmetic."""
    if len(populations) < 2:
        return []

    def source(figure):
        return figure.by.voice.public_id, figure.measure, figure.when.edtf if figure.when else ""

    found = []
    every = sorted((figure for _, stated in populations for figure in stated if not figure.is_corrected), key=source)
    for _, group in groupby(every, key=source):
        figures = list(group)
        keys = {figure.proposed_key for figure in figures}
        if len(figures) == len(keys) == len(populations) and all(figure.value is not None for figure in figures):
            largest = max(figures, key=lambda each: each.value)
            smallest = min(figures, key=lambda each: each.value)
            found.append((figures[0].by.who, reckon(Operation.RATIO, [largest, smallest])))
    return found


# Figures


def _measures(case, columns, of_option) -> list[MeasureRow]:
    rows = []
    for measure in measures_of(case):
        cells, every = [], {}
        for column in columns:
            mine = [(figure, how) for figure, how in of_option[column.option.pk] if figure.measure == measure.pk]
            cells.append(FigureCell(column, mine))
            every |= {id(figure): figure for figure, _ in mine if not figure.proposed_key}
        if any(cell.statements for cell in cells):
            rows.append(MeasureRow(measure, cells, reconciled(list(every.values()))))
    return rows


# The criteria


def _criteria(case, columns, lone, reader) -> list[CriterionRow]:
    said = defaultdict(lambda: defaultdict(list))
    unplaced = defaultdict(list)
    for criteria, entry, about in _answers(case, lone, reader):
        for criterion in criteria:
            for option, how in about:
                said[criterion][option].append((entry, how))
            if not about:
                unplaced[criterion].append((entry, ""))
    return [
        CriterionRow(
            key=criterion.value,
            label=criterion.label,
            cells=[_cell(column, said[criterion][column.option.pk], case.sides_shown) for column in columns],
            unplaced=unplaced[criterion],
        )
        for criterion in Criterion
    ]


def _answers(case, lone, reader):
    """Claims that speak of a criterion, earliest first: the criteria, the claim as shown, the options it is about."""
    rows = (
        Claim.objects.published()
        .of_case(case)
        .filter(criteria__len__gt=0)
        .in_order()
        .annotate(
            options_=ArraySubquery(ClaimOption.objects.filter(claim=OuterRef("pk")).values("option")),
            proposals_=ArraySubquery(ClaimProposal.objects.filter(claim=OuterRef("pk")).values("proposal")),
            **worded(),
        )
        .values_list("criteria", "options_", "proposals_", "said_", "lead_")
    )
    for criteria, options, proposals, said, lead in rows:
        yield criteria, reader.said(said, lead), _concerning(options, proposals, lone)


def _cell(column, entries, sides) -> Cell:
    by_side = defaultdict(list)
    for entry in entries:
        by_side[entry[0].side].append(entry)
    heard = [Heard(side, by_side[side.pk]) for side in sides if by_side[side.pk]]
    if by_side[None]:
        heard.append(Heard(None, by_side[None]))
    return Cell(column, heard, [side.label for side in sides if not by_side[side.pk]])


def proposals_of(options) -> list[tuple[Proposal, list[Option]]]:
    """Options under their proposals, in their order."""
    return [(proposal, list(group)) for proposal, group in groupby(options, key=lambda option: option.proposal)]
