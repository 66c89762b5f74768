from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Case as Cases
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Lower

from councils.models import Case, Document, Flag, Voice
from councils.models.lines import in_lines
from councils.models.sourced_part import SourcedPart
from proposals.choices import (
    OUTCOME_KNOWN,
    TELL_OUTCOME,
    Bound,
    EventKind,
    EventRelation,
    EventStatus,
    FactKind,
)
from proposals.clock import hour_in_its_place, not_there
from proposals.event_status import TOLD, TOLD_IN_WORDS, status_words
from proposals.models.meeting import AgendaItem, MeetingRecord, RecordState
from proposals.models.proposal import OfCaseQuerySet, Proposal, key_once_in_case
from record.dates import DateExtent, UncertainDateField
from record.dates.order import by_date, day_placed, follows, precedes
from record.history import tracked
from record.models import PartRow, Record
from record.web.addresses import cached_reverse, slug_of
from record.workflow.states import State

# What is known only by its end is placed there; ties are broken alike on every installation.
PRINTED_ORDER = ["placed", "when_earliest", "when_latest", "sequence", "public_id"]


# The columns that a line prints.
LINE = ["public_id", "title", "status", "case", "sequence", "when_edtf", "when_printed", "when_basis", "when_extent"]


# What a fact says became of its event: one of TOLD, or else its words.
DENIES = Q(words__iregex=r"\m(not|never|no|nor|neither|nobody|without)\M|n[’']t\M")
ACCOUNT = Cases(
    *(When(Q(words__iregex=rf"\m({stems})") & ~DENIES, then=Value(status)) for status, stems in TOLD_IN_WORDS.items()),
    default=Lower("words"),
    output_field=models.TextField(),
)


class EventQuerySet(OfCaseQuerySet):
    def for_lines(self):
        """Fetch the columns that a line prints. The caller sets the case."""
        return self.only(*LINE)

    def in_order(self):
        """The order of a timeline: date, sequence, id."""
        return self.order_by(*by_date("when"), "sequence", "id")

    def naming(self, proposal):
        """Events that name a proposal."""
        return self.filter(pk__in=EventProposal.objects.filter(proposal=proposal).values("event"))

    def for_page(self):
        """Prefetch sides and all parts of an event with the records that they name.

        ``published_documents`` and ``published_proposals`` are the parts that name what
        readers may see.
        """
        documents = in_lines(EventDocument.objects.all(), "document")
        proposals = in_lines(EventProposal.objects.all(), "proposal")
        states = in_lines(RecordState.objects.all(), "voice", "of", "according_to", "document", "passage")
        return self.select_related("case").prefetch_related(
            "case__sides",
            Prefetch("facts", in_lines(EventFact.objects.all(), "voice", "according_to", "passage")),
            Prefetch("flags", in_lines(EventFlag.objects.all(), "passage")),
            Prefetch("agenda", in_lines(AgendaItem.objects.all(), "report", "passage")),
            Prefetch("consultations", in_lines(Consultation.objects.all(), "by", "according_to", "passage")),
            Prefetch("records", MeetingRecord.objects.prefetch_related(Prefetch("states", states))),
            Prefetch("documents", documents.filter(document__state=State.PUBLISHED), to_attr="published_documents"),
            Prefetch("proposals", proposals.filter(proposal__state=State.PUBLISHED), to_attr="published_proposals"),
        )

    def of_plans(self):
        """Steps that a plan sets out, which need not happen."""
        return self.filter(kind=EventKind.STEP)

    def not_of_plans(self):
        return self.exclude(kind=EventKind.STEP)

    def ahead_of(self, day):
        """Planned, and not certainly past on that day."""
        return self.filter(status=EventStatus.PLANNED, when_latest__gte=day)

    def awaited_before(self, day):
        """Planned, past on that day, and nothing on record says what came of it."""
        return self.without_outcome().filter(when_latest__lt=day)

    def without_outcome(self):
        """Planned, and nothing on record says what came of it."""
        return self.with_has_come().filter(status=EventStatus.PLANNED, has_come=False)

    def consultations(self):
        """Consultations, each with what sources say of it."""
        return self.filter(kind=EventKind.CONSULTATION).prefetch_related(
            Prefetch("consultations", in_lines(Consultation.objects.all(), "by", "according_to", "passage"))
        )

    def open_on(self, day):
        """Consultations that were open on that day, by their own dates or their period.

        One that took place “some time in October” is not said to have been open on any day of it.
        """
        period = Consultation.objects.filter(
            event=OuterRef("pk"),
            period_extent=DateExtent.THROUGHOUT,
            period_earliest__lte=day,
            period_latest__gte=day,
        )
        when = Q(when_extent=DateExtent.THROUGHOUT, when_earliest__lte=day, when_latest__gte=day)
        is_open = self.consultations().filter(when | Q(Exists(period)))
        return is_open.filter(status__in=[EventStatus.PLANNED, EventStatus.HELD])

    def over_before(self, day):
        """Events that had certainly ended before that day, the latest first."""
        return self.filter(status=EventStatus.HELD, when_latest__lt=day).order_by("-when_latest", "-sequence", "id")

    def with_has_come(self):
        """Annotate ``has_come``: the record says what came of it."""
        return self.annotate(has_come=says_what_came())

    def for_status(self):
        """Annotate what the status in words needs."""
        return self.with_has_come().annotate(told_by=on_whose_word(), sources_differ=sources_differ())

    def as_printed(self):
        """In timeline order: by the earliest date, or the latest if that is all we know."""
        return self.annotate(placed=day_placed("when")).order_by(*PRINTED_ORDER)

    def before(self, place):
        """Events that a timeline prints before this place, the nearest first."""
        return self.as_printed().filter(precedes(PRINTED_ORDER, place)).reverse()

    def after(self, place):
        return self.as_printed().filter(follows(PRINTED_ORDER, place))


