"""The events around one: those to which it is linked, and its neighbours on the timeline."""

from proposals.choices import EventRelation
from proposals.models import Event, EventLink

# How the event at the other end is called: read forward, and back.
FORWARD = {
    EventRelation.BEFORE: "It was a pre-meeting of",
    EventRelation.ANSWERS: "It answers",
    EventRelation.FOLLOWS: "It follows",
    EventRelation.PART_OF: "It is part of",
    EventRelation.CAME_OF: "It is what came of",
    EventRelation.REPLACES: "It replaces",
    EventRelation.SEEKS_RECORD_OF: "It seeks a record of",
    EventRelation.CALLS_IN: "It calls in",
    EventRelation.REFERS_BACK: "It refers back",
    EventRelation.RECONSIDERS: "It reconsiders",
    EventRelation.RESUMES: "It resumes",
    EventRelation.CHALLENGES: "It challenges in court",
}
BACK = {
    EventRelation.BEFORE: "Its pre-meeting",
    EventRelation.ANSWERS: "It was answered by",
    EventRelation.FOLLOWS: "It was followed by",
    EventRelation.PART_OF: "Part of it",
    EventRelation.CAME_OF: "What came of it",
    EventRelation.REPLACES: "It was replaced by",
    EventRelation.SEEKS_RECORD_OF: "A record of it was sought in",
    EventRelation.CALLS_IN: "It was called in by",
    EventRelation.REFERS_BACK: "It was referred back by",
    EventRelation.RECONSIDERS: "It was reconsidered at",
    EventRelation.RESUMES: "It was resumed by",
    EventRelation.CHALLENGES: "It was challenged in court by",
}

# The other end in time, as far as the relation tells it.
BEFORE_IT, AFTER_IT = "Before it", "After it"
IN_TIME = {
    EventRelation.BEFORE: (AFTER_IT, BEFORE_IT),
    EventRelation.ANSWERS: (BEFORE_IT, AFTER_IT),
    EventRelation.FOLLOWS: (BEFORE_IT, AFTER_IT),
    EventRelation.CAME_OF: (BEFORE_IT, AFTER_IT),
    EventRelation.REPLACES: (BEFORE_IT, AFTER_IT),
    EventRelation.SEEKS_RECORD_OF: (BEFORE_IT, AFTER_IT),
}


def in_time(relation, is_mine: bool) -> str:
    """How the event at the other end of a link stands to this one: before it, after it, or a part."""
    forward, back = IN_TIME.get(relation, (FORWARD[relation], BACK[relation]))
    return forward if is_mine else back


def links(event) -> list[tuple[str, Event]]:
    """The events to which this one is linked, each with how, in words, read from here."""
    found = []
    for link in EventLink.objects.published().touching(event):
        is_mine = link.event_id == event.pk
        found.append(((FORWARD if is_mine else BACK)[link.relation], link.to if is_mine else link.event))
    for _, other in found:
        other.case = event.case
    return found


def neighbours(event) -> tuple[Event | None, Event | None]:
    """The events printed before and after this one on the timeline of the case, each ``stands`` in words.

    The order of a timeline must place dates that overlap; that one came first is said only where it surely did.
    """
    all_ = Event.objects.published().of_case(event.case)
    nearest = list(all_.before(event)[:1].union(all_.after(event)[:1]))
    for other in nearest:
        other.case = event.case
        other.stands = _stands(other.when, event.when)
    before = [other for other in nearest if other.printed_place < event.printed_place]
    after = [other for other in nearest if other.printed_place > event.printed_place]
    return (before or [None])[0], (after or [None])[0]


def _stands(other, when) -> str:
    if other.latest < when.earliest:
        return "The event before it"
    if when.latest < other.earliest:
        return "The event after it"
    return "Near it in the order of this record"
