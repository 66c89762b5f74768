"""The questions of a case, and the page of one, in equal columns."""

import re
from html import unescape

import pytest

from tests.builders import (
    change,
    make_case,
    make_claim,
    make_decision,
    make_document,
    make_event,
    make_figure,
    make_point,
    make_proposal,
    make_response,
    make_voice,
    tie,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

SIDES = {"city": ["city"], "county": ["county"], "districts": ["melton"]}
CELL = re.compile(r'data-side="([\w-]+)" data-cell="(\w+)"')


@shared
def case():
    return make_case(sides=SIDES)


@shared
def point(case):
    return make_point("boundary", question="Is the boundary to move?", sequence=1)


def say(by, *, said="2025-03", **content):
    return make_claim(by=by, said=said, points=["boundary"], **content)


def page(client, point, query="") -> str:
    response = client.get(point.get_absolute_url() + query)
    assert response.status_code == 200
    return html_of(response)


def test_each_side_has_a_column_in_alphabetical_order_and_silence_is_shown(client, point):
    say("melton")
    html = page(client, point)
    assert CELL.findall(html) == [("city", "empty"), ("county", "empty"), ("districts", "account")]
    assert html.partition("<main")[2].count("nothing found") == 2


def test_each_side_has_one_claim_in_its_column_and_the_rest_below_by_date(client, point):
    latest, first, second = (say("county", said=f"2025-0{month}") for month in (6, 1, 3))
    other = say("melton", said="2025-03")
    columns, rest = page(client, point).split('<details class="more-said">')
    _, county, districts = columns.split('data-cell="')[1:]
    assert latest.public_id in county and first.public_id not in county
    assert other.public_id in districts and other.public_id not in county
    assert rest.index(first.public_id) < rest.index(second.public_id) and latest.public_id not in rest


def test_an_answer_that_only_another_side_reports_joins_no_columns(client, point):
    claim = say("county", said="2025-01-01")
    make_response(
        to=claim, by="melton", relation="accepts", reported_by=["city"], points=["boundary"], said="2025-01-02"
    )
    html = page(client, point)
    assert "As others report: accepts" in text_of(client.get(point.get_absolute_url()))
    assert "accepted the next day" not in html and "Common ground" not in html


def test_what_others_say_stands_after(client, point):
    make_voice("paper")
    claim = say("paper")
    html = page(client, point)
    assert html.index("Others, on no side: 1 claim") < html.index(claim.public_id)
    assert "equally near" not in html


def test_a_voice_that_is_equally_near_to_two_sides_is_in_no_column_and_the_page_says_so(client, point):
    make_voice("twin", kind="person", name="Bo Twin")
    for council in ("county", "city"):
        tie("twin", "speaks-for", council)
    say("twin")
    words = text_of(client.get(point.get_absolute_url()))
    assert "In no column: Bo Twin is equally near to several sides on that date (City; County)" in words


@pytest.mark.parametrize(
    ("relation", "kind", "words"),
    [
        ("disputes", "differ", "Accounts differ"),
        ("accepts", "common", "Common ground"),
        (None, "several", "More than one side"),
    ],
)
def test_it_is_said_what_the_accounts_show_beside_each_other(client, point, relation, kind, words):
    first = say("melton")
    if relation:
        make_response(to=first, by="county", relation=relation, points=["boundary"])
    else:
        say("county")
    html = page(client, point)
    assert f'data-point="{point.public_id}" data-row="{kind}"' in html
    assert f"<b>{words}.</b>" in html


def test_what_another_voice_says_that_bears_on_a_claim_stands_under_it(client, point):
    claim = say("melton", about=["county"])
    bears = {"to": claim.key, "kind": "bears-on"}
    other = make_claim(by="county", statement="It was as it was.", links=[bears])
    make_claim(by="county", statement="A mirror.", links=[{**bears, "kind": "mirrors"}])
    make_claim(by="melton", statement="Its own.", links=[bears])
    html = page(client, point)
    told = f'County Council said: <a href="{other.get_absolute_url()}">It was as it was.</a>'
    assert html.index(claim.statement) < html.index("1 related claim") < html.index(told)
    assert html.count("related claim") == 1


def test_the_reader_may_choose_and_swap_columns(client, point):
    say("melton")
    html = page(client, point, "?sides=county&sides=city&order=reversed")
    assert CELL.findall(html) == [("county", "empty"), ("city", "empty")]
    assert "Not shown here, but on this question too: Districts." in html


def test_a_side_that_there_is_not_is_said(client, point):
    response = client.get(f"{point.get_absolute_url()}?sides=left")
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    assert "No side of this case has the key “left”" in html_of(response)


def test_a_wrong_slug_leads_to_the_right_one(client, point):
    address = point.get_absolute_url()
    wrong = address.replace("is-the-boundary-to-move", "another")
    assert client.get(f"{wrong}?sides=city").headers["Location"] == f"{address}?sides=city"
    assert client.get(f"/cases/case/points/{point.public_id}/").headers["Location"] == address


def test_what_is_not_published_is_not_there(client, case, point):
    draft = make_point(state="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(f"/cases/other/points/{point.public_id}-x/").status_code == 404
    before = page(client, point)
    say("melton", state="draft")
    assert page(client, point) == before


def test_a_withdrawn_question_keeps_its_page_with_the_reason(client, point):
    withdraw(point, reason="It was two questions.")
    assert "It was two questions." in page(client, point)


def test_all_questions_of_a_case_in_its_order_with_who_answers(client, case, point):
    make_point("vote", question="Was there a vote?", sequence=0)
    make_response(to=say("melton"), by="county", points=["boundary"])
    words = text_of(client.get("/cases/case/points/"))
    assert words.index("Was there a vote?") < words.index("Is the boundary to move?")
    assert "No claim found" in words and "related decision" not in words
    assert "Accounts differ: 1 dispute between sides" in words
    assert client.get("/cases/nowhere/points/").status_code == 404


@pytest.mark.measure
def test_thirty_claims_cost_the_queries_of_three(client, point):
    urls = [point.get_absolute_url(), "/cases/case/points/"]

    def made(number):
        for _ in range(number):
            claim = say("melton", reported_by=["paper"])
            make_claim(by="county", links=[{"to": claim.key, "kind": "bears-on"}])
        make_response(to=claim, by="county", points=["boundary"])
        return [queries_of(client, url) for url in urls]

    three = made(3)
    assert made(27) == three


# What bears on it


def test_the_decisions_at_the_events_of_its_claims_stand_with_their_votes_and_notes(client, point):
    make_proposal("plan")
    make_event("meeting", title="The meeting")
    say("county", events=[{"event": "meeting"}])
    make_decision(
        event="meeting",
        made_by="county",
        title="The vote",
        motions=[{"key": "m", "result": "carried", "votes": [{"manner": "counted", "for": "35", "against": "13"}]}],
        outcomes=[{"proposal": "plan", "effect": "supports"}],
        flags=[{"kind": "remark", "note": "Two papers differ."}],
    )
    words = text_of(client.get(point.get_absolute_url())).split("Related decisions and events")[1]
    assert "The meeting" in words and "The vote" in words and "County Council : supports The plan" in words
    assert "Motion carried: 35 for, 13 against" in words and "Two papers differ." in words


def test_a_decision_and_an_event_may_be_set_beside_a_question(client, point):
    make_decision("alone", title="A decision alone", made_by="county")
    make_event("fair", title="The fair")
    change(point, decisions=["alone"], events=["fair"])
    words = text_of(client.get(point.get_absolute_url()))
    assert "A decision alone" in words and "The fair" in words


def test_where_nobody_speaks_the_decision_is_said_in_the_list_and_on_the_card(client, case):
    make_proposal("plan", name="One council")
    outcomes = [{"proposal": "plan", "effect": "opposes"}]
    make_decision("alone", made_by="county", event=make_event("council").key, outcomes=outcomes)
    silent = make_point("vote", decisions=["alone"], events=["council"])
    assert "No claim found 1 related decision " in text_of(client.get("/cases/case/points/"))
    found = page(client, silent)
    assert "County Council: opposes One council. No claim found." in found.partition("</head>")[0]
    assert "No claim found, but related decisions ." in text_of(client.get(silent.get_absolute_url()))


def test_a_question_that_asks_for_a_decision_says_where_none_is_found(client):
    """Advice is none, and to count a proposal among those received decides nothing."""
    make_case(kept_up_to="2026-05-25")
    make_proposal("plan")
    counted = {"outcomes": [{"proposal": "plan", "effect": "counts"}]}
    pairs = [
        ("What is decided on the plan?", {"status": "advised"}, True),
        ("Should there be one council?", counted, True),
        ("Which plans are there?", counted, True),
        ("Which plans were supported?", {"status": "advised"}, False),
        ("What is decided on the library?", {"status": "taken"}, False),
    ]
    for question, decision, is_said in pairs:
        asked = make_point(question=question, decisions=[make_decision(**decision).key])
        words = text_of(client.get(asked.get_absolute_url()))
        assert ("We have found no decision taken on this question up to 25 May 2026." in words) == is_said, question


def test_where_nothing_bears_on_it_nothing_is_said_of_it(client, point):
    assert "bear on it" not in page(client, point)


@pytest.mark.measure
def test_the_queries_of_a_question_do_not_grow_with_what_bears_on_it(client, point):
    make_proposal("plan")
    make_decision("first", outcomes=[{"proposal": "plan", "effect": "supports"}])
    queries = []
    for number in (2, 6):
        for _ in range(number):
            event = make_event()
            make_decision(event=event.key, outcomes=[{"proposal": "plan", "effect": "supports"}])
            say("county", events=[{"event": event.key}])
        queries.append(queries_of(client, point.get_absolute_url()))
    assert queries[0] == queries[1]


def test_notes_on_a_document_stand_once_and_each_claim_from_it_links_to_them(client, point):
    paper = make_document("paper", flags=[{"kind": "remark", "note": "It has no date."}])
    for by in ("county", "county", "city"):
        say(by, in_document=paper)
    html = page(client, point)
    assert html.count("It has no date.") == 1
    assert html.count(f'href="#notes-{paper.public_id}"') == 3 and html.count(f'id="notes-{paper.public_id}"') == 1


def test_figures_of_one_measure_say_on_what_they_differ_and_whether_they_are_net(client, point):
    for by, basis in (("county", "net"), ("city", "not-stated")):
        make_figure(40, "savings", by=by, unit="pounds", per="year", basis=basis, claim={"points": [point.key]})
    words = text_of(client.get(point.get_absolute_url()))
    assert "40 a year: net" in words and "40 a year: net or gross not stated" in words
    assert "The savings : these figures cannot be compared. They differ in gross or net." in words


def test_none_of_the_figures_shown_is_not_said_of_all_of_a_measure(client, point):
    for by, value in (("county", 40), ("city", 50)):
        make_figure(value, "savings", by=by, unit="pounds", per="year", claim={"points": [point.key]})
    words = text_of(client.get(point.get_absolute_url()))
    assert "Neither of the two shown states whether it is gross or net." in words
    make_figure(30, "savings", by="county", unit="pounds", per="year", basis="net", claim={"said": "2025-01"})
    words = text_of(client.get(point.get_absolute_url()))
    assert "shown states whether it is gross or net; other figures of this measure are stated as gross or net." in words


def test_what_is_said_on_a_question_can_be_followed_as_a_feed(client):
    point = make_point()
    claim = make_claim(points=[point.key], quote="the words on it")
    page = client.get(point.get_absolute_url()).content.decode()
    feed = f"/claims.atom?case=case&amp;point={point.public_id}"
    assert page.count(f'href="{feed}"') == 2
    assert claim.statement in client.get(unescape(feed)).content.decode()
