from django.contrib.postgres.fields import ArrayField
from django.db import models

from record.models import PartRow


class SourcedPart(PartRow):
    """A part of a record that may cite a passage and carry refs of a checklist."""

    passage = models.ForeignKey("councils.Passage", models.PROTECT, null=True, blank=True, related_name="+")
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    class Meta(PartRow.Meta):
        abstract = True
