"""The timeline of a case: entries, order, filters and exports."""

import csv
import datetime
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.dates import UncertainDate
from record.web.keyset import BadCursor
from tests import builders
from tests.builders import (
    change,
    make_case,
    make_claim,
    make_council,
    make_decision,
    make_document,
    make_event,
    make_point,
    make_proposal,
    make_submission,
    make_voice,
    passage,
    response,
)
from tests.pages import html_of, queries_of
from tests.shared import shared
from timeline.chronology import entries, list_page, parts

pytestmark = pytest.mark.django_db

URL = "/cases/case/timeline/"
TWO = {"city": ["city"], "county": ["county"]}


def text_of(found):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html_of(found)))


def entries_of(found):
    return re.findall(r'data-entry="(\w+)" data-edtf="([^"]*)"', html_of(found))


def titles_of(found):
    return re.findall(r"<h4><a[^>]*>([^<]*)</a></h4>", html_of(found))


def months_of(found):
    return re.findall(r"<h3>([^<]*)</h3>", html_of(found))


def table(client, query=None):
    """The rows of the timeline's file."""
    found = client.get("/cases/case/timeline.csv", query)
    return list(csv.DictReader(io.StringIO(found.getvalue().decode("utf-8-sig"))))


def shown(client, query=""):
    return titles_of(client.get(URL + query))


# What stands on it


def test_events_documents_and_submissions_stand_in_one_order(client):
    make_case()
    make_event("meeting", when="2025-02-03")
    make_document("report", date="2025-02-01")
    make_claim(in_document="report")
    make_submission("paper", when="2025-02-02")
    assert shown(client) == ["The report", "The paper", "The meeting"]


def test_an_entry_names_its_record_and_its_date(client):
    event = make_event(when="2025-02~")
    assert entries_of(client.get(URL)) == [(event.public_id, "2025-02~")]
    assert "about February 2025" in text_of(client.get(URL))


def test_a_document_that_nothing_published_of_the_case_cites_is_not_on_it(client):
    make_case()
    make_document("uncited")
    make_claim(in_document="cited-by-a-draft", state="draft")
    make_claim(in_document="cited-elsewhere", case=make_case("other"))
    assert shown(client) == []


@pytest.mark.parametrize(
    "cite",
    [
        lambda: make_event(facts=[{"kind": "place", "words": "A hall", "passage": builders.passage("it", "report")}]),
        lambda: make_event(documents=[builders.document("report").key]),
        lambda: make_proposal(versions=[{"stage": "draft", "document": builders.document("report").key}]),
        lambda: make_submission(document=builders.document("report").key),
    ],
)
def test_whatever_is_published_of_a_case_puts_the_documents_that_it_cites_on_its_timeline(client, cite):
    builders.the_case()
    cite()
    assert "The report" in shown(client)


def test_a_document_stands_where_it_became_public(client):
    make_document("report", date="2025-01-01", published={"edtf": "2025-06-01"})
    make_claim(in_document="report")
    assert entries_of(client.get(URL))[0][1] == "2025-06-01"


def test_a_document_without_a_date_stands_last_under_words_that_say_so(client):
    make_document("undated", date=None)
    make_claim(in_document="undated", said="2025-01-01")
    make_event("meeting", when="2030")
    found = client.get(URL)
    assert titles_of(found) == ["The meeting", "The undated"]
    assert months_of(found)[-1] == "Date not known"


def test_a_document_says_who_published_it_and_of_what_kind_it_is(client):
    make_document("report", kind="news-release", publisher=make_voice("courant").key)
    make_claim(in_document="report")
    assert "Document: news release" in text_of(client.get(URL))
    assert "Published by the courant" in text_of(client.get(URL))


def test_a_submission_says_by_whom_to_whom_and_what_it_carries(client):
    make_case()
    plan, city, whitehall = make_proposal("plan"), make_council("city"), make_voice("whitehall", "department")
    make_submission(by=[city.key], to=whitehall.key, carries=[{"proposal": plan.key, "stage": "final"}])
    assert "By City Council to The whitehall. Carries: The plan (final)" in text_of(client.get(URL))


def test_what_one_voice_says_was_cancelled_is_not_told_as_a_fact(client):
    make_case()
    make_voice("county", name="The County")
    outcome = {"kind": "outcome", "words": "cancelled", "according_to": "county", "passage": passage()}
    make_event(status="cancelled", facts=[outcome])
    assert "Cancelled, according to the County" in text_of(client.get(URL))


@pytest.mark.parametrize(("status", "words"), [("planned", "Planned"), ("cancelled", "Cancelled")])
def test_what_did_not_simply_take_place_is_marked(client, status, words):
    make_event(status=status, when="9000")
    assert f'<b class="status">{words}</b>' in html_of(client.get(URL))


