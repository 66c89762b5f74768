"""The list of claims and its results alone, its file and its feed."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from claims.claim_list import exports, role_labels
from claims.claim_list.filter_choices import filter_options, practice_lists
from claims.claim_list.filter_form import FilterForm
from claims.claim_list.filters import ClaimFilter
from claims.claim_list.list_page import claim_list_page, search_problems
from record.web.exports import atom_response, csv_response, refused
from record.web.list_page import filter_context
from record.web.query_keys import reads
from record.web.responses import page_response


@reads(ClaimFilter, "after", "all")
@require_safe
def claim_list(request, part=""):
    """Published claims, filtered by the query string: the page, or its results alone."""
    options, address = filter_options(request), reverse("claims:list")
    filters = ClaimFilter(request.GET, options)
    page, case = claim_list_page(request, filters, address), filters.chosen_case
    context = filter_context(filters, address, csv=reverse("claims:csv"), atom=reverse("claims:atom")) | {
        "part": part,
        "fields": FilterForm(filters, page.role_counts),
        "result": page,
        "left_out": [] if page.problems else practice_lists(filters, address),
        "page": page.claims,
        "problems": page.problems,
        "next": page.next,
        "previous": page.previous,
        "heading": filters.heading,
        "apart_heading": role_labels.apart_heading(page.claims.apart),
        "canonical": request.build_absolute_uri(filters.address(address)),
        "whole_next": page.next and request.build_absolute_uri(page.next),
        "case": case,
        "crumbs": case and case_breadcrumbs(case),
        # Of each claim.
        "level": "3",
        "show_case": len(options.cases) > 1 and not case,
        "answers": None,
        "members": None,
        "unanchored": False,
        "side_positions": options.side_positions,
    }
    response = page_response(request, f"claims/list_page.html{part}", context, page.problems or page.cursor_problem)
    if part:
        response["HX-Push-Url"] = page.clean_address
    return response


@reads(ClaimFilter)
@require_safe
def claims_csv(request):
    """All claims that the filter asks for, as a file."""
    filters = ClaimFilter(request.GET, filter_options(request))
    if problems := filters.problems or search_problems(filters):
        return refused(problems)
    rows = exports.csv_rows(filters, request.build_absolute_uri)
    return csv_response("counterpoint-claims.csv", exports.COLUMNS, rows)


@reads(ClaimFilter)
@require_safe
def claims_atom(request):
    """The claims among them that were published or changed last, as a feed."""
    filters = ClaimFilter(request.GET, filter_options(request))
    if problems := filters.problems or search_problems(filters):
        return refused(problems)
    title = f"Counterpoint: claims {filters.heading}".strip()
    page = filters.address(reverse("claims:list"))
    return atom_response(request, title, page, exports.feed_entries(filters))
