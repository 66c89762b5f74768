"""Replies that wait to be published, and when they are to be.

A reply is published within a number of days, or sent back with the reason. Neutral editors find
those that wait in a list of work, and are written to on the last day and on each after it.
"""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import CharField, F, Func, OuterRef, Subquery, Value
from django.db.models.functions import Concat, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from claims.models import Claim, ReplyNotice
from claims.replies.notices import NOT_BEFORE
from councils.models import Document, Membership, OfficerRole
from record.desk.work.lists import WorkList, register
from record.mail import gatherer, whole_address, writes_mail
from record.models import Officer, OutgoingMail
from record.workflow import authority
from record.workflow.states import State

REMINDER = "replies-to-publish"
LIST = "replies-to-publish"
NEUTRAL = (OfficerRole.NEUTRAL_EDITOR, OfficerRole.PUBLISHER)


def last_day(received: datetime.datetime) -> datetime.date:
    """The day by which a reply that was received then is to be published."""
    return timezone.localdate(received) + datetime.timedelta(days=settings.REPLY_PUBLISHED_WITHIN)


def is_overdue(notice: ReplyNotice, today: datetime.date) -> bool:
    """True where a reply waits for us longer than it should; ``reply`` is loaded."""
    return notice.reply is not None and notice.reply.state == State.NEEDS_REVIEW and last_day(notice.replied_at) < today


# The list of work


def _to_publish(officer):
    """Replies, and the claims that quote them, for editors of no council."""
    if authority.acts_for(officer) or not authority.may(officer, authority.READ_ALL):
        return [Document.objects.none().annotate(due=_due("pk")), Claim.objects.none().annotate(due=_due("pk"))]
    waiting = {"state": State.NEEDS_REVIEW}
    replies = ReplyNotice.objects.filter(reply__isnull=False).values("reply")
    documents = Document.objects.readable_by(officer).filter(pk__in=replies, **waiting)
    claims = Claim.objects.readable_by(officer).filter(appearances__passage__document__in=replies, **waiting)
    return [
        documents.annotate(due=_due("pk")),
        claims.distinct().annotate(due=_due("appearances__passage__document")),
    ]


def _due(document: str):
    """“Received on 2 June 2025, to be published by 7 June 2025.”, as a column."""
    replied = ReplyNotice.objects.filter(reply=OuterRef(document)).order_by("pk")
    received = TruncDate("replied_at", tzinfo=timezone.get_default_timezone())
    within = Value(datetime.timedelta(days=settings.REPLY_PUBLISHED_WITHIN))
    words = Concat(
        Value("Received on "),
        _printed(F("day")),
        Value(", to be published by "),
        _printed(F("day") + within),
        Value("."),
    )
    return Subquery(replied.annotate(day=received).annotate(words=words).values("words")[:1])


def _printed(day):
    return Func(day, Value("FMDD FMMonth YYYY"), function="to_char", output_field=CharField())


register(
    WorkList(
        LIST,
        "Replies to publish",
        f"Sent to us, to be published whole within {settings.REPLY_PUBLISHED_WITHIN} days, or sent back with a reason. "
        "A document and the claim that quotes it go together.",
        _to_publish,
        remark="due",
    )
)


# The reminder


@gatherer
def gather_reminders(now: datetime.datetime) -> None:
    """Put a reminder for each neutral editor, one a day, while a reply is due."""
    here = timezone.localtime(now)
    if here.hour < NOT_BEFORE or not _due_by(here.date()):
        return
    for officer in Membership.objects.current().filter(role__in=NEUTRAL).values_list("officer", flat=True).distinct():
        OutgoingMail.objects.put(REMINDER, officer, f"{REMINDER} {officer} {here.date()}")


def _due_by(today: datetime.date) -> list[datetime.date]:
    """The last days of the replies that are due by this day, in order."""
    waiting = ReplyNotice.objects.filter(reply__state=State.NEEDS_REVIEW).values_list("replied_at", flat=True)
    return sorted(day for day in map(last_day, waiting) if day <= today)


@writes_mail(REMINDER)
def write_reminder(mail) -> EmailMessage | None:
    """The reminder as it is true when it is sent; None if nothing is due any more."""
    officer = Officer.objects.filter(pk=mail.about, is_active=True).first()
    due = _due_by(timezone.localdate())
    if officer is None or not due:
        return None
    how_many = "A reply is" if len(due) == 1 else f"{len(due)} replies are"
    day = date_format(due[0], "j F Y")
    first = "It" if len(due) == 1 else "The first"
    address = whole_address(reverse("admin:work", args=[LIST]))
    return EmailMessage(
        "Counterpoint: replies to publish",
        f"{how_many} waiting to be published. {first} is to be published by {day}, or sent back with the reason:\n"
        f"{address}\n",
        to=[officer.email],
    )
