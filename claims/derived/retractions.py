"""Claims that their own makers took back, for standings that are computed.

The same rule as ``in_force`` of responses, which asks what is stored: here a claim may be known only as
others report it, and that is not stored yet.
"""

from claims.choices import Relation
from claims.models import Response
from record.prepared import AnyGiven, Prepared


def _rows():
    rows = Response.objects.published().filter(to=AnyGiven("claims"), relation=Relation.RETRACTS)
    return rows.values_list("to_id", "claim_id")


_ROWS = Prepared(_rows)


def retractions_of(claims: set[int]) -> dict[int, set[int]]:
    """Retractions of these claims, and of those, by what they retract."""
    found, asked = {}, claims
    for _ in range(2):
        rows = list(_ROWS.read(claims=list(asked))) if asked else []
        for to, claim in rows:
            found.setdefault(to, set()).add(claim)
        asked = {claim for _, claim in rows}
    return found


def retracted(retractions: dict[int, set[int]], reported: set[int]) -> set[int]:
    """Claims that their makers retracted, and did not retract that in turn.

    ``reported`` are claims known only as others report them, which retract nothing.
    """
    own = {claim: by - reported for claim, by in retractions.items()}
    return {claim for claim, by in own.items() if any(not own.get(each) for each in by)}
