"""What the database itself refuses, whoever asks: plain triggers, put in place after every migration.

They are made from the schemas and models that exist, so that a new one cannot be
forgotten. They carry no ignore clause (django-pgtrigger's triggers do), and are
the message; the grants of the role that serves the site are the wall.

- what is published or withdrawn changes only inside record.workflow.publishing.open_record, keeps its id and key,
  and never becomes a draft again;
- what was ever published is never deleted;
- publications and history are only ever added to;
- primary keys never change, since history is joined by them;
- nothing that is tracked is truncated.

The one exception is the operator's ``withhold``, run as the owner of the tables.
"""

from django.apps import apps
from django.db import connections

from record.content.fields import fields_of
from record.content.schema import kinds

FUNCTIONS = """
CREATE OR REPLACE FUNCTION record_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('counterpoint.withholding', true) = 'on'
       AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Entries of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'record_append_only';
END $$;

CREATE OR REPLACE FUNCTION record_refuse_new_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The primary key of a row of % never changes.', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'record_lasting_key';
END $$;

CREATE OR REPLACE FUNCTION record_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never emptied.', TG_TABLE_NAME
        USING ERRCODE = '23514', CONSTRAINT = 'record_never_emptied';
END $$;

CREATE OR REPLACE FUNCTION record_guard_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM record_publication WHERE record_id = OLD.public_id AND kind = TG_ARGV[0]) THEN
            RAISE EXCEPTION 'What was published is withdrawn, never deleted.'
                USING ERRCODE = '23514', CONSTRAINT = 'record_never_deleted';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('published', 'withdrawn') THEN
        IF NEW.state NOT IN ('published', 'withdrawn') THEN
            RAISE EXCEPTION 'What was published does not become a draft again: withdraw it, with a public reason.'
                USING ERRCODE = '23514', CONSTRAINT = 'record_published_stays';
        END IF;
        IF (NEW.public_id, NEW.key) IS DISTINCT FROM (OLD.public_id, OLD.key) THEN
            RAISE EXCEPTION 'What was published keeps its id and its key.'
                USING ERRCODE = '23514', CONSTRAINT = 'record_lasting_address';
        END IF;
    END IF;
    IF current_setting('counterpoint.publishing', true) = 'on' THEN
        RETURN NEW;
    END IF;
    IF NEW.state IN ('published', 'withdrawn') OR (TG_OP = 'UPDATE' AND OLD.state IN ('published', 'withdrawn')) THEN
        RAISE EXCEPTION 'What is published changes only through a publication.'
            USING ERRCODE = '23514', CONSTRAINT = 'record_published_guard';
    END IF;
    RETURN NEW;
END $$;
"""

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


def install(using="default", **kwargs):
    """Put every guard in place. Safe to run again; called after each migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    history, tracked = _history_models()
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        for model in history:
            if model._meta.db_table in tables:
                _trigger(cursor, model, "guard_append_only", "BEFORE UPDATE OR DELETE", "ROW", "record_refuse_change()")
                _trigger(cursor, model, "guard_truncate", "BEFORE TRUNCATE", "STATEMENT", "record_refuse_truncate()")
        for model in tracked:
            if model._meta.db_table in tables:
                _trigger(cursor, model, "guard_truncate", "BEFORE TRUNCATE", "STATEMENT", "record_refuse_truncate()")
                _trigger(
                    cursor,
                    model,
                    "guard_key",
                    f"BEFORE UPDATE OF {model._meta.pk.column}",
                    "ROW",
                    "record_refuse_new_key()",
                    f"WHEN (OLD.{model._meta.pk.column} IS DISTINCT FROM NEW.{model._meta.pk.column})",
                )
        for kind in kinds():
            if kind.model._meta.db_table in tables:
                _trigger(
                    cursor,
                    kind.model,
                    "guard_published",
                    "BEFORE INSERT OR UPDATE OR DELETE",
                    "ROW",
                    f"record_guard_published('{kind.name}')",
                )
                for model, path in parts(kind.schema, kind.model._meta.db_table):
                    if model._meta.db_table in tables:
                        name = f"guard_{model._meta.db_table}"
                        cursor.execute(PART_FUNCTION.format(name=name, table=model._meta.db_table, path=path))
                        _trigger(
                            cursor, model, "guard_published", "BEFORE INSERT OR UPDATE OR DELETE", "ROW", f"{name}()"
                        )


def _trigger(cursor, model, name, when, level, function, condition=""):
    cursor.execute(
        f'CREATE OR REPLACE TRIGGER {name} {when} ON "{model._meta.db_table}" '
        f"FOR EACH {level} {condition} EXECUTE FUNCTION {function}"
    )


def _history_models():
    """The tables that are only added to, and those whose history is kept."""
    history, tracked = [apps.get_model("record", "Publication")], []
    for model in apps.get_models():
        followed = getattr(model, "pgh_tracked_model", None)
        if followed is not None:
            history.append(model)
            tracked.append(followed)
    return history, tracked


def parts(schema, table):
    """Each table of rows that belong to records in ``table``, with the way from such a row (mine) to its record (r)."""
    return list(_descend(schema, [], table))


def _descend(schema, above, table):
    for field in fields_of(schema):
        if field.how in ("part", "parts"):
            model, parent = apps.get_model(field.schema.model), field.schema.parent
        elif field.how == "through":
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
