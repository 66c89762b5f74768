"""A case and what every page of it needs: its sides in their order, its questions, and the councils it concerns."""

from django.db.models import OuterRef

from claims.models import Point
from councils.models import Case, Council, Side
from record.gather import gathered


def find_case(key: str, **more) -> Case | None:
    """A published or withdrawn case, in one query with ``sides_shown``, ``points_shown`` and ``councils_shown``.

    ``more`` are further annotations.
    """
    mine = {"case": OuterRef("pk")}
    case = (
        Case.objects.public()
        .filter(key=key)
        .annotate(
            sides_=gathered(Side.objects.filter(**mine), "id", "key", "label", "label_basis"),
            points_=gathered(
                Point.objects.published().filter(**mine).in_sequence(),
                "id",
                "public_id",
                "question",
            ),
            councils_=gathered(
                Council.objects.published().in_case(OuterRef(OuterRef("pk"))).order_by("voice__name"),
                "code",
                voice="voice_id",
                name="voice__name",
            ),
            **more,
        )
        .first()
    )
    if case is not None:
        case.sides_shown = placed(Side(**row) for row in case.sides_)
        case.points_shown = [Point(case=case, **row) for row in case.points_]
        case.councils_shown = case.councils_
    return case


def placed(sides) -> list[Side]:
    """Sides in their order, each knowing its place in it, by which it has its mark."""
    sides = list(sides)
    for position, side in enumerate(sides, start=1):
        side.position = position
    return sides
