"""Tables made together equal tables made one after another."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from record.migration_operations import Together

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = [
    migrations.CreateModel("Lock", [("id", models.BigAutoField(primary_key=True))]),
    migrations.CreateModel(
        "Key",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("lock", models.ForeignKey("record.Lock", models.PROTECT, related_name="keys")),
            ("place", models.IntegerField()),
        ],
    ),
    migrations.AddField("lock", "spare", models.ForeignKey("record.Key", models.PROTECT, null=True, related_name="+")),
    migrations.AddIndex("key", models.Index(fields=["place"], name="record_key_place")),
    migrations.AddConstraint("key", models.UniqueConstraint(fields=["place"], name="record_key_place_once")),
]


def shape():
    with connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names(cursor) if name in ("record_lock", "record_key")
        ]
        return {
            table: (
                [column.name for column in connection.introspection.get_table_description(cursor, table)],
                sorted(
                    (tuple(each["columns"]), each["unique"], each["foreign_key"] or ())
                    for each in connection.introspection.get_constraints(cursor, table).values()
                ),
            )
            for table in tables
        }


def there_and_back(operations):
    states = [ProjectState()]
    for operation in operations:
        states.append(states[-1].clone())
        operation.state_forwards("record", states[-1])
        with connection.schema_editor() as editor:
            operation.database_forwards("record", editor, states[-2], states[-1])
    found = shape()
    for operation, before, after in reversed(list(zip(operations, states, states[1:], strict=False))):
        with connection.schema_editor() as editor:
            operation.database_backwards("record", editor, after, before)
    assert shape() == {}
    return found


def test_they_have_the_same_columns_keys_and_constraints_and_go_again():
    one_by_one = there_and_back(STEPS)
    assert set(one_by_one) == {"record_lock", "record_key"}
    assert there_and_back([Together(STEPS)]) == one_by_one
