"""The list of planned events whose day is past."""

from django.utils import timezone

from proposals.models import Event
from record.desk.work.lists import WorkList, register
from record.workflow import authority


def _planned_and_past(officer):
    """Events of the officer's council, or all that a neutral officer reads."""
    events = Event.objects.published().awaited_before(timezone.localdate())
    council = authority.acts_for(officer)
    return [events.filter(entered_for=council) if council else events]


register(
    WorkList(
        "planned-passed",
        "Planned dates passed",
        "The planned day is past, and no event says what came of it.",
        _planned_and_past,
    )
)
