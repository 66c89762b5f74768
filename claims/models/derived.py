"""Rows computed from published claims, whenever that on which they rest changes.

These tables have no history: they can be rebuilt from the rest at any time,
and a test compares the two.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, Func, Max, Min, OuterRef, Q

from claims.choices import CountedAs, Role, Stance, StandingWord
from claims.models.about import ClaimPoint
from claims.models.claim import Claim
from claims.models.reading import Position
from councils.choices import Carrying
from councils.models import Case, Side, Voice
from proposals.models import Element, Event, Option, Proposal
from record.dates import UncertainDateField
from record.dates.edtf import OPEN_END, OPEN_START
from record.dates.order import by_date, day_placed
from record.models.stored_row import StoredRow
from record.text.search import ReadersQuery, searchable

# How an undated claim stands in the closure, where no column may be empty: with the widest bounds.
UNDATED = Q(said_earliest=OPEN_START, said_latest=OPEN_END)

# Few claims, among them all: lists of work look for these.
NOT_CARRIED = Q(carrying__in=[Carrying.HEADLINE, Carrying.NO])

# The order of lists of claims, which indexes keep: see record.web.keyset.DatedKeyset.
IN_ORDER = (day_placed("said"), "said_earliest", "said_latest", "claim")


class ClaimStandingQuerySet(models.QuerySet):
    """Published claims as lists choose among them: by what is computed of each."""

    def in_cases(self, cases):
        return self.filter(case__in=cases)

    def in_sides(self, sides):
        return self.filter(side__in=sides)

    def of_kinds(self, kinds):
        return self.filter(claim__kind__in=kinds)

    def not_carried(self):
        """Claims that their words do not carry by themselves."""
        return self.filter(NOT_CARRIED)

    def answering(self, points):
        return self.filter(Exists(ClaimPoint.objects.filter(claim=OuterRef("pk"), point__in=points)))

    def standing(self, words):
        return self.filter(words__overlap=list(words))

    def said_from(self, day):
        """Said on that day or later, as its bounds allow; undated claims are left out."""
        return self.filter(said_latest__gte=day)

    def said_until(self, day):
        return self.filter(said_earliest__lte=day)

    def saying(self, words: str):
        """Claims with these words in statement, quotation or name; none if unsearchable."""
        return self.filter(searchable(words), search=ReadersQuery(words))

    def of_claims(self, claims):
        """Rows of the claims of a queryset."""
        return self.filter(claim__in=claims)

    def counting(self, rows):
        """Rows whose claim any of these rows of ClaimCouncil has."""
        return self.filter(Exists(rows.filter(claim=OuterRef("pk"))))

    def not_counting(self, rows):
        return self.exclude(Exists(rows.filter(claim=OuterRef("pk"))))

    def dated(self):
        return self.exclude(said_earliest=None)

    def undated(self):
        return self.filter(said_earliest=None)


class ClaimStanding(StoredRow):
    """The date, the column and the standing of a published claim."""

    COMPUTED = True

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="computed")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    said = UncertainDateField("said", blank=True)
    side = models.ForeignKey(Side, models.PROTECT, null=True, related_name="+")
    is_reported_only = models.BooleanField(
        default=False, help_text="Every appearance is another side's report: it is in the reporter's column."
    )
    words = ArrayField(models.CharField(max_length=20, choices=StandingWord))
    carrying = models.CharField(max_length=10, choices=Carrying, db_default="", help_text="Do its words carry it?")
    detail = models.JSONField()
    search = SearchVectorField(null=True)

    objects = ClaimStandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(*IN_ORDER, name="claims_standing_placed"),
            models.Index("case", *IN_ORDER, name="claims_standing_case_placed"),
            models.Index("side", *IN_ORDER, name="claims_standing_side_placed"),
            models.Index(fields=["carrying"], condition=NOT_CARRIED, name="claims_standing_not_carried"),
            GinIndex(fields=["words"], name="claims_standing_words"),
            GinIndex(fields=["search"], name="claims_standing_search"),
        ]

    def __str__(self):
        return " ".join(self.words)

    @property
    def offices(self) -> list[str]:
        """The offices that its maker held at the time, and by which they speak for others."""
        return self.detail.get("offices", [])

    @property
    def belongs_to(self) -> list[str]:
        """The councils and groups to which a maker without an office belongs."""
        return self.detail.get("belongs_to", [])

    @property
    def maker_described(self) -> str:
        """The offices held, or else the groups and councils, for brackets after the name."""
        return ", ".join(self.offices or self.belongs_to)


class ClaimCouncilQuerySet(models.QuerySet):
    """Claims by council, role and the voice through which they count."""

    def of(self, councils):
        return self.filter(council__in=councils)

    def in_roles(self, roles):
        return self.filter(role__in=roles)

    def own(self):
        """Made for the council itself, not for an alliance, group or member of it."""
        return self.filter(counted=CountedAs.OWN)

    def counting(self):
        """Said by it, an alliance or a body that it shares; by no group or member of it."""
        return self.exclude(counted=CountedAs.MEMBERS)

    def first_hand(self):
        """Neither as others report it nor as an editor reads it."""
        return self.filter(is_apart=False)

    def ascribed(self):
        """Known only as others report it, or as an editor reads it."""
        return self.filter(is_apart=True)

    def counted_as(self, counted):
        return self.filter(counted=counted)

    def plain(self):
        """The council's own words, or what is said of it by name."""
        return self.first_hand().own()

    def apart(self):
        """Rows listed apart: said by others, or as an editor reads it."""
        return self.exclude(is_apart=False, counted=CountedAs.OWN)

    def said_from(self, day):
        """Claims that may have been said on that day or later; undated ones are left out."""
        return self.dated().filter(said_latest__gte=day)

    def said_until(self, day):
        return self.dated().filter(said_earliest__lte=day)

    def of_claims(self, entries):
        """Rows whose claim is among these entries."""
        return self.filter(Exists(entries.filter(pk=OuterRef("claim"))))

    def without_claims_of(self, rows):
        """Rows whose claim none of these other rows has."""
        return self.exclude(Exists(rows.filter(claim=OuterRef("claim"))))

    def dated(self):
        return self.exclude(UNDATED)

    def undated(self):
        return self.filter(UNDATED)


