"""Making records public: the only way in which what readers see may change.

Each change of what is published is one transaction (``take_step``, ``Draft.publish``
and the loading of a case file all end in ``append``):

1. the rows change, within ``open_record``, which the guards of the database ask for;
2. ``refresh`` brings up to date what is computed from them: each function that
   registered itself with ``@refresher``;
3. ``check_rules`` has the database check the rules across rows;
4. ``log`` numbers the publications, last, under a lock;
5. at the commit the database compares what has changed with its publication (record.guards).

Functions register themselves here when the site starts (``ready`` of their app), so
that this module knows no noun of the field; a test holds the list:

- ``@state_rule``: councils.quiet_period.refuse, asked before something is published;
- ``@refresher``: councils.names.refresh, councils.quotations.references.refresh, then
  claims.derived.refresh.refresh;
- ``@announcer``: councils.uploads.hold_text_of_what_is_published and claims.replies.notices.note_published, told
  what officers published, and nothing of what is loaded.

Whether this person may take a step is asked of record.workflow.authority.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from record import history
from record.content import codec
from record.content.references import Resolver, keys_named
from record.content.schema import kind, kind_of, kinds
from record.models.open_form import OpenForm
from record.workflow import authority, sent_back
from record.workflow.authors import authors_of, office_now, offices
from record.workflow.publication import Action, Publication
from record.workflow.refusals import rules_as_messages
from record.workflow.states import (
    PUBLIC_STATES,
    PUBLISH,
    SEND_BACK,
    SUBMIT,
    NotAllowed,
    State,
    Transition,
)
from record.workflow.step_requests import ACTIONS, check_reviewer, open_request

INERROR = TransactionStatus.INERROR

_refreshers: list[Callable[[dict[str, set[int]]], None]] = []
_state_rules: list[Callable] = []
_announcers: list[Callable] = []


def refresher(function):
    """Register a function that updates computed rows, given changed keys by kind."""
    _refreshers.append(function)
    return function


def state_rule(function):
    """Register a rule on when something may be published.

    It is given the record and the content that would be published, and raises
    NotAllowed with a sentence.
    """
    _state_rules.append(function)
    return function


def announcer(function):
    """Register a function to call with each record that an officer has published.

    It is given the record and the entry of the public log, within the transaction.
    """
    _announcers.append(function)
    return function


def announce(record, publication) -> None:
    for function in _announcers:
        function(record, publication)


def check_state_rules(record, content: dict) -> None:
    """Raise NotAllowed if nothing of this kind may be published now, by anybody."""
    for function in _state_rules:
        function(record, content)


def refresh(changed: dict[str, set[int]]) -> None:
    """Bring up to date all that is computed, given the changed primary keys by kind."""
    for function in _refreshers:
        function(changed)


@contextmanager
def open_record():
    """Let published rows be written in the block; the database refuses it elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('counterpoint.publishing', 'on', true)")
    try:
        yield
    finally:
        # A failed transaction takes no more statements, and its end closes the record anyway.
        if not connection.needs_rollback and connection.connection.info.transaction_status != INERROR:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('counterpoint.publishing', '', true)")


