"""The figures of a case as a file."""

from collections.abc import Iterator

from claims.figures.queries import corrections_among, figures_of
from claims.figures.words import dated, plain, years_of
from councils.choices import Carrying
from councils.quotations.citation import SOURCE_COLUMNS, source_columns
from proposals import named_plans
from proposals.named_plans import PlanCells
from timeline.figures.rows import FigureRow

COLUMNS = [
    *("measure", "who states it", "side", "said (EDTF)", "for whose plan", "in words", "as printed"),
    *("bound", "value", "low", "high", "unit", "span", "period or as at", "running from", "years"),
    *("scope", "basis", "price year", "compared with", "left in", "left out", "whose model"),
    *("out of", "the whole as printed", "share of", "asked", "answered", "words of certainty"),
    *("corrected or superseded by its maker", "reported by", "wording"),
    *("these words do not hold the number", *SOURCE_COLUMNS, "address", "editors’ notes", named_plans.COLUMN),
]


def csv_rows(case, measures, chosen, sides, absolute) -> Iterator[list]:
    """A row for each figure, by measure.

    ``chosen`` are public ids of measures, ``sides`` keys of sides; ``absolute`` makes a whole address of a path.
    """
    by_pk = {side.pk: side for side in case.sides_shown}
    figures = figures_of(case)
    corrections_among(case, figures)
    plans = PlanCells()
    for measure in measures:
        if chosen and measure.public_id not in chosen:
            continue
        for figure in figures:
            side = by_pk.get(figure.by.side)
            if figure.measure == measure.pk and (not sides or (side and side.key in sides)):
                named = plans.cell(case, [figure.proposal_id], [figure.option_id])
                yield [*_row(measure, FigureRow(figure, side), absolute), named]


def _row(measure, row: FigureRow, absolute) -> list:
    figure, said = row.figure, row.by
    passage = figure.quotation
    return [
        *(measure.name, said.who, row.side.label if row.side else "", said.date and said.date.edtf),
        *(row.plan, row.size, figure.printed, figure.bound, row.value, row.low, row.high, figure.unit),
        *(figure.per, dated(figure.when), dated(figure.starts), years_of(figure), row.scope, figure.basis),
        *(figure.price_year, figure.compared_with, figure.leaves_in, figure.leaves_out, figure.model_by),
        *("" if figure.out_of is None else plain(figure.out_of), figure.out_of_printed, figure.share_of),
        *(figure.asked, figure.answered, figure.certainty, figure.replaced, said.reported_by, said.wording),
        "yes" if passage and passage.carries == Carrying.NO else "",
        *source_columns(passage),
        absolute(said.address),
        figure.notes.as_text,
    ]
