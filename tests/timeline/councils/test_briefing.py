"""The briefing of a council before a meeting."""

import re
from pathlib import Path

import pytest

from claims.case_files import load
from councils.models import Case
from tests.builders import (
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_event,
    response,
)
from tests.pages import html_of, text_of
from tests.shared import shared
from timeline.councils import briefing

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent.parent
URL = "/councils/MEL/briefing/"
PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@shared
def melton():
    make_council("melton", code="MEL", name="Melton Council")
    return make_case(
        sides={"county": ["county"], "districts": ["melton"]}, parties=[{"voice": "melton"}], kept_up_to="2025-12-31"
    )


def section(response, name):
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', html_of(response))
    return found[1] if found else ""


def section_of_choices(response):
    chosen = re.search(r'<select[^>]*name="meeting".*?</select>', html_of(response))[0]
    return re.findall(r"<option[^>]*>([^<]*)</option>", chosen)


def test_it_says_what_was_said_about_the_council_and_what_it_said(client, melton):
    about = make_claim(by="county", about=["melton"], quote="was late", said="2025-03-01")
    own = make_claim(by="melton", quote="was not", said="2025-04-01")
    make_alliance("eight", ["melton"])
    joint = make_claim(by="eight", said="2025-05-01")
    page = client.get(URL)
    assert about.statement in section(page, "about") and "was late" in section(page, "about")
    assert own.statement in section(page, "own") and joint.statement in section(page, "joint")
    assert joint.statement not in section(page, "own")


def test_what_it_may_wish_to_answer_is_said_once_and_without_a_count(client, melton, monkeypatch):
    monkeypatch.setattr(briefing, "MOST_TO_ANSWER", 1)
    for day in (1, 2):
        claim = make_claim(by="county", about=["melton"], kind="characterisation", said=f"2025-03-0{day}")
    page = client.get(URL)
    words = section(page, "to-answer")
    assert "We found no reply by 31 December 2025 from Melton Council." in words
    assert claim.statement in words and html_of(page).count(f'data-claim="{claim.public_id}"') == 1
    assert "The latest 1 are here." in words and "role=no-reply" in words and " of 2" not in words


def test_what_it_has_answered_is_not_there_to_be_answered(client, melton):
    accusation = make_claim(by="county", about=["melton"], kind="characterisation", said="2025-03-01")
    make_claim(by="melton", responses=[response(accusation)], said="2025-04-01")
    assert section(client.get(URL), "to-answer") == ""


def test_it_begins_a_year_before_the_day_to_which_the_case_is_kept_or_when_asked(client, melton):
    old = make_claim(by="melton", said="2023-03-01")
    make_claim(by="melton", said="2025-03-01")
    assert old.statement not in text_of(client.get(URL)) and "Since 28 December 2024" in text_of(client.get(URL))
    assert old.statement in text_of(client.get(f"{URL}?since=January 2023"))


def test_the_rest_is_behind_a_link_that_says_how_many_there_are(client, melton, monkeypatch):
    monkeypatch.setattr(briefing, "MOST_OWN", 2)
    for day in (1, 2, 3):
        make_claim(by="melton", said=f"2025-03-0{day}")
    words = section(client.get(URL), "own")
    assert "The latest 2 of 3 are here." in words
    assert 'href="/claims/?case=case&amp;council=MEL&amp;role=made-by&amp;from=' in words


def test_each_source_is_a_numbered_note_with_place_and_address(client, melton):
    make_claim(by="melton", said="2025-03-01")
    page = client.get(URL)
    assert 'href="#note-1"' in section(page, "own") and 'id="note-1"' in section(page, "sources")
    assert re.search(r"Counterpoint, revision \d+, ", text_of(page))


def test_the_chosen_meeting_comes_with_its_agenda(client, melton):
    event = make_event("cabinet", title="Cabinet", when="2025-06-01", agenda=[{"number": "4", "title": "The proposal"}])
    page = client.get(f"{URL}?meeting={event.public_id}")
    assert "Cabinet" in section(page, "meeting") and "4 The proposal" in section(page, "meeting")
    other = make_event("talks", title="Talks", when="2025-06-02")
    assert "We have found no agenda, decision or paper" in section(
        client.get(f"{URL}?meeting={other.public_id}"), "meeting"
    )


def test_a_long_agenda_says_how_much_of_it_is_here_and_where_the_rest_is(client, melton, monkeypatch):
    monkeypatch.setattr(briefing, "MOST_AGENDA", 2)
    monkeypatch.setattr(briefing, "MOST_DECISIONS", 2)
    agenda = [{"number": str(number), "title": f"Item {number}"} for number in (1, 2, 3)]
    event = make_event("cabinet", when="2025-06-01", agenda=agenda)
    for number in (1, 2, 3, 4):
        make_decision(event=event.key, item=str(number))
    page = client.get(f"{URL}?meeting={event.public_id}")
    words = section(page, "meeting")
    assert "Item 2" in words and "Item 3" not in words
    assert f'The first 2 of 3 are here. <a href="{event.get_absolute_url()}#agenda">Read all</a>' in words
    assert f'The first 2 of 4 are here. <a href="{event.get_absolute_url()}#decisions">Read all</a>' in words


