from django.db import models

from councils.models import Case
from proposals.models import Decision, Event
from proposals.models.proposal import OfCaseQuerySet
from record.history import tracked
from record.models import PartRow, Record
from record.models.base import key_once
from record.web.addresses import cached_reverse, slug_of


@tracked
class Point(Record):
    """A neutral question at issue, which claims answer. Points align the columns."""

    KIND = "point"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    question = models.CharField(max_length=300, help_text="Without adjectives: “Was a note of the meeting shared?”")
    note = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's questions.")

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        # Officers read what readers do.
        verbose_name = "question"
        constraints = [
            *Record.Meta.constraints,
            *key_once("claims_point", "case", message="Another question in this case has this lasting name."),
        ]

    def __str__(self):
        return self.question

    @property
    def slug(self) -> str:
        return slug_of(self.question, "point")

    def get_absolute_url(self):
        return cached_reverse("timeline:point", self.case.key, self.public_id, self.slug)


@tracked
class PointDecision(PartRow):
    """A decision that bears on a question, besides those at the events of its claims."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="decisions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.decision)


@tracked
class PointEvent(PartRow):
    """An event that bears on a question, besides those of its claims."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="events")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.event)
