"""The contents that an officer may not enter."""

from councils.models import Voice
from councils.permissions.memberships import acting
from councils.permissions.reading import readable
from councils.representation.sides import SideColumns
from councils.representation.speaks_for import Representation
from councils.representation.windows import ALWAYS
from record.workflow.states import (
    NotAllowed,
)

# Contents


def refuse_content(officer, kind, case, content: dict) -> None:
    """Raise NotAllowed where an officer of a council enters a reply of another side."""
    membership = acting(officer)
    if membership is None or not membership.council or not content.get("responses"):
        return
    voice = Voice.objects.filter(readable(officer, Voice), key=content.get("for")).first()
    if voice is None or voice.pk == membership.council_id:
        return
    representation = Representation([membership.council_id, voice.pk])
    columns = SideColumns(representation, [case.pk])
    own, theirs = (columns.sides_ever(case.pk, pk) for pk in (membership.council_id, voice.pk))
    if membership.council_id not in representation.counts_for(voice.pk, ALWAYS) and not own & theirs:
        raise NotAllowed(
            f"{voice.name} is not of the side of {membership.council.name}. "
            "A reply is entered by those whose reply it is, or by a neutral editor."
        )
