"""The list of documents, and the page of one with passages and citations."""

import csv
import re
from pathlib import Path

import pytest
from django.db.models import Count
from hypothesis import given
from hypothesis import strategies as st

from claims.case_files import load
from councils.models import Document, Passage
from councils.quotations.references import citing, tables
from record.content.pointing import pointing
from record.content.schema import kinds
from tests.builders import (
    change,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_proposal,
    make_submission,
    make_voice,
    passage,
    response,
    the_case,
)
from tests.pages import html_of, queries_of, text_of
from timeline.documents import list_page
from timeline.documents import page as documents
from timeline.documents.marked_text import marked_stretches

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent.parent.parent

TEXT = """# First matters

1.1 The council met in March. It agreed on a plan, and nobody objected.

1.2 A second meeting was held in April.

# Second matters

2.1 The plan would save £4 million a year. <b>It is said</b> to be prudent.
"""
OPEN = {"shown": "whole", "licence": "CC0-1.0"}


def page(client, document):
    return client.get(document.get_absolute_url())


def section(response, heading):
    body = html_of(response)
    found = re.search(rf'<section class="section" aria-labelledby="{heading}">(.*?)</section>', body, re.DOTALL)
    return found[1] if found else ""


def words_in(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def quoted_in(response):
    """The quotations of the page, in its order, each with its state."""
    found = re.findall(
        r'data-quote="([\w-]+)" data-carries="\w*">\s*<blockquote><p>(.*?)</p>', html_of(response), re.DOTALL
    )
    return [(state, re.search("“(.*)”", re.sub(r"<span.*?</span>", "", words))[1]) for state, words in found]


# The list


def titles_in(response):
    return re.findall(r'<div class="entry-what"><h3><a href="[^"]*">([^<]*)</a>', html_of(response))


def test_documents_stand_newest_first_and_the_undated_last(client):
    make_document("first", date="2025-01-01")
    make_document("undated", date=None)
    make_document("last", date="2025-03")
    make_document("secret", state="draft")
    assert titles_in(client.get("/documents/")) == ["The last", "The first", "The undated"]


def test_documents_are_found_by_title_and_publisher(client):
    make_voice("courant", name="The Daily Courant")
    make_document("one", title="A plain tale", publisher="courant")
    make_document("two", title="The courant question")
    make_document("three")
    assert sorted(titles_in(client.get("/documents/?q=courant"))) == ["A plain tale", "The courant question"]
    assert titles_in(client.get("/documents/?q=nothing+of+it")) == []


def test_documents_of_a_case_are_those_on_which_a_published_record_of_it_rests(client):
    case, other = make_case("one"), make_case("two")
    make_claim(by="county", case=case, quote="said", in_document="claimed")
    make_event(case=case, facts=[{"kind": "place", "words": "A hall", "passage": passage("hall", "stated")}])
    make_proposal(case=case, versions=[{"stage": "draft", "document": make_document("versioned").key}])
    make_claim(by="county", case=case, quote="draft", in_document="secretly-cited", state="draft")
    make_claim(by="county", case=other, quote="other", in_document="elsewhere")
    assert sorted(titles_in(client.get("/documents/?case=one"))) == ["The claimed", "The stated", "The versioned"]
    assert len(titles_in(client.get("/documents/?case=one&case=two"))) == 4


@pytest.mark.parametrize("query", ["case=nowhere", "q=a", "q=one&q=two", "after=%21", "case=%3Cb%3E"])
def test_what_is_not_understood_is_said_and_not_kept(client, query):
    make_document("one")
    answer = client.get(f"/documents/?{query}")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert 'role="alert"' in html_of(answer) and "<b>" not in html_of(answer).split("alert")[1][:80]
    if "after" not in query:
        assert titles_in(answer) == []
        assert client.get(f"/documents.csv?{query}").status_code == 400


def test_the_case_of_a_draft_is_no_choice(client):
    make_case("secret", state="draft")
    assert "secret" not in html_of(client.get("/documents/"))
    assert "is no case here" in text_of(client.get("/documents/?case=secret"))


def test_the_list_goes_on_from_where_it_ended(client):
    for number in range(60):
        make_document(f"paper-{number:02}", date=f"20{number + 10:02}" if number < 40 else None)
    found, address = [], "/documents/"
    while address:
        answer = client.get(address)
        found += titles_in(answer)
        following = re.search(r'<a href="([^"]*)" rel="next"', html_of(answer))
        address = following and following[1].replace("&amp;", "&")
    assert len(found) == len(set(found)) == 60
    assert found[:2] == ["The paper-39", "The paper-38"]


def test_the_list_is_a_file_as_well(client):
    make_document("one", date="2025-03~", publisher="courant", addresses=[{"url": "https://example.org/one"}])
    answer = client.get("/documents.csv")
    lines = list(csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert tuple(lines[0]) == list_page.COLUMNS
    one = next(line for line in lines if line["title"] == "The one")
    assert one["date"] == "2025-03~" and one["source"] == "https://example.org/one"
    assert one["address"] == "http://testserver" + Document.objects.get(key="one").get_absolute_url()
    assert 'href="/documents.csv"' in html_of(client.get("/documents/"))


def test_a_document_of_an_invented_case_is_said_to_be_and_not_listed_with_real_ones(client):
    make_claim(by="county", case=make_case("practice", invented="yes"), in_document="ghost")
    assert "The ghost" in words_in(html_of(client.get("/documents/")))
    make_claim(by="county", case=make_case("real"), in_document="paper")
    found = html_of(client.get("/documents/"))
    assert "The ghost" not in words_in(found) and "The paper" in words_in(found)
    assert 'href="/documents/?case=practice"' in found
    assert "The ghost Statement. Invented, for practice." in words_in(html_of(client.get("/documents/?case=practice")))
    ghost, paper = (Document.objects.get(key=key) for key in ("ghost", "paper"))
    assert "An invented case, for practice." in text_of(page(client, ghost))
    assert "An invented case, for practice." not in text_of(page(client, paper))


@pytest.mark.measure
def test_the_list_takes_as_many_queries_for_twenty_documents_as_for_three(client):
    case = make_case()

    def add(first, last):
        for number in range(first, last):
            make_document(f"paper-{number}", publisher=f"voice-{number}")
            make_claim(by="county", case=case, in_document=f"paper-{number}")

    addresses = ["/documents/", "/documents/?case=case&q=paper", "/documents.csv"]
    add(0, 3)
    few = [queries_of(client, address) for address in addresses]
    add(3, 20)
    assert [queries_of(client, address) for address in addresses] == few


# The address of a document


def test_a_wrong_or_absent_slug_leads_to_the_address(client):
    document = make_document("plan", title="The interim plan")
    right = document.get_absolute_url()
    for wrong in (f"/documents/{document.public_id}/", f"/documents/{document.public_id}-a-plan/"):
        assert (client.get(wrong).status_code, client.get(wrong)["Location"]) == (301, right)


def test_an_unknown_document_and_a_draft_are_the_same_404(client):
    draft = make_document("secret", state="draft")
    unknown = client.get("/documents/0000000000-the-secret/")
    assert page(client, draft).status_code == unknown.status_code == 404
    assert page(client, draft).content == unknown.content


def test_a_withdrawn_document_keeps_its_page_with_the_reason(client):
    document = make_document("gone", state="withdrawn", reason="Read in error.")
    assert page(client, document).status_code == 200
    assert "Read in error." in text_of(page(client, document))
    assert 'content="noindex"' in html_of(page(client, document))


# What it is


def test_the_page_says_what_the_document_is_and_which_copy_was_read(client):
    make_document("original", title="The first print")
    document = make_document(
        "plan",
        title="Interim plan",
        title_basis="described",
        kind="plan",
        publisher="county",
        authors=[make_voice("author", kind="person", name="An Author").key],
        date={"edtf": "2025-03~", "basis": "inferred"},
        published={"edtf": "2025-04-01"},
        as_at={"edtf": "2025-02"},
        addresses=[
            {"url": "https://example.org/plan", "read_on": "2025-05-01"},
            {"url": "https://archive.example.org/plan", "kind": "archive", "note": "Without pictures."},
        ],
        copy={"kind": "scan", "read_on": "2025-05-02", "breaks_off": "Ends on page 9."},
        reproduces="original",
        summary="A plan for three councils.",
    )
    words = text_of(page(client, document))
    for said in (
        "Interim plan",
        "Our title",
        "County Council, plan or proposal, about March 2025",
        "An Author",
        "about March 2025 (our estimate)",
        "1 April 2025",
        "February 2025",
        "Original: https://example.org/plan , read on 1 May 2025",
        "Archive: https://archive.example.org/plan . Without pictures.",
        "Scan, read on 2 May 2025.",
        "Ends on page 9.",
        "Reproduces The first print",
        "A plan for three councils. our summary",
    ):
        assert said in words, said
    original = Document.objects.get(key="original")
    assert "Reproduced by Interim plan" in text_of(page(client, original))


def test_editions_are_told_from_both_ends(client):
    first = make_document("first")
    second = make_document("second", edition_of="first")
    assert "Another copy or edition of The first" in text_of(page(client, second))
    assert "Other copies and editions The second" in text_of(page(client, first))


def test_a_stated_date_says_that_it_is_stated_and_an_absent_one_that_it_is_not(client):
    assert "1 March 2025 (stated in it)" in text_of(page(client, make_document("dated")))
    assert "Date date not stated" in text_of(page(client, make_document("undated", date=None)))


def test_it_is_said_whether_we_hold_the_text_and_its_digest_is_for_files_alone(client):
    document = make_document("plan", body=TEXT)
    assert "We have a copy" in text_of(page(client, document))
    assert document.text_sha256 and document.text_sha256 not in html_of(page(client, document))


# Its passages


def test_passages_stand_in_the_order_in_which_they_are_found(client):
    document = make_document("plan", body=TEXT)
    for quote in ("£4 million a year", "The council met in March", "A second meeting"):
        make_claim(by="county", quote=quote, in_document="plan")
    assert quoted_in(page(client, document)) == [
        ("verified", "The council met in March"),
        ("verified", "A second meeting"),
        ("verified", "£4 million a year"),
    ]
    assert "3 checked against our copy" in words_in(section(page(client, document), "passages"))


def test_passages_of_a_text_that_is_not_held_stand_by_the_numbers_of_their_places(client):
    document = make_document("plan")
    for quote, place in (
        ("fourth", {"page": "10"}),
        ("second", {"page": "9", "section": "5.10"}),
        ("first", {"page": "9", "section": "5.3"}),
        ("third", {"page": "9", "section": "5.10", "paragraph": "2"}),
    ):
        make_claim(by="county", appearances=[{"passage": passage(quote, "plan", **place)}])
    assert [quote for _, quote in quoted_in(page(client, document))] == ["first", "second", "third", "fourth"]
    assert {state for state, _ in quoted_in(page(client, document))} == {"not-held"}


def test_the_words_around_quotations_are_left_to_the_claims(client):
    """Forty words on either side of a hundred quotations would be the whole text."""
    make_claim(by="county", quote="agreed on a plan", in_document=make_document("shown", body=TEXT))
    assert "nobody objected" not in text_of(page(client, Document.objects.get(key="shown")))


def test_a_passage_of_drafts_alone_is_not_shown_nor_counted(client):
    document = make_document("plan", body=TEXT)
    make_claim(by="county", quote="A second meeting", in_document="plan", state="draft")
    before = page(client, document)
    assert "A second meeting" not in text_of(before)
    make_claim(by="county", quote="nobody objected", in_document="plan", state="needs-review")
    assert page(client, document).content == before.content


def test_each_passage_has_an_anchor_that_other_pages_can_name(client):
    document = make_document("plan", body=TEXT)
    make_claim(by="county", quote="A second meeting", in_document="plan")
    anchor = Passage.objects.get().anchor
    assert anchor and f'<li id="{anchor}">' in html_of(page(client, document))


# The whole text


def test_a_text_under_an_open_licence_is_shown_whole_with_the_passages_marked(client):
    document = make_document("plan", body=TEXT, text=OPEN)
    make_claim(by="county", quote="agreed on a plan", in_document="plan")
    make_claim(by="county", quote="plan, and nobody", in_document="plan")
    html = page(client, document).content.decode().partition('aria-labelledby="text"')[2].partition("</section>")[0]
    # Tags break over lines; between them, white space is the document's own.
    text = re.sub(r"\s+(?=/?>)", "", re.sub(r"<[^>]+>", lambda tag: " ".join(tag[0].split()), html))
    assert (
        re.sub(r"<[^>]+>", "", re.sub(r"(?s)<sup>.*?</sup>", "", text)).count("agreed on a plan, and nobody objected")
        == 1
    )
    assert "".join(re.findall(r"<mark>(.*?)</mark>", text)) == "agreed on a plan, and nobody"
    assert '<span id="t-1"></span><mark>agreed on a ' in text
    assert 'href="#p-2" aria-label="Source 2"' in text
    assert "&lt;b&gt;It is said&lt;/b&gt;" in text
    assert "nobody objected" not in words_in(section(page(client, document), "passages"))


def test_short_lines_stay_lines_and_wrapped_prose_is_set_anew():
    prose = "A sentence that was wrapped at the edge of a page, as in many a file,\nand went on in the next line."
    lines = "Decision maker: Cabinet\nIs key decision? Yes"
    assert [stretch.has_short_lines for stretch in marked_stretches(f"{prose}\n\n{lines}\n", [])] == [False, True]


def test_a_text_that_may_not_be_shown_whole_is_not(client):
    document = make_document("plan", body=TEXT)
    assert "The text" not in words_in(section(page(client, document), "text"))
    assert "nobody objected" not in text_of(page(client, document))


def test_an_ellipsis_marks_each_part_and_not_what_lies_between(client):
    document = make_document("plan", body=TEXT, text=OPEN)
    make_claim(by="county", quote="The council … nobody objected", in_document="plan")
    assert re.findall(r"<mark>(.*?)</mark>", section(page(client, document), "text")) == [
        "The council",
        "nobody objected",
    ]


@given(
    st.text(st.sampled_from("ab\n\t #1."), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
)
def test_every_printed_character_is_in_one_piece_and_marked_if_a_passage_covers_it(body, found):
    spans = [(min(pair), max(pair)) for pair in found if max(pair) <= len(body) and min(pair) < max(pair)]
    stretches = marked_stretches(body, [(number, [span]) for number, span in enumerate(spans, start=1)])
    printed = "".join(stretch.text for stretch in stretches)
    assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", body)
    marked = "".join(piece.text for stretch in stretches for piece in stretch.pieces if piece.is_marked)
    covered = "".join(body[at] for at in range(len(body)) if any(start <= at < end for start, end in spans))
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", covered)


# Who cites it


def test_each_passage_says_what_rests_on_it(client):
    document = make_document("plan", body=TEXT)
    said = make_claim("said", by="county", quote="agreed on a plan", in_document="plan")
    make_event("meeting", facts=[{"kind": "place", "words": "x", "passage": passage("agreed on a plan", "plan")}])
    make_claim("denied", by="city", responses=[response(said, quote="A second meeting", in_document="plan")])
    words = words_in(section(page(client, document), "passages"))
    assert "Claim: County Council says: The statement of said." in words
    assert "About the event: The meeting" in words
    assert "Reply, in the claim: City Council says: The statement of denied." in words


def test_what_names_the_document_as_a_whole_stands_apart(client):
    document = make_document("plan")
    make_proposal("proposal", versions=[{"stage": "draft", "document": "plan"}])
    make_submission("paper", document="plan")
    make_event("launch", documents=["plan"])
    change(make_council("county"), aliases=[{"name": "The County", "document": "plan"}])
    words = words_in(section(page(client, document), "naming"))
    for said in (
        "The document as a whole",
        "Version of the proposal: The proposal",
        "Submission: The paper",
        "Document of the event: The launch",
        "Name of: County Council",
    ):
        assert said in words


def test_a_place_without_words_stands_apart_with_what_rests_on_it(client):
    document = make_document("plan")
    make_event("meeting", facts=[{"kind": "place", "words": "x", "passage": passage("", "plan", page="3")}])
    words = words_in(section(page(client, document), "naming"))
    assert "Page 3" in words and "About the event: The meeting" in words


def test_editors_notes_and_what_is_not_stated_stand_apart_from_its_words_and_from_each_other(client):
    document = make_document(
        "plan",
        body=TEXT,
        flags=[
            {"kind": "ambiguous", "note": "Which plan is meant?"},
            {"kind": "not-stated", "note": "No author is named."},
        ],
    )
    make_event(
        "meeting",
        facts=[
            {
                "kind": "present",
                "words": "Who took part.",
                "stated": "no",
                "passage": passage("", "plan", paragraph="1"),
            }
        ],
    )
    answer = page(client, document)
    assert "Which plan is meant?" in words_in(section(answer, "notes"))
    not_stated = words_in(section(answer, "not-stated"))
    assert "No author is named." in not_stated
    assert "Took part: Who took part. About the event: The meeting ; paragraph 1" in not_stated
    assert "No author is named." not in words_in(section(answer, "notes"))


def test_the_record_finds_by_one_query_what_it_finds_passage_by_passage():
    document = make_document("plan", body=TEXT)
    said = make_claim("said", by="county", quote="agreed on a plan", in_document="plan")
    make_claim("denied", by="city", responses=[response(said, quote="A second meeting", in_document="plan")])
    make_event("meeting", facts=[{"kind": "place", "words": "x", "passage": passage("nobody", "plan")}])
    rows = [
        (
            kind,
            model.objects.filter(passage__document=document).values_list(
                f"{lookup}__public_id" if lookup else "public_id", flat=True
            ),
        )
        for kind in kinds()
        for model, lookup in tables(kind)
    ]
    one_by_one = {(kind.name, public_id) for kind, public_ids in rows for public_id in public_ids}
    assert {(each.kind, each.public_id) for each in citing(document)} == one_by_one


def test_every_table_that_cites_documents_has_words_for_it():
    citing_tables = {
        model._meta.label
        for kind in kinds()
        for target in (Passage, Document)
        for model, _, _ in pointing(kind, target)
        if model is not Document
    }
    assert set(documents.CITED_AS) == citing_tables


@pytest.mark.measure
def test_the_page_takes_as_many_queries_for_thirty_passages_as_for_three(client):
    body = "\n\n".join(f"Paragraph {number} says word{number} and no more." for number in range(40))
    document = make_document("plan", body=body, text=OPEN)
    case = the_case()

    def add(first, last):
        for number in range(first, last):
            make_claim(by="county", case=case, quote=f"word{number}", in_document="plan")
        flags = [
            {"kind": "remark", "note": "x", "passage": passage(f"Paragraph {number}", "plan")} for number in range(last)
        ]
        change(document, flags=flags)

    add(0, 3)
    few = queries_of(client, document.get_absolute_url())
    add(3, 30)
    assert queries_of(client, document.get_absolute_url()) == few


def test_every_text_is_escaped(client):
    markup = "<script>alert(1)</script>"
    body = f"It says {markup} twice."
    document = make_document(
        "plan", title=markup, summary=markup, body=body, text=OPEN, flags=[{"kind": "remark", "note": markup}]
    )
    make_claim(by="county", statement=markup, quote=f"says {markup} twice", in_document="plan")
    assert "<script>" not in html_of(page(client, document))


# What a reader sees first


def test_documents_are_narrowed_by_publisher_kind_and_date(client):
    courant = make_voice("courant", name="The Courant")
    make_document("one", publisher="courant", kind="article", date="2025-01-08")
    make_document("two", publisher="courant", kind="report", date="2025-02-08")
    make_document("three", kind="article", date="2025-03-08")
    assert sorted(titles_in(client.get(f"/documents/?publisher={courant.public_id}"))) == ["The one", "The two"]
    assert sorted(titles_in(client.get("/documents/?kind=article"))) == ["The one", "The three"]
    assert titles_in(client.get("/documents/?from=8 February 2025&to=February 2025")) == ["The two"]
    assert "is no publisher" in text_of(client.get("/documents/?publisher=0123456789"))


def test_the_first_quotations_are_open_and_the_rest_unfold(client, monkeypatch):
    monkeypatch.setattr("timeline.documents.views.FIRST_QUOTED", 1)
    document = make_document("plan", body=TEXT)
    for quote in ("met in March", "held in April"):
        make_claim(by="county", quote=quote, in_document="plan")
    words = html_of(page(client, document))
    first, _, rest = words.partition("2 quotations: show the rest")
    assert "“met in March”" in first and "“held in April”" in rest
    assert '<ol class="passages" start="2">' in rest


PHONE = {"width": 360, "height": 740}
SCREENS = 12


@pytest.mark.audit
def test_the_longest_documents_of_a_shipped_case_are_short_on_a_phone(browser, live_server, transactional_db):
    load(ROOT / "cases/leicestershire-2025.yaml", [])
    on_phone = browser.new_page(viewport=PHONE)
    most = Document.objects.published().annotate(quoted=Count("passages")).order_by("-quoted")[:5]
    for document in most:
        on_phone.goto(live_server.url + document.get_absolute_url())
        height = on_phone.evaluate("document.documentElement.scrollHeight")
        assert height <= SCREENS * PHONE["height"], document.title
        assert on_phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    on_phone.close()
