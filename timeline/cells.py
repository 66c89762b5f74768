"""What claims say of options, as cells beside each other: populations, figures on each measure, and the criteria.

A claim stands once. What it says of one option stands in that option's column; what it says of several
of those that are set beside each other stands under them, with their names.
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
from claims.wording import Said, worded
from councils.models import Side

OF_PROPOSAL = "said of the proposal, of which this is the only option put forward"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What one claim says of options, with the figures that it states of them on one measure.

    Those of how many people would live in a proposed council stand apart from all others.
    """

    said: Said
    about: tuple[int, ...]
    how: str = ""
    figures: list[Stated] = field(default_factory=list)
    measure: int = 0
    is_population: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim that speaks to criteria."""

    criteria: list[str]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Shared:
    """What a claim says of several options at once, by their names."""

    entry: Entry
    names: list[str]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What is stated on one measure: of each option by its primary key, and of several at once."""

    measure: Measure
    of: dict[int, list[Entry]]
    shared: list[Shared]
    lined_up: Reconciled

    def is_shared(self, option: int) -> bool:
        return any(option in each.entry.about for each in self.shared)


@dataclass(frozen=True, slots=True)
class Lone:
    """Measures on which, of the options set beside each other, this one alone has a number."""

    option: str
    measures: list[tuple[Measure, list[Entry]]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one option to one criterion, by side; ``silent`` sides are named in one line."""

    heard: list[tuple[Side | None, list[Entry]]]
    silent: list[str]
    is_shared: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    key: str
    label: str
    of: dict[int, Cell]
    shared: list[Shared]
    unplaced: list[Entry]


def _concerning(options, proposals, lone) -> tuple[tuple[int, ...], str]:
    """The options that a claim is about: those that it names, or else the only one of a proposal that it names."""
    if options:
        return tuple(options), ""
    found = tuple(lone[proposal] for proposal in proposals if proposal in lone)
    return found, OF_PROPOSAL if found else ""


def _apart(entries: Iterable[Entry], columns) -> tuple[dict[int, list[Entry]], list[Shared]]:
    """What is said of one column alone, by its option, and what is said of several."""
    alone, shared = defaultdict(list), []
    names = {column.option.pk: column.name for column in columns}
    for entry in entries:
        among = [option for option in entry.about if option in names]
        if len(among) == 1:
            alone[among[0]].append(entry)
        elif among:
            shared.append(Shared(entry, [name for option, name in names.items() if option in among]))
    return alone, shared


# Figures


def stated_of(figures: list[Stated], lone) -> list[Entry]:
    """Figures that are of options, those of one claim on one measure together, earliest said first."""
    found: dict[tuple, Entry] = {}
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
            entry = found[key] = Entry(figure.by, about, how, [], figure.measure, is_population)
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


@dataclass(frozen=True, slots=True)
class Population:
    """How many people would live in each council of an option, as stated; ``silent`` are councils without a number."""

    entries: list[Entry]
    silent: list[str]
    balances: list[tuple[str, Reckoned]]


def populations(stated: list[Entry], columns) -> dict[int, Population]:
    """By option that would create councils, what is stated of how many people would live in each."""
    told = _apart((entry for entry in stated if entry.is_population), columns)[0]
    found = {}
    for column in columns:
        if proposed := column.composition.proposed if column.composition else []:
            entries = told[column.option.pk]
            stated_of = {figure.proposed_key for entry in entries for figure in entry.figures}
            silent = [each.name for each in proposed if each.row.key not in stated_of]
            found[column.option.pk] = Population(entries, silent, _balances(entries, len(proposed)))
    return found


def _balances(entries: list[Entry], councils: int) -> list[tuple[str, Reckoned]]:
    """Largest to smallest, from what one voice states of all of them on one measure for one date: our arithmetic."""
    if councils < 2:
        return []

    def source(figure):
        return figure.by.voice.public_id, figure.measure, figure.when.edtf if figure.when else ""

    found = []
    of_all = [figure for entry in entries for figure in entry.figures]
    every = sorted((figure for figure in of_all if not figure.is_corrected), key=source)
    for _, group in groupby(every, key=source):
        figures = list(group)
        keys = {figure.proposed_key for figure in figures}
        if len(figures) == len(keys) == councils and all(figure.value is not None for figure in figures):
            largest = max(figures, key=lambda each: each.value)
            smallest = min(figures, key=lambda each: each.value)
            found.append((figures[0].by.who, reckon(Operation.RATIO, [largest, smallest])))
    return found


# The criteria


def answers_of(case, lone, reader) -> list[Answer]:
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
        .values_list("criteria", "options_", "proposals_", "said_", "lead_")
    )
    return [
        Answer(criteria, Entry(reader.said(said, lead), *_concerning(options, proposals, lone)))
        for criteria, options, proposals, said, lead in rows
    ]


def criteria(columns, answers: list[Answer], sides) -> list[CriterionRow]:
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


def _cell(option, alone, shared, sides) -> Cell:
    by_side = defaultdict(list)
    for entry in alone.get(option, ()):
        by_side[entry.said.side].append(entry)
    heard = [(side, by_side[side.pk]) for side in sides if by_side[side.pk]]
    if by_side[None]:
        heard.append((None, by_side[None]))
    below = {each.entry.said.side for each in shared if option in each.entry.about}
    silent = [side.label for side in sides if not by_side[side.pk] and side.pk not in below]
    return Cell(heard, silent, bool(below))
