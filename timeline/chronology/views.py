"""The timeline of a case, as page, fragment, feed and file."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.exports import atom_response, csv_response, refused
from record.web.keyset import BadCursor
from timeline.case.lookup import find_case
from timeline.chronology import entries, exports, summaries
from timeline.chronology.filters import TimelineFilter
from timeline.event.side_choice import not_kept
from timeline.lists.breadcrumbs import crumbs_to


@require_safe
def timeline(request, key, part=""):
    """What happened, when, and who says so: the page, or its entries alone."""
    case = _case(key)
    if case.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": case, "case": case})
    filters = TimelineFilter.of(request.GET, case)
    problems, parts = filters.problems, filters.parts()
    try:
        page = entries.page(case, parts, request.GET.get("after", ""))
    except BadCursor as bad:
        problems, page = [*problems, str(bad)], entries.page(case, parts)
    summaries.annotate_summaries(case, case.sides_shown, page.entries)
    address = reverse("timeline:timeline", args=[key])
    years = entries.years(parts)
    context = {
        "case": case,
        "room": "timeline",
        "filters": filters,
        "problems": problems,
        "page": page,
        "total": sum(count for _, count, _ in years),
        "years": [(year, count, filters.address(address, after)) for year, count, after in years],
        "tags": filters.tags(address),
        "address": address,
        "next": page.next and filters.address(address, page.next),
        "previous": page.previous and filters.address(address, page.previous),
        "whole_address": request.build_absolute_uri(filters.address(address)),
        "whole_next": page.next and request.build_absolute_uri(filters.address(address, page.next)),
        "exports": [
            (name, filters.address(f"{address[:-1]}.{form}")) for name, form in (("CSV", "csv"), ("Atom feed", "atom"))
        ],
        "side_positions": {side.pk: side.position for side in case.sides_shown},
        "crumbs": crumbs_to(case),
        "today": request.today,
    }
    response = TemplateResponse(request, f"chronology/page.html{part}", context)
    if part:
        response["HX-Push-Url"] = filters.address(address, "" if problems else request.GET.get("after", ""))
    return not_kept(response) if problems else response


@require_safe
def timeline_atom(request, key):
    """The entries that were published or changed last, as a feed."""
    case = _published(key)
    filters = TimelineFilter.of(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    page = filters.address(reverse("timeline:timeline", args=[key]))
    return atom_response(request, f"{case.title}: timeline", page, exports.newest(case, filters.parts()))


@require_safe
def timeline_csv(request, key):
    """All entries, in their order, as a file."""
    case = _published(key)
    filters = TimelineFilter.of(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    lines = exports.lines(case, filters.parts(), request.build_absolute_uri)
    return csv_response(f"timeline-{key}.csv", exports.header(case), lines)


def _case(key):
    case = find_case(key)
    if case is None:
        raise Http404
    return case


def _published(key):
    case = _case(key)
    if case.is_withdrawn:
        raise Http404
    return case
