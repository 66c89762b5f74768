"""Remarks on drafts: for those who may read the draft, and nobody else."""

import pytest
from django.test import Client

from record.models import Draft, HistoryEntry, Remark
from tests.builders import content_of, make_claim, make_council, make_officer
from tests.pages import html_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

TEXT = "Is this number in the minutes?"
LIST = "/admin/work/remarks/"


def as_(officer):
    client = Client()
    client.force_login(officer)
    return client


def page_of(item, page="change"):
    return f"/admin/{item._meta.app_label}/{item._meta.model_name}/{item.pk}/{page}/"


def leave(officer, item, text=TEXT):
    return as_(officer).post(page_of(item, "remark"), {"text": text})


@shared
def draft_claim():
    """A draft of the county, its author, and a colleague who has remarked on it."""
    make_council("county"), make_council("city")
    author = make_officer("author@example.org", council="county")
    colleague = make_officer("colleague@example.org", council="county")
    claim = make_claim("unpublished", state="draft", edited_by=author)
    assert leave(colleague, claim).status_code == 302
    return author, colleague, claim


def test_a_remark_is_on_the_page_by_office_and_counted_until_it_is_read(draft_claim):
    author, colleague, claim = draft_claim
    client = as_(author)
    page = html_of(client.get(page_of(claim)))
    assert TEXT in page and "Officer of County" in page and "1 remark" in page and "I have read them" in page
    assert claim.statement in html_of(client.get(LIST)) and claim.statement not in html_of(as_(colleague).get(LIST))
    client.post(page_of(claim, "remark"), {"read": ""})
    page = html_of(client.get(page_of(claim)))
    assert TEXT in page and "I have read them" not in page
    assert claim.statement not in html_of(client.get(LIST))
    assert Remark.objects.count() == 1


def test_who_answers_has_read_the_others(draft_claim):
    author, colleague, claim = draft_claim
    leave(author, claim, "It is on page 3.")
    assert list(Remark.objects.unread_by(author)) == []
    assert [each.text for each in Remark.objects.unread_by(colleague)] == ["It is on page 3."]


def test_another_council_neither_reads_nor_leaves_any(draft_claim):
    _, _, claim = draft_claim
    rival = make_officer(council="city")
    assert leave(rival, claim).status_code == 404
    assert as_(rival).get(page_of(claim)).status_code == 404
    assert claim.statement not in html_of(as_(rival).get(LIST))
    assert Remark.objects.count() == 1


def test_once_it_is_published_its_remarks_stay_with_those_who_wrote_it(draft_claim):
    author, _, claim = draft_claim
    claim.submit(by=author)
    claim.publish(by=make_officer())
    claim.refresh_from_db()
    assert TEXT in html_of(as_(author).get(page_of(claim)))
    assert TEXT not in html_of(as_(make_officer(council="city")).get(page_of(claim)))
    assert TEXT not in html_of(Client().get(claim.get_absolute_url()))
    assert leave(author, claim).status_code == 403
    assert "remarks" not in content_of(claim)


def test_a_remark_on_a_change_is_on_the_change_and_not_for_who_reads_the_record(draft_claim):
    author = make_officer(council="county")
    claim = make_claim("public")
    draft = Draft.objects.keep(claim, content_of(claim) | {"statement": "Changed."}, by=author)
    assert leave(author, draft, "Please check the date.").status_code == 302
    assert "Please check the date." in html_of(as_(author).get(page_of(draft)))
    assert "Please check the date." in html_of(as_(author).get(page_of(claim)))
    rival = as_(make_officer(council="city"))
    assert "Please check the date." not in html_of(rival.get(page_of(claim)))
    draft.discard(by=author)
    assert "Please check the date." in html_of(as_(author).get(page_of(claim)))


def test_an_empty_remark_is_refused_in_words(draft_claim):
    author, _, claim = draft_claim
    answer = as_(author).post(page_of(claim, "remark"), {"text": "  "}, follow=True)
    assert "This field is required." in html_of(answer)
    assert Remark.objects.count() == 1


def test_an_auditor_reads_remarks_and_leaves_none(draft_claim):
    _, _, claim = draft_claim
    auditor = make_officer(role="auditor")
    page = html_of(as_(auditor).get(page_of(claim)))
    assert TEXT in page and "Leave the remark" not in page
    assert leave(auditor, claim).status_code == 403


def test_history_keeps_that_it_was_left_and_not_its_words(draft_claim):
    entries = HistoryEntry.objects.of(Remark)
    assert [each.context["by"] for each in entries] == ["colleague@example.org"]
    assert TEXT not in str([each.new for each in entries])
