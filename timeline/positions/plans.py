"""Plans in which the holder of a position on an element has it."""

from collections import defaultdict
from collections.abc import Iterable

from claims.models import Claim
from record.text.english import joined
from timeline.positions.holders import PositionLine
from timeline.positions.subjects import Subject


def name_plans(lines: Iterable[PositionLine], subjects: Iterable[Subject]) -> None:
    """Say in which plan each position on an element has it.

    The plans are those that the position names too, the options rather than their proposals.
    Where it names none, the one plan of which the claim speaks.
    """
    names = {subject.key: subject.name for subject in subjects}
    on_elements = [line for line in lines if line.stated.subject.startswith("element:")]
    named = defaultdict(list)
    for line in lines:
        named[line.stated.position].append(line.stated.subject)
    of_claims = _plans_of_claims({line.stated.claim for line in on_elements})
    for line in on_elements:
        if plans := _plans(named[line.stated.position], names):
            line.plans = f"as part of {joined(plans)}"
        elif len(plans := _plans(of_claims[line.stated.claim], names)) == 1:
            line.plans = f"speaking of {plans[0]}"


def _plans(subjects: Iterable[str], names: dict[str, str]) -> list[str]:
    """The names of the options among the subjects, or else of the proposals."""
    for kind in ("option:", "proposal:"):
        if found := dict.fromkeys(names[key] for key in subjects if key.startswith(kind) and key in names):
            return list(found)
    return []


def _plans_of_claims(claims: Iterable[int]) -> dict[int, list[str]]:
    """The options and proposals of which each claim speaks."""
    found = defaultdict(list)
    for kind in ("option", "proposal"):
        rows = Claim.objects.filter(pk__in=claims).order_by(f"{kind}s__pk")
        for pk, public_id in rows.values_list("pk", f"{kind}s__{kind}__public_id"):
            if public_id:
                found[pk].append(f"{kind}:{public_id}")
    return found
