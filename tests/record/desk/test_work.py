"""The first page's lists of work, and steps taken with everything that is ticked."""

import re

import pytest
from django.test import Client

from claims.models import Claim
from claims.work import CLAIMS_NEAR
from proposals.models import Event
from record.content.schema import kinds
from record.desk.duplicates import possible_duplicates
from record.desk.work.lists import work_lists
from record.models import Draft, Publication
from record.workflow import publishing
from record.workflow.states import State
from tests.builders import (
    change,
    key_of_voice,
    make,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_figure,
    make_officer,
    make_voice,
)
from tests.pages import html_of, posted, queries_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


def as_(officer):
    client = Client()
    client.force_login(officer)
    return client


def value(row):
    return f"{'draft' if isinstance(row, Draft) else row.KIND}-{row.pk}"


@shared
def new_case():
    """An unpublished case with an event and a claim on it, and their author."""
    author = make_officer("author@example.org")
    make_document("document")
    case = make("case", {"key": "new", "title": "A new case", "summary": "New.", "state": "draft"}, by=author)
    hearing = {"key": "hearing", "title": "The hearing", "kind": "meeting", "when": {"edtf": "2025-01"}}
    event = make("event", hearing | {"state": "draft"}, case=case, by=author)
    claim = make_claim("word", case=case, events=[{"event": "hearing"}], state="draft", edited_by=author)
    return author, [case, event, claim]


def test_a_case_and_what_is_in_it_go_out_by_the_lists(new_case):
    author, rows = new_case
    client = as_(author)
    assert html_of(client.get("/admin/work/mine/")).count('name="item"') == 3
    ticked = {"item": [value(row) for row in rows], "list": "mine"}
    assert client.post("/admin/work/take/submit/", ticked).url == "/admin/work/mine/"
    second = as_(make_officer("second@example.org"))
    page = second.post("/admin/work/take/publish/", ticked | {"ask": "", "list": "review"})
    assert page.status_code == 200 and "last edited by Neutral editor" in text_of(page)
    answer = second.post("/admin/work/take/publish/", posted(page) | {"note": "A new case."})
    assert answer.status_code == 302, html_of(answer)
    assert answer.url == "/admin/work/review/"
    assert all(type(row).objects.get(pk=row.pk).is_published for row in rows)
    written = Publication.objects.filter(change_note="A new case.").order_by("number")
    assert [each.kind for each in written] == ["case", "event", "claim"]
    assert all(each.written_by for each in written)


def record_of_26(author) -> list:
    """A new case with all that it needs, as its author has begun it."""
    mine = {"state": "draft"}

    def begun(kind, content, case=None):
        return make(kind, mine | content, case=case, by=author)

    paper = begun("voice", {"key": "paper", "kind": "outlet", "name": "The Courant"})
    voices = [begun("voice", {"key": f"group-{n}", "kind": "alliance", "name": f"Group {n}"}) for n in range(5)]
    case = begun("case", {"key": "bridge", "title": "The bridge", "summary": "A new bridge."})
    titles = {f"paper-{n}": f"Paper {n}" for n in range(4)}
    documents = [
        begun("document", {"key": key, "title": title, "kind": "statement", "publisher": "paper"})
        for key, title in titles.items()
    ]
    in_case = {
        "proposal": {"key": "plan", "name": "The plan"},
        "option": {"key": "one", "name": "One bridge", "proposal": "plan"},
        "event": {"key": "hearing", "title": "The hearing", "kind": "meeting", "when": {"edtf": "2025-01"}},
        "point": {"key": "cost", "question": "Who pays?"},
        "measure": {"key": "price", "name": "Price", "unit": "pounds"},
    }
    others = [begun(kind, content, case) for kind, content in in_case.items()]
    claims = [
        begun(
            "claim",
            {
                "key": f"claim-{n}",
                "statement": f"The bridge is said to be needed, {n}.",
                "kind": "fact",
                "for": f"group-{n % 5}",
                "appearances": [{"passage": {"document": f"paper-{n % 4}", "quote": "a bridge is needed"}}],
                "events": [{"event": "hearing"}],
            },
            case,
        )
        for n in range(10)
    ]
    return [paper, *voices, case, *documents, *others, *claims]


