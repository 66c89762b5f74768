"""Find your place: which proposed council a council of today, or a named part of one, would go to, option by option."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.areas.page import PlaceQuery, answers, find_case_with_options, places_of
from timeline.event.side_choice import not_kept
from timeline.lists.breadcrumbs import crumbs_to


@require_safe
def places(request, key):
    """The form, and for the place that a reader names the answer of every option of the case."""
    found = find_case_with_options(key)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found})
    known = places_of(found)
    asked = PlaceQuery.read(request.GET, known)
    context = {
        "case": found,
        "room": "places",
        "known": known,
        "asked": asked,
        "answer": answers(found, asked.place, known) if asked.place else None,
        "crumbs": crumbs_to(found, ("Proposals", reverse("timeline:proposals", args=[found.key]))),
    }
    response = TemplateResponse(request, "areas/page.html", context)
    return not_kept(response) if asked.message else response
