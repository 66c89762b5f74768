"""The page of a case: proposals, positions, questions and next steps."""

import re

import pytest
from django.utils import timezone

from tests import builders
from tests.builders import (
    at_once,
    change,
    make_case,
    make_claim,
    make_event,
    make_point,
    make_proposal,
    make_voice,
    response,
)
from tests.pages import html_of, queries_of
from timeline.case.lookup import find_case
from timeline.case.page import questions_at_issue

pytestmark = pytest.mark.django_db

URL = "/cases/case/"
TWO = {"city": ["city"], "county": ["county"]}


def text_of(found):
    apart = re.sub(r"</?(article|dd|div|dt|h\d|li|p|section|span|ul)\b[^>]*>", " ", html_of(found))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", apart))


def page(client):
    return text_of(client.get(URL))


def test_it_says_what_it_is_and_up_to_when_it_is_kept(client):
    make_case(area="Mereshire", kept_up_to="2026-05-25")
    words = page(client)
    assert "An invented case." in words and "Case: Mereshire" in words
    assert "Kept up to 25 May 2026" in words
    assert f"As the record stood on {timezone.localdate():%-d %B %Y}" in words


def test_an_invented_case_says_so_above_everything(client):
    make_case(invented=True)
    assert "An invented case, for practice." in page(client)


def test_it_counts_what_is_published(client):
    make_case()
    make_claim(in_document="report")
    make_claim(state="draft", in_document="hidden")
    make_event()
    assert "1 event 1 claim 1 document" in page(client)


# Who proposes what


def test_a_proposal_has_a_neutral_name_and_under_it_the_names_that_parties_use(client):
    make_case(sides=TWO)
    make_proposal(
        "plan",
        put_forward_by=["city"],
        names=[{"name": "Big Enough", "used_by": "city"}, {"name": "the split", "used_by": "county"}],
        versions=[
            {"stage": "interim", "when": {"edtf": "2025-03-21"}},
            {"stage": "final", "when": {"edtf": "2025-11"}},
        ],
    )
    builders.make_option("one", of="plan", name="Two councils")
    builders.make_option("two", of="plan", name="Set aside", status="appraised")
    words = page(client)
    assert "The plan Put forward by City Council Latest version: final, November 2025 Two councils" in words
    assert "City Council calls it “Big Enough”" in words and "County Council calls it “the split”" in words
    assert "<li>Set aside" not in html_of(client.get(URL))


def test_who_left_a_proposal_that_it_put_forward_is_said_to_have_left(client):
    make_case(sides=TWO)
    backers = [{"voice": "city", "relation": "left", "when": {"edtf": "2025-10-02"}}]
    make_proposal("plan", put_forward_by=["city", "county"], backers=backers)
    assert "Put forward by City Council (left 2 October 2025), County Council" in page(client)


def test_a_case_without_proposals_says_so(client):
    make_case()
    assert "No proposal is in this record." in page(client)


# What was decided


def test_what_was_decided_stands_first_in_the_words_of_the_decision(client):
    make_case()
    builders.make_option("north", name="North and South")
    minister = make_voice("minister", kind="department")
    outcome = {
        "option": "north",
        "effect": "modifies",
        "condition": "subject to Parliament",
        "still_to_come": "an order",
    }
    builders.make_decision("ruling", when="2026-03-05", made_by=minister.key, settles=True, outcomes=[outcome])
    words = page(client)
    assert "The minister, 5 March 2026" in words
    assert "The minister: chooses, with changes, North and South (an option of: The proposal)" in words
    assert "Condition: subject to Parliament. Still to come: an order" in words
    assert words.index("What was decided") < words.index("Who proposes what")


def test_a_decision_that_does_not_settle_the_case_is_not_told_as_if_it_did(client):
    make_case(kept_up_to="2026-05-29")
    builders.make_option("north")
    builders.make_decision("advice", outcomes=[{"option": "north", "effect": "supports"}])
    assert "No decision on the case itself is in this record, kept up to 29 May 2026." in page(client)


# Who stands in which side


def test_sides_stand_in_alphabetical_order_with_their_voices_and_dates(client):
    for voice in ("county", "borough"):
        builders.make_council(voice)
    period = {"edtf": "2026-03-05/..", "extent": "throughout"}
    change(
        make_case(),
        sides=[
            {"key": "b", "label": "Beta", "voices": [{"voice": "borough", "when": period}]},
            {"key": "a", "label": "Alpha", "label_basis": "agreed", "voices": [{"voice": "county"}]},
        ],
    )
    words = page(client)
    assert words.index("Alpha A label that its members agreed to County Council") < words.index("Beta Borough Council")
    assert "Borough Council from 5 March 2026 onwards" in words


