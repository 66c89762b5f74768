"""What claims say of options, as cells beside each other: populations, figures on each measure, and the criteria.

A claim stands once. What it says of one option stands in that option's column; what it says of several
of those that are set beside each other stands under them, with their names.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.choices import Criterion, Operation, Unit
from claims.claim_summaries import ClaimSummary, worded
from claims.figures.arithmetic import ArithmeticResult, reckon
from claims.figures.comparability import Reconciled, reconciled
from claims.figures.words import StatedFigure
from claims.models import Claim, ClaimOption, ClaimProposal, Measure
from councils.models import Side

OF_PROPOSAL = "said of the proposal, of which this is the only option put forward"


@dataclass(frozen=True, slots=True, eq=False)
class MeasureStatement:
    """What one claim says of options, with the figures that it states of them on one measure.

    Those of how many people would live in a proposed council stand apart from all others.
    """

    said: ClaimSummary
    about: tuple[int, ...]
    how: str = ""
    figures: list[StatedFigure] = field(default_factory=list)
    measure: int = 0
    is_population: bool = False

    @property
    def is_replaced(self) -> bool:
        """Whether its own maker has put something else in its place: of figures, in the place of each."""
        return all(figure.is_corrected for figure in self.figures) if self.figures else bool(self.said.replaced)


@dataclass(frozen=True, slots=True)
class CriterionStatement:
    """A claim that speaks to criteria."""

    criteria: list[str]
    entry: MeasureStatement


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """What a claim says of several options at once, by their names."""

    entry: MeasureStatement
    names: list[str]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What is stated on one measure: of each option by its primary key, and of several at once."""

    measure: Measure
    of: dict[int, list[MeasureStatement]]
    shared: list[SharedStatement]
    lined_up: Reconciled

    def is_shared(self, option: int) -> bool:
        return any(option in each.entry.about for each in self.shared)


@dataclass(frozen=True, slots=True)
class Lone:
    """Measures on which, of the options set beside each other, this one alone has a number."""

    option: str
    measures: list[tuple[Measure, list[MeasureStatement]]]


@dataclass(frozen=True, slots=True)
class CriterionCell:
    """What is said of one option to one criterion, by side; ``silent`` sides are named in one line, or are all."""

    heard: list[tuple[Side | None, list[MeasureStatement]]]
    silent: list[str]
    is_shared: bool
    is_all_silent: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    key: str
    label: str
    of: dict[int, CriterionCell]
    shared: list[SharedStatement]
    unplaced: list[MeasureStatement]


def by_time(entries: list[MeasureStatement], most: int) -> tuple[list[MeasureStatement], list[MeasureStatement]]:
    """What stands behind a number in a cell, and what stands open: the last said, up to so many.

    What its own maker replaced stands open only where nothing else does, and what is undated before what is dated.
    """
    standing = [entry for entry in entries if not entry.is_replaced] or entries
    latest = sorted(standing, key=lambda entry: entry.said.date is not None)[-most:]
    return [entry for entry in entries if entry not in latest], latest


def _concerning(options, proposals, lone) -> tuple[tuple[int, ...], str]:
    """The options that a claim is about: those that it names, or else the only one of a proposal that it names."""
    if options:
        return tuple(options), ""
    found = tuple(lone[proposal] for proposal in proposals if proposal in lone)
    return found, OF_PROPOSAL if found else ""


def _apart(
    entries: Iterable[MeasureStatement], columns
) -> tuple[dict[int, list[MeasureStatement]], list[SharedStatement]]:
    """What is said of one column alone, by its option, and what is said of several."""
    alone, shared = defaultdict(list), []
    names = {column.option.pk: column.name for column in columns}
    for entry in entries:
        among = [option for option in entry.about if option in names]
        if len(among) == 1:
            alone[among[0]].append(entry)
        elif among:
            shared.append(SharedStatement(entry, [name for option, name in names.items() if option in among]))
    return alone, shared


