"""Claims that say what happened at an event, and are dated before it.

A later account is an account; a forecast, a promise or a procedure may come before. Of a fact, or of what somebody
makes of it, one of the dates is wrong, or the link.
"""

from collections.abc import Iterator

from django.db.models import F

from claims.choices import ClaimKind, EventRole
from claims.models import ClaimEvent
from claims.schema import ClaimSchema
from councils.representation.windows import Window
from proposals.choices import EventStatus
from proposals.models import Event
from record.workflow.states import State

TELLING = [ClaimKind.FACT, ClaimKind.CHARACTERISATION, ClaimKind.INTERPRETATION]
REMEDY = "Mend one of the dates, the kind of the claim, or its link to the event (role: subject)."


def early_account_notes(case) -> list[str]:
    """A sentence on each published claim of a case that is dated before what it tells."""
    early = ClaimEvent.objects.filter(
        claim__case=case,
        claim__state=State.PUBLISHED,
        claim__kind__in=TELLING,
        role=EventRole.ACCOUNT,
        claim__computed__said_latest__lt=F("event__when_earliest"),
    ).exclude(event__status=EventStatus.PLANNED)
    return [
        f"The claim {row.claim.key!r} says what happened at “{row.event}” ({row.event.when}), and is dated before it. "
        f"{REMEDY}"
        for row in early.select_related("claim", "event").order_by("claim__key", "event__key")
    ]


def early_account_cautions(claim: ClaimSchema, said: Window, resolver) -> Iterator[str]:
    """The same of a claim that an officer enters."""
    told = [each.event for each in claim.events if each.role == EventRole.ACCOUNT and claim.kind in TELLING]
    events = Event.objects.filter(pk__in=[resolver.get("event", key) for key in told], when_earliest__gt=said[1])
    for event in events.exclude(status=EventStatus.PLANNED).order_by("key"):
        yield f"It says what happened at “{event}” ({event.when}), and is dated before it. {REMEDY}"
