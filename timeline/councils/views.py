"""Councils, and a council across all cases."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.exports import csv_response, refused
from record.web.url_converters import to_its_address
from timeline.councils import page as of_councils
from timeline.event.side_choice import not_kept
from timeline.lists.list_filters import ListFilter, paged
from timeline.lists.practice import PRACTICE
from timeline.voices.views import list_of_documents

WORDS_IN = "names, areas and codes"


@require_safe
def councils(request):
    """All councils of the record, by area, or those that are called so."""
    asked = ListFilter(request.GET, words=WORDS_IN)
    found = None if asked.problems else of_councils.listed(asked.given("q"))
    page, problems = paged(lambda after: of_councils.page(found, after), request, asked.problems)
    address = reverse("timeline:councils")
    context = {
        "asked": asked,
        "problems": problems,
        "page": page,
        "next": page and page.next and asked.address(address, page.next),
        "previous": page and page.previous and asked.address(address, page.previous),
        "exports": [("CSV", asked.address(reverse("timeline:councils-csv")))],
        "address": address,
        "canonical": asked.address(address),
    }
    response = TemplateResponse(request, "councils/list_page.html", context)
    return not_kept(response) if problems else response


@require_safe
def councils_csv(request):
    """The same councils as a file."""
    asked = ListFilter(request.GET, words=WORDS_IN)
    if asked.problems:
        return refused(asked.problems)
    lines = of_councils.lines(of_councils.listed(asked.given("q")), request.build_absolute_uri)
    return csv_response("councils.csv", of_councils.HEADER, lines)


@require_safe
def council(request, code):
    """A council: who speaks for it, where it stands, and what it says and is said of it."""
    found = of_councils.find_council(code)
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.voice.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found.voice})
    page = of_councils.council_page(found)
    context = {
        "page": page,
        "council": found,
        "case": PRACTICE if found.is_invented else None,
        "side_positions": page.side_positions,
        "today": request.today,
        "crumbs": [("Councils", reverse("timeline:councils"))],
    }
    return TemplateResponse(request, "councils/page.html", context)


@require_safe
def council_documents(request, code):
    """All documents that a council published or wrote, newest first."""
    found = of_councils.find_council(code)
    if found is None or found.voice.is_withdrawn:
        raise Http404
    if redirect := to_its_address(request, found, "documents/"):
        return redirect
    crumbs = [("Councils", reverse("timeline:councils")), (found.voice.name, found.get_absolute_url())]
    return list_of_documents(request, found.voice, crumbs, found.is_invented)
