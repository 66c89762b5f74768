"""Claims about options by the Government's criteria: in short, and in full."""

from collections import defaultdict
from dataclasses import dataclass

from claims.choices import Criterion
from claims.claim_summaries import ClaimSummary
from claims.models import Claim
from councils.models import Side
from record.text.english import joined
from timeline.options.statements import (
    Fold,
    OptionsOfClaims,
    OptionStatement,
    SharedStatement,
    about,
    by_column,
    open_last,
)

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

    criterion: Criterion
    cells: dict[int, CriterionCell]
    shared: list[SharedStatement]
    without_option: list[OptionStatement]
    about_options: list[OptionStatement]


@dataclass(frozen=True, slots=True)
class CriterionInShort:
    """One criterion: how many claims speak to it, and the sides that do and do not."""

    criterion: Criterion
    claims: int
    heard: str
    silent: str


def criteria_of_claims(case) -> dict[int, list[str]]:
    """Criteria that claims of a case speak of, by claim, the earliest said first."""
    claims = Claim.objects.published().of_case(case).filter(criteria__len__gt=0).in_order()
    return dict(claims.values_list("pk", "criteria"))


def criterion_statements(
    criteria: dict[int, list[str]], claims: dict[int, ClaimSummary], of_claims: OptionsOfClaims
) -> list[CriterionStatement]:
    """The statements of claims that speak of criteria, in their order."""
    return [
        CriterionStatement(own, OptionStatement(claims[claim], *of_claims.of(claim))) for claim, own in criteria.items()
    ]


def criteria_in_short(columns, answers: list[CriterionStatement], sides) -> list[CriterionInShort]:
    """Every criterion with who speaks to it; none if nobody speaks to any."""
    return [_in_short(criterion, columns, answers, sides) for criterion in Criterion] if answers else []


def _in_short(criterion, columns, answers, sides) -> CriterionInShort:
    statements = about(columns, _to(criterion, answers))
    heard = {statement.claim.side for statement in statements}
    return CriterionInShort(
        criterion,
        len(statements),
        joined([side.label for side in sides if side.pk in heard]),
        joined([side.label for side in sides if side.pk not in heard]),
    )


def _to(criterion, answers: list[CriterionStatement]) -> list[OptionStatement]:
    return [answer.statement for answer in answers if criterion in answer.criteria]


def criterion_row(criterion: Criterion, columns, answers: list[CriterionStatement], sides) -> CriterionRow:
    """One criterion with all claims: of each option, of several, and of none."""
    statements = _to(criterion, answers)
    alone, shared = by_column(statements, columns)
    return CriterionRow(
        criterion=criterion,
        cells={column.option.pk: _cell(column.option.pk, alone, shared, sides) for column in columns},
        shared=shared,
        without_option=[statement for statement in statements if not statement.options],
        about_options=about(columns, statements),
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