# Figures


def stated_of(figures: list[StatedFigure], lone) -> list[MeasureStatement]:
    """Figures that are of options, those of one claim on one measure together, earliest said first."""
    found: dict[tuple, MeasureStatement] = {}
    for figure in figures:
        about, how = _concerning(
            (figure.option_id,) if figure.option_id else figure.claim_options,
            (figure.proposal_id,) if figure.proposal_id else figure.claim_proposals,
            lone,
        )
        if not about:
            continue
        is_population = bool(figure.proposed_key and figure.unit == Unit.PEOPLE and figure.option_id)
        key = figure.claim, figure.measure, about, is_population
        if (entry := found.get(key)) is None:
            entry = found[key] = MeasureStatement(figure.by, about, how, [], figure.measure, is_population)
        entry.figures.append(figure)
    return list(found.values())


def measures(known: list[Measure], columns, stated) -> tuple[list[MeasureRow], list[Lone], list[Measure]]:
    """Measures on which several columns have a number, those on which one has, and those on which none has."""
    rows, unstated = [], []
    lone = {column.option.pk: Lone(column.name, []) for column in columns}
    of_measure = defaultdict(list)
    for entry in stated:
        if not entry.is_population:
            of_measure[entry.measure].append(entry)
    for measure in known:
        entries = of_measure[measure.pk]
        alone, shared = _apart(entries, columns)
        if len(alone) == 1 and not shared and len(columns) > 1:
            [(option, own)] = alone.items()
            lone[option].measures.append((measure, own))
        elif alone or shared:
            said = {id(entry) for own in alone.values() for entry in own} | {id(each.entry) for each in shared}
            figures = [figure for entry in entries if id(entry) in said for figure in entry.figures]
            lined_up = reconciled([figure for figure in figures if not figure.proposed_key])
            rows.append(MeasureRow(measure, alone, shared, lined_up))
        elif entries:
            unstated.append(measure)
    return rows, [each for each in lone.values() if each.measures], unstated


# Population and balance

ONE_COUNCIL = "It would create one council, so there is no balance."
NO_STATEMENT = "No one statement gives a number for all of them, so no balance is worked out."
SEVERAL_DATES = "{} states all of them, but not for one date, so no balance is worked out."
SEVERAL_NUMBERS = "{} states all of them, but not each as one number, so no balance is worked out."


@dataclass(frozen=True, slots=True)
class Balance:
    """The largest council by the smallest, from what one statement says of all of them: our arithmetic."""

    by: ClaimSummary
    reckoned: ArithmeticResult


@dataclass(frozen=True, slots=True)
class Population:
    """How many people would live in each council of an option, as stated: ``latest`` of each, and what is earlier.

    ``silent`` are councils without a number, ``reason`` says why there is no balance.
    """

    earlier: list[MeasureStatement]
    latest: list[MeasureStatement]
    silent: list[str]
    balances: list[Balance]
    reason: str


def populations(stated: list[MeasureStatement], columns) -> dict[int, Population]:
    """By option that would create councils, what is stated of how many people would live in each."""
    told = _apart((entry for entry in stated if entry.is_population), columns)[0]
    found = {}
    for column in columns:
        if proposed := column.composition.proposed if column.composition else []:
            found[column.option.pk] = _population(told[column.option.pk], proposed)
    return found


def _population(entries: list[MeasureStatement], proposed) -> Population:
    of_council = defaultdict(list)
    for entry in entries:
        for key in {figure.proposed_key for figure in entry.figures}:
            of_council[key].append(entry)
    latest = [entry for each in of_council.values() for entry in by_time(each, 1)[1]]
    balances, reason = _balances(entries, len(proposed))
    return Population(
        earlier=[entry for entry in entries if entry not in latest],
        latest=[entry for entry in entries if entry in latest],
        silent=[each.name for each in proposed if each.row.key not in of_council],
        balances=balances,
        reason=reason,
    )