@pytest.mark.parametrize(("came", "is_said"), [(False, True), (True, False)])
def test_a_plan_whose_day_is_past_says_that_what_came_of_it_is_not_in_the_record(client, came, is_said):
    make_event("plan", when="2026-04", status="planned")
    make_event("later", when="9000-06", status="planned")
    if came:
        make_event("held", when="2026-04-03", links=[{"relation": "came-of", "to": "plan"}])
    line = "lanned, and that date has passed; we do not know what came of it"
    assert text_of(client.get(URL)).count(line) == is_said
    assert client.get("/cases/case/timeline.atom").content.decode().count(line) == is_said
    assert b"".join(client.get("/cases/case/timeline.csv").streaming_content).decode().count(line) == is_said


def test_what_was_decided_stands_at_its_meeting_with_who_decides_and_the_votes(client):
    make_council("county", name="County Council")
    make_event("meeting")
    make_proposal("plan", name="The plan")
    motion = {"key": "m", "result": "carried", "votes": [{"manner": "counted", "for": "9", "against": "4"}]}
    make_decision(
        event="meeting", made_by="county", motions=[motion], outcomes=[{"proposal": "plan", "effect": "supports"}]
    )
    words = text_of(client.get(URL))
    assert "County Council: supports The plan" in words and "Motion carried: 9 for, 4 against" in words
    lines = b"".join(client.get("/cases/case/timeline.csv").streaming_content).decode()
    assert "County Council: supports The plan; Motion carried: 9 for, 4 against" in lines


# Order and months


def test_order_is_by_earliest_then_latest_then_sequence(client):
    make_event("d", when="2025-01-02")
    make_event("c", when="2025-01-01/2025-02-01")
    make_event("b", when="2025-01-01", sequence=2)
    make_event("a", when="2025-01-01", sequence=1)
    assert shown(client) == ["The a", "The b", "The c", "The d"]


def test_what_is_known_only_by_its_end_stands_at_its_end_before_what_is_known_of_that_day(client):
    make_event("new-councils", when="../2028-04")
    make_event("pre-meetings", when="../2025-01-08")
    make_event("meeting", when="2025-01-08")
    found = client.get(URL)
    assert titles_of(found) == ["The pre-meetings", "The meeting", "The new-councils"]
    assert months_of(found) == ["January 2025", "April 2028"]


@pytest.mark.parametrize(
    ("edtf", "month"),
    [
        ("2025-03-06", "March 2025"),
        ("2019", "2019 (month not known)"),
        ("2025-01/2025-03", "January 2025 and the months after"),
        ("2025-22/2025-23", "June 2025 and the months after"),
        ("2025-24", "December 2025 or later"),
        ("2025-10/..", "October 2025 or later"),
        ("9998-12-31", "December 9998"),
    ],
)
def test_a_month_is_named_only_where_it_is_known(client, edtf, month):
    make_event(when=edtf)
    assert months_of(client.get(URL)) == [month]


def test_what_is_only_of_the_year_or_a_season_stands_under_no_month(client):
    for key, when in (("exact", "2025-01-08"), ("year", "2025"), ("month", "2025-03"), ("season", "2025-21")):
        make_event(key, when=when)
    assert shown(client) == ["The year", "The exact", "The month", "The season"]
    assert months_of(client.get(URL)) == [
        *("2025 (month not known)", "January 2025"),
        *("March 2025", "March 2025 and the months after"),
    ]


def test_a_long_timeline_is_paged_and_every_entry_stands_once(client, monkeypatch):
    for day in range(1, 12):
        make_event(f"event-{day:02}", when=f"2025-01-{(day + 1) // 2:02}")
    monkeypatch.setattr(entries, "SIZE", 4)
    monkeypatch.setattr(list_page.page, "__defaults__", ("", 4))
    forward, address = [], URL
    while address:
        found = client.get(address)
        forward += [one for one, _ in entries_of(found)]
        last, address = found, (re.findall(r'href="([^"]*)" rel="next"', html_of(found)) or [""])[0]
    assert len(forward) == len(set(forward)) == 11
    back = re.findall(r'href="([^"]*)" rel="prev"', html_of(last))[0]
    assert [one for one, _ in entries_of(client.get(back))] == forward[4:8]


