"""Claims, and editors' notes on them."""

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex, OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import Upper
from django.utils.functional import cached_property

from claims.choices import ClaimKind, Criterion, Relation
from claims.models.about import About
from claims.models.appearance import Appearance, columns_of_date, in_runs
from claims.notes import EditorNotes
from councils.choices import Carrying, FlagKind
from councils.models import Case, Flag, Passage, Placement, Voice
from councils.models.lines import in_lines
from proposals.models.proposal import OfCaseQuerySet
from record.dates import UncertainDateField
from record.dates.order import by_date
from record.history import tracked
from record.models import Record
from record.models.base import key_once
from record.text.english import counted
from record.web.addresses import cached_reverse
from record.workflow.states import PUBLIC, PUBLISHED

# The columns that a list prints. Django compiles each column of a query anew, and lists are what readers ask for most.
LISTED = [
    *("public_id", "state", "state_reason", "statement", "kind", "sequence", "note", "words_fall_short"),
    *("made_for__public_id", "made_for__name", "made_for__kind"),
    *("case__key", "case__title", "case__invented", "case__kept_up_to"),
    *("computed__words", "computed__detail", "computed__is_reported_only", *columns_of_date("computed__said")),
    *("computed__case", "computed__side"),
]
# The columns of a figure by which words hold it, and its note.
LISTED_OF_FIGURE = ["claim", "sequence", "key", "note", "printed", "unit", "value", "low", "high"]
CARRYING = list(Carrying)
KIND_LABELS = dict(ClaimKind.choices)


class ClaimQuerySet(OfCaseQuerySet):
    def in_order(self):
        """Earliest first: date, sequence, id."""
        return self.order_by(*by_date("computed__said"), "sequence", "id")

    def for_listing(self):
        """Prefetch what a list shows: maker, quotation with its place, and standing.

        ``is_corrected`` says if its maker has corrected it since; its standing does not.
        Pages that know the case set it on each claim; others add ``with_case``.
        """
        listed = self._with_appearances(Appearance.objects.for_listing())
        return listed.select_related("made_for", "computed").only(*LISTED)

    def with_case(self):
        return self.select_related("case")

    def for_page(self):
        """The same, with all that is known of passages and documents."""
        shown = self._with_appearances(Appearance.objects.for_page())
        return shown.select_related("made_for", "case", "computed__side").defer("computed__search")

    def _with_appearances(self, appearances):
        own = apps.get_model("claims", "Response").objects.published().in_own_words().in_force()
        corrects = own.filter(to=OuterRef("pk"), relation=Relation.CORRECTS)
        return self.with_notes(appearances).annotate(is_corrected=Exists(corrects))

    def only_notes(self, *columns, appearances):
        """Claims with these columns and appearances and their ``notes`` alone."""
        return (
            self.select_related("computed")
            .only(*columns, "note", "words_fall_short", "computed__detail")
            .with_notes(appearances)
        )

    def with_notes(self, appearances):
        """Prefetch these appearances, and what ``notes`` gathers beside a claim."""
        return self.with_quotations(appearances.with_document_flags()).prefetch_related(
            Prefetch("flags", in_lines(ClaimFlag.objects.all(), "passage"), to_attr="flag_list"),
        )

    def with_quotations(self, appearances):
        """Prefetch these appearances, and the figures that their words should hold."""
        figures = self.model._meta.get_field("figures").related_model.objects.only(*LISTED_OF_FIGURE)
        return self.prefetch_related(
            Prefetch("appearances", appearances, to_attr="appearance_list"),
            Prefetch("figures", figures, to_attr="figure_list"),
        )

    def with_placement(self):
        """Annotate ``is_placed``: whether the claim's own voice is placed in its side."""
        placed = Placement.objects.filter(side=models.OuterRef("computed__side"), voice=models.OuterRef("made_for"))
        return self.annotate(is_placed=models.Exists(placed))

    def linked_to(self, event):
        """Claims that are an account of an event, or about which it is; see ``role``."""
        return self.filter(events__event=event).annotate(role=models.F("events__role"))

    def said_by(self, voice):
        """Made for a voice, or spoken by it for another."""
        made = self.model.objects.order_by().filter(made_for=voice).values("pk")
        return self.filter(pk__in=made.union(Appearance.objects.order_by().filter(speaker=voice).values("claim")))

    def about(self, voice):
        """About a voice, in the words of the claim or as an editor reads them."""
        return self.filter(Exists(About.objects.filter(claim=OuterRef("pk"), voice=voice)))

    def makers_of(self, ids):
        """The voice of each claim, and if only another side reports it, by public id."""
        return self.filter(public_id__in=ids).values_list("public_id", "made_for__name", "computed__is_reported_only")

    def newest_first(self):
        """Latest said first; what is undated comes last."""
        return self.order_by(*by_date("computed__said", descending=True), "-id")

    def answering(self, point):
        return self.filter(points__point=point)


