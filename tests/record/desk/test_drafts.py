"""Editing at the desk: in place before publication, as a draft afterwards."""

import pytest
from django.test import Client

from claims.models import Claim, Response
from councils.models import Voice
from record.models import Draft, Publication
from record.workflow.states import State
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_officer,
    make_point,
    passage,
    response,
)
from tests.pages import html_of, posted
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def officer():
    return make_officer("writer@example.org")


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


def page_of(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def save(client, record, button="_continue", **changes):
    """Open the page of a record, change some fields, save."""
    data = posted(client.get(page_of(record)), f"{record._meta.model_name}_form")
    return client.post(page_of(record), data | changes | {button: "1"})


def draft_of(record):
    return Draft.objects.of(record).get()


def a_claim(**content):
    make_case(sides={"county": ["county"], "city": ["city"]})
    document = make_document("document", body="The county said these words, and then those other words.\n")
    return make_claim("claim", by="county", in_document=document, **content)


# Never published


def test_a_claim_is_entered_with_its_appearance_on_one_page(client, officer):
    case = make_case()
    county, document = make_council("county"), make_document("document", body="They said these words, in print.\n")
    page = client.get("/admin/claims/claim/add/")
    answer = client.post(
        "/admin/claims/claim/add/",
        posted(page, "claim_form")
        | {
            "statement": "It was so.",
            "kind": "fact",
            "made_for": county.pk,
            "appearances-0-passage_document": document.pk,
            "appearances-0-passage_quote": "these words",
            "appearances-0-said_edtf": "2025-01-08",
            "_continue": "1",
        },
    )
    claim = Claim.objects.get()
    assert answer.status_code == 302 and answer["Location"] == page_of(claim)
    assert (claim.state, claim.case, claim.edited_by, claim.key) == (State.DRAFT, case, officer, claim.public_id)
    appearance = claim.appearances.get()
    assert appearance.passage.state == "verified" and str(appearance.said) == "8 January 2025"
    assert "Checked against our copy" in html_of(client.get(page_of(claim)))
    assert client.get(claim.get_absolute_url()).status_code == 404


def test_what_was_never_published_is_changed_in_place_and_its_history_says_by_whom(client):
    claim = a_claim(state="draft")
    save(client, claim, statement="It was otherwise.")
    claim.refresh_from_db()
    assert claim.statement == "It was otherwise." and not Draft.objects.exists()
    history = html_of(client.get(page_of(claim).replace("change", "history")))
    assert "Neutral editor, on the form" in " ".join(history.split()) and "It was otherwise." in history


def test_a_record_keeps_what_the_page_does_not_touch(client):
    claim = a_claim(
        state="draft",
        refs=["S0-01"],
        note="A note.",
        flags=[{"kind": "remark", "note": "Mark this.", "refs": ["S0-02"]}],
    )
    before = content_of(claim)
    save(client, claim)
    assert content_of(claim) == before


def test_several_cases_are_a_choice_to_be_made_first(client):
    make_case("one"), make_case("two")
    page = html_of(client.get("/admin/claims/claim/add/"))
    assert "The one (invented)" in page and "?case=" in page
    assert client.get(f"/admin/claims/claim/add/?case={make_case('three').pk}").context["adminform"]


def test_a_key_that_another_has_is_refused_with_the_models_own_words(client):
    claim = a_claim(state="draft")
    make_claim("taken")
    answer = save(client, claim, key="taken", statement="Mine.")
    assert "Another claim in this case has this lasting name." in html_of(answer)
    assert "Mine." in html_of(answer)
    claim.refresh_from_db()
    assert claim.key == "claim"


def test_a_rule_across_rows_is_told_on_the_page_and_nothing_is_written(client):
    claim = a_claim(state="draft")
    own = make_claim("own", by="county", quote="those other words")
    words = {
        "responses-TOTAL_FORMS": "1",
        "responses-0-relation": "disputes",
        "responses-0-to": own.pk,
        "responses-0-passage_document": claim.appearances.get().passage.document_id,
        "responses-0-passage_quote": "these words",
    }
    answer = save(client, claim, **words)
    assert "A voice does not dispute, accept, qualify or answer its own claim." in html_of(answer)
    assert not Response.objects.exists()


def test_the_same_voice_twice_is_refused_at_its_row(client):
    claim = a_claim(state="draft", about=["city"])
    city = claim.about.get().voice
    answer = save(client, claim, **{"about-TOTAL_FORMS": "2", "about-1-voice": city.pk})
    assert "This voice is listed already." in html_of(answer)


def test_rows_change_places_and_go(client):
    claim = a_claim(state="draft", about=["city", "town", "shire"])
    save(client, claim, **{"about-0-ORDER": "3", "about-2-ORDER": "1", "about-1-DELETE": "on"})
    assert [each["voice"] for each in content_of(claim)["about"]] == ["shire", "city"]


def test_two_rows_that_change_their_voices_with_each_other_are_no_fault(client):
    claim = a_claim(state="draft", about=["city", "town"])
    first, second = (each.voice_id for each in claim.about.order_by("sequence"))
    save(client, claim, **{"about-0-voice": second, "about-1-voice": first})
    assert [each["voice"] for each in content_of(claim)["about"]] == ["town", "city"]


def test_a_list_keeps_the_order_given(client):
    claim = a_claim(state="draft")
    points = [make_point(key) for key in ("first", "second", "third")]
    save(client, claim, points=[points[2].pk, points[0].pk])
    assert content_of(claim)["points"] == ["third", "first"]


# Published


def test_a_change_to_what_is_published_is_a_draft_and_readers_see_not_a_byte_of_it(client, officer):
    claim = a_claim()
    pages = [claim.get_absolute_url(), "/claims/", "/changes/"]
    before = [client.get(page).content for page in pages]
    content = content_of(claim)
    save(
        client, claim, statement="Quite another thing.", change_note="Mended.", **{"appearances-0-said_edtf": "2025-02"}
    )
    assert [client.get(page).content for page in pages] == before
    assert content_of(claim) == content
    draft = draft_of(claim)
    assert (draft.author, draft.state, draft.change_note) == (officer, State.DRAFT, "Mended.")
    assert draft.content["statement"] == "Quite another thing."
    assert draft.content["appearances"][0]["said"] == {"edtf": "2025-02"}
    assert Publication.objects.of(claim).count() == 1


def test_nothing_changed_makes_no_draft(client):
    claim = a_claim()
    save(client, claim)
    assert not Draft.objects.exists()


def test_a_draft_is_gone_on_with_rows_and_all(client):
    claim = a_claim(about=["city"])
    county = claim.made_for
    document = claim.appearances.get().passage.document
    save(
        client,
        claim,
        **{
            "appearances-TOTAL_FORMS": "2",
            "appearances-1-passage_document": document.pk,
            "appearances-1-passage_quote": "those other words",
            "appearances-1-reported_by": [county.pk],
        },
    )
    page = html_of(client.get(page_of(claim)))
    assert "those other words" in page and "Your draft of what is published" in page
    save(
        client,
        claim,
        **{"appearances-1-passage_page": "7", "appearances-0-DELETE": "on", "about-0-DELETE": "on", "note": "Seen."},
    )
    content = draft_of(claim).content
    assert content["appearances"] == [
        {"passage": {"document": "document", "quote": "those other words", "page": "7"}, "reported_by": ["county"]}
    ]
    assert "about" not in content and content["note"] == "Seen."
    assert claim.appearances.get().passage.quote == "these words"


def test_saving_takes_back_what_was_handed_over(client, officer):
    claim = a_claim()
    save(client, claim, statement="Other.")
    draft_of(claim).submit(by=officer)
    save(client, claim, statement="Other again.")
    assert draft_of(claim).state == State.DRAFT


def test_each_officer_has_a_draft_of_their_own_and_is_told_of_the_others(client):
    claim = a_claim()
    save(client, claim, statement="One reading.")
    other = Client()
    other.force_login(make_officer("second@example.org"))
    page = html_of(other.get(page_of(claim)))
    assert "One reading." not in page and "Neutral editor has a <a href=" in page
    save(other, claim, statement="Another reading.")
    assert {draft.content["statement"] for draft in Draft.objects.of(claim)} == {"One reading.", "Another reading."}


# Two editors at once


def test_who_saves_second_is_shown_both_texts_and_keeps_what_they_wrote(client):
    claim = a_claim(state="draft")
    other = Client()
    other.force_login(make_officer())
    mine = posted(client.get(page_of(claim)), "claim_form") | {"statement": "What I wrote.", "_continue": "1"}
    save(other, claim, statement="What they wrote.")
    answer = client.post(page_of(claim), mine)
    page = html_of(answer)
    assert answer.status_code == 200 and "Neutral editor saved this while you were writing." in page
    assert [(each.label, each.old, each.new) for each in answer.context["meanwhile"]] == [
        ("Our summary", "What I wrote.", "What they wrote.")
    ]
    # The form calls it as the comparison does, which is above what is said of it.
    assert answer.context["adminform"].form.fields["statement"].label == "Our summary"
    assert page.index("What you wrote, and what is there now") < page.index("are compared above")
    claim.refresh_from_db()
    assert claim.statement == "What they wrote."
    # To save again is not enough to put it in the place of theirs.
    again = posted(answer, "claim_form") | {"_continue": "1"}
    assert again["statement"].strip() == "What I wrote."
    again.pop("_replace", None)
    assert client.post(page_of(claim), again).context["meanwhile"]
    claim.refresh_from_db()
    assert claim.statement == "What they wrote."
    assert client.post(page_of(claim), again | {"_replace": answer.context["replaces"]}).status_code == 302
    claim.refresh_from_db()
    assert claim.statement == "What I wrote."


def test_an_error_of_ones_own_does_not_hide_that_somebody_else_saved(client):
    claim = a_claim(state="draft")
    other = Client()
    other.force_login(make_officer())
    mine = posted(client.get(page_of(claim)), "claim_form") | {"statement": "", "_continue": "1"}
    save(other, claim, statement="What they wrote.")
    first = client.post(page_of(claim), mine)
    assert first.context["errors"] and not first.context.get("meanwhile")
    second = client.post(page_of(claim), posted(first, "claim_form") | {"statement": "Mine.", "_continue": "1"})
    assert second.context["meanwhile"]


def test_what_is_published_anew_while_one_writes_is_shown(client):
    claim = a_claim()
    mine = posted(client.get(page_of(claim)), "claim_form") | {"statement": "Mine.", "_continue": "1"}
    change(claim, statement="Published meanwhile.")
    answer = client.post(page_of(claim), mine)
    assert "Published meanwhile." in html_of(answer) and not Draft.objects.exists()


# Preview


def test_a_preview_is_the_readers_page_of_the_draft(client):
    claim = a_claim()
    save(client, claim, statement="As it may be read.")
    answer = client.get(page_of(claim).replace("change", "preview"))
    page = html_of(answer)
    assert (
        "As it may be read." in page and "Preview: not published." in page and f'data-claim="{claim.public_id}"' in page
    )
    assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]
    assert "writer@example.org" not in page
    assert "As it may be read." not in html_of(client.get(claim.get_absolute_url()))
    assert draft_of(claim).content["statement"] == "As it may be read."


