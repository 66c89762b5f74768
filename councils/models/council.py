from decimal import Decimal

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Cast

from councils.choices import PLAIN_NUMBER, UNITS, CouncilType, MeasureKind, MeasureUnit, SuccessionKind
from councils.models.lines import in_lines
from councils.models.voice import Alias, Voice
from record.dates import UncertainDateField
from record.dates.order import by_date
from record.history import tracked
from record.models import PartRow
from record.text.search import contains
from record.web.addresses import cached_reverse
from record.workflow.states import PUBLIC_STATES, State


class CouncilQuerySet(models.QuerySet):
    def published(self):
        return self.filter(voice__state=State.PUBLISHED)

    def public(self):
        """Councils that have a public page: published, or withdrawn with a reason."""
        return self.filter(voice__state__in=PUBLIC_STATES)

    def called(self, words: str):
        """Councils with this code, or with these words in their area, names or places."""
        named = Alias.objects.filter(contains(words, "name"), voice=OuterRef("voice"))
        with_place = Council.objects.filter(contains(words, "places__name"), pk=OuterRef("pk"))
        in_own_name = Q(code__iexact=words) | contains(words, "area", "voice__name")
        return self.filter(in_own_name | Q(Exists(named)) | Q(Exists(with_place)))

    def in_case(self, case):
        """Councils whose area a case concerns: its parties and the members of its sides."""
        return self.filter(
            Exists(Voice.objects.filter(pk=OuterRef("voice"), party_to__case=case, party_to__in_area=True))
            | Exists(Voice.objects.filter(pk=OuterRef("voice"), placements__side__case=case))
        )

    def by_area(self):
        return self.select_related("voice").order_by("area", "pk")

    def for_page(self):
        """Fetch the identifiers, successors, controls and seats of a council."""
        controls = Control.objects.select_related("passage__document__publisher").order_by(*by_date("when"))
        return self.select_related("voice", "county").prefetch_related(
            "identifiers",
            Prefetch("successions", Succession.objects.select_related("other")),
            Prefetch("controls", controls),
            "controls__seats",
        )


@tracked
class Council(PartRow):
    """A council's own details beyond those of a voice: code, type and dates."""

    voice = models.OneToOneField(Voice, models.PROTECT, related_name="council")
    code = models.CharField(max_length=6, help_text="Upper case, as in addresses: MEL.")
    area = models.CharField(max_length=300, help_text="The name of the place alone: Melton.")
    type = models.CharField(max_length=20, choices=CouncilType)
    county = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="For a district: the county council in whose area it lies, where that is not the case's only one.",
    )
    starts = UncertainDateField("starts", blank=True)
    ends = UncertainDateField("ends", blank=True)

    objects = CouncilQuerySet.as_manager()

    class Meta(PartRow.Meta):
        # One code is one council, among what is public and among the entries of each council:
        # councils/sql/councils_check_codes.sql.
        indexes = [models.Index(fields=["code"], name="councils_council_code")]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{3,4}(-[A-Z])?$"),
                name="councils_council_code_form",
                violation_error_message="A code is three or four capital letters, such as MEL, or has one more: NIR-U.",
            ),
            models.CheckConstraint(
                condition=Q(ends_edtf="") | Q(starts_edtf="") | Q(ends_latest__gte=F("starts_earliest")),
                name="councils_council_ends_after_it_starts",
                violation_error_message="A council ends after it starts.",
            ),
        ]

    def __str__(self):
        return self.area

    def get_absolute_url(self):
        return cached_reverse("timeline:council", self.code)


