"""Chips of a timeline: accounts differ, meetings, positions, documents, all.

A reader who asks for nothing sees where accounts differ, if that is anywhere, and
all entries otherwise. Whoever narrows the list sees all that matches.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from claims.choices import EventRole, Relation
from claims.models import ClaimEvent, ClaimPoint, Response
from proposals.choices import EventKind
from proposals.models import Decision, Event
from record.prepared import AnyGiven, Given, Prepared
from record.workflow.states import State
from timeline.chronology.entries import DECISION, DOCUMENT, EVENT, SHIFT, SUBMISSION
from timeline.chronology.parts import Parts

DIFFER, MEETINGS, POSITIONS, DOCUMENTS, ALL = "differ", "meetings", "positions", "documents", "all"
LABELS = {
    DIFFER: "Accounts differ",
    MEETINGS: "Meetings and decisions",
    POSITIONS: "Positions",
    DOCUMENTS: "Documents",
    ALL: "All",
}

# What the entries of a chip are, after the number of all.
SHOWN = {
    DIFFER: "where accounts differ",
    MEETINGS: "meetings and decisions",
    POSITIONS: "positions",
    DOCUMENTS: "documents",
}

_MEETING_KINDS = [EventKind.MEETING, EventKind.PRE_MEETING, EventKind.DECISION, EventKind.RULING, EventKind.LEGISLATION]


@dataclass(frozen=True)
class Chip:
    """A choice of entries: its words, their number and its address."""

    key: str
    label: str
    count: int
    address: str
    is_chosen: bool


def _differing():
    """Published events of a case on which accounts differ, by primary key.

    One side's account disputes another's in one row. The same as a row that ``comparison_rows`` calls "differ": both
    answer one question, or one of them answers none and so stands with the other.
    """
    points = ClaimPoint.objects.filter(point__state=State.PUBLISHED)
    shared = points.filter(
        claim=OuterRef("claim"), point__in=points.filter(claim=OuterRef(OuterRef("to"))).values("point")
    )
    together = (
        Exists(shared) | ~Exists(points.filter(claim=OuterRef("claim"))) | ~Exists(points.filter(claim=OuterRef("to")))
    )
    disputes = (
        Response.objects.published()
        .in_force()
        .filter(
            together,
            relation=Relation.DISPUTES,
            claim__events__event=OuterRef("event"),
            claim__events__role=EventRole.ACCOUNT,
            claim__computed__is_reported_only=False,
            claim__computed__side__isnull=False,
            to=OuterRef("claim"),
        )
    )
    answered = ClaimEvent.objects.filter(
        Exists(disputes.exclude(claim__computed__side=OuterRef("claim__computed__side"))),
        event=OuterRef("pk"),
        role=EventRole.ACCOUNT,
        claim__state=State.PUBLISHED,
        claim__computed__is_reported_only=False,
        claim__computed__side__isnull=False,
    )
    events = Event.objects.published().of_case(Given("case")).order_by()
    return events.filter(Exists(answered)).values_list("pk", flat=True)


_DIFFERING = Prepared(_differing)


def differing_events(case) -> set[int]:
    """Primary keys of published events of a case on which accounts differ."""
    return set(_DIFFERING.read(case=case.pk))


def meetings() -> Q:
    """The condition of an event to be a meeting, or that something was decided at it."""
    decided = Decision.objects.published().filter(event=OuterRef("pk"))
    return Q(kind__in=_MEETING_KINDS) | Q(Exists(decided))


# That an event is among those that are given as ``differing``.
GIVEN = Q(pk=AnyGiven("differing"))


def shown(parts: dict, key: str, differing: Q) -> dict:
    """The querysets by kind of entry, narrowed to what the chip ``key`` shows.

    ``differing`` is the condition of an event that accounts of it differ.
    """
    if key == DIFFER:
        return {EVENT: parts[EVENT].filter(differing)} if EVENT in parts else {}
    if key == MEETINGS:
        narrowed = {rank: parts[rank] for rank in (DECISION,) if rank in parts}
        return narrowed | ({EVENT: parts[EVENT].filter(meetings())} if EVENT in parts else {})
    ranks = {POSITIONS: (SHIFT,), DOCUMENTS: (DOCUMENT, SUBMISSION)}.get(key, tuple(parts))
    return {rank: parts[rank] for rank in ranks if rank in parts}


def counts(parts: Parts, numbers: dict[int, int], differing: set[int]) -> dict[str, int]:
    """The number of entries of each chip; ``numbers`` are those of each kind of entry."""
    return {
        DIFFER: _count_events(parts, DIFFER, differing),
        MEETINGS: numbers.get(DECISION, 0) + _count_events(parts, MEETINGS, differing),
        POSITIONS: numbers.get(SHIFT, 0),
        DOCUMENTS: numbers.get(DOCUMENT, 0) + numbers.get(SUBMISSION, 0),
        ALL: sum(numbers.values()),
    }


def _count_events(parts: Parts, key: str, differing: set[int]) -> int:
    if EVENT not in parts:
        return 0
    return sum(count for _, count in parts.read_often(_counted_events, key, differing=list(differing)))


def _counted_events(parts, key):
    return shown(parts, key, GIVEN)[EVENT].order_by().values_list("rank").annotate(Count("pk"))


def chips(numbers: dict[str, int], chosen: str, address) -> list[Chip]:
    """The chips that have entries, and in any case the chosen one and all.

    ``address`` makes the address of the timeline with one of them.
    """
    return [
        Chip(key, label, numbers[key], address(key), key == chosen)
        for key, label in LABELS.items()
        if numbers[key] or key in (chosen, ALL)
    ]
