"""Our own database functions, one file each in ``<app>/sql/``.

They are put in place after every migration, app by app, and may be put in place
again at any time. A file is named for its function, and may also hold the
triggers that call it.

What generated columns rest on, the functions of uncertain dates, goes in before the
first tables, in the first migration of ``record``. Stored columns do not follow a
changed function: its change needs a migration that makes them anew.
"""

import hashlib
import re
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.db.migrations.operations.base import Operation

TRIGGER = re.compile(r"^CREATE (?:CONSTRAINT )?TRIGGER (?P<name>\w+)\s.*?\sON (?P<table>\w+)\s.*?;$", re.M | re.S)


def files(app) -> list[Path]:
    """The SQL files of an app, by name."""
    return sorted((Path(app.path) / "sql").glob("*.sql"))


def text(app_label: str, function: str) -> str:
    """Today's text of one function."""
    return (Path(apps.get_app_config(app_label).path) / "sql" / f"{function}.sql").read_text()


def install(using="default", **kwargs):
    """Put every function in place, with its triggers. Called after each migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for app in apps.get_app_configs():
            found = files(app)
            # The rules of an app that is not migrated yet have no tables to hold for.
            if found and {model._meta.db_table for model in app.get_models()} <= tables:
                install_texts(cursor, [path.read_text() for path in found])


def install_texts(cursor, texts) -> None:
    """Put functions in place, all before the first trigger; one may call another."""
    cursor.execute("\n".join(TRIGGER.sub("", each) for each in texts))
    install_triggers(cursor, [match[0] for each in texts for match in TRIGGER.finditer(each)])


def install_triggers(cursor, statements) -> None:
    """Make those triggers that are missing or were made by another statement.

    PostgreSQL has no CREATE OR REPLACE for constraint triggers, and to drop one locks
    readers out: so the comment of each is the digest of the statement that made it.
    """
    cursor.execute(
        "SELECT tgrelid::regclass::text, tgname, obj_description(oid, 'pg_trigger') FROM pg_trigger"
        " WHERE NOT tgisinternal"
    )
    present = {(table, name): comment for table, name, comment in cursor.fetchall()}
    for statement in statements:
        name, table = TRIGGER.match(statement).group("name", "table")
        digest = hashlib.sha256(statement.encode()).hexdigest()
        if present.get((table, name)) == digest:
            continue
        if (table, name) in present:
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
        cursor.execute(f"{statement}\nCOMMENT ON TRIGGER {name} ON {table} IS '{digest}'")


class Functions(Operation):
    """Create the functions that an app's first tables need.

    All others follow after migrating. Undone, it drops every function of the app.
    """

    reversible = True

    def __init__(self, *names):
        self.names = names

    def state_forwards(self, app_label, state):
        """Functions are no part of the state of the models."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for name in self.names:
            schema_editor.execute(text(app_label, name), params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for path in files(apps.get_app_config(app_label)):
            schema_editor.execute(
                f"DO $$ BEGIN IF to_regproc('{path.stem}') IS NOT NULL THEN"
                f" DROP FUNCTION {path.stem} CASCADE; END IF; END $$",
                params=None,
            )

    def describe(self):
        return "Functions that the tables rest on"


# Generated columns and constraints rest on these.
DATE_FUNCTIONS = ("record_edtf_earliest", "record_edtf_latest")
# The stored words of claims and of search entries are made by these.
SEARCH_FUNCTIONS = ("record_search_words", "record_search_vector")


def digest_of(functions) -> str:
    """Tell one text of functions of ``record`` from another."""
    return hashlib.sha256("".join(text("record", name) for name in functions).encode()).hexdigest()
