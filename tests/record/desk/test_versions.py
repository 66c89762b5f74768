"""Any two versions are compared, and any one is restored as a draft."""

import pytest
from django.db import connection
from django.test import Client

from record.models import Draft, Publication
from tests.builders import change, content_of, make_case, make_claim, make_officer
from tests.pages import posted, text_of
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


@shared
def claim():
    """A claim in three versions."""
    make_case(sides={"county": ["county"], "city": ["city"]})
    claim = make_claim("claim", by="county", statement="The first wording.")
    for wording in ("The second wording.", "The third wording."):
        change(claim, statement=wording)
    return claim


def history(claim):
    return f"/admin/claims/claim/{claim.pk}/history/"


def restore(claim, version):
    return f"/admin/claims/claim/{claim.pk}/restore/{version}/"


def compared(client, claim, **query):
    comparison = client.get(history(claim), query).context["compared"]
    return [(each.old, each.new) for each in comparison.differences]


def test_the_last_two_are_compared_unless_others_are_asked_for(client, claim):
    assert compared(client, claim) == [("The second wording.", "The third wording.")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1", "3", [("The first wording.", "The third wording.")]),
        ("3", "1", [("The third wording.", "The first wording.")]),
        ("2", "2", []),
    ],
)
def test_any_two_versions_are_compared(client, claim, old, new, words):
    assert compared(client, claim, old=old, new=new) == words


def test_a_draft_is_compared_with_any_version(client, claim, officer):
    draft = Draft.objects.keep(claim, content_of(claim) | {"statement": "A draft."}, by=officer)
    assert compared(client, claim, old="1", new=f"draft-{draft.pk}") == [("The first wording.", "A draft.")]


def test_a_rival_s_draft_is_no_version(claim):
    mine, rival = make_officer("a@example.org", council="county"), make_officer("b@example.org", council="city")
    draft = Draft.objects.keep(claim, content_of(claim) | {"statement": "A secret."}, by=mine)
    client = Client()
    client.force_login(rival)
    page = client.get(history(claim), {"old": "1", "new": f"draft-{draft.pk}"})
    assert page.context["compared"] is None
    assert "A secret." not in page.content.decode() and f"draft-{draft.pk}" not in page.content.decode()


@pytest.mark.parametrize("query", [{"old": "1", "new": "99"}, {"old": "x", "new": "draft-x"}, {"old": "1"}])
def test_a_version_that_is_not_there_is_no_fault(client, claim, query):
    page = client.get(history(claim), query)
    assert page.status_code == 200 and page.context["compared"] is None


def test_a_version_is_restored_as_a_draft_and_no_version_is_lost(client, claim, officer):
    page = client.get(restore(claim, 1))
    assert "The first wording." in text_of(page) and not Draft.objects.exists()
    answer = client.post(restore(claim, 1), posted(page))
    assert answer.status_code == 302
    draft = Draft.objects.of(claim).get()
    assert (draft.content, draft.author) == (content_of(claim) | {"statement": "The first wording."}, officer)
    assert draft.change_note.startswith("Restores version 1, of")
    claim.refresh_from_db()
    assert claim.statement == "The third wording."
    draft.submit(by=officer)
    draft.publish(by=make_officer("second@example.org"))
    assert [each.content["statement"] for each in Publication.objects.of(claim).newest_first()] == [
        *("The first wording.", "The third wording.", "The second wording.", "The first wording.")
    ]


def test_whoever_has_a_draft_is_told_that_it_is_replaced(client, claim, officer):
    Draft.objects.keep(claim, content_of(claim) | {"statement": "A draft."}, by=officer)
    page = client.get(restore(claim, 2))
    assert "You have a draft of this already." in text_of(page)
    client.post(restore(claim, 2), posted(page))
    assert Draft.objects.of(claim).get().content["statement"] == "The second wording."


def test_what_is_there_already_makes_no_draft(client, claim):
    client.post(restore(claim, 3), posted(client.get(restore(claim, 3))))
    assert not Draft.objects.exists()


def test_a_version_whose_words_are_withheld_is_not_restored(client, claim):
    first = Publication.objects.of(claim).get(version=1)
    content = first.content | {"statement": "[withheld]"}
    withheld = Publication(
        **{field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if field.name != "id"}
        | {"content": content, "version": 9, "number": first.number + 1000}
    )
    # No trigger compares it with what is on record.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        withheld.save(force_insert=True)
        cursor.execute("SET LOCAL session_replication_role = origin")
    answer = client.post(restore(claim, 9), posted(client.get(restore(claim, 9))))
    assert answer.status_code == 200 and "withheld" in text_of(answer)
    assert not Draft.objects.exists()


def test_a_version_that_breaks_a_rule_of_today_is_told_and_not_kept(client, claim, monkeypatch):
    monkeypatch.setattr("record.workflow.entry_rules.faults", lambda content, resolver: [((), "Not so.")])
    answer = client.post(restore(claim, 1), posted(client.get(restore(claim, 1))))
    assert answer.status_code == 200 and "Not so." in text_of(answer)
    assert not Draft.objects.exists()


def test_who_may_not_write_may_compare_and_not_restore(claim):
    client = Client()
    client.force_login(make_officer("auditor@example.org", role="auditor"))
    page = client.get(history(claim))
    assert page.context["compared"] and "/restore/" not in page.content.decode()
    assert client.get(restore(claim, 1)).status_code == 403
    assert client.post(restore(claim, 1), {"note": "x"}).status_code == 403
    assert not Draft.objects.exists()
