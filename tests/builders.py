"""Builders of published records; each ``make_…`` writes one as a load does.

Anything that a test leaves out is made up. A voice, document, point or event that is named
only by a key is created if it is missing: ``make_claim(by="county")`` needs nothing else.
"""

import time
from contextlib import contextmanager
from functools import cache
from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from claims.models import Measure
from councils.models import COUNCIL_ROLES, Case, Document, Membership, OfficerRole, Voice
from councils.models.document import digest_of
from proposals.models import Element, Proposal
from record import history
from record.content import codec, writing
from record.content.references import Resolver, keys_named
from record.content.schema import kind
from record.workflow import authority, publishing
from record.workflow.publication import Action
from record.workflow.states import PUBLIC_STATES

# As many digits in every key, so that keys sort in the order in which they were made.
numbers = count(100_001)
# The citation of a document of which a test says nothing.
CITED = "publisher not stated, statement, 1 March 2025"
# What is written and not yet in the public log, in the order written: row, action and content, by kind and key.
_waiting: dict[tuple, tuple] = {}
# Above zero while the builders themselves ask the database.
_building = 0


def make(kind_name: str, content: dict, *, case=None, by=None):
    """Make a record from its content, as in a case file; published unless it says not."""
    record_kind = kind(kind_name)
    content = {key: value for key, value in content.items() if value not in (None, [])}
    validated = record_kind.schema.model_validate(content)
    entered_for = authority.acts_for(by) if by else ""
    with building():
        resolver = Resolver(case, entered_for)
        resolver.learn(keys_named([validated]))
        row = record_kind.model(pk=writing.reserve_pks(record_kind.model, 1)[0], edited_by=by, entered_for=entered_for)
        with transaction.atomic(), history.context(by=by, through="builders"), publishing.open_record():
            writing.write(record_kind, [(row, validated)], resolver)
            if row.state in PUBLIC_STATES:
                _append(row, validated, Action.PUBLISHED)
            else:
                _check_rules_of_ours()
        return record_kind.model.objects.get(pk=row.pk)


def change(record, **content):
    """Publish a record again with these parts changed; None removes a part."""
    publish_waiting()
    with building():
        now = content_of(record) | content
        content = {key: value for key, value in now.items() if value is not None}
        validated = kind(record.KIND).schema.model_validate(content)
        scope = kind(record.KIND).scope
        resolver = Resolver(getattr(record, scope) if scope else None)
        resolver.learn(keys_named([validated]))
        row = type(record).objects.get(pk=record.pk)
        with transaction.atomic(), history.context(through="builders"), publishing.open_record():
            writing.write(kind(record.KIND), [(row, validated)], resolver)
            _append(row, validated, Action.CHANGED)
        return type(record).objects.get(pk=record.pk)


# Publishing takes longer than writing, and hardly longer for many records than for one. So what a test makes is
# published together, just before anything but a builder asks the database.


@contextmanager
def building():
    """Ask the database in the block without publishing what waits."""
    global _building
    _building += 1
    try:
        yield
    finally:
        _building -= 1


def _append(row, content, action):
    """Write a record to the public log from its content, without reading it again.

    At once where others read what is committed, and where what was computed of a record may no longer hold.
    """
    content.public_id = row.public_id
    _waiting[row.KIND, row.pk] = row, action, codec.dump(content)
    is_committed = not getattr(connection.atomic_blocks[0], "_from_testcase", False)
    if is_committed or action == Action.CHANGED:
        _publish()
    else:
        _check_rules_of_ours()
        if _publish_first not in connection.execute_wrappers:
            connection.execute_wrappers.append(_publish_first)


