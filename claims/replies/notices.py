"""Notices of published claims that call for a reply, in one digest a day.

Of whom that is, is computed with the standing of the claim (docs/laws.md, law 4): a
party that it names, that it accuses or contradicts, and that has not replied.
"""

import datetime
from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from claims.models import Claim, ReplyNotice
from councils.choices import OWN_WAYS
from councils.models import Document, ReplyContact
from councils.representation.speaks_for import Representation
from record.mail import gatherer, whole_address, writes_mail
from record.models import OutgoingMail
from record.workflow import sent_back
from record.workflow.publishing import announcer

DIGEST = "reply-notices"
RETURNED = "reply-sent-back"
# A digest goes out at this hour at the earliest, local time.
NOT_BEFORE = 8
# Whose silence the standing of each claim holds, by the ids that it has of them.
SILENT = """
SELECT standing.claim_id, voice.id FROM claims_claimstanding standing
CROSS JOIN LATERAL jsonb_path_query(standing.detail, '$.silent[*].voice') AS silent (id)
JOIN councils_voice voice ON voice.public_id = silent.id #>> '{}'
WHERE standing.claim_id = ANY(%s)
"""


@announcer
def note_published(record, publication) -> None:
    """Make the notices of a claim that an officer published.

    None of a minor change or of an invented case. Who has one that was not sent yet gets no other.
    """
    if record.KIND != Claim.KIND or publication.is_minor or record.case.invented:
        return
    parties = _silent([record.pk])[record.pk]
    if not parties:
        return
    contacts = _contacts(parties)
    if not contacts:
        return
    told = set(ReplyNotice.objects.waiting().filter(claim=record.pk).values_list("voice_id", flat=True))
    for party in sorted(contacts.keys() - told):
        ReplyNotice.objects.create(
            claim_id=record.pk, version=publication.version, voice_id=party, contact=contacts[party]
        )


def _silent(claims) -> dict[int, set[int]]:
    """The parties that each claim calls on and that have not replied, by primary key."""
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(SILENT, [list(claims)])
        for claim, voice in cursor.fetchall():
            found[claim].add(voice)
    return found


def _contacts(parties) -> dict[int, ReplyContact]:
    """The contact of each party: its own, or that of the nearest for whom it speaks."""
    today = timezone.localdate()
    representation = Representation(parties)
    above = {
        party: [party, *(link.principal for link in representation.links(party, (today, today), OWN_WAYS))]
        for party in parties
    }
    current = ReplyContact.objects.current(today).filter(voice__in=set().union(*above.values()))
    by_voice = {contact.voice_id: contact for contact in current.order_by("starts", "pk")}
    found = {}
    for party, voices in above.items():
        if nearest := next((by_voice[each] for each in voices if each in by_voice), None):
            found[party] = nearest
    return found


@gatherer
def gather_digests(now: datetime.datetime) -> None:
    """Put a digest for each contact with waiting notices, at most one on a day."""
    here = timezone.localtime(now)
    if here.hour < NOT_BEFORE:
        return
    waiting = defaultdict(list)
    for contact, notice in ReplyNotice.objects.waiting().order_by("pk").values_list("contact_id", "pk"):
        waiting[contact].append(notice)
    expires = now + datetime.timedelta(days=settings.REPLY_DAYS)
    for contact, notices in waiting.items():
        with transaction.atomic():
            mail = OutgoingMail.objects.put(DIGEST, contact, f"{DIGEST} {contact} {here.date()}")
            # What a sender has begun has its notices. The others wait for the next day.
            if mail.tries == 0:
                ReplyNotice.objects.waiting().filter(pk__in=notices).update(mail=mail, expires=expires)


def _note_sent(mail) -> None:
    ReplyNotice.objects.filter(mail=mail, lapsed_at=None).update(sent_at=mail.sent_at, told_at=mail.sent_at)


@writes_mail(DIGEST, after=_note_sent)
def write_digest(mail) -> EmailMessage | None:
    """The digest as it is true when it is sent; None if no reply is wanted any more."""
    now = timezone.now()
    contact = ReplyContact.objects.current(timezone.localdate()).filter(pk=mail.about).select_related("voice").first()
    notices = list(ReplyNotice.objects.for_page().filter(mail=mail, lapsed_at=None).order_by("pk"))
    silent = _silent([notice.claim_id for notice in notices])
    for notice in notices:
        is_wanted = contact and notice.claim.is_published and notice.voice_id in silent[notice.claim_id]
        if not is_wanted:
            notice.lapsed_at = now
            notice.save(update_fields=["lapsed_at"])
    wanted = [notice for notice in notices if notice.lapsed_at is None]
    if not wanted:
        return None
    items = [
        (notice, whole_address(notice.claim.get_absolute_url()), whole_address(notice.get_absolute_url()))
        for notice in wanted
    ]
    context = {"contact": contact, "items": items, "days": settings.REPLY_PUBLISHED_WITHIN, "until": wanted[0].expires}
    how_many = "A claim" if len(wanted) == 1 else f"{len(wanted)} claims"
    return EmailMessage(
        f"Counterpoint: {how_many} to which you may reply",
        render_to_string("reply/digest.txt", context),
        to=[contact.email],
    )


@sent_back.listener
def note_sent_back(item) -> None:
    """Tell the contact that sent a reply by its link that it was sent back."""
    if not isinstance(item, Document):
        return
    for notice in ReplyNotice.objects.filter(reply=item, reply__edited_by=None):
        OutgoingMail.objects.put(RETURNED, notice.pk, f"{RETURNED} {notice.pk} {item.pk} {timezone.now().isoformat()}")


@writes_mail(RETURNED)
def write_returned(mail) -> EmailMessage | None:
    notice = ReplyNotice.objects.for_page().select_related("contact").get(pk=mail.about)
    if not notice.is_sent_back:
        return None
    return sent_back.message_to(notice.contact.email, notice.get_absolute_url())
