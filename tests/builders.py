"""Records for tests: each function makes one, published through the record's own way unless told otherwise."""

from itertools import count

from django.db import transaction

from claims.models import About, Appearance, Claim, Response
from councils.models import Case, Council, Document, Party, Passage, Placement, Side, Tenure, Voice
from councils.models.document import digest_of
from councils.quotations import assess
from proposals.models import Event, Proposal
from record import publishing
from record.dates import UncertainDate
from record.lifecycle import State
from record.models.publication import Action

_numbers = count(1)


def number() -> int:
    return next(_numbers)


def date(value):
    """A date from its EDTF form; anything else as it is."""
    return UncertainDate(value) if isinstance(value, str) and value else value or None


def publish(*rows, action=Action.PUBLISHED, office="Editor", note="", minor=False):
    """Enter rows that are on record into the public log, in one transaction, and compute what follows from them."""
    with transaction.atomic(), publishing.open_record():
        return publishing.append(rows, action=action, office=office, note=note, minor=minor)


def keep(row, *parts, logged=True):
    """Store a record in the state that it has, and what belongs to it; enter it into the log if it is public."""
    with transaction.atomic(), publishing.open_record():
        row.save()
        for part in parts:
            part.save()
        if logged and row.state in (State.PUBLISHED, State.WITHDRAWN):
            publishing.append(
                [row], action=Action.WITHDRAWN if row.is_withdrawn else Action.PUBLISHED, office="Editor"
            )
    return row


def add(*parts):
    """Store rows that belong to records that are public already, with no entry in the log."""
    with transaction.atomic(), publishing.open_record():
        for part in parts:
            part.save()
    return parts[0]


def _state(fields):
    fields.setdefault("state", State.PUBLISHED)
    if fields["state"] == State.WITHDRAWN:
        fields.setdefault("state_reason", "Entered twice.")
    return fields


def make_voice(name="", kind="organisation", **fields) -> Voice:
    name = name or f"Voice {number()}"
    return keep(Voice(name=name, kind=kind, key=fields.pop("key", f"voice-{number()}"), **_state(fields)))


def make_council(code="", area="", type="district", **fields) -> Council:
    """A council; its voice is ``council.voice``."""
    ordinal = number()
    code = code or "X" + "".join(chr(65 + ordinal // 26**place % 26) for place in (2, 1, 0))
    area = area or f"Area {ordinal}"
    dates = {name: date(fields.pop(name)) for name in ("starts", "ends") if name in fields}
    name = fields.pop("name", f"{area} Council")
    voice = Voice(name=name, kind="council", key=fields.pop("key", f"council-{ordinal}"), **_state(fields))
    council = Council(voice=voice, code=code, area=area, type=type, **dates)
    keep(voice, council)
    return council


def tie(voice, kind, of, when="", **fields) -> Tenure:
    return add(Tenure(voice=voice, kind=kind, of=of, when=date(when), **fields))


def make_case(key="", title="", **fields) -> Case:
    key = key or f"case-{number()}"
    return keep(Case(key=key, title=title or f"The case {key}", summary=fields.pop("summary", "What changes."), **_state(fields)))


def make_party(case, voice, **fields) -> Party:
    return add(Party(case=case, voice=voice, **fields))


def make_side(case, label="", *voices, key="") -> Side:
    """A column, with these voices in it for the whole of the case."""
    ordinal = number()
    side = Side(case=case, label=label or f"Side {ordinal}", key=key or f"side-{ordinal}")
    add(side, *(Placement(side=side, voice=voice) for voice in voices))
    return side


def place(side, voice, when="") -> Placement:
    return add(Placement(side=side, voice=voice, when=date(when)))


def make_document(title="", kind="statement", text="", **fields) -> Document:
    """A document; with ``text``, one whose text is held."""
    for name in ("date", "published", "as_at"):
        if name in fields:
            fields[name] = date(fields[name])
    if text:
        fields |= {"text_file": "text.txt", "text_sha256": digest_of(text)}
    ordinal = number()
    key = fields.pop("key", f"document-{ordinal}")
    document = keep(Document(title=title or f"Document {ordinal}", kind=kind, key=key, **_state(fields)))
    if text:
        document.hold_text(text)
    return document


def make_passage(document, quote="", **place) -> Passage:
    """A stretch of a document, matched with its text where that is held; without words a place alone."""
    passage = Passage(document=document, quote=quote, digest=f"{number():064x}", **place)
    assess([passage])
    passage.save()
    return passage


def make_claim(
    case, made_for, statement="", *, quote="", document=None, passage=None, about=(), speaker=None, said="", **fields
) -> Claim:
    """A claim with one appearance, in ``passage``, or in words of ``document``, or of a document of its own."""
    ordinal = number()
    passage = passage or make_passage(document or make_document(date="2025-03-01"), quote or f"words number {ordinal}")
    fields = {"kind": "fact", "key": f"claim-{ordinal}", **_state(fields)}
    claim = Claim(case=case, made_for=made_for, statement=statement or f"Statement {ordinal}.", **fields)
    appearance = Appearance(claim=claim, passage=passage, speaker=speaker, said=date(said))
    return keep(claim, appearance, *(About(claim=claim, voice=voice) for voice in about))


def make_response(claim, to, relation="disputes", passage=None) -> Response:
    """``claim`` answers ``to``; the standing of both is computed anew."""
    passage = passage or claim.appearances.first().passage
    response = add(Response(claim=claim, to=to, relation=relation, passage=passage))
    publish(claim, action=Action.CHANGED)
    return response


def make_event(case, title="", when="2025-01-08", kind="meeting", **fields) -> Event:
    ordinal = number()
    key = fields.pop("key", f"event-{ordinal}")
    return keep(Event(case=case, title=title or f"Event {ordinal}", when=date(when), kind=kind, key=key, **_state(fields)))


def make_proposal(case, name="", **fields) -> Proposal:
    ordinal = number()
    key = fields.pop("key", f"proposal-{ordinal}")
    return keep(Proposal(case=case, name=name or f"Proposal {ordinal}", key=key, **_state(fields)))
