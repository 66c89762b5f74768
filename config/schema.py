"""Refuse to start on a database that does not fit this code.

The site would otherwise start, and fail page by page.

The database of an older version, or one whose migrations were edited after they had
run, lacks tables or columns that this code reads.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

REMEDY = (
    "With the version of Counterpoint that made it, save each case (manage.py dump_case SLUG > FILE). Then move the\n"
    "folder of its state away (var/, unless COUNTERPOINT_HOME says otherwise; of a server of your own, name an empty\n"
    "database in DATABASE_URL), start again, and load the files (manage.py load_case FILE)."
)


def refuse_unknown_migrations(loader):
    """Raise ImproperlyConfigured if the database has migrations unknown here."""
    applied = MigrationRecorder(connection).applied_migrations()
    known = set(loader.disk_migrations)
    # What Django's own apps once had is theirs to judge.
    ours = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
    if unknown := sorted(f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in known):
        raise ImproperlyConfigured(
            f"This database was made by another version of Counterpoint: this one does not know its migration"
            f" {unknown[0]}{f' and {len(unknown) - 1} more' if unknown[1:] else ''}.\n{REMEDY}"
        )


def models_as_migrated(loader):
    """The models as the migrations that have run describe them."""
    applied = [node for node in loader.applied_migrations if node in loader.graph.nodes]
    return loader.project_state(applied).apps


def refuse_missing_columns(models=apps):
    """Raise ImproperlyConfigured if a table or column of these models is missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        )
        present = set(cursor.fetchall())
    missing = sorted(
        {
            f"{model._meta.db_table}.{column.column}"
            for model in models.get_models(include_auto_created=True)
            if model._meta.managed
            for column in model._meta.concrete_fields
        }
        - {f"{table}.{column}" for table, column in present}
    )
    if missing:
        raise ImproperlyConfigured(
            f"This database lacks {missing[0]}{f' and {len(missing) - 1} more columns' if missing[1:] else ''}, though"
            f" the migrations that make it have run: one of them was edited since, or the database was changed by hand."
            f"\n{REMEDY}"
        )


def refusal_to_migrate(error):
    """The sentence on a migration that the database refused: the first still to run."""
    executor = MigrationExecutor(connection)
    (failed, _), *_ = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return ImproperlyConfigured(
        f"The migration {failed.app_label}.{failed.name} could not be applied: {str(error).splitlines()[0]}\n"
        "Nothing is served. Put the dump back that was made before the upgrade, start the version that made it, and\n"
        "report this sentence. Without a dump that version may still start. "
        f"{REMEDY}"
    )
