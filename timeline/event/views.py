"""One event, side by side."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from claims.structured_data import event_data
from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.accounts.link_card import accounts_card
from timeline.accounts.side_choice import SideChoice
from timeline.case.context import side_positions
from timeline.case.lookup import sides_of
from timeline.event.page import event_page, find_event


@reads("sides", "order")
@require_safe
@with_record(find_event)
def event(request, event):
    """An event: what is stated of it, and what each side says, in equal columns."""
    choice = SideChoice.read(request.GET, sides_of(event.case))
    page = event_page(event, choice.keys, choice.is_swapped)
    for _, others in page.nearby_events:
        for other in others:
            other.status_line = other.status_words(request.today)
    context = {
        "page": page,
        "event": event,
        "case": event.case,
        "card": accounts_card(page.accounts.opening, asks=True),
        "structured_data": event_data(event, request.build_absolute_uri),
        "choice": choice,
        "crumbs": case_breadcrumbs(event.case, ("Timeline", reverse("timeline:timeline", args=[event.case.key]))),
        "side_positions": side_positions(page.sides),
        "today": request.today,
        "status": event.status_words(request.today),
    }
    return page_response(request, "event/page.html", context, choice.messages)
