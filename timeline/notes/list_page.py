"""The editors' notes of a case, newest first by the date of what they are on."""

from dataclasses import replace

from django.db.models import Q

from claims.models import SearchEntry, SearchKind
from councils.choices import FlagKind
from councils.models import Case, CaseDocument
from record.web.filter_fields import ChoicesField
from record.web.keyset import Keyset, KeysetPage
from record.web.list_filter import ListFilter
from timeline.notes.lines import note_lines

BY_DAY = Keyset(SearchEntry, "day", "ref", descending=True)


class NoteFilter(ListFilter):
    kind = ChoicesField(label="Kind", refusal="no kind of note", choices=FlagKind.choices)

    def __init__(self, query, case: Case):
        super().__init__(query)
        self.case = case

    def rows(self):
        """The notes on records of the case, and on documents that these cite."""
        cited = CaseDocument.objects.filter(case=self.case).values("document")
        of_case = Q(case=self.case) | Q(case=None, record_kind="document", record__in=cited)
        notes = SearchEntry.objects.of_kind(SearchKind.NOTE).filter(of_case).defer("search")
        kinds = self.value("kind")
        return notes.filter(detail__in=kinds) if kinds else notes

    def page(self, after: str) -> KeysetPage:
        page = BY_DAY.page(self.rows(), after)
        return replace(page, rows=note_lines(page.rows))
