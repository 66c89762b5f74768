"""Councils, and a council across all cases."""

from operator import attrgetter

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.structured_data import council_data
from record.web.exports import csv_response, refused
from record.web.list_page import list_context
from record.web.query_keys import reads
from record.web.record_view import not_found, with_record
from record.web.responses import page_response
from timeline.councils.briefing import BriefingFilter, briefing
from timeline.councils.list_page import COLUMNS, CouncilFilter, csv_rows
from timeline.councils.page import council_page, find_council
from timeline.home.find import places_in_cases
from timeline.voices.views import list_of_documents


@reads(CouncilFilter, "after")
@require_safe
def councils(request):
    """All councils of the record, by area, or those with the words in their names."""
    filters, csv = CouncilFilter(request.GET), reverse("timeline:councils-csv")
    context = list_context(request, filters, filters.page, reverse("timeline:councils"), csv=csv)
    is_last = not context["problems"] and not context["next"]
    context["invented"] = filters.invented() if is_last else []
    context["places"] = [] if context["problems"] else places_in_cases(filters.words)
    return page_response(request, "councils/list_page.html", context, context["problems"])


@reads(CouncilFilter)
@require_safe
def councils_csv(request):
    """The same councils as a file."""
    filters = CouncilFilter(request.GET)
    if filters.problems:
        return refused(filters.problems)
    return csv_response("councils.csv", COLUMNS, csv_rows(filters, request.build_absolute_uri))


@require_safe
@with_record(find_council, state_of=attrgetter("voice"))
def council(request, council):
    """A council: its speakers, its positions, and claims by it and about it."""
    page = council_page(council)
    context = {
        "page": page,
        "council": council,
        "structured_data": council_data(council, request.build_absolute_uri),
        "is_invented": council.is_invented,
        "side_positions": page.side_positions,
        "today": request.today,
        "crumbs": [("Councils", reverse("timeline:councils"))],
    }
    return TemplateResponse(request, "councils/page.html", context)


@reads(BriefingFilter)
@require_safe
@with_record(find_council, below="briefing/", state_of=attrgetter("voice"), withdrawn=not_found)
def council_briefing(request, council):
    """A council's briefing: claims by and about it since a day, and a meeting."""
    filters = BriefingFilter(request.GET, council, request.today)
    address = reverse("timeline:council-briefing", args=[council.code])
    context = {
        "council": council,
        "filters": filters,
        "problems": filters.problems,
        "page": briefing(council, filters, request.today) if filters.case and not filters.problems else None,
        "address": address,
        "canonical": request.build_absolute_uri(filters.address(address)),
        "revision": request.revision,
        "today": request.today,
        "is_invented": council.is_invented,
        "crumbs": [("Councils", reverse("timeline:councils")), (council.voice.name, council.get_absolute_url())],
    }
    return page_response(request, "councils/briefing.html", context, filters.problems)


@reads("after")
@require_safe
@with_record(find_council, below="documents/", state_of=attrgetter("voice"), withdrawn=not_found)
def council_documents(request, council):
    """All documents that a council published or wrote, newest first."""
    crumbs = [("Councils", reverse("timeline:councils")), (council.voice.name, council.get_absolute_url())]
    return list_of_documents(request, council.voice, crumbs, council.is_invented)
