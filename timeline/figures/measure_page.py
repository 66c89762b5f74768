"""Data for the page of one measure: its figures, what differs, our arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.figures.comparability import Reconciled, reconciled
from claims.figures.queries import Correction, corrections_among, figures_on
from claims.models import Measure, Reckoning
from claims.notes import noted_documents
from councils.models import Document, Flag
from proposals.named_plans import NamedPlan, plans_of, with_a_state
from record.prepared import Given, Prepared
from record.workflow.states import PUBLIC_STATES
from timeline.figures.chart import Chart, charts
from timeline.figures.our_arithmetic import OurArithmetic, our_arithmetic
from timeline.figures.rows import FigureRow, FiguresOfClaim, by_claim

# So many differences stand open, and more behind a line.
FEW_PAIRS = 2


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """All that is on record of one measure."""

    count: int
    claims: list[FiguresOfClaim]
    lined_up: Reconciled
    charts: list[Chart]
    corrections: list[Correction]
    reckonings: list[OurArithmetic]
    plans: list[NamedPlan]

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its figures, with the editors' notes on each as a whole."""
        return noted_documents(self.claims)

    @property
    def varying(self) -> list[str]:
        """Respects in which the figures differ, unless each is of another council."""
        return [] if self.lined_up.is_of_others else self.lined_up.varying

    @property
    def has_few_pairs(self) -> bool:
        return len(self.lined_up.pairs) <= FEW_PAIRS and len(self.lined_up.rows) <= FEW_PAIRS


_MEASURE = Prepared(
    lambda: (
        Measure.objects.public()
        .filter(public_id=Given("public_id"), case__key=Given("key"), case__state__in=PUBLIC_STATES)
        .select_related("case")
    )
)
_RECKONINGS = Prepared(
    lambda: (
        Reckoning.objects.published()
        .filter(measure=Given("measure"))
        .in_sequence()
        .prefetch_related("terms", "flags__passage__document")
    )
)


def find_measure(key: str, public_id: str) -> Measure | None:
    """A published or withdrawn measure of a case that readers may see."""
    return _MEASURE.first(key=key, public_id=public_id)


def measure_page(measure: Measure, sides: list, chosen: Sequence[str] = ()) -> MeasurePage:
    """Data for the page of a measure.

    ``sides`` are those of its case, ``chosen`` keys of the sides whose figures are shown.
    """
    reckonings = _RECKONINGS.read(measure=measure.pk)
    figures = figures_on(measure, reckonings)
    corrections = corrections_among(measure.case, figures)[measure.pk]
    by_pk = {side.pk: side for side in sides}
    wanted = {side.pk for side in sides if side.key in chosen}
    mine = [each for each in figures if each.measure == measure.pk and (not chosen or each.by.side in wanted)]
    return MeasurePage(
        count=len(mine),
        claims=by_claim(FigureRow(each, by_pk.get(each.by.side)) for each in mine),
        lined_up=reconciled(mine),
        charts=charts(measure, mine, by_pk),
        corrections=[each for each in corrections if each.old in mine or each.new in mine],
        reckonings=our_arithmetic(reckonings, figures),
        plans=with_a_state(plans_of(measure.case, mine)),
    )
