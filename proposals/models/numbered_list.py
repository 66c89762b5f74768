from django.db import models
from django.db.models import Prefetch

from councils.models import Case, Document, Flag, Passage, Voice
from councils.models.sourced_part import SourcedPart
from proposals.choices import ListKind
from proposals.models.event import Event
from proposals.models.proposal import OfCaseQuerySet, Proposal, key_once_in_case
from record.dates import UncertainDateField
from record.history import tracked
from record.models import Record
from record.web.addresses import cached_reverse, slug_of


class NumberedListQuerySet(OfCaseQuerySet):
    def for_page(self):
        """Fetch the items, what came of each, the flags, and whatever these name."""
        outcomes = ItemOutcome.objects.select_related("event", "according_to", "passage__document__publisher")
        return self.prefetch_related(
            *("by", "to", "document", "passage__document__publisher"),
            Prefetch("items", ListItem.objects.select_related("to", "passage__document__publisher")),
            Prefetch("items__came_of", outcomes),
            Prefetch("flags", ListFlag.objects.select_related("passage__document")),
        )


@tracked
class NumberedList(Record):
    """A list as a document prints it, with its numbering and the count that it states."""

    KIND = "list"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, help_text="A neutral description: Asks of the Government.")
    kind = models.CharField(max_length=20, choices=ListKind)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", help_text="Where it is printed.")
    by = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose list it is."
    )
    to = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, related_name="+", help_text="To whom it is addressed."
    )
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="lists")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="lists")
    stated_count = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of items that the document states."
    )
    passage = models.ForeignKey(
        Passage, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it states the count."
    )
    sequence = models.PositiveIntegerField(default=0, help_text="Its place among the case's lists.")

    objects = NumberedListQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "list"
        constraints = [*Record.Meta.constraints, *key_once_in_case("numberedlist")]

    def __str__(self):
        return self.title

    @property
    def slug(self) -> str:
        return slug_of(self.title, "list")

    @property
    def is_sourced_elsewhere(self) -> bool:
        """True if no passage of its own document is cited for it."""
        return self.passage is None or self.passage.document_id != self.document_id

    def get_absolute_url(self):
        return cached_reverse("timeline:list", self.case.key, self.public_id, self.slug)


@tracked
class ListItem(SourcedPart):
    """One item of a list, in the record's words or quoted, with what came of it."""

    numbered_list = models.ForeignKey(NumberedList, models.PROTECT, related_name="items")
    number = models.CharField(max_length=300, blank=True, help_text="As printed.")
    words = models.CharField(max_length=300)
    to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")
    when = UncertainDateField("when", blank=True, help_text="For a plan: the date that it was planned for.")
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return f"{self.number} {self.words}".strip()

    def is_ahead(self, day) -> bool:
        """True if it was still due on that day; a deadline is due until its day is past."""
        if self.when is None or day is None:
            return False
        return self.when.day_placed > day


@tracked
class ItemOutcome(SourcedPart):
    """The outcome of an item: an event, or a statement. Without one, it is not known."""

    item = models.ForeignKey(ListItem, models.PROTECT, related_name="came_of")
    words = models.CharField(max_length=300, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    according_to = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SourcedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words="") | models.Q(event__isnull=False),
                name="proposals_itemoutcome_says_something",
                violation_error_message="Give an event or words.",
            )
        ]

    def __str__(self):
        return self.words or str(self.event)


@tracked
class ListFlag(Flag):
    flagged = models.ForeignKey(NumberedList, models.PROTECT, related_name="flags")
