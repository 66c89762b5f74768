"""Windows of days, and the days on which a period holds for certain."""

import datetime

import pytest
from django.db import connection
from hypothesis import given

from councils.representation.windows import ALWAYS, surely_of, window_of, without
from tests.record.contents import FEW
from tests.record.dates_strategies import dates


def day(text):
    return datetime.date.fromisoformat(text)


def test_an_undated_thing_has_the_widest_window():
    assert window_of(None) == ALWAYS == (datetime.date.min, datetime.date.max)


@pytest.mark.parametrize(
    "other, rest",
    [
        (("2025-01-01", "2025-12-31"), []),
        (("2024-01-01", "2026-12-31"), []),
        (("2025-03-01", "2025-03-31"), [("2025-01-01", "2025-02-28"), ("2025-04-01", "2025-12-31")]),
        (("2024-01-01", "2025-01-31"), [("2025-02-01", "2025-12-31")]),
        (("2026-01-01", "2026-01-31"), [("2025-01-01", "2025-12-31")]),
    ],
)
def test_days_that_another_window_does_not_cover(other, rest):
    window = day("2025-01-01"), day("2025-12-31")
    assert without(window, (day(other[0]), day(other[1]))) == [(day(start), day(end)) for start, end in rest]


def inner_bounds(form, extent):
    with connection.cursor() as cursor:
        cursor.execute("SELECT councils_inner_from(%s, %s), councils_inner_to(%s, %s)", [form, extent] * 2)
        return cursor.fetchone()


@pytest.mark.parametrize(
    ("form", "extent", "on", "certain"),
    [
        ("", "within", "1500-01-01", True),
        ("2025-01/2025-05", "throughout", "2025-01-31", True),
        ("2025-01/2025-05", "throughout", "2025-01-30", False),
        ("2025-01/2025-05", "throughout", "2025-05-01", True),
        ("2025-01/2025-05", "throughout", "2025-05-02", False),
        ("2025-01-15/2025-05-15", "throughout", "2025-01-15", True),
        ("2025-01-15/2025-05-15", "throughout", "2025-05-15", True),
        ("2025-01-15/2025-05-15", "throughout", "2025-05-16", False),
        ("../2025-05", "throughout", "0001-01-01", True),
        ("2025-05/..", "throughout", "9999-12-31", True),
        ("2025-05/..", "throughout", "2025-05-30", False),
        ("2025", "throughout", "2025-01-01", True),
        ("2025", "throughout", "2025-12-31", True),
        ("2025", "within", "2025-06-01", False),
        ("2025-06-01", "within", "2025-06-01", True),
        ("2025-22", "throughout", "2025-07-01", True),
        ("2025-22/2025-23", "throughout", "2025-08-31", True),
    ],
)
@pytest.mark.django_db
def test_within_its_inner_bounds_a_period_holds_for_certain(form, extent, on, certain):
    start, end = inner_bounds(form, extent)
    assert (start <= day(on) <= end) is certain


@given(dates())
@FEW
@pytest.mark.django_db
def test_what_holds_for_certain_lies_within_the_outer_bounds(period):
    start, end = surely_of(period)
    assert start > end or (period.earliest <= start and end <= period.latest)


@given(dates())
@FEW
@pytest.mark.django_db
def test_python_and_the_database_agree_on_the_inner_bounds(period):
    assert inner_bounds(period.edtf, period.extent.value) == surely_of(period)