def test_latest_first_is_the_same_list_the_other_way_round(client, monkeypatch):
    for day in range(1, 10):
        make_event(f"event-{day}", when=f"2025-01-{(day + 1) // 2:02}")
    monkeypatch.setattr(list_page.page, "__defaults__", ("", 4))
    both = []
    for address in (URL, f"{URL}?order=latest"):
        listed = []
        while address:
            found = html_of(client.get(address))
            listed += re.findall(r'data-entry="(\w+)"', found)
            address = unescape((re.findall(r'href="([^"]*)" rel="next"', found) or [""])[0])
        both.append(listed)
    assert both[0] == both[1][::-1] and len(both[0]) == 9


def made_public(when):
    return [{"kind": "made-public", "according_to": "alpha", "when": {"edtf": when}}]


def test_an_event_can_be_read_by_the_day_on_which_it_became_public(client):
    make_voice("alpha")
    make_event("secret", when="2025-01-08", facts=made_public("2025-10-09"))
    make_event("same-day", when="2025-03-01", facts=made_public("2025-03-01"))
    make_event("open", when="2025-02-01")
    happened, public = client.get(URL), client.get(URL, {"as": "public"})
    assert titles_of(happened) == ["The secret", "The open", "The same-day"]
    assert titles_of(public) == ["The open", "The same-day", "The secret"]
    assert months_of(public)[-1] == "October 2025"
    # Both days are told once.
    assert re.search(r"Became public 9 October 2025 ?8 January 2025", text_of(public)), text_of(public)
    assert text_of(public).count("Became public") == 1
    assert f'href="{URL}?show=all&amp;as=public"' in html_of(happened)
    assert titles_of(client.get(URL, {"as": "public", "from": "2025-10", "to": "2025-10"})) == ["The secret"]
    assert titles_of(client.get(URL, {"as": "public", "order": "latest"})) == ["The secret", "The same-day", "The open"]
    assert [row["date"] for row in table(client, {"as": "public"})] == [row["date"] for row in table(client)]


@pytest.mark.parametrize("after", ["x", "W10", "WzAsMSwyXQ", "Wz+A", "9" * 900, "WzBd"])
def test_a_place_that_the_timeline_did_not_name_is_said_and_not_kept(client, after):
    make_event("meeting")
    found = client.get(URL, {"after": after})
    assert found.status_code == 200
    assert found["Cache-Control"] == "no-store"
    assert titles_of(found) == ["The meeting"]


@given(st.lists(st.one_of(st.integers(), st.text(), st.none(), st.booleans(), st.dates().map(str)), max_size=8))
@pytest.mark.audit
def test_reading_a_cursor_is_refused_or_gives_values_in_their_order(values):
    from record.web.keyset import Cursor

    try:
        cursor = entries.ORDER.read(str(Cursor(tuple(values))))
    except BadCursor:
        return
    assert len(cursor.values) == len(entries.ORDER.columns)
    assert all(isinstance(value, datetime.date) for value in cursor.values[:3])


# At a glance


def test_it_is_said_who_has_spoken_and_once_who_has_not(client):
    make_case(sides={**TWO, "districts": ["melton"]})
    event = make_event()
    make_claim(by="county", events=[{"event": event.key}])
    page = client.get(f"{URL}?show=meetings")
    assert re.findall(r'<span data-side="(\w+)" data-cell="(\w+)">([^<]+)<', html_of(page)) == [
        ("county", "account", "County: 1 claim"),
        ("city", "empty", "City"),
        ("districts", "empty", "Districts"),
    ]
    assert text_of(page).count("Nothing found") == 1


def test_a_dispute_with_one_who_stands_in_no_side_is_told_wherever_the_question_is(client):
    case = make_case(sides=TWO)
    point, event = make_point(), make_event()
    given = {"points": [point.key], "events": [{"event": event.key}]}
    said = make_claim(by="city", **given)
    make_claim(by=make_voice("parish"), responses=[response(said)], **given)
    words = "In dispute with others, on no side"
    for address in (URL, event.get_absolute_url(), point.get_absolute_url()):
        assert words in html_of(client.get(address))
    text = text_of(client.get("/cases/case/points/"))
    assert f"{words}One side only1 claim by others, not on any side; 1 dispute with or among them" in text
    assert f"{words}. One side only" in text_of(client.get(case.get_absolute_url()))


def test_it_says_on_how_many_questions_accounts_differ(client):
    make_case(sides=TWO)
    event, one, other = make_event(), make_point("one"), make_point("other")
    where = {"events": [{"event": event.key}], "points": [one.key, other.key]}
    said = make_claim("said", by="county", **where)
    make_claim(by="city", responses=[response(said)], events=[{"event": event.key}], points=[one.key])
    assert "Accounts differ on 1 of 2 questions" in text_of(client.get(URL))


