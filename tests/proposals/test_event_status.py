"""The status of an event in words."""

import datetime

import pytest

from proposals.event_status import status_words
from record.dates import UncertainDate

TODAY = datetime.date(2026, 5, 25)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-05-12", "planned, and that date has passed; we do not know what came of it"),
        ("../2026-04", "planned, and that date has passed; we do not know what came of it"),
        ("2026-05-25", "planned"),
        ("2026", "planned"),
        ("2026-03/..", "planned"),
    ],
)
def test_a_planned_event_whose_day_is_certainly_past_says_that_its_outcome_is_not_known(edtf, words):
    assert status_words("planned", UncertainDate(edtf), TODAY) == words


def test_it_says_that_it_is_known_where_the_record_says_what_came_of_it():
    words = status_words("planned", UncertainDate("2026-05-12"), TODAY, has_come=True)
    assert words == "planned, and that date has passed; we know what came of it"


@pytest.mark.parametrize(("status", "words"), [("held", ""), ("", ""), ("cancelled", "cancelled")])
def test_other_events_have_their_status_and_what_took_place_has_none(status, words):
    assert status_words(status, UncertainDate("2026-05-12"), TODAY) == words
