"""Prepared querysets give what the same querysets give when Django compiles them."""

import pytest
from django.db.models import Prefetch

from claims.models import Appearance, Claim
from councils.models import Case, Side, Voice
from record.prepared import AnyGiven, Given, Prepared
from tests.builders import make_case, make_claim, make_document, passage

pytestmark = pytest.mark.django_db

LISTED = Prepared(lambda: Claim.objects.published().for_listing().filter(pk=AnyGiven("claims")))


def printed(claim):
    return (
        claim.pk,
        claim.statement,
        claim.made_for.name,
        claim.is_corrected,
        [(each.passage.quote, each.passage.document.title, each.claim is claim) for each in claim.appearance_list],
        [flag.note for each in claim.appearance_list for flag in each.passage.document.flag_list],
        claim.figure_list,
        claim.flag_list,
    )


def make_claims():
    make_document("minutes")
    make_document("report")
    return [
        make_claim(appearances=[{"passage": passage("one", "minutes")}, {"passage": passage("two", "report")}]),
        make_claim(appearances=[{"passage": passage("three", "minutes")}]),
    ]


def test_rows_are_those_that_django_reads_with_what_it_prefetches():
    pks = [claim.pk for claim in make_claims()]
    expected = Claim.objects.published().for_listing().in_bulk(pks)
    for asked in (pks, pks[:1], pks):
        read = {claim.pk: claim for claim in LISTED.read(claims=asked)}
        assert {pk: printed(claim) for pk, claim in read.items()} == {pk: printed(expected[pk]) for pk in asked}


def test_of_no_rows_nothing_more_is_asked(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert LISTED.read(claims=[]) == []


def test_a_reading_asks_nothing_for_each_row(django_assert_max_num_queries):
    pks = [claim.pk for claim in make_claims()]
    LISTED.read(claims=pks)
    with django_assert_max_num_queries(6):
        for claim in LISTED.read(claims=pks):
            printed(claim)


def test_a_value_is_given_anew_at_each_reading():
    for key in ("one", "two"):
        make_case(key, sides={key: [key]})
    sides = Prepared(lambda: Side.objects.filter(case__key=Given("case")).values_list("key", flat=True))
    assert [sides.read(case=key) for key in ("two", "one", "two", "three")] == [["two"], ["one"], ["two"], []]


def test_rows_below_are_kept_where_all_is_asked_of_them(django_assert_num_queries):
    make_case("one", sides={"a": ["x"], "b": ["y"]})
    cases = Prepared(lambda: Case.objects.filter(key=Given("key")).prefetch_related("sides", "sides__placements"))
    (case,) = cases.read(key="one")
    with django_assert_num_queries(0):
        assert {side.key: len(side.placements.all()) for side in case.sides.all()} == {"a": 1, "b": 1}
        assert all(side.case is case for side in case.sides.all())


def test_rows_that_django_must_fetch_are_left_to_it(django_assert_num_queries):
    """A way through rows that are not selected is Django's to go."""
    (claim, _) = make_claims()
    appearances = Prepared(
        lambda: Appearance.objects.filter(claim=Given("claim")).prefetch_related(
            Prefetch("passage__appearances", Appearance.objects.all(), to_attr="together")
        )
    )
    read = appearances.read(claim=claim.pk)
    with django_assert_num_queries(0):
        assert all(each in each.passage.together for each in read)


def test_values_of_two_threads_do_not_meet():
    """A reading keeps what it was given while another goes on."""
    make_case("one", sides={"a": ["x"]})
    voices = Prepared(lambda: Voice.objects.filter(key=Given("key")).values_list("key", flat=True))
    first = voices._compiler.bound_to({"key": "x"})
    voices._compiler.bound_to({"key": "other"})
    assert list(first.results_iter()) == [["x"]] or list(first.results_iter()) == [("x",)]
