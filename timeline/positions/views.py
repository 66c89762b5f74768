"""Who stood where in a case, as at a date, and when that moved."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.case.lookup import find_case
from timeline.event.side_choice import not_kept
from timeline.lists.breadcrumbs import crumbs_to
from timeline.positions.page import PositionsQuery, positions_page


@require_safe
def positions(request, key):
    """The grid of councils and others by subjects as at a day, the picture of one subject, and every shift."""
    case = find_case(key)
    if case is None:
        raise Http404
    if case.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": case, "case": case})
    asked = PositionsQuery.read(request.GET, request.today)
    page, unknown = positions_page(case, asked)
    messages = [*asked.messages, *unknown]
    address = reverse("timeline:positions", args=[key])
    context = {
        "case": case,
        "room": "positions",
        "page": page,
        "asked": asked,
        "messages": messages,
        "address": address,
        "canonical": address if messages else asked.address(address),
        "before": page.before and asked.address(address, at=page.before),
        "after": page.after and asked.address(address, at=page.after),
        "crumbs": crumbs_to(case),
        "today": request.today,
    }
    response = TemplateResponse(request, "positions/page.html", context)
    return not_kept(response) if messages else response
