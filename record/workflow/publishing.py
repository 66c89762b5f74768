"""Making records public: the only way in which what readers see may change.

Each change of what is published is one transaction (``take_step``, ``Draft.publish``
and the loading of a case file all end in ``append``):

1. the rows change, within ``open_record``, which the guards of the database ask for;
2. ``refresh`` brings up to date what is computed from them: each function that
   registered itself with ``@refresher``;
3. ``check_rules`` has the database check the rules across rows;
4. ``log`` numbers the publications, last, under a lock.

Two kinds of function register themselves here when the site starts (``ready`` of
their app), so that this module knows no noun of the field; a test holds the list:

- ``@authority``: councils.permissions.refuse, asked before each step;
- ``@refresher``: councils.quotations.references.refresh, then claims.derived.refresh.refresh.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from psycopg.pq import TransactionStatus

from record import history
from record.content import codec
from record.content.references import Resolver, keys_named
from record.content.schema import kind, kind_of
from record.models.history import HistoryEntry
from record.workflow.publication import Action, Publication
from record.workflow.states import PUBLIC_STATES, PUBLISH, RESTORE, WITHDRAW, NotAllowed, State, Transition

INERROR = TransactionStatus.INERROR

# Permissions that are no steps of the lifecycle: to write drafts, to say who the officers are.
DRAFT, OFFICERS = "draft", "officers"

# The entries of the public log that steps make.
ACTIONS = {PUBLISH: Action.PUBLISHED, WITHDRAW: Action.WITHDRAWN, RESTORE: Action.RESTORED}

_refreshers: list[Callable[[dict[str, set[int]]], None]] = []
_authorities: list[Callable] = []


def refresher(function):
    """Register a function that updates computed rows, given changed keys by kind."""
    _refreshers.append(function)
    return function


def authority(function):
    """Register a function that answers “may this person?”.

    It is given officer, step, record and authors, and raises NotAllowed with a sentence.
    """
    _authorities.append(function)
    return function


def check_permission(by, permission: str, record, authors=frozenset()) -> None:
    """Raise NotAllowed where this person lacks a permission (a step, DRAFT, OFFICERS)."""
    for function in _authorities:
        function(by, permission, record, authors)


def authors_of(record, draft=None) -> set[int]:
    """The officers whose work a step would show to readers, by primary key.

    All who wrote the row since it was last published, and the author of the draft.
    """
    writes = HistoryEntry.objects.of(type(record), record.pk)
    if last := Publication.objects.of(record).aggregate(at=Max("at"))["at"]:
        writes = writes.filter(at__gt=last)
    found = set(writes.values_list("new__edited_by_id", flat=True))
    return found | {draft.author_id if draft else record.edited_by_id} - {None}


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
    """Check the rules across rows now, so that the officer is told, and not COMMIT."""
    connection.check_constraints()


def hidden(record) -> list:
    """The records that a record names, and its case, where they are not public."""
    kind_ = kind_of(record)
    case = getattr(record, kind_.scope) if kind_.scope else None
    content = codec.read(kind_, [record])[record.pk]
    not_public = [] if case is None or case.state in PUBLIC_STATES else [case]
    for kind_name, key in sorted(Resolver(case).unpublished(keys_named([content]))):
        rows = kind(kind_name).model._default_manager.filter(key=key)
        if kind(kind_name).scope:
            rows = rows.filter(**{kind(kind_name).scope: case})
        not_public += [row for row in rows if row != record]
    return not_public


def check_names(records: Iterable) -> None:
    """Raise ValidationError where a record names others that are not public."""
    for record in records:
        if names := ", ".join(f"{kind_of(row).name} “{title(row)}”" for row in hidden(record)):
            raise ValidationError(
                f"“{title(record)}” names what is not published: {names}. Publish that first, or together with it."
            )


def publish_together(records: Iterable, *, by, note: str = "", minor: bool = False) -> None:
    """Publish several records in one transaction, so that they may name each other."""
    records = list(records)
    with transaction.atomic():
        for record in records:
            try:
                take_step(record, PUBLISH, by=by, note=note, minor=minor, names_checked=False)
            except NotAllowed as error:
                raise NotAllowed(f"“{title(record)}”: {error}") from None
        check_names(records)


@contextmanager
def rules_as_messages():
    """Turn a refusal of the database into a ValidationError with its message."""
    try:
        yield
    except IntegrityError as error:
        raise ValidationError(refusal(error)) from error


def refusal(error: IntegrityError) -> str:
    """The message for an officer whose write the database refused."""
    cause = error.__cause__
    diagnosis = getattr(cause, "diag", None)
    if diagnosis is None:
        return str(error)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == diagnosis.constraint_name:
                return str(constraint.get_violation_error_message())
    return REFUSALS.get(diagnosis.sqlstate) or diagnosis.message_primary


# Fallback messages by SQLSTATE, for what no constraint of ours explains.
REFUSALS = {
    "23503": "Something named here does not exist, or something else still refers to what would be removed.",
    "23505": "Another record already has this value, and each record needs its own.",
}


def take_step(
    record, step: Transition, *, by, reason: str = "", note: str = "", minor: bool = False, names_checked: bool = True
) -> None:
    """Take a record one step, and log it publicly where readers see the change.

    Raises NotAllowed, or ValidationError where a rule across rows is broken.
    """
    model = type(record)
    with rules_as_messages(), transaction.atomic(), history.context(by=by, why=reason or note, through=step.name):
        row = model._default_manager.select_for_update().get(pk=record.pk)
        step.check(row.state, reason=reason)
        check_permission(by, step.name, row, authors_of(row))
        row.state, row.state_reason = step.target, reason
        with open_record():
            row.save(update_fields=["state", "state_reason"])
            if names_checked and step.target == State.PUBLISHED:
                check_names([row])
            if step in ACTIONS:
                append([row], action=ACTIONS[step], office=by.office, note=reason or note, minor=minor)
            else:
                check_rules()
    record.state, record.state_reason = row.state, row.state_reason


def append(
    rows: Iterable, *, action, office: str, note: str = "", minor: bool = False, contents: dict | None = None
) -> list:
    """End a transaction of publishing: refresh, check, and write the public log.

    ``action`` is one Action for all rows, or a function of a row; ``contents``
    spares the reading of rows that were just written from their contents.
    """
    rows = list(rows)
    changed = defaultdict(set)
    for row in rows:
        changed[row.KIND].add(row.pk)
    refresh(changed)
    check_rules()
    contents = contents_of(rows) if contents is None else contents
    return log(rows, contents, action=action, office=office, note=note, minor=minor)


def log(rows, contents: dict, *, action, office: str, note: str = "", minor: bool = False) -> list:
    """Write entries of the public log, and nothing else."""
    return Publication.objects.append(
        [
            Publication(
                kind=row.KIND,
                record_id=row.public_id,
                case_key=case_key(row),
                action=action(row) if callable(action) else action,
                title=title(row),
                change_note=note,
                is_minor=minor,
                office=office,
                content=contents[row.KIND, row.pk],
            )
            for row in rows
        ]
    )


def contents_of(rows: Iterable) -> dict[tuple[str, int], dict]:
    """The content of rows of any kinds, by kind and primary key."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.KIND].append(row)
    contents = {}
    for name, group in groups.items():
        for start in range(0, len(group), codec.BATCH):
            group_contents = codec.read(kind(name), group[start : start + codec.BATCH])
            contents.update(((name, pk), codec.dump(content)) for pk, content in group_contents.items())
    return contents


def title(row) -> str:
    return getattr(row, kind_of(row).title)[:300]


def case_key(row) -> str:
    """The key of the case that a record belongs to or is; "" where there is none."""
    kind_ = kind_of(row)
    if kind_.scope:
        return getattr(row, kind_.scope).key
    return row.key if kind_.is_scope else ""
