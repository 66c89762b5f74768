"""The quiet period of a case: what it stops, and what it lets through."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.choices import OTHERS
from councils import quiet_period
from councils.models import Case
from record.models import Draft
from record.workflow import publishing
from record.workflow.states import NotAllowed, State
from tests.builders import (
    change,
    content_of,
    make_case,
    make_claim,
    make_officer,
    make_voice,
    response,
    withdraw,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def days(first, last):
    today = timezone.localdate()
    return {name: str(today + datetime.timedelta(days=n)) for name, n in (("first", first), ("last", last))}


@shared
def quiet():
    return change(make_case(), quiet=days(-1, 1))


def draft(case, **content):
    return make_claim(case=case, state="needs-review", edited_by=make_officer(), **content)


@pytest.mark.parametrize(
    ("first", "last", "is_quiet"), [(0, 0, True), (-5, 0, True), (0, 5, True), (1, 5, False), (-5, -1, False)]
)
def test_a_case_is_quiet_from_the_first_day_to_the_last(first, last, is_quiet):
    assert change(make_case(), quiet=days(first, last)).is_quiet == is_quiet


def test_a_case_that_names_no_period_is_not_quiet():
    assert not make_case().is_quiet


def test_nothing_new_is_published(quiet):
    claim = draft(quiet)
    with pytest.raises(NotAllowed, match="Nothing new is published in this case until"):
        claim.publish(by=make_officer())
    claim.refresh_from_db()
    assert claim.state == State.NEEDS_REVIEW


def test_the_desk_says_so_before_one_publishes(quiet, client):
    client.force_login(make_officer())
    page = client.get(f"/admin/claims/claim/step/publish/?id={draft(quiet).pk}").content.decode()
    assert "Nothing new is published in this case until" in page


def test_no_change_is_published_and_nothing_returns(quiet):
    claim = make_claim(case=quiet)
    author = make_officer()
    kept = Draft.objects.keep(claim, content_of(claim) | {"statement": "Put otherwise."}, by=author)
    kept.submit(by=author)
    with pytest.raises(NotAllowed, match="Nothing new"):
        kept.publish(by=make_officer())
    withdraw(claim)
    claim.ask_to_restore(by=author, reason="It was right.")
    with pytest.raises(NotAllowed, match="Nothing new"):
        claim.restore(by=make_officer())


def test_a_reply_to_what_is_public_is_published(quiet):
    claim = make_claim(case=quiet, by="county")
    reply = draft(quiet, by="city", responses=[response(claim)])
    reply.publish(by=make_officer())
    assert reply.is_published


def test_restating_one_s_own_words_is_no_reply(quiet):
    claim = make_claim(case=quiet, by="county")
    again = draft(quiet, by="county", responses=[response(claim, relation="restates")])
    with pytest.raises(NotAllowed, match="Nothing new"):
        again.publish(by=make_officer())
    assert set(OTHERS) == quiet_period.REPLIES


def test_what_is_in_no_case_and_in_another_case_is_published(quiet):
    author = make_officer()
    voice = make_voice(state="needs-review")
    type(voice).objects.filter(pk=voice.pk).update(edited_by=author)
    voice.publish(by=make_officer())
    draft(make_case("other")).publish(by=make_officer())


def test_two_people_may_end_it_and_change_nothing_else_of_the_case(quiet):
    author = make_officer()
    kept = Draft.objects.keep(quiet, content_of(quiet) | {"title": "Another title"}, by=author)
    kept.submit(by=author)
    with pytest.raises(NotAllowed, match="Nothing new"):
        kept.publish(by=make_officer())
    Draft.objects.keep(quiet, content_of(quiet) | {"quiet": days(-3, -1)}, by=author).submit(by=author)
    Draft.objects.get().publish(by=make_officer())
    assert not Case.objects.get(pk=quiet.pk).is_quiet


@pytest.mark.parametrize(("before", "after"), [(None, (0, 9)), ((-1, 1), (-1, 5))])
def test_two_people_may_begin_it_today_or_set_another_end(before, after):
    case, author = change(make_case(), quiet=before and days(*before)), make_officer()
    Draft.objects.keep(case, content_of(case) | {"quiet": days(*after)}, by=author).submit(by=author)
    Draft.objects.get().publish(by=make_officer())
    assert content_of(Case.objects.get(pk=case.pk))["quiet"] == days(*after)


def test_its_pages_say_so_and_until_when(quiet, client):
    page = client.get(quiet.get_absolute_url()).content.decode()
    assert "Nothing new is published here until" in page
    change(quiet, quiet=None)
    assert "Nothing new is published here" not in client.get(quiet.get_absolute_url()).content.decode()


@pytest.mark.parametrize("columns", [{"quiet_last": None}, {"quiet_first": None}, {"quiet_last": "2020-01-01"}])
def test_both_days_are_given_in_order(quiet, columns):
    with (
        pytest.raises(IntegrityError, match="councils_case_quiet_period"),
        transaction.atomic(),
        publishing.open_record(),
    ):
        Case.objects.filter(pk=quiet.pk).update(**columns)
