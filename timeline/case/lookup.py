"""A case with what every page of it needs: its sides in their order, its questions, and the councils it concerns."""

from collections.abc import Iterable

from django.db.models import F

from claims.models import Point
from councils.models import Case, Council, Side


def find_case(key: str) -> Case | None:
    """A published or withdrawn case with ``sides_shown``, ``points_shown`` and ``councils_shown``. Four queries."""
    case = Case.objects.public().filter(key=key).prefetch_related("sides").first()
    if case is not None:
        case.sides_shown = sides_of(case)
        case.points_shown = list(Point.objects.published().of_case(case).in_sequence())
        for point in case.points_shown:
            point.case = case
        councils = Council.objects.published().in_case(case.pk).order_by("voice__name")
        case.councils_shown = list(councils.values("voice", "code", name=F("voice__name")))
    return case


def find_plain_case(key: str) -> Case | None:
    """A published or withdrawn case, without its sides, questions and councils."""
    return Case.objects.public().filter(key=key).first()


def sides_of(case: Case) -> list[Side]:
    """The sides of a case in their order, numbered."""
    return numbered(case.sides.all())


def numbered(sides: Iterable[Side]) -> list[Side]:
    """Sides in the order of their case, each with its ``position`` there, from 1, which decides its mark."""
    sides = list(sides)
    for position, side in enumerate(sides, start=1):
        side.position = position
    return sides
