"""Home, and the page of a case."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from councils.models import Case, Council
from timeline.casepage import CHANGES, case_page
from timeline.cases import find_case
from timeline.invented import is_invented_voice
from timeline.log import Log


@require_safe
def home(request):
    """The cases, what changed lately, and the way to a council."""
    councils = Council.objects.published().by_area().annotate(is_invented=is_invented_voice("voice"))
    context = {
        "cases": Case.objects.published().by_title(),
        "changes": Log().page(size=CHANGES).rows,
        "councils": [council for council in councils if not council.is_invented],
        "invented": [council for council in councils if council.is_invented],
    }
    return TemplateResponse(request, "timeline/home.html", context)


@require_safe
def case(request, key):
    """A case: what is proposed, who stands where, what is most at issue, and what happens next."""
    found = find_case(key)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": found, "case": found})
    context = {
        "case": found,
        "room": "case",
        "page": case_page(found, request.today),
        "today": request.today,
        "side_positions": {side.pk: side.position for side in found.sides_shown},
        "crumbs": [("Cases", reverse("timeline:home"))],
    }
    return TemplateResponse(request, "timeline/case.html", context)
