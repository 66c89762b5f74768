from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from councils.choices import BELONGING, AliasKind, Speaks, TenureKind, VoiceKind
from councils.models.sourced_part import SourcedPart
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow, Record, RecordQuerySet
from record.models.base import key_once
from record.text.english import at_its_start
from record.web.addresses import cached_reverse, slug_of
from record.workflow.states import State

COUNCILS = Q(kind=VoiceKind.COUNCIL)


class VoiceQuerySet(RecordQuerySet):
    def councils(self):
        return self.filter(COUNCILS)

    def by_name(self):
        return self.order_by("name", "pk")


def is_told_apart(name: str, own_name: str) -> bool:
    """True if the name that is shown is more than the one that was entered."""
    return name not in (own_name, at_its_start(own_name))


@tracked
class Voice(Record):
    """Anyone whose words or stance the record holds."""

    KIND = "voice"
    REPEATED_WORDS = ("name",)

    kind = models.CharField(max_length=20, choices=VoiceKind)
    own_name = models.CharField(
        "name", max_length=300, help_text="In full, as council papers print it: Melton Borough Council; Cabinet of …"
    )
    # The name by which every page, list and file calls it: councils/names.py.
    name = models.CharField("name as shown", max_length=340, editable=False, default="", db_default="")
    short_name = models.CharField(max_length=300, blank=True, help_text="For narrow columns: Melton.")
    description = models.TextField(
        blank=True, help_text="Who or what it is. For an unnamed voice, the words by which a source describes it."
    )
    speaks = models.CharField(
        "speaks for what it is part of",
        max_length=3,
        choices=Speaks,
        blank=True,
        default="",
        db_default="",
        help_text="No for a majority, group leaders, an opposition or scrutiny: they speak for themselves. Yes for the "
        "executive and the full council. Left empty, a body or an office speaks for it, and a part of a body does not.",
    )

    objects = VoiceQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once("councils_voice", message="Another voice has this lasting name."),
        ]
        indexes = [models.Index(fields=["name", "id"], name="councils_voice_name")]

    def __str__(self):
        return self.name or self.own_name

    @property
    def called(self) -> str:
        return self.name if self.is_told_apart else self.short_name or self.name

    @property
    def is_told_apart(self) -> bool:
        """True if years, a code or a council are added to a name that others have."""
        return is_told_apart(self.name, self.own_name)

    @property
    def is_council(self) -> bool:
        return self.kind == VoiceKind.COUNCIL

    @property
    def slug(self) -> str:
        return slug_of(self.name, "voice")

    def get_absolute_url(self):
        return cached_reverse("timeline:voice", self.public_id, self.slug)


class AliasQuerySet(models.QuerySet):
    def of(self, voice):
        """The aliases of a voice, with who uses them and where."""
        return self.filter(voice=voice).select_related("used_by", "document").order_by("name", "sequence", "pk")


@tracked
class Alias(PartRow):
    """Another name of a voice, with who uses it and where.

    An editor decides that a name as printed means this voice, and puts the evidence
    in the note. Removing the alias reverses the decision.
    """

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=AliasKind, default=AliasKind.USED)
    used_by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey("councils.Document", models.PROTECT, null=True, blank=True, related_name="+")
    when = UncertainDateField("when", blank=True)
    note = models.TextField(blank=True, help_text="On what evidence this is the same voice.")
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    objects = AliasQuerySet.as_manager()

    class Meta(PartRow.Meta):
        verbose_name_plural = "aliases"

    def __str__(self):
        return self.name


class TenureQuerySet(models.QuerySet):
    def touching(self, voice):
        """Tenures of a voice and tenures of others in it, with both voices and the source."""
        return self._for_showing(Q(voice=voice) | Q(of=voice))

    def of_council(self, council):
        """Like ``touching``, and the tenures in a council's bodies, offices and groups."""
        bodies = self.filter(of=council, kind__in=BELONGING).values("voice")
        below = self.filter(of__in=bodies, kind__in=BELONGING).values("voice")
        return self._for_showing(Q(voice=council) | Q(of=council) | Q(of__in=bodies) | Q(of__in=below))

    def _for_showing(self, condition):
        return (
            self.filter(condition, voice__state=State.PUBLISHED)
            .select_related("voice", "of", "passage__document__publisher")
            .order_by(
                F("when_earliest").asc(nulls_first=True), F("when_latest").asc(nulls_first=True), "voice__name", "pk"
            )
        )


@tracked
class Tenure(SourcedPart):
    """A dated relation: a voice belongs to, holds, leads or speaks for another.

    Being in an alliance is not agreeing with it.
    """

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="tenures")
    kind = models.CharField(max_length=20, choices=TenureKind)
    of = models.ForeignKey(Voice, models.PROTECT, related_name="tenures_of_others")
    when = UncertainDateField("when", blank=True, help_text="An interval: 2023-05-15/2025-05-01, or 2023-05-15/..")
    as_printed = models.CharField(max_length=300, blank=True, help_text="The office or relation in the source's words.")
    note = models.TextField(blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta(SourcedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(voice=F("of")),
                name="councils_tenure_of_another",
                violation_error_message="A voice does not belong to, hold, lead or speak for itself.",
            ),
            models.CheckConstraint(condition=Q(kind__in=TenureKind.values), name="councils_tenure_kind_known"),
        ]

    def __str__(self):
        return f"{self.voice} {self.get_kind_display()} {self.of}"