def test_what_was_never_published_has_a_preview_even_in_a_case_of_which_that_is_so(client):
    case = make_case(state="draft")
    make_council("county"), make_document("document")
    claim = make_claim("claim", case=case, state="draft")
    page = client.get(page_of(claim).replace("change", "preview"))
    assert "The statement of claim." in html_of(page)
    case.refresh_from_db()
    claim.refresh_from_db()
    assert (case.state, claim.state) == (State.DRAFT, State.DRAFT)
    assert not Publication.objects.of(claim).exists() and not Publication.objects.of(case).exists()


def test_save_and_preview_are_one_button(client):
    claim = a_claim()
    answer = save(client, claim, "_preview", statement="Other.")
    assert answer["Location"] == page_of(claim).replace("change", "preview")


def test_what_is_not_right_yet_can_be_looked_at_all_the_same(client):
    make_council("county")
    claim = make_claim("claim", state="draft", appearances=[{"passage": passage("")}])
    assert client.get(page_of(claim).replace("change", "preview")).status_code == 200


# What nobody sets


def test_a_standing_cannot_be_set(client):
    claim = a_claim()
    make_claim("reply", by="city", quote="those other words", responses=[response(claim, quote="these words")])
    before = claim.computed.words
    save(
        client, claim, statement="Other.", words="accepted", standing="accepted", state="withdrawn", public_id="x" * 10
    )
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.computed.words == before == ["disputed"] and claim.is_published
    assert draft_of(claim).content.get("state") is None and draft_of(claim).record_id == claim.public_id


