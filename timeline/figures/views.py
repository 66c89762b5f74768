"""The figures of a case: the index of measures, the page of each, and the file."""

from urllib.parse import urlencode

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.exports import csv_response, refused
from record.web.list_page import filter_context
from record.web.query_keys import reads
from record.web.record_view import not_found, with_record
from record.web.responses import page_response
from timeline.case.context import case_context, side_positions
from timeline.case.lookup import find_case, sides_of
from timeline.figures.export import COLUMNS, csv_rows
from timeline.figures.filters import FigureFilter, SideFilter, chips
from timeline.figures.index_page import index_page
from timeline.figures.measure_page import find_measure, measure_page


@reads(FigureFilter)
@require_safe
@with_record(find_case)
def figures(request, case):
    """The measures of a case, each with a chart of its figures."""
    filters = FigureFilter(request.GET, case)
    address, csv = reverse("timeline:figures", args=[case.key]), reverse("timeline:figures-csv", args=[case.key])
    context = case_context(request, case, "figures") | filter_context(filters, address, csv=csv)
    if not filters.problems:
        if filters.only_measure:
            return _to_its_page(filters)
        context["page"] = index_page(case, filters.measures, filters.value("measure"), filters.value("side"))
        context["chips"] = chips(filters, address, case)
    return page_response(request, "figures/index_page.html", context, filters.problems)


def _to_its_page(filters) -> HttpResponsePermanentRedirect:
    """Lead to the page of the one measure that is asked for, with its sides."""
    [measure] = [each for each in filters.measures if each.public_id == filters.only_measure]
    query = urlencode([("side", side) for side in filters.value("side")])
    address = measure.get_absolute_url()
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


@reads(SideFilter)
@require_safe
@with_record(find_measure)
def measure(request, measure):
    """The figures on one measure, what differs between them, and our arithmetic."""
    case, sides = measure.case, sides_of(measure.case)
    filters = SideFilter(request.GET, sides)
    index, csv = reverse("timeline:figures", args=[case.key]), reverse("timeline:figures-csv", args=[case.key])
    context = filter_context(filters, measure.get_absolute_url()) | {
        "measure": measure,
        "case": case,
        "crumbs": case_breadcrumbs(case, ("Figures", index)),
        "side_positions": side_positions(sides),
        "exports": [("CSV", f"{csv}?{urlencode([('measure', measure.public_id), *filters.pairs])}")],
    }
    if not filters.problems:
        context["page"] = measure_page(measure, sides, filters.value("side"))
        context["chips"] = chips(filters, context["address"], case, measure=measure)
    return page_response(request, "figures/measure_page.html", context, filters.problems)


@reads(FigureFilter)
@require_safe
@with_record(find_case, withdrawn=not_found)
def figures_csv(request, case):
    """The same figures as a file."""
    filters = FigureFilter(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    chosen = filters.value("measure"), filters.value("side")
    rows = csv_rows(case, filters.measures, *chosen, request.build_absolute_uri)
    return csv_response(f"figures-{case.key}.csv", COLUMNS, rows)
