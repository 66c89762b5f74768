"""No published record rests on words that are not in the text held (docs/laws.md, law 3): the database sees to it.

Made from the forms, as record.guards are, so that a new kind of record cannot be
forgotten: once a record is published, and once a quotation is found wanting.
"""

from django.db import connections

from councils.models import Passage
from record.content.schema import RecordKind, kinds
from record.guards import parts

REFUSAL = """
        RAISE EXCEPTION 'A quotation that is not found in the text held cannot be published.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_words_found';
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {resting} THEN {refusal}
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = '{state}') EXECUTE FUNCTION {name}();
"""


def install(using="default", **kwargs):
    """Put the rule in place. Safe to run again; called after each migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    passages = Passage._meta.db_table
    if passages not in tables:
        return
    found = {kind: list(_resting(kind)) for kind in kinds() if kind.model._meta.db_table in tables}
    with connection.cursor() as cursor:
        for kind, ways in found.items():
            if ways:
                wanting = f"AND r.id = NEW.id AND EXISTS (SELECT 1 FROM {passages} p WHERE p.id = mine.passage_id"
                cursor.execute(
                    FUNCTION.format(
                        name=f"councils_words_found_{kind.name.replace('-', '_')}",
                        table=kind.model._meta.db_table,
                        when="INSERT OR UPDATE",
                        state="published",
                        resting=_any(f"{way} {wanting} AND p.state = 'not-found')" for way in ways),
                        refusal=REFUSAL,
                    )
                )
        cursor.execute(
            FUNCTION.format(
                name="councils_words_found",
                table=passages,
                when="UPDATE",
                state="not-found",
                resting=_any(
                    f"{way} AND r.state = 'published' AND mine.passage_id = NEW.id"
                    for ways in found.values()
                    for way in ways
                ),
                refusal=REFUSAL,
            )
        )


def _resting(kind: RecordKind):
    """The rows (mine) by which a record (r) of this kind rests on passages, each as what follows FROM."""
    table = kind.model._meta.db_table
    for model, path in [(kind.model, f"{table} r WHERE r.id = mine.id"), *parts(kind.form, table)]:
        if any(column.name == "passage" for column in model._meta.concrete_fields):
            yield f"{model._meta.db_table} mine, {path}"


def _any(conditions) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM {condition})" for condition in conditions)
