"""Claims about options by the Government's criteria: a row for each criterion."""

from collections import defaultdict
from dataclasses import dataclass

from claims.choices import Criterion
from claims.claim_summaries import ClaimSummary
from claims.models import Claim
from councils.models import Side
from timeline.options.statements import Fold, OptionsOfClaims, OptionStatement, SharedStatement, by_column, open_last

# How many statements of a side stand open in a cell.
OPEN = 1


@dataclass(frozen=True, slots=True)
class CriterionStatement:
    """A claim that speaks to criteria."""

    criteria: list[str]
    statement: OptionStatement


@dataclass(frozen=True, slots=True)
class CriterionCell:
    """Statements about one option on one criterion, by side.

    ``silent`` are the sides that say nothing.
    """

    by_side: list[tuple[Side | None, Fold]]
    silent: list[str]
    is_shared: bool
    is_all_silent: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion: a cell for each option, and claims about several or none.

    ``cells`` go by the options' primary keys.
    """

    key: str
    label: str
    cells: dict[int, CriterionCell]
    shared: list[SharedStatement]
    without_option: list[OptionStatement]


def criteria_of_claims(case) -> dict[int, list[str]]:
    """The criteria of which claims of a case speak, by claim, earliest said first."""
    claims = Claim.objects.published().of_case(case).filter(criteria__len__gt=0).in_order()
    return dict(claims.values_list("pk", "criteria"))


def criterion_statements(
    criteria: dict[int, list[str]], claims: dict[int, ClaimSummary], of_claims: OptionsOfClaims
) -> list[CriterionStatement]:
    """The statements of claims that speak of criteria, in their order."""
    return [
        CriterionStatement(own, OptionStatement(claims[claim], *of_claims.of(claim))) for claim, own in criteria.items()
    ]


def criterion_rows(columns, answers: list[CriterionStatement], sides) -> list[CriterionRow]:
    """A row for each criterion; none where no claim of the case speaks to any."""
    if not answers:
        return []
    to_criterion = defaultdict(list)
    for answer in answers:
        for criterion in answer.criteria:
            to_criterion[criterion].append(answer.statement)
    return [_row(criterion, columns, to_criterion[criterion], sides) for criterion in Criterion]


def _row(criterion, columns, statements, sides) -> CriterionRow:
    alone, shared = by_column(statements, columns)
    return CriterionRow(
        key=criterion.value,
        label=criterion.label,
        cells={column.option.pk: _cell(column.option.pk, alone, shared, sides) for column in columns},
        shared=shared,
        without_option=[statement for statement in statements if not statement.options],
    )


def _cell(option, alone, shared, sides) -> CriterionCell:
    by_side = defaultdict(list)
    for statement in alone.get(option, ()):
        by_side[statement.claim.side].append(statement)
    heard = [(side, open_last(by_side[side.pk], OPEN)) for side in sides if by_side[side.pk]]
    if by_side[None]:
        heard.append((None, open_last(by_side[None], OPEN)))
    sides_below = {each.statement.claim.side for each in shared if option in each.statement.options}
    silent = [side.label for side in sides if not by_side[side.pk] and side.pk not in sides_below]
    return CriterionCell(heard, silent, bool(sides_below), len(silent) == len(sides))
