"""Attempts of the web server's role on the promises of the record.

Each is made as that role, up to the checks of a commit, and is refused. Each is made once more with what
refuses it taken away, and goes through: so it is this guard that refuses it.
"""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from config.roles import grant_web_role
from councils.models import Voice
from record.models import Load, Publication
from record.workflow import publishing
from record.workflow.authors import office_now, offices
from tests.builders import make_claim, make_officer, make_voice, publish_waiting, voice, withdraw
from tests.shared import shared

ROLE = "counterpoint_web_of_a_test"

pytestmark = pytest.mark.django_db

# What takes each guard away.
AS_PUBLISHED = "DROP TRIGGER record_as_published ON record_openchange"
FOLLOWS = "DROP TRIGGER check_publication ON record_publication"
OFFICE = "DROP TRIGGER record_publication_office ON record_publication"
ADMINISTRATOR = "DROP TRIGGER record_officer_administrator ON record_officer"


def given(right, table):
    return f"GRANT {right} ON {table} TO {ROLE}"


PUBLISHING = "SELECT set_config('counterpoint.publishing', 'on', true)"
EVERY_SETTING = """
SELECT set_config(name, 'on', true) FROM unnest(ARRAY['counterpoint.publishing', 'counterpoint.withholding',
    'pgtrigger.ignore', 'counterpoint.context']) AS name WHERE name <> 'counterpoint.context'
"""
FORGED = """
INSERT INTO record_publication (number, at, kind, record_id, case_key, version, action, title, change_note, is_minor,
    office, written_by, content)
SELECT {number}, {at}, kind, record_id, case_key, {version}, {action}, title, '', false, {office}, {authors}, {content}
FROM record_publication p WHERE kind = '{kind}' ORDER BY number LIMIT 1
"""
AFTER_THE_LAST = {
    "number": "(SELECT max(number) + 1 FROM record_publication)",
    "at": "clock_timestamp()",
    "version": "(SELECT max(version) + 1 FROM record_publication x WHERE x.record_id = p.record_id)",
    "action": "'changed'",
    "office": "'Neutral editor'",
    "authors": "''",
    "content": "content",
    "kind": "claim",
}


def forged(**values):
    return FORGED.format(**AFTER_THE_LAST | values)