def check_rules() -> None:
    """Check the rules across rows now, so that the officer is told, and not COMMIT.

    All but one: that what is public is as published holds only once the publication is written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_check_rules()")


def resolver_of(record, entered_for: str = "") -> Resolver:
    """A resolver for what a record names, in an entry of this council or of its own."""
    scope = kind_of(record).scope
    return Resolver(getattr(record, scope) if scope else None, entered_for or record.entered_for)


def hidden(record, content: dict | None = None, resolver: Resolver | None = None) -> list:
    """The records that a record names, and its case, where they are not public.

    ``content`` spares the reading of a row that was just read, and ``resolver`` that of what it names.
    """
    record_kind = kind_of(record)
    case = getattr(record, record_kind.scope) if record_kind.scope else None
    content = record_kind.schema.model_validate(content or contents_of([record])[record.KIND, record.pk])
    not_public = [] if case is None or case.state in PUBLIC_STATES else [case]
    named = (resolver or resolver_of(record)).unpublished(keys_named([content]))
    return not_public + [row for row in named if row != record]


def check_names(record, content: dict, resolver: Resolver | None = None) -> None:
    """Raise ValidationError where a record names others that are not public."""
    if names := ", ".join(f"{kind_of(row).called} “{title(row)}”" for row in hidden(record, content, resolver)):
        raise ValidationError(
            f"“{title(record)}” names what is not published: {names}. Publish that first, or together with it."
        )


def in_order(records: Iterable) -> list:
    """Records in an order in which each comes after those of the kinds that it names."""
    order = [each.name for each in kinds()]
    return sorted(records, key=lambda record: (order.index(record.KIND), record.pk))


def publish_together(records: Iterable, *, by, note: str = "", minor: bool = False) -> None:
    """Publish several records in one transaction, so that they may name each other.

    Either all are published or none. Raises NotAllowed or ValidationError, naming the record.
    """
    records = in_order(records)
    with transaction.atomic(), history.context(by=by, why=note, through=PUBLISH.name, publishing=True):
        writers = {}
        for record in records:
            with _refusals_naming(record):
                row = type(record)._default_manager.select_for_update(of=["self"]).get(pk=record.pk)
                PUBLISH.check(row.state)
                authors = authors_of(row)
                authority.check(by, PUBLISH.name, row, authors)
                writers[row.KIND, row.pk] = offices(authors, row.entered_for)
                row.state, row.state_reason, row.sent_to = State.PUBLISHED, "", None
                row.save(update_fields=["state", "state_reason", "sent_to"])
                check_rules()
        # Read again, since each has its case as it was before that was published.
        rows = [type(record)._default_manager.get(pk=record.pk) for record in records]
        contents = contents_of(rows)
        for row in rows:
            with _refusals_naming(row):
                check_state_rules(row, contents[row.KIND, row.pk])
        for row in rows:
            check_names(row, contents[row.KIND, row.pk])
        with rules_as_messages():
            append(
                rows,
                action=Action.PUBLISHED,
                office=office_now(by),
                written_by=lambda row: writers[row.KIND, row.pk],
                note=note,
                minor=minor,
                contents=contents,
            )
    for record in records:
        record.state, record.state_reason, record.sent_to = State.PUBLISHED, "", None


@contextmanager
def _refusals_naming(record):
    """Name the record in what refuses it, where many are published together."""
    try:
        with rules_as_messages():
            yield
    except NotAllowed as error:
        raise NotAllowed(f"“{title(record)}”: {error}") from None
    except ValidationError as error:
        raise ValidationError([f"“{title(record)}”: {message}" for message in error.messages]) from error


def take_step(
    record,
    step: Transition,
    *,
    by,
    reason: str = "",
    note: str = "",
    minor: bool = False,
    to=None,
    names_checked: bool = True,
) -> None:
    """Take a record one step, and log it publicly where readers see the change.

    ``to`` is the reviewer to whom it is handed over by name. Raises NotAllowed, or
    ValidationError where a rule across rows is broken.
    """
    model = type(record)
    context = history.context(by=by, why=reason or note, through=step.name, publishing=True)
    with rules_as_messages(), transaction.atomic(), context:
        rows = model._default_manager.select_for_update(of=["self"])
        row = rows.select_related(*filter(None, [kind_of(record).scope])).get(pk=record.pk)
        step.check(row.state, reason=reason)
        request = open_request(row, step) if step.asked_by else None
        authors = authority.people([request.asked_by_id]) if request else authors_of(row)
        authors_acted_for = request.entered_for if request else row.entered_for
        authority.check(by, step.name, row, authors)
        if request:
            reason = request.reason
            request.delete()
        if step == SUBMIT:
            check_reviewer(to, by, row)
            OpenForm.objects.of_officer(by).of(row).delete()
        row.state, row.state_reason = step.target, "" if step == PUBLISH else reason
        row.sent_to = to if step == SUBMIT else None
        row.save(update_fields=["state", "state_reason", "sent_to"])
        if step == SEND_BACK:
            sent_back.notify_authors(row, authors)
        if step not in ACTIONS:
            check_rules()
        else:
            resolver = resolver_of(row)
            contents = contents_of([row], resolver)
            if step.target == State.PUBLISHED:
                check_state_rules(row, contents[row.KIND, row.pk])
                if names_checked:
                    check_names(row, contents[row.KIND, row.pk], resolver)
            publication = append(
                [row],
                action=ACTIONS[step],
                office=office_now(by),
                written_by=offices(authors, authors_acted_for),
                note=reason or note,
                minor=minor,
                contents=contents,
            )
            if step == PUBLISH:
                announce(row, publication)
    record.state, record.state_reason, record.sent_to = row.state, row.state_reason, row.sent_to


def append(
    rows: Iterable,
    *,
    action,
    office: str,
    written_by="",
    note: str = "",
    minor: bool = False,
    contents: Mapping | None = None,
) -> Publication | None:
    """End a transaction of publishing: refresh, check, and write the public log.

    Returns its last entry.

    ``rows`` are gone through more than once. ``action`` is one Action for all rows, or a function of a row, and
    so is ``written_by``; ``contents`` spares the reading of rows that were just written from their contents.
    """
    changed = defaultdict(set)
    for row in rows:
        changed[row.KIND].add(row.pk)
    refresh(changed)
    check_rules()
    contents = contents_of(rows) if contents is None else contents
    return log(rows, contents, action=action, office=office, written_by=written_by, note=note, minor=minor)


def log(
    rows, contents: Mapping, *, action, office: str, written_by="", note: str = "", minor: bool = False
) -> Publication | None:
    """Write entries of the public log, and nothing else; return the last."""
    titles = _computed_titles(rows)
    return Publication.objects.append(
        Publication(
            kind=row.KIND,
            record_id=row.public_id,
            case_key=case_key(row),
            action=action(row) if callable(action) else action,
            title=titles.get((row.KIND, row.pk)) or title(row),
            change_note=note,
            is_minor=minor,
            office=office,
            written_by=written_by(row) if callable(written_by) else written_by,
            content=contents[row.KIND, row.pk],
        )
        for row in rows
    )


def _computed_titles(rows) -> dict[tuple[str, int], str]:
    """Titles that are computed, read anew: computing leaves rows alone."""
    computed = {each.name: each for each in kinds() if each.title not in each.schema.model_fields}
    pks = defaultdict(list)
    for row in rows:
        if row.KIND in computed:
            pks[row.KIND].append(row.pk)
    titles = {}
    for name, wanted in pks.items():
        now = computed[name].model._default_manager.filter(pk__in=wanted).values_list("pk", computed[name].title)
        titles |= {(name, pk): found[:300] for pk, found in now}
    return titles


def contents_of(rows: Iterable, resolver: Resolver | None = None) -> dict[tuple[str, int], dict]:
    """The content of rows of any kinds, by kind and primary key.

    ``resolver``, of one record, learns what it names.
    """
    groups = defaultdict(list)
    for row in rows:
        groups[row.KIND].append(row)
    contents = {}
    for name, group in groups.items():
        for start in range(0, len(group), codec.BATCH):
            group_contents = codec.read(kind(name), group[start : start + codec.BATCH], resolver)
            contents.update(((name, pk), codec.dump(content)) for pk, content in group_contents.items())
    return contents


def title(row) -> str:
    return getattr(row, kind_of(row).title)[:300]


def case_key(row) -> str:
    """The key of the case that a record belongs to or is; "" where there is none."""
    record_kind = kind_of(row)
    if record_kind.scope:
        return getattr(row, record_kind.scope).key
    return row.key if record_kind.is_scope else ""