def _check_rules_of_ours():
    """Check the triggers of ours, but no foreign key.

    To name hundreds of those takes as long as all of the rest; publishing checks them too.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {_rules_of_ours()} IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@cache
def _rules_of_ours() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(DISTINCT quote_ident(conname), ', ') FROM pg_constraint"
            " WHERE condeferrable AND contype <> 'f' AND conname <> 'record_as_published'"
        )
        return cursor.fetchone()[0]


def _publish_first(execute, sql, params, many, context):
    if not _building:
        publish_waiting()
    return execute(sql, params, many, context)


def publish_waiting():
    """Publish what was made, for a test in which that must not happen later."""
    if _publish_first in connection.execute_wrappers:
        connection.execute_wrappers.remove(_publish_first)
    if not _waiting or connection.needs_rollback:
        _waiting.clear()
        return
    # A test that counts queries does not count these.
    counted, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        with building(), transaction.atomic(), history.context(through="builders"), publishing.open_record():
            _publish()
    finally:
        connection.force_debug_cursor = counted


def _publish():
    written = dict(_waiting)
    _waiting.clear()
    on_record = {name: _on_record(name, [pk for of, pk in written if of == name]) for name, _ in written}
    entries = {key: entry for key, entry in written.items() if key[1] in on_record[key[0]]}
    publishing.append(
        [row for row, _, _ in entries.values()],
        action=lambda row: entries[row.KIND, row.pk][1],
        office="Editor",
        contents={key: content for key, (_, _, content) in entries.items()},
    )


def _on_record(kind_name, pks) -> set[int]:
    """Primary keys of a kind whose rows no test has undone."""
    return set(kind(kind_name).model.objects.filter(pk__in=pks).values_list("pk", flat=True))


def past_the_guards(sql, *values):
    """Write as nobody but a superuser can, with all triggers off."""
    publish_waiting()
    # What is to be compared at the end of the transaction is compared before.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def content_of(record) -> dict:
    return publishing.contents_of([record])[record.KIND, record.pk]


# Officers


def make_officer(email=None, *, role="neutral-editor", council=None, second_factor=True, **fields):
    """An officer in a role, of a council by its key or row, or of none.

    Without any membership, where ``role`` is None. Their second factor is the app of
    ``code_now``; without one, whoever could publish is led to add it.
    """
    officer = get_user_model().objects.create_user(email or f"officer-{next(numbers)}@example.org", **fields)
    if second_factor:
        TOTP.activate(officer, APP_SECRET)
    if council is not None:
        role = role if role in COUNCIL_ROLES else OfficerRole.OFFICER
        Membership.objects.create(officer=officer, role=role, council=voice(council))
    elif role is not None:
        Membership.objects.create(officer=officer, role=role)
    return officer


# What every builder's officer has scanned.
APP_SECRET = "JBSWY3DPEHPK3PXP"


def code_now(secret=APP_SECRET) -> str:
    """The code that an officer's authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def forget_changes() -> None:
    """Let the commit not compare what was written past publishing.

    Then another rule is seen.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_openchange")


def withdraw(record, reason="Entered twice."):
    """Withdraw a record, as two neutral editors do."""
    record.ask_to_withdraw(by=make_officer(), reason=reason)
    record.withdraw(by=make_officer())
    return record


def restore(record, reason="It was not."):
    """Publish a withdrawn record again, as two neutral editors do."""
    record.ask_to_restore(by=make_officer(), reason=reason)
    record.restore(by=make_officer())
    return record


# Who


def voice(key) -> Voice:
    """The voice with this key; a council is made if there is none."""
    if isinstance(key, Voice):
        return key
    return _first(Voice.objects.filter(key=key)) or make_council(key)


def key_of_voice(key) -> str:
    """The key of a voice; a council is made if there is none."""
    if isinstance(key, Voice):
        return key.key
    if not _is_on_record(Voice, key):
        make_council(key)
    return key


def make_voice(key=None, kind="outlet", **content):
    key = key or f"voice-{next(numbers)}"
    _make_voices(content)
    return make("voice", {"key": key, "kind": kind, "name": f"The {key}", **content})


def make_council(key=None, **content):
    """A council, with a code of its own unless one is given."""
    key = key or f"council-{next(numbers)}"
    area = key.replace("-", " ").title()
    council = {"code": content.pop("code", None) or _code(), "area": area, "type": "district"}
    council |= content.pop("council", {})
    return make_voice(key, kind="council", **{"name": f"{area} Council", "council": council, **content})


def make_alliance(key="alliance", members=(), when=None):
    """An alliance of councils, which are made if they are missing."""
    alliance = make_voice(key, kind="alliance")
    for each in members:
        tie(each, "member-of", alliance, when)
    return alliance


def tie(below, kind, above, when=None):
    """Give a voice one more tenure, published. The voice anew."""
    below, above = voice(below), voice(above)
    tenure = {"kind": kind, "of": above.key}
    if when:
        tenure["when"] = _date(when)
    return change(below, tenures=[*content_of(below).get("tenures", []), tenure])


# The case, and what is printed


def make_case(key="case", sides=None, **content):
    """A case; ``sides`` maps keys of sides to keys of voices: {"county": ["county"]}."""
    if sides is not None:
        content["sides"] = [
            {"key": side, "label": side.title(), "voices": [{"voice": key_of_voice(each)} for each in voices]}
            for side, voices in sides.items()
        ]
    for party in content.get("parties", []):
        key_of_voice(party["voice"])
    return make("case", {"key": key, "title": f"The {key} (invented)", "summary": "An invented case.", **content})


def the_case() -> Case:
    """The case in which a test is that names none."""
    return _first(Case.objects.filter(key="case")) or make_case()


def make_document(key=None, *, date="2025-03-01", body=None, **content):
    """A document; with ``body``, its text is held."""
    key = key or f"document-{next(numbers)}"
    _make_voices(content, "publisher", "reproduces", "edition_of")
    if body is not None:
        content["text"] = {"file": f"{key}.txt", "sha256": digest_of(body), **content.get("text", {})}
    document = make(
        "document",
        {"key": key, "title": f"The {key}", "kind": "statement", "date": date and _date(date), **content},
    )
    if body is not None:
        document.hold_text(body)
    return document


def document(key) -> Document:
    """The document with this key, which is made if there is none."""
    if isinstance(key, Document):
        return key
    return _first(Document.objects.filter(key=key)) or make_document(key)


def key_of_document(key) -> str:
    """The key of a document, which is made if there is none."""
    if isinstance(key, Document):
        return key.key
    if not _is_on_record(Document, key):
        make_document(key)
    return key


def passage(quote="these words", in_document="document", **place) -> dict:
    """A passage, as contents have it."""
    return {"document": key_of_document(in_document), **({"quote": quote} if quote else {}), **place}


# What is proposed and done


def make_element(key=None, *, case=None, **content):
    key = key or f"element-{next(numbers)}"
    return make("element", {"key": key, "name": f"The {key}", **content}, case=case or the_case())


def element(key, case=None) -> Element:
    """The element of a case with this key, made where it is not there."""
    case = case or the_case()
    return _first(Element.objects.filter(case=case, key=key)) or make_element(key, case=case)


def make_proposal(key=None, *, case=None, **content):
    key = key or f"proposal-{next(numbers)}"
    return make("proposal", {"key": key, "name": f"The {key}", **content}, case=case or the_case())


def make_submission(key=None, *, case=None, when="2025-03-21", **content):
    key = key or f"submission-{next(numbers)}"
    return make(
        "submission", {"key": key, "title": f"The {key}", "when": _date(when), **content}, case=case or the_case()
    )


def make_area(key=None, *, case=None, **content):
    """A named part of a council's area; a parish unless a kind is given."""
    key = key or f"area-{next(numbers)}"
    if "council" in content:
        content["council"] = key_of_voice(content["council"])
    name = key.replace("-", " ").title()
    return make("area", {"key": key, "name": name, "kind": "parish", **content}, case=case or the_case())