def on_whose_word():
    """The voices that alone say that an event was cancelled, declined or postponed.

    A fact of kind status says so in its words, one of kind outcome unless it denies something.
    """
    says_so = Q(kind=FactKind.STATUS, account=OuterRef("status")) | Q(kind=FactKind.OUTCOME) & ~DENIES
    told = _facts(FactKind.OUTCOME, FactKind.STATUS).alias(account=ACCOUNT).filter(says_so)
    told = Subquery(told.annotate(names=StringAgg("according_to__name", " and ", distinct=True)).values("names"))
    return Cases(When(status__in=TOLD, then=told), default=Value(""), output_field=models.TextField())


def sources_differ() -> Q:
    """A condition on events: sources differ, or differ from the status."""
    accounts = _facts(FactKind.STATUS).annotate(accounts=Count(ACCOUNT, distinct=True)).filter(accounts__gt=1)
    told = _facts(FactKind.STATUS).alias(account=ACCOUNT)
    return (
        Q(Exists(accounts))
        | Q(Exists(told.exclude(account=OuterRef("status"))), status__in=TOLD)
        | Q(Exists(told.filter(account__in=TOLD)), status=EventStatus.HELD)
    )


def _facts(*kinds):
    """Stated facts of these kinds about an event of the outer query, in one row."""
    stated = EventFact.objects.filter(event=OuterRef("pk"), kind__in=kinds, stated=True)
    return stated.order_by().values("event")


def add_status_facts(events) -> None:
    """Set on these events what ``for_status`` annotates, in one query."""
    rows = Event.objects.filter(pk__in=[event.pk for event in events]).for_status()
    known = {pk: facts for pk, *facts in rows.values_list("pk", "has_come", "told_by", "sources_differ")}
    for event in events:
        event.has_come, event.told_by, event.sources_differ = known[event.pk]


def says_what_came() -> ExpressionWrapper:
    """A condition on events: another, or a decision at it, says what came of it."""
    linked = EventLink.objects.published().filter(to=OuterRef("pk"), relation__in=TELL_OUTCOME)
    decided = Event.objects.filter(
        pk=OuterRef("pk"), decisions__state=State.PUBLISHED, decisions__status__in=OUTCOME_KNOWN
    )
    return ExpressionWrapper(Exists(linked) | Exists(decided), models.BooleanField())


