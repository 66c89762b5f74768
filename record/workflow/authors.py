"""The authors of a record, and the offices in which they wrote."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import DateTimeField, Subquery, Value
from django.db.models.functions import Coalesce

from record.models.history import HistoryEntry
from record.workflow import authority
from record.workflow.publication import Publication


def authors_of(record, draft=None) -> list:
    """The officers whose work a step would show to readers, with their memberships.

    All who wrote the row since it was last published, and all who wrote the draft.
    """
    last = Publication.objects.of(record).newest_first().values("at")[:1]
    writes = HistoryEntry.objects.of(type(record), record.pk).filter(
        at__gt=Coalesce(Subquery(last), Value(datetime.min.replace(tzinfo=UTC), DateTimeField()))
    )
    writers, last_writer = writes.order_by().values_list("new__edited_by_id", flat=True), record.edited_by_id
    if draft is not None:
        of_draft = HistoryEntry.objects.of(type(draft), draft.pk).order_by()
        writers = writers.union(of_draft.values_list("new__author_id", flat=True), all=True)
        last_writer = draft.author_id
    found = {*writers, last_writer} - {None}
    return authority.people(found) if found else []


def offices(writers: Iterable, entered_for: str) -> str:
    """How the public log names those who wrote an entry, each once."""
    return "; ".join(dict.fromkeys(authority.office(writer, entered_for) for writer in writers))[:600]


def office_now(officer) -> str:
    """How the public log names what this person does now."""
    return authority.office(officer, authority.acts_for(officer))


def named_for(viewer, officer, item) -> str:
    """A person as the desk names them to another: by office, and perhaps by name.

    Those who share the entry are told the name. Nobody is told an e-mail address, by which a rival could write.
    """
    office = authority.office(officer, item.entered_for)
    return f"{officer.name}, {office}" if officer.name and authority.reads_history(viewer, item) else office


def with_memberships(rows: Iterable, name: str) -> None:
    """Read at once the memberships of the officers to whom rows point by this name."""
    rows = [row for row in rows if getattr(row, f"{name}_id")]
    known = {officer.pk: officer for officer in authority.people({getattr(row, f"{name}_id") for row in rows})}
    for row in rows:
        setattr(row, name, known[getattr(row, f"{name}_id")])
