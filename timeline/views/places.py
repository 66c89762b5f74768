"""Find your place: which proposed council a council of today, or a named part of one, would go to, option by option."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.crumbs import crumbs_to
from timeline.places import PlaceQuery, answers, find_case_with_options, places_of
from timeline.reading import not_kept


@require_safe
def places(request, key):
    """The form, and for the place that a reader names the answer of every option of the case."""
    found = find_case_with_options(key)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": found, "case": found})
    known = places_of(found)
    asked = PlaceQuery.read(request.GET, known)
    context = {
        "case": found,
        "room": "places",
        "known": known,
        "asked": asked,
        "answer": answers(found, asked.place, known) if asked.place else None,
        "crumbs": crumbs_to(found, ("Proposals", reverse("proposals:list", args=[found.key]))),
    }
    response = TemplateResponse(request, "timeline/places.html", context)
    return not_kept(response) if asked.message else response