def _balances(entries: list[MeasureStatement], councils: int) -> tuple[list[Balance], str]:
    """Largest to smallest, for each statement of all of them on one measure for one date; or why there is none.

    A statement is one claim, or what claims of one voice say in one document.
    """
    if councils < 2:
        return [], ONE_COUNCIL
    found, reason = [], NO_STATEMENT
    figures = [figure for entry in entries for figure in entry.figures if not figure.is_corrected]
    for figures_of_one in _grouped(figures, _statement_of):
        claims = _grouped(figures_of_one, lambda figure: figure.claim)
        sets = [each for own in claims for each in _whole(own, councils)] or _whole(figures_of_one, councils)
        numbers = [each for each in sets if all(figure.value is not None for figure in each)]
        found += [_balance(each) for each in numbers]
        if not numbers and _councils(figures_of_one) == councils:
            dates = _grouped(figures_of_one, _date_of)
            why = SEVERAL_NUMBERS if any(_councils(each) == councils for each in dates) else SEVERAL_DATES
            reason = why.format(figures_of_one[0].by.who)
    return found, reason


def _balance(figures: list[StatedFigure]) -> Balance:
    largest = max(figures, key=lambda each: each.value)
    smallest = min(figures, key=lambda each: each.value)
    return Balance(figures[0].by, reckon(Operation.RATIO, [largest, smallest]))


def _whole(figures: list[StatedFigure], councils: int) -> list[list[StatedFigure]]:
    """Those for one date that name each council once."""
    return [each for each in _grouped(figures, _date_of) if len(each) == _councils(each) == councils]


def _councils(figures: list[StatedFigure]) -> int:
    return len({figure.proposed_key for figure in figures})


def _grouped(figures: list[StatedFigure], of) -> list[list[StatedFigure]]:
    found = defaultdict(list)
    for figure in figures:
        found[of(figure)].append(figure)
    return list(found.values())


def _statement_of(figure):
    said = figure.by
    return said.voice.public_id, figure.measure, said.passage.document.public_id if said.passage else said.claim


def _date_of(figure) -> str:
    return figure.when.edtf if figure.when else ""


# The criteria


def answers_of(case, lone, reader) -> list[CriterionStatement]:
    """Claims that speak of a criterion, earliest first; one query."""
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
        .values_list("criteria", "options_", "proposals_", "said_", "leads_")
    )
    return [
        CriterionStatement(criteria, MeasureStatement(reader.said(said, leads), *_concerning(options, proposals, lone)))
        for criteria, options, proposals, said, leads in rows
    ]


def criteria(columns, answers: list[CriterionStatement], sides) -> list[CriterionRow]:
    """A row for each criterion; none where no claim of the case speaks to any."""
    if not answers:
        return []
    to_criterion = defaultdict(list)
    for answer in answers:
        for criterion in answer.criteria:
            to_criterion[criterion].append(answer.entry)
    return [_criterion(criterion, columns, to_criterion[criterion], sides) for criterion in Criterion]


def _criterion(criterion, columns, entries, sides) -> CriterionRow:
    alone, shared = _apart(entries, columns)
    return CriterionRow(
        key=criterion.value,
        label=criterion.label,
        of={column.option.pk: _cell(column.option.pk, alone, shared, sides) for column in columns},
        shared=shared,
        unplaced=[entry for entry in entries if not entry.about],
    )


def _cell(option, alone, shared, sides) -> CriterionCell:
    by_side = defaultdict(list)
    for entry in alone.get(option, ()):
        by_side[entry.said.side].append(entry)
    heard = [(side, by_side[side.pk]) for side in sides if by_side[side.pk]]
    if by_side[None]:
        heard.append((None, by_side[None]))
    below = {each.entry.said.side for each in shared if option in each.entry.about}
    silent = [side.label for side in sides if not by_side[side.pk] and side.pk not in below]
    return CriterionCell(heard, silent, bool(below), len(silent) == len(sides))
