"""The filters of the figures of a case."""

from collections import Counter
from typing import NamedTuple

from claims.figures.queries import measures_of
from claims.models import Figure
from councils.models import Side
from record.web.filter_fields import ChoicesField
from record.web.list_filter import ListFilter
from record.workflow.states import State


class SideChip(NamedTuple):
    """A side whose figures alone can be shown, or all; with the number of its figures."""

    label: str
    side: Side | None
    count: int
    address: str
    is_current: bool


class SideFilter(ListFilter):
    """The sides whose figures are shown."""

    side = ChoicesField(label="Side", refusal="no side of this case")

    def __init__(self, query, sides, **choices):
        self.sides = sides
        super().__init__(query, side=[(side.key, side.label) for side in sides], **choices)


class FigureFilter(SideFilter):
    """The sides and the measures whose figures are shown."""

    measure = ChoicesField(label="Measure", refusal="no measure of this case")

    def __init__(self, query, case):
        self.measures = measures_of(case)
        measures = [(measure.public_id, measure.name) for measure in self.measures]
        super().__init__(query, case.sides_shown, measure=measures)

    @property
    def only_measure(self) -> str:
        """The one measure that is asked for, which has a page of its own."""
        chosen = self.value("measure")
        return chosen[0] if len(chosen) == 1 else ""


def chips(filters: SideFilter, address: str, case, **of) -> list[SideChip]:
    """All figures and those of each side that has any, as links.

    ``of`` narrows what is counted. There are none if that leaves nothing to choose.
    """
    rows = Figure.objects.filter(claim__case=case, claim__state=State.PUBLISHED, measure__state=State.PUBLISHED, **of)
    counts = Counter(rows.values_list("claim__computed__side", flat=True))
    chosen = filters.data.getlist("side")
    found = [SideChip("All", None, counts.total(), address, not chosen)]
    for side in filters.sides:
        if counts[side.pk]:
            found.append(
                SideChip(side.label, side, counts[side.pk], f"{address}?side={side.key}", chosen == [side.key])
            )
    return found if len(found) > 2 else []
