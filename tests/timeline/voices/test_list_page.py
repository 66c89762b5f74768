"""The list of people and organisations."""

import re

import pytest

from tests.builders import (
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_voice,
    passage,
    tie,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db


def names(client, query="") -> list[str]:
    return re.findall(r"<h3><a [^>]*>([^<]+)</a></h3>", html_of(client.get(f"/voices/{query}")))


def test_everybody_is_listed_by_name(client):
    make_council("melton")
    make_voice("mercury", name="Leicester Mercury")
    assert names(client) == ["Leicester Mercury", "Melton Council"]


def test_a_line_says_what_somebody_is_and_how_much_they_said(client):
    make_voice("leader", name="Ada Jones", kind="person")
    tie("leader", "leads", "county")
    claim = {"passage": passage("our words"), "speaker": "leader"}
    make_claim(by="county", appearances=[claim])
    make_claim(by="leader")
    assert "Ada Jones Person: leader of County Council. 2 claims." in text_of(client.get("/voices/"))


def test_a_line_names_who_holds_an_office(client):
    make_voice("mayor", name="City Mayor", kind="office")
    make_voice("ada", name="Ada Jones", kind="person")
    tie("ada", "holds", "mayor")
    assert "City Mayor Office: held by Ada Jones." in text_of(client.get("/voices/"))


def test_a_council_leads_to_its_own_page(client):
    make_council("melton", code="MEL")
    assert '<a href="/councils/MEL/">Melton Council</a>' in html_of(client.get("/voices/"))


def test_it_narrows_to_a_case_a_kind_and_words(client):
    make_claim(by="melton", about=["rutland"])
    make_alliance("both")
    make_claim(by="elsewhere", case=make_case("other"))
    assert names(client, "?case=case") == ["Melton Council", "Rutland Council"]
    assert names(client, "?kind=alliance") == ["The both"]
    assert names(client, "?q=elsew") == ["Elsewhere Council"]


def test_nobody_is_listed_who_is_not_published(client):
    withdraw(make_voice("gone"))
    assert names(client) == []


def test_what_is_not_understood_is_said(client):
    assert "is no case here" in text_of(client.get("/voices/?case=zzz"))


@pytest.mark.measure
def test_many_take_the_queries_of_a_few(client):
    make_voice()
    make_council()
    few = queries_of(client, "/voices/")
    for _ in range(20):
        make_voice()
    assert queries_of(client, "/voices/") == few