ATTEMPTS = {
    "change a published claim": ([PUBLISHING, "UPDATE claims_claim SET statement = 'Other.'"], AS_PUBLISHED),
    "change it with every setting on": ([EVERY_SETTING, "UPDATE claims_claim SET statement = 'Other.'"], AS_PUBLISHED),
    "change it where rules are checked at once": (
        [PUBLISHING, "SET CONSTRAINTS ALL IMMEDIATE", "UPDATE claims_claim SET statement = 'Other.'"],
        AS_PUBLISHED,
    ),
    "change it again after a check": (
        [
            *(PUBLISHING, "UPDATE claims_claim SET note = 'x'", "UPDATE claims_claim SET note = ''"),
            *("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED", "UPDATE claims_claim SET note = 'y'"),
        ],
        AS_PUBLISHED,
    ),
    "change it again after it is published": (
        [
            *(PUBLISHING, "UPDATE claims_claim SET note = 'x' WHERE id = (SELECT min(id) FROM claims_claim)"),
            forged(content='content || \'{"note": "x"}\''),
            "UPDATE claims_claim SET note = 'y' WHERE id = (SELECT min(id) FROM claims_claim)",
        ],
        AS_PUBLISHED,
    ),
    "change it with rules put off": (
        [PUBLISHING, "SET CONSTRAINTS ALL DEFERRED", "UPDATE claims_claim SET sequence = 7"],
        AS_PUBLISHED,
    ),
    "withdraw it in silence": (
        [PUBLISHING, "UPDATE claims_claim SET state = 'withdrawn', state_reason = 'Mine.'"],
        AS_PUBLISHED,
    ),
    "change a part of it": ([PUBLISHING, "UPDATE claims_appearance SET office_as_printed = 'Mayor'"], AS_PUBLISHED),
    "take a part of it away": ([PUBLISHING, "DELETE FROM claims_about"], AS_PUBLISHED),
    "add a part to it": (
        [
            PUBLISHING,
            "INSERT INTO claims_claimlink (sequence, kind, note, claim_id, to_id)"
            " SELECT 1, 'bears-on', '', min(id), max(id) FROM claims_claim",
        ],
        AS_PUBLISHED,
    ),
    "quote other words for it": (
        [PUBLISHING, "UPDATE claims_appearance SET passage_id = (SELECT max(id) FROM councils_passage)"],
        AS_PUBLISHED,
    ),
    "publish a draft without an entry of the log": (
        [PUBLISHING, "UPDATE councils_voice SET state = 'published' WHERE state = 'draft'"],
        AS_PUBLISHED,
    ),
    "log what is not on record": ([forged(content='content || \'{"statement": "Other."}\'')], FOLLOWS),
    "log another title": ([forged().replace(" title, ''", " 'Other', ''")], FOLLOWS),
    "leave a number out": ([forged(number="(SELECT max(number) + 2 FROM record_publication)")], FOLLOWS),
    "leave a version out": ([forged(version="9")], FOLLOWS),
    "date it back": ([forged(at="now() - interval '1 day'")], FOLLOWS),
    "date it forward": ([forged(at="now() + interval '1 day'")], FOLLOWS),
    "log a withdrawal that was none": ([forged(action="'withdrawn'")], FOLLOWS),
    "log a withdrawn record as changed": (
        [
            *[PUBLISHING, "UPDATE claims_claim SET state = 'withdrawn', state_reason = 'Mine.'"],
            forged(content="""content || '{"state": "withdrawn", "reason": "Mine."}'"""),
        ],
        [FOLLOWS, AS_PUBLISHED],
    ),
    "publish in an office that nobody holds": ([forged(office="'Mayor'")], OFFICE),
    "publish in the office of one who has left": ([forged(office="'Publisher'")], OFFICE),
    "publish in the office of one who is shut out": ([forged(office="'Auditor'")], OFFICE),
    "publish as if from a file": ([forged(office="'Loaded from practice.yaml, 00'")], OFFICE),
    "name an author whom nobody knows": ([forged(authors="'Publisher; Mayor'")], OFFICE),
    "make an administrator": (["UPDATE record_officer SET is_superuser = true"], ADMINISTRATOR),
    "enter an administrator": (
        [
            "INSERT INTO record_officer (email, name, office, is_superuser, is_active, password)"
            " VALUES ('a@localhost', '', '', true, true, '')"
        ],
        ADMINISTRATOR,
    ),
    "delete a load": (["DELETE FROM record_load"], given("DELETE", "record_load")),
    "change a load": (["UPDATE record_load SET sha256 = ''"], given("UPDATE", "record_load")),
    "forget a migration": (["DELETE FROM django_migrations"], given("DELETE", "django_migrations")),
    "make a table that triggers take for ours": (
        ["CREATE TEMP TABLE record_publication (LIKE public.record_publication)"],
        f"DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO {ROLE}', current_database()); END $$",
    ),
    "make a function": (
        ["CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
        f"GRANT CREATE ON SCHEMA public TO {ROLE}",
    ),
    "switch triggers off": (["SET LOCAL session_replication_role = replica"], f"ALTER ROLE {ROLE} SUPERUSER"),
    "become the owner": (["SET ROLE postgres"], f"GRANT postgres TO {ROLE}"),
    "switch a trigger of a table off": (
        ["ALTER TABLE claims_claim DISABLE TRIGGER ALL"],
        f"ALTER ROLE {ROLE} SUPERUSER",
    ),
}


@shared
def record():
    one = make_claim(statement="The bridge is old.", about=["melton"], quote="an old bridge")
    make_claim(case=one.case, quote="another bridge")
    make_voice(state="draft")
    make_officer()
    make_officer(role="publisher").memberships.update(starts="2026-01-01", ends="2026-01-31")
    make_officer(role="auditor", is_active=False)
    Load.objects.create(name="practice.yaml", sha256="0" * 64)
    publish_waiting()
    connection.check_constraints()
    grant_web_role(ROLE)


def attempt(statements):
    """Run statements as the web role, with the checks of a commit, and undo them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {ROLE}")
        for statement in statements:
            cursor.execute(statement)
            # What it says may be so and change nothing: then the test would show nothing.
            assert cursor.rowcount != 0, statement
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_it_is_refused(record, name):
    with pytest.raises(DatabaseError):
        attempt(ATTEMPTS[name][0])


@pytest.mark.parametrize("name", ATTEMPTS)
def test_it_goes_through_without_its_guard(record, name):
    statements, guards = ATTEMPTS[name]
    with connection.cursor() as cursor:
        for guard in [guards] if isinstance(guards, str) else guards:
            cursor.execute(guard)
    attempt(statements)


def test_what_is_right_goes_through(record):
    """The same role publishes, withdraws and notes a load."""
    claim = make_claim(statement="The bridge is new.")
    publish_waiting()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {ROLE}")
        withdraw(claim)
        Load.objects.create(name="another.yaml", sha256="0" * 64)
        connection.check_constraints()
        assert Publication.objects.filter(action="withdrawn").count() == 1
        transaction.set_rollback(True)


def test_every_office_that_somebody_holds_is_taken(record):
    """The database spells offices as the site does, also of authors who have left."""
    with transaction.atomic(), connection.cursor() as cursor:
        officers = [make_officer(role=role) for role in ("neutral-editor", "publisher", "auditor")]
        for office in ("", "Clerk; in charge", f"Clerk of {voice('melton').name}"):
            officers += [make_officer(role=role, council="melton", office=office) for role in ("officer", "reviewer")]
        authors = [make_officer(role=None), make_officer(role=None, office="Adviser", is_active=False)]
        publish_waiting()
        row = Voice.objects.get(key="melton")
        cursor.execute(f"SET SESSION AUTHORIZATION {ROLE}")
        for officer in officers:
            everybody = offices([*officers, *authors], row.public_id)
            for written_by in (everybody, "; ".join([everybody] * 9)[:600]):
                publishing.append([row], action="changed", office=office_now(officer), written_by=written_by)
        transaction.set_rollback(True)
