"""Positions in a case as at a date, and their changes."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.positions.page import positions_page
from timeline.positions.query import PositionsQuery


@reads("at", "on")
@require_safe
@with_record(find_case)
def positions(request, case):
    """Positions by holder and subject as at a day, one chart, and every change."""
    query = PositionsQuery.read(request.GET, min(request.today, case.kept_up_to or request.today))
    page, unknown = positions_page(case, query)
    messages = [*query.messages, *unknown]
    address = reverse("timeline:positions", args=[case.key])
    context = case_context(request, case, "positions") | {
        "page": page,
        "query": query,
        "messages": messages,
        "address": address,
        "canonical": address if messages else query.address(address),
        "before": page.before and query.address(address, at=page.before),
        "after": page.after and query.address(address, at=page.after),
    }
    return page_response(request, "positions/page.html", context, messages)
