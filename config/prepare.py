"""Prepare a start: tables, roles, static files, officers, cases.

Run by the launcher as `python -m config.prepare [--web-role]`, with DATABASE_URL set. Safe
to run twice, and by two at a time: the second waits for the first.
"""

import errno
import hashlib
import os
import sys
import traceback
from pathlib import Path

OFFICERS = [("editor@localhost", "Editor", "neutral-editor"), ("publisher@localhost", "Publisher", "publisher")]

# Any number that nothing else in the database locks.
LOCK = 0x636F756E746572


def prepare(*, web_role):
    from django.conf import settings
    from django.db import connection

    from councils.models import Case

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    migrate()
    if web_role:
        from config.roles import grant_web_role

        grant_web_role()
    collect_static()
    make_officers(settings.COUNTERPOINT_HOME / "sign-in")
    documents = os.environ.get("DOCUMENTS")
    not_loaded = load_cases(settings.BASE_DIR / "cases", [Path(documents)] if documents else [])
    if not_loaded and not Case.objects.published().exists():
        sys.exit(f"There is no case to serve: {', '.join(not_loaded)} could not be loaded, for the reasons above.")


def migrate():
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from config.schema import models_as_migrated, refusal_to_migrate, refuse_missing_columns, refuse_unknown_migrations

    executor = MigrationExecutor(connection)
    refuse_unknown_migrations(executor.loader)
    if pending := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        # Before the first step, so that a database that does not fit is left as it is.
        refuse_missing_columns(models_as_migrated(executor.loader))
        print(f"Migrating the database ({len(pending)} steps) …", flush=True)
    else:
        # What is put in place after migrating needs every table.
        refuse_missing_columns()
    # Also where nothing is pending: what the database refuses is put in place after it.
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        if is_disk_full(error):
            sys.exit("The database was not migrated: the disk is full. Make room, and start again.")
        if not pending or is_not_permitted(error):
            raise
        raise refusal_to_migrate(error) from error
    refuse_missing_columns()


def collect_static():
    """Collect and compress the static files if any has changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            seen.update(f"{storage.path(path)} {found.st_size} {found.st_mtime_ns}\n".encode())
    mark = settings.COUNTERPOINT_HOME / "static.sha256"
    if mark.exists() and mark.read_text() == seen.hexdigest() and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(seen.hexdigest())


def make_officers(kept):
    """The first two officers, of no council; `kept` holds their passwords.

    ADMIN_PASSWORD fixes both. An officer who exists keeps the password they have.
    """
    from django.contrib.auth import get_user_model

    from config.environment import write_private
    from councils.models import Membership
    from record.accounts.passwords import drawn_password

    officers = get_user_model().objects
    fixed = os.environ.get("ADMIN_PASSWORD")
    passwords = dict(line.split(" ", 1) for line in read_lines(kept))
    for email, name, role in OFFICERS:
        officer = officers.filter(email=email).first()
        if officer is None:
            passwords[email] = fixed or passwords.get(email) or drawn_password()
            officer = officers.create_user(email, passwords[email], name=name)
        elif fixed and not officer.check_password(fixed):
            passwords[email] = fixed
            officer.set_password(fixed)
            officer.save(update_fields=["password"])
        if not officer.memberships.exists():
            Membership.objects.create(officer=officer, role=role)
    content = "".join(f"{email} {password}\n" for email, password in passwords.items())
    if content != "".join(f"{line}\n" for line in read_lines(kept)):
        write_private(kept, content)


def read_lines(path):
    return path.read_text().splitlines() if path.exists() else []


def load_cases(folder, documents) -> list[str]:
    """Load each shipped case file that is new or changed.

    Returns the names of those refused. One that is refused does not stop the others; a
    full disk stops them all.
    """
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError

    not_loaded = []
    for path in sorted(folder.glob("*.yaml")):
        # A case may ship with its texts, in a folder beside it that bears its name.
        own = path.with_suffix("")
        folders = [*([own] if own.is_dir() else []), *documents]
        if is_loaded(path, folders):
            continue
        print(f"Loading {path.name} …", flush=True)
        try:
            call_command("load_case", str(path), documents=[str(each) for each in folders])
        except (OSError, DatabaseError) as error:
            if is_disk_full(error):
                sys.exit(f"{path.name} was not loaded: the disk is full. Make room, and start again.")
            traceback.print_exc()
        except CommandError as error:
            print(error, file=sys.stderr, flush=True)
        except SystemExit:
            pass  # the command has said why
        except Exception:
            # A fault of ours in one file must not keep the rest of the record from readers.
            traceback.print_exc()
        else:
            continue
        not_loaded.append(path.name)
    return not_loaded


def is_disk_full(error) -> bool:
    from psycopg.errors import DiskFull

    return getattr(error, "errno", None) == errno.ENOSPC or isinstance(error.__cause__, DiskFull)


def is_not_permitted(error) -> bool:
    return "permission denied" in str(error) or "must be owner" in str(error)


def is_loaded(path, folders):
    """True if neither a case file nor its texts have changed since its last load."""
    from record.models import Load

    content = path.read_bytes()
    last = Load.objects.filter(name=path.name).order_by("pk").last()
    if last is None or last.sha256 != hashlib.sha256(content).hexdigest():
        return False
    return not any(name.encode() in content for name in texts_to_add(folders))


def texts_to_add(folders):
    """Files in these folders that are texts still missing from the record."""
    from councils.models import Document

    files = [file.name for folder in folders if folder.is_dir() for file in folder.iterdir()]
    return set(Document.objects.filter(text_file__in=files, stored=None).values_list("text_file", flat=True))


def main(arguments):
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        prepare(web_role="--web-role" in arguments)
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error))
    except DatabaseError as error:
        if not is_not_permitted(error):
            raise
        sys.exit(
            f"The role that DATABASE_URL names may not prepare the database: {str(error).splitlines()[0]}\n"
            "Let it own the database: ALTER DATABASE … OWNER TO …;"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
