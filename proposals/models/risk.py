from django.db import models
from django.db.models import Prefetch

from councils.models import Case, Document, Flag
from councils.models.sourced_part import SourcedPart
from proposals.choices import Axis
from proposals.models.decision import Decision
from proposals.models.proposal import OfCaseQuerySet, key_once_in_case
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow, Record
from record.web.addresses import cached_reverse, slug_of


class RiskRegisterQuerySet(OfCaseQuerySet):
    def for_page(self):
        """Fetch the scales, risks, matrix and flags, with where they are printed."""
        return self.select_related("document").prefetch_related(
            "scales",
            "matrix",
            Prefetch("risks", Risk.objects.select_related("passage__document__publisher")),
            Prefetch("flags", RiskFlag.objects.select_related("passage__document")),
        )


@tracked
class RiskRegister(Record):
    """A risk register as a document prints it, with scales and a matrix.

    The matrix may contradict the register.
    """

    KIND = "risk-register"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="risk_registers")
    as_at = UncertainDateField("as at", blank=True)
    note = models.TextField(blank=True)

    objects = RiskRegisterQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, *key_once_in_case("riskregister")]

    def __str__(self):
        return self.title

    @property
    def slug(self) -> str:
        return slug_of(self.title, "risk-register")

    def get_absolute_url(self):
        return cached_reverse("timeline:risks", self.case.key, self.public_id, self.slug)


@tracked
class ScaleStep(PartRow):
    """One step of a scale, as printed: likelihood 4, Significant."""

    register = models.ForeignKey(RiskRegister, models.PROTECT, related_name="scales")
    axis = models.CharField(max_length=20, choices=Axis)
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=300)

    class Meta(PartRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["register", "axis", "number"],
                name="proposals_scalestep_once",
                violation_error_message="This step of the scale is entered already.",
            )
        ]

    def __str__(self):
        return f"{self.number} {self.words}"


@tracked
class Risk(SourcedPart):
    register = models.ForeignKey(RiskRegister, models.PROTECT, related_name="risks")
    number = models.CharField(max_length=300, blank=True, help_text="As printed.")
    words = models.CharField(max_length=300)
    likelihood = models.CharField(max_length=300, blank=True, help_text="As printed.")
    impact = models.CharField(max_length=300, blank=True, help_text="As printed.")
    rating = models.CharField(max_length=300, blank=True, help_text="As printed, never worked out.")
    mitigation = models.TextField(blank=True)

    def __str__(self):
        return f"{self.number} {self.words}".strip()


@tracked
class MatrixCell(PartRow):
    """A cell of the matrix: what is printed for one likelihood and one impact."""

    register = models.ForeignKey(RiskRegister, models.PROTECT, related_name="matrix")
    likelihood = models.CharField(max_length=300)
    impact = models.CharField(max_length=300)
    printed = models.CharField(max_length=300)

    class Meta(PartRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["register", "likelihood", "impact"],
                name="proposals_matrixcell_once",
                violation_error_message="This cell is entered already.",
            )
        ]

    def __str__(self):
        return f"{self.likelihood} × {self.impact}: {self.printed}"


@tracked
class RiskFlag(Flag):
    flagged = models.ForeignKey(RiskRegister, models.PROTECT, related_name="flags")
