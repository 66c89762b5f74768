from django.db import models
from django.db.models import Prefetch, Q

from councils.models import Case, Document, Flag, Passage, Voice
from councils.models.lines import in_lines
from councils.models.sourced_part import SourcedPart
from proposals.choices import AreaKind, InclusionExtent, OptionStatus, Weighs
from proposals.models.proposal import (
    Backer,
    Element,
    OfCaseQuerySet,
    PlanState,
    Proposal,
    backer_rules,
    key_once_in_case,
    replaced_rules,
)
from record.dates import UncertainDateField
from record.history import tracked
from record.models import PartRow, Record
from record.web.addresses import cached_reverse
from record.workflow.states import State


@tracked
class Area(Record):
    """A named part of a council's area, such as a ward, a parish or a place on a map."""

    KIND = "area"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, help_text="As printed, without the council’s name: Glen Parva.")
    kind = models.CharField(max_length=20, choices=AreaKind)
    council = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="The council in whose area it lies."
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    note = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's areas.")

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once_in_case("area"),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=models.F("pk")),
                name="proposals_area_part_of_another",
                violation_error_message="An area is not part of itself.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{cached_reverse('timeline:areas', self.case.key)}?place={self.public_id}"


@tracked
class AreaName(PartRow):
    """Another name of an area, with who uses it and where."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    used_by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return self.name


class OptionQuerySet(OfCaseQuerySet):
    def with_parts(self):
        """Fetch its elements, appraisals and flags, with where each is printed."""
        elements = OptionElement.objects.filter(element__state=State.PUBLISHED).select_related("element")
        return in_lines(self, "variant_of__proposal", "passage").prefetch_related(
            Prefetch("elements", elements),
            Prefetch("appraisals", in_lines(Appraisal.objects.all(), "document", "by", "passage")),
            Prefetch("appraisals__points", in_lines(AppraisalPoint.objects.all(), "passage")),
            Prefetch("backers", in_lines(OptionBacking.objects.all(), "voice", "according_to", "passage")),
            Prefetch("flags", in_lines(OptionFlag.objects.all(), "passage")),
        )


@tracked
class Option(Record):
    """One way to reorganise: put forward, or named in a document and set aside."""

    KIND = "option"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="options")
    name = models.CharField(max_length=300, help_text="A neutral description.")
    status = models.CharField(max_length=20, choices=OptionStatus, default=OptionStatus.PUT_FORWARD)
    variant_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="variants",
        help_text="The option from which it differs in a detail.",
    )
    when = UncertainDateField("when", blank=True, help_text="When it was put forward, if not with every version.")
    summary = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    council_count = models.PositiveIntegerField(
        "number of councils", null=True, blank=True, help_text="How many it would create, where they are not entered."
    )
    council_words = models.CharField(
        "number of councils as printed", max_length=300, blank=True, help_text="“two or three”; alone, where open."
    )
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's options.")

    objects = OptionQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once_in_case("option"),
            models.CheckConstraint(
                condition=Q(variant_of=None) | ~Q(variant_of=models.F("pk")),
                name="proposals_option_variant_of_another",
                violation_error_message="An option is no variant of itself.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def councils_stated(self) -> str:
        """How many councils it would create, as stated, where it names none."""
        words = f"“{self.council_words}”" if self.council_words else ""
        if self.council_count is None:
            return words and f"Councils that it would create: {words}, not named"
        count = f"{self.council_count} council{'' if self.council_count == 1 else 's'}, not named"
        return f"{count}: {words}" if words else count

    def get_absolute_url(self):
        return cached_reverse("timeline:proposals", self.case.key) + f"#{self.public_id}"


@tracked
class OptionElement(PartRow):
    option = models.ForeignKey(Option, models.PROTECT, related_name="elements")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.element)


@tracked
class Appraisal(SourcedPart):
    """A document's appraisal of an option: its verdict, or that it has none."""

    option = models.ForeignKey(Option, models.PROTECT, related_name="appraisals")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    appraised = models.BooleanField(default=True, help_text="Clear this where the document does not appraise it.")
    verdict = models.CharField(max_length=300, blank=True, help_text="As the document has it, in the record's words.")
    note = models.TextField(blank=True)

    class Meta(SourcedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["option", "document", "by"],
                name="proposals_appraisal_once",
                nulls_distinct=False,
                violation_error_message="What this document says of the option is entered already.",
            ),
            models.CheckConstraint(
                condition=Q(appraised=True) | Q(verdict=""),
                name="proposals_appraisal_no_verdict_without",
                violation_error_message="What a document does not appraise has no verdict in it.",
            ),
        ]

    def __str__(self):
        return self.verdict or str(self.document)


@tracked
class AppraisalPoint(SourcedPart):
    """A reason for or against an option, as a document states it."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="points")
    weighs = models.CharField(max_length=20, choices=Weighs)
    words = models.CharField(max_length=300)

    def __str__(self):
        return self.words


@tracked
class ProposedCouncil(SourcedPart):
    """A council that an option would create. It is a proposal until law makes it one."""

    option = models.ForeignKey(Option, models.PROTECT, related_name="creates")
    key = models.SlugField(max_length=100)
    name = models.CharField(max_length=300, help_text="As the proposal calls it.")
    continues = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The council of today that it would be, where the proposal says so.",
    )
    note = models.TextField(blank=True)

    class Meta(SourcedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["option", "key"],
                name="proposals_proposedcouncil_key_once",
                violation_error_message="Another proposed council of this option has this lasting name.",
            )
        ]

    def __str__(self):
        return self.name


@tracked
class Inclusion(SourcedPart):
    """A part of a proposed council: a council, part of one, words, or “not stated”."""

    proposed = models.ForeignKey(ProposedCouncil, models.PROTECT, related_name="made_of")
    council = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="included")
    words = models.CharField(max_length=300, blank=True, help_text="Where neither a council nor an area is named.")
    extent = models.CharField(max_length=20, choices=InclusionExtent, default=InclusionExtent.WHOLE)
    count = models.PositiveIntegerField(null=True, blank=True, help_text="Parts counted without names: 23 parishes.")
    count_of = models.CharField(max_length=20, choices=AreaKind, blank=True)
    stated = models.BooleanField(default=True, help_text="Clear this where the document does not state it.")
    inferred = models.BooleanField(default=False, help_text="Worked out by an editor, and marked so.")
    note = models.CharField(max_length=300, blank=True)

    class Meta(SourcedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stated=False) | Q(council__isnull=False) | Q(area__isnull=False) | ~Q(words=""),
                name="proposals_inclusion_says_something",
                violation_error_message="Name a council, an area or words; or clear “stated”.",
            ),
            models.CheckConstraint(
                condition=Q(council=None) | Q(area=None),
                name="proposals_inclusion_one_thing",
                violation_error_message="Name a council or an area, not both: an area says in which council it lies.",
            ),
        ]

    def __str__(self):
        return self.words or str(self.council or self.area or "not stated")


@tracked
class OptionBacking(Backer):
    """A voice that backs one option of a proposal."""

    option = models.ForeignKey(Option, models.PROTECT, related_name="backers")

    class Meta(Backer.Meta):
        constraints = backer_rules("optionbacking")

    def __str__(self):
        return f"{self.voice} backs {self.option}"


@tracked
class OptionState(PlanState):
    option = models.ForeignKey(Option, models.PROTECT, related_name="states")
    replaced_by = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(PlanState.Meta):
        constraints = replaced_rules("optionstate", "option")


@tracked
class OptionFlag(Flag):
    flagged = models.ForeignKey(Option, models.PROTECT, related_name="flags")
