"""Decisions, with what was recommended, resolved, delegated and paid for."""

from django.db import models
from django.db.models import F, Prefetch, Q

from councils.choices import VoiceKind
from councils.models import Case, Document, Flag, Passage, Voice
from councils.models.lines import in_lines
from councils.models.sourced_part import SourcedPart
from proposals.choices import (
    Agreed,
    Bound,
    DecisionStatus,
    YesNoNotStated,
)
from proposals.models.event import Event
from proposals.models.outcome import Outcome
from proposals.models.proposal import OfCaseQuerySet, Proposal, key_once_in_case
from proposals.models.vote import Motion, MotionText, Vote, VoteGroup, VoteName
from record.dates import UncertainDateField
from record.dates.order import by_date
from record.history import tracked
from record.models import PartRow, Record
from record.web.addresses import cached_reverse, slug_of
from record.workflow.states import State

# Who decides without a vote.
DECIDING_ALONE = {VoiceKind.OFFICE, VoiceKind.PERSON, VoiceKind.DEPARTMENT, VoiceKind.COMMISSIONER}


# What was only recommended, put off or withdrawn settles nothing.
SETTLING = Q(settles=True, status=DecisionStatus.TAKEN)


class DecisionQuerySet(OfCaseQuerySet):
    def in_order(self):
        return self.order_by(*by_date("when"), "sequence", "key")

    def settling(self):
        """Decisions on the case itself."""
        return self.filter(SETTLING)

    def without_event(self):
        """Decisions without a published event at which they were taken."""
        return self.exclude(event__state=State.PUBLISHED)

    def on_proposals(self, proposals):
        """Decisions that name a proposal or have an effect on it or an option of it."""
        outcomes = Outcome.objects.filter(Q(proposal__in=proposals) | Q(option__proposal__in=proposals))
        return self.filter(
            Q(pk__in=DecisionProposal.objects.filter(proposal__in=proposals).values("decision"))
            | Q(pk__in=outcomes.values("decision"))
        )

    def with_votes(self):
        """Fetch the motions, their words and votes, and the voice that reports each vote."""
        votes = Vote.objects.select_related("according_to").prefetch_related("categories")
        return self.prefetch_related(Prefetch("motions__votes", votes), "motions__texts")

    def with_results(self):
        """Fetch the votes, and besides them the maker, outcomes and resolutions."""
        outcomes = in_lines(Outcome.objects.all(), "proposal", "option__proposal", "according_to", "passage")
        return (
            self.with_votes()
            .select_related("made_by")
            .prefetch_related(Prefetch("outcomes", outcomes), "resolutions", _with_source(DecisionFlag, "flags"))
        )

    def for_page(self):
        """Prefetch every part of a decision with its voices, documents and passages."""
        on_proposals = DecisionProposal.objects.filter(proposal__state=State.PUBLISHED).select_related("proposal")
        return self.select_related(
            "case",
            "event",
            "advises",
            "made_by",
            "lead_member",
            "report",
            "report_author",
            "passage__document__publisher",
        ).prefetch_related(
            Prefetch("advised_by", Decision.objects.published().select_related("made_by").in_order()),
            Prefetch("proposals", on_proposals),
            _with_source(Recommendation, "recommendations"),
            _with_source(Motion, "motions", "moved_by", "seconded_by"),
            _with_source(MotionText, "motions__texts"),
            _with_source(Vote, "motions__votes", "according_to", "casting_by"),
            Prefetch("motions__votes__names", VoteName.objects.select_related("voice")),
            _with_source(VoteGroup, "motions__votes__groups", "voice"),
            "motions__votes__categories",
            _with_source(Resolution, "resolutions"),
            _with_source(Outcome, "outcomes", "proposal", "option__proposal", "according_to"),
            _with_source(Delegation, "delegations", "to", "together_with"),
            _with_source(Condition, "conditions"),
            _with_source(Funding, "funding", "by"),
            _with_source(BackgroundPaper, "background_papers", "document"),
            _with_source(DecisionFlag, "flags"),
        )


def _with_source(model, name, *related) -> Prefetch:
    """Parts of a decision, each with its passage and the other records that it names."""
    return Prefetch(name, model.objects.select_related("passage__document__publisher", *related))


