"""The timeline of a case, as page, fragment, feed and file."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.exports import atom_response, csv_response, refused
from record.web.list_page import FORMATS, filter_context, page_from_cursor
from record.web.query_keys import reads
from record.web.record_view import not_found, with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.chronology import chips, exports, lanes, list_page, summaries
from timeline.chronology.filters import LATEST, PUBLIC, TimelineFilter


@reads(TimelineFilter, "after")
@require_safe
@with_record(find_case)
def timeline(request, case, part=""):
    """The timeline: the page, or its entries alone."""
    filters, address = TimelineFilter(request.GET, case), reverse("timeline:timeline", args=[case.key])
    csv, atom = reverse("timeline:timeline-csv", args=[case.key]), reverse("timeline:timeline-atom", args=[case.key])
    context = case_context(request, case, "timeline") | filter_context(filters, address, csv=csv, atom=atom)
    context |= _entries(request, case, filters, address)
    context["feed"] = filters.address(atom)
    if context["shown"] != chips.ALL:
        # The list as a file is the list that is shown, also where the address names no chip.
        files = zip(context["exports"], (csv, atom), strict=True)
        context["exports"] = [(label, filters.address_showing(path, context["shown"])) for (label, _), path in files]
    # A calendar has events alone, and so no chip chooses among them.
    context["exports"].append((FORMATS["ics"], filters.address(reverse("timeline:timeline-ics", args=[case.key]))))
    response = page_response(request, f"chronology/page.html{part}", context, context["problems"])
    if part:
        after = "" if context["problems"] else request.GET.get("after", "")
        response["HX-Push-Url"] = filters.address(address, after)
    return response


def _entries(request, case, filters, address) -> dict:
    """Context of the entries: picture and chips, a page of them, and their number."""
    parts = filters.parts_to_page()
    by_year, differing = list_page.numbers_by_year(parts), chips.differing_events(case)
    numbers = chips.counts(parts, {rank: years.total() for rank, years in by_year.items()}, differing)
    chosen = filters.chip(numbers)
    shown = {"chip": chosen, "differing": differing, "is_latest_first": filters.is_latest_first}
    page, problems = page_from_cursor(lambda after: list_page.page(case, parts, request.today, after, **shown), request)
    summaries.annotate_summaries(case, case.sides_shown, page.entries)
    next_page = page.next and filters.address(address, page.next)
    return {
        "page": page,
        "problems": [*filters.problems, *problems],
        "plans": summaries.plans_named(case, page.entries),
        "shown": chosen,
        "total": numbers[chosen],
        "of_all": numbers[chips.ALL],
        "shown_words": chips.SHOWN.get(chosen, ""),
        "picture": lanes.lanes_picture(
            case,
            request.today,
            parts,
            list_page.years(by_year),
            differing,
            lambda values: filters.address_narrowed(address, values),
        ),
        "chips": chips.chips(numbers, chosen, lambda key: filters.address_showing(address, key)),
        "other_order": filters.address_narrowed(
            address, {"show": chosen, "order": "" if filters.is_latest_first else LATEST}
        ),
        "other_dates": filters.address_narrowed(
            address, {"show": chosen, "as": "" if filters.is_as_public else PUBLIC}
        ),
        "next": next_page,
        "previous": page.previous and filters.address(address, page.previous),
        "whole_address": request.build_absolute_uri(filters.address(address)),
        "whole_next": next_page and request.build_absolute_uri(next_page),
    }


@reads(TimelineFilter)
@require_safe
@with_record(find_case, withdrawn=not_found)
def timeline_atom(request, case):
    """The entries that were published or changed last, as a feed."""
    filters = TimelineFilter(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    page = filters.address(reverse("timeline:timeline", args=[case.key]))
    newest = exports.newest(case, filters.shown_parts(), request.today)
    return atom_response(request, f"{case.title}: timeline", page, newest)


@reads(TimelineFilter)
@require_safe
@with_record(find_case, withdrawn=not_found)
def timeline_csv(request, case):
    """All entries, in their order, as a file."""
    filters = TimelineFilter(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    lines = exports.lines(case, filters.shown_parts(), request.today, request.build_absolute_uri)
    return csv_response(f"timeline-{case.key}.csv", exports.header(case), lines)
