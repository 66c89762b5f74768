"""The page of a search: what it finds, in which order, and how it says so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import SearchEntry
from claims.withholding import withhold
from tests.builders import (
    change,
    make_area,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_event,
    make_list,
    make_option,
    make_point,
    make_proposal,
    make_risk_register,
    make_voice,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db


def found(client, words, **narrowed):
    return client.get("/search/", {"q": words, **narrowed})


def headings(response) -> list[str]:
    return re.findall(r"<h2 id=\"\w+s\">([^<]+)</h2>", html_of(response))


def titles(response) -> list[str]:
    links = re.findall(r"<h3[^>]*>\s*<a [^>]*>(.*?)</a>", html_of(response), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", link).strip() for link in links]


def a_record_of_each_kind():
    note = [{"kind": "does-not-add-up", "note": "The ferry is counted twice."}]
    make_point(question="Who pays for the ferry?")
    make_event(title="Meeting on the ferry")
    make_claim(statement="The ferry is paid for.", quote="we pay for the ferry")
    make_voice("ferry", name="Ferry Company")
    make_proposal(name="A larger ferry")
    make_decision(title="Decision to buy a ferry")
    make_list(title="Asks about the ferry", items=["A ferry by night"])
    make_document(title="Report on the ferry", flags=note)
    make_area(name="Ferry Parish", council="county")


def test_every_kind_is_found_questions_first(client):
    a_record_of_each_kind()
    assert headings(found(client, "ferry")) == [
        *("Questions", "Events", "Claims", "People and councils", "Proposals", "Decisions", "Lists", "Documents"),
        *("Places", "Editor’s notes"),
    ]


def test_a_claim_is_shown_with_its_words_and_who_says_it(client):
    make_claim(by="county", statement="The ferry is paid for.", quote="we pay for the ferry")
    body = html_of(found(client, "ferry"))
    assert "we pay for the <mark>ferry</mark>" in body and "County Council" in body


def test_all_of_a_kind_are_listed_page_by_page(client):
    for number in range(45):
        make_event(title=f"Ferry meeting {number}")
    assert "All 45 events" in text_of(found(client, "ferry"))
    seen, address = [], "/search/?q=ferry&kind=event"
    while address:
        response = client.get(address)
        seen += titles(response)
        onward = re.search(r'href="([^"]+)" rel="next"', html_of(response))
        address = onward and onward[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 45


def test_an_event_is_found_by_the_month_in_which_it_was(client):
    event = make_event(title="Leaders meet at the ferry", when="2025-01-08")
    make_event(title="Leaders meet at the bridge", when="2025-03-06")
    assert titles(found(client, "january 2025 leaders", kind="event"))[0] == event.title


def test_a_title_comes_before_what_only_mentions_it(client):
    make_event("mention", title="Another meeting", summary="The ferry was mentioned.")
    make_event("title", title="The ferry")
    assert titles(found(client, "ferry")) == ["The ferry", "Another meeting"]


def test_the_newest_can_come_first(client):
    make_event(title="The ferry of 2020", when="2020")
    make_event(title="The ferry of 2024", when="2024")
    make_event(title="The ferry of 2022", when="2022")
    assert titles(found(client, "ferry", order="newest")) == [f"The ferry of {year}" for year in (2024, 2022, 2020)]


def test_a_question_is_found_by_the_words_of_its_claims(client):
    make_point("fares", question="What of the fares?")
    make_claim(statement="A ticket will cost two pounds.", points=["fares"])
    assert "What of the fares?" in titles(found(client, "ticket"))


def test_a_question_is_no_longer_found_by_a_claim_that_left_it(client):
    make_point("fares", question="What of the fares?")
    claim = make_claim(statement="A ticket will cost two pounds.", points=["fares"])
    change(claim, points=None)
    assert "What of the fares?" not in titles(found(client, "ticket"))


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_what_is_published_is_found(client, state):
    if state == "draft":
        make_event(title="The ferry", state="draft")
    else:
        withdraw(make_event(title="The ferry"))
    assert "We found nothing with" in text_of(found(client, "ferry"))


def test_withheld_words_are_found_nowhere(client):
    make_point("fares", question="What of the fares?")
    claim = make_claim(statement="Smith pays for tickets.", points=["fares"], note="Smith is named.")
    withhold(claim.public_id, "A court ordered it.")
    assert "We found nothing with" in text_of(found(client, "smith"))
    assert not SearchEntry.objects.filter(called__contains="smith").exists()


def test_a_misspelt_word_is_respelt_and_the_page_says_so(client):
    make_event(title="The boundary of the city")
    response = found(client, "boundry")
    assert re.search("We found nothing for “ boundry ”, so we searched for boundary", text_of(response))
    assert titles(response) == ["The boundary of the city"]


def test_a_council_is_found_by_a_misspelt_or_former_name(client):
    make_council("leicestershire", aliases=[{"name": "Old Shire", "kind": "former"}])
    for words in ("Leicstershire", "old shire"):
        assert "Leicestershire Council" in titles(found(client, words))


def test_a_place_leads_to_what_each_plan_would_make_of_it(client):
    place = {"name": "Thurmaston", "kind": "village", "source": {"name": "A list of villages"}}
    make_council("charnwood", council={"places": [place]})
    make_case(parties=[{"voice": "charnwood"}])
    body = html_of(found(client, "Thurmaston"))
    assert "/cases/case/areas/?place=Thurmaston" in body and "Village in the area of Charnwood" in body


def test_without_any_match_the_page_says_so_and_offers_places(client):
    make_option()
    body = text_of(found(client, "zeppelin"))
    assert "We found nothing with “ zeppelin ”" in body and "which council it would be in" in body


def test_phrases_exclusions_and_either_word(client):
    make_event(title="No consensus on the ferry")
    make_event(title="Consensus on the bridge")
    assert titles(found(client, "“no consensus”")) == ["No consensus on the ferry"]
    assert titles(found(client, "consensus -ferry")) == ["Consensus on the bridge"]
    assert len(titles(found(client, "ferry or bridge"))) == 2


def test_it_narrows_to_a_case_a_council_and_a_kind(client):
    other = make_case("other")
    council = make_council("north", code="NOR")
    make_event(title="The ferry here")
    make_event(title="The ferry there", case=other)
    make_decision(title="A ferry for the north", made_by="north")
    assert council.name
    assert titles(found(client, "ferry", case="other")) == ["The ferry there"]
    assert titles(found(client, "ferry", council="nor")) == ["A ferry for the north"]
    assert titles(found(client, "ferry", kind="decision")) == ["A ferry for the north"]


def test_invented_cases_are_apart_and_marked(client):
    make_event(title="The ferry")
    make_event(title="The ferry of practice", case=make_case("practice", invented=True))
    response = found(client, "ferry")
    assert titles(response) == ["The ferry"]
    assert "Results in the invented practice case" in text_of(response)
    assert "Invented, for practice." in text_of(found(client, "ferry", case="practice"))


def test_risks_and_items_of_lists_are_found_and_shown(client):
    make_risk_register(title="Risks of the plan", risks=[{"words": "The ferry sinks"}, {"words": "Nothing"}])
    make_list(title="Asks", items=["A bridge", "A ferry by night"])
    body = html_of(found(client, "ferry"))
    assert "The <mark>ferry</mark> sinks" in body and "A <mark>ferry</mark> by night" in body
    assert "A bridge" not in body


def test_marks_are_safe_where_titles_hold_markup(client):
    make_event(title="<script>ferry</script> & ferry’s “ferry”—ferry")
    body = html_of(found(client, "ferry"))
    assert "&lt;script&gt;<mark>ferry</mark>&lt;/script&gt; &amp; <mark>ferry’s</mark>" in body
    assert "<script>ferry" not in body


HOSTILE = [
    *("of the", "-x", "-ferry", '"', "“unbalanced", "a" * 10_000, "ferry " * 30, "\u202e\u200f\u202dferry", "%00"),
    *("<script>alert(1)</script>", "' OR 1=1 --", "or", "& | ! ( ) :*", "🚢", "عبارة", "Llŷn", "\\", "ferry\t\n"),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_search_gets_a_page_with_a_sentence(client, words):
    make_event(title="The ferry")
    response = found(client, words)
    assert response.status_code == 200
    assert titles(response) or re.search(r'role="alert">[A-Z“]|We found nothing with', html_of(response))


@pytest.mark.parametrize(
    "query", ["case=no", "council=ZZZ", "kind=no", "order=no", "q=bus&q=bins", "after=zzz&kind=event", "after=zzz"]
)
def test_what_is_not_understood_is_said(client, query):
    make_event(title="The ferry")
    response = client.get(f"/search/?q=ferry&{query}")
    assert response.status_code == 200
    assert 'role="alert"' in html_of(response) or query == "after=zzz"


def test_a_search_that_cannot_be_decoded_is_refused(client):
    assert client.get("/search/?q=%00").status_code == 400


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(client, words):
    assert found(client, words.replace("\0", "")).status_code == 200


@pytest.mark.measure
def test_a_page_of_many_results_takes_the_queries_of_a_few(client):
    def make_two():
        for _ in range(2):
            make_event(title="The ferry")
            make_point(question="Who pays for the ferry?")
            make_claim(statement="The ferry is paid for.")
            make_document(title="Ferry report")

    def cost():
        # The first after a publication finds out what the choices of its form are.
        client.get("/search/?q=ferry&kind=event")
        return queries_of(client, "/search/?q=ferry&kind=event")

    make_two()
    few = cost()
    make_two()
    make_two()
    assert cost() == few


def test_every_page_has_the_box(client):
    body = html_of(client.get("/"))
    assert re.search(r'<form[^>]*action="/search/"[^>]*role="search"', body)


# Pages and places for which the words ask


def places_to_look(response) -> list[str]:
    nav = re.search(r'<nav class="where-to-look".*?</nav>', html_of(response), re.DOTALL)
    return re.findall(r'href="([^"]+)"', nav[0]) if nav else []


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("What happens next?", "/cases/case/#next"),
        ("consultation deadline", "/cases/case/#next"),
        ("how do I respond to the consultation", "/cases/case/#next"),
        ("Which councils support the plan?", "/cases/case/positions/"),
        ("did my council agree", "/cases/case/positions/"),
        ("compare the proposals", "/cases/case/compare/"),
        ("the plans", "/cases/case/compare/"),
        ("editor’s notes", "/cases/case/notes/"),
        ("is my village affected", "/cases/case/areas/"),
        ("can I still have my say", "/cases/case/#next"),
        ("what happened to the partnership", "/cases/case/"),
    ],
)
def test_words_that_ask_for_a_page_of_a_case_lead_to_it(client, words, page):
    make_case()
    assert page in places_to_look(found(client, words))


def test_a_word_among_others_asks_for_no_page_by_itself(client):
    make_case()
    make_point(question="Is the vote on the ferry known?")
    assert places_to_look(found(client, "vote on the ferry")) == []
    assert places_to_look(found(client, "vote")) == ["/cases/case/decisions/"]


def test_pages_are_those_of_the_cases_that_are_searched(client):
    for key in ("one", "two"):
        make_case(key)
    make_case("made-up", invented=True)
    assert places_to_look(found(client, "what happens next")) == ["/cases/one/#next", "/cases/two/#next"]
    assert places_to_look(found(client, "what happens next", case="made-up")) == ["/cases/made-up/#next"]
    assert places_to_look(found(client, "what happens next", kind="event")) == []


def test_cases_that_a_search_names_come_first(client):
    make_case("one", title="A council of the west")
    make_case("two", title="A ferry", summary="Councils differ.")
    assert places_to_look(found(client, "what happens next to the ferry")) == ["/cases/two/#next", "/cases/one/#next"]
    assert places_to_look(found(client, "council next step")) == ["/cases/one/#next", "/cases/two/#next"]


def test_a_record_whose_name_has_all_the_words_is_led_to(client):
    make_case()
    event = make_event(title="The leader writes to the Minister")
    make_event("other", title="The leader speaks to the Minister")
    assert places_to_look(found(client, "why did the leader write to the minister")) == [event.get_absolute_url()]
    assert places_to_look(found(client, "leader")) == []


def test_a_page_of_risks_is_offered_only_where_there_are_some(client):
    make_case()
    assert places_to_look(found(client, "what are the risks")) == []
    make_risk_register()
    assert places_to_look(found(client, "what are the risks")) == ["/cases/case/decisions/#registers"]


def test_a_place_that_is_named_whole_leads_to_what_each_plan_would_make_of_it(client):
    area = make_area(name="Upper Ferry", council="county")
    assert places_to_look(found(client, "Will Upper Ferry join the city?")) == [area.get_absolute_url()]
    assert places_to_look(found(client, "Is the upper road closed?")) == []


def test_a_voice_that_is_named_whole_leads_to_its_page(client):
    west = make_council("westmarch", aliases=[{"name": "West March", "kind": "former"}])
    march = make_council("march")
    assert places_to_look(found(client, "Who leads West March?")) == [west.council.get_absolute_url()]
    assert places_to_look(found(client, "march council")) == [march.council.get_absolute_url()]
    assert places_to_look(found(client, "the westmarches")) == []


def test_decisions_are_those_of_the_council_that_is_named(client):
    council = make_council("westmarch")
    make_case(parties=[{"voice": "westmarch"}])
    listed = f"/cases/case/decisions/?council={council.council.code}"
    assert listed in places_to_look(found(client, "How did Westmarch Council vote?"))
    assert listed in places_to_look(found(client, "what did Westmarch Council’s cabinet decide on the ferry"))
    assert "/cases/case/#next" not in places_to_look(found(client, "what did Westmarch Council say"))
    assert places_to_look(found(client, "how did they vote")) == [listed.partition("?")[0]]
