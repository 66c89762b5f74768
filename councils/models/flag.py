from django.contrib.postgres.fields import ArrayField
from django.db import models

from councils.choices import FlagKind
from record.models import PartRow


class Flag(PartRow):
    """An editor's note on a source, always shown as the editor's: does not add up."""

    kind = models.CharField(max_length=20, choices=FlagKind)
    note = models.TextField(help_text="What is to be noticed. It corrects nothing.")
    passage = models.ForeignKey("councils.Passage", models.PROTECT, null=True, blank=True, related_name="+")
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    class Meta(PartRow.Meta):
        abstract = True

    def __str__(self):
        return self.get_kind_display()
