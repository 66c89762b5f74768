"""The tests' databases: one is migrated, and each worker gets a copy of it.

Migrating takes half a minute, and copying half a second. The migrated one stays on the server for later
sessions, until a migration changes.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).parent.parent
PREFIX = "migrated_"


def migrated() -> str:
    """Name the database with all migrations applied; make it if there is none."""
    with _server() as execute:
        return _migrated(execute)


def copy_migrated(name: str) -> None:
    """Make a database of this name, as it is after all migrations."""
    with _server() as execute:
        source = _migrated(execute)
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        # Twice as fast as writing each page to the log.
        execute("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, source)


def drop(name: str) -> None:
    """Drop a database, whoever may still be connected to it."""
    with _server() as execute:
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def drop_migrated() -> None:
    """Leave no migrated database on the server."""
    with _server() as execute:
        _drop_migrated(execute)


@contextmanager
def _server():
    """Execute statements with names filled in, one process at a time."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('counterpoint.tests'))")
        yield lambda statement, *names: connection.execute(SQL(statement).format(*map(Identifier, names)))


def _migrated(execute) -> str:
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    name = PREFIX + hashlib.sha256(b"".join(path.read_bytes() for path in migrations)).hexdigest()[:16]
    if name not in _kept(execute):
        _drop_migrated(execute)
        # It gets its name when it is whole.
        draft = f"{PREFIX}draft"
        execute("CREATE DATABASE {}", draft)
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{draft}").geturl()
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url},
            check=True,
        )
        execute("ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


def _kept(execute) -> list[str]:
    rows = execute(f"SELECT datname FROM pg_database WHERE starts_with(datname, '{PREFIX}')")
    return [name for (name,) in rows.fetchall()]


def _drop_migrated(execute) -> None:
    for name in _kept(execute):
        execute("DROP DATABASE {}", name)
