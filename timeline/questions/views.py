"""The questions at issue in a case, and all that is said to one of them."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.url_converters import to_its_address
from timeline.case.lookup import find_case, sides_of
from timeline.event.side_choice import SideChoice, not_kept
from timeline.lists.breadcrumbs import crumbs_to
from timeline.questions.page import find_point, point_page
from timeline.questions.summaries import question_summaries


@require_safe
def points(request, key):
    """The questions of a case, in its order, with who has an account to each."""
    found = find_case(key)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found})
    context = {
        "case": found,
        "room": "points",
        "questions": question_summaries(found.points_shown, found.sides_shown),
        "today": request.today,
        "side_positions": {side.pk: side.position for side in found.sides_shown},
        "crumbs": crumbs_to(found),
    }
    return TemplateResponse(request, "questions/list_page.html", context)


@require_safe
def point(request, key, public_id, slug=""):
    """One question and all that is said to it, by side in equal columns, earliest first."""
    found = find_point(key, public_id)
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found.case})
    sides = sides_of(found.case)
    choice = SideChoice.read(request.GET, sides)
    context = {
        "point": found,
        "page": point_page(found, sides, choice.keys, choice.is_swapped),
        "sides": sides,
        "choice": choice,
        "case": found.case,
        "crumbs": crumbs_to(found.case, ("Questions", reverse("timeline:points", args=[found.case.key]))),
        "side_positions": {side.pk: side.position for side in sides},
        "today": request.today,
    }
    response = TemplateResponse(request, "questions/page.html", context)
    return not_kept(response) if choice.messages else response
