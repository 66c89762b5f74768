"""Rules for events that officers enter; a load only notes a breach."""

from proposals.clock import hour_in_its_place, not_there
from proposals.schema.event import EventSchema
from record.workflow.entry_rules import entry_rule


@entry_rule
def at_an_hour_that_there_was(content, resolver):
    """Refuse a time of day that the clocks left out that day."""
    if isinstance(content, EventSchema) and (words := hour_left_out(content)):
        yield ("at",), words


def hour_left_out(event: EventSchema) -> str:
    """A sentence with the remedy, if the clocks skipped the time of an event."""
    if event.at is None or not event.when.value.is_exact:
        return ""
    shown = hour_in_its_place(event.when.value.earliest, event.at)
    if shown is None:
        return ""
    return f"{not_there(event.at, event.when.value)}. Write {shown:%H:%M} if that is meant, or leave the time out."
