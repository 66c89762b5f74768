"""The search of the whole record."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.claim_list.filter_choices import filter_options
from record.web.query_keys import reads
from record.web.responses import page_response
from timeline.search.filters import SearchFilter
from timeline.search.page import search_page
from timeline.voices.of_cases import voices_by_case


@reads(SearchFilter, "after")
@require_safe
def search(request):
    """The first results of each kind, questions first; or one kind, page by page."""
    options, address = filter_options(request), reverse("timeline:search")
    filters = SearchFilter(request.GET, options, voices_by_case(request))
    page = search_page(request, filters, address)
    context = {
        "page": page,
        "filters": filters,
        "address": address,
        "tags": filters.tags_narrowing(address),
        "highlights": page.highlights,
        "problems": page.problems,
        "next": page.next,
        "previous": page.previous,
        # Of each claim.
        "level": "3",
        "show_case": len(options.cases) > 1,
        "answers": None,
        "members": None,
        "unanchored": True,
        "side_positions": options.side_positions,
        "today": request.today,
    }
    return page_response(request, "search/page.html", context, page.problems)
