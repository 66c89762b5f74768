"""The editors' notes of a case, and of the documents that it cites."""

import re

import pytest

from tests.builders import make_case, make_claim, make_document, make_event, the_case, withdraw
from tests.pages import html_of, queries_of, text_of

pytestmark = pytest.mark.django_db


def flag(note, kind="does-not-add-up"):
    return [{"kind": kind, "note": note}]


def page(client, query=""):
    return client.get(f"/cases/case/notes/{query}")


def test_notes_on_claims_figures_events_and_cited_documents_are_listed(client):
    make_document("cited", flags=flag("The sum is 12."))
    make_claim(in_document="cited", note="Said twice.", flags=flag("Another name.", "name-as-printed"))
    make_event(flags=flag("Two dates.", "date-conflict"))
    body = text_of(page(client))
    for note in ("The sum is 12.", "Said twice.", "Another name.", "Two dates."):
        assert note in body


def test_each_note_leads_to_what_it_is_on(client):
    event = make_event(title="The meeting", flags=flag("Two dates."))
    assert f'<a href="{event.get_absolute_url()}">The meeting</a>' in html_of(page(client))


def test_notes_of_other_cases_and_documents_are_not(client):
    the_case()
    make_event(case=make_case("other"), flags=flag("Elsewhere."))
    make_document(flags=flag("Cited nowhere."))
    assert "There is no editor’s note in this case yet." in text_of(page(client))


def test_a_note_goes_with_its_record(client):
    withdraw(make_event(flags=flag("Two dates.")))
    assert "Two dates." not in text_of(page(client))


def test_it_narrows_to_a_kind(client):
    make_event(flags=flag("Two dates.", "date-conflict"))
    make_event(flags=flag("The sum is 12."))
    body = text_of(page(client, "?kind=date-conflict"))
    assert "Two dates." in body and "The sum is 12." not in body


def test_what_is_not_understood_is_said(client):
    the_case()
    assert "is no kind of note" in text_of(page(client, "?kind=zzz"))


def test_it_goes_on_page_by_page(client):
    for number in range(30):
        make_event(flags=flag(f"Note {number}."))
    onward = re.search(r'href="(/cases/case/notes/\?after=[^"]+)" rel="next"', html_of(page(client)))
    notes = {
        note
        for response in (page(client), client.get(onward[1]))
        for note in re.findall(r"Note \d+\.", text_of(response))
    }
    assert len(notes) == 30


@pytest.mark.measure
def test_thirty_notes_take_the_queries_of_two(client):
    make_event(flags=flag("Note."))
    make_claim(note="Said twice.")
    few = queries_of(client, "/cases/case/notes/")
    for _ in range(15):
        make_event(flags=flag("Note."))
    assert queries_of(client, "/cases/case/notes/") == few