@tracked
class Claim(Record):
    """One proposition, and the voice for whom it is made.

    The statement is the record's wording and is marked so; the words that it
    rests on are in its appearances. When it was said is computed from them.
    """

    KIND = "claim"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    statement = models.TextField(
        help_text="The proposition in the record's wording, hedges kept. It is marked as ours; the quotation is theirs."
    )
    kind = models.CharField(max_length=20, choices=ClaimKind)
    made_for = models.ForeignKey(Voice, models.PROTECT, related_name="claims_made", verbose_name="made for")
    absence = models.BooleanField("of absence", default=False, help_text="It says that something is not there.")
    words_fall_short = models.BooleanField(
        default=False, help_text="Its quotations, read alone, do not say all that the sentence says."
    )
    about_not_named = models.BooleanField(default=False, help_text="It speaks of somebody whom it does not name.")
    as_at = UncertainDateField("as at", blank=True, help_text="The date for which it is said to be true.")
    criteria = ArrayField(
        models.CharField(max_length=20, choices=Criterion),
        default=list,
        blank=True,
        help_text="Those of the Government's criteria of which it speaks.",
    )
    sequence = models.PositiveIntegerField(default=0, help_text="Order among claims of one date.")
    note = models.TextField(blank=True, help_text="An editor's note, shown as such.")

    objects = ClaimQuerySet.as_manager()

    # Lists by council say why each claim is on them.
    reason_listed = ""
    # The claim before it in a list is cited from the same document.
    repeats_source = False

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once("claims_claim", "case", message="Another claim in this case has this lasting name."),
        ]
        indexes = [
            # For the boxes of the desk, which find any letters of a statement: record/desk/autocomplete.py.
            GinIndex(OpClass(Upper("statement"), name="gin_trgm_ops"), name="claims_claim_letters"),
            # For those of the same wording: work.py.
            HashIndex(Upper("statement"), name="claims_claim_same_words"),
            # The few that are not public, for the lists of work.
            models.Index(fields=["state"], condition=~PUBLIC, name="claims_claim_at_desk"),
            # Any one claim of each of many voices: without it the planner reads the table, once for each.
            models.Index(fields=["made_for", "case"], condition=PUBLISHED, name="claims_claim_of_voice"),
        ]

    def __str__(self):
        return self.statement

    def get_absolute_url(self):
        return cached_reverse("claims:detail", self.public_id)

    @cached_property
    def appearance_list(self) -> list["Appearance"]:
        """Its appearances in order, which ``for_listing`` prefetches."""
        return list(self.appearances.all())

    @cached_property
    def figure_list(self) -> list:
        """Its figures in order, which ``for_listing`` prefetches."""
        return list(self.figures.all())

    @cached_property
    def lead(self) -> "Appearance | None":
        """The appearance to show: the earliest with words, or else the earliest."""
        if len(self.appearance_list) == 1:
            return self.appearance_list[0]
        with_words = [each for each in self.appearance_list if each.passage.quote] or self.appearance_list
        # min() keeps the first of equals, that is, the file's order.
        return min(with_words, key=Appearance.date_order, default=None)

    @cached_property
    def notes(self) -> EditorNotes:
        """Editors' notes on it, its words, figures and documents; needs ``with_notes``."""
        own = [remark(self.note)] if self.note else []
        on_words = [flag for each in self.appearance_list for flag in each.flags_on_words]
        on_documents = [flag for each in self.appearance_list for flag in each.document_flags if not flag.passage_id]
        detail = self.computed.detail if hasattr(self, "computed") else {}
        return EditorNotes(
            of_claim=(*own, *self.flag_list, *on_words),
            of_figures={figure.key: remark(figure.note) for figure in self.figure_list if figure.note},
            of_documents=tuple(on_documents),
            outside_life=detail.get("outside_life", ""),
        )

    @property
    def best_quotation(self) -> Passage | None:
        """The quotation that carries it best: by its words, or else by a headline."""
        quotations = [each.quotation for each in self.appearance_list if each.passage.quote]
        return min(quotations, key=lambda each: CARRYING.index(each.carries), default=None)

    @property
    def dated(self):
        """Its date: as computed, or as its lead appearance has it."""
        computed = getattr(self, "computed", None)
        return (computed and computed.said) or (self.lead and self.lead.dated)

    @property
    def is_dated_by_report(self) -> bool:
        """True if only the article that reports it is dated, and not the saying."""
        lead = self.lead
        return bool(lead and lead.reporter_list and not lead.said)

    @property
    def other_appearances(self) -> list["Appearance"]:
        others = [each for each in self.appearance_list if each is not self.lead]
        return in_runs([self.lead, *others])[1:] if others else []

    @property
    def other_words(self) -> str:
        """Its other appearances in words, as “Also said in 2 other places”."""
        others = self.other_appearances
        elsewhere = {each.passage.document_id for each in others} - {self.lead.passage.document_id}
        if len(elsewhere) == len(others):
            return f"Also said in {counted(len(others), 'other place')}"
        more = counted(len(others), "more quotation")
        if not elsewhere:
            return f"{more} from this document"
        return f"{more}, also from {counted(len(elsewhere), 'other document')}"

    @property
    def places_of_words(self) -> str:
        """The count of its quotations in words, as “In 2 places”."""
        count, documents = len(self.appearance_list), {each.passage.document_id for each in self.appearance_list}
        if len(documents) == count:
            return f"In {counted(count, 'place')}"
        return f"{counted(count, 'quotation')} from {counted(len(documents), 'document')}"

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.kind]


@tracked
class ClaimFlag(Flag):
    flagged = models.ForeignKey(Claim, models.PROTECT, related_name="flags")


def remark(note: str) -> ClaimFlag:
    """A note that is a column of a claim or of a figure, as a flag."""
    return ClaimFlag(kind=FlagKind.REMARK, note=note)
