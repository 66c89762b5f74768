"""Rows of an event's page: a question, with a cell for each side."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from claims.models import Claim
from councils.models import Side
from timeline.accounts.comparison_rows import ComparisonRow, with_repeated


@dataclass
class EventCell:
    """Claims of one side, or of none, on a question.

    ``above`` are those that the page has printed already.
    """

    claims: list[Claim] = field(default_factory=list)
    above: list[Claim] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.claims or self.above)


@dataclass
class EventRow:
    """A row with a cell for each side shown, and a count for each side not shown.

    ``others`` are the claims of voices in no side.
    """

    comparison: ComparisonRow
    cells: list[tuple[Side, EventCell]]
    others: EventCell
    speaking: list[str]
    unseen: list[tuple[Side, int]]


def other_rows(rows, first: ComparisonRow | None, sides, shown) -> list[EventRow]:
    """All rows but the first, whose claims the page prints above them."""
    if first is None:
        return [_row(row, sides, shown) for row in with_repeated(rows)]
    return [_row(row, sides, shown) for row in with_repeated([first, *(row for row in rows if row is not first)])[1:]]


def _row(row: ComparisonRow, sides, shown) -> EventRow:
    counts = Counter(account.side for account in row.accounts)
    cells = defaultdict(EventCell)
    for account in row.accounts:
        cell = cells[account.side]
        (cell.above if account in row.repeated else cell.claims).append(account.claim)
    return EventRow(
        comparison=row,
        cells=[(side, cells[side.pk]) for side in shown],
        others=cells[None],
        speaking=[side.label for side in sides if counts[side.pk]],
        unseen=[(side, counts[side.pk]) for side in sides if counts[side.pk] and side not in shown],
    )