def test_a_draft_in_a_form_that_is_no_longer_known_can_be_given_up(client, officer):
    claim = a_claim()
    draft = Draft.objects.keep(claim, content_of(claim) | {"colour": "blue"}, by=officer)
    assert client.get(page_of(claim)).context["adminform"].form.initial["statement"] == claim.statement
    page = client.get(f"/admin/record/draft/{draft.pk}/change/")
    assert "colour" in html_of(page)
    assert client.get(f"/admin/record/draft/{draft.pk}/preview/").status_code == 200
    step = f"/admin/record/draft/step/discard/?id={draft.pk}"
    client.post(step, posted(client.get(step)))
    assert not Draft.objects.exists()


# Popups


def test_what_is_missing_is_added_beside_the_form_and_into_the_same_case(client):
    make_case("other")
    claim = a_claim(state="draft")
    page = html_of(client.get(page_of(claim)))
    assert f"_popup=1&amp;case={claim.case.pk}" in page
    add = f"/admin/councils/voice/add/?_to_field=id&_popup=1&case={claim.case.pk}"
    answer = client.post(add, posted(client.get(add), "voice_form") | {"kind": "outlet", "own_name": "The Paper"})
    voice = Voice.objects.get(name="The Paper")
    assert f"&quot;value&quot;: &quot;{voice.pk}&quot;" in html_of(answer)
    assert voice.state == State.DRAFT


def test_an_unpublished_record_has_no_link_to_readers_pages(client):
    claim = a_claim(state="draft")
    assert claim.get_absolute_url() not in html_of(client.get(page_of(claim)))
    make_document("other")
    other = make_claim("other", in_document="other")
    assert other.get_absolute_url() in html_of(client.get(page_of(other)))
