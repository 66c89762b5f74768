from django.db import models
from django.db.models import F, Q

from claims.choices import OTHERS, OWN, LinkKind, Relation
from claims.models.claim import Claim
from councils.models import Passage
from record.history import tracked
from record.models import PartRow
from record.workflow.states import State

BY_OTHERS = Q(relation__in=OTHERS)
BY_ITSELF = Q(relation__in=OWN)
BOTH_PUBLISHED = Q(claim__state=State.PUBLISHED, to__state=State.PUBLISHED)


class ResponseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(BOTH_PUBLISHED)

    def by_others(self):
        return self.filter(BY_OTHERS)

    def around(self, claim):
        """Responses from and to a claim."""
        return self.filter(Q(claim=claim) | Q(to=claim))

    def with_answered(self):
        """Select the answered claim with its voice, and the document of the answer."""
        return self.select_related("to__made_for", "to__computed", "passage__document")


@tracked
class Response(PartRow):
    """A claim that answers another, in words that name, quote or plainly refer to it.

    The database refuses (migration 0002) a voice that disputes itself, a
    correction of another voice's claim, and an answer certainly older than what
    it answers.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="responses")
    to = models.ForeignKey(Claim, models.PROTECT, related_name="answered_by")
    relation = models.CharField(max_length=20, choices=Relation)
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="+")

    objects = ResponseQuerySet.as_manager()

    class Meta(PartRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(claim=F("to")),
                name="claims_response_to_another",
                violation_error_message="A claim does not answer itself.",
            ),
            models.UniqueConstraint(
                fields=["claim", "to"],
                name="claims_response_once",
                violation_error_message="This response is entered already.",
            ),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="claims_response_relation_known"),
        ]

    def __str__(self):
        return f"{self.claim.made_for} {self.get_relation_display()}"

    @property
    def is_printed_before(self) -> bool:
        """True if its words were certainly printed before the answered claim was made."""
        printed, said = self.passage.document.date, self.to.computed.said
        return bool(printed and said and printed.latest < said.earliest)


class ClaimLinkQuerySet(models.QuerySet):
    def published(self):
        return self.filter(BOTH_PUBLISHED)

    def touching(self, claims):
        """Links from or to any of these claims, with both ends and for whom they are made."""
        claims = list(claims)
        return self.filter(Q(claim__in=claims) | Q(to__in=claims)).select_related(
            "claim__made_for", "claim__computed", "to__made_for", "to__computed"
        )


@tracked
class ClaimLink(PartRow):
    """A link weaker than a response: one claim bears on another, or mirrors it."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="links")
    to = models.ForeignKey(Claim, models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=20, choices=LinkKind)
    note = models.CharField(max_length=300, blank=True)

    objects = ClaimLinkQuerySet.as_manager()

    class Meta(PartRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(claim=F("to")),
                name="claims_claimlink_to_another",
                violation_error_message="A claim is not linked to itself.",
            ),
            models.UniqueConstraint(
                fields=["claim", "to", "kind"],
                name="claims_claimlink_once",
                violation_error_message="This link is entered already.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
