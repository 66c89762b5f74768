"""Data for the index of the measures of a case."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.figures.queries import corrections_among, figures_of, reckonings_of
from claims.figures.words import StatedFigure
from claims.models import Measure, Reckoning
from councils.models import Side
from proposals.named_plans import NamedPlan, plans_of, with_a_state
from timeline.figures.chart import Chart, small_charts
from timeline.figures.our_arithmetic import OurArithmetic, our_arithmetic


class Speaker(NamedTuple):
    """A side, or a voice in none, and the number of its figures."""

    label: str
    side: Side | None
    count: int


@dataclass(frozen=True, slots=True)
class MeasureBlock:
    """A measure at a glance.

    ``is_replaced`` if the makers of all its figures replaced or retracted them.
    """

    measure: Measure
    count: int
    speakers: list[Speaker]
    charts: list[Chart]
    reckonings: list[Reckoning]
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class FiguresIndex:
    """Measures with figures or arithmetic, and arithmetic on none of them."""

    blocks: list[MeasureBlock]
    others: list[OurArithmetic] = field(default_factory=list)
    plans: list[NamedPlan] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(each.count for each in self.blocks)

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not self.others


def index_page(case, measures: list[Measure], chosen: Sequence[str] = (), sides: Sequence[str] = ()) -> FiguresIndex:
    """Measures of a case, or those chosen.

    ``chosen`` are public ids of measures, ``sides`` keys of the sides whose figures are shown.
    """
    figures = figures_of(case)
    corrections_among(case, figures)
    by_pk = {side.pk: side for side in case.sides_shown}
    known = {measure.pk for measure in measures}
    of_measure, elsewhere = defaultdict(list), []
    for row in reckonings_of(case).prefetch_related("flags__passage__document"):
        (of_measure[row.measure_id] if row.measure_id in known else elsewhere).append(row)
    stated = defaultdict(list)
    for each in figures:
        side = by_pk.get(each.by.side)
        if not sides or (side and side.key in sides):
            stated[each.measure].append(each)
    blocks = [
        MeasureBlock(
            measure=measure,
            count=len(stated[measure.pk]),
            speakers=_speakers(stated[measure.pk], by_pk),
            charts=small_charts(measure, stated[measure.pk], by_pk),
            reckonings=of_measure[measure.pk],
            is_replaced=bool(stated[measure.pk]) and all(each.is_replaced for each in stated[measure.pk]),
        )
        for measure in measures
        if (not chosen or measure.public_id in chosen)
        and (stated[measure.pk] or (of_measure[measure.pk] and not sides))
    ]
    shown = [each for block in blocks for each in stated[block.measure.pk]]
    others = [] if chosen or sides else our_arithmetic(elsewhere, figures)
    return FiguresIndex(blocks, others, with_a_state(plans_of(case, shown)))


def _speakers(figures: list[StatedFigure], by_pk: dict[int, Side]) -> list[Speaker]:
    """The voices that state figures: sides in their order, then others in theirs."""
    sides, others = Counter(), Counter()
    for each in figures:
        if side := by_pk.get(each.by.side):
            sides[side.pk] += 1
        else:
            others[each.by.who] += 1
    return [
        *(Speaker(side.label, side, sides[side.pk]) for side in by_pk.values() if sides[side.pk]),
        *(Speaker(who, None, count) for who, count in sorted(others.items())),
    ]
