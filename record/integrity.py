"""The record compared with its own history and with what was published.

The database keeps both by triggers. This looks afterwards, at every row, whether anybody got
past them: an owner of the tables, a superuser, a restored dump with a part missing.
"""

import json
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, Max

from record.content.codec import BATCH
from record.content.schema import kinds
from record.history import tracked_models
from record.models import Publication
from record.workflow import publishing
from record.workflow.states import PUBLIC_STATES

# The first row that differs from its last history entry, or has none. Columns such as passwords stay out of both; a
# column that is younger than the entry has its default.
_OTHER_THAN_HISTORY = """
SELECT written.id FROM {table} written
LEFT JOIN LATERAL (
    SELECT entry.new FROM record_history entry
    WHERE entry.table_name = %(table)s AND entry.row_id = written.id ORDER BY entry.id DESC LIMIT 1
) last ON true
WHERE to_jsonb(written) - %(secret)s::text[] IS DISTINCT FROM %(defaults)s::jsonb || last.new
ORDER BY written.id LIMIT 1
"""


def differences() -> Iterator[str]:
    """A sentence on the first difference of each table, each kind and the log."""
    yield from _of_history()
    yield from _of_log()
    for record_kind in kinds():
        yield from _of_kind(record_kind)


def _of_history() -> Iterator[str]:
    for model, secret in tracked_models().items():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                _OTHER_THAN_HISTORY.format(table=connection.ops.quote_name(table)),
                {"table": table, "secret": list(secret), "defaults": json.dumps(_defaults(model, secret))},
            )
            if found := cursor.fetchone():
                yield f"{table} {found[0]}: the row is not as its last history entry has it."


def _defaults(model, secret) -> dict:
    """The columns that a migration may add to rows, each with the value that it gives."""
    fields = [field for field in model._meta.concrete_fields if field.column not in secret and not field.unique]
    defaults = {field.column: field.get_default() for field in fields if not callable(field.default)}
    return {column: value for column, value in defaults.items() if value is None or isinstance(value, (str, int))}


def _of_log() -> Iterator[str]:
    log = Publication.objects.aggregate(last=Max("number"), entries=Count("pk"))
    if (log["last"] or 0) != log["entries"]:
        yield f"The log of publications has {log['entries']} entries, and its last number is {log['last']}."
    versions = Publication.objects.values("kind", "record_id").annotate(last=Max("version"), entries=Count("pk"))
    for row in versions.exclude(last=F("entries")).order_by("kind", "record_id")[:1]:
        yield f"{row['kind']} {row['record_id']}: {row['entries']} publications, and the last is version {row['last']}."


def _of_kind(record_kind) -> Iterator[str]:
    """The first public record of a kind that is not as it was last published."""
    rows, last = record_kind.model.objects.filter(state__in=PUBLIC_STATES).order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        published = _last_contents(record_kind.name, [row.public_id for row in batch])
        contents = publishing.contents_of(batch)
        for row in batch:
            if row.public_id not in published:
                yield f"{record_kind.name} {row.public_id}: it is public, and was never published."
                return
            if published[row.public_id] != contents[row.KIND, row.pk]:
                yield f"{record_kind.name} {row.public_id}: it is not as it was last published."
                return


def _last_contents(name: str, ids: list[str]) -> dict[str, dict]:
    """The content of each record's last publication, by its id."""
    entries = Publication.objects.filter(kind=name, record_id__in=ids).order_by("record_id", "-version")
    return dict(entries.distinct("record_id").values_list("record_id", "content"))
