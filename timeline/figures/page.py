"""Data for the figures page: statements, differences, charts, our arithmetic."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claims.figures.arithmetic import ArithmeticResult, compare_with_stated, reckon
from claims.figures.comparability import Reconciled, differing_grounds, grounds_apart, reconciled
from claims.figures.queries import Correction, corrections_among, figures_of, reckonings_of
from claims.figures.words import StatedFigure, dated, plain, years_of
from claims.models import Measure, Reckoning
from councils.choices import Carrying
from councils.quotations.citation import SOURCE_COLUMNS, source_columns
from timeline.figures.chart import Chart, charts
from timeline.figures.rows import FigureRow

CSV_HEADER = [
    *("measure", "who states it", "side", "said (EDTF)", "for whose plan", "in words", "as printed"),
    *("bound", "value", "low", "high", "unit", "span", "period or as at", "running from", "years"),
    *("scope", "basis", "price year", "compared with", "left in", "left out", "whose model"),
    *(
        "out of",
        "the whole as printed",
        "share of",
        "asked",
        "answered",
        "words of certainty",
        "corrected or superseded by its maker",
        "note",
    ),
    *("reported by", "wording", "these words do not hold the number", *SOURCE_COLUMNS, "address"),
    "editors’ notes",
]


@dataclass(frozen=True, slots=True)
class OurArithmetic:
    """A reckoning with its result, its numbers, and a claim that states one."""

    reckoning: Reckoning
    reckoned: ArithmeticResult
    terms: list[StatedFigure]
    stated: StatedFigure | None

    @property
    def differing(self) -> list[str]:
        """In which respects its numbers rest on different bases."""
        return differing_grounds(self.terms)

    @property
    def differing_result(self) -> list[str]:
        """In which respects the stated result rests on another basis than its numbers."""
        return grounds_apart(self.stated, self.terms) if self.stated and self.terms else []

    @property
    def replaced(self) -> list[str]:
        """Sentences on what its makers have corrected or superseded since."""
        found = []
        if self.stated and self.stated.replaced:
            found.append(f"The stated result was {self.stated.replaced} by its own maker since.")
        for how, number in Counter(term.replaced for term in self.terms if term.replaced).items():
            which = "One of its numbers was" if number == 1 else f"{number} of its numbers were"
            found.append(f"{which} {how} by {'its own maker' if number == 1 else 'their own makers'} since.")
        return found


@dataclass(frozen=True, slots=True)
class MeasureSection:
    """All that is on record of one measure."""

    measure: Measure
    statements: list[FigureRow]
    lined_up: Reconciled
    charts: list[Chart]
    corrections: list[Correction]
    reckonings: list[OurArithmetic]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    measures: list[MeasureSection]
    others: list[OurArithmetic]
    count: int

    @property
    def is_empty(self) -> bool:
        return not self.measures and not self.others


def figures_page(case, measures: list[Measure], chosen=(), sides=()) -> FiguresPage:
    """Measures of a case with figures, or those chosen.

    ``chosen`` are public ids of measures, ``sides`` keys of sides.
    """
    figures = figures_of(case)
    corrections = corrections_among(case, figures)
    arithmetic = _arithmetic(case, figures)
    by_pk = {side.pk: side for side in case.sides_shown}
    positions = {side.pk: side.position for side in case.sides_shown}
    wanted = {side.pk for side in case.sides_shown if side.key in sides}
    found, count = [], 0
    for measure in measures:
        if chosen and measure.public_id not in chosen:
            continue
        mine = [each for each in figures if each.measure == measure.pk and (not sides or each.by.side in wanted)]
        ours = [each for each in arithmetic if each.reckoning.measure_id == measure.pk]
        if not mine and not ours:
            continue
        count += len(mine)
        found.append(
            MeasureSection(
                measure=measure,
                statements=[FigureRow(each, by_pk.get(each.by.side)) for each in mine],
                lined_up=reconciled(mine),
                charts=charts(measure.name, measure.public_id, mine, positions),
                corrections=[each for each in corrections[measure.pk] if each.old in mine or each.new in mine],
                reckonings=ours,
            )
        )
    known = {measure.pk for measure in measures}
    others = [] if chosen else [each for each in arithmetic if each.reckoning.measure_id not in known]
    return FiguresPage(found, others, count)


def _arithmetic(case, figures) -> list[OurArithmetic]:
    by_key = {(each.claim, each.key): each for each in figures}
    found = []
    for row in reckonings_of(case):
        terms = [by_key.get((term.claim_id, term.figure)) for term in row.terms.all()]
        reckoned, stated = reckon(row.operation, terms, row.unit), None
        if row.stated_in_id:
            stated = _stated_result(row, by_key)
            reckoned = compare_with_stated(reckoned, row.operation, stated)
        found.append(OurArithmetic(row, reckoned, [term for term in terms if term], stated))
    return found


def _stated_result(row, by_key) -> StatedFigure | None:
    """The named figure of the claim that states the result, or else its first."""
    if row.stated_figure:
        return by_key.get((row.stated_in_id, row.stated_figure))
    return next((each for (claim, _), each in by_key.items() if claim == row.stated_in_id), None)


def csv_rows(case, measures, chosen, sides, absolute) -> Iterator[list]:
    """A row for each statement of the page.

    ``absolute`` makes a whole address of a path.
    """
    for measured in figures_page(case, measures, chosen, sides).measures:
        for row in measured.statements:
            figure, said = row.figure, row.by
            passage = figure.quotation
            yield [
                *(measured.measure.name, said.who, row.side.label if row.side else "", said.date and said.date.edtf),
                *(row.plan, row.size, figure.printed, figure.bound, row.value, row.low, row.high, figure.unit),
                *(figure.per, dated(figure.when), dated(figure.starts), years_of(figure), row.scope, figure.basis),
                *(figure.price_year, figure.compared_with, figure.leaves_in, figure.leaves_out, figure.model_by),
                *("" if figure.out_of is None else plain(figure.out_of), figure.out_of_printed, figure.share_of),
                *(figure.asked, figure.answered, figure.certainty, figure.replaced, figure.note),
                *(said.reported_by, said.wording),
                "yes" if passage and passage.carries == Carrying.NO else "",
                *source_columns(passage),
                absolute(said.address),
                figure.notes.as_text,
            ]
