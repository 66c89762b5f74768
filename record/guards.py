"""Triggers by which the database itself protects the record.

They are installed after every migration, from the schemas and models that exist, so
that a new one cannot be forgotten; the triggers that write history are among them. No
setting switches them off. They give the officer a message; what really keeps others
out are the grants of the database role. Their functions are in record/sql/.

- what is published or withdrawn changes only inside record.workflow.publishing.open_record, keeps its id and key,
  and never becomes a draft again;
- what was ever published is never deleted;
- publications and history are only ever added to;
- what is tracked leaves its history;
- an entry stays with the council for which it was begun;
- primary keys never change, since history names rows by them;
- nothing that is tracked is truncated.

The one exception is the operator's ``withhold``, run as the owner of the tables.
"""

from django.apps import apps
from django.db import connections

from record import history
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
            for model, path in parts(kind.schema, table):
                if (of_part := model._meta.db_table) in tables:
                    name = f"guard_{of_part}"
                    statements += [
                        PART_FUNCTION.format(name=name, table=of_part, path=path),
                        _trigger(of_part, "guard_published", "BEFORE INSERT OR UPDATE OR DELETE", "ROW", f"{name}()"),
                    ]
    with connection.cursor() as cursor:
        cursor.execute("\n".join(statements))


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
    """Tables of parts of the records in ``table``, each with its SQL join.

    The join leads from a part (mine) to its record (r)."""
    return list(_descend(schema, [], table))


def _descend(schema, above, table):
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            model, parent = apps.get_model(field.schema.model), field.schema.parent
        elif field.storage == "through":
            model, parent = apps.get_model(field.mark.model), field.mark.parent
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
        yield model, f"{', '.join(name for name, _ in joins)} WHERE {' AND '.join(on for _, on in joins)}"
        if field.schema is not None:
            yield from _descend(field.schema, steps, table)
