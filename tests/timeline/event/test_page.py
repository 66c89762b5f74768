"""The page of one event, side by side."""

import re

import pytest

from proposals.choices import EventRelation
from tests import builders
from tests.builders import (
    CITED,
    change,
    make_case,
    make_claim,
    make_document,
    make_event,
    make_point,
    make_voice,
    passage,
    response,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared
from timeline.event.related_events import BACK, FORWARD

pytestmark = pytest.mark.django_db

TWO = {"city": ["city"], "county": ["county"]}
FIVE = {key: [key] for key in ("alpha", "bravo", "city", "county", "delta")}


def about(event, *points):
    """The fields that make a claim an account of an event and an answer to points."""
    return {"events": [{"event": event.key}], "points": [point.key for point in points]}


def page(client, event, query=""):
    return client.get(event.get_absolute_url() + query)


def rows_of(response):
    """The question and kind of each row: first the one that opens the page."""
    return re.findall(
        r'<(?:tbody role="rowgroup"|details class="question")(?: data-point="(\w+)")? data-row="(\w+)"',
        html_of(response),
    )


def cells_of(response):
    return re.findall(r'<td role="cell" class="cell [^"]*" data-side="([\w-]+)" data-cell="(\w+)"', html_of(response))


def heads_of(response):
    return re.findall(r'<th role="columnheader"[^>]* data-side="([\w-]+)"', html_of(response))


@shared
def disputed():
    """An event on which two sides differ about one question."""
    make_case(sides=TWO)
    event, point = make_event("meeting"), make_point("agreed")
    said = make_claim("said", by="county", **about(event, point))
    denied = make_claim("denied", by="city", responses=[response(said)], **about(event, point))
    return event, point, said, denied


def test_every_link_is_told_from_both_of_its_ends():
    assert set(FORWARD) == set(BACK) == set(EventRelation)


# Rows and columns


def test_a_row_says_what_its_accounts_show_and_to_which_question(client, disputed):
    event, point, *_ = disputed
    assert rows_of(page(client, event)) == [(point.public_id, "differ")]


def test_each_side_has_a_cell_in_alphabetical_order(client, disputed):
    assert heads_of(page(client, disputed[0])) == ["city", "county"]
    assert cells_of(page(client, disputed[0])) == [("city", "account"), ("county", "account")]


def test_the_accounts_stand_before_all_else_with_date_sentence_words_and_source(client):
    make_case(sides=TWO)
    event, point = make_event("talks", summary="About the talks."), make_point(question="Was it agreed?")
    said = make_claim(
        by="county", statement="All agreed.", quote="we all agreed", said="2025-01-09", **about(event, point)
    )
    words = text_of(page(client, event))
    order = [
        "The talks",
        "Was it agreed?",
        "County",
        "9 January 2025",
        "All agreed.",
        "we all agreed",
        "About the talks.",
    ]
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert html_of(page(client, event)).count(f'data-claim="{said.public_id}"') == 1


def test_an_answer_says_what_it_disputes_and_is_joined_to_it_where_it_stands_below(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    first = make_claim(by="city", said="2025-01-09", **about(event, point))
    make_claim(by="county", said="2025-01-10", responses=[response(first)], **about(event, point))
    html = html_of(page(client, event))
    assert '<p class="join">disputed the next day by</p>' in html
    assert re.search(rf'Disputes <a href="#claim-{first.public_id}" ?>what City Council said the day before</a>', html)


def test_the_day_of_an_article_is_not_told_as_the_day_on_which_something_was_said(client):
    make_case(sides=TWO)
    make_voice("echo", name="The Echo")
    event, point, paper = make_event(), make_point(), make_document("paper", date="2025-10-14")
    told = {"in_document": paper, "reported_by": ["echo"], **about(event, point)}
    first = make_claim(by="city", **told)
    make_claim(by="county", responses=[response(first)], **told)
    words = text_of(page(client, event))
    assert "Disputes what City Council said" in words and "the same day" not in words


def test_an_answer_that_stands_first_says_what_it_disputes(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    first = make_claim(by="county", said="2025-01-09", **about(event, point))
    make_claim(by="city", said="2025-01-10", responses=[response(first)], **about(event, point))
    found = page(client, event)
    assert 'class="join"' not in html_of(found)
    assert "Disputes what County Council said the day before" in text_of(found)
    assert 'class="join"' in html_of(page(client, event, "?order=reversed"))


def test_a_reply_that_is_not_beside_it_is_named(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    said = make_claim(by="county", said="2025-01-09", **about(event, point))
    assert "Disputed by" not in text_of(page(client, event))
    make_claim(by="city", said="2025-02", responses=[response(said)])
    assert "Disputed by City Council" in text_of(page(client, event))


def test_a_folded_claim_says_what_replies_make_of_it(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    first = make_claim(by="county", said="2025-01", **about(event, point))
    make_claim(by="county", said="2025-02", **about(event, point))
    make_claim(by="city", said="2025-03", responses=[response(first)])
    _, folded = html_of(page(client, event)).split('<details class="more-said">', 1)
    assert "<b>Disputed</b>" in folded


def test_what_else_was_said_on_the_question_is_folded(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    first, latest = (make_claim(by="county", said=said, **about(event, point)) for said in ("2025-01", "2025-02"))
    html = html_of(page(client, event))
    opening, folded = html.split('<details class="more-said">', 1)
    assert latest.public_id in opening and first.public_id not in opening
    assert folded.index("County: 1 more claim on this question") < folded.index(first.public_id)


def test_the_other_questions_are_a_line_each_with_who_has_spoken(client):
    make_case(sides=TWO)
    event = make_event()
    make_claim(by="county", **about(event, make_point("one", question="What was it for?", sequence=2)))
    make_claim(by="city", **about(event, make_point("two", question="Who was there?", sequence=1)))
    found = page(client, event)
    assert "1 other question about it" in text_of(found)
    assert "What was it for? One side only: County" in text_of(found)


def test_silence_is_shown_in_a_cell_of_its_own(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    make_claim(by="county", about=["city"], **about(event, point))
    found = page(client, event)
    assert cells_of(found) == [("city", "empty"), ("county", "account")]
    assert text_of(found).count("nothing found") == 1


def test_columns_are_the_sides_that_took_part_are_spoken_of_or_speak(client):
    make_case(sides=FIVE)
    event = make_event(facts=[{"kind": "host", "voice": "bravo"}, {"kind": "outcome", "voice": "alpha"}])
    make_claim(by="county", about=["delta", {"voice": "city", "reading": True}], **about(event))
    assert heads_of(page(client, event)) == ["bravo", "county", "delta"]


def test_an_alliance_that_took_part_means_its_members_sides(client):
    make_case(sides=TWO)
    builders.make_alliance("all-councils", members=["city", "county"])
    event = make_event(facts=[{"kind": "present", "voice": "all-councils"}])
    assert heads_of_slots(page(client, event)) == ["city", "county"]


def heads_of_slots(response):
    return re.findall(r'<li class="[^"]*" data-side="([\w-]+)" data-cell="empty"', html_of(response))


def test_an_event_without_accounts_shows_an_empty_place_for_each_side(client):
    make_case(sides=TWO)
    event = make_event(facts=[{"kind": "present", "voice": "city"}, {"kind": "present", "voice": "county"}])
    found = page(client, event)
    assert heads_of_slots(found) == ["city", "county"]
    assert "County : nothing found about this event." in text_of(found)


def test_a_claim_known_only_through_its_rebuttal_stands_with_the_rebutter_and_makes_no_row_differ(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    reported = make_claim("reported", by="city", reported_by=["county"], **about(event, point))
    make_claim(by="county", responses=[response(reported)], **about(event, point))
    found = page(client, event)
    assert rows_of(found) == [(point.public_id, "one")]
    assert ("county", "account") in cells_of(found) and ("city", "account") not in cells_of(found)
    assert "County Council says that City Council claimed" in text_of(found)


def test_voices_in_no_side_stand_under_the_columns(client):
    make_case(sides=TWO)
    event, point = make_event(), make_point()
    make_claim(by="county", about=["city"], **about(event, point))
    make_claim(by=builders.make_voice("courant"), **about(event, point))
    found = page(client, event)
    assert "Others, on no side: 1 claim" in text_of(found)
    assert len(cells_of(found)) == 2


def test_a_claim_without_a_question_has_a_row_that_names_none(client):
    make_case(sides=TWO)
    event = make_event()
    make_claim(by="county", **about(event))
    assert rows_of(page(client, event)) == [("", "one")]


def test_a_claim_that_answers_two_questions_is_printed_once_and_then_led_to(client):
    make_case(sides=TWO)
    event = make_event()
    claim = make_claim(by="county", quote="its own words", **about(event, make_point("one"), make_point("two")))
    found = page(client, event)
    html = html_of(found).partition("<main")[2]
    for printed_once in (f'data-claim="{claim.public_id}"', f'id="claim-{claim.public_id}"', "“its own words”"):
        assert html.count(printed_once) == 1
    assert "Answered above too: its claim of " in text_of(found)
    assert f'<a href="#claim-{claim.public_id}">' in html


def test_every_claim_stands_with_its_words(client, disputed):
    found = html_of(page(client, disputed[0]))
    assert found.count("data-claim=") == found.count("data-quote=") == 2


# The reader's choice


def test_of_more_than_three_sides_those_that_speak_come_first(client):
    make_case(sides=FIVE)
    event = make_event()
    make_claim(by="delta", about=["alpha", "bravo", "city", "county"], **about(event))
    found = page(client, event)
    assert heads_of(found) == ["alpha", "bravo", "delta"]


def test_a_page_shows_every_side_that_answers_its_question(client):
    make_case(sides=FIVE)
    event, point = make_event(), make_point()
    for side in FIVE:
        make_claim(by=side, **about(event, point))
    assert heads_of(page(client, event)) == sorted(FIVE)
    assert 'class="accounts-wide"' in html_of(page(client, event))


def test_the_reader_chooses_sides_and_they_keep_the_alphabet(client):
    make_case(sides=FIVE)
    event = make_event()
    make_claim(by="delta", about=["alpha", "bravo", "city", "county"], **about(event))
    assert heads_of(page(client, event, "?sides=delta&sides=city")) == ["city", "delta"]


def test_the_reader_may_reverse_the_order(client, disputed):
    assert heads_of(page(client, disputed[0], "?order=reversed")) == ["county", "city"]


def test_a_choice_changes_no_row_and_says_what_it_leaves_out(client, disputed):
    event, point, *_ = disputed
    found = page(client, event, "?sides=city")
    assert rows_of(found) == [(point.public_id, "differ")]
    assert "Not shown here, but on this question too: County." in text_of(found)


@pytest.mark.parametrize(
    "query", ["?sides=nobody", "?order=sideways", "?sides=%27%22%3Cscript%3E", "?sides=" + "x" * 5000]
)
def test_what_is_not_understood_is_said_and_not_kept(client, disputed, query):
    found = page(client, disputed[0], query)
    assert found.status_code == 200
    assert 'class="notice"' in html_of(found)
    assert found["Cache-Control"] == "no-store"
    assert "noindex" in html_of(found)


def test_two_sides_that_change_names_change_columns_and_nothing_else(client):
    for voice in ("one", "two"):
        builders.make_council(voice)
    first = _columns_of(client, "left", {"one": "Alpha", "two": "Beta"})
    second = _columns_of(client, "right", {"one": "Beta", "two": "Alpha"})
    assert first == (["differ"], ["one", "two"])
    assert second == (["differ"], ["two", "one"])


def _columns_of(client, key, labels):
    """The rows and columns of an event of a case whose sides have these labels."""
    sides = [{"key": side, "label": label, "voices": [{"voice": side}]} for side, label in labels.items()]
    case = builders.make("case", {"key": key, "title": "A case", "summary": "Made up.", "sides": sides})
    event, point = make_event(case=case), make_point(case=case)
    said = make_claim("said", by="one", case=case, **about(event, point))
    make_claim("denied", by="two", case=case, responses=[response(said)], **about(event, point))
    found = page(client, event)
    return [kind for _, kind in rows_of(found)], heads_of(found)


# What is stated of it


def test_facts_stand_each_on_somebodys_word(client):
    make_case(sides=TWO)
    document = make_document("minutes")
    event = make_event(
        facts=[
            {"kind": "host", "voice": "city", "according_to": "county", "passage": passage("hosted by", document)},
            {"kind": "place", "stated": False, "passage": {"document": document.key}},
        ]
    )
    words = text_of(page(client, event))
    assert "According to County Council, unless another is named" in words
    assert "City Council 1" in words and "Not stated. 2" in words
    assert f"2 sources of these facts The minutes , {CITED}: hosted by The minutes" in words


def test_a_month_and_a_day_in_it_are_no_disagreement(client):
    dates = [{"kind": "date", "when": {"edtf": form}} for form in ("2025-01", "2025-01-08")]
    assert "sources disagree" not in text_of(page(client, make_event(facts=dates)))


def test_differing_dates_are_all_shown_with_why_one_is_sorted_by(client):
    make_case(sides=TWO)
    event = make_event(
        when={"edtf": "2025-01-08", "printed": "8 January", "basis": "another-document"},
        when_reason="The release gives the day.",
        facts=[
            {"kind": "date", "when": {"edtf": "2025-02"}, "according_to": "county"},
            {"kind": "date", "when": {"edtf": "2025-01-08"}, "according_to": "city"},
        ],
    )
    words = text_of(page(client, event))
    assert "sources disagree" in words
    assert "Why we sort it by this date: The release gives the day." in words
    assert "February 2025 according to County Council" in words
    assert "8 January 2025 according to City Council" in words


@pytest.mark.parametrize(
    ("status", "words"),
    [("planned", "Planned"), ("unknown", "Not known to have taken place"), ("cancelled", "Cancelled")],
)
def test_what_did_not_simply_take_place_is_marked(client, status, words):
    assert words in text_of(page(client, make_event(status=status)))


def test_what_was_planned_for_a_day_gone_by_is_not_said_to_have_happened(client):
    words = text_of(page(client, make_event(status="planned", when="2020")))
    assert "Planned, and that date has passed; we do not know what came of it" in words


def test_linked_events_are_named_in_words_both_ways(client):
    meeting = make_event("meeting")
    before = make_event("before", links=[{"relation": "pre-meeting-of", "to": "meeting"}])
    assert "It was a pre-meeting of" in text_of(page(client, before))
    assert "Its pre-meeting" in text_of(page(client, meeting))


def test_the_events_before_and_after_are_those_of_the_timeline(client):
    make_event("earlier", when="2025-01-01")
    event = make_event("middle", when="2025-02-01")
    make_event("by-march", when="../2025-03")
    found = html_of(page(client, event))
    assert re.search(r'rel="prev" ?>The earlier', found)
    assert re.search(r'rel="next" ?>The by-march', found)
    assert re.search(r'The event before it</span> ?<div><a[^>]*rel="prev"', found)
    assert re.search(r'About the same time</span> ?<div><a[^>]*rel="next"', found)


def test_an_editors_note_is_marked_as_one(client):
    event = make_event(flags=[{"kind": "date-conflict", "note": "Two dates are printed."}])
    assert "† Editor’s note: dates differ. Two dates are printed." in text_of(page(client, event))


def test_a_note_stands_beside_the_fact_that_it_flags_and_no_other(client):
    body = "They met in the north hall. Eight leaders were there."
    make_document("minutes", body=body)
    on_hall, on_leaders = (builders.passage(each, "minutes") for each in ("in the north hall", "Eight leaders were"))
    change(builders.document("minutes"), flags=[{"kind": "remark", "note": "Of the words.", "passage": on_leaders}])
    event = make_event(
        facts=[
            {"kind": "date", "when": {"edtf": "2025-01-08"}},
            {"kind": "place", "words": "The north hall", "passage": on_hall},
            {"kind": "present", "words": "Eight leaders", "passage": on_leaders},
        ],
        flags=[
            {
                "kind": "ambiguous",
                "note": "Which hall is not said.",
                "passage": builders.passage("north hall", "minutes"),
            },
            {"kind": "date-conflict", "note": "Two days are printed."},
            {"kind": "remark", "note": "Of the whole."},
        ],
    )
    found = html_of(page(client, event))
    facts = re.search(r'<dl class="brief-facts">(.*?)</dl>', found, re.S)[1]
    beside = {
        re.search(r"<dt>([^<]*)", group)[1].strip(): re.findall(r"</b>\s*(.*?)\s*(?:<|$)", group, re.M)
        for group in facts.split("</div>")
        if "<dt>" in group
    }
    assert beside == {
        "Date": ["Two days are printed."],
        "Place": ["Which hall is not said."],
        "Took part": ["Of the words."],
    }
    assert [found.count(note) for note in ("Which hall is", "Two days are", "Of the words", "Of the whole")] == [1] * 4
    assert re.search(
        r"<summary>About this entry, with editor’s notes</summary>\s*<aside[^>]*>.*?Of the whole", found, re.S
    )


def test_a_note_on_words_of_a_document_is_on_no_event_that_rests_on_others(client):
    make_document("minutes", body="They met in the hall. Eight leaders were there.")
    words = builders.passage("Eight leaders", "minutes")
    change(builders.document("minutes"), flags=[{"kind": "remark", "note": "Of the words.", "passage": words}])
    event = make_event(facts=[{"kind": "place", "words": "A hall", "passage": builders.passage("the hall", "minutes")}])
    assert "Of the words." not in html_of(page(client, event))


def test_claims_that_are_only_connected_with_it_stand_apart(client):
    event = make_event()
    make_claim(by="county", events=[{"event": event.key, "role": "subject"}])
    found = page(client, event)
    assert "Claims connected with it They do not say what happened" in text_of(found)
    assert rows_of(found) == []


# Only what is published


def test_drafts_change_not_a_byte(client, disputed):
    event, point, said, _ = disputed
    before = page(client, event).content
    make_claim(by="city", state="draft", responses=[response(said, "accepts")], **about(event, point))
    make_event(state="draft", when="2025-01-02", links=[{"relation": "follows", "to": event.key}])
    make_point(state="draft")
    assert page(client, event).content == before


def test_a_draft_and_an_unknown_event_are_answered_alike(client):
    case = builders.the_case()
    draft = make_event(state="draft")
    first = client.get(draft.get_absolute_url())
    second = client.get(f"/cases/{case.key}/events/0000000000-nothing/")
    assert first.status_code == second.status_code == 404
    assert first.content == second.content


def test_a_withdrawn_event_keeps_its_page_and_its_reason_alone(client):
    event = make_event(state="withdrawn", reason="Entered twice.", summary="Words that are gone.")
    found = page(client, event)
    assert found.status_code == 200
    assert "Entered twice." in text_of(found)
    assert "Words that are gone." not in text_of(found) and "noindex" in html_of(found)


def test_a_wrong_slug_redirects_and_keeps_the_query(client, disputed):
    event = disputed[0]
    wrong = f"/cases/case/events/{event.public_id}-wrong/?sides=city"
    found = client.get(wrong)
    assert (found.status_code, found["Location"]) == (301, event.get_absolute_url() + "?sides=city")
    assert client.get(f"/cases/case/events/{event.public_id}/").status_code == 301


def test_an_event_of_another_case_is_not_found_in_this_one(client):
    make_case("other")
    event = make_event()
    assert client.get(f"/cases/other/events/{event.public_id}-{event.slug}/").status_code == 404


def test_markup_in_any_text_stays_text(client):
    evil = "<script>alert(1)</script>"
    event = make_event(title=evil, summary=evil, facts=[{"kind": "place", "words": evil}], when_reason=evil)
    make_claim(by="county", statement=evil, quote=evil, **about(event, make_point(question=evil)))
    assert "<script>alert" not in html_of(page(client, event))


# Queries


@pytest.mark.measure
def test_an_event_of_sixty_claims_costs_the_queries_of_one_of_six(client):
    make_case(sides=TWO)
    small, large = make_event("small"), make_event("large")
    for event, number in ((small, 3), (large, 30)):
        point = make_point()
        for _ in range(number):
            claim = make_claim(by="county", about=["city"], **about(event, point))
            make_claim(
                by="city",
                responses=[response(claim)],
                links=[{"to": claim.key, "kind": "mirrors"}],
                **about(event, point),
            )
    assert queries_of(client, small.get_absolute_url()) == queries_of(client, large.get_absolute_url())


# On paper


def test_a_claims_sentence_and_its_words_are_printed_on_one_page(browser, live_server, transactional_db):
    make_case(sides=TWO)
    event = make_event("talks")
    make_claim(by="city", **about(event))
    page = browser.new_page()
    page.goto(f"{live_server.url}{event.get_absolute_url()}")
    page.emulate_media(media="print")
    said = page.locator(".claim-said")
    assert said.locator(".claim-words").count() == said.locator("blockquote").count() == 1
    assert said.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
    page.close()


def test_what_one_voice_says_was_cancelled_is_not_told_as_a_fact(client):
    make_case()
    make_voice("county", name="The County")
    told = {"kind": "status", "words": "cancelled", "according_to": "county", "passage": passage()}
    event = make_event(title="The talks", status="cancelled", when="2025-01-01", facts=[told])
    other = make_event(when="2025-02-01")
    found = page(client, event)
    assert "Cancelled, according to the County" in text_of(found)
    assert 'name="description" content="Cancelled, according to the County. ' in " ".join(
        found.content.decode().split()
    )
    assert "cancelled, according to the County" in text_of(page(client, other))
    assert "cancelled, according to the County" in text_of(client.get("/search/?q=talks"))


@pytest.mark.parametrize(
    ("status", "words", "printed"),
    [
        ("declined", "It was never offered", "Sources differ on what became of it"),
        ("cancelled", "It was not cancelled", "Sources differ on what became of it"),
        ("held", "Called off", "Sources differ on what became of it"),
        ("cancelled", "Called off by its chair", "Cancelled, according to the County"),
    ],
)
def test_a_status_is_put_in_the_mouth_of_nobody_who_says_otherwise(client, status, words, printed):
    make_case()
    make_voice("county", name="The County")
    event = make_event(status=status, facts=[{"kind": "status", "words": words, "according_to": "county"}])
    assert printed in text_of(page(client, event))


@pytest.mark.parametrize("status", ["cancelled", "held", "unknown"])
def test_where_sources_differ_on_a_meeting_no_page_takes_the_word_of_one(client, status):
    make_case()
    make_voice("county", name="The County")
    make_voice("district", name="The District")
    told = [
        {"kind": "status", "words": words, "according_to": voice}
        for words, voice in (("cancelled", "county"), ("Cancelled", "district"), ("held by telephone", "district"))
    ]
    event = make_event(title="The talks", status=status, when="2025-01-01", facts=told)
    other = make_event(when="2025-02-01")
    words = "sources differ on what became of it"
    assert words.capitalize() in text_of(page(client, event))
    calendar = "/cases/case/timeline.ics"
    for answer in (page(client, other), client.get("/search/?q=talks"), client.get("/cases/case/timeline/?show=all")):
        assert words in text_of(answer).lower()
    assert "STATUS:TENTATIVE" in client.get(calendar).content.decode()