def test_a_document_shows_the_sides_whose_words_are_in_it(client):
    make_case(sides=TWO)
    make_claim(by="county", in_document="report")
    make_claim(by=make_voice("courant"), in_document="report")
    assert "County: 1 claim" in text_of(client.get(URL))
    assert "Others: 1 claim." in text_of(client.get(URL))


def test_a_document_in_which_no_side_speaks_shows_whose_it_is_and_no_slots(client):
    make_case(sides=TWO)
    document = make_document("article", publisher=make_voice("courant").key)
    make_claim(by="courant", in_document=document)
    page = client.get(URL)
    assert "Published by the courant" in text_of(page) and "data-cell" not in html_of(page)
    make_claim(by="county", in_document=document)
    assert html_of(client.get(URL)).count('data-cell="') == 2


def test_an_event_of_which_no_side_speaks_shows_all_slots(client):
    make_case(sides=TWO)
    make_event()
    assert html_of(client.get(URL)).count('data-cell="empty"') == 2


# Chips


def dispute(event, *, said_on=(), denied_on=(), by="city"):
    """A claim of the county about an event, and a dispute of it."""
    about = {"events": [{"event": event.key}]}
    said = make_claim(by="county", points=list(said_on), quote="It was so", **about)
    return make_claim(by=by, points=list(denied_on), responses=[response(said)], quote="It was not", **about)


def chips_of(found):
    return dict(re.findall(r'show=(\w+)"[^>]*>[^<]*<b>(\d+)</b>', html_of(found)))


def test_where_accounts_differ_comes_first_with_the_words_of_both(client):
    make_case(sides=TWO)
    for key in ("one", "two"):
        make_event(key)
    make_point("agreed")
    dispute(make_event("talks"), said_on=["agreed"], denied_on=["agreed"])
    assert shown(client) == ["The talks"]
    assert re.findall(r'class="s-\d" data-side="(\w+)" data-cell="account"', html_of(client.get(URL))) == [
        "city",
        "county",
    ]
    assert re.findall(r"“It was [a-z]+”", text_of(client.get(URL))) == ["“It was not”", "“It was so”"]
    assert len(shown(client, "?show=all")) == 4
    assert len(shown(client, "?kind=meeting")) == 3


def test_two_claims_that_are_accounts_of_two_events_are_printed_once(client):
    make_case(sides=TWO)
    point, of_both = make_point(), [{"event": make_event(key, title=key).key} for key in ("talks", "request")]
    said = make_claim("said", by="county", events=of_both, points=[point.key])
    make_claim(by="city", responses=[response(said)], events=of_both, points=[point.key])
    found = client.get(URL)
    assert sorted(shown(client)) == ["request", "talks"]
    assert html_of(found).count('class="pair"') == 1
    assert text_of(found).count("The same two accounts:") == 1


def test_the_list_as_a_file_is_the_list_that_is_shown(client):
    make_case(sides=TWO)
    make_event("one")
    dispute(make_event("talks"))
    for query, lines in (("", 1), ("?show=meetings", 2)):
        address = unescape(re.search(r'<a href="([^"]*)">CSV', html_of(client.get(URL + query)))[1])
        rows = list(csv.reader(io.StringIO(b"".join(client.get(address)).decode("utf-8-sig"))))
        assert len(rows) - 1 == lines


def test_without_a_dispute_all_entries_are_shown(client):
    make_case(sides=TWO)
    make_event("one")
    assert shown(client) == ["The one"]


def test_the_number_shown_is_said_with_the_number_of_all(client):
    make_case(sides=TWO)
    make_event(kind="meeting", when="2025-01-01")
    make_event(kind="statement", when="2025-02-01")
    assert "1 of 2 entries: meetings and decisions" in text_of(client.get(f"{URL}?show=meetings"))
    assert "2 entries" in text_of(client.get(f"{URL}?show=all"))


def test_chips_say_how_many_they_show(client):
    make_case(sides=TWO)
    make_event("talks", kind="meeting")
    make_event("letter", kind="request")
    make_document("report", date="2025-01-01")
    make_claim(in_document="report")
    make_submission("paper", when="2025-02-02")
    numbers = chips_of(client.get(URL))
    assert numbers == {"meetings": "1", "documents": "2", "all": "4"}
    for key, number in numbers.items():
        found = client.get(f"{URL}?show={key}")
        assert len(titles_of(found)) == int(number)
        assert f'data-count="{number}"' in html_of(found)


