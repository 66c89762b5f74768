"""Planned events past their day, with nothing on record of what came of them."""

from proposals.models import Event

# The latest of them, for the page of a case and for a briefing.
MOST = 5


def awaited_events(case, today) -> list[Event]:
    """The latest awaited events of a case, each with its status in ``words``."""
    happening = Event.objects.published().of_case(case).not_of_plans()
    events = list(happening.awaited_before(today).for_status().as_printed().reverse()[:MOST])
    for event in events:
        event.case = case
        event.words = event.status_words(today)
    return events
