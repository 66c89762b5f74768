"""Sending the mail that waits in the table of outgoing mail.

Each kind of message registers how it is written and what follows once it is sent.
A message is put in the table in the transaction that gives rise to it, so none is sent
for what was rolled back and none is lost. The worker of the queue looks every minute.
"""

import datetime
import hashlib
import logging
import smtplib
from collections.abc import Callable
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from record.models.outgoing_mail import OutgoingMail

log = logging.getLogger(__name__)

# The relay said no: it has not sent the message. After any other error nobody knows.
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)

_writers: dict[str, tuple[Callable, Callable]] = {}
_gatherers: list[Callable] = []


def writes_mail(kind: str, after: Callable = lambda mail: None):
    """Register the writer of a kind of message.

    It is given an OutgoingMail, and returns an EmailMessage, or None where the message is
    no longer wanted. ``after`` is called in the transaction that notes that it was sent.
    """

    def register(function):
        _writers[kind] = function, after
        return function

    return register


def gatherer(function):
    """Register a function that adds the mail due now, such as digests, to the table."""
    _gatherers.append(function)
    return function


def send_due(now: datetime.datetime | None = None) -> int:
    """Send every message that is due; return how many were sent. Safe to repeat."""
    now = now or timezone.now()
    for function in _gatherers:
        function(now)
    sent = 0
    while mail := OutgoingMail.objects.begin_next(now):
        sent += _send(mail, now)
    return sent


@app.periodic(cron="* * * * *")
@app.task(name="send_mail", queueing_lock="send_mail")
def send_mail(timestamp):
    """Send the mail that is due; the queue does so each minute."""
    send_due()


def _send(mail: OutgoingMail, now: datetime.datetime) -> bool:
    write, after = _writers[mail.kind]
    message = write(mail)
    if message is None:
        mail.end(now, sent=False)
        return False
    # The same at a second try, so that a reader's program may know a duplicate.
    message.extra_headers["Message-ID"] = f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}@counterpoint>"
    relay = get_connection()
    try:
        relay.open()
    except OSError as error:
        return _failed(mail, error)
    try:
        relay.send_messages([message])
    except REFUSED as error:
        return _failed(mail, error)
    except OSError as error:
        log.warning("Nobody knows whether mail %s was sent: %s", mail.pk, type(error).__name__)
        return False
    finally:
        relay.close()
    with transaction.atomic():
        mail.end(now, sent=True)
        after(mail)
    return True


def _failed(mail, error) -> bool:
    # Only the name of the error: its text may hold the address.
    log.warning("Mail %s was not sent, and is tried again: %s", mail.pk, type(error).__name__)
    mail.failed()
    return False


def whole_address(path: str) -> str:
    """The whole address of a page, as a message has it."""
    return urljoin(settings.SITE_ADDRESS, path)
