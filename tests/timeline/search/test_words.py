"""How the words of a search are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.search.words import MOST_TERMS, parse_search

pytestmark = pytest.mark.django_db


def words(text) -> list[str]:
    return [term.word for term in parse_search(text).terms]


def test_words_that_english_passes_over_are_left_out():
    assert words("what is the cost of it") == ["cost"]
    assert words("why won’t they show the minutes") == ["minutes"]
    assert parse_search("of the").terms == ()


def test_a_word_is_looked_for_with_what_residents_call_the_same():
    [term] = parse_search("bins").terms
    assert {"bins", "waste", "rubbish"} <= set(term.forms)


def test_two_words_that_mean_one_thing_are_one_term():
    [term] = parse_search("shut out").terms
    assert {'"shut out"', "exclude"} <= set(term.forms)
    assert words("lib dems") == ["lib dems"]


@pytest.mark.parametrize("typed", ["£43m", "43m", "£43 million", "43 mn"])
def test_an_amount_is_looked_for_in_all_spellings(typed):
    [term] = parse_search(typed).terms
    assert term.forms == ('"43 million"', "43m", "43000000")


def test_decimals_of_an_amount_are_kept():
    [term] = parse_search("£1.5bn").terms
    assert term.forms == ('"1.5 billion"', "1.5bn", "1500000000")


def test_a_phrase_stands_together_and_is_exact():
    asked = parse_search("“no consensus” plan")
    assert [term.forms[0] for term in asked.terms] == ['"no consensus"', "plan"]
    assert asked.is_exact


def test_a_hyphen_before_a_word_leaves_it_out():
    asked = parse_search("plan -city")
    assert [term.word for term in asked.terms] == ["plan"]
    assert [term.forms for term in asked.unwanted] == [("city",)]


def test_or_finds_either():
    [term] = parse_search("Melton or Rutland").terms
    assert {"melton", "rutland"} <= set(term.forms)


@pytest.mark.parametrize("typed", ["", "-", '"', '""', "or", "or or", "- - -", "“", "\u202e\u200f", "the -of"])
def test_marks_alone_ask_for_nothing(typed):
    assert parse_search(typed).terms == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    asked = parse_search(text.replace("\0", ""))
    assert len(asked.terms) <= MOST_TERMS
