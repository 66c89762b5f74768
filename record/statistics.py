"""PostgreSQL's statistics of tables that a transaction fills."""

from collections.abc import Iterable

from django.db import connection

# Fewer rows are no matter to its plans.
MANY = 2000


def analyze(models: Iterable) -> None:
    """Count the rows of tables now, and not some minutes after the commit.

    Where PostgreSQL takes a table that holds tens of thousands of rows for an empty one, as it does after a dry run
    of the same file, it looks through all of them for each.
    """
    tables = sorted(model._meta.db_table for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")
