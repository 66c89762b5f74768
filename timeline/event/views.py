"""One event, side by side."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.url_converters import to_its_address
from timeline.case.lookup import sides_of
from timeline.event.page import event_page, find_event
from timeline.event.side_choice import SideChoice, not_kept
from timeline.lists.breadcrumbs import crumbs_to


@require_safe
def event(request, key, public_id, slug=""):
    """An event: what is stated of it, and what each side says, in equal columns."""
    found = find_event(key, public_id)
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found.case})
    choice = SideChoice.read(request.GET, sides_of(found.case))
    page = event_page(found, choice.keys, choice.is_swapped)
    context = {
        "page": page,
        "event": found,
        "case": found.case,
        "choice": choice,
        "crumbs": crumbs_to(found.case, ("Timeline", reverse("timeline:timeline", args=[found.case.key]))),
        "side_positions": {side.pk: side.position for side in page.sides},
        "today": request.today,
    }
    response = TemplateResponse(request, "event/page.html", context)
    return not_kept(response) if choice.messages else response
