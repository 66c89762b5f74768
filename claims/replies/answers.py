"""Replies as they were sent: a document each, and a claim that quotes it whole.

Both wait for a second person to publish them. The text is stored as it was typed, and a
stored text never changes, so that person cannot edit it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from claims.choices import ClaimKind, Relation
from claims.models import Claim, ReplyNotice
from claims.replies.due import is_overdue
from claims.schema import CLAIM
from councils.choices import CopyKind, DocumentKind, TextShown, TitleBasis, VoiceKind
from councils.models import Document, Voice
from councils.models.document import digest_of
from councils.representation.speaks_for import Representation
from councils.schema import DOCUMENT
from record import history
from record.content import writing
from record.ids import random_id
from record.workflow import drafts, publishing
from record.workflow.refusals import rules_as_messages
from record.workflow.states import State

# The longest summary of ours that is taken from the first words of a reply.
LONGEST_SUMMARY = 200
LICENCE = "Sent to Counterpoint for publication in full"


class Refused(Exception):
    """The notice takes no answer; the sentence says why."""


@transaction.atomic
def reply(pk: int, text: str, relation: Relation, *, by=None) -> Document:
    """Take a reply to a notice; ``by`` is an officer, or nobody for the private link.

    Returns the document. Raises Refused where someone was quicker, or the link has ended.
    """
    notice = _locked(pk, by)
    council = _council_of(notice.voice_id)
    now = timezone.localtime()
    text = text.strip() + "\n"
    with history.context(by=by, through="reply"), rules_as_messages():
        document = _write(DOCUMENT, _document(notice, text, now), None, council, by)
        document.hold_text(text)
        _write(CLAIM, _claim(notice, document, text, relation), notice.claim.case, council, by)
        publishing.check_rules()
        notice.reply, notice.replied_at = document, now
        notice.save(update_fields=["reply", "replied_at"])
    return document


@transaction.atomic
def decline(pk: int, *, by=None) -> None:
    """Note that there will be no reply, as the party itself said. Raises Refused."""
    notice = _locked(pk, by)
    with history.context(by=by, through="reply"):
        notice.reply, notice.replied_at = None, None
        notice.declined_at = notice.told_at = timezone.now()
        notice.save(update_fields=["reply", "replied_at", "declined_at", "told_at"])


def _locked(pk, by) -> ReplyNotice:
    notice = ReplyNotice.objects.for_page().select_for_update(of=["self"]).get(pk=pk)
    if refusal := notice.refusal(timezone.now()):
        raise Refused(refusal)
    return notice


def _council_of(voice: int) -> str:
    """The public id of the council to which the reply belongs; "" for none."""
    today = timezone.localdate()
    spoken_for = Representation([voice]).spoken_for(voice, (today, today))
    councils = Voice.objects.filter(pk__in=spoken_for, kind=VoiceKind.COUNCIL).values_list("public_id", flat=True)
    return councils[0] if len(councils) == 1 else ""


def _document(notice, text: str, now) -> dict:
    return {
        "title": f"Reply to Counterpoint, {date_format(now, 'j F Y')}",
        "title_basis": TitleBasis.DESCRIBED.value,
        "kind": DocumentKind.REPLY.value,
        "publisher": notice.voice.key,
        "date": {"edtf": now.date().isoformat()},
        "copy": {"kind": CopyKind.ORIGINAL.value, "read_on": now.date().isoformat()},
        "text": {
            "file": f"reply-{notice.pk}-{now:%Y%m%d%H%M%S}.txt",
            "sha256": digest_of(text),
            "shown": TextShown.WHOLE.value,
            "licence": LICENCE,
        },
    }


def _claim(notice, document, text: str, relation) -> dict:
    passage = {"document": document.key, "quote": text.strip()}
    return {
        "statement": _first_words(text),
        "kind": ClaimKind.FACT.value,
        "for": notice.voice.key,
        "appearances": [{"passage": passage}],
        "responses": [{"to": notice.claim.key, "relation": relation, "passage": passage}],
    }


def _first_words(text: str) -> str:
    """The first words of a reply, for an editor to make a summary of."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_SUMMARY:
        return words
    return words[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"


def _write(record_kind, content: dict, case, council: str, by):
    """Write a new record that awaits review."""
    public_id = random_id()
    row = record_kind.model(
        pk=writing.reserve_pks(record_kind.model, 1)[0],
        key=public_id,
        public_id=public_id,
        state=State.NEEDS_REVIEW,
        edited_by=by,
        entered_for=council,
        **({record_kind.scope: case} if record_kind.scope else {}),
    )
    drafts.write(row, content, publishing.resolver_of(row))
    return record_kind.model.objects.get(pk=row.pk)


def notice_sentences(claim: Claim) -> list[str]:
    """The sentences on notices that the claim's own page has, and no other page."""
    silent = {each["voice"] for each in claim.computed.detail.get("silent", ())}
    written, declined = {}, {}
    overdue = {}
    for notice in ReplyNotice.objects.sent().filter(claim=claim).select_related("voice", "reply"):
        written.setdefault(notice.voice.name, notice.sent_at)
        if is_overdue(notice, timezone.localdate()):
            overdue[notice.voice.name] = notice.replied_at
        if notice.declined_at and notice.voice.public_id in silent:
            declined[notice.voice.name] = notice.declined_at
    sentences = [f"We wrote to {name} on {_day(at)}." for name, at in written.items()]
    sentences += [
        f"{name} sent us a reply on {_day(at)}. We have not published it yet." for name, at in overdue.items()
    ]
    return sentences + [f"{name} told us that it would not reply, on {_day(at)}." for name, at in declined.items()]


def _day(at) -> str:
    return date_format(timezone.localtime(at), "j F Y")
