from django.db import models

from record.history import tracked


@tracked
class Load(models.Model):
    """A case file that was loaded, so that a later start finds new and changed files."""

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    documents_sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "case file loaded"
        verbose_name_plural = "case files loaded"
        indexes = [models.Index(fields=["name", "sha256"], name="record_load_file")]

    def __str__(self):
        return f"{self.name}, {self.sha256}"


@tracked
class Loaded(models.Model):
    """Digests of a record in a case file and on record when it was last loaded.

    By this a later load knows whether anybody has changed the record since.
    """

    source = models.CharField(max_length=100, help_text="The key of the case whose file it is.")
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=10)
    said_sha256 = models.CharField(max_length=64)
    stood_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "record as loaded"
        verbose_name_plural = "records as loaded"
        constraints = [
            models.UniqueConstraint(fields=["record_id", "kind", "source"], name="record_loaded_once_a_file")
        ]

    def __str__(self):
        return f"{self.kind} {self.record_id} from {self.source}"
