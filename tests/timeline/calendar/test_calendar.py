"""Calendar files of a timeline and of a council."""

import datetime

import icalendar
import pytest

from proposals.models import Event
from tests.builders import change, make_case, make_council, make_decision, make_event
from tests.pages import html_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

CASE = "/cases/case/timeline.ics"
COUNCIL = "/councils/MEL/calendar.ics"


@shared
def melton():
    council = make_council("melton", code="MEL", name="Melton Council")
    make_case(sides={"county": ["county"], "districts": ["melton"]}, parties=[{"voice": "melton"}])
    return council


def calendar(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content)


def entries(client, address):
    return {str(each["summary"]): each for each in calendar(client, address).walk("VEVENT")}


def test_an_event_known_to_the_day_is_a_whole_day_or_has_its_clock_time_in_universal_time(client, melton):
    make_event(title="The day", when="2025-01-08")
    make_event(title="The hour", when="2025-07-08", at="18:30")
    found = entries(client, CASE)
    day, hour = found["The day"], found["The hour"]
    assert (day["dtstart"].dt, day["dtend"].dt) == (datetime.date(2025, 1, 8), datetime.date(2025, 1, 9))
    assert hour["dtstart"].dt == datetime.datetime(2025, 7, 8, 17, 30, tzinfo=datetime.UTC)


def test_a_span_of_days_is_as_long_as_its_bounds_and_says_that_the_day_is_not_known(client, melton):
    make_event(title="The talks", when="2025-02-20/2025-02-27")
    talks = entries(client, CASE)["The talks"]
    assert (talks["dtstart"].dt, talks["dtend"].dt) == (datetime.date(2025, 2, 20), datetime.date(2025, 2, 28))
    assert "The day is not known: between 20 February 2025 and 27 February 2025." in talks["description"]


@pytest.mark.parametrize("when", ["2025", "2025-01", "2025-21", "2025-01-08~", "../2025-01-08", "2025-01/2025-03-04"])
def test_what_is_not_known_to_the_day_is_left_out_and_counted(client, melton, when):
    make_event(title="The talks", when=when)
    found = calendar(client, CASE)
    assert not found.walk("VEVENT")
    assert found["description"] == found["x-wr-caldesc"] == "1 event without a known day is left out."


def test_the_status_says_whether_it_took_place(client, melton):
    for status in ("held", "planned", "cancelled"):
        make_event(title=status, when="2030-01-08", status=status)
    make_event(title="past", when="2020-01-08", status="planned")
    found = entries(client, CASE)
    assert [str(found[each]["status"]) for each in ("held", "planned", "cancelled (cancelled)")] == [
        *("CONFIRMED", "TENTATIVE", "CANCELLED")
    ]
    title = "past (planned, and that date has passed; we do not know what came of it)"
    assert "Planned, and that date has passed; we do not know what came of it." in found[title]["description"]


def test_a_planned_event_says_what_came_of_it_and_what_was_decided_at_it(client, melton):
    """By a link to a later event, or by a decision that names it."""
    for key in ("hearing", "poll", "meeting"):
        make_event(key, title=key, when="2020-01-08", status="planned")
    make_event(title="The hearing, held", when="2020-01-15", links=[{"relation": "replaces", "to": "hearing"}])
    make_decision(event="meeting", made_by="melton", resolutions=[{"words": "To wait."}])
    found = entries(client, CASE)
    known = "(planned, and that date has passed; we know what came of it)"
    assert "It was replaced by: The hearing, held, 15 January 2020." in found[f"hearing {known}"]["description"]
    assert "Melton Council: To wait." in found[f"meeting {known}"]["description"]
    timeline = html_of(client.get("/cases/case/timeline/"))
    assert timeline.count("we know what came of it") == 2 and timeline.count("do not know what came of it") == 1


def test_an_entry_has_one_name_for_ever_and_says_when_it_last_changed(client, melton):
    event = make_event(title="The talks", when="2025-01-08")
    first = entries(client, CASE)["The talks"]
    change(event, title="The longer talks")
    second = entries(client, CASE)["The longer talks"]
    assert first["uid"] == second["uid"] == f"event-{event.public_id}@counterpoint"
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert second["dtstamp"].dt >= first["dtstamp"].dt
    assert second["url"] == "http://testserver" + Event.objects.get(pk=event.pk).get_absolute_url()


def test_one_address_gives_the_same_bytes_and_is_not_sent_twice(client, melton):
    make_event(title="The talks", when="2025-01-08")
    first = client.get(CASE)
    assert first.content == client.get(CASE).content
    assert client.get(CASE, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_draft_is_in_no_calendar(client, melton):
    make_event(title="The talks", when="2025-01-08", state="draft")
    assert not entries(client, CASE) and not entries(client, COUNCIL)


def test_a_timeline_is_narrowed_as_its_page_is(client, melton):
    make_event(title="Early", when="2024-01-08")
    make_event(title="Late", when="2025-01-08")
    assert set(entries(client, f"{CASE}?from=2025")) == {"Late"}
    assert client.get(f"{CASE}?from=x").status_code == 400
    assert f'href="{CASE}?from=2025-01-01"' in html_of(client.get("/cases/case/timeline/?from=1/1/2025"))


def test_a_council_has_what_it_took_part_in_and_all_that_is_planned_in_its_cases(client, melton):
    make_event("own", title="Own", when="2025-01-08", facts=[{"kind": "host", "voice": "melton"}])
    make_event(title="Of others", when="2025-01-09")
    make_event(title="Planned", when="2999-01-09", status="planned")
    make_event(title="Elsewhere", when="2999-01-09", status="planned", case=make_case("other"))
    assert set(entries(client, COUNCIL)) == {"Own", "Planned"}
    assert 'href="/councils/MEL/calendar.ics"' in html_of(client.get("/councils/MEL/"))
    assert client.get("/councils/QQQ/calendar.ics").status_code == 404


def test_text_from_outside_cannot_add_lines(client, melton):
    make_event(title="A; b, c\\d", when="2025-01-08", summary="One\nBEGIN:VEVENT\nUID:x")
    found = calendar(client, CASE).walk("VEVENT")
    assert len(found) == 1 and str(found[0]["summary"]) == "A; b, c\\d"


def test_an_editors_note_on_an_event_is_in_its_entry(client, melton):
    make_event(
        title="The talks", when="2025-01-08", flags=[{"kind": "date-conflict", "note": "Two dates are printed."}]
    )
    assert "Editor’s note: Two dates are printed." in entries(client, CASE)["The talks"]["description"]
