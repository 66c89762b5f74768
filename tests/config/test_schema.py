"""A start refuses a database of other code, and says what to do."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import prepare

pytestmark = pytest.mark.django_db


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_of_this_code_is_taken():
    prepare.migrate()


def test_the_database_of_a_version_before_the_migrations_began_anew_is_refused():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("record", "0001_officers_and_the_log")
    recorder.record_applied("record", "0002_history_of_groups")
    with pytest.raises(ImproperlyConfigured) as refusal:
        prepare.migrate()
    assert "does not know its migration record.0001_officers_and_the_log and 1 more" in str(refusal.value)
    assert "dump_case" in str(refusal.value) and "var/" in str(refusal.value)


def test_what_an_older_django_did_to_its_own_tables_is_no_matter():
    MigrationRecorder(connection).record_applied("auth", "0000_before_this")
    prepare.migrate()


def test_a_database_that_an_edited_migration_left_short_of_a_column_is_refused():
    sql("ALTER TABLE councils_alias DROP COLUMN name CASCADE")
    with pytest.raises(
        ImproperlyConfigured, match=r"lacks councils_alias\.name, though the migrations that make it have run"
    ):
        prepare.migrate()


def pending(app, name):
    """Forget that a migration has run, so that the next start runs it."""
    sql(f"DELETE FROM django_migrations WHERE app = '{app}' AND name = '{name}'")


def test_an_older_database_that_an_edited_migration_left_short_is_refused_before_a_step_is_run():
    sql("ALTER TABLE councils_alias DROP COLUMN name CASCADE")
    pending("record", "0008_remarks_on_drafts")
    with pytest.raises(ImproperlyConfigured, match=r"lacks councils_alias\.name"):
        prepare.migrate()


def test_a_migration_that_the_database_refuses_is_named_in_a_sentence():
    pending("record", "0008_remarks_on_drafts")
    with pytest.raises(ImproperlyConfigured) as refusal:
        prepare.migrate()
    first, *rest = str(refusal.value).splitlines()
    assert first.startswith("The migration record.0008_remarks_on_drafts could not be applied: relation")
    assert "dump" in " ".join(rest)


def test_a_database_that_lacks_a_table_is_refused():
    sql("DROP TABLE councils_alias CASCADE")
    with pytest.raises(ImproperlyConfigured, match=r"lacks councils_alias\.\w+ and \d+ more columns"):
        prepare.migrate()
