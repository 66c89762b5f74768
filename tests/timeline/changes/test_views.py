"""The public log: its page, feed, file and the page of an entry."""

import csv
import datetime
import re
import xml.etree.ElementTree as ET

import pytest
from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from record.models import Publication
from record.workflow import publishing
from record.workflow.publication import Action
from tests.builders import (
    change,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_voice,
    past_the_guards,
    publish_waiting,
    withdraw,
)
from tests.pages import html_of, queries_of, text_of
from tests.shared import shared
from timeline.changes import log

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def enter(rows, action=Action.CHANGED, **kwargs):
    """Enter rows that are published into the log, in one act; returns its entries."""
    with transaction.atomic(), publishing.open_record():
        last = publishing.append(list(rows), action=action, office=kwargs.pop("office", "Editor"), **kwargs)
    return list(Publication.objects.made_at(last.at).order_by("number"))


def acts_in(response):
    """The acts of a page, each as its words."""
    body = html_of(response)
    found = body.partition('<ol class="log acts">')[2].partition('<nav class="pager"')[0]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)) for each in found.split("<li><time")[1:]]


@shared
def load():
    """Thirty voices and a claim, published at once, as a case file is."""
    voices = []
    for number in range(30):
        voices.append(make_voice(f"voice-{number}"))
        publish_waiting()
    claim = make_claim("claimed", by="county")
    return enter([*voices, claim], action=Action.PUBLISHED, office="Loaded from practice.yaml, 26e3")


# The page


def test_the_newest_stands_first_with_number_kind_title_action_and_office(client):
    make_council("melton", name="Melton Borough Council")
    claim = make_claim("said", by="county")
    enter([claim], note="The date is corrected.", minor=True, office="Editor")
    first = acts_in(client.get("/changes/"))[0]
    number = Publication.objects.latest("number").number
    for said in (
        "The statement of said.",
        "Claim, changed, version 2, minor",
        f"Number {number}",
        "The date is corrected.",
        "Editor.",
    ):
        assert said in first
    assert "Melton Borough Council" in " ".join(acts_in(client.get("/changes/")))


def test_an_entry_links_to_its_record_and_of_a_claim_to_that_version(client):
    case = make_case("case")
    claim = make_claim("said", by="county", case=case)
    event = make_event("meeting", case=case)
    enter([claim])
    body = html_of(client.get("/changes/"))
    assert f'href="/claims/{claim.public_id}/versions/1/"' in body
    assert f'href="/claims/{claim.public_id}/versions/2/"' in body
    assert f'href="{event.get_absolute_url()}"' in body


def test_times_are_those_of_london(client):
    make_voice("summer")
    publish_waiting()
    past_the_guards("UPDATE record_publication SET at = '2026-07-01 22:30+00'")
    body = html_of(client.get("/changes/"))
    assert "1 July 2026, 23:30" in body and 'datetime="2026-07-01T23:30:00+01:00"' in body


def test_what_is_published_at_once_is_one_line_that_unfolds(client, load):
    acts = acts_in(client.get("/changes/"))
    assert "published: 1 claim and 30 other entries" in acts[0]
    assert f"The last {log.FOLDED} of 31 entries" in acts[0]
    assert "From a case file, loaded by the operator." in acts[0] and "26e3" not in acts[0]
    body = html_of(client.get("/changes/"))
    assert body.count("<details>") == 1 and f'href="/changes/{load[-1].number}/"' in body


def test_a_few_published_at_once_are_all_shown_unfolded(client):
    voices = [make_voice(f"voice-{number}") for number in range(log.FEW)]
    enter(voices)
    answer = client.get("/changes/")
    assert "<details>" not in html_of(answer)
    assert all(f"The voice-{number}" in acts_in(answer)[0] for number in range(log.FEW))


def test_an_act_that_is_too_large_to_count_says_so(client, load, monkeypatch):
    monkeypatch.setattr(log, "COUNTED", 20)
    acts = acts_in(client.get("/changes/"))
    assert "ublished at once: 20+ entries" in acts[0] and "of 20+ entries" in acts[0]


def test_a_page_holds_so_many_acts_and_the_next_goes_on(client, monkeypatch, load):
    voice = make_voice("one")
    for number in range(30):
        change(voice, description=f"Described {number} times.")
    found, address, pages = [], "/changes/", 0
    while address:
        answer = client.get(address)
        found += re.findall(r">Number (\d+)<", html_of(answer))
        following = re.search(r'<a href="([^"]*)" rel="next"', html_of(answer))
        address, pages = following and following[1], pages + 1
    assert len(found) == len(set(found)) and found == sorted(found, key=int, reverse=True)
    # 31 of the one voice, the load, and its 32 records before that.
    assert pages == 3
    back = re.search(r'<a href="([^"]*)" rel="prev"', html_of(answer))[1]
    assert client.get(back).status_code == 200


def test_the_log_can_be_narrowed_to_cases_and_kinds(client):
    one, two = make_case("one"), make_case("two")
    publish_waiting()
    make_claim("first", by="county", case=one)
    publish_waiting()
    make_event("meeting", case=one)
    publish_waiting()
    make_claim("second", by="county", case=two)
    assert len(acts_in(client.get("/changes/?case=one"))) == 3
    assert len(acts_in(client.get("/changes/?case=one&kind=claim"))) == 1
    assert len(acts_in(client.get("/changes/?kind=claim&kind=event"))) == 3
    assert "are only in the whole list" in text_of(client.get("/changes/?case=one"))
    assert 'href="/changes.csv?case=one&amp;kind=claim"' in html_of(client.get("/changes/?kind=claim&case=one"))


def test_a_load_is_counted_as_far_as_it_is_asked_for(client, load):
    acts = acts_in(client.get("/changes/?kind=claim"))
    assert len(acts) == 2 and "The statement of claimed." in acts[0] and "30 voices" not in acts[0]


