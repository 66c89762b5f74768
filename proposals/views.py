"""What is proposed in a case."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from proposals.setting_out import find_case, set_out


@require_safe
def proposal_list(request, key):
    """The proposals of a case in their order: names, versions, options, and who backs, signed, left or is included."""
    case = find_case(key)
    if case is None:
        raise Http404
    if case.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": case, "case": case})
    context = {
        "case": case,
        "room": "proposals",
        "page": set_out(case),
        "crumbs": [("Cases", reverse("timeline:home")), (case.title, case.get_absolute_url())],
    }
    return TemplateResponse(request, "proposals/proposal_list.html", context)
