"""Meeting details on the page of an event, and decisions elsewhere."""

import pytest

from proposals.models import Event
from tests.builders import (
    CITED,
    make_area,
    make_case,
    make_council,
    make_decision,
    make_document,
    make_element,
    make_event,
    make_list,
    make_measure,
    make_option,
    make_proposal,
    make_risk_register,
    make_voice,
    passage,
)
from tests.pages import html_of, queries_of, text_of
from timeline.changes.record_urls import address_of

pytestmark = pytest.mark.django_db


def html(client, event) -> str:
    return html_of(client.get(event.get_absolute_url()))


def words(client, event) -> str:
    return text_of(client.get(event.get_absolute_url()))


def test_an_agenda_item_has_its_report_and_the_decision_taken_on_it(client):
    make_document("report", title="Report on structures")
    event = make_event(
        "council",
        agenda=[{"number": "7", "title": "Structures", "report": "report"}, {"number": "8", "title": "Dates"}],
    )
    decision = make_decision(title="Structures agreed", event="council", item="7")
    found = words(client, event)
    assert "7 Structures Report: Report on structures Decision: Structures agreed 8 Dates" in found
    assert html(client, event).count(f'href="{decision.get_absolute_url()}"') == 2


def test_decisions_of_a_meeting_stand_on_its_page_in_a_line(client):
    event = make_event("council")
    votes = [{"manner": "counted", "for": "27", "against": "24"}]
    make_decision(event="council", motions=[{"key": "motion", "result": "lost", "votes": votes}])
    make_decision(title="Secret", event="council", state="draft")
    found = words(client, event)
    assert "Motion lost: 27 for, 24 against" in found and "Secret" not in found


def test_an_event_without_any_of_it_has_no_empty_sections(client):
    found = html(client, make_event())
    for section in ("agenda", "decisions", "records", "consultation", "lists", "risks"):
        assert f'aria-labelledby="{section}"' not in found


def test_the_record_of_a_meeting_is_told_of_everybody_in_the_same_verbs_and_on_whose_word(client):
    make_council("mere"), make_council("vale")
    make_voice("courant", name="The Courant")
    states = [
        {"status": "held", "voice": "mere", "according_to": "courant"},
        {"status": "asked-for", "voice": "vale", "of": "mere", "when": {"edtf": "2025-02"}, "according_to": "vale"},
        {"status": "declined", "voice": "mere", "according_to": "vale", "passage": passage("was declined", "letter")},
        {"status": "unpublished"},
    ]
    found = words(client, make_event(records=[{"name": "A note of the meeting", "states": states}]))
    assert "A note of the meeting Held by Mere Council , according to the Courant" in found
    assert "Asked for by Vale Council from Mere Council , February 2025 , according to Vale Council" in found
    assert f"Declined by Mere Council , according to Vale Council P{CITED[1:]} : was declined" in found
    assert "Not published" in found


def test_nobody_is_made_to_speak_of_a_record_who_did_not(client):
    make_council("mere")
    found = words(
        client, make_event(records=[{"name": "Minutes", "states": [{"status": "not-made", "voice": "mere"}]}])
    )
    assert "Said not to have been made by Mere Council" in found and "according to" not in found


def test_a_published_record_is_linked(client):
    minutes = make_document("minutes", title="Minutes of 8 January")
    states = [{"status": "published", "document": "minutes"}]
    assert f'Published</b>: <a href="{minutes.get_absolute_url()}">Minutes of 8 January' in html(
        client, make_event(records=[{"name": "Minutes", "states": states}])
    )


def test_each_source_of_a_consultation_has_a_row_with_what_it_states(client):
    make_council("mere")
    make_voice("courant", name="The Courant")
    event = make_event(
        "consultation",
        kind="consultation",
        consultations=[
            {
                "by": "mere",
                "period": {"edtf": "2025-06-01/2025-07-26"},
                "audience": "Residents",
                "method": "A form",
                "asked": "9000",
                "responses": "3118",
                "according_to": "mere",
            },
            {"bound": "about", "responses": "3000", "according_to": "courant"},
        ],
    )
    found = words(client, event)
    assert "Residents A form 9,000 3,118 According to Mere Council" in found
    assert "about 3,000 According to the Courant" in found
    assert 'data-value="3118"' in html(client, event)


def test_lists_and_risk_registers_of_an_event_stand_on_its_page(client):
    event = make_event("consultation")
    make_list(title="Messages", kind="messages", event="consultation", items=[{"number": "1", "words": "Stay near."}])
    make_decision("decision", event="consultation")
    register = make_risk_register(decision="decision", risks=[{"words": "Unrest."}])
    found = words(client, event)
    assert "Messages Consultation messages, in The document . 1 listed here. 1 Stay near." in found
    assert f'href="{register.get_absolute_url()}"' in html(client, event)


def test_what_came_of_a_plan_is_linked(client):
    plan = make_event("plan", status="planned", when="2025-06")
    came = make_event("came", title="It was held", links=[{"relation": "came-of", "to": "plan"}])
    assert f'What came of it: <a href="{came.get_absolute_url()}">It was held' in html(client, plan)
    assert "not in this record" not in words(client, plan)


