"""Documents, and one of them with its passages and who cites it."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.claim_list.filter_choices import options_of
from record.web.exports import csv_response, refused
from record.web.url_converters import to_its_address
from timeline.documents import page as of_documents
from timeline.event.side_choice import not_kept
from timeline.lists.list_filters import ListFilter, ListFilterKey, paged
from timeline.lists.practice import PRACTICE


@require_safe
def documents(request):
    """Documents of the record, newest first, or those of a case, or those that are called so."""
    asked = _asked(request)
    found = None if asked.problems else _found(request, asked)
    page, problems = paged(lambda after: of_documents.NEWEST.page(found, after), request, asked.problems)
    address = reverse("timeline:documents")
    context = {
        "asked": asked,
        "problems": problems,
        "page": page,
        "tags": asked.tags(address),
        "next": page and page.next and asked.address(address, page.next),
        "previous": page and page.previous and asked.address(address, page.previous),
        "exports": [("CSV", asked.address(reverse("timeline:documents-csv")))],
        "address": address,
        "canonical": asked.address(address),
    }
    response = TemplateResponse(request, "documents/list_page.html", context)
    return not_kept(response) if problems else response


@require_safe
def documents_csv(request):
    """The same documents as a file."""
    asked = _asked(request)
    if asked.problems:
        return refused(asked.problems)
    lines = of_documents.lines(_found(request, asked), request.build_absolute_uri)
    return csv_response("documents.csv", of_documents.HEADER, lines)


@require_safe
def document(request, public_id, slug=""):
    """A document: what it is, the copy that was read, its passages in order, and what rests on each."""
    found = of_documents.find_document(public_id)
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found})
    page = of_documents.document_page(found)
    context = {
        "page": page,
        "document": found,
        "case": PRACTICE if found.is_invented or page.is_invented else None,
        "crumbs": [("Documents", reverse("timeline:documents"))],
    }
    return TemplateResponse(request, "documents/page.html", context)


def _asked(request) -> ListFilter:
    cases = [(option.value, option.label) for option in options_of(request).cases]
    of_case = ListFilterKey("case", "Case", cases, "no case of this record")
    return ListFilter(request.GET, of_case, words="titles and publishers")


def _found(request, asked):
    cases = [option.pk for option in options_of(request).cases if option.value in asked.given("case")]
    return of_documents.listed(cases, asked.given("q"))
