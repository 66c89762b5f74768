"""Landed migrations are never edited."""

import hashlib
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from record import sql_files

ROOT = Path(__file__).parent.parent
LANDED = Path(__file__).with_name("migrations.sha256")


def landed() -> dict[str, str]:
    return {name: digest for digest, name in (line.split() for line in LANDED.read_text().splitlines())}


def on_disk() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(ROOT.glob("*/migrations/[0-9]*.py"))
    }


def test_no_landed_migration_is_edited_or_taken_away():
    """Write another migration: a database that ran this one never reads it again."""
    found = on_disk()
    assert {name: found.get(name) for name in landed()} == landed()


def test_every_migration_is_listed():
    """Add a new one to the list.

    sha256sum app/migrations/0002_what_it_does.py >> tests/migrations.sha256
    """
    assert set(on_disk()) - set(landed()) == set()


@pytest.mark.parametrize(("app", "functions"), [("record", "DATE_FUNCTIONS"), ("claims", "SEARCH_FUNCTIONS")])
def test_what_is_stored_is_as_today_s_functions_compute_it(app, functions):
    """A changed function needs a migration that recomputes what is stored."""
    names = sorted(name for each, name in MigrationLoader(None).disk_migrations if each == app)
    migrations = [import_module(f"{app}.migrations.{name}") for name in names]
    digests = [getattr(module, functions) for module in migrations if hasattr(module, functions)]
    assert digests[-1] == sql_files.digest_of(getattr(sql_files, functions))


# The files of functions


FILES = [path for app in ("record", "councils", "proposals", "claims") for path in ROOT.glob(f"{app}/sql/*.sql")]


def test_a_file_holds_one_function_of_its_name_and_says_what_it_is_for():
    for path in FILES:
        text = path.read_text()
        assert text.startswith("-- "), path
        assert text.count("CREATE OR REPLACE FUNCTION") == 1, path
        assert f"CREATE OR REPLACE FUNCTION {path.stem}(" in text
        assert path.stem.startswith(f"{path.parent.parent.name}_")


def test_each_is_in_the_database_with_its_triggers(db):
    with connection.cursor() as cursor:
        for path in FILES:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [path.stem])
            ((source,),) = cursor.fetchall()
            assert source.strip() in path.read_text() or source == ""
            for trigger in sql_files.TRIGGER.finditer(path.read_text()):
                cursor.execute(
                    "SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass AND tgenabled = 'O'",
                    [trigger["name"], trigger["table"]],
                )
                assert cursor.fetchone()


def definition(cursor) -> str:
    cursor.execute("SELECT oid, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'proposals_area_circle'")
    return cursor.fetchone()


def test_triggers_that_are_as_they_were_are_left_alone(db):
    with connection.cursor() as cursor:
        before = definition(cursor)
        sql_files.install()
        assert definition(cursor) == before


def test_a_trigger_that_was_made_otherwise_or_taken_away_is_made_anew(db):
    with connection.cursor() as cursor:
        statement = "CREATE CONSTRAINT TRIGGER proposals_area_circle AFTER INSERT ON proposals_area\n"
        rest = "DEFERRABLE FOR EACH ROW EXECUTE FUNCTION proposals_check_area();"
        before = definition(cursor)
        sql_files.install_triggers(cursor, [statement + rest])
        assert definition(cursor)[1] != before[1]
        sql_files.install()
        assert definition(cursor)[1] == before[1]
        cursor.execute("DROP TRIGGER proposals_area_circle ON proposals_area")
        sql_files.install()
        assert definition(cursor)[1] == before[1]


@pytest.mark.drill
@pytest.mark.django_db(transaction=True)
def test_all_of_it_goes_back_to_nothing_and_comes_again():
    """Undoing the first migration removes its tables and functions.

    So does it for the apps above."""
    try:
        call_command("migrate", "record", "zero", verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            cursor.execute("SELECT proname FROM pg_proc WHERE proname = ANY(%s)", [[path.stem for path in FILES]])
            assert cursor.fetchall() == []
        assert [table for table in tables if table.startswith(("record_", "councils_", "proposals_", "claims_"))] == []
    finally:
        call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        assert definition(cursor)
