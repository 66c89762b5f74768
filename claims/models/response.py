from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from claims.choices import OTHERS, OWN, LinkKind, Relation
from claims.models.claim import Claim
from councils.models import Passage
from record.history import tracked
from record.models import PartRow
from record.workflow.states import State

BY_OTHERS = Q(relation__in=OTHERS)
BY_ITSELF = Q(relation__in=OWN)
BOTH_PUBLISHED = Q(claim__state=State.PUBLISHED, to__state=State.PUBLISHED)


# The columns of a claim and its maker, of its computed date, and of a document's date, that a line prints.
LINE = ["public_id", "statement", "made_for__public_id", "made_for__name"]
SAID = ["is_reported_only", "said_edtf", "said_printed", "said_basis", "said_extent"]
DATE = ["date_edtf", "date_printed", "date_basis", "date_extent"]


class ResponseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(BOTH_PUBLISHED)

    def in_own_words(self):
        """Leave out responses that are known only from the report of another side."""
        return self.filter(claim__computed__is_reported_only=False)

    def with_taken_back(self):
        """Annotate ``is_taken_back``: its maker has retracted it since."""
        return self.annotate(is_taken_back=Exists(_retractions().exclude(Exists(_retractions()))))

    def in_force(self):
        """Leave out responses whose maker has retracted them since."""
        return self.with_taken_back().filter(is_taken_back=False)

    def by_others(self):
        return self.filter(BY_OTHERS)

    def touching(self, claim):
        """Responses from and to a claim."""
        return self.filter(Q(claim=claim) | Q(to=claim))

    def with_answered(self):
        """Select what a line prints of the answered claim and of the answer's source."""
        return self.select_related("to__made_for", "to__computed", "passage__document").only(
            *("claim", "relation", "sequence", "passage__document"),
            *(f"to__{name}" for name in LINE),
            *(f"to__computed__{name}" for name in SAID),
            *(f"passage__document__{name}" for name in DATE),
        )


def _retractions():
    """Retractions of the claim of an outer response, in its maker's words."""
    retracting = Response.objects.published().in_own_words().filter(relation=Relation.RETRACTS)
    return retracting.filter(to=OuterRef("claim"))


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
        """Links from or to these claims, with what a line prints of both ends."""
        claims = list(claims)
        ends = [f"{end}__{name}" for end in ("claim", "to") for name in (*LINE, "computed__is_reported_only")]
        related = [f"{end}__{name}" for end in ("claim", "to") for name in ("made_for", "computed")]
        links = self.filter(Q(claim__in=claims) | Q(to__in=claims)).select_related(*related)
        return links.only("claim", "to", "kind", "note", "sequence", *ends)


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
