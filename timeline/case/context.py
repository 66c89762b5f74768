"""The context that every page of a case has."""

from claims.breadcrumbs import case_breadcrumbs


def case_context(request, case, room: str) -> dict:
    """The case, the ``room`` of it that this page is, and the way here."""
    return {
        "case": case,
        "room": room,
        "crumbs": case_breadcrumbs(case),
        "side_positions": side_positions(case.sides_shown),
        "today": request.today,
    }


def side_positions(sides) -> dict[int, int]:
    """Each side's position in its case's alphabet, from 1: it has its mark by that."""
    return {side.pk: side.position for side in sides}