@pytest.mark.parametrize(
    ("said_on", "denied_on"),
    [(["a"], ["a"]), (["a", "b"], ["b"]), (["a"], ["b"]), ([], ["a"]), (["a"], []), ([], []), (["a"], ["draft"])],
)
def test_the_database_finds_the_disputes_that_the_rows_show(client, said_on, denied_on):
    make_case(sides=TWO)
    for key in ("a", "b"):
        make_point(key)
    make_point("draft", state="draft")
    dispute(make_event("talks"), said_on=said_on, denied_on=denied_on)
    found = client.get(f"{URL}?show=all")
    says_so = "Accounts differ" in re.findall(r"<article.*?</article>", html_of(found), re.DOTALL)[0]
    assert ("differ" in chips_of(found)) == says_so


def test_a_dispute_within_a_side_or_with_others_is_no_difference_between_sides(client):
    make_case(sides={"county": ["county", "melton"], "city": ["city"]})
    make_point("a")
    dispute(make_event("within"), said_on=["a"], denied_on=["a"], by="melton")
    dispute(make_event("others"), said_on=["a"], denied_on=["a"], by=make_voice("courant"))
    assert "differ" not in chips_of(client.get(URL))


# The picture


def marks_of(found):
    """Of each mark: where it leads, its looks, its title and number."""
    pattern = r'<a href="([^"]*)" class="mark s-\d ?([^"]*)">\s*<title>([^<]*)</title>.*?</a>'
    return [(unescape(address), looks.strip(), title) for address, looks, title in re.findall(pattern, html_of(found))]


def test_the_picture_has_a_lane_for_each_side_and_a_mark_where_it_speaks(client):
    make_case(sides=TWO)
    event = make_event("talks", when="2025-03-02")
    make_claim(by="county", in_document=make_document("old", date="2019-01-01"), events=[{"event": event.key}])
    found = client.get(URL)
    assert re.findall(r'class="lane-name"[^>]*>([^<]*)<', html_of(found)) == ["City", "County"]
    assert marks_of(found) == [(event.get_absolute_url(), "", "County: The talks, 2 March 2025")]


def test_several_entries_of_a_month_are_one_mark_that_leads_to_them(client):
    make_case(sides=TWO)
    document = make_document("old", date="2019-01-01")
    for day in (1, 2):
        event = make_event(when=f"2025-03-0{day}")
        make_claim(by="county", in_document=document, events=[{"event": event.key}])
    make_event(when="2025-03-03")
    ((address, _, title),) = marks_of(client.get(URL))
    assert title == "County: 2 entries of March 2025"
    assert address == f"{URL}?from=2025-03&to=2025-03&side=county" and len(titles_of(client.get(address))) == 2


@pytest.mark.parametrize(
    ("when", "status", "looks"),
    [("2025-03-02", "held", ""), ("2025-03/2025-05", "held", "uncertain"), ("2025-03-02", "planned", "planned")],
)
def test_a_mark_shows_what_is_uncertain_and_what_is_planned(client, when, status, looks):
    make_case(sides=TWO)
    make_claim(
        by="county",
        in_document=make_document("old", date="2019-01-01"),
        events=[{"event": make_event(when=when, status=status).key}],
    )
    assert [mark[1] for mark in marks_of(client.get(URL))] == [looks]


def test_a_dispute_is_a_line_between_the_lanes(client):
    make_case(sides=TWO)
    dispute(make_event("talks", when="2025-03-02"))
    found = client.get(URL)
    assert [mark[1] for mark in marks_of(found)] == ["differs", "differs"]
    assert html_of(found).count('<line class="dispute"') == 1


def test_the_picture_is_of_the_year_with_the_most_entries_and_leads_to_the_others(client):
    make_case(sides=TWO)
    make_event(when="2019-05")
    for month in ("03", "04"):
        make_event(when=f"2025-{month}")
    found = html_of(client.get(URL))
    assert re.search(r'from=2025&amp;to=2025"[^>]* aria-current="true">2025', found)
    address = unescape(re.search(r'<a href="([^"]*)"[^>]*>2019<', found)[1])
    assert len(titles_of(client.get(address))) == 1


def test_a_timeline_without_dates_has_no_picture(client):
    make_case(sides=TWO)
    assert '<figure class="lanes">' not in html_of(client.get(URL))


# What narrows it


