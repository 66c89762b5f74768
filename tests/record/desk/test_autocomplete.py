"""Boxes that find records by typing: order of the options, and their second lines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from record.desk.autocomplete import MOST
from tests.builders import make_case, make_claim, make_council, make_event, make_officer, make_voice, tie

pytestmark = pytest.mark.django_db

VOICES = {"app_label": "claims", "model_name": "claim", "field_name": "made_for"}
CLAIMS = {"app_label": "claims", "model_name": "response", "field_name": "to"}
EVENTS = {"app_label": "claims", "model_name": "claimevent", "field_name": "event"}


def offered(client, term, box=VOICES, **more):
    client.force_login(make_officer())
    return client.get("/admin/autocomplete/", box | {"term": term} | more).json()["results"]


def names(results):
    return [each["text"] for each in results]


def test_the_exact_name_comes_first_then_beginnings_then_the_rest(client):
    for key, name in [
        ("a", "A majority of Kent Council"),
        ("b", "Kent Council"),
        ("c", "Kent Council officers"),
        ("d", "Council of Kent"),
    ]:
        make_voice(key, name=name)
    results = offered(client, "  kent   council ")
    assert names(results) == ["Kent Council", "Kent Council officers", "A majority of Kent Council", "Council of Kent"]
    assert [each["is_exact"] for each in results] == [True, False, False, False]


@pytest.mark.parametrize(("term", "is_exact"), [("KNT", True), ("knt", True), ("Kent", False), ("Kent Council", True)])
def test_a_code_names_a_council_exactly_and_a_part_of_its_name_does_not(client, term, is_exact):
    make_council("kent", code="KNT")
    assert [each["is_exact"] for each in offered(client, term)] == [is_exact]


def test_nothing_is_exact_before_anything_is_typed(client):
    make_council("kent")
    assert [each["is_exact"] for each in offered(client, "")] == [False]


def test_a_voice_is_told_by_its_kind_its_office_and_its_council(client):
    make_council("kent", code="KNT")
    make_voice("leader", kind="office", name="Leader of Kent")
    make_voice("smith", kind="person", name="Ann Smith")
    make_voice("mail", name="Kent Mail")
    tie("leader", "part-of", "kent")
    tie("smith", "holds", "leader")
    lines = {each["text"]: each["line"] for each in offered(client, "")}
    assert lines == {
        "Kent Council": "District or borough council, KNT",
        "Leader of Kent": "Office, Kent Council",
        "Ann Smith": "Person, Leader of Kent, Kent Council",
        "Kent Mail": "News outlet",
    }


def test_councils_of_one_name_never_look_alike(client):
    make_council("old", name="Kent Council", council={"ends": {"edtf": "1998-03-31"}})
    make_council("new", name="Kent Council", council={"starts": {"edtf": "1998-04-01"}})
    make_council("draft", name="Kent Council", code="KNT", state="draft")
    results = offered(client, "Kent Council")
    both = [(each["text"], each["line"]) for each in results]
    assert len(set(both)) == 3
    assert any("KNT" in line and "draft" in line for _, line in both)


def test_what_is_alike_in_both_lines_has_its_number(client):
    voices = [make_voice(key, name="Kent Mail") for key in ("one", "two")]
    lines = {each["line"] for each in offered(client, "Kent Mail")}
    assert lines == {f"News outlet, no. {voice.public_id}" for voice in voices}


def test_a_voice_is_found_before_anything_is_published(client):
    make_voice("new", name="Kent Mail", state="draft")
    assert names(offered(client, "kent mail")) == ["Kent Mail"]


def test_a_name_in_several_other_names_is_offered_once(client):
    make_voice("mail", name="Kent Mail", aliases=[{"name": "The Mail"}, {"name": "Mail of Kent, The Mail"}])
    assert names(offered(client, "the mail")) == ["Kent Mail"]


def test_a_claim_is_found_by_its_words_and_by_who_says_it(client):
    case = make_case()
    make_claim("one", by=make_council("kent").key, statement="Reserves fell by half.")
    make_claim("two", by=make_council("essex").key, statement="Reserves rose.")
    make_event("meeting", title="Reserves and Kent")
    results = offered(client, "kent reserves", CLAIMS, case=case.pk)
    assert names(results) == ["Reserves fell by half."]
    assert results[0]["line"] == "Kent Council, factual claim"
    assert offered(client, "reserves", EVENTS, case=case.pk)[0]["line"] == "Meeting, January 2025"


def test_a_long_list_ends_with_a_word_on_how_to_shorten_it(client):
    for number in range(MOST + 2):
        make_voice(f"mail-{number}", name=f"Kent Mail {number}")
    results = offered(client, "kent")
    assert len(results) == MOST + 1
    assert results[-1] == {"text": "There are more. Type more of the name.", "disabled": True}


def test_more_options_cost_no_more_queries(client):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            offered(client, "kent")
        return len(queries)

    make_voice("kent-0", name="Kent Mail 0")
    asked()
    few = asked()
    for number in range(1, 9):
        make_voice(f"kent-{number}", name=f"Kent Mail {number}")
    assert asked() == few