@tracked
class Decision(Record):
    """A decision, whether taken, asked for or advised, apart from the report on it."""

    KIND = "decision"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, help_text="A neutral description.")
    when = UncertainDateField("date of decision")
    made_by = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="decision maker"
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="decisions", help_text="The meeting at which."
    )
    item = models.CharField(
        max_length=300, blank=True, help_text="The number of the agenda item or minute, as printed."
    )
    status = models.CharField(max_length=20, choices=DecisionStatus, default=DecisionStatus.TAKEN)
    settles = models.BooleanField(
        default=False, help_text="It decides the case itself, as a minister's does, and stands on the case's page."
    )
    advises = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="advised_by",
        help_text="The decision to which this one is advice.",
    )
    is_key = models.CharField("is key decision?", max_length=20, choices=YesNoNotStated, blank=True)
    open_to_call_in = models.CharField("is subject to call-in?", max_length=20, choices=YesNoNotStated, blank=True)
    called_in = models.CharField("called in?", max_length=20, choices=YesNoNotStated, blank=True)
    exempt = models.CharField("exempt information?", max_length=20, choices=YesNoNotStated, blank=True)
    lead_member = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    report = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", help_text="The report before it."
    )
    report_author = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True, help_text="What was decided, in the record's words.")
    reasons = models.TextField(blank=True, help_text="As stated.")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0, help_text="Order among decisions of one date.")

    objects = DecisionQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once_in_case("decision"),
            models.CheckConstraint(
                condition=Q(advises=None) | ~Q(advises=F("pk")),
                name="proposals_decision_advises_another",
                violation_error_message="A decision is no advice to itself.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def slug(self) -> str:
        return slug_of(self.title, "decision")

    @property
    def maker_label(self) -> str:
        return DecisionStatus(self.status).maker_label

    @property
    def is_made_by_vote(self) -> bool:
        """True if a vote can be expected: not from a minister, department or officer."""
        return self.made_by is None or self.made_by.kind not in DECIDING_ALONE

    @property
    def was_called_in(self) -> bool:
        return self.called_in == YesNoNotStated.YES

    @property
    def is_settling(self) -> bool:
        return self.settles and self.status == DecisionStatus.TAKEN

    def get_absolute_url(self):
        return cached_reverse("timeline:decision", self.case.key, self.public_id, self.slug)


@tracked
class DecisionProposal(PartRow):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="proposals")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")

    def __str__(self):
        return str(self.proposal)


@tracked
class Recommendation(SourcedPart):
    """A recommendation of a report, and whether it was agreed."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="recommendations")
    number = models.CharField(max_length=300, blank=True, help_text="As printed.")
    words = models.CharField(max_length=300)
    result = models.CharField(max_length=20, choices=Agreed, default=Agreed.UNKNOWN)

    def __str__(self):
        return f"{self.number} {self.words}".strip()


@tracked
class Resolution(SourcedPart):
    """One thing resolved."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="resolutions")
    number = models.CharField(max_length=300, blank=True, help_text="As printed.")
    words = models.CharField(max_length=300)

    def __str__(self):
        return f"{self.number} {self.words}".strip()


@tracked
class Delegation(SourcedPart):
    """A delegation: an officer or body may act in place of the decision maker."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    together_with = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="with, or after consulting"
    )
    words = models.CharField(max_length=300, help_text="What is delegated.")

    def __str__(self):
        return self.words


@tracked
class Condition(SourcedPart):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    words = models.CharField(max_length=300)

    def __str__(self):
        return self.words


@tracked
class Funding(SourcedPart):
    """A source of funding, the amount and the balance, in pounds; empty if not stated."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="funding")
    by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who pays.")
    source = models.CharField(max_length=300, blank=True, help_text="The reserve or budget; empty: not stated.")
    bound = models.CharField(max_length=20, choices=Bound, default=Bound.EXACTLY)
    amount = models.DecimalField("amount, £", max_digits=18, decimal_places=2, null=True, blank=True)
    balance = models.DecimalField("balance left, £", max_digits=18, decimal_places=2, null=True, blank=True)
    balance_as_at = UncertainDateField("balance as at", blank=True)
    basis = models.CharField(max_length=300, blank=True, help_text="As worded: on current forecasts.")
    words = models.CharField(max_length=300, blank=True)

    class Meta(SourcedPart.Meta):
        verbose_name_plural = "funding"
        constraints = [
            models.CheckConstraint(
                condition=~Q(bound=Bound.BETWEEN),
                name="proposals_funding_one_amount",
                violation_error_message=(
                    "Funding has one amount, and “between” has two. Give the lower one as “at least” or the upper one"
                    " as “up to”, and both as printed in the words."
                ),
            )
        ]

    def __str__(self):
        return self.source or self.words


@tracked
class BackgroundPaper(SourcedPart):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="background_papers")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True, help_text="Its title as printed, where it is not on record.")

    class Meta(SourcedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(words=""),
                name="proposals_backgroundpaper_says_which",
                violation_error_message="Name the paper.",
            )
        ]

    def __str__(self):
        return self.words or str(self.document)


@tracked
class DecisionFlag(Flag):
    flagged = models.ForeignKey(Decision, models.PROTECT, related_name="flags")
