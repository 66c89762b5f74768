"""The editors' notes of a case."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.list_page import list_context
from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.notes.list_page import NoteFilter


@reads(NoteFilter, "after")
@require_safe
@with_record(find_case)
def notes(request, case):
    """Notes on the sources: sums, names and dates that differ."""
    filters, address = NoteFilter(request.GET, case), reverse("timeline:notes", args=[case.key])
    context = case_context(request, case, "notes") | list_context(request, filters, filters.page, address)
    return page_response(request, "notes/list_page.html", context, context["problems"])
