"""The figures of a case, by what they measure, as page and file."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.figures.queries import measures_of
from record.web.exports import csv_response, refused
from timeline.case.lookup import find_case
from timeline.event.side_choice import not_kept
from timeline.figures.page import CSV_HEADER, csv_rows, figures_page
from timeline.lists.breadcrumbs import crumbs_to
from timeline.lists.list_filters import ListFilter, ListFilterKey


@require_safe
def figures(request, key):
    """What is stated on each measure, what differs between statements, and our arithmetic on them."""
    case = find_case(key)
    if case is None:
        raise Http404
    if case.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": case, "case": case})
    measures = measures_of(case)
    asked = _asked(request, case, measures)
    address = reverse("timeline:figures", args=[key])
    context = {
        "case": case,
        "room": "figures",
        "asked": asked,
        "problems": asked.problems,
        "page": None if asked.problems else figures_page(case, measures, asked.given("measure"), asked.given("side")),
        "address": address,
        "canonical": asked.address(address),
        "tags": asked.tags(address),
        "exports": [("CSV", asked.address(reverse("timeline:figures-csv", args=[key])))],
        "side_positions": {side.pk: side.position for side in case.sides_shown},
        "crumbs": crumbs_to(case),
        "today": request.today,
    }
    response = TemplateResponse(request, "figures/page.html", context)
    return not_kept(response) if asked.problems else response


@require_safe
def figures_csv(request, key):
    """The same statements as a file."""
    case = find_case(key)
    if case is None or case.is_withdrawn:
        raise Http404
    measures = measures_of(case)
    asked = _asked(request, case, measures)
    if asked.problems:
        return refused(asked.problems)
    rows = csv_rows(case, measures, asked.given("measure"), asked.given("side"), request.build_absolute_uri)
    return csv_response(f"figures-{key}.csv", CSV_HEADER, rows)


def _asked(request, case, measures) -> ListFilter:
    return ListFilter(
        request.GET,
        ListFilterKey(
            "measure",
            "Measure",
            [(measure.public_id, measure.name) for measure in measures],
            "no measure of this case",
        ),
        ListFilterKey("side", "Side", [(side.key, side.label) for side in case.sides_shown], "no side of this case"),
    )
