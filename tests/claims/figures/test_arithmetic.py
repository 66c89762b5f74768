"""Our arithmetic: exact, with bounds, and without verdicts."""

from decimal import Decimal

import pytest

from claims.figures.arithmetic import compare_with_stated, reckon
from claims.figures.words import StatedFigure


def stated(value, bound="exactly", unit="people", **said):
    return StatedFigure(measure=1, value=Decimal(value), bound=bound, unit=unit, **said)


def between(low, high, unit="people"):
    return StatedFigure(measure=1, bound="between", low=Decimal(low), high=Decimal(high), unit=unit)


def test_a_ratio_of_people_and_an_area_is_said_in_words():
    found = reckon("ratio", [stated("97000"), stated("228", unit="square-miles")])
    assert found.formula == "97,000 ÷ 228 = 425 people to the square mile"


def test_a_sum_is_exact():
    terms = [stated(value, unit="pounds") for value in ("329787000", "262964000", "290165000")]
    assert reckon("sum", terms).result == "£882.916 million"
    assert reckon("sum", [stated("0.1"), stated("0.2")]).interval.low == Decimal("0.3")


@pytest.mark.parametrize(
    ("operation", "bounds", "result"),
    [
        ("sum", ("up-to", "up-to"), "up to £15"),
        ("sum", ("up-to", "exactly"), "up to £15"),
        ("sum", ("over", "at-least"), "over £15"),
        ("sum", ("about", "exactly"), "about £15"),
        ("sum", ("about", "up-to"), "up to about £15"),
        ("difference", ("up-to", "exactly"), "up to £5"),
        ("difference", ("exactly", "up-to"), "at least £5"),
        ("ratio", ("up-to", "exactly"), "up to 2 to one"),
        ("ratio", ("exactly", "up-to"), "at least 2 to one"),
        ("share", ("nearly", "exactly"), "about 200%"),
    ],
)
def test_bounds_are_carried_through(operation, bounds, result):
    terms = [stated("10", bounds[0], "pounds"), stated("5", bounds[1], "pounds")]
    assert reckon(operation, terms).result == result


def test_ranges_are_carried_through():
    assert reckon("sum", [between(1, 2), between(10, 20)]).result == "between 11 people and 22 people"
    assert reckon("difference", [between(10, 20), between(1, 2)]).result == "between 8 people and 19 people"


def test_the_formula_keeps_the_bounds_of_its_numbers():
    found = reckon("sum", [stated("50000", "up-to", "pounds")] * 2)
    assert found.formula == "up to £50,000 + up to £50,000 = up to £100,000"


def test_a_share_is_in_per_cent():
    assert reckon("share", [stated("1"), stated("3")]).formula == "1 ÷ 3 × 100 = 33.3%"


@pytest.mark.parametrize(
    ("operation", "terms", "reason"),
    [
        ("ratio", [stated("5"), stated("0")], "divide by zero"),
        ("sum", [stated("5"), None], "One of its numbers is not published"),
        ("sum", [None, None], "2 of its numbers are not published"),
        ("sum", [stated("5"), stated("5", unit="pounds")], "different units"),
        ("sum", [stated("5", per="year"), stated("5")], "different spans"),
        ("sum", [stated("5", "up-to"), stated("5", "over")], "no bound"),
        ("share", [stated("5"), stated("5"), stated("5")], "of two numbers"),
        ("ratio", [stated("5"), stated("-2")], "below zero"),
    ],
)
def test_where_nothing_can_be_worked_out_the_reason_is_said(operation, terms, reason):
    found = reckon(operation, terms)
    assert reason in found.reason and not found.result and not found.formula


def test_a_sum_that_does_not_come_out_says_both_numbers_and_no_more():
    found = compare_with_stated(reckon("sum", [stated("300"), stated("32")]), "sum", stated("340"))
    assert found.comes_out is False
    assert found.note == "These add up to 332 people; the document states 340 people."


def test_a_sum_that_comes_out_says_so():
    found = compare_with_stated(reckon("sum", [stated("300"), stated("32")]), "sum", stated("332"))
    assert found.comes_out is True and "states the same" in found.note


def test_a_bound_that_the_document_leaves_out_does_not_come_out():
    ours = reckon("sum", [stated("50000", "up-to", "pounds")] * 2)
    assert compare_with_stated(ours, "sum", stated("100000", unit="pounds")).comes_out is False


@pytest.mark.parametrize(("value", "comes_out"), [("425", True), ("425.4", True), ("426", False)])
def test_a_quotient_is_held_against_as_many_places_as_the_document_prints(value, comes_out):
    ours = reckon("ratio", [stated("97000"), stated("228", unit="square-miles")])
    assert compare_with_stated(ours, "ratio", stated(value)).comes_out is comes_out


def test_about_is_held_against_the_places_that_it_has():
    ours = reckon("sum", [stated("300"), stated("32")])
    assert compare_with_stated(ours, "sum", stated("330", "about")).comes_out is True
    assert compare_with_stated(ours, "sum", stated("340", "about")).comes_out is False


def test_a_stated_result_that_is_not_published_is_said_to_be_missing():
    assert "No published claim" in compare_with_stated(reckon("sum", [stated("1"), stated("2")]), "sum", None).note


@pytest.mark.parametrize(
    ("value", "bound", "words"),
    [
        ("332", "exactly", "states the same: 332 people."),
        ("330", "about", "states about 330 people; this is about that."),
        ("330", "over", "states over 330 people; this lies within that."),
        ("332", "over", "states over 332 people; this does not lie within that."),
    ],
)
def test_only_an_equal_is_said_to_be_the_same(value, bound, words):
    found = compare_with_stated(reckon("sum", [stated("300"), stated("32")]), "sum", stated(value, bound))
    assert found.note == f"The document {words}"


def test_bounds_are_the_same_only_where_both_leave_the_number_out():
    ours = reckon("sum", [stated("5", "at-least"), stated("5")])
    assert (
        compare_with_stated(ours, "sum", stated("10", "at-least")).note
        == "The document states the same: at least 10 people."
    )
    assert "does not lie within" in compare_with_stated(ours, "sum", stated("10", "over")).note


def test_a_result_in_another_unit_or_span_is_not_held_against_ours():
    ours = reckon("sum", [stated("5"), stated("5")])
    found = compare_with_stated(ours, "sum", stated("10", per="year"))
    assert found.comes_out is None and "in another unit or for another span" in found.note


@pytest.mark.parametrize(
    ("operation", "terms", "is_over"),
    [
        ("share", [stated("5"), stated("4")], True),
        ("share", [stated("4"), stated("4")], False),
        ("share", [stated("4", "over"), stated("4")], True),
        ("share", [stated("5", "up-to"), stated("4")], False),
        ("sum", [stated("60", unit="per-cent"), stated("41", unit="per-cent")], True),
        ("sum", [stated("60"), stated("41")], False),
    ],
)
def test_a_share_over_a_hundred_is_more_than_the_whole(operation, terms, is_over):
    assert reckon(operation, terms).is_over_whole is is_over


@pytest.mark.parametrize(
    ("value", "bound", "comes_out"), [("330", "over", True), ("332", "over", False), ("331", "up-to", False)]
)
def test_a_result_is_held_against_the_range_that_the_document_states(value, bound, comes_out):
    found = compare_with_stated(reckon("sum", [stated("300"), stated("32")]), "sum", stated(value, bound))
    assert found.comes_out is comes_out