@pytest.mark.parametrize("query", ["case=nowhere", "kind=nonsense", "after=x", "kind=%3Cb%3E"])
def test_what_is_not_understood_is_said_and_not_kept(client, query):
    make_voice("one")
    answer = client.get(f"/changes/?{query}")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert 'role="alert"' in html_of(answer) and "<b>" not in html_of(answer)
    if "after" in query:
        assert acts_in(answer) == acts_in(client.get("/changes/")) != []
        assert "The list begins anew." in html_of(answer)
    else:
        assert acts_in(answer) == []
        assert client.get(f"/changes.csv?{query}").status_code == 400
        assert client.get(f"/changes.atom?{query}").status_code == 400


def test_drafts_are_in_no_log(client):
    make_voice("one")
    before = [client.get(address).content for address in ("/changes/", "/changes.atom")]
    make_voice("secret", state="draft")
    make_case("secret-case", state="needs-review")
    assert [client.get(address).content for address in ("/changes/", "/changes.atom")] == before


def test_an_empty_log_says_so(client):
    assert "Nothing has been published yet." in text_of(client.get("/changes/"))


# The page of an entry


def test_an_entry_has_a_page_with_all_that_was_published_with_it(client, load, monkeypatch):
    monkeypatch.setattr(log, "ENTRIES", 20)
    entry = load[3]
    answer = client.get(f"/changes/{entry.number}/")
    words = text_of(answer)
    for said in (
        f"Change {entry.number}",
        "The voice-3",
        "Person or organisation published, as version 2",
        "31 changes",
    ):
        assert said in words
    assert timezone.localtime(entry.at).strftime("%H:%M:%S") in words
    more = re.search(r'<a href="([^"]*)" rel="next"', html_of(answer))[1]
    found = re.findall(r">Number (\d+)<", html_of(answer) + html_of(client.get(more)))
    assert [int(number) for number in found] == [each.number for each in reversed(load)]


def test_the_page_of_many_is_headed_by_all_and_not_by_its_newest(client, load):
    [heading] = re.findall(r"<h1>(.*?)</h1>\s*<p>(.*?)</p>", html_of(client.get(f"/changes/{load[-1].number}/")))
    assert heading[0] == "31 changes published at once"
    assert "1 claim and 30 other entries" in heading[1]


def test_an_entry_by_itself_has_no_list(client):
    make_voice("one")
    assert "Published at once" not in text_of(client.get("/changes/1/"))


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999999999"])
def test_a_number_that_no_entry_has_is_no_page(client, number):
    make_voice("one")
    assert client.get(f"/changes/{number}/").status_code == 404


# The feed and the file


def test_the_feed_has_an_entry_for_each_act_at_a_lasting_address(client, load):
    enter([Claim.objects.get(key="claimed")], note="A word is put right.")
    answer = client.get("/changes.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}title") == "County Council says: The statement of claimed. (claim changed)"
    assert "A word is put right." in entries[0].findtext(f"{ATOM}content")
    assert entries[1].findtext(f"{ATOM}title") == "The case (invented), published: 1 claim and 30 other entries"
    assert entries[1].findtext(f"{ATOM}id") == f"http://testserver/changes/{load[-1].number}/"
    assert client.get(f"/changes/{load[-1].number}/").status_code == 200
    body = html_of(client.get("/changes/"))
    assert 'type="application/atom+xml"' in body and '<a href="/changes.atom">' in body


def test_the_file_has_every_entry_and_can_be_read_back(client, load):
    answer = client.get("/changes.csv")
    lines = list(csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert tuple(lines[0]) == log.COLUMNS
    assert [int(line["number"]) for line in lines] == list(range(Publication.objects.count(), 0, -1))
    assert lines[0]["office"] == "Loaded from practice.yaml, 26e3"
    assert lines[0]["address"].startswith("http://testserver/claims/")
    assert datetime.datetime.fromisoformat(lines[0]["published_at"]) == load[-1].at


def test_a_title_that_a_spreadsheet_would_run_is_escaped_in_the_file(client):
    make_document("formula", title="=1+1")
    lines = b"".join(client.get("/changes.csv").streaming_content).decode()
    assert "'=1+1" in lines


# What it costs


@pytest.mark.measure
def test_the_log_takes_as_many_queries_for_thirty_acts_and_long_ones_as_for_three(client):
    addresses = ["/changes/", "/changes/?kind=voice", "/changes.atom", "/changes.csv", "/changes/3/"]
    voices = [make_voice(f"voice-{number}") for number in range(3)]
    few = [queries_of(client, address) for address in addresses]
    voices += [make_voice(f"voice-{number}") for number in range(3, 30)]
    enter(voices)
    assert [queries_of(client, address) for address in addresses] == few
    assert max(few) <= 7


def test_every_text_is_escaped(client):
    make_voice("x", name="<script>alert(1)</script>")
    for address in ("/changes/", "/changes/1/"):
        assert "<script>alert" not in html_of(client.get(address))
    assert "<script>alert" in ET.fromstring(client.get("/changes.atom").content).findtext(f"{ATOM}entry/{ATOM}title")


def test_corrections_and_withdrawals_are_in_one_place(client):
    claim, kept = make_claim(), make_claim()
    change(claim, statement="Corrected since.")
    withdraw(make_claim(statement="Taken back."), reason="Entered twice.")
    found = text_of(client.get("/changes/?only=corrections"))
    assert "Corrected since." in found and "Entered twice." in found
    assert kept.statement not in found
    feed = html_of(client.get("/changes.atom?only=corrections"))
    assert "Corrected since." in feed and kept.statement not in feed
    assert client.get("/changes.atom?only=nothing").status_code == 400
