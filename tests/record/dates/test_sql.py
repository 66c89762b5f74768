"""PostgreSQL reads a form as Python does, and gives NULL where Python refuses."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from record.dates.edtf import read_span
from tests.record.dates_strategies import numbers, texts

pytestmark = pytest.mark.django_db


def in_sql(forms):
    """Earliest and latest of each form as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_edtf_earliest(form), record_edtf_latest(form)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS given(form, place) ORDER BY place",
            [forms],
        )
        return cursor.fetchall()


def in_python(form):
    span = read_span(form)
    return (span.earliest, span.latest) if span else (None, None)


@given(st.lists(texts() | numbers(), min_size=20, max_size=200))
def test_both_parsers_agree_on_whatever_is_typed(forms):
    found = dict(zip(forms, in_sql(forms), strict=True))
    assert found == {form: in_python(form) for form in forms}


def test_both_parsers_agree_on_every_day_of_two_centuries_and_at_both_ends_of_time():
    days = [date(1899, 12, 1) + timedelta(days=n) for n in range(74_000)]
    days += [date(9997, 12, 1) + timedelta(days=n) for n in range(425)]
    days += [date(1, 12, 1) + timedelta(days=n) for n in range(425)]
    forms = [day.isoformat() for day in days]
    assert in_sql(forms) == [in_python(form) for form in forms]


def test_both_parsers_agree_on_every_pair_of_digits_after_a_year():
    years = ["0000", "0001", "0002", "1900", "2000", "2024", "2025", "9998", "9999"]
    months = [f"{year}-{month:02}" for year in years for month in range(100)]
    days = [f"{month}-{day:02}" for month in months for day in (0, 1, 28, 29, 30, 31, 32, 99)]
    forms = [*years, *months, *days]
    assert in_sql(forms) == [in_python(form) for form in forms]


def test_a_constant_that_is_no_date_is_null_and_no_error():
    """A planner that works constants out beforehand must not reach the impossible day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_edtf_earliest('2025-13'), record_edtf_latest('2025-02-30/2025-XX'),"
            " record_edtf_earliest(NULL), record_edtf_latest('')"
        )
        assert cursor.fetchone() == (None, None, None, None)


def test_the_functions_may_be_generated_columns_and_run_in_parallel():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT provolatile, proparallel FROM pg_proc WHERE proname ~ '^record_edtf_'")
        assert cursor.fetchall() == [("i", "s")]
