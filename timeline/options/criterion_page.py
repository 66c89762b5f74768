"""Data for the page of one criterion."""

from dataclasses import dataclass

from claims.choices import Criterion
from claims.notes import noted_documents
from councils.models import Document, Flag
from proposals.models import Option
from timeline.options.blocks import SideBySide
from timeline.options.columns import column_of
from timeline.options.criteria import CriterionRow, criterion_row
from timeline.options.page import CaseOptions


@dataclass(frozen=True)
class CriterionPage(SideBySide):
    """The options side by side, with what is said of them to one criterion."""

    row: CriterionRow
    # Documents with the editors' notes on them as wholes.
    noted: list[tuple[Document, list[Flag]]]


def criterion_page(case, of_case: CaseOptions, chosen: list[Option], criterion: Criterion) -> CriterionPage:
    """All that is said to a criterion of the chosen options, in their order."""
    columns = [column_of(case, option) for option in chosen]
    row = criterion_row(criterion, columns, of_case.criterion_statements, case.sides_shown)
    return CriterionPage(columns, row, noted_documents([*row.about_options, *row.without_option]))