@shared
def several():
    make_case(sides=TWO, parties=[{"voice": "city"}, {"voice": "county"}])
    leader = make_voice(
        "leader", "person", tenures=[{"kind": "leads", "of": "county", "when": {"edtf": "2025-01/2025-03"}}]
    )
    point = make_point("agreed")
    talks = make_event(
        "talks",
        when="2025-02",
        summary="They spoke of potholes for £50,000.",
        facts=[{"kind": "host", "voice": leader.key}],
    )
    vote = make_event("vote", kind="decision", when="2025-06")
    make_event("later", when="2025-08", facts=[{"kind": "host", "voice": leader.key}])
    make_claim("said", by="city", in_document="letter", events=[{"event": vote.key}], points=[point.key])
    return point, talks, vote


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=decision", ["The vote"]),
        ("?q=50000", ["The talks"]),
        ("?q=£50,000", ["The talks"]),
        ("?kind=decision&kind=meeting", ["The talks", "The vote", "The later"]),
        ("?kind=publication", ["The letter"]),
        ("?side=city", ["The letter", "The vote"]),
        ("?side=county", []),
        ("?side=city&side=county", ["The letter", "The vote"]),
        ("?side=city&kind=decision", ["The vote"]),
        ("?from=2025-03&to=2025-06", ["The letter", "The vote"]),
        ("?from=2025-07", ["The later"]),
        ("?to=2025-02", ["The talks"]),
        ("?q=potholes", ["The talks"]),
        ("?q=said", ["The letter", "The vote"]),
    ],
)
def test_each_key_narrows_it(client, several, query, titles):
    assert shown(client, query) == titles


def test_where_words_are_in_no_entry_it_is_said_where_they_were_looked_for(client, several):
    looked_in = "Search looks in each entry’s title, its summary and its claims."
    for query, said in (
        ("?q=xyz", f"We found no entry with these words. {looked_in}"),
        ("?q=xyz&side=county", f"We found no entry with these words that matches the other filters. {looked_in}"),
    ):
        assert said in text_of(client.get(f"/cases/case/timeline/{query}"))
    assert looked_in not in text_of(client.get("/cases/case/timeline/?side=county"))


def test_a_question_narrows_it_to_where_it_is_answered(client, several):
    assert shown(client, f"?point={several[0].public_id}") == ["The letter", "The vote"]


def test_a_council_is_met_where_a_voice_that_counts_for_it_on_that_day_has_a_part(client, several):
    code = builders.voice("county").council.code
    assert shown(client, f"?council={code}") == ["The talks"]
    assert shown(client, f"?council={code.lower()}") == ["The talks"]


def test_the_councils_to_choose_from_are_parties_and_those_in_a_side(client):
    make_council("elsewhere")
    make_council("party")
    make_case(sides={"city": ["city"]}, parties=[{"voice": "party"}])
    choices = re.search(r'name="council">(.*?)</select>', html_of(client.get(URL)))[1]
    assert re.findall(r">([^<]+)</option>", choices) == ["Any", "City Council", "Party Council"]


def test_the_count_is_of_all_that_is_found(client, several):
    assert 'data-count="3"' in html_of(client.get(URL + "?kind=decision&kind=meeting"))


def test_what_it_is_narrowed_to_can_be_taken_away_one_by_one(client, several):
    found = html_of(client.get(URL + "?side=city&kind=decision"))
    assert f'<a class="tag" href="{URL}?kind=decision">' in found
    assert f'<a class="tag" href="{URL}?side=city">' in found


