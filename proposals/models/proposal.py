from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch, Q

from councils.models import Case, Document, Flag, Voice
from councils.models.lines import in_lines
from councils.models.sourced_part import SourcedPart
from proposals.choices import BackingRelation, PlanStatus, Stage
from record.dates import UncertainDate, UncertainDateField
from record.history import tracked
from record.models import PartRow, Record, RecordQuerySet
from record.models.base import key_once
from record.web.addresses import cached_reverse, slug_of


class OfCaseQuerySet(RecordQuerySet):
    """Records that belong to one case."""

    def of_case(self, case):
        return self.filter(case=case)

    def in_sequence(self):
        return self.order_by("sequence", "key")


class ProposalQuerySet(OfCaseQuerySet):
    def with_parts(self):
        """Prefetch names, proposers, versions, backers and flags with what they name."""
        return self.with_backers().prefetch_related(
            Prefetch("names", in_lines(ProposalName.objects.all(), "used_by", "document")),
            Prefetch("versions__authors", in_lines(VersionAuthor.objects.all(), "voice")),
            Prefetch("flags", in_lines(ProposalFlag.objects.all(), "passage")),
        )

    def with_backers(self):
        """Prefetch proposers, versions with their signatories, and backers."""
        backers = in_lines(Backing.objects.all(), "voice", "decided_at", "according_to", "passage")
        return self.prefetch_related(
            Prefetch("proposers", in_lines(Proposer.objects.all(), "voice")),
            Prefetch("versions", in_lines(ProposalVersion.objects.all(), "document")),
            Prefetch("versions__signatories", in_lines(Signatory.objects.all(), "voice")),
            Prefetch("backers", backers),
        )


def key_once_in_case(model: str, app: str = "proposals") -> list[models.UniqueConstraint]:
    return key_once(f"{app}_{model}", "case", message="Another one in this case has this lasting name.")


@tracked
class Element(Record):
    """A severable part of an option on which a voice can take a position."""

    KIND = "element"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, help_text="A neutral description.")
    description = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's parts of plans.")

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "part of a plan"
        verbose_name_plural = "parts of plans"
        constraints = [*Record.Meta.constraints, *key_once_in_case("element")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{cached_reverse('timeline:proposals', self.case.key)}#{self.public_id}"


@tracked
class Proposal(Record):
    """A plan put forward, in versions, with options.

    Its name is neutral; the names that parties use are aliases (docs/laws.md, law 10).
    """

    KIND = "proposal"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    name = models.CharField(
        max_length=300, help_text="A neutral description. The names that parties use are entered below."
    )
    summary = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's proposals.")

    objects = ProposalQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, *key_once_in_case("proposal")]

    def __str__(self):
        return self.name

    @property
    def slug(self) -> str:
        return slug_of(self.name, "proposal")

    def get_absolute_url(self):
        return cached_reverse("timeline:proposal", self.case.key, self.public_id, self.slug)


@tracked
class ProposalName(PartRow):
    """A name that somebody uses for a proposal, with who uses it and where."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    used_by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    when = UncertainDateField("when", blank=True)
    note = models.TextField(blank=True)
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    def __str__(self):
        return self.name


@tracked
class Proposer(PartRow):
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="proposers")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.voice)


@tracked
class ProposalVersion(PartRow):
    """A proposal as it stood at one time: emerging, interim, draft, final."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    stage = models.CharField(max_length=20, choices=Stage)
    title = models.CharField(max_length=300, blank=True, help_text="As printed.")
    when = UncertainDateField("when", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    refs = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    def __str__(self):
        return f"{self.proposal}, {self.get_stage_display()}"


@tracked
class VersionAuthor(PartRow):
    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="authors")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.voice)


@tracked
class Signatory(PartRow):
    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="signatories")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    as_printed = models.CharField(max_length=300, blank=True)

    class Meta(PartRow.Meta):
        verbose_name_plural = "signatories"

    def __str__(self):
        return self.as_printed or str(self.voice)


class Backer(SourcedPart):
    """A voice that backs a plan: since when, and on whose word.

    Of unnamed voices (“most of the seven”) ``count`` says how many, in ``words``.
    """

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="%(class)ss")
    when = UncertainDateField("when", blank=True)
    known_by = UncertainDateField(
        "known by",
        blank=True,
        help_text="The day by which it is known, where it is not known since when. It still holds.",
    )
    count = models.PositiveIntegerField(null=True, blank=True, help_text="How many they are, where none is named.")
    words = models.CharField(max_length=300, blank=True, help_text="As printed: “most of the seven”.")
    condition = models.CharField(max_length=300, blank=True, help_text="As worded.")
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SourcedPart.Meta):
        abstract = True

    @property
    def since(self) -> UncertainDate | None:
        """Its date; of what is only known by a day, that day as the latest."""
        if self.known_by and not self.when:
            return UncertainDate(f"../{self.known_by.edtf}", basis=self.known_by.basis)
        return self.when or None

    @property
    def remarks(self) -> str:
        """How many they are, and that it is not known since when, to follow the name."""
        how_many = f"{self.count} of them" if self.count is not None else ""
        words = f"“{self.words}”" if self.words else ""
        unknown = "since when is not known" if self.known_by and not self.when else ""
        return "; ".join(filter(None, (": ".join(filter(None, (how_many, words))), unknown)))


def backer_rules(model: str) -> list[models.CheckConstraint]:
    """Constraints by which a backing known by a day has no other date."""
    return [
        models.CheckConstraint(
            condition=Q(known_by_edtf="") | (Q(when_edtf="") & ~Q(known_by_edtf__contains="/")),
            name=f"proposals_{model}_known_by_a_day",
            violation_error_message="Give when it began, or one day by which it is known.",
        )
    ]


@tracked
class Backing(Backer):
    """A voice's relation to a proposal: backs, signed, left, or is included in it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="backers")
    relation = models.CharField(max_length=20, choices=BackingRelation)
    decided_at = models.ForeignKey("proposals.Event", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Backer.Meta):
        constraints = backer_rules("backing")

    def __str__(self):
        return f"{self.voice} {self.get_relation_display()} {self.proposal}"


class PlanState(SourcedPart):
    """One state of a proposal or an option, with its date and source."""

    status = models.CharField(max_length=20, choices=PlanStatus)
    when = UncertainDateField("when", blank=True)
    voice = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who submitted, paused or ended it."
    )
    to = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="To whom it was submitted."
    )
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta(SourcedPart.Meta):
        abstract = True

    def __str__(self):
        return self.get_status_display()


def replaced_rules(model: str, own: str) -> list[models.CheckConstraint]:
    """A plan is replaced by another of its kind, and only in the state “replaced”."""
    return [
        models.CheckConstraint(
            condition=Q(replaced_by=None) | Q(status=PlanStatus.REPLACED),
            name=f"proposals_{model}_replaced_by",
            violation_error_message="It names what replaces it. Give “replaced” as its state.",
        ),
        models.CheckConstraint(
            condition=Q(replaced_by=None) | ~Q(replaced_by=F(own)),
            name=f"proposals_{model}_another",
            violation_error_message="Nothing is replaced by itself.",
        ),
    ]


@tracked
class ProposalState(PlanState):
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="states")
    replaced_by = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(PlanState.Meta):
        constraints = replaced_rules("proposalstate", "proposal")


@tracked
class ProposalFlag(Flag):
    flagged = models.ForeignKey(Proposal, models.PROTECT, related_name="flags")
