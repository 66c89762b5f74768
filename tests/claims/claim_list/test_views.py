"""The list of claims: page, fragment, count, order, CSV and feed."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from claims.claim_list import exports, filter_choices, listing
from claims.claim_list.exports import COLUMNS
from claims.claim_list.filters import ClaimFilter
from claims.claim_list.list_page import SEARCHED_IN
from tests.builders import (
    CITED,
    change,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_point,
    make_response,
    make_voice,
    passage,
    the_case,
    tie,
    voice,
    withdraw,
)
from tests.pages import html_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SHOWN = re.compile(r'<article class="claim [^>]*data-claim="(\w+)"')
COUNT = re.compile(r'<output id="count" data-count="(\d+)">([^<]*)</output>')


@shared
def melton():
    make_case(sides={"county": ["county"], "districts": ["melton"]})
    return change(voice("melton"), council={"code": "MEL", "area": "Melton", "type": "district"})


def shown(response) -> list[str]:
    return SHOWN.findall(html_of(response))


def counted(response) -> tuple[str, str]:
    return COUNT.search(html_of(response)).groups()


def ids(claims) -> list[str]:
    return [claim.public_id for claim in claims]


def queries(client, url) -> int:
    filter_choices._cached.cache_clear()
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        if response.streaming:
            b"".join(response.streaming_content)
    return len(captured)


# Page and fragment


def test_the_fragment_is_exactly_what_the_page_contains(client, melton):
    make_claim(by="melton")
    for query in ("", "?council=MEL", "?council=XXX", "?q=nothing+of+it"):
        page, results = client.get(f"/claims/{query}"), client.get(f"/claims/results/{query}")
        title, _, rest = html_of(results).strip().partition("</title>")
        assert rest in html_of(page) and f"{title}</title>" in html_of(page)
        assert b"<html" not in results.content


def test_one_address_gives_the_same_bytes_to_everyone(client, melton):
    make_claim(by="melton")
    for url in ("/claims/?council=MEL", "/claims/results/?council=MEL"):
        assert client.get(url).content == client.get(url, headers={"HX-Request": "true"}).content


def test_the_fragment_answers_with_the_clean_address_of_the_page(client, melton):
    response = client.get("/claims/results/?q=&council=mel&case=&kind=fact&council=MEL")
    assert response["HX-Push-Url"] == "/claims/?council=MEL&kind=fact"
    assert "HX-Push-Url" not in client.get("/claims/")


def test_the_page_names_its_clean_address(client, melton):
    page = html_of(client.get("/claims/?utm_source=x&council=mel"))
    assert '<link rel="canonical" href="http://testserver/claims/?council=MEL">' in page


def test_what_is_chosen_can_be_taken_back_one_by_one(client, melton):
    page = html_of(client.get("/claims/?council=MEL&role=about&kind=fact&kind=promise"))
    for address in (
        "/claims/?role=about&kind=fact&kind=promise",
        "/claims/?council=MEL&kind=fact&kind=promise",
        "/claims/?council=MEL&role=about&kind=promise",
    ):
        assert f'<a class="tag" href="{escape(address)}">' in page


def test_a_claim_stands_with_its_words_and_its_standing(client, melton):
    claim = make_claim(by="melton", quote="words of its own")
    page = html_of(client.get("/claims/"))
    assert "“words of its own”" in page and "our summary" in page
    assert f'data-claim="{claim.public_id}" data-standing="no-dispute"' in page


# Where there is no reply

ABSENCE = re.compile(r"no (?:reply|dispute)", re.IGNORECASE)


@shared
def unanswered(melton):
    """A claim that accuses Melton, on a question that its side speaks on."""
    change(the_case(), kept_up_to="2026-05-25")
    make_point("boundary", question="Where is it?")
    make_claim(by="melton", points=["boundary"], said="2025-01-01")
    return make_claim(by="county", about=["melton"], points=["boundary"], kind="characterisation", said="2025-02-01")


def listed(client, query) -> str:
    """The text of the claims in a list alone."""
    entries = html_of(client.get(query)).partition('class="entries"')[2].partition("“Disputed” and “accepted” count")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", entries).split())


@pytest.mark.parametrize("query", ["standing=no-reply", "council=MEL&role=no-reply", "role=no-reply"])
def test_no_reply_is_said_in_a_list_that_is_filtered_for_it(client, unanswered, query):
    words = listed(client, f"/claims/?{query}")
    assert words.count("We found no reply by 25 May 2026 from Melton Council.") == 1
    assert "Districts also speak on this question : Where is it?" in words


def test_a_list_that_is_filtered_for_no_dispute_says_who_else_speaks(client, unanswered):
    words = listed(client, "/claims/?standing=no-dispute")
    assert "County also speaks on this question : Where is it?" in words and not ABSENCE.search(words)


@pytest.mark.parametrize("query", ["", "?council=MEL", "?council=MEL&role=about", "?kind=characterisation"])
def test_no_other_list_says_it(client, unanswered, query):
    words = listed(client, f"/claims/{query}")
    assert unanswered.statement in words
    assert not ABSENCE.search(words) and "on this question" not in words


def test_the_filter_is_worded_as_what_was_found(client, unanswered):
    page = html_of(client.get("/claims/"))
    for value, words in (("no-reply", "No reply found"), ("no-dispute", "No dispute found")):
        assert f'value="{value}">{words}' in page
    assert "factual claim" in page and "statement of fact" not in page


def test_a_feed_has_no_word_for_absence(client, unanswered):
    for query in ("", "?standing=no-reply", "?council=MEL&role=no-reply"):
        feed = body(client, f"/claims.atom{query}").decode()
        assert unanswered.public_id in feed and "no-reply" not in feed.partition("<entry>")[2]
        assert "no-dispute" not in feed.partition("<entry>")[2]


def test_the_file_keeps_the_words_of_the_filter(client, unanswered):
    (row,) = csv.DictReader(
        io.StringIO(body(client, "/claims.csv?council=MEL&role=no-reply").decode("utf-8-sig"), newline="")
    )
    assert (row["standing"], row["why listed"]) == ("no-reply", "About Melton Council by name.")


# Count and order


def test_the_count_is_announced_and_exact(client, melton):
    make_claim(by="melton")
    assert counted(client.get("/claims/")) == ("1", "1 claim")
    make_claim(by="county", about=["melton"])
    assert counted(client.get("/claims/")) == ("2", "2 claims")
    assert counted(client.get("/claims/?council=MEL&role=about")) == ("1", "1 claim")
    assert counted(client.get("/claims/?q=nowhere")) == ("0", "0 claims")


def test_a_long_list_is_counted_no_further_than_is_worth_it(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 2)
    monkeypatch.setattr(listing, "COUNTED", 3)
    for _ in range(4):
        make_claim(by="melton")
    for url in ("/claims/", "/claims/?council=MEL"):
        assert counted(client.get(url)) == ("3", "3+ claims")
    monkeypatch.setattr(listing, "COUNTED", 4)
    make_voice("paper")
    assert counted(client.get("/claims/")) == ("4", "4 claims")


@pytest.mark.parametrize(
    "query", ["", "council=MEL", "council=MEL&role=made-by", "role=made-by", "council=MEL&kind=fact"]
)
def test_pages_hold_every_claim_once_earliest_first_and_the_undated_last(client, melton, query, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 2)
    undated = make_document(date=None)
    dates = ["2025-03", "2025-03-01", "../2024-12", None, "2025-03", "2026", None]
    made = {}
    for date in dates:
        claim = make_claim(by="melton", **({"said": date} if date else {"in_document": undated}))
        made.setdefault(date, []).append(claim)
    expected = ids(made["../2024-12"] + made["2025-03-01"] + made["2025-03"] + made["2026"] + made[None])
    seen, back, address = [], [], f"/claims/?{query}"
    while address:
        response = client.get(address)
        seen.append(shown(response))
        assert counted(response)[0] == "7"
        address = way(response, "next")
    assert [each for page in seen for each in page] == expected
    while address := way(response, "prev"):
        response = client.get(address)
        back.append(shown(response))
    assert back == seen[-2::-1]


def way(response, rel) -> str:
    found = re.search(rf'<a href="([^"]+)" rel="{rel}">', html_of(response))
    return found.group(1).replace("&amp;", "&") if found else ""


def test_one_claim_that_counts_in_several_ways_is_listed_once(client, melton):
    make_alliance("eight", ["melton"])
    claim = make_claim(by="county", about=["melton", "eight"])
    assert shown(client.get("/claims/?council=MEL")) == [claim.public_id]
    assert "About Melton Council by name." in html_of(client.get("/claims/?council=MEL"))


def test_a_claim_of_the_council_itself_does_not_say_again_who_made_it(client, melton):
    make_claim(by="melton")
    assert "Made by Melton Council" not in html_of(client.get("/claims/?council=MEL"))


def test_it_is_said_by_way_of_whom_a_claim_counts_and_whether_that_is_certain(client, melton):
    make_alliance("eight", ["melton"], when="2025-03-10/..")
    make_claim(by="eight", said="2025-03")
    page = html_of(client.get("/claims/?council=MEL"))
    assert "Made by the eight, not by Melton Council alone; date uncertain." in page


def test_invented_claims_are_listed_only_where_they_or_their_council_are_chosen(client, melton):
    ghost = make_claim(by="ghost", kind="promise", case=make_case("practice", invented="yes"))
    real = make_claim(by="melton", kind="promise", case=make_case("real"))
    found = client.get("/claims/?kind=promise")
    assert shown(found) == [real.public_id] and "?kind=promise&amp;case=practice" in html_of(found)
    assert ghost.statement not in client.get("/claims.atom?kind=promise").content.decode()
    for query in ("case=practice", f"council={voice('ghost').council.code}"):
        assert shown(client.get(f"/claims/?{query}")) == [ghost.public_id], query


def test_a_reason_that_claims_share_is_said_once_above_them(client, melton):
    make_alliance("eight", ["melton"])
    for _ in range(2):
        make_claim(by="eight")
    make_claim(about=["eight"])
    page = html_of(client.get("/claims/?council=MEL"))
    assert page.count("ade by the eight, not by Melton Council alone.") == 1
    assert page.count("About the eight, not Melton Council alone.") == 1


def test_on_paper_a_source_is_not_printed_again_in_the_next_claim(client):
    make_document("other")
    for document in ("minutes", "minutes", "other"):
        make_claim(in_document=document)
    assert html_of(client.get("/claims/")).count('class="only-print">The same') == 1


def test_what_others_say_is_theirs_is_listed_apart(client, melton):
    plain = make_claim(by="melton", said="2025-06-01")
    said = make_claim(by="melton", said="2025-01-01", reported_by=["county"])
    page = client.get("/claims/?council=MEL&role=made-by")
    assert shown(page) == ids([plain, said])
    assert "<h2>Said by others to be theirs</h2>" in html_of(page)
    assert "County Council</a></span> <b>says that</b>" in html_of(page)


def test_what_others_say_is_theirs_is_not_counted_as_theirs(client, melton):
    make_claim(by="melton", said="2025-06-01")
    make_claim(by="melton", said="2025-01-01", reported_by=["county"])
    apart = "1 claim as reported by others"
    for paged in ("", "&after="):
        found = client.get(f"/claims/?council=MEL&role=made-by{paged}")
        assert 'data-count="1"' in html_of(found) and apart in text_of(found)
    assert re.search(r"Said by it\s*1\b", text_of(client.get("/councils/MEL/")))


def test_an_editors_reading_is_listed_apart(client, melton):
    named = make_claim(by="county", about=["melton"], said="2025-06-01", kind="characterisation")
    read = make_claim(
        by="county",
        about=[{"voice": "melton", "reading": "yes"}],
        about_not_named="yes",
        said="2025-01-01",
        kind="characterisation",
    )
    for role in ("about", "no-reply"):
        page = client.get(f"/claims/?council=MEL&role={role}")
        assert shown(page) == ids([named, read])
        assert "<h2>An editor’s reading of an unnamed target</h2>" in html_of(page)
        assert "1 claim that an editor reads as about it, without its name" in text_of(page)


def test_what_counts_outright_in_one_way_is_not_listed_apart_for_another(client, melton):
    claim = make_claim(by="melton", about=["county", {"voice": "melton", "reading": "yes"}])
    page = client.get("/claims/?council=MEL")
    assert shown(page) == [claim.public_id] and 'class="apart"' not in html_of(page)


# What is not understood


@pytest.mark.parametrize("query", ["council=XXX", "from=31/2/2028", "q=th", "q=-boundary", "own=2", "all=2"])
def test_what_is_not_understood_is_said_and_nothing_is_listed(client, melton, query):
    make_claim(by="melton")
    response = client.get(f"/claims/?{query}")
    page = html_of(response)
    assert response.status_code == 200 and response["Cache-Control"] == "no-store" and "ETag" not in response
    assert '<meta name="robots" content="noindex">' in page and 'class="notice"' in page
    assert not shown(response) and counted(response) == ("0", "No claims shown")


@pytest.mark.parametrize("form", ["csv", "atom"])
@pytest.mark.parametrize("query", ["council=XXX", "q=-boundary", "from=x"])
def test_a_file_or_feed_of_what_is_not_understood_is_refused(client, melton, form, query):
    response = client.get(f"/claims.{form}?{query}")
    assert response.status_code == 400 and response["Content-Type"].startswith("text/plain")


def test_a_place_in_another_list_is_no_error(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 1)
    for _ in range(2):
        make_claim(by="melton", reported_by=["county"])
    after = way(client.get("/claims/?council=MEL&role=made-by"), "next").partition("after=")[2]
    for query in ("", "?council=MEL&role=about", "?case=case"):
        response = client.get(f"/claims/{query}{'&' if query else '?'}after={after}")
        assert response.status_code == 200
    assert "is not understood" in html_of(client.get(f"/claims/?after={after}"))


def test_a_place_that_no_page_gave_out_is_said_and_the_list_begins_anew(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 2)
    for _ in range(3):
        make_claim(by="melton")
    for address in ("/claims/", "/claims/?council=MEL", "/claims/results/?council=MEL"):
        plain = client.get(address)
        answer = client.get(address, {"council": "MEL", "after": "zzz"} if "council" in address else {"after": "zzz"})
        assert shown(answer) == shown(plain) and counted(answer) == counted(plain) == ("3", "3 claims")
        assert "The list begins anew." in html_of(answer) and answer["Cache-Control"] == "no-store"
        assert "The list begins anew." not in html_of(plain)


# Apart from a council's own words


def test_an_alliance_s_words_and_a_group_s_are_counted_and_listed_apart(client, melton):
    make_alliance("eight", ["melton"])
    tie(make_voice("group", "group", name="The group"), "group-in", "melton")
    own = make_claim(by="melton", said="2025-06-01")
    joint, group = make_claim(by="eight", said="2025-01-01"), make_claim(by="group", said="2025-01-02")
    page = client.get("/claims/?council=MEL&role=made-by")
    assert shown(page) == ids([own, joint, group]) and counted(page) == ("1", "1 claim")
    words = page.content.decode()
    assert "1 claim said by an alliance of which it was a member, or a body that it shares" in words
    assert "1 claim said by groups and members of it" in words
    assert "Made by the group (in Melton Council, speaking for itself)." in words
    assert shown(client.get("/claims/?council=MEL&role=made-by&own=1")) == ids([own])


def test_what_is_about_an_alliance_is_not_counted_as_said_by_it(client, melton):
    make_alliance("eight", ["melton"])
    make_claim(by="county", about=[{"voice": "eight"}])
    words = client.get("/claims/?council=MEL&role=about").content.decode()
    assert "1 claim about an alliance of which it was a member, or a body that it shares" in words
    assert "said by an alliance" not in words


def test_counts_apart_are_the_same_on_every_page_of_a_list(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 1)
    make_alliance("eight", ["melton"])
    for by in ("melton", "eight", "melton"):
        make_claim(by=by)
    page = client.get("/claims/?council=MEL&role=made-by")
    assert counted(page) == ("2", "2 claims") and "1 claim said by an alliance" in page.content.decode()
    # What a page prints may be more than what is counted for the council.
    assert "Printed here: 1 claim. The list goes on at " in html_of(page)


# Without alliances


def test_where_nothing_counts_by_the_council_itself_it_is_said_what_counts_by_way_of_an_alliance(client, melton):
    make_alliance("eight", ["melton"])
    made = [make_claim(by="eight") for _ in range(2)]
    page = client.get("/claims/?council=MEL&role=made-by&own=1")
    link = '<a href="/claims/?council=MEL&amp;role=made-by">2 claims by way of an alliance</a>'
    assert not shown(page) and link in html_of(page)
    assert shown(client.get("/claims/?council=MEL&role=made-by")) == ids(made)
    assert "by way of an alliance</a>" not in html_of(client.get("/claims/?council=MEL&role=accepts&own=1"))
    make_claim(by="melton")
    assert "by way of an alliance</a>" not in html_of(client.get("/claims/?council=MEL&role=made-by&own=1"))


# All on one page


def test_the_whole_list_stands_on_one_page_to_be_printed(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 2)
    made = [make_claim(by="melton", said=f"2025-01-{day:02}") for day in range(1, 6)]
    make_claim(by="county")
    first = client.get("/claims/?council=MEL")
    assert '<a href="/claims/?council=MEL&amp;all=1">Print the whole list</a>' in html_of(first)
    whole = client.get("/claims/?council=MEL&all=1")
    assert shown(whole) == ids(made) and counted(whole) == ("5", "5 claims")
    assert "The whole list is on this page" in html_of(whole) and not way(whole, "next")
    assert "Print the whole list" not in html_of(whole)
    assert whole.content == client.get("/claims/?council=MEL&all=1", headers={"HX-Request": "true"}).content
    assert client.get("/claims/results/?council=MEL&all=1")["HX-Push-Url"] == "/claims/?council=MEL&all=1"


def test_a_list_that_is_longer_than_a_page_may_be_goes_on(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "SIZE", 2)
    monkeypatch.setattr(listing, "WHOLE", 3)
    made = [make_claim(by="melton", said=f"2025-01-{day:02}") for day in range(1, 6)]
    whole = client.get("/claims/?all=1")
    assert shown(whole) == ids(made[:3]) and "On this page, for printing: 3 claims." in html_of(whole)
    rest = client.get(way(whole, "next"))
    assert shown(rest) == ids(made[3:]) and "The list ends on this page" in html_of(rest)


def test_a_list_of_one_page_is_printed_as_it_is(client, melton):
    make_claim(by="melton")
    assert "Print the whole list" not in html_of(client.get("/claims/"))


def test_nonsense_is_repeated_without_harm(client, melton):
    page = html_of(client.get("/claims/?council=<script>alert(1)</script>&q=<b>"))
    assert "<script>alert" not in page and "<b>”" not in page


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*ClaimFilter.keys(), "after"]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
            | st.sampled_from(["MEL", "made-by", "about", "case", "1", "2025", "statement", "disputed", "county"]),
        ),
        max_size=8,
    )
)
def test_no_query_is_an_error(client, melton, pairs):
    for url in ("/claims/", "/claims/results/", "/claims.csv", "/claims.atom"):
        response = client.get(url, query_params=_joined(pairs))
        assert response.status_code in ((200,) if url.endswith("/") else (200, 400))
        assert not response.cookies


def _joined(pairs) -> dict:
    found = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


# How much it asks of the database


LISTS = [
    "/claims/",
    "/claims/results/?case=case",
    "/claims/?council=MEL",
    "/claims/?council=MEL&role=made-by&kind=fact",
    "/claims/?role=made-by",
    "/claims/?q=statement",
    "/claims/?council=MEL&all=1",
    "/claims/?council=MEL&standing=no-dispute",
]
FILES = ["/claims.csv?council=MEL", "/claims.atom?council=MEL"]


@pytest.mark.measure
def test_sixty_claims_cost_the_queries_of_thirty(client, melton):
    def made(number):
        for _ in range(number):
            claim = make_claim(by="melton", about=["county"], reported_by=["paper"])
        make_response(to=claim, by="county", about=["melton"])
        return {url: queries(client, url) for url in LISTS + FILES}

    thirty = made(30)
    assert made(30) == thirty


def test_the_choices_are_read_once_a_revision(client, melton):
    filter_choices._cached.cache_clear()
    make_claim(by="melton")
    client.get("/claims/")
    assert "Rutland Council" not in html_of(client.get("/claims/"))
    make_council("rutland")
    assert "Rutland Council" in html_of(client.get("/claims/"))


# Drafts


def test_a_draft_is_seen_nowhere(client, melton):
    make_claim(by="melton", about=["county"])
    urls = ["/claims/", "/claims/?council=MEL", "/claims/?q=statement", "/claims.csv", "/claims.atom"]
    before = [body(client, url) for url in urls]
    for _ in range(3):
        make_claim(by="melton", state="draft", about=["county"])
        make_claim(by="melton", state="needs-review")
    assert [body(client, url) for url in urls] == before


def test_a_withdrawn_claim_leaves_every_list(client, melton):
    claim = make_claim(by="melton")
    withdraw(claim)
    for url in ("/claims/", "/claims/?council=MEL", "/claims.csv", "/claims.atom"):
        assert claim.public_id not in body(client, url).decode()


def body(client, url) -> bytes:
    response = client.get(url)
    return b"".join(response.streaming_content) if response.streaming else response.content


# File and feed


def test_the_file_has_a_line_for_each_claim_of_the_list(client, melton):
    claim = make_claim(
        by="melton", said="2025-03", quote="=our words", statement="What is said, in ours.", kind="promise"
    )
    make_claim(by="county", said="2025-04")
    rows = list(csv.reader(io.StringIO(body(client, "/claims.csv?council=MEL").decode("utf-8-sig"), newline="")))
    assert rows[0] == COLUMNS and len(rows) == 2
    row = dict(zip(*rows, strict=True))
    assert row == {
        "id": claim.public_id,
        "case": "case",
        "statement": "What is said, in ours.",
        "kind": "promise",
        "made for": "Melton Council",
        "belongs to": "",
        "speaker": "",
        "office as printed": "",
        "reported by": "",
        "wording": "",
        "side": "Districts",
        "said (EDTF)": "2025-03",
        "said (words)": "March 2025",
        "standing": "no-dispute",
        "quotation": "'=our words",
        "state of quotation": "not-held",
        "words carry it": "yes",
        "document": "The document",
        "title is": "printed",
        "citation": CITED,
        "copy read": "",
        "place": "",
        "address": f"http://testserver/claims/{claim.public_id}/",
        "why listed": "Made by Melton Council.",
        "editors’ notes": "",
        "plans named and their state": "",
    }


def test_the_file_says_who_spoke_in_which_office_and_who_reports_it(client, melton):
    make_voice("jane", kind="person", name="Jane Roe")
    make_voice("paper", name="The Courant")
    make_voice("agency", name="The Agency")
    spoken = {
        "passage": passage(),
        "speaker": "jane",
        "office_as_printed": "Leader",
        "reported_by": ["paper", "agency"],
    }
    make_claim(by="melton", appearances=[spoken])
    header, row = csv.reader(io.StringIO(body(client, "/claims.csv").decode("utf-8-sig"), newline=""))
    told = dict(zip(header, row, strict=True))
    assert (told["speaker"], told["office as printed"], told["reported by"]) == (
        "Jane Roe",
        "Leader",
        "The Courant; The Agency",
    )


def test_the_file_and_the_feed_say_to_what_a_group_belongs(client, melton):
    make_voice("group", kind="group", name="The Group")
    tie("group", "group-in", "melton")
    make_claim(by="group")
    header, row = csv.reader(io.StringIO(body(client, "/claims.csv").decode("utf-8-sig"), newline=""))
    assert dict(zip(header, row, strict=True))["belongs to"] == "Melton Council"
    title = ElementTree.fromstring(body(client, "/claims.atom")).find(f"{ATOM}entry/{ATOM}title")
    assert title.text.startswith("The Group (Melton Council) says: ")


def test_an_amount_is_found_however_its_digits_are_grouped(client, melton):
    printed = ["50000", "50,000", "£50,000", "50\N{NO-BREAK SPACE}000"]
    said = [make_claim(by="melton", statement=f"It costs {amount} a year.") for amount in printed]
    quoted = [make_claim(by="melton", quote=f"at {amount} or so") for amount in printed]
    make_claim(by="melton", statement="It costs 150,000 or 50,0000 or 5,000.")
    for asked in ("50000", "50,000", "£50,000", '"£50,000"'):
        assert set(shown(client.get("/claims/", {"q": asked}))) == {*ids(said), *ids(quoted)}


def test_where_words_are_nowhere_it_is_said_where_they_were_looked_for(client, melton):
    make_claim(by="melton", kind="fact")
    alone, more, none = (client.get(f"/claims/?{query}") for query in ("q=xyz", "q=xyz&kind=fact", "kind=promise"))
    assert f"We found no claim with these words. {SEARCHED_IN}</p>" in html_of(alone)
    assert f"We found no claim with these words that matches the other filters. {SEARCHED_IN}</p>" in html_of(more)
    assert "Nothing found." in html_of(none)


def test_a_claim_that_its_maker_has_corrected_says_so(client, melton):
    old = make_claim(by="melton", statement="It costs 5.")
    make_response(to=old, by="melton", relation="corrects", statement="It costs 6.")
    other = make_claim(by="melton", statement="It costs 7.")
    make_response(to=other, by="melton", relation="restates", state="draft")
    html = html_of(client.get("/claims/"))
    assert html.count("Corrected by its own maker since.") == 1
    assert "Corrected by its own maker" in html.split(f'data-claim="{old.public_id}"')[1].split("</article>")[0]


def test_the_file_holds_all_that_the_filter_finds_in_the_order_of_the_list(client, melton, monkeypatch):
    monkeypatch.setattr(listing, "CHUNK", 4)
    undated = make_document(date=None)
    made = [make_claim(by="melton", said=f"2025-03-{31 - day:02}") for day in range(9)]
    apart = make_claim(by="melton", said="2020", reported_by=["county"])
    last = make_claim(by="melton", in_document=undated)
    rows = list(csv.reader(io.StringIO(body(client, "/claims.csv?council=MEL").decode("utf-8-sig"), newline="")))[1:]
    assert [row[0] for row in rows] == ids([*reversed(made), last, apart])
    assert all(row[COLUMNS.index("quotation")] for row in rows)


def test_the_feed_has_the_newest_first_each_with_its_words(client, melton):
    old = make_claim(by="melton", quote="the old words")
    new = make_claim(by="melton", said="2001", reported_by=["county"])
    other = make_claim(by="county")
    change(old, kind="promise")
    root = ElementTree.fromstring(body(client, "/claims.atom?council=MEL"))
    entries = root.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}id").text for entry in entries] == [
        f"http://testserver/claims/{claim.public_id}/" for claim in (old, new)
    ]
    assert other.public_id not in ElementTree.tostring(root, encoding="unicode")
    assert "“the old words”" in entries[0].find(f"{ATOM}content").text
    assert entries[1].find(f"{ATOM}title").text.startswith("County Council says that Melton Council claimed: ")
    assert entries[0].find(f"{ATOM}published").text < entries[0].find(f"{ATOM}updated").text


def test_the_feed_is_short(client, melton, monkeypatch):
    assert exports.FEED_LENGTH == 50
    monkeypatch.setattr(exports, "FEED_LENGTH", 3)
    for _ in range(5):
        make_claim(by="melton")
    assert body(client, "/claims.atom").count(b"<entry>") == 3


def test_the_page_links_its_file_and_feed_with_the_same_filter(client, melton):
    page = html_of(client.get("/claims/?council=MEL&kind=fact"))
    for form in ("csv", "atom"):
        assert f'<a href="/claims.{form}?council=MEL&amp;kind=fact">' in page


# In a browser


def test_a_choice_refines_the_list_and_keeps_focus(browser, live_server, transactional_db):
    make_case(sides={"county": ["county"], "districts": ["melton"]})
    change(voice("melton"), council={"code": "MEL", "area": "Melton", "type": "district"})
    make_claim(by="melton")
    make_claim(by="county")
    make_voice("paper")
    page = browser.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/claims/")
    page.focus("#council")
    page.select_option("#council", "MEL")
    page.wait_for_url("**/claims/?council=MEL")
    page.wait_for_selector("output#count[data-count='1']")
    assert page.title() == "Claims by or about Melton Council – Counterpoint"
    assert page.evaluate("document.activeElement.id") == "council"
    page.go_back()
    page.wait_for_selector("output#count[data-count='2']")
    assert page.locator("html").count() == 1 and not problems
    page.close()


PHONE = {"width": 360, "height": 740}


@pytest.fixture
def on_phone(browser, live_server, transactional_db):
    """A phone at the list: two claims by Melton, and one by the county."""
    make_case(sides={"county": ["county"], "districts": ["melton"]})
    for key, code in (("melton", "MEL"), ("county", "CTY")):
        change(voice(key), council={"code": code, "area": key.title(), "type": "district"})
    make_claim(by="melton")
    make_claim(by="melton", about=["county"])
    make_claim(by="county")
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{live_server.url}/claims/")
    yield page
    page.close()


def chosen(page):
    """The choice as the form, the tags and the list have it."""
    return (
        page.eval_on_selector_all("[name=council]", "all => all.map(each => each.value).filter(Boolean)"),
        page.eval_on_selector_all("[name=role]:checked", "all => all.map(each => each.value)"),
        [" ".join(text.split()).removesuffix("×") for text in page.locator(".tag").all_text_contents()],
        page.locator("output#count").get_attribute("data-count"),
    )


def test_after_back_the_form_the_tags_and_the_list_agree(on_phone):
    on_phone.select_option("#council", "MEL")
    on_phone.wait_for_selector("output#count[data-count='2']")
    melton = chosen(on_phone)
    assert melton == (["MEL"], [], ["Remove Council: Melton Council"], "2")
    on_phone.check("#role-made-by")
    on_phone.wait_for_url("**/claims/?council=MEL&role=made-by")
    on_phone.go_back()
    on_phone.wait_for_selector("#role-made-by:not(:checked)", state="attached")
    assert chosen(on_phone) == melton
    on_phone.locator("details.narrow > summary").click()
    on_phone.check("#role-about")
    on_phone.wait_for_url("**/claims/?council=MEL&role=about")
    on_phone.wait_for_selector("output#count[data-count='0']")


def test_two_councils_are_chosen_in_the_form(on_phone):
    on_phone.select_option("#council", "MEL")
    on_phone.wait_for_selector("#council-2", state="attached")
    on_phone.focus("#council-2")
    on_phone.select_option("#council-2", "CTY")
    on_phone.wait_for_selector("output#count[data-count='3']")
    assert chosen(on_phone)[0] == ["MEL", "CTY"]
    assert on_phone.evaluate("document.activeElement.id") == "council-2"


def test_the_button_says_how_many_and_is_in_reach_of_the_thumb_and_leads_to_the_list(on_phone):
    on_phone.select_option("#council", "MEL")
    button = on_phone.locator(".apply button")
    on_phone.wait_for_selector("output#count[data-count='2']")
    assert " ".join(button.text_content().split()) == "Show 2 claims"
    on_phone.locator(".claims-filter details summary").click()
    on_phone.evaluate("scrollTo(0, 200)")
    box = button.bounding_box()
    assert PHONE["height"] - 80 < box["y"] + box["height"] <= PHONE["height"]
    button.click()
    on_phone.wait_for_selector("details.narrow:not([open])")
    quotation = on_phone.locator(".claim blockquote").first.bounding_box()
    assert quotation["y"] + quotation["height"] <= PHONE["height"]
    assert on_phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_keyboard_reaches_the_claims_in_two_keys(on_phone):
    on_phone.keyboard.press("Tab")
    on_phone.keyboard.press("Tab")
    on_phone.keyboard.press("Enter")
    assert on_phone.evaluate("document.activeElement.id") == "results"


def test_each_role_has_its_count_save_that_of_no_reply(client, melton):
    make_claim(by="melton")
    make_claim(by="county", about=["melton"], kind="characterisation")
    make_claim(by="county", about=["melton"])
    count = re.compile(r'value="([\w-]+)"(?: checked)?>[^<]*<span class="number" id="with-[\w-]+">([^<]*)</span>')
    found = dict(count.findall(html_of(client.get("/claims/?council=MEL&role=about"))))
    assert found == {"made-by": "1", "about": "2", "disputes": "0", "accepts": "0", "disputed-by": "0", "no-reply": ""}
    assert set(dict(count.findall(html_of(client.get("/claims/")))).values()) == {""}
    narrowed = dict(count.findall(html_of(client.get("/claims/?council=MEL&kind=characterisation"))))
    assert (narrowed["made-by"], narrowed["about"]) == ("0", "1")


def test_counts_by_role_take_one_query(client, melton):
    made = [make_claim(by="melton") for _ in range(3)]
    filters = ClaimFilter(QueryDict("council=MEL"), filter_choices._read())
    match = filters.match
    with CaptureQueriesContext(connection) as captured:
        counts = listing.Listing(filters).counts_by_role()
    assert match and len(captured) == 1 and counts["made-by"] == len(made)


# Dates as readers write them


def test_a_date_may_be_written_in_words_and_is_shown_as_it_was_understood(client, melton):
    make_claim(by="melton", said="2025-01-08")
    for written in ("8 January 2025", "8/1/2025", "2025-01-08"):
        page = client.get("/claims/", {"from": written, "to": written})
        assert counted(page) == ("1", "1 claim")
        assert 'name="from" value="8 January 2025"' in html_of(page)
        assert page.context["canonical"] == "http://testserver/claims/?from=2025-01-08&to=2025-01-08"
    assert counted(client.get("/claims/", {"from": "9/1/2025"})) == ("0", "0 claims")
    assert counted(client.get("/claims/", {"from": "winter 2024"})) == ("1", "1 claim")


@pytest.mark.parametrize("path", ["/claims/", "/documents/", "/cases/case/timeline/", "/cases/case/decisions/"])
def test_a_date_that_cannot_be_read_is_said_beside_its_field_and_in_the_title(client, melton, path):
    page = html_of(client.get(path, {"from": "the other day"}))
    problem = "We cannot read “the other day” as a date. Write it like 8 January 2025"
    field = re.search(r'<input id="([\w-]+)" name="from"[^>]*>(.{,60}role="alert">[^<]*)', page)
    assert field and problem in field[2] and page.count(problem) == 1
    assert 'aria-invalid="true"' in field[0] and f'aria-describedby="{field[1]}-problem ' in field[0]
    assert f'id="{field[1]}-problem" role="alert"' in field[2]
    assert re.search(r"<title>\s*Error: ", page) and page.count('aria-invalid="true"') == 1
