"""What is computed of published claims, and set by nobody: rebuilt in the transaction that changes what it rests on.

These tables have no history: they can be rebuilt from the rest at any time,
and a test compares the two.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.choices import Role, StandingWord
from claims.models.claim import Claim
from councils.models import Case, Side, Voice
from record.dates import UncertainDateField


class ClaimStanding(models.Model):
    """When a published claim was said, in whose column it stands, and its standing."""

    COMPUTED = True

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="computed")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    said = UncertainDateField("said", blank=True)
    side = models.ForeignKey(Side, models.PROTECT, null=True, related_name="+")
    is_reported_only = models.BooleanField(
        default=False, help_text="Every appearance is another side's report: it stands in the reporter's column."
    )
    words = ArrayField(models.CharField(max_length=20, choices=StandingWord))
    detail = models.JSONField()
    search = SearchVectorField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["said_earliest", "said_latest", "claim"], name="claims_standing_said"),
            models.Index(fields=["case", "said_earliest", "said_latest", "claim"], name="claims_standing_case"),
            models.Index(fields=["side", "said_earliest", "said_latest", "claim"], name="claims_standing_side"),
            GinIndex(fields=["words"], name="claims_standing_words"),
            GinIndex(fields=["search"], name="claims_standing_search"),
        ]

    def __str__(self):
        return " ".join(self.words)


class ClaimCouncil(models.Model):
    """That a published claim counts for a council: in which role, by way of whom, and whether certainly so."""

    COMPUTED = True

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="councils")
    council = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    via = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    is_certain = models.BooleanField(help_text="False where only uncertain bounds make the dates overlap.")
    is_apart = models.BooleanField(
        help_text="An editor's reading of an unnamed target, or words that others say are the council's."
    )
    is_own = models.BooleanField(
        help_text="The council's own words, or those of its bodies and officers: no alliance's."
    )
    said_earliest = models.DateField()
    said_latest = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "council", "role", "via"], name="claims_claimcouncil_once")
        ]
        indexes = [
            models.Index(
                fields=["council", "role", "said_earliest", "said_latest", "claim"], name="claims_claimcouncil_list"
            )
        ]

    def __str__(self):
        return f"{self.council} {self.role}"
