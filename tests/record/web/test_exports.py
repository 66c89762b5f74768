"""CSV and Atom of lists: valid, and harmless to the programs that open them."""

import csv
import datetime
import io
from xml.etree import ElementTree

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from record.web.exports import FeedEntry, atom_response, cell, csv_lines, csv_response, refused
from record.workflow.publication import Publication
from tests.builders import make_voice

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1+1", "-", "-١", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_begins_a_formula(text):
    assert cell(text) == f"'{text}"


def test_a_loss_stays_a_number():
    assert [cell(each) for each in (-1, "-1200000", "-0.5")] == ["-1", "-1200000", "-0.5"]


def test_other_cells_are_left_alone():
    assert [cell(each) for each in ("a=b", "–1", "", None, 7)] == ["a=b", "–1", "", "", "7"]


@given(st.lists(st.tuples(st.text(), st.text())))
def test_a_file_reads_back(rows):
    text = "".join(csv_lines(["one", "two"], rows))
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    found = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert found == [["one", "two"], *([cell(each) for each in row] for row in rows)]


def test_a_file_is_streamed():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number]

    response = csv_response("list.csv", ["n"], rows())
    assert response.streaming and not asked
    assert b"".join(response.streaming_content) == b"\xef\xbb\xbfn\r\n0\r\n1\r\n2\r\n"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'


def feed(*entries, title="Claims"):
    request = RequestFactory().get("/claims.atom?council=MEL")
    return ElementTree.fromstring(atom_response(request, title, "/claims/?council=MEL", entries).content)


def entry(**fields):
    return FeedEntry(
        **{"title": "A title", "address": "/claims/x/", "author": "A", "published": NOON, "updated": NOON} | fields
    )


@given(title=st.text(), words=st.text(), author=st.text())
def test_a_feed_is_read_back_by_a_strict_parser(title, words, author):
    root = feed(entry(title=title, body=[words], author=author), title=title)
    found = root.find(f"{ATOM}entry")
    assert found.find(f"{ATOM}content").get("type") == "html"
    assert found.find(f"{ATOM}author/{ATOM}name") is not None


def test_markup_in_a_feed_is_words():
    root = feed(entry(title="<b>&</b>", body=["<script>alert(1)</script>"]))
    assert root.find(f"{ATOM}entry/{ATOM}title").text == "<b>&</b>"
    assert root.find(f"{ATOM}entry/{ATOM}content").text == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_feed_has_whole_addresses_and_the_time_of_its_newest_entry():
    later = NOON + datetime.timedelta(days=1)
    root = feed(entry(), entry(address="/claims/y/", updated=later))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/claims/?council=MEL",
        "self": "http://testserver/claims.atom?council=MEL",
    }
    assert root.find(f"{ATOM}updated").text == later.isoformat()
    assert root.find(f"{ATOM}entry/{ATOM}id").text == "http://testserver/claims/x/"


def test_an_entry_stays_the_same_when_its_title_changes():
    addresses = [f"/cases/c/events/01pkfswhxg{title}/" for title in ("-the-meeting", "-a-meeting", "")]
    ids = [feed(entry(address=address)).find(f"{ATOM}entry/{ATOM}id").text for address in addresses]
    assert ids == ["http://testserver/cases/c/events/01pkfswhxg/"] * 3


@pytest.mark.django_db
def test_an_empty_feed_has_the_time_of_the_last_publication():
    make_voice()
    at = Publication.objects.get().at
    assert feed().find(f"{ATOM}updated").text == at.isoformat()
    assert ElementTree.tostring(feed()) == ElementTree.tostring(feed())


def test_a_refusal_says_why_and_is_not_kept():
    response = refused(["“XX” is no code."])
    assert response.status_code == 400 and response["Cache-Control"] == "no-store"
    assert response.content.decode() == "“XX” is no code.\n"
