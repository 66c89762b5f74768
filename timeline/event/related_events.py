"""Related events: those linked to an event, and its neighbours on the timeline."""

from proposals.choices import EventRelation
from proposals.models import Event, EventLink
from proposals.models.event import PRINTED_ORDER
from record.prepared import Given, Prepared

# Labels for the event at the other end of a link: read forward, and back.
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

# Whether the other end comes before or after, for relations that say so: read forward, and back.
BEFORE_IT, AFTER_IT = "Before it", "After it"
IN_TIME = {
    EventRelation.BEFORE: (AFTER_IT, BEFORE_IT),
    EventRelation.ANSWERS: (BEFORE_IT, AFTER_IT),
    EventRelation.FOLLOWS: (BEFORE_IT, AFTER_IT),
    EventRelation.CAME_OF: (BEFORE_IT, AFTER_IT),
    EventRelation.REPLACES: (BEFORE_IT, AFTER_IT),
    EventRelation.SEEKS_RECORD_OF: (BEFORE_IT, AFTER_IT),
}


def in_time(relation, is_forward: bool) -> str:
    """A label for a linked event: before it, after it, or its relation."""
    forward, back = IN_TIME.get(relation, (FORWARD[relation], BACK[relation]))
    return forward if is_forward else back


_LINKS = Prepared(lambda: EventLink.objects.published().touching(Given("event")))


def _in_case():
    return Event.objects.published().of_case(Given("case")).for_lines()


_PLACE = [Given(name) for name in PRINTED_ORDER]
_BEFORE = Prepared(lambda: _in_case().before(_PLACE)[:1])
_AFTER = Prepared(lambda: _in_case().after(_PLACE)[:1])


def linked_events(event) -> list[tuple[str, Event]]:
    """Linked events, each with a label that reads from this event."""
    labelled = []
    for link in _LINKS.read(event=event.pk):
        is_forward = link.event_id == event.pk
        other = link.to if is_forward else link.event
        other.case = event.case
        labelled.append(((FORWARD if is_forward else BACK)[link.relation], other))
    return labelled


def neighbours(event) -> tuple[Event | None, Event | None]:
    """The events before and after this one on the timeline.

    Each has ``order_words``.

    The order of a timeline must place dates that overlap; the words say that one came first only where it surely did.
    """
    place = dict(zip(PRINTED_ORDER, event.printed_place, strict=True))
    before, after = (side.first(case=event.case_id, **place) for side in (_BEFORE, _AFTER))
    for other in filter(None, (before, after)):
        other.case = event.case
        other.order_words = _order_words(other.when, event.when)
    return before, after


def _order_words(other, when) -> str:
    if other.latest < when.earliest:
        return "The event before it"
    if when.latest < other.earliest:
        return "The event after it"
    return "About the same time"
