"""Your area: the proposed council that a place would go to."""

from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.areas.known_places import PlaceQuery, places_of
from timeline.areas.page import answers
from timeline.case.lookup import find_plain_case


@reads("place")
@require_safe
@with_record(find_plain_case)
def areas(request, case):
    """The form, and the answer of every plan for the place that a reader names."""
    known_places = places_of(case)
    query = PlaceQuery.read(request.GET, known_places)
    context = {
        "case": case,
        "nav_page": "areas",
        "places": known_places,
        "query": query,
        "answer": answers(case, query.place, known_places) if query.place else None,
        "crumbs": case_breadcrumbs(case),
    }
    return page_response(request, "areas/page.html", context, problems=query.message)
