"""Triggers that refuse a published record whose words are not in the stored text.

They hold docs/laws.md, law 3. Made from the schemas, like record.guards, so that no new
kind of record is forgotten. They check when a record is published and when a quotation
turns out not to match.
"""

from django.db import connections

from councils.models import Passage
from record.content.schema import RecordKind, kinds
from record.guards import parts
from record.sql_files import install_texts

REFUSAL = """
        RAISE EXCEPTION 'A quotation that is not in the stored text cannot be published.'
            USING ERRCODE = '23514', CONSTRAINT = 'councils_words_found';
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN {refusal}
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = '{state}') EXECUTE FUNCTION {name}();
"""


def install(using="default", **kwargs):
    """Create the triggers. Safe to run again; called after each migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    passages = Passage._meta.db_table
    if passages not in tables:
        return
    sources = {kind: list(_citing_rows(kind)) for kind in kinds() if kind.model._meta.db_table in tables}
    texts = []
    for kind, clauses in sources.items():
        if clauses:
            unfound = f"AND r.id = NEW.id AND EXISTS (SELECT 1 FROM {passages} p WHERE p.id = mine.passage_id"
            texts.append(
                FUNCTION.format(
                    name=f"councils_words_found_{kind.name.replace('-', '_')}",
                    table=kind.model._meta.db_table,
                    when="INSERT OR UPDATE",
                    state="published",
                    condition=_any(f"{clause} {unfound} AND p.state = 'not-found')" for clause in clauses),
                    refusal=REFUSAL,
                )
            )
    texts.append(
        FUNCTION.format(
            name="councils_words_found",
            table=passages,
            when="UPDATE",
            state="not-found",
            condition=_any(
                f"{clause} AND r.state = 'published' AND mine.passage_id = NEW.id"
                for clauses in sources.values()
                for clause in clauses
            ),
            refusal=REFUSAL,
        )
    )
    with connection.cursor() as cursor:
        install_texts(cursor, texts)


def _citing_rows(kind: RecordKind):
    """FROM clauses for the rows (mine) that belong to a record (r) and cite passages."""
    table = kind.model._meta.db_table
    for model, path, *_ in [(kind.model, f"{table} r WHERE r.id = mine.id"), *parts(kind.schema, table)]:
        if any(column.name == "passage" for column in model._meta.concrete_fields):
            yield f"{model._meta.db_table} mine, {path}"


def _any(conditions) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM {condition})" for condition in conditions)
