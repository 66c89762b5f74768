"""Notices of published claims: to whom, when, and what is sent of them."""

import datetime
import smtplib

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from claims.models import ReplyNotice
from claims.replies.notices import DIGEST
from councils.models import ReplyContact
from record import mail
from record.models import Draft, OutgoingMail
from tests.builders import (
    content_of,
    make_case,
    make_claim,
    make_council,
    make_officer,
    make_response,
    make_voice,
    tie,
    voice,
    withdraw,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db

MORNING = datetime.datetime(2026, 6, 1, 9, 0, tzinfo=datetime.UTC)


def register(key, email="replies@example.org", **fields):
    return ReplyContact.objects.create(voice=voice(key), email=email, starts="2020-01-01", **fields)


def published(about="city", *, kind="characterisation", minor=False, **content):
    """A claim about a voice that an officer hands over and another publishes."""
    claim = make_claim(about=[about], kind=kind, state="needs-review", **content)
    claim.publish(by=make_officer(), minor=minor)
    return claim


def waiting():
    return list(ReplyNotice.objects.waiting().values_list("voice__key", flat=True))


@shared
def contact():
    make_council("county")
    make_council("city")
    return register("city")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MORNING)


def test_a_published_claim_that_accuses_a_council_is_noted_for_its_contact(contact):
    claim = published()
    notice = ReplyNotice.objects.get()
    assert (notice.claim, notice.version, notice.contact, notice.mail) == (claim, 1, contact, None)


def test_an_office_without_a_contact_is_told_at_its_council(contact):
    make_voice("leader", kind="office")
    tie("leader", "part-of", "city")
    published("leader")
    assert [notice.contact for notice in ReplyNotice.objects.all()] == [contact]
    assert waiting() == ["leader"]


@pytest.mark.parametrize(
    "case",
    ["a fact", "a minor change", "no contact", "a contact that ended", "an invented case", "an editor's reading"],
)
def test_no_notice_is_made_of(contact, case):
    match case:
        case "a fact":
            published(kind="fact")
        case "a minor change":
            published(minor=True)
        case "no contact":
            published(make_council("town").key)
        case "a contact that ended":
            ReplyContact.objects.update(ends="2020-02-01")
            published()
        case "an invented case":
            published(case=make_case("practice", invented="yes"))
        case _:
            published({"voice": "city", "reading": "yes"})
    assert waiting() == []


def test_no_notice_is_made_of_what_a_file_brought(contact):
    make_claim(about=["city"], kind="characterisation")
    assert waiting() == []


def test_a_claim_that_disputes_what_a_council_said_is_noted(contact):
    theirs = make_claim(by="city")
    reply = make_response(to=theirs, by="county", about=[{"voice": "city"}], state="needs-review")
    reply.publish(by=make_officer())
    assert waiting() == ["city"]


def test_a_changed_claim_is_noted_anew_once_its_notice_was_sent(contact):
    claim = published()
    for expected in (1, 2):
        author = make_officer()
        draft = Draft.objects.keep(claim, content_of(claim) | {"statement": f"Changed {expected}."}, by=author)
        draft.submit(by=author)
        draft.publish(by=make_officer())
        assert ReplyNotice.objects.count() == expected
        mail.send_due(MORNING)


def test_nothing_is_kept_of_a_publication_that_fails(contact):
    claim = make_claim(about=["city"], kind="characterisation", state="needs-review")
    with pytest.raises(RuntimeError), transaction.atomic():
        claim.publish(by=make_officer())
        raise RuntimeError
    assert waiting() == []


# The digest


def test_one_digest_a_day_holds_what_waits(contact):
    first, second = published(), published()
    assert mail.send_due(MORNING) == 1
    (message,) = outbox.outbox
    assert message.to == ["replies@example.org"]
    for claim in (first, second):
        assert claim.statement in message.body and claim.get_absolute_url() in message.body
        assert ReplyNotice.objects.get(claim=claim).get_absolute_url() in message.body
    published()
    assert mail.send_due(MORNING + datetime.timedelta(hours=5)) == 0
    assert mail.send_due(MORNING + datetime.timedelta(days=1)) == 1


def test_no_digest_goes_out_at_night(contact):
    published()
    assert mail.send_due(MORNING.replace(hour=3)) == 0
    assert mail.send_due(MORNING) == 1


def test_what_was_withdrawn_or_answered_before_it_was_sent_is_not_sent(contact):
    withdraw(published())
    make_response(to=published(), by="city")
    assert mail.send_due(MORNING) == 0
    assert not ReplyNotice.objects.sent().exists()
    assert outbox.outbox == []


def test_the_private_link_is_kept_nowhere(contact):
    published()
    notice = ReplyNotice.objects.get()
    assert notice.token not in str(ReplyNotice.objects.values().get())
    assert ReplyNotice.objects.of_token(notice.token) == notice


# The relay


class Relay(EmailBackend):
    """A relay that fails as a test says, and counts what it was given."""

    fails_to_open, error, given = False, None, 0

    def open(self):
        if Relay.fails_to_open:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages):
        Relay.given += len(messages)
        if Relay.error:
            raise Relay.error
        return super().send_messages(messages)


@pytest.fixture
def relay(monkeypatch, contact):
    monkeypatch.setattr(mail, "get_connection", Relay)
    for name, value in (("fails_to_open", False), ("error", None), ("given", 0)):
        monkeypatch.setattr(Relay, name, value)
    published()
    return Relay


def minutes(start, end):
    return [MORNING + datetime.timedelta(minutes=each) for each in range(start, end)]


@pytest.mark.parametrize("failure", ["closed", "refusing"])
def test_nothing_is_lost_while_the_relay_is_down_for_an_hour(relay, failure):
    relay.fails_to_open = failure == "closed"
    relay.error = smtplib.SMTPResponseException(451, b"later") if failure == "refusing" else None
    assert sum(mail.send_due(now) for now in minutes(0, 60)) == 0
    tries = OutgoingMail.objects.get().tries
    relay.fails_to_open, relay.error = False, None
    assert sum(mail.send_due(now) for now in minutes(60, 180)) == 1
    assert 3 < tries < 10
    assert len(outbox.outbox) == 1


def test_a_line_that_breaks_may_give_one_duplicate_and_no_more(relay):
    relay.error = ConnectionResetError()
    for now in minutes(0, 600):
        mail.send_due(now)
    assert relay.given == 2


def test_a_sender_that_dies_loses_nothing(relay, monkeypatch):
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(Relay, "send_messages", lambda *messages: (_ for _ in ()).throw(KeyboardInterrupt))
        mail.send_due(MORNING)
    assert sum(mail.send_due(now) for now in minutes(0, 10)) == 1


def test_one_key_makes_one_message(contact):
    with transaction.atomic():
        first, again = (OutgoingMail.objects.put(DIGEST, contact.pk, "a key") for _ in range(2))
    assert first == again
