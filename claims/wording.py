"""A check that claims use the same verbs of saying for every side of a question."""

from claims.models import Claim
from councils.models import Voice
from councils.representation.sides import SideColumns
from councils.representation.speaks_for import Representation
from record.text.wording import judges, verbs_of_saying
from record.workflow.wording import wording_check


@wording_check
def verbs_that_differ(record_kind, content, case):
    """Yield a sentence if claims of another side use another verb of saying.

    One of the two says more than that something was said, as “claimed” does beside “said”. Only published
    claims are looked at.
    """
    if record_kind.name != Claim.KIND or not content.points or not (own := verbs_of_saying(content.statement)):
        return
    voices = list(Voice.objects.public().filter(key=content.made_for).values_list("pk", flat=True))
    columns = SideColumns(Representation(voices), [case.pk])
    sides = {side for voice in voices for side in columns.sides_ever(case.pk, voice)}
    if not sides:
        return
    others = Claim.objects.published().filter(case=case, points__point__key__in=content.points)
    others = others.filter(computed__side__isnull=False).exclude(computed__side__in=sides).exclude(key=content.key)
    told = others.order_by("points__point__sequence", "pk").values_list(
        "points__point__question", "computed__side__label", "statement"
    )
    said = set()
    for question, side, statement in told:
        theirs = verbs_of_saying(statement)
        differs = theirs.keys() - own.keys() and own.keys() - theirs.keys()
        if differs and any(map(judges, own.keys() ^ theirs.keys())) and (question, side) not in said:
            said.add((question, side))
            yield (
                f"On the question “{question}”, this is told with {_named(own)}, and {side} with {_named(theirs)}. "
                "Use the same verb for every side."
            )


def _named(verbs: dict[str, str]) -> str:
    return " and ".join(f"“{form}”" for form in verbs.values())
