"""Workflow actions: submitting, sending back, publishing, withdrawing."""

import re
from html import unescape

import pytest
from django.test import Client

from claims.models import Claim
from councils.models import Document, Voice
from record.content import writing
from record.content.references import Resolver, keys_named
from record.content.schema import kind
from record.models import Draft, Publication
from record.workflow.states import NotAllowed, State
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_officer,
    make_point,
    make_voice,
    withdraw,
)
from tests.pages import html_of, posted
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def writer():
    return make_officer("writer@example.org", office="Editor")


@shared
def second():
    return make_officer("second@example.org", office="Reviewer")


@shared
def made():
    """A published case with what a claim names."""
    case = make_case(sides={"county": ["county"], "city": ["city"]})
    make_document("document")
    return case


def as_(officer):
    client = Client()
    client.force_login(officer)
    return client


def step_page(thing, name):
    return f"/admin/{thing._meta.app_label}/{thing._meta.model_name}/step/{name}/?id={thing.pk}"


def take(officer, thing, name, **words):
    """Look at the page that asks, and go on."""
    client, page = as_(officer), step_page(thing, name)
    return client.post(page, posted(client.get(page)) | words, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def a_draft(writer, record, **changes):
    return Draft.objects.keep(record, content_of(record) | changes, by=writer, note="Mended.")


# Records


def test_a_claim_goes_from_draft_to_readers_by_two_people(writer, second, made):
    claim = make_claim("claim", state="draft", edited_by=writer)
    page = html_of(as_(writer).get(step_page(claim, "submit")))
    assert "The statement of claim." in page and claim.public_id not in page and ">Before<" not in page
    assert "handed over for review" in said(take(writer, claim, "submit"))
    awaiting = html_of(as_(second).get("/admin/work/awaiting/"))
    assert "The statement of claim." in awaiting
    last = Publication.objects.revision()
    answer = take(second, claim, "publish", note="New.", minor="")
    assert "is published" in said(answer)
    claim.refresh_from_db()
    publication = Publication.objects.of(claim).get()
    assert claim.state == State.PUBLISHED
    assert (publication.number, publication.version, publication.office) == (last + 1, 1, "Reviewer")
    assert (publication.change_note, publication.content) == ("New.", content_of(claim))


def test_nobody_publishes_what_they_wrote(writer, made):
    claim = make_claim("claim", state="needs-review", edited_by=writer)
    client = as_(writer)
    page = client.get(step_page(claim, "publish"))
    assert "A second person does it." in html_of(page) and not page.context["can_take"]
    answer = client.post(step_page(claim, "publish"), posted(page) | {"note": ""})
    assert answer.context["failures"]
    claim.refresh_from_db()
    assert claim.state == State.NEEDS_REVIEW and not Publication.objects.of(claim).exists()


def test_an_officer_of_the_authors_side_does_not_publish(made):
    county = Voice.objects.get(key="county")
    change(made, parties=[{"voice": "county"}, {"voice": "city"}])
    author, colleague = make_officer(council=county), make_officer(role="reviewer", council=county)
    reviewer = make_officer(role="reviewer", council="city")
    claim = make_claim("claim", by=make_voice().key, state="draft", edited_by=author)
    claim.submit(by=author, to=reviewer)
    assert "It was not sent to you" in html_of(as_(colleague).get(step_page(claim, "publish")))
    assert as_(make_officer(role="reviewer", council="rutland")).get(step_page(claim, "publish")).status_code == 404
    assert "Sent to Reviewer of City Council." in html_of(as_(author).get(f"/admin/claims/claim/{claim.pk}/change/"))
    take(reviewer, claim, "publish", note="")
    claim.refresh_from_db()
    assert claim.is_published and Publication.objects.of(claim).count() == 1
    assert "Open to those whose entry it is" in html_of(as_(reviewer).get(f"/admin/claims/claim/{claim.pk}/history/"))
    assert "Open to those" not in html_of(as_(author).get(f"/admin/claims/claim/{claim.pk}/history/"))


def test_what_one_handed_over_is_taken_back_and_what_was_sent_is_sent_back(made):
    author, reviewer = make_officer(council="county"), make_officer(role="reviewer", council="city")
    claim = make_claim("claim", by=make_voice().key, state="draft", edited_by=author)
    change_page = f"/admin/claims/claim/{claim.pk}/change/"
    for officer, shown, hidden in ((author, "Take back …", "Send back …"), (reviewer, "Send back …", "Take back …")):
        claim.submit(by=author, to=reviewer)
        page = html_of(as_(officer).get(change_page))
        assert shown in page and hidden not in page
        claim.take_back(by=author)
    claim.submit(by=author, to=reviewer)
    with pytest.raises(NotAllowed, match="take it back"):
        claim.send_back(by=author, reason="No.")
    answer = take(reviewer, claim, "send_back", reason="Which meeting?")
    # It exists for the reviewer no longer.
    assert answer.redirect_chain[0][0] == "/admin/work/awaiting/"
    assert as_(reviewer).get(change_page).status_code == 404


def test_who_has_several_memberships_is_led_to_choose(made):
    officer = make_officer(council="county")
    address = f"/admin/claims/point/add/?case={made.pk}"
    client = as_(officer)
    values = posted(client.get(address)) | {"question": "Was it so indeed?"}
    officer.memberships.create(role="officer", council=Voice.objects.get(key="city"))
    assert client.get(address)["Location"] == "/admin/acting/"
    answer = client.post(address, values)
    assert answer.status_code == 403
    page = html_of(answer)
    assert "Choose first for whom you act" in page and "Was it so indeed?" in page
    assert client.get("/admin/acting/").status_code == 200


@pytest.mark.parametrize("left", ["for good", "for the audit", "for another council"])
def test_whose_membership_ended_meanwhile_is_told_and_keeps_the_words(made, left):
    officer = make_officer(council="county")
    row = make_claim("own", state="draft", statement="The old words.", edited_by=officer)
    address, client = f"/admin/claims/claim/{row.pk}/change/", as_(officer)
    values = posted(client.get(address), "claim_form") | {"statement": "It was so indeed."}
    officer.memberships.update(starts="2020-01-01", ends="2020-12-31")
    roles = {"for the audit": {"role": "auditor"}, "for another council": {"role": "officer", "council": "city"}}
    if role := roles.get(left):
        council = Voice.objects.get(key=role["council"]) if "council" in role else None
        officer.memberships.create(role=role["role"], council=council)
    answer = client.post(address, values)
    page = html_of(answer)
    assert answer.status_code == (404 if left == "for another council" else 403)
    assert "Nothing of what you sent was saved." in page and "It was so indeed." in page
    row.refresh_from_db()
    assert row.statement == "The old words."


def test_who_changed_sides_in_another_window_is_told_before_saving(made):
    officer = make_officer(council="county")
    other = officer.memberships.create(role="reviewer", council=Voice.objects.get(key="city"))
    officer.memberships.get(role="officer").choose()
    client = as_(officer)
    address = f"/admin/claims/point/add/?case={made.pk}"
    values = posted(client.get(address)) | {"question": "Was it so?"}
    other.choose()
    assert "act for somebody else" in html_of(client.post(address, values))
    officer.memberships.get(role="officer").choose()
    assert client.post(address, values).status_code == 302


def test_sending_back_and_withdrawing_need_a_reason(writer, second, made):
    claim = make_claim("claim", state="needs-review", edited_by=writer)
    assert "This field is required." in html_of(take(second, claim, "send_back", reason=" "))
    take(second, claim, "send_back", reason="Quote the next sentence too.")
    claim.refresh_from_db()
    assert claim.state == State.DRAFT
    page = html_of(as_(writer).get(f"/admin/claims/claim/{claim.pk}/change/"))
    assert "Quote the next sentence too." in page
    take(writer, claim, "submit")
    take(second, claim, "publish", note="")
    assert "This field is required." in html_of(take(second, claim, "ask_to_withdraw", reason=""))
    assert "To be published" not in html_of(as_(second).get(step_page(claim, "ask_to_withdraw")))
    take(second, claim, "ask_to_withdraw", reason="Entered twice.")
    assert "Entered twice." in html_of(as_(writer).get(step_page(claim, "withdraw")))
    assert "You asked for this" in html_of(take(second, claim, "withdraw"))
    take(writer, claim, "withdraw")
    claim.refresh_from_db()
    assert (claim.state, claim.state_reason) == (State.WITHDRAWN, "Entered twice.")
    take(second, claim, "ask_to_restore", reason="It was not.")
    take(writer, claim, "restore")
    assert [each.action for each in Publication.objects.of(claim).order_by("version")] == [
        "published",
        "withdrawn",
        "restored",
    ]


def test_a_step_that_the_state_does_not_allow_is_refused(second, made):
    claim = make_claim("claim", state="draft")
    answer = take(second, claim, "publish", note="")
    assert answer.context["failures"] and Claim.objects.get().state == State.DRAFT


def test_what_has_no_words_is_told_and_not_published(writer, second, made):
    place = {"passage": {"document": "document"}}
    claim = make_claim("claim", state="needs-review", edited_by=writer, appearances=[place])
    page = html_of(as_(second).get(step_page(claim, "publish")))
    assert "A published claim rests on at least one quotation." in page
    answer = take(second, claim, "publish", note="")
    assert "A published claim rests on at least one quotation." in html_of(answer)
    assert Claim.objects.get().state == State.NEEDS_REVIEW


def test_what_changed_since_one_looked_is_not_published(writer, second, made):
    claim = make_claim("claim", state="needs-review", edited_by=writer)
    client = as_(second)
    page = step_page(claim, "publish")
    seen = posted(client.get(page))
    data = posted(as_(writer).get(f"/admin/claims/claim/{claim.pk}/change/"), "claim_form")
    as_(writer).post(f"/admin/claims/claim/{claim.pk}/change/", data | {"statement": "Slipped in.", "_continue": "1"})
    answer = client.post(page, seen | {"note": ""})
    assert "changed after you opened" in html_of(answer)
    assert Claim.objects.get().state == State.NEEDS_REVIEW


def test_a_list_takes_a_step_with_several(writer, second, made):
    claims = [make_claim(f"claim-{n}", state="needs-review", edited_by=writer) for n in range(3)]
    client = as_(second)
    chosen = {"action": "publish_chosen", "_selected_action": [claim.pk for claim in claims]}
    answer = client.post("/admin/claims/claim/", chosen)
    page = client.get(answer["Location"])
    assert len(page.context["items"]) == 3
    client.post(answer["Location"], posted(page) | {"note": "Three."})
    assert Claim.objects.published().count() == 3


def test_of_several_those_that_cannot_are_named_and_the_rest_go_on(writer, second, made):
    mine = make_claim("mine", state="needs-review", edited_by=second)
    theirs = make_claim("theirs", state="needs-review", edited_by=writer)
    client = as_(second)
    page = f"/admin/claims/claim/step/publish/?id={mine.pk}&id={theirs.pk}"
    answer = client.post(page, posted(client.get(page)) | {"note": ""})
    assert [thing.pk for thing, _ in answer.context["failures"]] == [mine.pk]
    assert Claim.objects.get(key="theirs").is_published and not Claim.objects.get(key="mine").is_published


# What a record names


def test_what_names_the_unpublished_is_published_with_it_or_not_at_all(writer, second, made):
    point = make_point("point", state="needs-review")
    claim = make_claim("claim", state="needs-review", edited_by=writer, points=["point"])
    client, page = as_(second), step_page(claim, "publish")
    assert "What of point?" in html_of(client.get(page))
    answer = client.post(page, posted(client.get(page)) | {"note": ""})
    assert "names what is not published" in html_of(answer)
    assert not Publication.objects.of(claim).exists()
    shown = client.get(page)
    (address,) = re.findall(r'"(/admin/work/take/publish/[^"]+)"', html_of(shown))
    together = client.get(unescape(address))
    assert together.context["ticked"] == [f"claim-{claim.pk}", f"point-{point.pk}"]
    client.post(page, posted(shown) | {"note": "", f"with-claim-{claim.pk}": [f"point-{point.pk}"]})
    claim.refresh_from_db(), point.refresh_from_db()
    assert claim.is_published and point.is_published


def test_two_that_name_each_other_are_published_together(writer, second, made):
    outlet = make_council("outlet", state="needs-review")
    document = make_document("paper", publisher="outlet", state="needs-review")
    now = content_of(outlet)
    form = kind("voice").schema.model_validate(now | {"aliases": [{"name": "The Outlet", "document": "paper"}]})
    resolver = Resolver()
    resolver.learn(keys_named([form]))
    writing.write(kind("voice"), [(outlet, form)], resolver)
    client, page = as_(second), step_page(document, "publish")
    client.post(page, posted(client.get(page)) | {"note": "", f"with-document-{document.pk}": [f"voice-{outlet.pk}"]})
    assert Document.objects.get(key="paper").is_published and Voice.objects.get(key="outlet").is_published


# Drafts


def test_a_change_goes_from_draft_to_readers_by_two_people(writer, second, made):
    claim = make_claim("claim")
    draft = a_draft(writer, claim, statement="Put otherwise.")
    take(writer, draft, "submit")
    page = html_of(as_(second).get(f"/admin/record/draft/{draft.pk}/change/"))
    assert "otherwise" in page and "Mended." in page and "Publish the change" in page
    assert "Put otherwise." in html_of(as_(second).get(f"/admin/record/draft/{draft.pk}/preview/"))
    take(second, draft, "publish")
    claim.refresh_from_db()
    assert (claim.statement, claim.edited_by) == ("Put otherwise.", writer)
    last = Publication.objects.of(claim).newest_first().first()
    assert (last.version, last.action, last.change_note, last.office) == (2, "changed", "Mended.", "Reviewer")
    assert not Draft.objects.exists()


def test_the_author_does_not_publish_the_change(writer, made):
    claim = make_claim("claim")
    draft = a_draft(writer, claim, statement="Put otherwise.")
    draft.submit(by=writer)
    answer = take(writer, draft, "publish")
    assert "A second person does it." in html_of(answer)
    assert Claim.objects.get().statement != "Put otherwise."


def test_a_collision_shows_both_texts_and_the_author_decides(writer, second, made):
    claim = make_claim("claim", note="A note.")
    draft = a_draft(writer, claim, statement="My words.")
    draft.submit(by=writer)
    change(claim, statement="Their words.", note="Their note.")
    answer = take(second, draft, "publish")
    page = html_of(answer)
    assert "published again since this draft was begun" in page
    assert [(each.label, each.old, each.new) for each in answer.context["items"][0].differences] == [
        ("Our summary", "Their words.", "My words."),
        ("Editor’s note", "Their note.", "A note."),
    ]
    assert Claim.objects.get().statement == "Their words."
    # What only they changed is taken over; what both changed stays the author's to decide.
    take(writer, draft, "renew")
    draft.refresh_from_db()
    assert (draft.content["statement"], draft.content["note"]) == ("My words.", "Their note.")
    take(writer, draft, "submit")
    take(second, draft, "publish")
    assert Claim.objects.get().statement == "My words."


def test_a_draft_of_what_was_withdrawn_meanwhile_does_not_bring_it_back(writer, second, made):
    claim = make_claim("claim")
    draft = a_draft(writer, claim, statement="My words.")
    withdraw(claim)
    take(writer, draft, "renew")
    take(writer, draft, "submit")
    take(second, draft, "publish")
    claim.refresh_from_db()
    assert (claim.state, claim.statement) == (State.WITHDRAWN, "My words.")


def test_a_draft_is_sent_back_with_a_reason_and_discarded(writer, second, made):
    claim = make_claim("claim")
    draft = a_draft(writer, claim, statement="My words.")
    draft.submit(by=writer)
    take(second, draft, "send_back", reason="Not what is printed.")
    draft.refresh_from_db()
    assert (draft.state, draft.state_reason) == (State.DRAFT, "Not what is printed.")
    take(writer, draft, "discard")
    assert not Draft.objects.exists()
    assert Claim.objects.get().is_published


def test_a_draft_that_would_break_a_rule_is_told_and_stays(writer, second, made):
    claim = make_claim("claim")
    draft = a_draft(writer, claim, appearances=[{"passage": {"document": "document"}}])
    draft.submit(by=writer)
    page = html_of(as_(second).get(f"/admin/record/draft/{draft.pk}/change/"))
    assert "A published claim rests on at least one quotation." in page
    answer = take(second, draft, "publish")
    assert "A published claim rests on at least one quotation." in html_of(answer)
    assert Draft.objects.exists() and Publication.objects.of(claim).count() == 1


def test_no_more_are_taken_at_once_than_a_person_can_look_at(second, made, monkeypatch):
    monkeypatch.setattr("record.desk.workflow_actions.AT_ONCE", 1)
    claims = [make_claim(f"claim-{n}", state="needs-review") for n in range(2)]
    chosen = {"action": "publish_chosen", "_selected_action": [claim.pk for claim in claims], "select_across": "1"}
    answer = as_(second).post("/admin/claims/claim/", chosen, follow=True)
    assert "Choose 1 or fewer" in said(answer)


def test_an_entry_of_the_log_says_what_it_changed(writer, made):
    claim = make_claim("claim")
    change(claim, statement="Put otherwise.")
    entry = Publication.objects.of(claim).newest_first().first()
    page = html_of(as_(writer).get(f"/admin/record/publication/{entry.pk}/change/"))
    assert "Put" in page and "otherwise." in page and "Version 2" in page
