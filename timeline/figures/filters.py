"""The filter of the figures of a case."""

from claims.figures.queries import measures_of
from record.web.filter_fields import ChoicesField
from record.web.list_filter import ListFilter


class FigureFilter(ListFilter):
    measure = ChoicesField(label="Measure", refusal="no measure of this case")
    side = ChoicesField(label="Side", refusal="no side of this case")

    def __init__(self, query, case):
        self.measures = measures_of(case)
        super().__init__(
            query,
            measure=[(measure.public_id, measure.name) for measure in self.measures],
            side=[(side.key, side.label) for side in case.sides_shown],
        )
