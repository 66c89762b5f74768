"""The context that every page of a case has."""

from collections import Counter
from collections.abc import Iterable

from claims.breadcrumbs import case_breadcrumbs
from councils.models import Side


def case_context(request, case, nav_page: str) -> dict:
    """The case, the ``nav_page`` of it that this page is, and the way here."""
    return {
        "case": case,
        "nav_page": nav_page,
        "crumbs": case_breadcrumbs(case),
        "side_positions": side_positions(case.sides_shown),
        "today": request.today,
    }


def side_positions(sides) -> dict[int, int]:
    """Each side's position in its case's alphabet, from 1: it has its mark by that."""
    return {side.pk: side.position for side in sides}


def side_positions_in(cases: Iterable[int]) -> dict[int, int]:
    """The same for all sides of several cases, by their primary keys; one query."""
    positions, last = {}, Counter()
    sides = Side.objects.filter(case__in=set(cases)).order_by("case", "label", "pk")
    for side, case in sides.values_list("pk", "case"):
        last[case] += 1
        positions[side] = last[case]
    return positions
