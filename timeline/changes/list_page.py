"""The filter of the public log, for its page, feed and file."""

from claims.claim_list.filter_choices import FilterOptions
from record.content.schema import kinds
from record.web.filter_fields import ChoicesField
from record.web.list_filter import ListFilter
from timeline.changes.log import Log, words_for


class ChangeFilter(ListFilter):
    case = ChoicesField(label="Case", refusal="no case here")
    kind = ChoicesField(label="Kind", refusal="no kind of record")

    def __init__(self, query, options: FilterOptions):
        plurals = [(kind.name, words_for(kind.name, 2)) for kind in kinds()]
        super().__init__(query, case=options.case_choices, kind=plurals)

    @property
    def log(self) -> Log:
        return Log(tuple(self.value("case")), tuple(self.value("kind")))
