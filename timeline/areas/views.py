"""Find your place: the proposed council that a place would go to."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.areas.page import answers
from timeline.areas.places import PlaceQuery, places_of
from timeline.case.lookup import find_plain_case


@require_safe
@with_record(find_plain_case)
def places(request, case):
    """The form, and the answer of every option for the place that a reader names."""
    known = places_of(case)
    asked = PlaceQuery.read(request.GET, known)
    context = {
        "case": case,
        "room": "places",
        "known": known,
        "asked": asked,
        "answer": answers(case, asked.place, known) if asked.place else None,
        "crumbs": case_breadcrumbs(case, ("Proposals", reverse("timeline:proposals", args=[case.key]))),
    }
    return page_response(request, "areas/page.html", context, problems=asked.message)
