"""The admin page of a claim: its passages and the result of matching them."""

import pytest
from django.test import Client

from claims.early_accounts import early_account_notes
from claims.models import Claim
from councils.models import Passage
from tests.builders import (
    content_of,
    figure,
    make_claim,
    make_council,
    make_document,
    make_event,
    make_officer,
    response,
)
from tests.pages import html_of, posted
from tests.shared import shared

pytestmark = pytest.mark.django_db

TEXT = "It was said in March.\n\nIt was said again, and that it was said in haste.\n"


@shared
def client():
    client = Client()
    client.force_login(make_officer())
    return client


@shared
def document():
    make_council("county")
    return make_document("document", body=TEXT)


def page_of(claim):
    return f"/admin/claims/claim/{claim.pk}/change/"


def save(client, claim, **changes):
    data = posted(client.get(page_of(claim)), "claim_form")
    return client.post(page_of(claim), data | changes | {"_continue": "1"}, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_words_that_are_not_in_the_text_stand_in_a_draft_with_a_warning(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    answer = save(client, claim, **{"appearances-0-passage_quote": "It was said in April"})
    assert "These words are not in the stored text" in said(answer) and "cannot be published" in said(answer)
    assert claim.appearances.get().passage.state == "not-found"
    assert "Not found in our copy" in html_of(client.get(page_of(claim)))


@pytest.mark.parametrize("state", ["needs-review", "published"])
def test_they_do_not_stand_in_what_is_under_review_or_published(client, document, state):
    claim = make_claim("claim", quote="It was said in March", state=state)
    answer = save(client, claim, **{"appearances-0-passage_quote": "It was said in April"})
    assert "These words are not in the stored text" in html_of(answer)
    assert "It was said in April" in html_of(answer)
    assert claim.appearances.get().passage.quote == "It was said in March"


def test_an_occurrence_that_is_not_there_is_told_apart_from_words_that_are_not(client, document):
    claim = make_claim("claim", quote="was said", state="needs-review")
    save(client, claim, **{"appearances-0-passage_occurrence": "3"})
    assert claim.appearances.get().passage.occurrence == 3
    answer = save(client, claim, **{"appearances-0-passage_occurrence": "4"})
    assert "occur 3 times in the stored text: there is no occurrence 4" in html_of(answer)


def test_what_is_said_of_a_place_makes_another_passage(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    first = claim.appearances.get().passage
    save(client, claim, **{"appearances-0-passage_page": "7"})
    now = claim.appearances.get().passage
    assert (now.page, now.state) == ("7", "verified") and now != first
    assert Passage.objects.filter(pk=first.pk).exists()


def test_a_comparison_with_the_page_names_office_and_day(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    answer = save(client, claim, **{"appearances-0-passage_compared_office": "Editor"})
    assert "Say both which office compared" in html_of(answer)
    save(
        client,
        claim,
        **{"appearances-0-passage_compared_office": "Editor", "appearances-0-passage_compared_on": "2026-11-20"},
    )
    assert content_of(claim)["appearances"][0]["passage"]["compared"] == {"office": "Editor", "on": "2026-11-20"}


def test_words_want_a_document(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    answer = save(
        client,
        claim,
        **{"flags-TOTAL_FORMS": "1", "flags-0-kind": "remark", "flags-0-note": "x", "flags-0-passage_quote": "words"},
    )
    assert "Say in which document" in html_of(answer)


def test_a_response_wants_words(client, document):
    first = make_claim("first", by="city", quote="It was said in March")
    claim = make_claim("claim", quote="It was said again", state="draft")
    answer = save(
        client,
        claim,
        **{
            "responses-TOTAL_FORMS": "1",
            "responses-0-relation": "disputes",
            "responses-0-to": first.pk,
            "responses-0-passage_document": document.pk,
        },
    )
    assert "This field is required." in html_of(answer)
    assert not claim.responses.exists()


def test_a_date_that_is_none_is_refused_in_plain_words(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    answer = save(client, claim, **{"appearances-0-said_edtf": "01/04/2028"})
    assert "01/04/2028" in html_of(answer) and answer.context["errors"]


def test_a_claim_shows_who_answers_it_and_its_standing(client, document):
    claim = make_claim("claim", quote="It was said in March")
    make_claim("reply", by="city", quote="It was said again", responses=[response(claim, quote="It was said again")])
    page = html_of(client.get(page_of(claim)))
    assert "City Council disputes" in page and "Disputed" in page


def test_markup_in_a_text_stays_text(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    save(client, claim, statement='<script>alert("x")</script> & more')
    page = html_of(client.get(page_of(claim)))
    assert "<script>alert" not in page
    assert Claim.objects.get().statement == '<script>alert("x")</script> & more'
    assert "<script>alert" not in html_of(client.get(page_of(claim).replace("change", "history")))
    assert "<script>alert" not in html_of(client.get(f"/admin/claims/claim/step/submit/?id={claim.pk}"))


def test_lines_keep_their_ends_and_control_characters_are_refused(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    save(client, claim, note="One.\r\nTwo.")
    assert Claim.objects.get().note == "One.\nTwo."
    answer = save(client, claim, note="One.\x07")
    assert "control character" in html_of(answer)


@pytest.mark.parametrize(("text", "words"), [("\u200b", "nothing that can be seen"), ("a\ufffdb", "could not be read")])
def test_what_is_no_text_is_refused_at_its_field(client, document, text, words):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    answer = save(client, claim, statement=text)
    assert words in str(answer.context["adminform"].form.errors["statement"])


@pytest.mark.parametrize(
    ("life", "words"),
    [
        ({"ends": {"edtf": "2023-03-31"}}, "after Oddquill Council ended on 31 March 2023"),
        ({"starts": {"edtf": "2028-04"}}, "before Oddquill Council began in April 2028"),
    ],
)
def test_a_claim_dated_outside_the_life_of_its_council_is_refused(client, life, words):
    details = {"code": "OQA", "area": "Oddquill", "type": "district", **life}
    council = make_council("old", name="Oddquill Council", council=details)
    make_document("paper", date="2026-03-03")
    claim = make_claim("claim", by="county", in_document="paper", state="draft")
    answer = save(client, claim, made_for=council.pk)
    assert f"The claim is dated {words}." in html_of(answer)
    assert Claim.objects.get(pk=claim.pk).made_for.key == "county"


def test_a_fact_dated_before_the_event_that_it_tells_is_warned_of(client, document):
    event = make_event("met", when="2030-01-08", title="They met")
    claim = make_claim("early", quote="It was said in March", kind="fact", events=[{"event": "met"}])
    make_claim("plan", quote="It was said in March", kind="procedure", events=[{"event": "met"}])
    words = "says what happened at “They met” (8 January 2030), and is dated before it."
    assert f"It {words}" in said(save(client, claim, note="Looked at again."))
    (note,) = early_account_notes(event.case)
    assert note.startswith(f"The claim 'early' {words}")


@pytest.mark.parametrize("state", ["draft", "published"])
def test_words_that_do_not_carry_the_claim_are_warned_of_and_stop_nothing(client, document, state):
    claim = make_claim("claim", quote="It was said in March", state=state, figures=[figure("43")])
    answer = save(client, claim, note="Looked at again.")
    assert "“It was said in March”: These words do not hold the number." in said(answer)
    page = html_of(client.get(page_of(claim)))
    assert 'data-carries="no"' in page and "These words do not hold the number." in page
    assert "saved" in said(answer).casefold()


def test_words_of_a_headline_are_warned_of(client, db):
    make_document("news", title="Single vote defeats partnership")
    claim = make_claim("claim", quote="Single vote defeats", in_document="news", state="draft")
    assert "“Single vote defeats”: A headline." in said(save(client, claim, note="Looked at again."))


def test_nothing_is_said_of_words_that_carry_it(client, document):
    claim = make_claim("claim", quote="It was said in March", state="draft")
    assert "“It was said in March”" not in said(save(client, claim, note="Looked at again."))
    assert 'data-carries="yes"' in html_of(client.get(page_of(claim)))


def test_a_quotation_that_leaves_out_a_denial_is_warned_of(client, db):
    make_document("minutes", body="The council does not, after long debate, support the plan.\n")
    claim = make_claim("claim", quote="The council does … support the plan", in_document="minutes", state="draft")
    assert "Its “…” leaves out “not”." in said(save(client, claim, note="Looked at again."))


def test_a_quotation_that_runs_across_speakers_is_warned_of(client, db):
    make_document("minutes", body="Cllr A: I will not vote for\n\nCllr B: the merger is good.\n")
    claim = make_claim("claim", quote="will not vote for Cllr B: the merger", in_document="minutes", state="draft")
    assert "run across the words of two speakers" in said(save(client, claim, note="Looked at again."))
