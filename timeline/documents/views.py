"""Documents, and one of them with its passages and who cites it."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.claim_list.filter_choices import filter_options, practice_lists
from record.web.exports import csv_response, refused
from record.web.list_page import list_context
from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.documents.list_page import COLUMNS, DocumentFilter, csv_rows
from timeline.documents.page import FIRST_QUOTED, document_page, find_document


@reads(DocumentFilter, "after")
@require_safe
def documents(request):
    """Documents of the record, newest first."""
    filters, csv = DocumentFilter(request.GET, filter_options(request)), reverse("timeline:documents-csv")
    address = reverse("timeline:documents")
    context = list_context(request, filters, filters.page, address, csv=csv)
    context["left_out"] = [] if context["problems"] else practice_lists(filters, address)
    return page_response(request, "documents/list_page.html", context, context["problems"])


@reads(DocumentFilter)
@require_safe
def documents_csv(request):
    """The same documents as a file."""
    filters = DocumentFilter(request.GET, filter_options(request))
    if filters.problems:
        return refused(filters.problems)
    return csv_response("documents.csv", COLUMNS, csv_rows(filters, request.build_absolute_uri))


@require_safe
@with_record(find_document)
def document(request, document):
    """A document: the copy that was read, its passages, and what rests on each."""
    page = document_page(document)
    context = {
        "page": page,
        "document": document,
        "is_invented": document.is_invented,
        "first_quoted": FIRST_QUOTED,
        "crumbs": [("Documents", reverse("timeline:documents"))],
    }
    return TemplateResponse(request, "documents/page.html", context)