def test_voices_that_speak_and_stand_in_no_side_are_named(client):
    make_case(sides=TWO)
    make_claim(by=make_voice("courant"))
    make_claim(by=make_voice("silent"), state="draft")
    assert "Also heard, and in no side: The courant." in page(client)


# What is most at issue


def test_questions_with_most_disputes_between_sides_come_first_then_with_most_claims(client):
    make_case(sides=TWO)
    asked, said, disputed = make_point("asked"), make_point("said"), make_point("disputed")
    for _ in range(2):
        make_claim(by="county", points=[said.key])
    claim = make_claim(by="county", points=[disputed.key])
    make_claim(by="city", points=[disputed.key], responses=[response(claim)])
    issues = questions_at_issue(find_case("case"))
    assert [(each.point.public_id, each.disputes_between_sides, each.claims) for each in issues] == [
        (disputed.public_id, 1, 2),
        (said.public_id, 0, 2),
    ]
    assert asked.question not in page(client)
    assert "All 3 questions" in page(client)


def test_a_dispute_of_what_is_only_reported_or_within_a_side_is_none_between_sides():
    make_case(sides=TWO)
    point = make_point()
    reported = make_claim("reported", by="city", reported_by=["county"], points=[point.key])
    make_claim(by="county", points=[point.key], responses=[response(reported)])
    assert questions_at_issue(find_case("case"))[0].disputes_between_sides == 0


def test_every_side_has_a_slot_at_each_question(client):
    make_case(sides=TWO)
    make_claim(by="county", points=[make_point().key])
    assert "City no account" in page(client) and "County 1 claim" in page(client)


# What happens next


def test_planned_events_ahead_are_named_in_their_order(client):
    make_event("later", status="planned", when="9000")
    make_event("sooner", status="planned", when="../8000-04")
    make_event("past", status="planned", when="2020")
    make_event("held", when="2021")
    words = page(client)
    assert words.index("by April 8000 The sooner") < words.index("9000 The later")
    assert "The past planned" not in words and "The held planned" not in words
    assert "The past. Planned for 2020; what came of it is not in this record" in words


def test_where_nothing_is_planned_it_says_that_nothing_is_known(client):
    make_case()
    assert "Nothing known to this record." in page(client)


# What changed


def test_the_latest_changes_of_the_case_are_named_the_newest_first(client):
    make_case()
    event = make_event("meeting")
    change(event, summary="Anew.")
    make_event("elsewhere", case=make_case("other"))
    words = page(client)
    assert words.index("Changed: The meeting") < words.index("Published: The meeting")
    assert "The elsewhere" not in words


def test_what_was_withdrawn_is_named_by_its_kind_and_its_reason(client):
    builders.withdraw(make_event("meeting"))
    assert "Withdrawn: event Entered twice." in page(client)


# Only what is published


def test_a_draft_and_an_unknown_case_are_answered_alike(client):
    make_case("hidden", state="draft")
    draft, unknown = client.get("/cases/hidden/"), client.get("/cases/unknown/")
    assert draft.status_code == unknown.status_code == 404
    assert draft.content == unknown.content


def test_a_withdrawn_case_keeps_its_page_and_its_reason(client):
    make_case(state="withdrawn", reason="Two cases in one.")
    found = client.get(URL)
    assert found.status_code == 200
    assert "Two cases in one." in text_of(found) and "An invented case." not in text_of(found)
    assert "noindex" in html_of(found)


def test_drafts_change_not_a_byte(client):
    make_case(sides=TWO)
    make_claim(by="county", points=[make_point("asked").key])
    before = client.get(URL).content
    make_claim(by="city", points=["asked"], state="draft", in_document="hidden")
    make_proposal(state="draft")
    make_event(state="draft", status="planned", when="9000")
    assert client.get(URL).content == before


def test_markup_in_any_text_stays_text(client):
    evil = "<script>alert(1)</script>"
    make_case(title=evil, summary=evil, area=evil)
    make_proposal("plan", name=evil, names=[{"name": evil}])
    builders.make_option(of="plan", name=evil)
    assert b"<script>alert" not in client.get(URL).content


# Queries


def test_a_case_of_thirty_of_each_costs_the_queries_of_one_of_three(client):
    make_case(sides=TWO)
    queries = []
    for number in (3, 27):
        with at_once():
            for _ in range(number):
                make_claim(by="county", points=[make_point().key])
                make_proposal(names=[{"name": "A name"}], versions=[{"stage": "final"}], put_forward_by=["city"])
                make_event(status="planned", when="9000")
                make_claim(by=make_voice())
                builders.make_decision(settles=True, outcomes=[{"effect": "leaves-open", "words": "all of it"}])
        queries.append(queries_of(client, URL))
    assert queries[0] == queries[1]