@tracked
class Identifier(PartRow):
    """An identifier of a council in some scheme, such as its GSS code."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=300)
    value = models.CharField(max_length=300)

    class Meta(PartRow.Meta):
        # One identifier is one council's, as with codes: councils/sql/councils_check_codes.sql.
        indexes = [models.Index(fields=["scheme", "value"], name="councils_identifier_value")]

    def __str__(self):
        return f"{self.scheme} {self.value}"


@tracked
class Succession(PartRow):
    """How one council followed another."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="successions")
    kind = models.CharField(max_length=20, choices=SuccessionKind)
    other = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    when = UncertainDateField("when", blank=True)
    note = models.TextField(blank=True)

    def __str__(self):
        return f"{self.council} {self.get_kind_display()} {self.other}"


@tracked
class Control(PartRow):
    """Political control of a council for a period, in words and in seats."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="controls")
    when = UncertainDateField("when")
    words = models.CharField(max_length=300)
    passage = models.ForeignKey("councils.Passage", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return self.words


@tracked
class Seats(PartRow):
    control = models.ForeignKey(Control, models.PROTECT, related_name="seats")
    group = models.CharField(max_length=300)
    seats = models.PositiveIntegerField()

    class Meta(PartRow.Meta):
        verbose_name_plural = "seats"

    def __str__(self):
        return f"{self.group} {self.seats}"


PLAIN = Q(value__regex=PLAIN_NUMBER)
FITTING = Q(*(Q(kind=kind, unit__in=units) for kind, units in UNITS.items()), _connector=Q.OR)
WITH_SOURCE = Q(passage__isnull=False) | ~Q(source="")


class CouncilMeasurementQuerySet(models.QuerySet):
    def of(self, councils):
        return self.filter(council__in=councils)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def by_kind(self):
        """Population first; within a kind the latest first, and undated measures last."""
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(MeasureKind)]
        return self.order_by(
            Case(*places, output_field=models.IntegerField()),
            *by_date("as_at", descending=True),
            "sequence",
            "pk",
        )

    def for_showing(self):
        """In order, each with its passage."""
        return in_lines(self.by_kind(), "passage")


@tracked
class CouncilMeasurement(PartRow):
    """A source's measure of a council's size. Two sources may differ; both are kept."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=20, choices=MeasureKind)
    value = models.CharField(
        max_length=17, help_text="Digits, with a point before decimals and no commas: 46100, or 481.2."
    )
    unit = models.CharField(max_length=20, choices=MeasureUnit)
    as_at = UncertainDateField("as at", blank=True, help_text="The date for which the number holds.")
    passage = models.ForeignKey("councils.Passage", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(
        max_length=300,
        blank=True,
        help_text="Where no document of the record prints it: ONS mid-year estimates, edition unverified.",
    )
    amount = models.GeneratedField(
        expression=Case(When(PLAIN, then=Cast("value", models.DecimalField(max_digits=16, decimal_places=4)))),
        output_field=models.DecimalField(max_digits=16, decimal_places=4, null=True),
        db_persist=True,
    )

    objects = CouncilMeasurementQuerySet.as_manager()

    class Meta(PartRow.Meta):
        verbose_name = "measure"
        verbose_name_plural = "measures"
        constraints = [
            models.CheckConstraint(
                condition=PLAIN,
                name="councils_measurement_plain_number",
                violation_error_message="A value is digits, with a point before decimals and no commas, such as 46100.",
            ),
            models.CheckConstraint(
                condition=FITTING,
                name="councils_measurement_unit_fits",
                violation_error_message="This unit does not fit what is measured.",
            ),
            models.CheckConstraint(
                condition=WITH_SOURCE,
                name="councils_measurement_with_source",
                violation_error_message="Say where the number is from: a passage, or a source.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"

    @property
    def number(self) -> Decimal:
        return Decimal(self.value)

    @property
    def words(self) -> str:
        """The value for print, with its unit unless the kind implies it: 48,140 hectares."""
        whole, point, decimals = self.value.partition(".")
        printed = f"{int(whole):,}{point}{decimals}"
        goes_without_saying = UNITS[self.kind] == [self.unit] or self.unit == self.kind
        return printed if goes_without_saying else f"{printed} {self.get_unit_display()}"
