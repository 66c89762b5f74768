import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.utils import NotSupportedError, ProgrammingError
from django.test.utils import CaptureQueriesContext

from config.roles import READ_ONLY, append_only_tables, grant_web_role

ROLE = "counterpoint_web_of_a_test"

pytestmark = pytest.mark.django_db


@pytest.fixture
def cursor():
    """A cursor of the web role's."""
    grant_web_role(ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


def may(cursor, right):
    """The tables on which the role has the right."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(%s, oid, %s)",
        [ROLE, right],
    )
    return {table for (table,) in cursor.fetchall()}


def all_tables():
    return set(connection.introspection.table_names())


def test_it_reads_everywhere_but_the_notes_of_what_a_transaction_changes(cursor):
    assert may(cursor, "SELECT") == all_tables() - {"record_openchange"}


def test_it_adds_everywhere_but_to_history_and_to_what_migrating_alone_writes(cursor):
    assert may(cursor, "INSERT") == all_tables() - {"record_history", "record_openchange", *READ_ONLY}


def test_it_changes_and_deletes_neither_log_nor_history_nor_loads(cursor):
    kept = {*append_only_tables(), "record_openchange", "record_load", *READ_ONLY}
    assert may(cursor, "UPDATE") == all_tables() - kept
    assert may(cursor, "DELETE") == all_tables() - kept - {"record_loaded"}


def test_it_empties_no_table(cursor):
    assert may(cursor, "TRUNCATE") == set()


def test_history_and_publications_are_all_that_is_only_added_to():
    assert append_only_tables() == ["record_history", "record_publication"]


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_it_a_change_of_publications(cursor, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        cursor.execute(statement.format("record_publication"))


def test_it_cannot_switch_triggers_off(cursor):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")


def test_what_it_writes_leaves_its_history(cursor):
    get_user_model().objects.create_user("a@localhost", "password", name="A")
    cursor.execute("SELECT count(*) FROM record_history WHERE new ->> 'email' = 'a@localhost'")
    assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO record_history SELECT * FROM record_history",
        "UPDATE record_history SET context = NULL",
        "DELETE FROM record_history",
        "TRUNCATE record_history",
        "ALTER TABLE councils_voice DISABLE TRIGGER ALL",
        "DROP TRIGGER history_insert ON councils_voice",
        "SELECT record_write_history()",
    ],
)
def test_it_neither_writes_history_nor_keeps_it_from_being_written(cursor, statement):
    with pytest.raises((ProgrammingError, NotSupportedError)), transaction.atomic():
        cursor.execute(statement)


def test_a_table_that_is_made_later_can_only_be_added_to():
    grant_web_role(ROLE)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id int)")
        assert "later" in may(cursor, "INSERT")
        assert "later" not in may(cursor, "UPDATE")


def test_it_can_be_given_again_by_an_owner_who_is_no_superuser():
    grant_web_role(ROLE)
    with CaptureQueriesContext(connection) as queries:
        grant_web_role(ROLE)
    # What only a superuser may run.
    assert queries.captured_queries and not [query for query in queries if "ALTER ROLE" in query["sql"]]


def test_a_role_that_could_do_more_is_cut_down():
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        grant_web_role(ROLE)
        cursor.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = %s", [ROLE])
        assert cursor.fetchone() == (False,)
