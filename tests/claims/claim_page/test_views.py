"""The page of one claim: quotations, standing, replies, versions, withdrawal."""

import csv
import io
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.claim_list import filter_choices
from claims.models import Claim
from tests.builders import (
    change,
    document,
    figure,
    make_alliance,
    make_case,
    make_claim,
    make_document,
    make_element,
    make_event,
    make_measure,
    make_point,
    make_proposal,
    make_response,
    make_voice,
    passage,
    response,
    tie,
    withdraw,
)
from tests.pages import html_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

BODY = "Before it this was said. We asked for a note of the meeting and it was declined. After it came nothing more."
QUOTE = "it was declined"


@shared
def sides():
    return make_case(sides={"county": ["county"], "districts": ["melton"], "city": ["city"]})


def page(client, claim) -> str:
    answer = client.get(claim.get_absolute_url())
    assert answer.status_code == 200
    return html_of(answer)


def text(html: str) -> str:
    """The text that a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


# Its words


def test_the_statement_is_marked_as_the_records_own(client, sides):
    claim = make_claim(by="melton", statement="The note was asked for.", quote="asked for a note")
    html = page(client, claim)
    assert '<h1 class="statement">The note was asked for.</h1>' in html
    assert '<span class="ours">our summary</span>' in html
    assert "“asked for a note”" in html
    assert f'data-claim="{claim.public_id}" data-standing="no-dispute"' in " ".join(html.split())


@pytest.mark.parametrize(
    ("shown", "around"),
    [
        ({}, True),
        ({"shown": "surroundings"}, True),
        ({"shown": "whole", "licence": "Open Government Licence v3.0"}, True),
        ({"shown": "quoted"}, False),
    ],
)
def test_the_words_stand_in_their_surroundings_as_far_as_the_document_allows(client, sides, shown, around):
    document = make_document(body=BODY, text=shown)
    html = page(client, make_claim(by="melton", quote=QUOTE, in_document=document))
    assert ("We asked for a note of the meeting and" in html) is around
    assert ("After it came nothing more" in html) is around
    assert 'data-quote="verified"' in html and f"“{QUOTE}”" in html


def test_it_is_said_who_compared_the_words_with_the_page(client, sides):
    words = passage("these words", compared={"office": "Records officer", "on": "2026-02-03"})
    html = page(client, make_claim(by="melton", appearances=[{"passage": words}]))
    assert 'data-quote="compared"' in html and "Records officer, 3 February 2026" in html


def test_a_document_quoted_more_than_once_is_named_once(client, sides):
    report = make_document("report", title="The Report")
    quoted = [passage("first words", report), passage("second words", report, page="3"), passage("third words")]
    claim = make_claim(by="melton", appearances=[{"passage": each} for each in quoted])
    seen = text(page(client, claim)).partition("About this claim")[0]
    assert "3 quotations from 2 documents" in seen and seen.count("The Report") == 1
    assert seen.index("The Report") < seen.index("“second words” Page 3.") < seen.index("“third words”")
    listed = text(html_of(client.get("/claims/?case=" + claim.case.key)))
    assert "2 more quotations, also from 1 other document" in listed


def test_every_place_where_it_was_said_is_shown_with_speaker_office_and_reporters(client, sides):
    make_voice("jane", kind="person", name="Jane Roe")
    make_voice("paper", name="The Courant")
    claim = make_claim(
        by="melton",
        appearances=[
            {"passage": passage("first words", make_document(), page="3")},
            {
                "passage": passage("second words", make_document(title="The Report")),
                "speaker": "jane",
                "office_as_printed": "Leader of the Council",
                "reported_by": ["paper"],
                "said": {"edtf": "2025-02~", "printed": "last month"},
            },
        ],
    )
    seen = text(page(client, claim))
    assert "page 3" in seen and "“second words”" in seen and "The Report" in seen
    assert "Jane Roe , “Leader of the Council”" in seen
    assert "reported by the Courant" in seen and "about February 2025" in seen and "“last month”" in seen


def test_what_only_another_side_reports_stands_in_its_column(client, sides):
    claim = make_claim(by="melton", reported_by=["county"])
    seen = text(page(client, claim))
    assert "County Council says that Melton Council claimed" in seen
    assert (
        "Known only by this side’s report, and so shown with it. It does not count as said by Melton Council." in seen
    )


def test_the_column_is_named_with_its_reason(client, sides):
    make_voice("leader", kind="office")
    tie("leader", "leads", "melton")
    assert "Melton Council is placed in this side." in text(page(client, make_claim(by="melton")))
    assert "speaks for one that was placed in this side" in text(page(client, make_claim(by="leader")))
    assert "is on no side of this case" in text(page(client, make_claim(by=make_voice("nobody"))))


def test_whom_and_what_it_is_about(client, sides):
    make_point("boundary", question="Is the boundary to move?")
    make_event("meeting", title="The January meeting")
    make_proposal("two", name="Two councils")
    make_element("split", name="The split")
    claim = make_claim(
        by="melton",
        about=["county", {"voice": "city", "reading": "yes"}],
        about_not_named="yes",
        absence="yes",
        as_at={"edtf": "2024-12"},
        points=["boundary"],
        events=[{"event": "meeting"}],
        proposals=["two"],
        elements=["split"],
    )
    seen = text(page(client, claim))
    for words in (
        "City Council (an editor’s reading: the words name nobody)",
        "Somebody whom it does not name",
        "it says that something is not there",
        "December 2024",
        "Is the boundary to move?",
        "The January meeting",
        "Two councils",
        "The split",
    ):
        assert words in seen


def test_an_editors_words_stand_apart_and_are_marked(client, sides):
    claim = make_claim(
        by="melton", note="A note of ours.", flags=[{"kind": "ambiguous", "note": "May mean two things."}]
    )
    seen = text(page(client, claim))
    assert "† Editor’s note. A note of ours." in seen
    assert "† Editor’s note: ambiguous. May mean two things." in seen


FLAGGED = "42 hectares in the north and 290 hectares in the south, together 340 hectares of land."


@pytest.mark.parametrize("body", [FLAGGED, None])
@pytest.mark.parametrize(
    ("quote", "is_shown"),
    [
        ("together 340 hectares of land", True),
        ("340 hectares", True),
        ("290 hectares in the south, together 340 hectares of land", True),
        ("42 hectares in the north", False),
        ("the south", False),
    ],
)
def test_an_editors_note_on_the_words_of_a_document_stands_with_the_claims_that_quote_them(
    client, sides, quote, is_shown, body
):
    document = make_document("plan", body=FLAGGED if body else None)
    words = passage("together 340 hectares of land", document)
    change(document, flags=[{"kind": "does-not-add-up", "note": "42 and 290 are 332.", "passage": words}])
    claim = make_claim(by="melton", quote=quote, in_document=document)
    seen = text(page(client, claim))
    assert ("† Editor’s note: does not add up. 42 and 290 are 332." in seen) is is_shown


def test_the_words_of_another_document_are_other_words(client, sides):
    document = make_document("plan")
    flag = {"kind": "remark", "note": "A misprint.", "passage": passage("these words", document)}
    change(document, flags=[flag])
    assert "A misprint." not in page(client, make_claim(by="melton", quote="these words"))
    assert "A misprint." in page(client, make_claim(by="melton", quote="these words", in_document=document))


def test_stretches_that_overlap_are_of_the_same_words(client, sides):
    document = make_document("plan", body=FLAGGED)
    words = passage("north and 290 hectares", document)
    change(document, flags=[{"kind": "remark", "note": "It overlaps.", "passage": words}])
    assert "It overlaps." in page(client, make_claim(by="melton", quote="in the north and", in_document=document))
    assert "It overlaps." not in page(client, make_claim(by="melton", quote="of land", in_document=document))


def test_markup_is_words(client, sides):
    claim = make_claim(by="melton", statement="<script>alert(1)</script>", quote="<b>bold</b>", note="<i>note</i>")
    html = page(client, claim)
    assert "<script>alert" not in html and "<b>bold" not in html and "<i>note" not in html


# Its standing and its exchange


def test_standing_names_who_answered_and_the_members_of_an_alliance(client, sides):
    make_alliance("eight", ["melton", "rutland"])
    claim = make_claim(by="county")
    make_response(to=claim, by="eight")
    seen = text(page(client, claim))
    assert "Disputed by the eight (for Melton Council and Rutland Council)." in seen
    change(claim.case, kept_up_to="2026-05-25")
    assert "Counted from the replies that we had found by 25 May 2026." in text(page(client, claim))
    make_response(to=claim, by="rutland", said="2026-05-26")
    assert "that we had found by" not in text(page(client, claim))


def test_no_reply_is_said_once_with_the_day_and_of_whom_it_was_looked_for(client, sides):
    change(sides, kept_up_to="2026-05-25")
    claim = make_claim(by="county", about=["melton", "city"], kind="characterisation")
    make_response(to=claim, by="city", relation="answers")
    seen = text(page(client, claim))
    assert seen.count("We found no reply by 25 May 2026 from Melton Council.") == 1
    assert seen.lower().count("no reply") == 1


def test_a_reply_that_is_only_reported_is_said_beside_that_none_was_found(client, sides):
    change(sides, kept_up_to="2026-05-25")
    note = "The Courant reports a denial."
    claim = make_claim(
        by="county", about=["melton"], kind="characterisation", flags=[{"kind": "reply-reported", "note": note}]
    )
    words = "no reply in their own words by 25 May 2026 from Melton Council; one is reported, as our note says."
    seen = text(page(client, claim))
    assert words in seen and note in seen


def test_no_reply_is_said_of_nobody_whom_a_claim_neither_accuses_nor_contradicts(client, sides):
    seen = text(page(client, make_claim(by="county", about=["melton"])))
    assert "no reply" not in seen.lower() and "no dispute" not in seen.lower()


def test_other_sides_that_speak_on_the_question_and_have_not_replied_are_named(client, sides):
    point = make_point("boundary", question="Where is the boundary?")
    claim = make_claim(by="county", points=["boundary"])
    make_response(to=claim, by="city", points=["boundary"])
    assert "on this question" not in text(page(client, claim))
    make_claim(by="melton", points=["boundary"])
    make_claim(by="county", points=["boundary"])
    html = page(client, claim)
    link = f'<a href="{point.get_absolute_url()}">Districts also speak on this question</a>: Where is the boundary?'
    assert html.count("on this question") == html.count(link) == 1


def test_sides_that_speak_on_the_question_stand_in_the_order_of_columns(client):
    make_case(sides={"county": ["county"], "city": ["city"], "alliance": ["melton", "rutland"]})
    make_point("boundary")
    claim = make_claim(by="county", points=["boundary"])
    make_claim(by="melton", points=["boundary"])
    assert "Alliance also speaks on this question" in text(page(client, claim))
    make_claim(by="city", points=["boundary"])
    assert "Alliance and City also speak on this question" in text(page(client, claim))


def test_a_draft_on_the_question_makes_no_side_speak(client, sides):
    make_point("boundary")
    claim = make_claim(by="county", points=["boundary"])
    before = page(client, claim)
    make_claim(by="melton", points=["boundary"], state="draft")
    assert page(client, claim) == before


def test_the_exchange_stands_in_order_of_date_with_words(client, sides):
    first = make_claim(by="melton", said="2025-01-01", statement="What began it.")
    second = make_claim(by="melton", said="2025-01-02", statement="What else was said.")
    claim = make_claim(by="county", said="2025-02", responses=[response(second), response(first, "accepts")])
    make_response(to=claim, by="city", relation="qualifies", said="2025-04", statement="The later answer.")
    make_response(to=claim, by="melton", said="2025-03", statement="The earlier answer.", quote="the answer itself")
    seen = text(page(client, claim))
    expected = [
        "What this claim answers",
        "This claim accepts",
        "What began it.",
        "This claim disputes",
        "What else was said.",
        "What answers this claim",
        "Disputed by Melton Council says",
        "The earlier answer.",
        "“the answer itself”",
        "Qualified by City Council says",
        "The later answer.",
    ]
    places = [seen.index(words) for words in expected]
    assert places == sorted(places)


def test_the_words_that_answer_are_shown_where_they_stand_nowhere_else(client, sides):
    claim = make_claim(by="county")
    make_response(to=claim, by="melton", quote="our own words")
    assert "It answers in the words: “as to that claim”" in text(page(client, claim))


@pytest.mark.parametrize(("printed", "is_before"), [("2025-01", True), ("2025-03", False), (None, False)])
def test_an_answer_in_words_that_were_printed_before_says_so(client, sides, printed, is_before):
    point = make_point("note")
    claim = make_claim(by="county", said="2025-03-05", points=["note"])
    words = {"passage": passage("as to that", make_document(date=printed))}
    answer = make_claim(
        by="melton",
        said="2025-04",
        points=["note"],
        responses=[{"to": claim.key, "relation": "disputes", **words}],
    )
    for each in (claim, answer):
        told = "The words that answer were printed before these words were first said."
        assert (told in page(client, each)) == is_before
    assert ("(printed before these words)" in page(client, point)) == is_before


def test_weaker_links_stand_apart(client, sides):
    other = make_claim(by="county", statement="The other thing.")
    claim = make_claim(by="melton", links=[{"to": other.key, "kind": "bears-on", "note": "Of the same week."}])
    assert "Related claims Neither answers the other Related claim : Of the same week." in text(page(client, claim))
    assert "Related claim" in text(page(client, other))
    assert "The exchange" not in text(page(client, other))


def test_a_claim_that_is_linked_both_ways_is_listed_once(client, sides):
    first = make_claim(by="county")
    second = make_claim(by="melton", links=[{"to": first.key, "kind": "bears-on", "note": "Of the same week."}])
    change(first, links=[{"to": second.key, "kind": "bears-on"}, {"to": second.key, "kind": "mirrors"}])
    for one, other in ((first, second), (second, first)):
        assert page(client, one).count(f'data-claim="{other.public_id}"') == 1
    assert "Related claim; mirroring this claim : Of the same week." in text(page(client, second))


def test_an_answer_that_is_not_published_is_not_there(client, sides):
    claim = make_claim(by="county")
    before = page(client, claim)
    make_response(to=claim, by="melton", state="draft", statement="A secret.")
    assert page(client, claim) == before


# How to cite it


def test_it_is_said_how_to_cite_it(client, sides):
    document = make_document(title="The Statement", publisher="melton", date="2025-03-01")
    claim = make_claim(by="melton", appearances=[{"passage": passage("it was declined", document, page="3")}])
    published = claim.publications().first().at
    cited = re.search(r'<p class="cite"[^>]*>(.*?)</p>', page(client, claim)).group(1)
    assert cited == (
        "Melton Council: “it was declined”, in The Statement, Melton Council, statement, 1 March 2025, page 3. "
        f"Counterpoint, http://testserver/claims/{claim.public_id}/, version 1 of {published.day} {published:%B %Y}."
    )


def test_a_headline_is_cited_as_nobodys_own_words(client, sides):
    make_voice("paper", name="Paper")
    document = make_document(title="Single vote defeats partnership", publisher="paper", date="2025-03-01")
    claim = make_claim(
        by="melton",
        statement="The partnership failed by one vote.",
        appearances=[{"passage": passage("Single vote", document), "reported_by": ["paper"]}],
    )
    html = page(client, claim)
    cited = re.search(r'<p class="cite"[^>]*>(.*?)</p>', html).group(1)
    assert cited.startswith(
        "Melton Council, as reported by Paper, in our summary: The partnership failed by one vote. "
        "It is taken from the headline of Single vote defeats partnership, Paper, statement, 1 March 2025. "
        "Counterpoint, "
    )
    assert ", from the headline. not checked: we have no copy" in text(html)


def cited(client, claim) -> str:
    return re.search(r'<p class="cite"[^>]*>(.*?)</p>', page(client, claim)).group(1)


def test_direct_words_and_a_reporters_paraphrase_are_told_apart(client, sides):
    make_voice("paper", name="Paper")
    direct = make_claim(by="melton", quote="we will fight it", reported_by=["paper"], wording="direct")
    told = make_claim(by="melton", quote="the council will fight it", reported_by=["paper"], wording="paraphrase")
    html = text(page(client, direct))
    assert "; quoted by Paper" in html and "reporter’s words" not in html
    assert cited(client, direct).startswith("Melton Council, as quoted by Paper: “we will fight it”")
    html = text(page(client, told))
    assert "Melton Council says , as reported by Paper , 1 March 2025 : The statement" in html
    assert "; reported by Paper" in html and "In the reporter’s words." in html
    assert cited(client, told).startswith("Melton Council, as reported by Paper: “the council will fight it”")
    listing = text(html_of(client.get("/claims/")))
    assert "Melton Council says , as quoted by Paper" in listing and "as reported by Paper" in listing
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get("/claims.csv")).decode("utf-8-sig"))))
    assert sorted((row["reported by"], row["wording"]) for row in rows) == [
        ("Paper", "direct"),
        ("Paper", "paraphrase"),
    ]


def test_a_claim_known_only_through_its_rebuttal_is_never_cited_as_its_makers_words(client, sides):
    claim = make_claim(
        by="melton", statement="The money is gone.", quote="it is not gone", reported_by=["county"], wording="rebuttal"
    )
    reply = make_claim(by="county", quote="it is not gone", responses=[response(claim, quote="it is not gone")])
    html = text(page(client, claim))
    assert "County Council says that Melton Council claimed" in html
    assert "The words are those of the rebuttal, through which alone the claim is known." in html
    assert "Known only by this side’s report, and so shown with it." in html
    assert "Disputed by County Council" in html
    assert cited(client, claim).startswith(
        "County Council says that Melton Council claimed, in our summary: The money is gone. "
        "It is known only through its rebuttal: “it is not gone”, in "
    )
    assert f'href="/claims/{reply.public_id}/"' in page(client, claim)


def test_a_rebutter_in_no_side_leaves_it_in_no_column(client, sides):
    make_voice("ada", name="Ada", kind="person")
    claim = make_claim(by="melton", reported_by=["ada"], wording="rebuttal")
    assert "it is known only through its rebuttal, and Ada is on no side" in text(page(client, claim))


# What its words carry


@pytest.mark.parametrize(
    ("quote", "document", "carries", "remark"),
    [
        ("some 43 of them", {}, "yes", ""),
        ("more than we thought", {}, "no", "These words do not hold the number."),
        ("43 leave", {"title": "43 leave the council"}, "headline", "A headline."),
        (
            "leave the council",
            {"title": "43 leave the council"},
            "no",
            "A headline. These words do not hold the number.",
        ),
        ("43 leave", {"title": "43 leave", "title_basis": "address"}, "no", "Words of a web address"),
    ],
)
def test_words_say_if_they_carry_the_claim(client, sides, quote, document, carries, remark):
    paper = make_document(**document)
    claim = make_claim(by="melton", figures=[figure("43")], appearances=[{"passage": passage(quote, paper)}])
    for address in (claim.get_absolute_url(), "/claims/", paper.get_absolute_url()):
        html = html_of(client.get(address))
        assert re.findall(r'data-carries="(\w+)"', html) == [carries]
        assert remark in text(html)
        assert ("do not hold" in text(html)) == ("do not hold" in remark)
    (row,) = csv.DictReader(io.StringIO(b"".join(client.get("/claims.csv")).decode("utf-8-sig")))
    assert row["words carry it"] == carries


def test_words_of_an_address_are_not_quoted_and_its_title_is_marked_as_ours(client, sides):
    paper = make_document(title="regional mayor proposed", title_basis="address")
    claim = make_claim(by="melton", appearances=[{"passage": passage("regional mayor", paper)}])
    html = page(client, claim)
    assert "“regional mayor”" not in html and "<blockquote>" not in html
    assert re.search("regional mayor proposed +our title, from the address", text(html))
    (row,) = csv.DictReader(io.StringIO(b"".join(client.get("/claims.csv")).decode("utf-8-sig")))
    assert (row["quotation"], row["title is"]) == ("", "address")


@pytest.mark.parametrize(
    ("copy", "words"),
    [("machine-summary", "; read in a machine summary."), ("mirror", "; read in a mirror."), ("original", "")],
)
def test_a_citation_names_publisher_kind_date_and_the_copy_read(client, sides, copy, words):
    paper = make_document(
        title="Our plan", kind="news-release", publisher="county", date="2025-01-09", copy={"kind": copy}
    )
    claim = make_claim(by="melton", appearances=[{"passage": passage("we will", paper, page="3")}])
    expected = "Our plan , County Council, news release, 9 January 2025, page 3"
    for address in (claim.get_absolute_url(), "/claims/"):
        html = text(html_of(client.get(address)))
        assert expected + (words or ".") in html
    assert (
        "Our plan, County Council, news release, 9 January 2025, page 3" in client.get("/claims.atom").content.decode()
    )


# Its versions


def test_each_version_can_be_reached_with_what_changed(client, sides):
    claim = make_claim(by="melton", statement="The first wording.", kind="fact")
    change(claim, statement="The second wording.", kind="promise")
    assert text(page(client, claim)).count("Version") >= 2
    old = html_of(client.get(f"/claims/{claim.public_id}/versions/1/"))
    assert '<meta name="robots" content="noindex">' in old
    assert "The first wording." in old and "The second wording." not in old
    assert "This version is no longer current." in old
    new = html_of(client.get(f"/claims/{claim.public_id}/versions/2/"))
    assert "This is the current version." in new
    seen = text(new)
    assert "Our summary The first wording. The second wording." in seen
    assert "Kind factual claim promise" in seen


def test_a_version_is_read_from_the_log_and_nothing_done_since_changes_it(client, sides):
    claim = make_claim(by="melton", quote="the first quotation", about=["county"], said="2025-03")
    before = text(html_of(client.get(f"/claims/{claim.public_id}/versions/1/"))).partition("The whole of")[2]
    change(claim, appearances=[{"passage": passage("another quotation")}], about=None)
    after = text(html_of(client.get(f"/claims/{claim.public_id}/versions/1/"))).partition("The whole of")[2]
    assert after == before and "the first quotation" in before and "County Council" in before


@pytest.mark.parametrize("number", ["0", "2", "2147483648", "99999999999999999999", "9" * 5000])
def test_a_version_that_there_is_not(client, sides, number):
    claim = make_claim(by="melton")
    assert client.get(f"/claims/{claim.public_id}/versions/{number}/").status_code == 404


def test_a_changed_figure_position_or_criterion_is_told(client, sides):
    make_proposal("plan", name="The northern plan")
    make_measure("councillors", name="Number of councillors", unit="councillors")
    figure = {"measure": "councillors", "value": "97", "unit": "councillors", "printed": "97 councillors"}
    claim = make_claim(by="melton", figures=[figure])
    changed = {"measure": "councillors", "value": "98", "unit": "councillors"}
    position = {"stance": "supports", "proposals": ["plan"]}
    change(claim, figures=[changed], positions=[position], criteria=["services"], refs=["A-1"])
    seen = text(html_of(client.get(f"/claims/{claim.public_id}/versions/2/")))
    told, _, whole = seen.partition("The whole of")
    assert "Figure 1 › Value 97 98" in told and "Figure 1 › As printed “97 councillors” (nothing)" in told
    assert "Position 1 (nothing) Stance: supports Proposals: The northern plan" in told
    assert "Figure 1 › Measure Number of councillors" in whole and "Figure 1 › Value 98" in whole
    assert "A-1" not in seen and "checklist" not in seen


def test_a_change_of_what_is_not_for_readers_is_named_as_such(client, sides):
    claim = make_claim(by="melton")
    change(claim, refs=["A-1"])
    seen = text(html_of(client.get(f"/claims/{claim.public_id}/versions/2/")))
    assert "Only what we do not show to readers changed" in seen and "A-1" not in seen


# Its withdrawal


def test_a_withdrawn_claim_keeps_its_page_with_the_reason_and_no_words(client, sides):
    claim = make_claim(by="melton", statement="What was said.", quote="the very words")
    withdraw(claim, reason="It was entered twice.")
    html = page(client, claim)
    assert "It was entered twice." in html and '<meta name="robots" content="noindex">' in html
    assert "What was said." not in html and "the very words" not in html
    assert "What was said." in html_of(client.get(f"/claims/{claim.public_id}/versions/1/"))


@pytest.mark.django_db(transaction=True)
def test_a_withheld_claim_has_no_words_anywhere(client):
    make_case(sides={"districts": ["melton"]})
    claim = make_claim(by="melton", statement="What was said.", quote="the very words")
    change(claim, kind="promise")
    call_command("withhold", claim.public_id, reason="An order of the court.")
    html = page(client, claim)
    assert "[withheld]" in html and "An order of the court." in html
    for number in (1, 2, 3):
        old = client.get(f"/claims/{claim.public_id}/versions/{number}/")
        assert old.status_code == 200 and "[withheld]" in html_of(old)
        assert "What was said." not in html_of(old) and "the very words" not in html_of(old)


@pytest.mark.parametrize("state", ["draft", "needs-review"])
def test_what_is_not_published_has_no_page_and_no_versions(client, sides, state):
    claim = make_claim(by="melton", state=state)
    assert client.get(claim.get_absolute_url()).status_code == 404
    assert client.get(f"{claim.get_absolute_url()}versions/1/").status_code == 404


# How much it asks of the database


@pytest.mark.measure
def test_thirty_answers_cost_the_queries_of_three(client, sides):
    first = make_claim(by="melton", reported_by=["paper"])
    claim = make_claim(
        by="county", about=["melton"], responses=[response(first)], flags=[{"kind": "remark", "note": "x"}]
    )
    flag = {"kind": "remark", "note": "y", "passage": passage("these words")}

    def queries():
        filter_choices._cached.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            page(client, claim)
        return len(captured)

    for _ in range(3):
        make_response(to=claim, by="city", reported_by=["paper"])
    change(document("document"), flags=[flag])
    three = queries()
    change(document("document"), flags=[flag | {"note": str(number)} for number in range(30)])
    for _ in range(27):
        make_response(to=claim, by="melton", reported_by=["paper"], links=[{"to": first.key, "kind": "mirrors"}])
    assert queries() == three
    assert Claim.objects.count() > 30


def test_what_is_read_in_a_claim_stands_on_its_page_with_its_note(client, sides):
    make_measure("savings", name="Saved a year")
    claim = make_claim(
        by="county",
        quote="save £5 million a year",
        figures=[{"measure": "savings", "value": "5000000", "unit": "pounds", "per": "year"}],
        positions=[{"stance": "supports", "on": "all", "note": "An expectation."}],
    )
    words = text(page(client, claim))
    assert "Measure: Saved a year" in words and "Stance: supports" in words and "Note: An expectation." in words
    assert "What we read in these words" not in text(page(client, make_claim(by="county")))
