from django.db import models


class OpenChange(models.Model):
    """A public record whose rows were changed in this transaction.

    Only triggers write it (record.guards). At the end of the transaction the database compares the
    record with its last publication, and the row is gone: so the table is empty for everybody else.
    """

    # Nothing of it outlives its transaction.
    PASSING = True

    transaction = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transaction", "kind", "record_id"], name="record_open_change_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.record_id}"
