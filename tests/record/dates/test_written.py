"""Dates as readers write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.dates import InvalidDate, UncertainDate
from record.dates.edtf import read_span
from record.dates.english import MONTHS, SEASON_NAMES
from record.dates.written import in_readers_words, written_date
from tests.record.dates_strategies import points, texts

WRITTEN = {
    "8 January 2025": "2025-01-08",
    "8th jan 2025": "2025-01-08",
    "Wednesday 8 January 2025": "2025-01-08",
    "January 8, 2025": "2025-01-08",
    "8/1/2025": "2025-01-08",
    "08/01/2025": "2025-01-08",
    "8.1.2025": "2025-01-08",
    "8-1-2025": "2025-01-08",
    "8/1/25": "2025-01-08",
    "31/12/2025": "2025-12-31",
    "1/2025": "2025-01",
    "2025/1/8": "2025-01-08",
    "2025-1": "2025-01",
    "  January   2025 ": "2025-01",
    "jan 2025": "2025-01",
    "spring 2025": "2025-21",
    "Winter 2025": "2025-24",
    "winter 2025–26": "2025-24",
    "2025": "2025",
    "2025-01-08": "2025-01-08",
    "2025-01": "2025-01",
    "2025-05~": "2025-05~",
}


@pytest.mark.parametrize(("text", "form"), WRITTEN.items())
def test_a_reader_may_write_a_date_as_it_is_said(text, form):
    assert written_date(text) == UncertainDate(form)


@pytest.mark.parametrize(
    "text", ["", "31/2/2025", "1/13/2025", "31 February 2025", "2025/26", "1/1", "x", "9999", "8 Jan"]
)
def test_what_is_no_date_is_refused_in_two_sentences_that_say_how_to_write_it(text):
    with pytest.raises(InvalidDate, match=r"^We cannot read “.*” as a date\. Write it like 8 January 2025"):
        written_date(text)


@pytest.mark.parametrize("text", ["2025-01/2025-03", "2025-10/..", "by March 2025", "Q2 2025"])
def test_several_days_that_are_no_one_date_belong_in_two_fields(text):
    with pytest.raises(InvalidDate, match="is not one date"):
        written_date(text)


@given(points())
def test_every_form_of_one_date_is_read_as_itself(form):
    assert written_date(form) == UncertainDate(form)


@given(st.dates(min_value=UncertainDate("1000").earliest, max_value=UncertainDate("9998").latest))
def test_a_day_is_the_same_in_words_and_in_figures(day):
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    for text in (words, words.upper(), f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m}/{day.year}", day.isoformat()):
        read = written_date(text)
        assert (read.earliest, read.latest) == (day, day)


@given(st.integers(1000, 9998), st.sampled_from(sorted(SEASON_NAMES)))
def test_a_season_is_read_by_its_name(year, season):
    assert written_date(f"{SEASON_NAMES[season]} {year}").edtf == f"{year}-{season}"


@given(points())
def test_what_a_field_shows_is_read_as_the_same_date(form):
    date = UncertainDate(form)
    shown = in_readers_words(date)
    assert written_date(shown) == date
    if re.fullmatch("[1-9][0-9]{3}.*", form) and form[-1] not in "?~%":
        assert shown == str(date)


@given(texts())
def test_any_text_is_one_date_or_a_sentence(text):
    try:
        date = written_date(text)
    except InvalidDate as invalid:
        assert str(invalid).endswith(".") and len(str(invalid)) < 200
    else:
        assert read_span(date.edtf) and "/" not in date.edtf
