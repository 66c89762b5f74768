"""Private history of every write, kept by the database in one append-only table.

A form, the shell, a bulk update, COPY and plain SQL leave the same trace: record/sql/record_write_history.sql
writes it, and record.guards puts its triggers on each table that is marked here. Who wrote, why and
through what are kept too where our code opened a context.
"""

import json
from contextlib import contextmanager

from django.db import connection
from psycopg.pq import TransactionStatus

# Models whose history is kept, with the columns that stay out of it.
_tracked: dict[type, tuple[str, ...]] = {}


def tracked(model=None, *, without: tuple[str, ...] = ()):
    """Keep the history of a model, without columns such as passwords."""

    def mark(model):
        _tracked[model] = without
        return model

    return mark if model is None else mark(model)


def tracked_models() -> dict[type, tuple[str, ...]]:
    """Every model whose history is kept, with the columns left out."""
    return dict(_tracked)


def is_tracked(model) -> bool:
    return model in _tracked


# --- Who, why and through what ---

SET_CONTEXT = """
WITH before AS MATERIALIZED (
    SELECT coalesce(current_setting('counterpoint.context', true), '') AS context,
        coalesce(current_setting('counterpoint.publishing', true), '') AS publishing
)
SELECT context, publishing, set_config('counterpoint.context',
    CASE context WHEN '' THEN %(whole)s ELSE (context::jsonb || %(known)s::jsonb)::text END, %(for_transaction)s),
    CASE WHEN %(publishing)s THEN set_config('counterpoint.publishing', 'on', true) END
FROM before
"""
RESET_CONTEXT = """
SELECT set_config('counterpoint.context', %(context)s, %(for_transaction)s),
    CASE WHEN %(publishing)s THEN set_config('counterpoint.publishing', %(was_publishing)s, true) END
"""


@contextmanager
def context(*, by=None, why="", through="", publishing=False):
    """Say who writes, why, and through what, for every write within the block.

    An inner context adds to the outer one and ends with its own block. The setting
    belongs to the transaction, so a rollback undoes it as well. ``publishing`` opens the record in
    the same statements (record.workflow.publishing.open_record).
    """
    words = {"by": getattr(by, "email", None) or "", "why": why, "through": through}
    known = {word: value for word, value in words.items() if value}
    for_transaction = connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(
            SET_CONTEXT,
            {
                "whole": json.dumps(words),
                "known": json.dumps(known),
                "for_transaction": for_transaction,
                "publishing": publishing,
            },
        )
        outer, was_publishing, *_ = cursor.fetchone()
    try:
        yield
    finally:
        if _takes_statements():
            with connection.cursor() as cursor:
                cursor.execute(
                    RESET_CONTEXT,
                    {
                        "context": outer,
                        "for_transaction": for_transaction,
                        "publishing": publishing,
                        "was_publishing": was_publishing,
                    },
                )


def _takes_statements() -> bool:
    """True if the connection is open and its transaction can still be committed."""
    current = connection.connection
    return (
        current is not None
        and not current.closed
        and not connection.needs_rollback
        and current.info.transaction_status != TransactionStatus.INERROR
    )


# --- Rows as they once were ---


# The rows whose column holds, or once held, any of some values.
PKS = """
SELECT id FROM {table} WHERE {column} = ANY(%(values)s)
UNION SELECT h.row_id FROM unnest(%(texts)s::text[]) AS value CROSS JOIN LATERAL (
    SELECT row_id FROM record_history
    WHERE old @> jsonb_build_object(%(column)s::text, value::jsonb) AND table_name = %(table)s OFFSET 0) h
"""
# The numbers that a column of some rows holds, or once held. One array of them, so that the index is used.
NUMBERS = """
WITH found AS MATERIALIZED (SELECT {pks} AS pks)
SELECT {other} FROM {table} WHERE id = ANY((SELECT pks FROM found)::bigint[])
UNION SELECT (old ->> %(other)s)::bigint FROM record_history
WHERE table_name = %(table)s AND row_id = ANY((SELECT pks FROM found)::bigint[]) AND old IS NOT NULL
"""


def pks_ever(model, column: str, values) -> set[int]:
    """Primary keys of the rows whose column holds, or once held, any of these values.

    What a column no longer holds is in ``old`` of the entry of its change or deletion.
    """
    return _numbers(PKS, model, values, column=column)


def values_ever(model, pks, column: str) -> set[int]:
    """The numbers that a column of these rows holds, or once held."""
    return _numbers(NUMBERS.replace("{pks}", "%(values)s"), model, pks, other=column)


def related_values_ever(model, column: str, values, other: str) -> set[int]:
    """The numbers that another column of the rows of ``pks_ever`` holds, or once held."""
    return _numbers(NUMBERS.replace("{pks}", f"ARRAY({PKS})"), model, values, column=column, other=other)


def _numbers(sql: str, model, values, **columns: str) -> set[int]:
    values = list(values)
    if not values:
        return set()
    names = columns | {"table": model._meta.db_table}
    quoted = {name: connection.ops.quote_name(value) for name, value in names.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(**quoted), names | {"values": values, "texts": [json.dumps(value) for value in values]}
        )
        return {number for (number,) in cursor.fetchall()} - {None}
