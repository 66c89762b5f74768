import functools
import operator

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class HistoryAction(models.TextChoices):
    INSERT = "insert", "written"
    UPDATE = "update", "changed"
    DELETE = "delete", "taken away"


class HistoryQuerySet(models.QuerySet):
    def of(self, model, *pks):
        """The history of a table, or of these rows of it."""
        rows = self.filter(table_name=model._meta.db_table)
        return rows.filter(row_id__in=pks) if pks else rows

    def of_rows(self, rows: dict):
        """The history of these rows: primary keys by model."""
        return self.filter(
            functools.reduce(
                operator.or_,
                (models.Q(table_name=model._meta.db_table, row_id__in=pks) for model, pks in rows.items()),
                models.Q(pk=None),
            )
        )

    def newest_first(self):
        return self.order_by("-id")


class HistoryEntry(models.Model):
    """One write to one row.

    Only the database writes it: record/sql/record_write_history.sql."""

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    action = models.CharField(max_length=6, choices=HistoryAction)
    at = models.DateTimeField(help_text="When the transaction began.")
    context = models.JSONField(null=True, help_text="Who wrote, why, and through what, where our code said so.")
    old = models.JSONField(null=True, help_text="Of a change, the columns that changed, as they were; else the row.")
    new = models.JSONField(null=True, help_text="The row as it is after.")

    objects = HistoryQuerySet.as_manager()

    class Meta:
        db_table = "record_history"
        verbose_name_plural = "history entries"
        indexes = [
            models.Index(fields=["table_name", "row_id"], name="record_history_row"),
            # Finds rows by what they no longer say. Insertions have no old row, and cost it nothing.
            GinIndex(
                fields=["old"],
                name="record_history_old",
                opclasses=["jsonb_path_ops"],
                condition=models.Q(old__isnull=False),
                fastupdate=False,
            ),
        ]

    def __str__(self):
        return f"{self.table_name} {self.row_id}: {self.action}"
