"""A case with the sides, questions and councils that each of its pages needs."""

from collections.abc import Iterable

from django.db.models import F

from claims.models import Point
from councils.models import Case, Council, Side
from record.prepared import Given, Prepared

_CASE = Prepared(lambda: Case.objects.public().filter(key=Given("key")).prefetch_related("sides"))
_POINTS = Prepared(lambda: Point.objects.published().of_case(Given("case")).in_sequence())
_COUNCILS = Prepared(
    lambda: (
        Council.objects.published()
        .in_case(Given("case"))
        .order_by("voice__name")
        .values("voice", "code", name=F("voice__name"))
    )
)


def find_case(key: str) -> Case | None:
    """A published or withdrawn case, in four queries.

    It has ``sides_shown``, ``points_shown`` and ``councils_shown``.
    """
    case = _CASE.first(key=key)
    if case is not None:
        case.sides_shown = sides_of(case)
        case.points_shown = _POINTS.read(case=case.pk)
        for point in case.points_shown:
            point.case = case
        case.councils_shown = _COUNCILS.read(case=case.pk)
    return case


def find_plain_case(key: str) -> Case | None:
    """A published or withdrawn case, without its sides, questions and councils."""
    return Case.objects.public().filter(key=key).first()


def sides_of(case: Case) -> list[Side]:
    """The sides of a case in their order, numbered."""
    return numbered(case.sides.all())


def numbered(sides: Iterable[Side]) -> list[Side]:
    """Number sides by their order in the case.

    ``position`` counts from 1, and decides the mark of the side.
    """
    sides = list(sides)
    for position, side in enumerate(sides, start=1):
        side.position = position
    return sides


def if_published(record, case: Case):
    """A record that another of the case names, or None where it is not published."""
    if record is None or not record.is_published:
        return None
    record.case = case
    return record
