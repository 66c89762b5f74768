"""Replies to publish within the stated days: a list, a reminder, a sentence."""

import datetime

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone

from claims.models import Claim, ReplyNotice
from claims.replies import answers
from record import mail
from tests.builders import make_case, make_claim, make_council, make_officer
from tests.claims.replies.test_notices import register
from tests.pages import html_of, text_of

pytestmark = pytest.mark.django_db

DAY = datetime.datetime(2025, 6, 2, 8, 30, tzinfo=datetime.UTC)
LIST = "/admin/work/replies-to-publish/"


def at(monkeypatch, days: int) -> datetime.datetime:
    now = DAY + datetime.timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.fixture
def claim(monkeypatch):
    """A claim about a council, which replied to its notice on 2 June 2025."""
    now = at(monkeypatch, 0)
    make_case(sides={"county": ["county"], "city": ["city"]})
    make_council("town")
    register("city")
    made = make_claim(by="county", about=["city"], kind="characterisation", state="needs-review")
    made.publish(by=make_officer())
    mail.send_due(now)
    answers.reply(ReplyNotice.objects.get().pk, "We shared the note in March.", "disputes")
    outbox.outbox.clear()
    return made


def signed_in(officer):
    client = Client()
    client.force_login(officer)
    return client


def test_neutral_editors_find_what_is_to_be_published_and_by_when(claim):
    page = text_of(signed_in(make_officer()).get(LIST))
    assert page.count("Received on 2 June 2025, to be published by 7 June 2025.") == 2
    rival = signed_in(make_officer(council="county"))
    assert (
        "Received on" not in html_of(rival.get(LIST))
        and "Replies to publish" not in rival.get("/admin/").context["todo"]
    )


@pytest.mark.parametrize(("days", "reminded"), [(4, False), (5, True), (6, True)])
def test_neutral_editors_are_reminded_from_the_last_day_on(claim, monkeypatch, days, reminded):
    publisher = make_officer("publisher@example.org", role="publisher")
    make_officer("rival@example.org", council="county")
    now = at(monkeypatch, days)
    mail.send_due(now)
    mail.send_due(now)
    sent = [message for message in outbox.outbox if message.to == [publisher.email]]
    assert len(sent) == reminded and not [each for each in outbox.outbox if each.to == ["rival@example.org"]]
    if reminded:
        assert "A reply is waiting to be published. It is to be published by 7 June 2025" in sent[0].body
        assert LIST in sent[0].body and "We shared" not in sent[0].body


def test_the_claims_page_says_when_it_came_once_it_is_overdue(claim, monkeypatch):
    address, sentence = (
        claim.get_absolute_url(),
        "City Council sent us a reply on 2 June 2025. We have not published it yet.",
    )
    at(monkeypatch, 5)
    before = Client().get(address)
    assert sentence not in text_of(before)
    at(monkeypatch, 6)
    assert sentence in text_of(Client().get(address, headers={"If-None-Match": before["ETag"]}))
    for record in (ReplyNotice.objects.get().reply, Claim.objects.exclude(pk=claim.pk).get()):
        record.publish(by=make_officer())
    assert "sent us a reply" not in text_of(Client().get(address))
