"""The web server's own role in PostgreSQL: the wall behind the triggers.

Triggers tell an officer what is refused; whoever owns the tables could still put them
aside. This role owns nothing: it cannot change, delete or empty history and publications,
nor add to history by itself, nor switch triggers off, nor take a load out of the list of
loads, nor say what a transaction has changed, nor make a table that a trigger could take for
ours, whatever the code that it runs is made to say.
"""

from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

from config.postgres import WEB_ROLE
from record.guards import append_only_models
from record.models import HistoryEntry, Load, Loaded, OpenChange

# What migrating alone writes.
READ_ONLY = ["django_migrations", "django_content_type", "auth_permission"]


def append_only_tables():
    """Publications and history."""
    return sorted(model._meta.db_table for model in append_only_models())


def grant_web_role(role=WEB_ROLE):
    """Make the role, and give it what serving needs and no more. Safe to run again.

    Needs the owner of the tables, and the right to make roles unless this one is there
    already; run it after migrating.
    """
    name, database = Identifier(role), connection.settings_dict["NAME"]
    with transaction.atomic(), connection.cursor() as cursor:

        def run(statement, **parts):
            cursor.execute(SQL(statement).format(role=name, **parts))

        powers = "rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
        cursor.execute(f"SELECT {powers} FROM pg_roles WHERE rolname = %s", [role])
        has_powers = cursor.fetchone()
        if not has_powers:
            run("CREATE ROLE {role} LOGIN")
        # Only a superuser may run this, even where it takes nothing away.
        elif has_powers[0]:
            run("ALTER ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")
        run("GRANT USAGE ON SCHEMA public TO {role}")
        # A table of its own, of the name of one of ours, would be read by our triggers in its place.
        run("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}")
        run("REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}", database=Identifier(database))
        run("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in append_only_tables():
            run("REVOKE UPDATE, DELETE ON {table} FROM {role}", table=Identifier(table))
        # History is written by its triggers alone, with the rights of the owner.
        run("REVOKE INSERT ON {table} FROM {role}", table=Identifier(HistoryEntry._meta.db_table))
        run("REVOKE ALL ON {table} FROM {role}", table=Identifier(OpenChange._meta.db_table))
        run("REVOKE UPDATE, DELETE ON {table} FROM {role}", table=Identifier(Load._meta.db_table))
        run("REVOKE DELETE ON {table} FROM {role}", table=Identifier(Loaded._meta.db_table))
        for table in READ_ONLY:
            run("REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}", table=Identifier(table))
        # A table made while the site serves may be one of history: until the next start,
        # which the code that goes with it needs anyhow, it can only be added to.
        run("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {role}")
        run("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {role}")
        run("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}")