def make_option(key=None, *, of="proposal", case=None, creates=None, **content):
    """An option of a proposal, which is made if it is missing.

    ``creates`` holds contents, or maps the key of each proposed council to its councils:
    {"north": ["melton", …]}, where a key alone means the whole of a council.
    """
    case = case or the_case()
    if not _first(Proposal.objects.filter(case=case, key=of)):
        make_proposal(of, case=case)
    key = key or f"option-{next(numbers)}"
    if isinstance(creates, dict):
        creates = [proposed(name, *made_of) for name, made_of in creates.items()]
    return make("option", {"key": key, "proposal": of, "name": f"The {key}", "creates": creates, **content}, case=case)


def proposed(key, *made_of, **content) -> dict:
    """The content of a proposed council; a key alone means the whole of that council."""
    made_of = [each if isinstance(each, dict) else {"council": key_of_voice(each)} for each in made_of]
    return {"key": key, "name": key.replace("-", " ").title(), "made_of": made_of, **content}


def make_list(key=None, *, case=None, items=(), in_document="document", **content):
    """A numbered list; an item is given as its words or as content."""
    key = key or f"list-{next(numbers)}"
    items = [each if isinstance(each, dict) else {"words": each} for each in items]
    made = {"key": key, "title": f"The {key}", "kind": "asks", "document": key_of_document(in_document), "items": items}
    return make("list", {**made, **content}, case=case or the_case())


def make_decision(key=None, *, case=None, when="2025-06-01", **content):
    key = key or f"decision-{next(numbers)}"
    return make(
        "decision", {"key": key, "title": f"The {key}", "when": _date(when), **content}, case=case or the_case()
    )


def make_risk_register(key=None, *, case=None, in_document="document", **content):
    key = key or f"risks-{next(numbers)}"
    named = {"key": key, "title": f"The {key}", "document": key_of_document(in_document)}
    return make("risk-register", {**named, **content}, case=case or the_case())


def make_event(key=None, *, case=None, when="2025-01", **content):
    key = key or f"event-{next(numbers)}"
    return make(
        "event",
        {"key": key, "title": f"The {key}", "kind": "meeting", "when": _date(when), **content},
        case=case or the_case(),
    )


