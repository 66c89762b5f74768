"""The voices, questions, events and proposals that a claim is about."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from claims.choices import ACCUSING, CONTRADICTING, EventRole
from claims.models.point import Point
from councils.choices import NAMELESS
from councils.models import Voice
from proposals.models import Element, Event, Option, Proposal
from record.history import tracked
from record.models import PartRow
from record.workflow.states import State


class AboutQuerySet(models.QuerySet):
    def calling_for_reply(self):
        """Named voices in claims that accuse or contradict, and so call for a reply.

        The only place that says of whom the record looks for a reply (docs/laws.md, law 4).
        """
        claims = self.model._meta.get_field("claim").related_model.objects
        contradicting = claims.order_by().filter(
            pk=OuterRef("claim"), responses__relation__in=CONTRADICTING, responses__to__state=State.PUBLISHED
        )
        is_called = Q(claim__kind__in=ACCUSING) | Exists(contradicting)
        return self.filter(is_called).exclude(voice__kind__in=NAMELESS)


@tracked
class About(PartRow):
    """A voice that a claim is about, by name or by an editor's reading marked so."""

    claim = models.ForeignKey("Claim", models.PROTECT, related_name="about")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="mentions")
    reading = models.BooleanField("editor's reading", default=False)

    objects = AboutQuerySet.as_manager()

    class Meta(PartRow.Meta):
        verbose_name_plural = "about"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "voice"],
                name="claims_about_once",
                violation_error_message="This voice is listed already.",
            )
        ]
        # Any one claim about each of many voices, and that there is none.
        indexes = [models.Index(fields=["voice", "claim"], name="claims_about_of_voice")]

    def __str__(self):
        return str(self.voice)


@tracked
class ClaimPoint(PartRow):
    claim = models.ForeignKey("Claim", models.PROTECT, related_name="points")
    point = models.ForeignKey(Point, models.PROTECT, related_name="answers")

    def __str__(self):
        return str(self.point)


@tracked
class ClaimEvent(PartRow):
    """A claim that says what happened at an event, or is connected with it."""

    claim = models.ForeignKey("Claim", models.PROTECT, related_name="events")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=EventRole, default=EventRole.ACCOUNT)

    def __str__(self):
        return str(self.event)


@tracked
class ClaimProposal(PartRow):
    claim = models.ForeignKey("Claim", models.PROTECT, related_name="proposals")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.proposal)


@tracked
class ClaimOption(PartRow):
    claim = models.ForeignKey("Claim", models.PROTECT, related_name="options")
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.option)


@tracked
class ClaimElement(PartRow):
    claim = models.ForeignKey("Claim", models.PROTECT, related_name="elements")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.element)
