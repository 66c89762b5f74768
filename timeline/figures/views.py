"""The figures of a case, by what they measure, as page and file."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.exports import csv_response, refused
from record.web.list_page import filter_context
from record.web.record_view import not_found, with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.figures.filters import FigureFilter
from timeline.figures.page import CSV_HEADER, csv_rows, figures_page


@require_safe
@with_record(find_case)
def figures(request, case):
    """Statements by measure, their differences, and our arithmetic on them."""
    filters = FigureFilter(request.GET, case)
    address, csv = reverse("timeline:figures", args=[case.key]), reverse("timeline:figures-csv", args=[case.key])
    context = case_context(request, case, "figures") | filter_context(filters, address, csv=csv)
    if not filters.problems:
        chosen = filters.value("measure"), filters.value("side")
        context["page"] = figures_page(case, filters.measures, *chosen)
    return page_response(request, "figures/page.html", context, filters.problems)


@require_safe
@with_record(find_case, withdrawn=not_found)
def figures_csv(request, case):
    """The same statements as a file."""
    filters = FigureFilter(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    chosen = filters.value("measure"), filters.value("side")
    rows = csv_rows(case, filters.measures, *chosen, request.build_absolute_uri)
    return csv_response(f"figures-{case.key}.csv", CSV_HEADER, rows)