@pytest.mark.parametrize(("when", "is_said"), [("2025-06", True), ("9000-06", False)])
def test_a_planned_event_whose_day_is_past_says_that_its_outcome_is_not_in_the_record(client, when, is_said):
    found = words(client, make_event(status="planned", when=when))
    assert ("Planned, and that date has passed; we do not know what came of it" in found) == is_said


def full(number: int):
    """An event with so many of everything, each with voices and documents of its own."""
    voices = [make_council().key for _ in range(number)]
    papers = [make_document().key for _ in range(number)]

    def each(**content):
        return [{"passage": passage("x", paper), **content} for paper in papers]

    event = make_event(
        facts=[{"kind": "present", "voice": voice, "according_to": voice} for voice in voices],
        agenda=[{"title": "x", "report": paper, "passage": passage("x", paper)} for paper in papers],
        records=[
            {"name": "x", "states": [{"status": "asked-for", "voice": voice, "of": voice, "document": paper}]}
            for voice, paper in zip(voices, papers, strict=True)
        ],
        consultations=each(by=voices[0]),
    )
    for voice, paper in zip(voices, papers, strict=True):
        votes = [{"manner": "counted", "for": "1", "according_to": voice}]
        make_decision(event=event.key, made_by=voice, motions=[{"key": "motion", "votes": votes}])
        item = {"words": "x", "to": voice, "came_of": [{"event": event.key, "according_to": voice}]}
        make_list(event=event.key, in_document=paper, by=voice, items=[item])
    return event


@pytest.mark.measure
def test_thirty_of_everything_cost_the_queries_of_three(client):
    few, many = full(3), full(30)
    for event in (few, many):
        make_event(links=[{"relation": "follows", "to": event.key}])
    assert queries_of(client, many.get_absolute_url()) == queries_of(client, few.get_absolute_url())


def test_who_decides_at_an_event_takes_part_in_it(client):
    case = make_case(sides={"city": ["city"], "county": ["county"]})
    make_decision(event=make_event("council", case=case).key, made_by="county", case=case)
    assert "County : nothing found about this event." in words(client, Event.objects.get(key="council"))


# On the timeline


def timeline(client, query="") -> str:
    return text_of(client.get(f"/cases/case/timeline/{query}"))


def test_a_decision_without_an_event_stands_on_the_timeline_itself(client):
    make_council("mere", code="MER")
    make_case(parties=[{"voice": "mere"}])
    make_event("council")
    make_event("hidden", state="draft")
    make_decision(title="At the council", event="council")
    alone = make_decision(title="By a letter", made_by="mere", summary="It waits.", status="deferred")
    make_decision(title="Secret", state="draft")
    found = timeline(client)
    assert "By a letter Decision maker: Mere Council It waits." in found and "Deferred" in found
    assert found.count("Decision: At the council") == 1 and "Secret" not in found
    assert alone.get_absolute_url() in html_of(client.get("/cases/case/timeline/"))


def test_decisions_are_found_by_council_by_kind_by_date_and_by_words(client):
    make_council("mere", code="MER")
    make_case(parties=[{"voice": "mere"}])
    make_decision(title="Ours alone", made_by="mere", when="2025-06-01")
    make_decision(title="By others", when="2026-06-01")
    make_event("council", title="Our meeting")
    make_decision(event="council", made_by="mere", when="2025-06-01")
    for query, shown in (
        ("?council=MER", {"Ours alone", "Our meeting"}),
        ("?kind=decision", {"Ours alone", "By others"}),
        ("?from=2026", {"By others"}),
        ("?q=alone", {"Ours alone"}),
    ):
        found = timeline(client, query)
        assert {title for title in ("Ours alone", "By others", "Our meeting") if title in found} == shown, query


def test_the_feed_and_the_file_of_a_timeline_have_its_decisions(client):
    make_decision(title="By a letter")
    assert "By a letter" in html_of(client.get("/cases/case/timeline.atom"))
    assert "By a letter" in b"".join(client.get("/cases/case/timeline.csv").streaming_content).decode()


# In the log, and among what rests on a document


def test_decisions_lists_and_registers_have_an_address_in_the_log_and_with_their_document(client):
    document = make_document("report")
    records = [
        make_decision(resolutions=[{"words": "x", "passage": passage("so resolved", "report")}]),
        make_list(items=["Money."], in_document="report"),
        make_risk_register(risks=[{"words": "Unrest."}], in_document="report"),
    ]
    log = html_of(client.get("/changes/"))
    cited = html_of(client.get(document.get_absolute_url()))
    for record in records:
        assert f'href="{record.get_absolute_url()}"' in log
        assert f'href="{record.get_absolute_url()}"' in cited
    assert "Risk register" in text_of(client.get("/changes/"))


@pytest.mark.audit
def test_the_log_gives_every_kind_of_record_of_a_case_an_address_that_is_there(client):
    make_proposal("one")
    records = [
        make_area(),
        make_option(of="one"),
        make_element(),
        make_measure(),
        make_decision(),
        make_list(items="x"),
    ]
    for record in records:
        publication = record.publications().first()
        assert client.get(address_of(publication)).status_code == 200, record.KIND
