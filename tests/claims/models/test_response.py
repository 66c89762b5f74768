"""Refusals of the database about responses: wrong relations and wrong dates."""

import pytest
from django.db import IntegrityError

from claims.choices import OTHERS, OWN
from claims.models import Response
from tests.builders import change, content_of, make_claim, make_document, make_response, make_voice, response, tie
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def claim():
    return make_claim("first", by="county")


@pytest.mark.parametrize("relation", OTHERS)
def test_another_voice_may_answer(claim, relation):
    make_response(to=claim, by="city", relation=relation)
    assert Response.objects.get().relation == relation


@pytest.mark.parametrize("relation", OTHERS)
def test_the_database_refuses_a_voice_answering_itself(claim, relation):
    with pytest.raises(IntegrityError, match="does not dispute, accept, qualify or answer its own claim"):
        make_response(to=claim, by="county", relation=relation)


@pytest.mark.parametrize("relation", OWN)
def test_a_voice_may_return_to_its_own_claim(claim, relation):
    make_response(to=claim, by="county", relation=relation)


@pytest.mark.parametrize("relation", OWN)
def test_the_database_refuses_that_another_voice_corrects_it(claim, relation):
    with pytest.raises(IntegrityError, match="Only the same voice, or one that speaks for it"):
        make_response(to=claim, by="city", relation=relation)


def test_one_who_speaks_for_the_voice_may_correct_it(claim):
    make_voice("leader", kind="office")
    tie("leader", "part-of", "county")
    make_voice("ada", kind="person")
    tie("ada", "holds", "leader")
    make_response(to=claim, by="ada", relation="corrects")


def test_the_database_refuses_an_answer_certainly_older_than_the_claim(claim):
    make_document("older", date="2025-02")
    dates = "of 28 February 2025 at the latest, is certainly older than the claim that it answers, of 1 March 2025 at"
    with pytest.raises(IntegrityError, match=dates):
        make_claim(by="city", in_document="older", responses=[response(claim, in_document="older")])


def test_an_answer_that_may_be_later_is_kept(claim):
    make_document("vague", date="2025-02/2025-03")
    make_claim(by="city", in_document="vague", responses=[response(claim, in_document="vague")])


def test_the_rule_holds_when_the_voice_of_a_claim_changes_later(claim):
    answer = make_response(to=claim, by="city")
    with pytest.raises(IntegrityError, match="its own claim"):
        change(answer, **{"for": "county"})


def test_the_database_refuses_a_claim_answering_itself(claim):
    with pytest.raises(IntegrityError, match="claims_response_to_another"):
        change(claim, responses=[response(claim)])


def test_the_database_refuses_the_same_answer_twice(claim):
    with pytest.raises(IntegrityError, match="claims_response_once"):
        make_claim(by="city", responses=[response(claim), response(claim, "accepts")])


def test_a_response_rests_on_words(claim):
    with pytest.raises(IntegrityError, match="rests on the words"):
        make_claim(by="city", responses=[response(claim, quote="")])


def test_a_published_claim_rests_on_words(db):
    with pytest.raises(IntegrityError, match="at least one quotation"):
        make_claim(quote="")


def test_a_draft_may_be_without_words(db):
    make_claim(quote="", state="draft")


def test_a_quotation_that_is_not_in_the_text_held_cannot_be_published(db):
    make_document("minutes", body="The upkeep is shared.")
    with pytest.raises(IntegrityError, match="not in the stored text"):
        make_claim(quote="the upkeep is not shared", in_document="minutes")


def test_a_published_claim_cannot_lose_its_words(claim):
    appearance = content_of(claim)["appearances"][0]
    del appearance["passage"]["quote"]
    with pytest.raises(IntegrityError, match="at least one quotation"):
        change(claim, appearances=[appearance])
