"""The passages by which claims are shown, where a page names many claims and needs no more of them than their words."""

from claims.models import Appearance
from councils.models import Document, Passage

PLACE = ["quote", "state", "digest", *(f"{found}{part}" for found in ("", "found_") for part in ("page", "section"))]
PLACE += [f"{found}{part}" for found in ("", "found_") for part in ("paragraph", "line")]


def leads(claims) -> dict[int, Passage]:
    """Of each claim the passage by which it is shown: the earliest with words, or else the earliest."""
    if not claims:
        return {}
    columns = [f"passage__{name}" for name in PLACE]
    rows = (
        Appearance.objects.filter(claim__in=claims)
        .order_by("claim", "sequence", "pk")
        .values_list(
            *("claim", "said_earliest", "said_latest", "passage__document__date_earliest"),
            *("passage__document__date_latest", "passage__document__public_id", "passage__document__title"),
            *columns,
        )
    )
    found = {}
    for claim, said, said_latest, dated, dated_latest, public_id, title, *place in rows:
        when = (said, said_latest) if said else (dated, dated_latest)
        order = (not place[0], when[0] is None, when if when[0] else ())
        if claim not in found or order < found[claim][0]:
            found[claim] = order, public_id, title, place
    return {
        claim: Passage(document=Document(public_id=public_id, title=title), **dict(zip(PLACE, place, strict=True)))
        for claim, (_, public_id, title, place) in found.items()
    }
