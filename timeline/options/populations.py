"""Stated populations of the councils that options would create."""

from collections import defaultdict
from dataclasses import dataclass

from claims.choices import Operation
from claims.claim_summaries import ClaimSummary
from claims.figures.arithmetic import ArithmeticResult, reckon
from claims.figures.words import StatedFigure
from councils.names import agreeing
from timeline.options.statements import Fold, OptionStatement, by_column, open_last

NOT_ALL_KNOWN = "We do not know all the councils that it would create, so no balance is worked out."
SEVERAL_DATES = "{} {} all of them, but not for one date, so no balance is worked out."
SEVERAL_NUMBERS = "{} {} all of them, but not each as one number, so no balance is worked out."


@dataclass(frozen=True, slots=True)
class Balance:
    """Our ratio of the largest council to the smallest, within one statement."""

    by: ClaimSummary
    reckoned: ArithmeticResult


@dataclass(frozen=True, slots=True)
class Population:
    """Stated populations of an option's councils, with the latest of each open.

    ``silent`` are councils without a number, ``reason`` says why there is no balance.
    """

    statements: Fold
    silent: list[str]
    balances: list[Balance]
    reason: str


def populations(statements: list[OptionStatement], columns) -> dict[int, Population]:
    """Stated populations by the primary key of each option that creates councils."""
    of_option, _ = by_column((each for each in statements if each.is_population), columns)
    return {
        column.option.pk: _population(of_option[column.option.pk], column.option, column.composition.proposed)
        for column in columns
        if column.composition and column.composition.proposed
    }


def _population(statements: list[OptionStatement], option, proposed) -> Population:
    of_council = defaultdict(list)
    for statement in statements:
        for key in {figure.proposed_key for figure in statement.figures}:
            of_council[key, statement.measure].append(statement)
    stated = {key for key, _ in of_council}
    latest = [statement for own in of_council.values() for statement in open_last(own, 1).latest]
    known = len(proposed)
    # “Two or three” leaves the number open, whatever is entered.
    is_open = bool(option.council_words) or option.council_count not in (None, known)
    balances, reason = ([], NOT_ALL_KNOWN) if is_open and known > 1 else _balances(statements, known)
    return Population(
        statements=Fold(
            [statement for statement in statements if statement not in latest],
            [statement for statement in statements if statement in latest],
        ),
        silent=[each.name for each in proposed if each.row.key not in stated],
        balances=balances,
        reason=reason,
    )


def _balances(statements: list[OptionStatement], councils: int) -> tuple[list[Balance], str]:
    """Balances from statements of all councils for one date, or why there are none.

    The page says once that without such a statement there is none. A statement is one
    claim, or what claims of one voice say in one document.
    """
    if councils < 2:
        # How many it would create in the end is not known from what is entered so far.
        return [], ""
    balances, reason = [], ""
    figures = [figure for statement in statements for figure in statement.figures if not figure.is_replaced]
    for of_statement in _grouped(figures, _statement_of):
        claims = _grouped(of_statement, lambda figure: figure.claim)
        sets = [each for own in claims for each in _complete(own, councils)] or _complete(of_statement, councils)
        with_numbers = [each for each in sets if all(figure.value is not None for figure in each)]
        balances += [_balance(each) for each in with_numbers]
        if not with_numbers and _councils(of_statement) == councils:
            dates = _grouped(of_statement, _date_of)
            why = SEVERAL_NUMBERS if any(_councils(each) == councils for each in dates) else SEVERAL_DATES
            reason = why.format(of_statement[0].by.who, agreeing(of_statement[0].by.voice.name, "states"))
    return balances, reason


def _balance(figures: list[StatedFigure]) -> Balance:
    largest = max(figures, key=lambda each: each.value)
    smallest = min(figures, key=lambda each: each.value)
    return Balance(figures[0].by, reckon(Operation.RATIO, [largest, smallest]))


def _complete(figures: list[StatedFigure], councils: int) -> list[list[StatedFigure]]:
    """Sets of figures for one date that name each council once."""
    return [each for each in _grouped(figures, _date_of) if len(each) == _councils(each) == councils]


def _councils(figures: list[StatedFigure]) -> int:
    return len({figure.proposed_key for figure in figures})


def _grouped(figures: list[StatedFigure], key) -> list[list[StatedFigure]]:
    groups = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return list(groups.values())


def _statement_of(figure):
    claim = figure.by
    return claim.voice.public_id, figure.measure, claim.passage.document.public_id if claim.passage else claim.claim


def _date_of(figure) -> str:
    return figure.when.edtf if figure.when else ""
