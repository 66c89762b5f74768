"""Terms of local government are explained once a page, where it first has them."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.builders import make_case, make_proposal
from tests.pages import html_of
from timeline.method.glossary import MEANINGS, explained


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("two unitary authorities", "unitary council"),
        ("It was called in.", "call-in"),
        ("Vesting day is in April.", "vesting day"),
        ("a Section 114 notice", "section 114"),
        ("the draft business cases", "business case"),
    ],
)
def test_a_term_is_found_as_texts_write_it(text, term):
    parts = explained(text, set())
    assert [found for _, found in parts if found] == [term]
    assert "".join(part for part, _ in parts) == text


@pytest.mark.django_db
def test_the_page_of_proposals_explains_a_term_at_its_first_mention_alone(client):
    case = make_case()
    make_proposal("one", summary="Unitary councils from vesting day.")
    make_proposal("two", summary="A unitary council.")
    markup = html_of(client.get(f"{case.get_absolute_url()}proposals/"))
    assert markup.count('#glossary-unitary-council"') == 1 and markup.count('#glossary-vesting-day"') == 1
    assert "The day on which new councils take over" in markup


def test_a_term_is_explained_once():
    known = set()
    explained("By the interim plan", known)
    assert explained("After the interim plan", known) == [("After the interim plan", "")]


def test_no_term_is_found_within_another_word():
    assert explained("a recalled invitation", set()) == [("a recalled invitation", "")]


def test_a_page_links_a_term_to_its_meaning_and_keeps_markup_out():
    html = render_to_string(
        "components/_explained.html", {"words": "<b>Vesting day</b>", "request": RequestFactory().get("/")}
    )
    assert 'href="/method/#glossary-vesting-day"' in html and MEANINGS["vesting day"] in html
    assert "&lt;b&gt;" in html


@pytest.mark.django_db
def test_every_term_has_its_place_on_the_method_page(client):
    html = html_of(client.get("/method/"))
    assert html.count('id="glossary-') == len(MEANINGS)
    assert 'id="glossary-section-114"' in html
