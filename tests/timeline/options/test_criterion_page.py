"""The page of a criterion: each side's own words on it, of each option."""

import pytest

from tests.builders import make_case, make_claim, make_option, response
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db

URL = "/cases/case/compare/{}/"
TWO = {"city": ["city"], "county": ["county"]}


def said(client, criterion="services", query="") -> str:
    return text_of(client.get(URL.format(criterion) + query))


def test_what_a_claim_says_of_several_options_stands_once_with_their_names(client):
    make_case(sides=TWO)
    for key in "abc":
        make_option(key)
    make_claim(by="city", options=["a", "b"], criteria=["services"], quote="either would do")
    words = said(client)
    assert words.count("“either would do”") == 1 and "Of The a and The b" in words
    assert words.count("Together with other options, below. Nothing found: County.") == 2
    assert words.count("Nothing found.") == 1


def test_what_a_side_said_last_stands_open_and_the_rest_behind_its_number(client):
    make_option("a")
    for number in (1, 2, 3):
        make_claim(options=["a"], criteria=["services"], quote=f"word {number}", said=f"2025-01-0{number}")
    words = said(client)
    assert words.index("2 earlier") < words.index("“word 1”") < words.index("“word 2”") < words.index("“word 3”")


def test_what_its_maker_replaced_does_not_stand_open_where_another_does(client):
    make_option("a")
    of_a = {"options": ["a"], "criteria": ["services"]}
    make_claim(**of_a, quote="the first", said="2025-01-01")
    old = make_claim(**of_a, quote="the second", said="2025-02-01")
    make_claim(responses=[response(old, "supersedes")])
    words = said(client)
    assert "Superseded by its own maker since." in words
    assert words.index("1 earlier") < words.index("“the second”") < words.index("“the first”")


def test_each_sides_own_words_stand_under_a_criterion_in_alphabetical_order(client):
    make_case(sides=TWO | {"fourth": ["fourth"], "third": ["third"]})
    make_option("a")
    make_claim(by="county", options=["a"], criteria=["services"], quote="care would be split")
    make_claim(by="city", options=["a"], criteria=["services"], quote="care would be whole")
    words = said(client)
    assert words.index("“care would be whole”") < words.index("“care would be split”")
    assert "Nothing found: Fourth; Third." in words
    assert "Nothing found." in said(client, "devolution")


def test_a_claim_of_a_proposal_counts_for_its_options_and_says_so(client):
    make_option("a")
    make_claim(proposals=["proposal"], criteria=["services"], quote="one plan")
    words = said(client)
    assert "the only option put forward" in words and "“one plan”" in words
    make_option("b")
    words = said(client)
    assert "the only option put forward" not in words
    assert "(said of the proposal as a whole)" in words and "“one plan”" in words
    assert "without naming an option" not in words


def test_what_another_side_ascribes_stands_in_the_column_of_who_says_so(client):
    make_case(sides=TWO)
    make_option("a")
    make_claim(by="city", reported_by=["county"], options=["a"], criteria=["services"])
    words = said(client)
    assert "County Council says that City Council claimed" in words
    assert "Nothing found: City." in words


def test_only_what_is_said_of_the_chosen_options_is_here(client):
    a, b = make_option("a"), make_option("b")
    make_claim(options=["a"], criteria=["services"], quote="of the first")
    make_claim(options=["b"], criteria=["services"], quote="of the second")
    words = said(client, query=f"?options={b.public_id}")
    assert "“of the second”" in words and "“of the first”" not in words
    assert f'href="/cases/case/compare/?options={b.public_id}"' in html_of(
        client.get(URL.format("services") + f"?options={b.public_id}")
    )
    found = client.get(URL.format("services") + f"?options={a.public_id}&options={b.public_id}")
    assert found["Location"] == f"{URL.format('services')}?options={a.public_id},{b.public_id}"


def test_what_is_no_criterion_and_no_option_is_said(client):
    make_option("a")
    assert client.get(URL.format("beauty")).status_code == 404
    found = client.get(URL.format("services") + "?options=nonsense")
    assert "“nonsense” is no option of this case." in text_of(found) and found["Cache-Control"] == "no-store"


def test_a_case_without_options_has_nothing_to_set_beside_each_other(client):
    make_case()
    assert "We have found no option." in said(client)


def test_thirty_claims_cost_the_queries_of_three(client):
    make_option("a")
    asked = []
    for number in (3, 27):
        for _ in range(number):
            make_claim(options=["a"], criteria=["services"])
        asked.append(queries_of(client, URL.format("services")))
    assert asked[0] == asked[1]