def test_joint_claims_take_the_room_left_and_are_never_cut_without_a_word(client, melton):
    make_alliance("eight", ["melton"])
    for day in (1, 2, 3, 4):
        make_claim(by="melton", said=f"2025-03-0{day}")
        make_claim(by="eight", said=f"2025-04-0{day}")
    assert "The latest 1 of 4 are here." in section(client.get(URL), "joint")


def test_what_was_planned_for_a_day_gone_by_is_not_passed_over(client, melton):
    make_event(title="A second meeting", status="planned", when="2020-02-03")
    words = text_of(client.get(URL))
    assert (
        "A second meeting . 3 February 2020 : planned, and that date has passed; we do not know what came of it."
        in words
    )
    assert "nothing planned" not in words


def test_what_is_coming_is_named_with_a_calendar(client, melton):
    make_event(title="Vesting day", when="2999-04-01", status="planned")
    page = client.get(URL)
    assert "1 April 2999" in section(page, "ahead") and "Vesting day" in section(page, "ahead")
    assert 'href="/councils/MEL/calendar.ics"' in html_of(page)


@pytest.mark.parametrize("query", ["since=x", "case=other", "meeting=0123456789", "since=2025&since=2026"])
def test_what_is_not_understood_is_said(client, melton, query):
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert 'role="alert"' in html_of(answer) and "Error: " in html_of(answer)


def test_a_council_in_no_case_has_an_empty_one(client):
    make_council("melton", code="MEL")
    assert "It is in no case yet." in text_of(client.get(URL))


def test_drafts_are_in_no_briefing(client, melton):
    make_claim("secret", by="melton", statement="A secret.", said="2025-03-01", state="draft")
    assert "A secret." not in text_of(client.get(URL))


@pytest.mark.audit
def test_the_briefings_of_shipped_councils_print_on_two_pages(browser, live_server, transactional_db):
    for name in ("leicestershire-2025", "harborough-melton-2022"):
        load(ROOT / f"cases/{name}.yaml", [])
    page = browser.new_page()
    addresses = [f"/councils/{code}/briefing/" for code in ("LEC", "MEL", "HAO")]
    addresses += [f"{address}?case=harborough-melton-2022&since=2022" for address in addresses[1:]]
    for address in addresses:
        page.goto(live_server.url + address)
        assert len(PAGES.findall(page.pdf(format="A4"))) <= 2, address
    # A meeting of many items, decisions and papers.
    case = Case.objects.get(key="leicestershire-2025")
    long = "Local government reorganisation in Leicester, Leicestershire and Rutland: response to the request"
    papers = [make_document(f"paper-{n}", title=f"{long} {n}").key for n in range(46)]
    event = make_event(
        case=case,
        title=long,
        when="2026-06-01",
        agenda=[{"number": str(n), "title": long, "report": papers[n]} for n in range(23)],
        documents=papers,
    )
    for n in range(23):
        make_decision(case=case, event=event.key, item=str(n), title=long)
    page.goto(f"{live_server.url}/councils/LEC/briefing/?case={case.key}&meeting={event.public_id}")
    assert page.locator("[aria-labelledby=meeting] .rest").count() == 3
    assert len(PAGES.findall(page.pdf(format="A4"))) <= 2
    # All claims about one council in one case, in type that can be read.
    for council, key in (("LEC", "leicestershire-2025"), ("HAO", "harborough-melton-2022")):
        page.goto(f"{live_server.url}/claims/?council={council}&role=about&case={key}&all=1")
        assert len(PAGES.findall(page.pdf(format="A4"))) <= 6, council
        page.emulate_media(media="print")
        sizes = page.evaluate(
            "[...document.querySelectorAll('.claims *')].filter(each => each.checkVisibility()"
            " && [...each.childNodes].some(node => node.nodeType == Node.TEXT_NODE && node.data.trim()))"
            ".map(each => parseFloat(getComputedStyle(each).fontSize))"
        )
        assert min(sizes) * 72 / 96 >= 8.49, council
        page.emulate_media()
    page.close()


def test_it_offers_meetings_and_not_a_plans_dates_each_with_its_date_once(client, melton):
    make_event(title="Cabinet, 3 March 2025", kind="meeting", when="2025-03-03")
    make_event(title="Elections in May", kind="step", when="2027-05")
    offered = section_of_choices(client.get(URL))
    assert offered == ["Any", "Cabinet, 3 March 2025"]


def test_the_notes_on_a_document_are_printed_once(client, melton):
    document = make_document(flags=[{"kind": "remark", "note": "It bears no date."}])
    for day in (1, 2):
        make_claim(by="county", about=["melton"], in_document=document, said=f"2025-03-0{day}")
    page = client.get(URL)
    assert html_of(page).count("It bears no date.") == 1
    assert html_of(page).count(f'href="#notes-{document.public_id}"') == 2
