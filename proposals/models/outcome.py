"""Outcomes: the effects of a decision on proposals and options."""

from django.db import models
from django.db.models import Q

from councils.models import Voice
from councils.models.lines import in_lines
from councils.models.sourced_part import SourcedPart
from proposals.choices import (
    Effect,
)
from proposals.models.option import Option
from proposals.models.proposal import Proposal
from record.history import tracked
from record.text.english import mid_sentence


class OutcomeQuerySet(models.QuerySet):
    def for_lines(self):
        """Fetch the decision, its maker, the voice it is according to, and the source."""
        return in_lines(self, "decision__made_by", "according_to", "passage")


@tracked
class Outcome(SourcedPart):
    """The effect of a decision on a proposal or option, and what is still to come."""

    decision = models.ForeignKey("Decision", models.PROTECT, related_name="outcomes")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="outcomes")
    option = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="outcomes")
    effect = models.CharField(max_length=20, choices=Effect)
    words = models.CharField(max_length=300, blank=True, help_text="For changes: what is changed.")
    condition = models.CharField(max_length=300, blank=True, help_text="As worded: subject to Parliament.")
    still_to_come = models.CharField(max_length=300, blank=True)
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OutcomeQuerySet.as_manager()

    class Meta(SourcedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False) | Q(option__isnull=False) | ~Q(words=""),
                name="proposals_outcome_says_of_what",
                violation_error_message="Name a proposal or an option, or say it in words.",
            )
        ]

    @property
    def according_to_other(self) -> str:
        """On whose word it stands; empty where that is the decision maker."""
        is_own = self.according_to_id == self.decision.made_by_id
        return mid_sentence(self.according_to.name) if self.according_to and not is_own else ""

    def __str__(self):
        return f"{self.get_effect_display()}: {self.option or self.proposal or self.words}"
