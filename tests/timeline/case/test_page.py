"""The page of a case: proposals, positions, questions and next steps."""

import re

import pytest

from proposals.event_status import NOT_KNOWN
from tests import builders
from tests.builders import (
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
    make_case(kept_up_to="2026-05-25")
    words = page(client)
    assert "An invented case." in words
    assert "Covers events up to 25 May 2026. Later events may be missing." in words


def test_the_summary_opens_the_page_and_its_rest_stands_below(client):
    first = "The Government asked two councils to propose one council in their place."
    rest = "They met in January. " * 10 + "They met in May."
    make_case(summary=f"{first} {rest}".strip())
    words = page(client)
    assert words.index(first) < words.index("The plans") < words.index("They met in May.")


def test_an_invented_case_says_so_above_everything(client):
    make_case(invented=True)
    assert "An invented case, for practice." in page(client)


def test_it_counts_what_is_published(client):
    make_case()
    make_claim(in_document="report")
    make_claim(state="draft", in_document="hidden")
    make_event()
    words = page(client)
    assert "Timeline: 1 event " in words and "What was said: 1 claim " in words and "Documents: the 1 that" in words


# The state of the case


def test_without_a_decision_it_says_up_to_when_none_was_found(client):
    make_case(kept_up_to="2026-05-29")
    builders.make_option("north")
    builders.make_decision("advice", outcomes=[{"option": "north", "effect": "supports"}])
    words = page(client)
    assert "We had found no final decision by 29 May 2026." in words
    assert "What was decided" not in words


def test_a_planned_decision_is_awaited_on_its_day_and_after_it(client):
    make_case(kept_up_to="2026-05-29")
    make_event("ruling", kind="decision", status="planned", when="2026-05-01")
    make_event("later", kind="decision", status="planned", when="9000")
    assert "by 29 May 2026. Awaited: The ruling, 1 May 2026 ." in page(client)


def test_the_decision_that_settles_the_case_is_its_state(client):
    make_case()
    make_event("ruling", kind="decision", status="planned", when="9000")
    builders.make_decision("order", when="2026-03-05", settles=True)
    assert "Decided: The order, 5 March 2026 ." in page(client)


def test_an_open_consultation_is_the_state_and_says_how_to_respond(client):
    make_case()
    open_now = {"edtf": "2020-01/9000-01", "extent": "throughout"}
    source = {"by": make_voice("ministry").key, "period": open_now, "method": "By post to the Ministry"}
    make_event("asking", kind="consultation", when=open_now, consultations=[source])
    words = page(client)
    assert "Consultation open: The asking" in words and "How: By post to the Ministry." in words
    assert "We know of no open consultation." not in words


def test_a_consultation_of_which_the_days_are_not_known_is_not_said_to_be_open(client):
    make_case()
    make_event("asking", kind="consultation", when={"edtf": "2020/9000"})
    assert "We know of no open consultation." in page(client)


def test_the_last_consultation_is_named_where_none_is_open(client):
    make_case()
    make_event("first", kind="consultation", when="2020-01")
    make_event("last", kind="consultation", when="2021-01")
    assert "We know of no open consultation. The last that we know of was The last, January 2021 ." in page(client)


# The plans


def test_each_plan_has_a_map_who_proposed_it_and_its_state(client):
    builders.make_council("melton")
    case = make_case(sides=TWO, parties=[{"voice": "melton"}])
    state = {"status": "submitted", "when": {"edtf": "2025-11"}}
    plan = make_proposal("plan", put_forward_by=["city"], states=[state], case=case)
    builders.make_option("one", of="plan", creates={"east": ["melton"]})
    html = html_of(client.get(URL))
    assert f'id="{plan.public_id}"' in html and 'aria-labelledby="tiles-' in html
    words = page(client)
    assert "A East" in words and "The plan City Council. Submitted, November 2025 ." in words


def test_the_map_is_of_the_latest_layout_and_counts_the_others_put_forward(client):
    make_case(sides=TWO)
    make_proposal("plan")
    builders.make_option("two", of="plan", sequence="2", creates={"second": ["city"]})
    builders.make_option("three", of="plan", sequence="3", creates={"third": ["county"]})
    replaced = [{"status": "replaced", "replaced_by": "two"}]
    builders.make_option("one", of="plan", sequence="1", creates={"first": ["city"]}, states=replaced)
    builders.make_option("out", of="plan", sequence="5", creates={"fifth": ["city"]}, states=[{"status": "ruled-out"}])
    builders.make_option("aside", of="plan", sequence="4", status="appraised", creates={"fourth": ["city"]})
    words = page(client)
    assert "A Third" in words and "1 other layout." in words
    assert not any(name in words for name in ("A First", "A Second", "A Fourth", "A Fifth"))


def test_plans_that_are_over_stand_behind_the_others_whoever_proposed_them(client):
    make_case(sides=TWO)
    make_proposal("gone", put_forward_by=["city"], states=[{"status": "ruled-out"}])
    make_proposal("plan", put_forward_by=["county"], states=[{"status": "submitted"}])
    words = page(client)
    assert words.index("The plan County Council.") < words.index("1 other plan")
    assert words.index("1 other plan") < words.index("The gone City Council. Ruled out, we do not know by whom .")


def test_plans_that_are_all_over_are_shown(client):
    make_case()
    make_proposal("gone", states=[{"status": "withdrawn"}])
    words = page(client)
    assert "The gone We do not know who proposed it. Withdrawn ." in words and "other plan" not in words


def test_who_left_a_plan_that_it_put_forward_is_said_to_have_left(client):
    make_case(sides=TWO)
    backers = [{"voice": "city", "relation": "left", "when": {"edtf": "2025-10-02"}}]
    make_proposal("plan", put_forward_by=["city", "county"], backers=backers)
    assert "City Council (left 2 October 2025), County Council." in page(client)


def test_a_plan_that_creates_no_council_lacks_no_map(client):
    builders.make_option(of="partnership")
    assert "Nothing that we have read names a council that it would create" not in page(client)
    builders.make_option(of="merger", creates=[{"key": "one", "name": "One Council"}])
    assert page(client).count("Nothing that we have read names a council that it would create") == 1


def test_a_case_without_plans_says_so(client):
    make_case()
    assert "We have found no plan yet." in page(client)


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
    assert words.index("What was decided") < words.index("The plans")


# Who is on each side


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
    assert words.index("Alpha County Council (A label that its members agreed to)") < words.index(
        "Beta Borough Council"
    )
    assert "Borough Council from 5 March 2026 onwards" in words


def test_voices_that_speak_and_stand_in_no_side_are_named(client):
    make_case(sides=TWO)
    make_claim(by=make_voice("courant"))
    make_claim(by=make_voice("silent"), state="draft")
    assert "Others quoted, not on any side: 1 The courant" in page(client)


# The questions most disputed


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


def test_a_question_names_the_sides_that_dispute_each_other(client):
    make_case(sides={**TWO, "third": ["third"]})
    point = make_point()
    claim = make_claim(by="county", points=[point.key])
    make_claim(by="city", points=[point.key], responses=[response(claim)])
    make_claim(by="third", points=[point.key])
    assert "Disputed between City and County" in page(client)


def test_of_a_side_of_several_councils_the_question_names_the_one_that_disputes(client):
    make_case(sides={"city": ["city"], "both": ["county", "third"]})
    claim = make_claim(by="county", points=[make_point().key])
    make_claim(by="city", points=[claim.points.get().point.key], responses=[response(claim)])
    assert "Disputed between Both (County Council) and City" in page(client)


def test_a_question_without_a_dispute_has_the_words_of_its_own_page(client):
    make_case(sides=TWO)
    make_claim(by="county", points=[make_point().key])
    words = page(client)
    assert "One side only" in words and "Disputed between" not in words


def test_questions_are_headed_as_disputed_only_where_sides_dispute_each(client):
    make_case(sides=TWO)
    disputed, said = make_point("disputed"), make_point("said")
    claim = make_claim(by="county", points=[disputed.key])
    make_claim(by="city", points=[disputed.key], responses=[response(claim)])
    assert "Most disputed" in page(client)
    make_claim(by="county", points=[said.key])
    assert "Most disputed" not in page(client)


def test_three_questions_are_shown_of_many(client):
    make_case(sides=TWO)
    for number in range(5):
        make_claim(by="county", points=[make_point(f"q-{number}").key])
    assert len(re.findall("data-point=", html_of(client.get(URL)))) == 3


# What happens next


def test_what_a_plan_sets_out_is_apart_from_what_is_to_happen(client):
    make_case(sides=TWO)
    make_proposal("plan", name="The plan")
    make_event(title="The vote", when="2999-05", status="planned", kind="decision")
    make_event(title="New councils", when="2999-04", status="planned", kind="step", proposals=["plan"])
    make_event(title="An order", when="2020-04", status="planned", kind="step", proposals=["plan"])
    happens, of_plans = text_of(client.get(URL)).split("What happens next")[1].split("Dates that the plans give")
    assert "The vote" in happens and "New councils" not in happens
    assert of_plans.index("The plan") < of_plans.index("New councils")
    assert f"An order: planned, and that date has passed; {NOT_KNOWN}" in of_plans


def test_planned_events_ahead_are_named_in_their_order(client):
    make_event("later", status="planned", when="9000")
    make_event("sooner", status="planned", when="../8000-04")
    make_event("past", status="planned", when="2020")
    make_event("held", when="2021")
    words = page(client)
    assert words.index("by April 8000 The sooner") < words.index("9000 The later")
    assert "The past planned" not in words and "The held planned" not in words
    assert f"The past. 2020 : planned, and that date has passed; {NOT_KNOWN}." in words


def test_where_nothing_is_planned_it_says_that_nothing_is_known(client):
    make_case()
    assert "We know of no planned date." in page(client)


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


@pytest.mark.measure
def test_a_case_of_thirty_of_each_costs_the_queries_of_one_of_three(client):
    make_case(sides=TWO)
    queries = []
    for number in (3, 27):
        for _ in range(number):
            make_claim(by="county", points=[make_point().key])
            make_proposal(names=[{"name": "A name"}], versions=[{"stage": "final"}], put_forward_by=["city"])
            make_event(status="planned", when="9000")
            make_claim(by=make_voice())
            builders.make_decision(settles=True, outcomes=[{"effect": "leaves-open", "words": "all of it"}])
        queries.append(queries_of(client, URL))
    assert queries[0] == queries[1]
