"""Blocks of columns, in which a comparison of many options goes on below."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import ceil

from timeline.decisions.outcome_lines import OutcomeLine
from timeline.options.columns import OptionColumn

# How many options stand side by side, and of how few most parts stand open; of more the first two do.
MOST_BESIDE = 5
MOST_OPEN = 2


@dataclass(frozen=True)
class ProposalColumns:
    """Neighbouring columns of one proposal's options, which share some cells."""

    columns: list[OptionColumn]

    @property
    def first(self) -> OptionColumn:
        return self.columns[0]

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def name(self) -> str:
        return "; ".join(column.label for column in self.columns)

    @property
    def status(self) -> str:
        """The status of its options, if all have the same."""
        statuses = {column.option.get_status_display() for column in self.columns}
        return statuses.pop() if len(statuses) == 1 else ""

    @property
    def outcomes(self) -> list[OutcomeLine]:
        """Outcomes of decisions on the proposal as a whole."""
        return self.first.of_proposal

    @property
    def has_option_outcomes(self) -> bool:
        return any(column.outcomes for column in self.columns)


@dataclass(frozen=True)
class ColumnBlock:
    """Columns side by side.

    ``padding`` is how many fewer they are than in the widest block.
    """

    columns: list[OptionColumn]
    padding: int

    @cached_property
    def by_proposal(self) -> list[ProposalColumns]:
        groups = groupby(self.columns, key=lambda column: column.option.proposal_id)
        return [ProposalColumns(list(columns)) for _, columns in groups]

    @property
    def has_proposal_outcomes(self) -> bool:
        return any(column.of_proposal or column.named_in for column in self.columns)

    @property
    def has_option_outcomes(self) -> bool:
        return any(column.outcomes for column in self.columns)


@dataclass(frozen=True)
class SideBySide:
    """Options beside each other, in blocks of columns of equal width."""

    columns: list[OptionColumn]

    @cached_property
    def width(self) -> int:
        """Columns in each block: as many in one as in the next, or one fewer in the last."""
        return ceil(len(self.columns) / ceil(len(self.columns) / MOST_BESIDE))

    @cached_property
    def blocks(self) -> list[ColumnBlock]:
        parts = [self.columns[start : start + self.width] for start in range(0, len(self.columns), self.width)]
        return [ColumnBlock(part, self.width - len(part)) for part in parts]

    @property
    def is_open(self) -> bool:
        """True if most parts stand open: for few options a phone has room."""
        return len(self.columns) <= MOST_OPEN
