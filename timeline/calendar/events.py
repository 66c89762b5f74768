"""Events as entries of a calendar file.

A calendar knows days, and no months or seasons: an event is in it if both its first and
its last day are known. The description of the file names how many are left out.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from icalendar import Calendar
from icalendar import Event as Entry

from proposals.choices import TELL_OUTCOME, EventStatus
from proposals.clock import LONDON
from proposals.models import Decision, Event, EventLink
from record.dates import DateExtent, UncertainDate
from record.dates.edtf import read_span
from record.models import Publication
from record.text.english import without_full_stop
from timeline.decisions.rules import decided, vote_lines
from timeline.event.related_events import BACK

MAKER = "-//Counterpoint//Calendar//EN"
ONE_DAY = datetime.timedelta(days=1)

# The words of RFC 5545; what is superseded will not take place either.
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
STATUSES = {
    EventStatus.PLANNED: TENTATIVE,
    EventStatus.POSTPONED: TENTATIVE,
    EventStatus.UNKNOWN: TENTATIVE,
    EventStatus.CANCELLED: CANCELLED,
    EventStatus.DECLINED: CANCELLED,
    EventStatus.SUPERSEDED: CANCELLED,
}


def calendar_file(title: str, events: Iterable[Event], today: datetime.date, absolute) -> bytes:
    """A calendar of events; ``absolute`` makes a whole address of a path."""
    events = list(events)
    placed = [event for event in events if is_known_to_the_day(event.when)]
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    if left_out := len(events) - len(placed):
        words = f"{left_out} event{'' if left_out == 1 else 's'} without a known day {'is' if left_out == 1 else 'are'}"
        calendar.add("description", f"{words} left out.")
        calendar.add("x-wr-caldesc", f"{words} left out.")
    changed = _last_changed(placed)
    prefetch_related_objects(
        placed,
        "flags",
        Prefetch("linked_from", EventLink.objects.published().select_related("event")),
        Prefetch("decisions", Decision.objects.published().in_order().with_results(), to_attr="published_decisions"),
    )
    for event in placed:
        for decision in event.published_decisions:
            decision.case = event.case
        calendar.add_component(_entry(event, changed.get(event.public_id), today, absolute))
    return calendar.to_ical()


def is_known_to_the_day(when: UncertainDate) -> bool:
    """True if both bounds are days without a mark."""
    start, end = read_span(when.edtf)
    return all(each and each.day and not each.mark for each in (start, end))


def _entry(event, publication, today, absolute) -> Entry:
    when = event.when
    entry = Entry()
    # The same on every installation and whatever its address, as public ids are.
    entry.add("uid", f"event-{event.public_id}@counterpoint")
    entry.add("summary", _title(event, today))
    entry.add("status", TENTATIVE if event.sources_differ else STATUSES.get(event.status, CONFIRMED))
    if event.at and when.is_exact and not event.hour_left_out:
        entry.add("dtstart", datetime.datetime.combine(when.earliest, event.at, LONDON).astimezone(datetime.UTC))
    else:
        entry.add("dtstart", when.earliest)
        entry.add("dtend", when.latest + ONE_DAY)
    entry.add("description", "\n".join(_description(event, today)))
    entry.add("url", absolute(event.get_absolute_url()))
    entry.add("transp", "TRANSPARENT")
    if publication:
        entry.add("dtstamp", publication.at)
        entry.add("last-modified", publication.at)
        entry.add("sequence", publication.version - 1)
    return entry


def _title(event, today):
    """The title, and whether it took place, which many calendars do not show."""
    is_ahead = event.status == EventStatus.PLANNED and event.when.latest >= today
    if event.sources_differ or (event.status in STATUSES and not is_ahead):
        return f"{event.title} ({event.status_words(today)})"
    return event.title


def _description(event, today):
    when = event.when
    if not when.is_exact and when.extent == DateExtent.WITHIN:
        yield f"The day is not known: between {when.earliest:%-d %B %Y} and {when.latest:%-d %B %Y}."
    if event.hour_left_out:
        yield f"Printed for {event.at:%H:%M}. {event.hour_left_out}."
    if status := event.status_words(today):
        yield f"{status[0].upper()}{status[1:]}."
    for link in event.linked_from.all():
        if link.relation in TELL_OUTCOME:
            yield f"{BACK[link.relation]}: {link.event.title}, {link.event.when}."
    for decision in event.published_decisions:
        for line in [*decided(decision).lines, *vote_lines(decision.motions.all())]:
            yield f"{without_full_stop(str(line))}."
    if event.summary:
        yield event.summary
    for flag in event.flags.all():
        yield f"Editor’s note: {flag.note}"
    yield f"Case: {event.case.title}."


def _last_changed(events) -> dict[str, Publication]:
    """The last publication of each event, by its public id."""
    rows = Publication.objects.last_of(Event.KIND, [event.public_id for event in events])
    return {row.record_id: row for row in rows}
