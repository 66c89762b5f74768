from django.db import models

from councils.models import Case, Document, Passage, Voice
from councils.models.lines import in_lines
from proposals.choices import Stage
from proposals.models.proposal import OfCaseQuerySet, Proposal, key_once_in_case
from record.dates import UncertainDateField
from record.dates.order import by_date
from record.history import tracked
from record.models import PartRow, Record
from record.web.addresses import cached_reverse
from record.workflow.states import State


@tracked
class Submission(Record):
    """A paper sent to a recipient with one or more proposals, each with its voice."""

    KIND = "submission"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    when = UncertainDateField("when")
    to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, *key_once_in_case("submission")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{cached_reverse('timeline:proposals', self.case.key)}#{self.public_id}"


@tracked
class Submitter(PartRow):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="submitters")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.voice)


class CarriedQuerySet(models.QuerySet):
    def published(self):
        return self.filter(submission__state=State.PUBLISHED)

    def by_date(self):
        """In the order of their submissions."""
        return self.order_by(*by_date("submission__when"), "submission__key")

    def for_lines(self):
        """Fetch the voice for which each is carried, and its submission."""
        return in_lines(self, "voice", "submission__to", "submission__document")


@tracked
class Carried(PartRow):
    """A proposal that a submission carries, at which stage, and for whom."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="carries")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="carried_by")
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    voice = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CarriedQuerySet.as_manager()

    class Meta(PartRow.Meta):
        verbose_name_plural = "proposals carried"

    def __str__(self):
        return str(self.proposal)
