from django.db import models

from councils.models import Document, Voice
from councils.models.sourced_part import SourcedPart
from proposals.choices import RecordStatus
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow


@tracked
class AgendaItem(SourcedPart):
    """An item of a meeting's agenda, with the report before it."""

    event = models.ForeignKey("Event", models.PROTECT, related_name="agenda")
    number = models.CharField(max_length=300, blank=True, help_text="As printed.")
    title = models.CharField(max_length=300)
    report = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.number} {self.title}".strip()


@tracked
class MeetingRecord(PartRow):
    """The record of a meeting, as a thing of its own: a note, a recording, minutes."""

    event = models.ForeignKey("Event", models.PROTECT, related_name="records")
    name = models.CharField(max_length=300, help_text="A neutral description: Melton’s note of the meeting.")

    def __str__(self):
        return self.name


@tracked
class RecordState(SourcedPart):
    """A statement about the record of a meeting: who holds it, or who asked for it."""

    record = models.ForeignKey(MeetingRecord, models.PROTECT, related_name="states")
    status = models.CharField(max_length=20, choices=RecordStatus)
    voice = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who holds it, asks for it or declines.",
    )
    of = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who is asked for it."
    )
    when = UncertainDateField("when", blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", help_text="Once it is published."
    )
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return self.get_status_display()
