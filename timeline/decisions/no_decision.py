"""Councils named as behind a plan of which the record holds no decision on it.

That none was found means nothing. The rule is one for all plans: a council counts as
named if it put the plan forward, backs or signed it, or was then a member of an
alliance that did, and is not said to have left.
"""

from councils.choices import OWN_WAYS, VoiceKind
from councils.models import SpeaksFor, Voice
from councils.representation.speaks_for import Representation
from councils.representation.windows import ALWAYS, window_of
from proposals.choices import BackingRelation
from proposals.models import Backing, Decision, Proposal, Proposer, Signatory
from record.dates import UncertainDate

NAMING = [BackingRelation.BACKS, BackingRelation.SIGNED]


def councils_without_decision(case, proposal: Proposal) -> list[str]:
    """The names of these councils, in short and in order."""
    named = _named(proposal)
    if not named:
        return []
    own = SpeaksFor.objects.filter(principal__in=named, way__in=OWN_WAYS)
    made_by = Decision.objects.published().of_case(case).on_proposals([proposal]).order_by().values("made_by")
    decided = set(own.filter(voice__in=made_by).values_list("principal", flat=True))
    return [
        (not each.is_told_apart and each.short_name) or each.name
        for each in Voice.objects.filter(pk__in=named - decided).by_name()
    ]


def _named(proposal: Proposal) -> set[int]:
    """The councils named as behind the plan, by primary keys."""
    dates = [f"when_{part}" for part in ("edtf", "printed", "basis", "extent")]
    rows = [(voice, ALWAYS) for voice in Proposer.objects.filter(proposal=proposal).values_list("voice", flat=True)]
    backings = Backing.objects.filter(proposal=proposal)
    signed = Signatory.objects.filter(version__proposal=proposal).values_list(
        "voice", *(f"version__{each}" for each in dates)
    )
    for voice, *when in (*backings.filter(relation__in=NAMING).values_list("voice", *dates), *signed):
        rows.append((voice, window_of(UncertainDate(*when)) if when[0] else ALWAYS))
    if not rows:
        return set()
    left = set(backings.filter(relation=BackingRelation.LEFT).values_list("voice", flat=True))
    representation = Representation(voice for voice, _ in rows)
    voices = {voice for voice, _ in rows} | {
        member for voice, window in rows for member in representation.members(voice, window)
    }
    return set(
        Voice.objects.published().filter(pk__in=voices - left, kind=VoiceKind.COUNCIL).values_list("pk", flat=True)
    )
