"""Triggers by which the database itself protects the record.

They are installed after every migration, from the schemas and models that exist, so
that a new one cannot be forgotten; the triggers that write history are among them. Their
functions are in record/sql/.

- at the end of each transaction, public rows equal their last publication. No setting switches this off, for
  anybody; each publication follows the last one and holds what the rows hold;
- published and withdrawn rows change only inside record.workflow.publishing.open_record, so that a mistake of ours
  fails where it is made. They keep their ids and keys, and never become drafts again;
- a row that was ever published is never deleted;
- publications and history are only added to;
- every write to a tracked table leaves an entry in its history;
- an entry stays with the council for which it was begun;
- primary keys never change, since history names rows by them;
- no tracked table is truncated.

The one exception is the operator's ``withhold``, run as the owner of the tables.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections

from record import history
from record.content import content_sql
from record.content.fields import fields_of
from record.content.schema import kinds

# One function a table of parts, since each finds the record that it belongs to by its own way.
PART_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine {table}%ROWTYPE;
BEGIN
    IF current_setting('counterpoint.publishing', true) IS DISTINCT FROM 'on' THEN
        -- A row that moves leaves one record and enters another.
        FOR which IN 1..2 LOOP
            CONTINUE WHEN TG_OP = CASE which WHEN 1 THEN 'INSERT' ELSE 'DELETE' END;
            IF which = 1 THEN mine := OLD; ELSE mine := NEW; END IF;
            IF EXISTS (SELECT 1 FROM {path} AND r.state IN ('published', 'withdrawn')) THEN
                RAISE EXCEPTION 'What is published changes only through a publication.'
                    USING ERRCODE = '23514', CONSTRAINT = 'record_published_guard';
            END IF;
        END LOOP;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""


# Notes the public records whose content a statement changed; record_check_published compares each with its publication.
NOTE_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO record_openchange (transaction, kind, record_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, '{kind}', r.public_id FROM new_rows mine, {path} {public}
        ON CONFLICT DO NOTHING;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO record_openchange (transaction, kind, record_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, '{kind}', r.public_id FROM old_rows mine, {path} {public}
        ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO record_openchange (transaction, kind, record_id)
        SELECT DISTINCT pg_current_xact_id()::text::bigint, '{kind}', r.public_id
        FROM (
            -- A row that moves leaves one record and enters another.
            SELECT each.* FROM new_rows n JOIN old_rows o ON o.id = n.id
            CROSS JOIN LATERAL (SELECT n.* UNION ALL SELECT o.*) each
            WHERE ({new}) IS DISTINCT FROM ({old})
        ) mine, {path} {public}
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION {name}() FROM PUBLIC;
CREATE OR REPLACE TRIGGER note_insert AFTER INSERT ON {table}
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE OR REPLACE TRIGGER note_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE OR REPLACE TRIGGER note_delete AFTER DELETE ON {table}
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""

AS_IT_IS = """
CREATE OR REPLACE FUNCTION record_as_it_is(
    wanted_kind text, wanted_id text, OUT content jsonb, OUT title text, OUT case_key text
) LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    CASE wanted_kind
{branches}
    ELSE NULL;
    END CASE;