@tracked
class Event(Record):
    """Something dated. Its details are facts, each stated by somebody."""

    KIND = "event"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, help_text="A neutral description.")
    kind = models.CharField(max_length=20, choices=EventKind)
    status = models.CharField(max_length=20, choices=EventStatus, default=EventStatus.HELD)
    series = models.BooleanField(default=False, help_text="Several occasions, entered as one.")
    when = UncertainDateField(
        "when", help_text="The date by which it is sorted. What each source says goes among the facts, as kind Date."
    )
    when_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it is sorted by this date, where sources differ."
    )
    at = models.TimeField("clock time", null=True, blank=True, help_text="By the clock in the United Kingdom.")
    summary = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Order among events of one date.")

    objects = EventQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once_in_case("event"),
            models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="proposals_event_status_known"),
        ]
        indexes = [
            models.Index(
                fields=["case", "when_earliest", "when_latest", "sequence", "id"],
                condition=Q(state="published"),
                name="proposals_event_timeline",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def slug(self) -> str:
        return slug_of(self.title, "event")

    def get_absolute_url(self):
        return cached_reverse("timeline:event", self.case.key, self.public_id, self.slug)

    def status_words(self, today) -> str:
        """Its status in words on that day; an event from ``for_status``."""
        return status_words(
            self.status,
            self.when,
            today,
            has_come=self.has_come,
            told_by=self.told_by,
            sources_differ=self.sources_differ,
        )

    @property
    def hour_left_out(self) -> str:
        """A note for readers on a time of day that the clocks left out that day."""
        if self.at is None or not self.when.is_exact or hour_in_its_place(self.when.earliest, self.at) is None:
            return ""
        return not_there(self.at, self.when)

    @property
    def printed_place(self) -> tuple:
        """Its values in PRINTED_ORDER."""
        return *self.when.sort_key, self.sequence, self.public_id


class EventFactQuerySet(models.QuerySet):
    def not_stated_in(self, document):
        """Facts of published events that a document is recorded as not stating."""
        return (
            self.filter(stated=False, passage__document=document, event__state=State.PUBLISHED)
            .select_related("event__case", "passage__document")
            .order_by(*by_date("event__when"), "event_id", "sequence")
        )


@tracked
class EventFact(SourcedPart):
    """One stated fact of an event, with who states it and where. Several may differ."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=20, choices=FactKind)
    voice = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whom it concerns."
    )
    words = models.CharField(max_length=300, blank=True, help_text="Where a voice or a date does not say it.")
    when = UncertainDateField("when", blank=True, help_text="The date stated; for other facts, when that was so.")
    stated = models.BooleanField(default=True, help_text="Clear this where the document does not state it.")
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EventFactQuerySet.as_manager()

    class Meta(SourcedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stated=False) | Q(voice__isnull=False) | ~Q(words="") | ~Q(when_edtf=""),
                name="proposals_eventfact_says_something",
                violation_error_message="Give a voice, words or a date; or clear “stated”.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class EventLinkQuerySet(models.QuerySet):
    def published(self):
        return self.filter(event__state=State.PUBLISHED, to__state=State.PUBLISHED)

    def touching(self, event):
        """Links from or to an event, with as much of both ends as a line prints."""
        ends = [f"{end}__{name}" for end in ("event", "to") for name in LINE]
        links = self.filter(Q(event=event) | Q(to=event)).select_related("event", "to")
        return links.only("event", "relation", "to", *ends).order_by("event", "sequence")


@tracked
class EventLink(PartRow):
    """The relation of an event to another, read from the event that has the link."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="links")
    relation = models.CharField(max_length=20, choices=EventRelation)
    to = models.ForeignKey(Event, models.PROTECT, related_name="linked_from")

    objects = EventLinkQuerySet.as_manager()

    class Meta(PartRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(event=F("to")),
                name="proposals_eventlink_to_another",
                violation_error_message="An event is not linked to itself.",
            ),
            models.UniqueConstraint(
                fields=["event", "to", "relation"],
                name="proposals_eventlink_once",
                violation_error_message="This link is entered already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_relation_display()} {self.to}"


@tracked
class EventProposal(PartRow):
    event = models.ForeignKey(Event, models.PROTECT, related_name="proposals")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")

    def __str__(self):
        return str(self.proposal)


@tracked
class EventDocument(PartRow):
    event = models.ForeignKey(Event, models.PROTECT, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.document)


@tracked
class EventFlag(Flag):
    flagged = models.ForeignKey(Event, models.PROTECT, related_name="flags")


@tracked
class Consultation(SourcedPart):
    """A consultation as one source describes it: audience, period, methods, responses."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="consultations")
    by = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    period = UncertainDateField("period", blank=True)
    audience = models.CharField(max_length=300, blank=True)
    method = models.CharField(max_length=300, blank=True)
    asked = models.PositiveIntegerField(null=True, blank=True, help_text="How many were asked, as stated.")
    bound = models.CharField(max_length=20, choices=Bound, default=Bound.EXACTLY)
    responses = models.PositiveIntegerField(null=True, blank=True, help_text="How many answered, as stated.")
    note = models.CharField(max_length=300, blank=True)
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self):
        return self.audience or self.method or "consultation"