class AtTheDesk:
    """A person at the desk, and the pages shown to them, that of a result too."""

    def __init__(self, officer):
        self.client, self.pages = as_(officer), 1
        self.page = self.client.get("/admin/")

    def press(self, form, **more):
        """Send a form of the page as it is, and go where its button leads."""
        action = re.search(rf'action="([^"]+)"[^>]*id="{form}"', html_of(self.page)) if form else None
        address = action[1] if action else self.page.request["PATH_INFO"]
        self.page = self.client.post(address, posted(self.page, form) | more, follow=True)
        self.pages += 1


def test_a_new_case_with_26_records_goes_out_in_two_pages_and_three():
    """First pages and results are counted too; it was 54 pages once."""
    author = make_officer("author@example.org")
    rows = record_of_26(author)
    assert len(rows) == 26
    (case,) = [row for row in rows if row.KIND == "case"]
    officer = AtTheDesk(author)
    officer.press(f"together-mine-{case.pk}")
    assert "26 entries are handed over" in text_of(officer.page) and officer.pages == 2
    publisher = AtTheDesk(make_officer("second@example.org"))
    publisher.press(f"together-review-{case.pk}", ask="")
    assert not publisher.page.context["missing"] and len(publisher.page.context["items"]) == 26
    publisher.press(None, note="A new case.")
    assert "26 entries are published" in text_of(publisher.page) and publisher.pages == 3
    assert {type(row).objects.get(pk=row.pk).state for row in rows} == {State.PUBLISHED}


def test_what_claims_of_a_case_name_is_of_the_case(client):
    author = make_officer("author@example.org")
    rows = record_of_26(author)
    (case,) = [row for row in rows if row.KIND == "case"]
    make("voice", {"key": "other", "kind": "outlet", "name": "Another paper", "state": "draft"}, by=author)
    client = as_(author)
    listed = client.get(f"/admin/work/mine/?case={case.pk}").context["rows"]
    assert {row.title for row, _ in listed} == {publishing.title(row) for row in rows}
    # One claim is ticked: all that it names, and what that names, comes with it.
    page = client.post("/admin/work/take/submit/", {"item": value(rows[-1])})
    kinds_named = [each.partition("-")[0] for each in page.context["added"]]
    assert sorted(kinds_named) == ["case", "document", "event", "voice", "voice"]


def test_what_is_named_and_not_ticked_comes_on_the_page_and_a_refusal_keeps_the_ticks(new_case):
    author, (case, event, claim) = new_case
    for row in (case, event, claim):
        row.submit(by=author)
    second = as_(make_officer())
    page = second.post("/admin/work/take/publish/", {"item": value(claim), "ask": ""})
    assert set(page.context["added"]) == {value(case), value(event)}
    answer = second.post("/admin/work/take/publish/", posted(page) | {"item": value(claim)})
    assert "names what is not published" in html_of(answer) and answer.context["ticked"] == [value(claim)]
    assert not Claim.objects.get(pk=claim.pk).is_published
    answer = second.post("/admin/work/take/publish/", posted(page) | {"item": [value(r) for r in (case, event, claim)]})
    assert answer.status_code == 302 and Event.objects.get(pk=event.pk).is_published


def test_what_is_named_and_is_ones_own_is_handed_over_with_what_names_it(new_case):
    author, rows = new_case
    client = as_(author)
    page = client.post("/admin/work/take/submit/", {"item": value(rows[2])})
    assert "So it is ticked too." in html_of(page)
    assert set(posted(page)["item"]) == {value(row) for row in rows}
    assert client.post("/admin/work/take/submit/", posted(page)).status_code == 302
    assert {type(row).objects.get(pk=row.pk).state for row in rows} == {State.NEEDS_REVIEW}


