"""The value itself: what it keeps, how it compares, what it refuses."""

import copy
import pickle
from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.dates import DateBasis, DateExtent, InvalidDate, UncertainDate
from record.dates.edtf import OPEN_END, OPEN_START
from tests.record.dates_strategies import dates


def test_a_date_is_stated_and_within_its_bounds_unless_said_otherwise():
    when = UncertainDate("2025-05~")
    assert (when.printed, when.basis, when.extent) == ("", DateBasis.STATED, DateExtent.WITHIN)


def test_basis_and_extent_may_be_given_by_their_stored_words():
    when = UncertainDate("2025-05", basis="another-document", extent="throughout")
    assert (when.basis, when.extent) == (DateBasis.ANOTHER_DOCUMENT, DateExtent.THROUGHOUT)


@pytest.mark.parametrize("part", [{"basis": "guess"}, {"extent": "sometimes"}, {"basis": None}])
def test_an_unknown_basis_or_extent_is_refused_with_the_known_ones(part):
    with pytest.raises(InvalidDate, match="Write one of "):
        UncertainDate("2025", **part)


def test_a_form_that_is_no_date_is_refused_at_once():
    with pytest.raises(InvalidDate, match="there is no month 13"):
        UncertainDate("2025-13")


def test_a_date_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        UncertainDate("2025").edtf = "2026"


@given(dates())
def test_a_date_survives_copying_and_pickling(when):
    for twin in (copy.deepcopy(when), pickle.loads(pickle.dumps(when))):
        assert twin == when and hash(twin) == hash(when)
        assert (twin.sort_key, str(twin)) == (when.sort_key, str(when))


def test_two_forms_of_the_same_bounds_are_different_dates():
    assert UncertainDate("2025-05") != UncertainDate("2025-05~")


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_day_is_exact(day):
    when = UncertainDate.on(day)
    assert when.is_exact and when.sort_key == (day, day, day)
    assert when.datetime_attribute == day.isoformat()


@pytest.mark.parametrize("form", ["2025-01-08?", "2025-01", "2025", "2025-22", "../2025-01-08"])
def test_what_is_not_one_certain_day_has_no_datetime_attribute(form):
    when = UncertainDate(form)
    assert not when.is_exact and when.datetime_attribute == ""


def test_a_moment_is_refused_as_a_day():
    with pytest.raises(TypeError, match="localdate"):
        UncertainDate.on(datetime(2025, 6, 1, 23, 30))


@given(dates())
def test_an_open_side_and_only_that_is_stored_as_the_first_or_last_day(when):
    assert when.is_open_start == (when.earliest == OPEN_START) == when.edtf.startswith("../")
    assert when.is_open_end == (when.latest == OPEN_END) == when.edtf.endswith("/..")


@given(dates(), dates())
def test_overlapping_is_mutual(one, other):
    assert one.overlaps(other) == other.overlaps(one)


@given(dates(), dates())
def test_two_dates_overlap_or_one_lies_wholly_before_the_other(one, other):
    assert one.overlaps(other) != (one.latest < other.earliest or other.latest < one.earliest)


@given(dates(), dates())
def test_what_includes_a_date_overlaps_it_and_sorts_no_later(one, other):
    assert one.includes(one)
    if one.includes(other):
        assert one.overlaps(other) and one.earliest <= other.earliest
        assert other.includes(one) == (one.sort_key == other.sort_key)


def test_in_march_2025_finds_what_touches_it():
    march = UncertainDate("2025-03")
    found = ["2025-03-31", "2025", "2025-21", "../2025-03-01", "2024-24/2025-03?", "2025-02/.."]
    missed = ["2025-02", "2025-04-01", "2024-24", "../2025-02-28", "2025-04/.."]
    assert all(march.overlaps(UncertainDate(form)) for form in found)
    assert not any(march.overlaps(UncertainDate(form)) for form in missed)
