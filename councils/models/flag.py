from django.db import models

from councils.choices import FlagKind
from councils.models.sourced_part import SourcedPart


class Flag(SourcedPart):
    """An editor's note on a source, always shown as the editor's: does not add up."""

    kind = models.CharField(max_length=20, choices=FlagKind)
    note = models.TextField(help_text="What is to be noticed. It corrects nothing.")

    class Meta(SourcedPart.Meta):
        abstract = True

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return FlagKind(self.kind).label
