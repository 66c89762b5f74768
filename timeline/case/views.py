"""The page of a case."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.case.lookup import find_case
from timeline.case.page import case_page


@require_safe
def case(request, key):
    """A case: what is proposed, who stands where, what is most at issue, and what happens next."""
    found = find_case(key)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found})
    context = {
        "case": found,
        "room": "case",
        "page": case_page(found, request.today),
        "today": request.today,
        "side_positions": {side.pk: side.position for side in found.sides_shown},
        "crumbs": [("Cases", reverse("timeline:home"))],
    }
    return TemplateResponse(request, "case/page.html", context)
