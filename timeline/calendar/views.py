"""Calendars: the events of a timeline, and those that concern a council."""

from operator import attrgetter

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from proposals.models import Event
from record.web.exports import refused
from record.web.query_keys import reads
from record.web.record_view import not_found, with_record
from timeline.calendar.events import calendar_file
from timeline.case.lookup import find_case
from timeline.chronology.entries import EVENT
from timeline.chronology.filters import TimelineFilter
from timeline.councils.events import events_of_council
from timeline.councils.page import find_council


@reads(TimelineFilter)
@require_safe
@with_record(find_case, withdrawn=not_found)
def timeline_calendar(request, case):
    """The events of a timeline, narrowed as its page is."""
    filters = TimelineFilter(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    events = filters.parts().get(EVENT, Event.objects.none()).for_status().as_printed().select_related("case")
    return _response(request, f"timeline-{case.key}.ics", f"{case.title}: timeline", events)


@require_safe
@with_record(find_council, below="calendar.ics", state_of=attrgetter("voice"), withdrawn=not_found)
def council_calendar(request, council):
    """The events of a council in all cases, and all that is planned in these."""
    events = events_of_council(council, request.today)
    return _response(request, f"{council.code}.ics", f"{council.voice.name}: what happened and what is planned", events)


def _response(request, filename, title, events):
    return HttpResponse(
        calendar_file(title, events, request.today, request.build_absolute_uri),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )
