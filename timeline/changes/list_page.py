"""The filter of the public log, for its page, feed and file."""

from claims.claim_list.filter_choices import FilterOptions
from record.content.schema import kinds
from record.web.filter_fields import ChoicesField
from record.web.list_filter import ListFilter
from timeline.changes.log import Log, words_for

ONLY = [("corrections", "Corrections and withdrawals")]


class ChangeFilter(ListFilter):
    case = ChoicesField(label="Case", refusal="no case here")
    kind = ChoicesField(label="Kind", refusal="no kind of record")
    only = ChoicesField(label="Only", refusal="no part of the list")

    def __init__(self, query, options: FilterOptions):
        plurals = [(kind.name, words_for(kind.name, 2)) for kind in kinds()]
        super().__init__(query, case=options.case_choices, kind=plurals, only=ONLY)

    @property
    def log(self) -> Log:
        return Log(tuple(self.value("case")), tuple(self.value("kind")), bool(self.value("only")))
