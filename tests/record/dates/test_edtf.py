"""Dates that the record reads or refuses, with the messages."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from record.dates.edtf import OPEN_END, OPEN_START, read_span
from record.dates.refusal import InvalidDate, refusal
from tests.record.dates_strategies import forms, near_misses, numbers, points

BOUNDS = {
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-02": ("2025-02-01", "2025-02-28"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2025-01-08": ("2025-01-08", "2025-01-08"),
    "2025-21": ("2025-03-01", "2025-05-31"),
    "2025-22": ("2025-06-01", "2025-08-31"),
    "2025-23": ("2025-09-01", "2025-11-30"),
    "2025-24": ("2025-12-01", "2026-02-28"),
    "2023-24": ("2023-12-01", "2024-02-29"),
    "2025-05~": ("2025-05-01", "2025-05-31"),
    "2025-05?": ("2025-05-01", "2025-05-31"),
    "2025-05%": ("2025-05-01", "2025-05-31"),
    "2025-22/2025-23": ("2025-06-01", "2025-11-30"),
    "2025-10~/2025-11~": ("2025-10-01", "2025-11-30"),
    "2025-05-20/2025": ("2025-05-20", "2025-12-31"),
    "../2028-04": ("0001-01-01", "2028-04-30"),
    "2025-10/..": ("2025-10-01", "9999-12-31"),
    "0002": ("0002-01-01", "0002-12-31"),
    "9998-24": ("9998-12-01", "9999-02-28"),
}


@pytest.mark.parametrize(("form", "bounds"), BOUNDS.items())
def test_a_form_stands_for_its_first_and_last_day(form, bounds):
    span = read_span(form)
    assert (span.earliest.isoformat(), span.latest.isoformat()) == bounds


# Each with a part of the reason, or of the remedy, that the person needs.
REFUSED = {
    "": "The date is empty",
    "01/04/2028": "2028-04-01 for 1 April 2028, or 2028-01-04 for 4 January 2028",
    "01-04-2028": "2028-04-01 for 1 April 2028, or 2028-01-04 for 4 January 2028",
    "25/04/2028": "Write 2028-04-25 for 25 April 2028.",
    "01/04/28": "Write 2028-04-01 for 1 April 2028, or 2028-01-04 for 4 January 2028.",
    "8 January 2025": "Write 2025-01-08 for 8 January 2025.",
    "Thursday, 2nd Oct. 2025": "Write 2025-10-02 for 2 October 2025.",
    "October 2, 2025": "Write 2025-10-02 for 2 October 2025.",
    "31 June 2025": "Write for example 2025-01-08",
    "June 2025": "Write 2025-06 for June 2025.",
    "Spring 2025": "Write 2025-21 for spring 2025.",
    "early March 2025": "Write 2025-03 for March 2025. If the source is as exact as that, write 2025-03-01/2025-03-10",
    "mid-March 2025": "write 2025-03-11/2025-03-20 for some time between 11 and 20 March 2025.",
    "early 2026": "Write 2026 for 2026. If the source is as exact as that, write 2026-01/2026-04 for some time",
    "end of 2025": "Write 2025 for 2025. If the source is as exact as that, write 2025-12 for December 2025.",
    "the week of 3 March 2025": "Write 2025-03-03/2025-03-09 for some time between 3 and 9 March 2025.",
    "w/c Monday 3 March 2025": "Write 2025-03-03/2025-03-09 for",
    "week ending 7 March 2025": "Write 2025-03-01/2025-03-07 for",
    "2025-W10": "Write 2025-03-03/2025-03-09 for",
    "Easter 2025": "Write 2025-04-18/2025-04-21 for some time between 18 and 21 April 2025.",
    "Whit Monday 2024": "Write 2024-05-20 for",
    "the 1990s": "Write 1990/1999 for some time between 1990 and 1999.",
    "2025-Q2": "Write 2025-04/2025-06 for some time between April and June 2025.",
    "2025-03/2025-Q2": "Write 2025-03/2025-06 for",
    "last quarter of 2025": "Write 2025-10/2025-12 for",
    "3–5 March 2025": "Write 2025-03-03/2025-03-05 for",
    "before January 2025": "Write ../2024-12 for by December 2024.",
    "after 31 December 2025": "Write 2026-01-01/.. for 1 January 2026 or later.",
    "the financial year 2025/26": "Write 2025-04/2026-03 for",
    "3 March": "3 March has no year. Write the year first, as in YYYY-03-03.",
    "by April 2028": "Write ../2028-04 for by April 2028.",
    "late 2025": "Write 2025 for 2025.",
    "no later than May 2025": "Write ../2025-05 for by May 2025.",
    "the first half of 2025": "Write 2025-01/2025-06 for some time between January and June 2025.",
    "between March and May 2025": "Write 2025-03/2025-05 for some time between March and May 2025.",
    "summer and autumn 2025": "Write 2025-22/2025-23 for some time between summer and autumn 2025.",
    "Q2 2025": "Write 2025-04/2025-06 for some time between April and June 2025.",
    "since 2 October 2025": "Write 2025-10-02/.. for 2 October 2025 or later.",
    "about May 2025": "Write 2025-05~ for about May 2025.",
    "summer of 2025": "Write 2025-22 for summer 2025.",
    "autumn 2025": "Write 2025-23 for autumn 2025.",
    "winter 2025-26": "Write 2025-24 for winter 2025–26.",
    "winter 2025": "Write 2025-24 for winter 2025–26, or 2024-24 for winter 2024–25.",
    "2031/32": "Write 2031-04/2032-03 for the financial year, or 2031/2032 for both years.",
    "2025-26": "Write 2025-04/2026-03 for the financial year",
    "2099/00": "Write 2099-04/2100-03 for the financial year",
    "2011/12": "for both years; or 2011-12 for December 2011.",
    "2031/33": "33 has no year of four digits",
    "Q2 2026": "cannot be read as a date",
    " 2025-05": "Write 2025-05.",
    "2025-07 / 2025-09": "Write 2025-07/2025-09.",
    "2025-1-8": "Write 2025-01-08.",
    "2025/01/08": "Write 2025-01-08.",
    "20250108": "Write 2025-01-08.",
    "2025-00": "there is no month 00",
    "2025-13": "there is no month 13",
    "2025-02-29": "there is no day 29 in 2025-02",
    "2025-22-01": "a season has no days",
    "2025-XX": "leaves digits out, which this record does not use. Write 2025 for 2025.",
    "202X": "Write 2020/2029 for some time between 2020 and 2029.",
    "2025-34": "level 2, which this record does not use. Write 2025-04/2025-06 for",
    "[2025-03-20,2025-03-21]": "level 2",
    "{2025,2026}": "level 2",
    "2025?-05": "level 2",
    "2025-05?~": "2025-05% for both",
    "2025-01-08T18:30": "clock time",
    "2025-10/2025-05": "runs backwards: 2025-10 is later than 2025-05",
    "2025-10/": "Write 2025-10/.. if that side is open",
    "/2025-10": "Write ../2025-10 if that side is open",
    "../..": "open on both sides",
    "2025/2026/2027": "more than two sides",
    "2025-10/2025-13": "there is no month 13",
    "0000": "a year from 0002 to 9998",
    "0001-01-01": "a year from 0002 to 9998",
    "9999-12-31": "Write .., as in 2025-10/.., for an open side",
    "10000": "no year of four digits",
    "-0050": "no year of four digits",
    "Y17000": "no year of four digits",
    "２０２５": "cannot be read as a date",
    "2025\n": "Write 2025.",
}


@pytest.mark.parametrize(("form", "words"), REFUSED.items())
def test_a_text_that_is_no_date_is_refused_with_reason_and_remedy(form, words):
    assert read_span(form) is None
    assert words in str(refusal(form))


@given(near_misses() | numbers() | st.text())
def test_every_refusal_can_be_printed_and_has_a_reason_and_a_remedy(text):
    assume(read_span(text) is None)
    invalid = refusal(text)
    assert isinstance(invalid, InvalidDate)
    assert invalid.reason.strip() and invalid.remedy.strip()
    assert str(invalid).isprintable()
    assert len(str(invalid)) < 400


@given(forms())
def test_the_earliest_day_is_never_after_the_latest(form):
    span = read_span(form)
    assert OPEN_START <= span.earliest <= span.latest <= OPEN_END


@given(points())
def test_a_mark_never_widens_the_bounds(form):
    bare = form.rstrip("?~%")
    marked = {(read_span(bare + mark).earliest, read_span(bare + mark).latest) for mark in "?~%"}
    assert marked == {(read_span(bare).earliest, read_span(bare).latest)}


@given(st.dates(date(2, 1, 1), date(9998, 11, 30)))
def test_each_day_lies_in_its_month_its_season_and_its_year(day):
    season_year, season = (day.year, day.month // 3 + 20) if day.month > 2 else (day.year - 1, 24)
    assume(season_year > 1)
    for form in [day.isoformat(), f"{day:%Y-%m}".zfill(7), f"{season_year:04}-{season}"]:
        assert read_span(form).earliest <= day <= read_span(form).latest


@given(st.integers(2, 9997))
def test_the_seasons_follow_each_other_without_gap(year):
    seasons = [read_span(f"{year:04}-{season}") for season in (21, 22, 23, 24)]
    seasons.append(read_span(f"{year + 1:04}-21"))
    for one, following in pairwise(seasons):
        assert one.latest + timedelta(days=1) == following.earliest


@given(forms())
def test_the_bounds_are_those_of_the_edtf_package(form):
    """The reference parser is an oracle where it follows the standard as we do.

    Not for winter, which it cuts at the 31st of December, nor for a marked season, which it
    cannot read. Its looser bounds (`lower_fuzzy`) widen marked dates and are no oracle at all.
    """
    edtf = pytest.importorskip("edtf")
    sides = form.split("/")
    assume(not any(side[5:7] == "24" for side in sides))
    assume(not any(side[5:6] == "2" and side[-1] in "?~%" for side in sides))
    reference = edtf.parse_edtf(form)

    def day(strict, open_day):
        return open_day if isinstance(strict, float) else date(*strict[:3])

    span = read_span(form)
    assert span.earliest == day(reference.lower_strict(), OPEN_START)
    assert span.latest == day(reference.upper_strict(), OPEN_END)