class ClaimCouncil(StoredRow):
    """A published claim's role for a council, and the voice through which it counts."""

    COMPUTED = True

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="councils")
    council = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    via = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    counted = models.CharField(max_length=10, choices=CountedAs)
    is_certain = models.BooleanField(help_text="False where only uncertain bounds make the dates overlap.")
    is_apart = models.BooleanField(
        help_text="An editor's reading of an unnamed target, or words that others say are the council's."
    )
    said_earliest = models.DateField()
    said_latest = models.DateField()

    objects = ClaimCouncilQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "council", "role", "via"], name="claims_claimcouncil_once")
        ]
        indexes = [models.Index("council", "role", "counted", *IN_ORDER, name="claims_claimcouncil_placed")]

    def __str__(self):
        return f"{self.council} {self.role}"


class EventAccountQuerySet(models.QuerySet):
    def events_of_one_side(self):
        """Events that only one side tells of, as ``event`` and ``the_side``."""
        sides = self.values("event").order_by().annotate(the_side=Min("side"), last=Max("side"))
        return sides.filter(the_side=F("last"))


class EventAccount(StoredRow):
    """A published claim that says what happened at an event, and whose side."""

    COMPUTED = True

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    side = models.ForeignKey(Side, models.PROTECT, related_name="+")

    objects = EventAccountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "event"], name="claims_eventaccount_once")]

    def __str__(self):
        return f"{self.side} on {self.event}"


class HeldPositionQuerySet(models.QuerySet):
    """Positions by holder, word and date."""

    def of_case(self, case):
        return self.filter(case=case)

    def in_order(self):
        return self.order_by(*by_date("when"), "claim__sequence", "claim__public_id", "position", "subject")


class HeldPosition(StoredRow):
    """A published position on one thing; a position on three has three rows.

    The database refuses two that certainly overlap if holder, subject and source
    are the same: a voice has one position at a time.
    """

    COMPUTED = True

    position = models.ForeignKey(Position, models.PROTECT, related_name="held_positions")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="held_positions")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Voice, models.PROTECT, related_name="held_positions")
    said_by = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    is_own = models.BooleanField(help_text="Said by the holder, or by one that speaks for it; else it is attributed.")
    stance = models.CharField(max_length=20, choices=Stance)
    subject = models.CharField(max_length=40, help_text="proposal, option or element with its id; all; process.")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+")
    element = models.ForeignKey(Element, models.PROTECT, null=True, related_name="+")
    when = UncertainDateField("when", blank=True)
    surely_from = models.DateField()
    surely_to = models.DateField()

    objects = HeldPositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "subject"], name="claims_held_once"),
            models.UniqueConstraint(
                fields=["claim", "holder", "subject", "when_edtf"],
                name="claims_held_once_a_claim",
                violation_error_message="This claim has two positions of one voice on the same thing, for the same "
                "date. Give each a date of its own, or make them one.",
            ),
            ExclusionConstraint(
                name="claims_held_one_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("holder", RangeOperators.EQUAL),
                    ("said_by", RangeOperators.EQUAL),
                    ("subject", RangeOperators.EQUAL),
                    (Func("surely_from", "surely_to", function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(surely_from__lt=F("surely_to")),
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="This voice has another position on the same thing, for the same time, "
                "on the same word. Give each its dates, or make them one.",
            ),
        ]
        indexes = [models.Index(fields=["case", "holder", "subject", "when_earliest"], name="claims_held_case")]

    def __str__(self):
        return f"{self.holder_id} {self.stance} {self.subject}"
