"""An hour that the clocks left out: told in a load, refused at the desk."""

import pytest

from proposals.entry_rules import hour_left_out
from proposals.models import Event
from proposals.schema.event import EventSchema
from tests.builders import make_event, make_officer
from tests.pages import html_of, posted, text_of

LOST = "01:30 did not exist on 29 March 2026: the clocks went forward. Write 02:30 if that is meant"


def event(at, when="2026-03-29"):
    return EventSchema(key="e", title="A meeting", kind="meeting", when={"edtf": when}, at=at)


def test_an_hour_that_the_clocks_left_out_is_told_with_the_remedy():
    assert hour_left_out(event("01:30")).startswith(LOST)


@pytest.mark.parametrize(
    ("at", "when"),
    [
        ("00:59", "2026-03-29"),
        ("02:00", "2026-03-29"),
        ("01:30", "2026-03-28"),
        # This one there was twice.
        ("01:30", "2026-10-25"),
        ("01:30", "2026-03"),
        (None, "2026-03-29"),
    ],
)
def test_any_other_hour_is_left_alone(at, when):
    assert hour_left_out(event(at, when)) == ""


def test_the_desk_refuses_it(client, db):
    client.force_login(make_officer())
    row = make_event("meeting", when="2026-03-29", state="draft")
    address = f"/admin/proposals/event/{row.pk}/change/"
    data = posted(client.get(address), "event_form")
    refused = client.post(address, data | {"at": "01:30", "_continue": "1"}, follow=True)
    assert LOST in html_of(refused)
    assert Event.objects.get(pk=row.pk).at is None
    client.post(address, data | {"at": "02:30", "_continue": "1"}, follow=True)
    assert f"{Event.objects.get(pk=row.pk).at:%H:%M}" == "02:30"


def test_readers_are_told_of_one_on_record_and_a_calendar_gives_the_day_alone(client, db):
    lost = make_event("meeting", when="2026-03-29", at="01:30")
    assert f"{LOST.partition('. Write')[0]}." in text_of(client.get(lost.get_absolute_url()))
    calendar = client.get("/cases/case/timeline.ics").content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260329" in calendar and "01:30 did not exist on 29 March 2026" in calendar
