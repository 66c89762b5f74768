"""Titles of ours that are too long: told in a load, refused at the desk."""

import pytest

from councils.schema.document import DocumentSchema
from proposals.models import Event
from proposals.schema.event import EventSchema
from record.workflow.title_length import MOST_CHARACTERS, long_titles
from tests.builders import make_event, make_officer
from tests.pages import html_of, posted


def event(title):
    return EventSchema(key="e", title=title, kind="meeting", when={"edtf": "2026-03-29"})


def test_a_title_may_have_so_many_characters_and_no_more():
    assert list(long_titles(event("a" * MOST_CHARACTERS))) == []
    assert list(long_titles(event("a" * (MOST_CHARACTERS + 1)))) == [
        (("title",), "has 66 characters. Say it in at most 65.")
    ]


def test_a_title_that_a_document_prints_may_be_of_any_length():
    document = DocumentSchema(key="d", title="a" * 200, kind="report")
    assert list(long_titles(document)) == []


@pytest.mark.django_db
def test_the_desk_refuses_a_long_title(client):
    client.force_login(make_officer())
    row = make_event("meeting", when="2026-03-29", state="draft")
    address = f"/admin/proposals/event/{row.pk}/change/"
    sent = posted(client.get(address)) | {"title": "Long " * 20 + "title"}
    answer = html_of(client.post(address, sent))
    assert "has 105 characters. Say it in at most 65." in answer
    assert Event.objects.get(pk=row.pk).title != sent["title"]