def test_what_was_sent_back_is_told_with_its_reason(new_case):
    author, (case, *_) = new_case
    case.submit(by=author)
    second = make_officer("second@example.org")
    assert "<b>1</b> Needs your review" in html_of(as_(second).get("/admin/"))
    assert "Needs your review" in as_(author).get("/admin/").context["nothing"]
    case.send_back(by=second, reason="Which county?")
    assert "<b>1</b> Sent back to you" in html_of(as_(author).get("/admin/"))
    names = [each.name for each in work_lists()]
    assert names.index("sent-back") < names.index("not-found")
    assert "Which county?" in html_of(as_(author).get("/admin/work/sent-back/"))
    assert "Nothing." in html_of(as_(second).get("/admin/work/sent-back/"))


def test_a_list_is_narrowed_and_takes_as_many_queries_for_many_rows(new_case):
    author, (case, *_) = new_case
    client = as_(author)
    few = queries_of(client, "/admin/work/mine/"), queries_of(client, "/admin/")
    for n in range(5):
        make_claim(f"more-{n}", case=case, state="draft", edited_by=author)
    assert (queries_of(client, "/admin/work/mine/"), queries_of(client, "/admin/")) == few
    assert len(client.get("/admin/work/mine/?kind=event").context["rows"]) == 1
    assert len(client.get(f"/admin/work/mine/?kind=claim&case={case.pk}").context["rows"]) == 6
    assert len(client.get("/admin/work/mine/?age=7").context["rows"]) == 0
    assert len(client.get("/admin/work/mine/?kind=nothing&case=x&side=9999").context["rows"]) == 8


def test_what_another_council_has_not_published_is_on_no_list(new_case):
    of_a, of_b = make_officer(council="county"), make_officer(council="city")
    hidden = make_claim("hidden", by="city", case=make_case(), state="draft", statement="A secret.", edited_by=of_b)
    client = as_(of_a)
    for name in (each.name for each in work_lists()):
        assert "A secret." not in html_of(client.get(f"/admin/work/{name}/"))
    for step in ("submit", "publish", "send_back", "take_back"):
        asked, missing = (
            client.post(f"/admin/work/take/{step}/", {"item": item, "ask": ""})
            for item in (value(hidden), "claim-99999999")
        )
        assert asked.status_code == missing.status_code == 404
    assert client.get("/admin/work/take/withdraw/?item=claim-1").status_code == 404
    assert client.get("/admin/work/nothing/").status_code == 404


def test_a_reply_is_due_until_it_is_given():
    make_case(sides={"county": ["county"], "city": ["city"]})
    of_city = make_officer(council="city")
    claim = make_claim("blame", by="county", kind="characterisation", about=["city"])
    assert "<b>1</b> Replies due" in html_of(as_(of_city).get("/admin/"))
    assert str(claim) in html_of(as_(of_city).get("/admin/work/replies-due/"))
    assert "Replies due" in as_(make_officer(council="county")).get("/admin/").context["nothing"]
    change(claim, kind="fact")
    assert "Replies due" in as_(of_city).get("/admin/").context["nothing"]


def listed(officer, name) -> list[str]:
    """The titles on a list of work, in alphabetical order."""
    return sorted(row.title for row, _ in as_(officer).get(f"/admin/work/{name}/").context["rows"])


# Perhaps entered twice


def test_a_claim_is_on_the_list_of_those_that_their_words_do_not_carry_until_they_do():
    uncarried = make_figure(12, quote="these words", claim={"statement": "It is said to cost twelve."})
    carried = make_figure(12, quote="a dozen", claim={"statement": "It is said to cost a dozen."})
    make_document("news", title="Council says no to merger")
    headline = make_claim(quote="says no to merger", in_document="news", statement="The council says no.")
    client = as_(make_officer())
    not_carried, on_headlines = (html_of(client.get(f"/admin/work/{name}/")) for name in ("not-carried", "headline"))
    assert uncarried.statement in not_carried and carried.statement not in not_carried
    assert headline.statement in on_headlines and uncarried.statement not in on_headlines
    listed = Claim.objects.published().for_listing()
    assert {each.computed.carrying == each.best_quotation.carries for each in listed} == {True}
    change(uncarried, figures=None)
    assert uncarried.statement not in html_of(client.get("/admin/work/not-carried/"))


