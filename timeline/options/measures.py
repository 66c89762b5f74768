"""Figures stated of options: a row for each measure, a cell for each option."""

from collections import defaultdict
from dataclasses import dataclass

from claims.figures.comparability import Reconciled, reconciled
from claims.figures.words import StatedFigure
from claims.models import Measure
from timeline.options.statements import Fold, OptionsOfClaims, OptionStatement, SharedStatement, by_column, open_last

# How many statements stand open: in a cell, and where one option alone has any.
OPEN = 2
OPEN_OF_ONE_OPTION = 1


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """Statements about one option.

    ``is_shared`` where a statement below is about it together with others.
    """

    statements: Fold
    is_shared: bool


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """Statements on one measure: about each option, and about several at once.

    ``cells`` go by the options' primary keys.
    """

    measure: Measure
    cells: dict[int, MeasureCell]
    shared: list[SharedStatement]
    reconciled: Reconciled


@dataclass(frozen=True, slots=True)
class OneOptionMeasures:
    """Measures on which, of the compared options, this one alone has a number."""

    option: str
    measures: list[tuple[Measure, Fold]]


def measure_statements(
    figures: list[StatedFigure], measures: list[Measure], of_claims: OptionsOfClaims
) -> list[OptionStatement]:
    """Group the figures of options by claim and measure, earliest said first."""
    populations = {measure.pk for measure in measures if measure.counts_inhabitants}
    statements: dict[tuple, OptionStatement] = {}
    for figure in figures:
        options, reason = of_claims.of(figure.claim, figure.option_id, figure.proposal_id)
        if not options:
            continue
        is_population = bool(figure.proposed_key and figure.measure in populations and figure.option_id)
        key = figure.claim, figure.measure, options, is_population
        if (statement := statements.get(key)) is None:
            statement = OptionStatement(figure.by, options, reason, [], figure.measure, is_population)
            statements[key] = statement
        statement.figures.append(figure)
    return list(statements.values())


def measure_rows(
    measures: list[Measure], columns, statements: list[OptionStatement]
) -> tuple[list[MeasureRow], list[OneOptionMeasures], list[Measure]]:
    """Split measures by how many columns have a number: several, one or none."""
    rows, unstated = [], []
    of_one_option = {column.option.pk: OneOptionMeasures(column.name, []) for column in columns}
    of_measure = defaultdict(list)
    for statement in statements:
        if not statement.is_population:
            of_measure[statement.measure].append(statement)
    for measure in measures:
        alone, shared = by_column(of_measure[measure.pk], columns)
        if len(alone) == 1 and not shared and len(columns) > 1:
            [(option, own)] = alone.items()
            of_one_option[option].measures.append((measure, open_last(own, OPEN_OF_ONE_OPTION)))
        elif alone or shared:
            rows.append(_row(measure, of_measure[measure.pk], alone, shared, columns))
        elif of_measure[measure.pk]:
            unstated.append(measure)
    return rows, [each for each in of_one_option.values() if each.measures], unstated


def _row(measure, statements, alone, shared, columns) -> MeasureRow:
    in_columns = {id(each) for own in alone.values() for each in own} | {id(each.statement) for each in shared}
    figures = [figure for each in statements if id(each) in in_columns for figure in each.figures]
    return MeasureRow(
        measure=measure,
        cells={
            column.option.pk: MeasureCell(
                open_last(alone.get(column.option.pk, []), OPEN),
                any(column.option.pk in each.statement.options for each in shared),
            )
            for column in columns
        },
        shared=shared,
        reconciled=reconciled([figure for figure in figures if not figure.proposed_key]),
    )