END $$;
CREATE OR REPLACE TRIGGER check_publication AFTER INSERT ON record_publication
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_check_publication();
"""

HISTORY_TRIGGERS = """
CREATE OR REPLACE TRIGGER history_insert AFTER INSERT ON {table}
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION record_write_history({without});
CREATE OR REPLACE TRIGGER history_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION record_write_history({without});
CREATE OR REPLACE TRIGGER history_delete AFTER DELETE ON {table}
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION record_write_history({without});
"""


def install(using="default", **kwargs):
    """Put every guard in place. Safe to run again; called after each migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {model._meta.db_table for model in append_only_models()} <= tables:
        return
    statements = []
    for model in append_only_models():
        table = model._meta.db_table
        statements += [
            _trigger(table, "guard_append_only", "BEFORE UPDATE OR DELETE", "ROW", "record_refuse_change()"),
            _trigger(table, "guard_truncate", "BEFORE TRUNCATE", "STATEMENT", "record_refuse_truncate()"),
        ]
    for model, without in history.tracked_models().items():
        if (table := model._meta.db_table) in tables:
            statements += [
                HISTORY_TRIGGERS.format(table=table, without=", ".join(f"'{column}'" for column in without)),
                _trigger(table, "guard_truncate", "BEFORE TRUNCATE", "STATEMENT", "record_refuse_truncate()"),
                _trigger(
                    table,
                    "guard_key",
                    "BEFORE UPDATE OF id",
                    "ROW",
                    "record_refuse_new_key()",
                    "WHEN (OLD.id IS DISTINCT FROM NEW.id)",
                ),
            ]
    statements.append(_owner_trigger(apps.get_model("record", "Draft")._meta.db_table))
    for kind in kinds():
        if (table := kind.model._meta.db_table) in tables:
            function = f"record_guard_published('{kind.name}')"
            statements.append(_trigger(table, "guard_published", "BEFORE INSERT OR UPDATE OR DELETE", "ROW", function))
            statements.append(_owner_trigger(table))
            for model, path, _ in parts(kind.schema, table):
                if (of_part := model._meta.db_table) in tables:
                    name = f"guard_{of_part}"
                    statements += [
                        PART_FUNCTION.format(name=name, table=of_part, path=path),
                        _trigger(of_part, "guard_published", "BEFORE INSERT OR UPDATE OR DELETE", "ROW", f"{name}()"),
                    ]
    if {kind.model._meta.db_table for kind in kinds()} <= tables:
        statements += _as_published()
    with connection.cursor() as cursor:
        cursor.execute("\n".join(statements))


def _as_published() -> Iterator[str]:
    """Compare what is public with its last publication at each commit."""
    branches = (f"    WHEN '{kind.name}' THEN {content_sql.select(kind)};" for kind in kinds())
    yield AS_IT_IS.format(branches="\n".join(branches))
    for kind in kinds():
        table = kind.model._meta.db_table
        scope = [kind.model._meta.get_field(kind.scope).column] if kind.scope else []
        names = [*content_sql.columns(kind.schema, kind.model), *scope]
        # The row itself, which may be deleted by now.
        yield _notes(kind, table, "LATERAL (SELECT mine.public_id, mine.state) r WHERE true", names)
        for model, path, names in parts(kind.schema, table):
            yield _notes(kind, model._meta.db_table, path, names)


def _notes(kind, table, path, names) -> str:
    return NOTE_FUNCTION.format(
        name=f"note_{table}",
        kind=kind.name,
        table=table,
        path=path,
        public="AND r.state IN ('published', 'withdrawn')",
        new=", ".join(f"n.{name}" for name in names),
        old=", ".join(f"o.{name}" for name in names),
    )


def _owner_trigger(table) -> str:
    return _trigger(
        table,
        "guard_owner",
        "BEFORE UPDATE OF entered_for",
        "ROW",
        "record_refuse_new_owner()",
        "WHEN (OLD.entered_for IS DISTINCT FROM NEW.entered_for)",
    )


def _trigger(table, name, when, level, function, condition="") -> str:
    return (
        f'CREATE OR REPLACE TRIGGER {name} {when} ON "{table}" '
        f"FOR EACH {level} {condition} EXECUTE FUNCTION {function};"
    )


def append_only_models():
    """Publications and history: the tables that are only added to."""
    return [apps.get_model("record", "Publication"), apps.get_model("record", "HistoryEntry")]


def parts(schema, table):
    """Tables of parts of records, each with its SQL join and columns of content.

    The join leads from a part (mine) to its record (r)."""
    return list(_descend(schema, [], table))


def _descend(schema, above, table):
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            model, parent = apps.get_model(field.schema.model), field.schema.parent
            names = content_sql.columns(field.schema, model)
        elif field.storage == "through":
            model, parent = apps.get_model(field.mark.model), field.mark.parent
            names = [model._meta.get_field(field.mark.target).column]
        else:
            continue
        column = model._meta.get_field(parent).column
        steps = [*above, (model._meta.db_table, column)]
        # From the row itself up to the record: each table between is joined by its parent's key.
        joins, last = [], f"mine.{column}"
        for index, (between, up) in enumerate(reversed(above)):
            joins.append((f"{between} b{index}", f"b{index}.id = {last}"))
            last = f"b{index}.{up}"
        joins.append((f"{table} r", f"r.id = {last}"))
        path = f"{', '.join(name for name, _ in joins)} WHERE {' AND '.join(on for _, on in joins)}"
        yield model, path, [column, "sequence", *names]
        if field.schema is not None:
            yield from _descend(field.schema, steps, table)
