from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.choices import LARGEST_TILE_MAP, LabelBasis
from councils.models.voice import Voice
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow, Record, RecordQuerySet
from record.models.base import key_once
from record.text.english import opening
from record.web.addresses import cached_reverse


class CaseQuerySet(RecordQuerySet):
    def by_title(self):
        return self.order_by("invented", "title", "pk")


@tracked
class Case(Record):
    """One contested change, with its parties and its sides, which are its columns."""

    KIND = "case"

    title = models.CharField(max_length=300, help_text="A neutral description, without a party's name for it.")
    area = models.CharField(max_length=300, blank=True)
    summary = models.TextField(help_text="What is changing and who was asked, in neutral words.")
    began = UncertainDateField("began", blank=True)
    kept_up_to = models.DateField(null=True, blank=True, help_text="The day up to which the record has been kept.")
    quiet_first = models.DateField(
        "nothing new from",
        null=True,
        blank=True,
        help_text="The first day of a period before an election in which nothing new is published.",
    )
    quiet_last = models.DateField("nothing new until", null=True, blank=True, help_text="The last day of it.")
    invented = models.BooleanField(default=False, help_text="A case made up for practice, and shown as such.")

    objects = CaseQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quiet_first=None, quiet_last=None)
                | Q(quiet_first__isnull=False, quiet_last__isnull=False, quiet_last__gte=models.F("quiet_first")),
                name="councils_case_quiet_period",
                violation_error_message="Give both days of the period in which nothing new is published, in order.",
            ),
            *key_once("councils_case", message="Another case has this address."),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return cached_reverse("timeline:case", self.key)

    @property
    def opening(self) -> str:
        """The first sentences of the summary, by which lists introduce the case."""
        return opening(self.summary)[0]

    @property
    def further(self) -> str:
        """The summary after its opening."""
        return opening(self.summary)[1]

    @property
    def is_quiet(self) -> bool:
        """True on a day of its quiet period, in which nothing new is published."""
        return bool(self.quiet_first and self.quiet_first <= timezone.localdate() <= self.quiet_last)


@tracked
class Party(PartRow):
    """A council or body that the case concerns; it need not be in the case's area."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="party_to")
    in_area = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(PartRow.Meta):
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "voice"],
                name="councils_party_once",
                violation_error_message="This party is listed already.",
            )
        ]

    def __str__(self):
        return str(self.voice)


@tracked
class Side(PartRow):
    """A column of a case.

    The label is the names of its councils, or one that its members agreed to (docs/laws.md, law 10).
    """

    REPEATED_WORDS = ("label",)

    case = models.ForeignKey(Case, models.PROTECT, related_name="sides")
    key = models.SlugField(max_length=100)
    own_label = models.CharField("label", max_length=300)
    # The label that pages show: councils/side_labels.py.
    label = models.CharField("label as shown", max_length=600, editable=False, default="", db_default="")
    label_basis = models.CharField(max_length=20, choices=LabelBasis, default=LabelBasis.NAMES)
    short_name = models.CharField(
        max_length=35,
        blank=True,
        help_text="As neutral as the label. A page calls the side by it once it has printed the label.",
    )

    class Meta(PartRow.Meta):
        # Columns are in alphabetical order of their labels everywhere (docs/laws.md, law 10).
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"],
                name="councils_side_key_once",
                violation_error_message="Another side of this case has this lasting name.",
            ),
            models.UniqueConstraint(
                fields=["case", "own_label"],
                name="councils_side_label_once",
                # Two sides may exchange their labels in one change.
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another side of this case has this label.",
            ),
        ]

    def __str__(self):
        return self.label or self.own_label


@tracked
class Placement(PartRow):
    """A voice placed in a side for a period. It may change sides.

    A trigger refuses two sides at once.
    """

    side = models.ForeignKey(Side, models.PROTECT, related_name="placements")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="placements")
    when = UncertainDateField("when", blank=True, help_text="Leave empty for the whole of the case.")

    def __str__(self):
        return f"{self.voice} in {self.side}"


WITHIN_THE_MAP = Q(column__range=(1, LARGEST_TILE_MAP), row__range=(1, LARGEST_TILE_MAP))


class TileQuerySet(models.QuerySet):
    def of(self, case):
        """The squares of a case's map, from its top left, each with its council."""
        return self.filter(case=case).select_related("council__council").order_by("row", "column")


@tracked
class Tile(PartRow):
    """A council's square on the case's tile map, arranged to resemble the area.

    A trigger refuses voices that are not councils.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="tiles")
    council = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    column = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TILE_MAP)], help_text="From the left, from 1."
    )
    row = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_TILE_MAP)], help_text="From the top, from 1."
    )

    objects = TileQuerySet.as_manager()

    class Meta(PartRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "council"],
                name="councils_tile_council_once",
                violation_error_message="This council has a square on the map already.",
            ),
            models.UniqueConstraint(
                fields=["case", "column", "row"],
                name="councils_tile_square_once",
                # Two councils may exchange their squares in one change.
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Another council has this square of the map.",
            ),
            models.CheckConstraint(
                condition=WITHIN_THE_MAP,
                name="councils_tile_within_the_map",
                violation_error_message=f"Columns and rows of the map are counted from 1 to {LARGEST_TILE_MAP}.",
            ),
        ]

    def __str__(self):
        return f"{self.council} at {self.column}, {self.row}"
