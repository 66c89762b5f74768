"""The list of claims and its results alone, its file and its feed."""

from dataclasses import dataclass, field

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import crumbs
from claims.claim_list import exports, role_labels
from claims.claim_list.filter_choices import options_of
from claims.claim_list.filter_form import Fields, address, heading, tags, without
from claims.claim_list.filters import UNSEARCHABLE, ClaimFilter, is_searchable
from claims.claim_list.listing import ClaimPage, Listing
from record.dates.refusal import excerpt
from record.web.exports import atom_response, csv_response, refused
from record.web.keyset import BadCursor

NO_SUCH_WORDS = (
    "No claim’s sentence or quotation in this record, and no name of its voice or speaker, holds these words"
)


@require_safe
def claim_list(request, part=""):
    """Published claims, filtered by the query string: the page, or its results alone."""
    options = options_of(request)
    filters = ClaimFilter(request.GET, options)
    found = read(filters, request.GET)
    page, is_whole = found.page, found.is_whole
    context = {
        "part": part,
        "fields": Fields(filters),
        "page": page,
        "problems": found.problems,
        "astray": found.astray,
        "tags": tags(filters),
        "heading": heading(filters),
        "apart_heading": role_labels.apart_heading([claim.ways for claim in page.apart]),
        "next": page.next and address(filters.data, after=page.next, is_whole=is_whole),
        "previous": page.previous and address(filters.data, after=page.previous, is_whole=is_whole),
        "is_whole": is_whole,
        "paged": address(filters.data),
        "whole": (page.next or page.previous) and not is_whole and address(filters.data, is_whole=True),
        "by_alliance": found.by_alliance,
        "nothing": nothing_found(filters),
        "canonical": request.build_absolute_uri(address(filters.data)),
        "whole_next": page.next
        and request.build_absolute_uri(address(filters.data, after=page.next, is_whole=is_whole)),
        "exports": [("CSV", address(filters.data, "claims:csv")), ("Atom feed", address(filters.data, "claims:atom"))],
        "case": filters.chosen_case,
        "crumbs": filters.chosen_case and crumbs(filters.chosen_case)[:-1],
        "several_cases": len(options.cases) > 1 and not filters.chosen_case,
        "side_positions": options.places,
        "today": request.today,
    }
    response = TemplateResponse(request, f"claims/list_page.html{part}", context)
    if part:
        response["HX-Push-Url"] = address(filters.data, is_whole=is_whole)
    if found.problems or found.astray:
        response["Cache-Control"] = "no-store"
    return response


@dataclass
class ClaimListResult:
    """What a list shows: a page, or none and why; that it begins anew; what counts by way of alliances alone."""

    page: ClaimPage = field(default_factory=ClaimPage)
    problems: list[str] = field(default_factory=list)
    astray: str = ""
    is_whole: bool = False
    by_alliance: tuple[str, str] | None = None


def read(filters: ClaimFilter, query) -> ClaimListResult:
    """The page of a list that is asked for: a part of what was asked is never left out in silence."""
    whole = [value for value in query.getlist("all") if value]
    if whole and set(whole) != {"1"}:
        return ClaimListResult(
            problems=[*filters.problems, f"all={excerpt(whole[0])} is not understood. Write all=1, or leave it out."]
        )
    if filters.problems:
        return ClaimListResult(problems=filters.problems)
    found, listing = ClaimListResult(is_whole=bool(whole)), Listing(filters)
    try:
        found.page = listing.page(query.get("after", ""), found.is_whole)
    except BadCursor as problem:
        found.astray, found.page = str(problem), listing.page(is_whole=found.is_whole)
    words = filters.given("q")
    if not found.page.count and words and not is_searchable(words):
        found.problems = [UNSEARCHABLE]
    if not found.page.count and filters.given("own"):
        found.by_alliance = by_alliance(filters)
    for claim in (*found.page.claims, *found.page.apart):
        claim.why = role_labels.why(getattr(claim, "ways", []), filters.given("role"))
    return found


def nothing_found(filters: ClaimFilter) -> str:
    """What an empty list of words says of where they were looked for; nothing where no words were asked for."""
    if "q" not in filters.data:
        return ""
    whole = "" if set(filters.data) == {"q"} else ", with all else that is asked"
    return f"{NO_SUCH_WORDS}{whole}."


def by_alliance(filters: ClaimFilter) -> tuple[str, str] | None:
    """How many claims count where alliances do, and the address of that list; None where there are none."""
    data = without(filters, "own", "1")
    count = Listing(ClaimFilter(data, filters.options)).count()
    return (ClaimPage(count=count).counted, address(data)) if count else None


def asked_for(request) -> tuple[ClaimFilter, list[str]]:
    """The filter of a file or feed, and what of it is not understood."""
    filters = ClaimFilter(request.GET, options_of(request))
    problems = filters.problems
    if not problems and filters.given("q") and not is_searchable(filters.given("q")):
        problems = [UNSEARCHABLE]
    return filters, problems


@require_safe
def claims_csv(request):
    """All claims that the filter finds, as a file."""
    filters, problems = asked_for(request)
    if problems:
        return refused(problems)
    rows = exports.csv_rows(filters, request.build_absolute_uri)
    return csv_response("counterpoint-claims.csv", exports.COLUMNS, rows)


@require_safe
def claims_atom(request):
    """Those of them that were published or changed last, as a feed."""
    filters, problems = asked_for(request)
    if problems:
        return refused(problems)
    title = f"Counterpoint: claims {heading(filters)}".strip()
    return atom_response(request, title, address(filters.data), exports.feed_entries(filters))