def test_what_has_the_name_or_the_words_of_another_is_on_a_list(client):
    officer = make_officer()
    for key in ("one", "two"):
        make_council(key, name="Quillshire Council")
    for key in ("first", "second"):
        make_document(key, title="Minutes", date="2025-03-01", publisher=key_of_voice("one"))
    case = make_case()
    for key in ("a", "b", "c"):
        statement = "The bridge is old." if key == "a" else "The Bridge is OLD." if key == "b" else "It is new."
        make_claim(key, by="one", statement=statement, case=case, edited_by=officer)
    titles = listed(officer, "duplicates")
    assert [title.split(" (")[0] for title in titles] == ["Minutes"] * 2 + ["Quillshire Council"] * 2
    assert listed(officer, "same-claim") == ["The Bridge is OLD.", "The bridge is old."]


def test_a_council_and_its_successor_may_have_one_name():
    make_council("new", name="Quillshire Council")
    twin = make_council("old", name="Quillshire Council")
    assert len(listed(make_officer(), "duplicates")) == 2
    content = publishing.contents_of([twin])[twin.KIND, twin.pk]["council"]
    change(twin, council=content | {"successions": [{"kind": "abolished-into", "other": "new"}]})
    assert listed(make_officer(), "duplicates") == []


def test_an_unpublished_twin_of_another_council_is_told_to_nobody(client):
    officers = [make_officer(council=council) for council in ("county", "city")]
    for officer in officers:
        content = {"key": f"paper-of-{officer.pk}", "kind": "outlet", "name": "The Courant", "state": "draft"}
        make("voice", content, by=officer)
    for officer in officers:
        assert listed(officer, "duplicates") == []


# One side alone


def test_an_event_told_by_one_side_is_on_the_list_of_the_others():
    make_case(sides={"county": ["county"], "city": ["city"]})
    make_event("talks", title="The talks")
    make_event("vote", title="The vote")
    for by, event in (("county", "talks"), ("county", "vote"), ("city", "vote")):
        make_claim(by=by, events=[{"event": event}])
    of_county, of_city, neutral = make_officer(council="county"), make_officer(council="city"), make_officer()
    found = {officer: listed(officer, "one-sided") for officer in (of_county, of_city, neutral)}
    assert found == {of_county: [], of_city: ["The talks"], neutral: ["The talks"]}


def test_who_saves_what_may_be_entered_already_is_told(client):
    officer = make_officer()
    make_voice("courant", name="The Mereshire Courant")
    client = as_(officer)
    page = posted(client.get("/admin/councils/voice/add/")) | {"kind": "outlet"}
    for name, is_like in (("The mereshire Courant", True), ("Mereshire Courant", True), ("Ottlebury Courant", False)):
        answer = client.post("/admin/councils/voice/add/", page | {"own_name": name})
        assert answer.status_code == 302, html_of(answer)
        told = html_of(client.get("/admin/"))
        assert ("news outlet of this name or a like one, “The Mereshire Courant”." in told) is is_like, name


def test_a_claim_in_nearly_the_words_of_another_is_like_it_unless_its_numbers_differ():
    said = "The county council expects the new unitary council to save £43 million a year by 2030."
    make_council("one")
    first, near, _ = (
        make_claim(by="one", statement=statement)
        for statement in (said, said.replace("expects", "expected"), said.replace("43", "34"))
    )
    assert list(possible_duplicates(first, make_officer(), CLAIMS_NEAR)) == [near]


def test_kinds_are_called_by_their_words_and_never_by_those_of_case_files():
    words = [each.called for each in kinds()]
    assert {"question", "part of a plan", "risk register", "calculation of ours"} <= set(words)
    client = as_(make_officer())
    make_case()
    page = html_of(client.get("/admin/work/stale/"))
    assert "Risk register" in page
    for address in ("/admin/record/publication/", "/admin/record/draft/"):
        assert "risk-register" not in text_of(client.get(address))
    log = Publication.objects.order_by("pk").first()
    history = text_of(client.get(f"/admin/record/publication/{log.pk}/history/"))
    assert "key:" not in history and log.title in history
