import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db


def test_every_trigger_that_a_model_declares_is_in_the_database():
    declared = [(model, trigger) for model, trigger in pgtrigger.registered() if not model._meta.abstract]
    assert len(declared) > 100
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
        )
        present = set(cursor.fetchall())
    assert {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in declared} <= present


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