@pytest.mark.parametrize(
    "query",
    [
        *("?council=NOBODY", "?side=x", "?kind=x", "?point=x", "?from=31/02/2028", "?to=0000", "?from=99999"),
        *("?from=2025-03&to=2025-01", "?from=2025&from=2026", "?q=ab", "?q=-word", "?q=" + "x" * 201),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_listed_or_kept(client, several, query):
    found = client.get(URL + query)
    assert found.status_code == 200
    assert 'role="alert"' in html_of(found)
    assert titles_of(found) == []
    assert found["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in html_of(found)


def test_other_forms_refuse_what_is_not_understood(client, several):
    for form in ("atom", "csv"):
        assert client.get(f"/cases/case/timeline.{form}?kind=x").status_code == 400


# Page and fragment


@pytest.mark.parametrize("query", ["", "?side=city", "?side=&kind=decision&q=", "?kind=x"])
def test_the_fragment_is_exactly_what_the_page_contains(client, several, query):
    fragment = client.get("/cases/case/timeline/entries/" + query)
    assert fragment.content.strip() in client.get(URL + query).content
    assert fragment.content.strip().startswith(b"<section")


def test_the_fragment_names_the_clean_address_of_its_page(client, several):
    fragment = client.get("/cases/case/timeline/entries/?q=&kind=decision&side=city&side=city&other=1")
    assert fragment["HX-Push-Url"] == URL + "?side=city&kind=decision"


def test_one_address_gives_the_same_bytes_to_everyone(client, several):
    assert client.get(URL).content == client.get(URL, headers={"HX-Request": "true"}).content


# Other forms


def test_on_paper_it_says_of_which_case_it_is_what_it_is_narrowed_to_and_as_at_when(client, several):
    address = f"{URL}?kind=meeting&from=2025"
    # Without a day up to which it is kept, no day is said.
    assert "Covers events up to" not in html_of(client.get(address))
    change(builders.the_case(), kept_up_to="2025-12-31")
    page = html_of(client.get(address))
    assert '<p class="only-print">The case (invented)</p>' in page and "Covers events up to 31 December 2025." in page
    address = "http://testserver/cases/case/timeline/?kind=meeting&amp;from=2025"
    assert f'only-print">Kind: meeting; From: 2025. Counterpoint, {address}</p>' in page


def test_the_feed_has_what_was_published_or_changed_last_first(client, several):
    change(several[1], summary="They spoke of bridges.")
    feed = ElementTree.fromstring(client.get("/cases/case/timeline.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [title.text for title in feed.iter(f"{atom}title")][1] == "The talks"
    assert len(list(feed.iter(f"{atom}entry"))) == 4


def test_the_file_has_every_entry_with_its_sides(client, several):
    lines = table(client)
    assert [line["title"] for line in lines] == ["The talks", "The letter", "The vote", "The later"]
    vote = lines[2]
    assert (vote["date"], vote["edtf"], vote["kind"]) == ("June 2025", "2025-06", "decision")
    assert (vote["claims: City"], vote["claims: County"], vote["accounts"]) == ("1", "0", "One side only")
    assert vote["address"].endswith(several[2].get_absolute_url())


def test_the_file_and_the_feed_cite_what_each_entry_rests_on(client):
    courant = make_voice("courant", name="The Courant").key
    for key, kind in (("minutes", "minutes"), ("article", "article"), ("letter", "letter"), ("plan", "report")):
        make_document(key, kind=kind, date="2025-03-01", publisher=courant)
    at = [{"kind": "place", "words": hall, "passage": builders.passage(hall, "article")} for hall in ("One", "Two")]
    make_event("talks", title="The talks", facts=[*at, {"kind": "place", "words": "A third", "stated": True}])
    make_event("bare", title="The bare")
    make_submission("paper", document="plan")
    make_decision("vote", passage=builders.passage("They agreed", "minutes"))
    make_decision("told", event="talks", passage=builders.passage("They agreed", "minutes", page="3"))
    make_claim(in_document="letter")
    lines = table(client)
    article = "The article, The Courant, article, 1 March 2025"
    plan = "The plan, The Courant, report, 1 March 2025"
    minutes = "The minutes, The Courant, minutes, 1 March 2025"
    letter = "The letter, The Courant, letter, 1 March 2025"
    expected = {
        "The talks": f"{article}; {minutes}, page 3",
        "The bare": "",
        "The paper": plan,
        "The vote": minutes,
        "The letter": letter,
    }
    cited = {line["title"]: line["sources"] for line in lines}
    assert {title: cited[title] for title in expected} == expected
    assert list(lines[0])[-3:-1] == ["sources", "editor’s notes"]
    feed = unescape(client.get("/cases/case/timeline.atom").content.decode())
    assert f"Sources: {article}; {minutes}, page 3" in feed
    assert feed.count("Sources: ") == sum(bool(sources) for sources in cited.values())


def test_a_later_position_cites_the_words_of_both(client):
    make_case(sides=TWO)
    builders.make_option("split")
    for key, stance, day in (("first", "supports", "2025-01-01"), ("second", "opposes", "2025-02-01")):
        document = make_document(key, date=day, publisher=builders.key_of_voice("city"))
        positions = [{"stance": stance, "options": ["split"]}]
        make_claim(by="city", kind="position", in_document=document, said=day, positions=positions)
    lines = table(client)
    (sources,) = [line["sources"] for line in lines if line["kind"] == "later position"]
    assert [each.split(",")[0] for each in sources.split("; ")] == ["The first", "The second"]


def test_a_leaders_statement_and_a_vote_are_told_apart(client):
    make_case(sides=TWO)
    builders.make_option("split")
    decided = (("2025-01-01", "supports", "full-council"), ("2025-02-01", "opposes", "leader"))
    for day, stance, by in decided:
        positions = [{"stance": stance, "options": ["split"], "decided_by": by}]
        make_claim(by="city", kind="position", said=day, positions=positions)
    found = text_of(client.get(URL))
    assert "Position stated (decided by full council):" in found and "Later position (stated by its leader):" in found


def test_a_cell_that_a_spreadsheet_would_run_is_guarded(client):
    make_event(title='=HYPERLINK("x")')
    assert "'=HYPERLINK" in client.get("/cases/case/timeline.csv").getvalue().decode()


# Only what is published


def test_drafts_and_withdrawn_records_change_not_a_byte(client, several):
    addresses = (URL, "/cases/case/timeline.csv", "/cases/case/timeline.atom")
    before = [client.get(address).getvalue() for address in addresses]
    builders.make_event("draft", state="draft")
    make_claim(by="county", state="draft", in_document="hidden", events=[{"event": several[1].key}])
    make_submission("hidden-paper", state="draft")
    assert [client.get(address).getvalue() for address in addresses] == before


def test_a_case_that_is_no_case_of_the_record_has_no_timeline(client):
    make_case("hidden", state="draft")
    assert client.get("/cases/hidden/timeline/").status_code == 404
    assert client.get("/cases/hidden/timeline/").content == client.get("/cases/nothing/timeline/").content


def test_a_timeline_without_entries_says_so(client):
    make_case()
    assert "Nothing has been entered on this timeline yet." in text_of(client.get(URL))


def test_markup_in_any_text_stays_text(client):
    evil = "<script>alert(1)</script>"
    make_case(title=evil)
    make_event(title=evil, summary=evil)
    for address in (URL, "/cases/case/timeline.atom"):
        assert b"<script>alert" not in client.get(address).content


# Queries


@pytest.mark.measure
def test_sixty_entries_cost_the_queries_of_twelve(client):
    make_case(sides=TWO)
    queries = []
    for number in (3, 12):
        for _ in range(number):
            event = make_event()
            make_claim(by="city", in_document=make_document(), events=[{"event": event.key}])
            make_submission(document=make_document().key)
        queries.append(queries_of(client, URL))
    assert queries[0] == queries[1]


@pytest.mark.measure
def test_twelve_cited_entries_in_the_file_or_feed_cost_the_queries_of_three(client):
    make_case(sides=TWO)
    counts = []
    for number in (3, 12):
        for _ in range(number):
            facts = [{"kind": "place", "words": "A hall", "passage": builders.passage("it", make_document())}]
            event = make_event(facts=facts)
            make_claim(by="city", in_document=make_document(), events=[{"event": event.key}])
            make_submission(document=make_document().key)
            make_decision(event=event.key, passage=builders.passage("They agreed", make_document()))
            make_decision(passage=builders.passage("They agreed", make_document()))
        counts.append([queries_of(client, f"/cases/case/timeline.{form}") for form in ("csv", "atom")])
    assert counts[0] == counts[1]


def test_a_date_of_an_entry_is_read_as_it_is_stored():
    make_event(when={"edtf": "2025-22/2025-23", "printed": "summer and autumn", "extent": "throughout"})
    (entry,) = list_page.page(
        builders.the_case(), parts.published(builders.the_case()), datetime.date(2026, 1, 1)
    ).entries
    assert entry.when == UncertainDate("2025-22/2025-23", "summer and autumn", extent="throughout")


# Editors' notes


def notes(kind, note):
    return {"flags": [{"kind": kind, "note": note}]}


def test_a_note_that_dates_differ_stands_beside_the_date_on_page_feed_and_file(client):
    make_event(title="The vote", when="2025-01-08", **notes("date-conflict", "The minutes have the ninth."))
    make_event(title="Another", when="2025-01-10", **notes("remark", "Of something else."))
    make_document("report", title="The report", **notes("date-conflict", "Its cover has the tenth."))
    of_words = {
        "kind": "date-conflict",
        "note": "Of a day that it names.",
        "passage": {"document": "letter", "quote": "the ninth"},
    }
    change(make_document("letter", title="The letter"), flags=[of_words])
    for document in ("report", "letter"):
        make_claim(in_document=document)
    found = text_of(client.get(URL + "?show=all"))
    assert "The vote† Editor’s note: dates differ. The minutes have the ninth." in found
    assert "The report† Editor’s note: dates differ. Its cover has the tenth." in found
    assert "Of something else." not in found and "Of a day that it names." not in found
    lines = {line["title"]: line["editor’s notes"] for line in table(client)}
    assert lines["The vote"] == "Editor’s note: The minutes have the ninth." and lines["Another"] == ""
    feed = unescape(client.get("/cases/case/timeline.atom").content.decode())
    assert "Editor’s note: Its cover has the tenth." in feed


def test_a_note_on_a_decision_stands_under_its_vote(client):
    event = make_event("talks", title="The meeting", when="2025-01-08")
    told = notes("does-not-add-up", "The names are one too few.")
    make_decision(event="talks", title="The motion", motions=[{"key": "motion", "result": "carried"}], **told)
    for address in (URL, "/cases/case/decisions/", event.get_absolute_url()):
        _, _, note = text_of(client.get(address)).partition("† Editor’s note: does not add up.")
        assert note.lstrip().startswith("The names are one too few."), address
