"""The practice case starts anew, as its file has it, with nothing deleted."""

import pytest
from django.test import Client

from claims.case_desk import practice
from claims.case_files.loading import load
from claims.models import Claim, Point
from councils.models import Case
from record.models import HistoryEntry, Publication
from record.workflow.states import NotAllowed
from tests.builders import change, content_of, make_claim, make_officer, withdraw
from tests.pages import html_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def case():
    load(practice.FILE, [practice.TEXTS])
    return Case.objects.get()


def address(case):
    return f"/admin/councils/case/{case.pk}/reset/"


def as_(officer):
    client = Client()
    client.force_login(officer)
    return client


def test_what_was_changed_is_as_in_the_file_and_what_was_added_is_withdrawn(case):
    first = Claim.objects.filter(case=case).order_by("pk").first()
    shipped = content_of(first)
    change(first, statement="Changed for practice.")
    point = Point.objects.filter(case=case).order_by("pk").last()
    withdraw(point, "Not needed.")
    added = make_claim(
        "added", case=case, by=first.made_for, in_document=first.appearances.first().passage.document.key
    )
    versions, writes = Publication.objects.count(), HistoryEntry.objects.count()
    client = as_(make_officer())
    page = html_of(client.get(address(case)))
    assert added.statement in page and "Nothing is deleted" in page
    assert client.post(address(case)).status_code == 302
    assert content_of(Claim.objects.get(pk=first.pk)) == shipped
    assert Point.objects.get(pk=point.pk).is_published
    added.refresh_from_db()
    assert (added.state, added.state_reason) == ("withdrawn", "practice")
    new = Publication.objects.order_by("number")[versions:]
    assert sorted((each.action, each.record_id) for each in new) == sorted(
        [("changed", first.public_id), ("restored", point.public_id), ("withdrawn", added.public_id)]
    )
    assert {each.office for each in new} == {"Neutral editor"}
    assert HistoryEntry.objects.count() > writes
    assert first.publications().count() == 3


def test_to_start_anew_twice_changes_nothing_more(case):
    officer = make_officer()
    assert practice.reset(case, by=officer) == (0, 0)
    change(Claim.objects.filter(case=case).first(), statement="Changed for practice.")
    assert practice.reset(case, by=officer) == (1, 0)
    before = Publication.objects.count()
    assert practice.reset(case, by=officer) == (0, 0)
    assert Publication.objects.count() == before
    # A later start finds the file as it was loaded.
    assert load(practice.FILE, [practice.TEXTS]).changed == 0


def test_only_the_practice_case_is_set_back_and_only_by_those_who_write(case):
    client = as_(make_officer(council=case.parties.first().voice))
    assert "/reset/" in html_of(client.get(f"/admin/councils/case/{case.pk}/change/"))
    auditor = make_officer(role="auditor")
    assert as_(auditor).get(address(case)).status_code == 403
    with pytest.raises(NotAllowed):
        practice.reset(case, by=auditor)
    real = make_claim("real").case
    assert client.get(address(real)).status_code == 404
    assert "/reset/" not in html_of(client.get(f"/admin/councils/case/{real.pk}/change/"))
    assert client.post(address(real)).status_code == 404