# What is said


def make_point(key=None, *, case=None, **content):
    key = key or f"point-{next(numbers)}"
    return make("point", {"key": key, "question": f"What of {key}?", **content}, case=case or the_case())


def make_claim(
    key=None,
    *,
    by="county",
    case=None,
    quote="these words",
    in_document="document",
    said=None,
    about=(),
    reported_by=(),
    wording="",
    **content,
):
    """A claim with one appearance unless ``appearances`` is given.

    Voices are keys or rows.
    """
    key = key or f"claim-{next(numbers)}"
    author = content.pop("edited_by", None)
    appearance = {"passage": passage(quote, in_document)} | ({"said": _date(said)} if said else {})
    if reported_by:
        appearance["reported_by"] = [key_of_voice(each) for each in reported_by]
    if wording:
        appearance["wording"] = wording
    made = {
        "key": key,
        "statement": f"The statement of {key}.",
        "kind": "fact",
        "for": key_of_voice(by),
        "about": [each if isinstance(each, dict) else {"voice": key_of_voice(each)} for each in about],
        "appearances": [appearance],
        **content,
    }
    return make("claim", made, case=case or the_case(), by=author)


def make_position(stance="supports", on=("line",), *, when=None, of=None, by="county", case=None, **more):
    """A claim with one position: on elements (made if missing), all or the process."""
    case = case or the_case()
    position = {"stance": stance, **more.pop("position", {})}
    if isinstance(on, str):
        position["on"] = on
    else:
        position["elements"] = [element(key, case).key for key in on]
    if when:
        position["when"] = _date(when)
    if of:
        position["of"] = key_of_voice(of)
    return make_claim(by=by, case=case, kind="position", positions=[position], **more)


def response(to, relation="disputes", quote="as to that claim", in_document="document") -> dict:
    """The content of a response."""
    return {"to": to.key, "relation": relation, "passage": passage(quote, in_document)}


def make_response(*, to, by="city", relation="disputes", **claim):
    """A claim that answers another."""
    return make_claim(by=by, case=to.case, responses=[response(to, relation)], **claim)


def make_measure(key=None, *, case=None, **content):
    """A measure, in pounds unless another unit is given."""
    key = key or f"measure-{next(numbers)}"
    return make("measure", {"key": key, "name": f"The {key}", "unit": "pounds", **content}, case=case or the_case())


def figure(value=None, measure="savings", **content) -> dict:
    """The content of a figure, whose measure is made if it is missing."""
    case = content.pop("case", None) or the_case()
    found = _first(Measure.objects.filter(case=case, key=measure))
    unit = content.pop("unit", None) or (found.unit if found else "pounds")
    if found is None:
        make_measure(measure, case=case, unit=unit)
    if value is not None:
        content["value"] = str(value)
    return {"measure": measure, "unit": unit, **content}


def make_figure(value=None, measure="savings", *, by="county", case=None, quote="these words", claim=None, **content):
    """A claim that states one figure; ``claim`` holds the rest of its content."""
    stated = figure(value, measure, case=case, **content)
    return make_claim(by=by, case=case, quote=quote, **{"kind": "figure", "figures": [stated], **(claim or {})})


def make_reckoning(key=None, *, of, operation="sum", case=None, **content):
    """Arithmetic of ours on figures.

    ``of`` lists claims with one figure each, or pairs of a claim and the key of its figure.
    """
    key = key or f"reckoning-{next(numbers)}"
    pairs = [each if isinstance(each, tuple) else (each, "figure") for each in of]
    terms = [{"claim": claim.key, "figure": name} for claim, name in pairs]
    return make(
        "reckoning",
        {"key": key, "title": f"The {key}", "operation": operation, "terms": terms, **content},
        case=case or the_case(),
    )


def _date(edtf) -> dict:
    return edtf if isinstance(edtf, dict) else {"edtf": edtf}


def _make_voices(content, *fields):
    """Make the voices that a content names by keys alone."""
    for tenure in content.get("tenures", []):
        key_of_voice(tenure["of"])
    if isinstance(content.get("publisher"), str):
        key_of_voice(content["publisher"])


def _first(queryset):
    with building():
        return queryset.first()


def _is_on_record(model, key) -> bool:
    """Look for a key in plain SQL, ten times as fast as through the ORM."""
    with building(), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {model._meta.db_table} WHERE key = %s", [key])
        return cursor.fetchone() is not None


def _code() -> str:
    """A unique council code of four letters that begins with Q."""
    number = next(numbers)
    return "Q" + "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))
