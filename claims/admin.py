"""Admin of points, claims with their readings, measures and arithmetic."""

from django import forms
from django.contrib import admin
from django.db.models import Q

from claims.choices import Criterion
from claims.early_accounts import early_account_cautions
from claims.entry_rules import said_window
from claims.figures.words import with_figures
from claims.models import (
    About,
    Appearance,
    Claim,
    ClaimEvent,
    ClaimFlag,
    ClaimLink,
    ClaimStanding,
    Figure,
    Measure,
    Point,
    Position,
    Reckoning,
    ReckoningFlag,
    Response,
    Term,
)
from claims.replies import admin as _replies  # noqa: F401  it registers its page
from claims.schema import CLAIM
from claims.work import CLAIMS_NEAR
from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageInline, PassagePartForm, matched_passages
from councils.models import Voice
from record.content.references import Resolver, keys_named
from record.desk.autocomplete import MOST
from record.desk.duplicates import possible_duplicates
from record.desk.fields import Listed
from record.desk.forms import PartForm, RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


class PointRecordForm(RecordForm):
    decisions = Listed(
        "claims.PointDecision",
        "decision",
        help_text="Other decisions to show with it. Those at the events of its claims are shown already.",
    )
    events = Listed(
        "claims.PointEvent",
        "event",
        help_text="Other events to show with it. Those that its claims describe are shown already.",
    )


@admin.register(Point)
class PointAdmin(RecordAdmin):
    """A neutral question at issue."""

    form = PointRecordForm
    list_display = ["question", "shown_state", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["question", "key", "public_id"]
    fieldsets = [(None, {"fields": ["question", "note", "decisions", "events", "sequence"]})]


class AppearanceForm(PassagePartForm):
    passage_required = True

    reported_by = Listed(
        "claims.Reporter",
        "voice",
        help_text="Who reports it, nearest to the speaker first, where it is known by report.",
    )


class AppearanceInline(PassageInline):
    model = Appearance
    form = AppearanceForm
    verbose_name = "source"
    verbose_name_plural = "sources: where it was said, and in which words"
    fieldsets = [
        (None, {"fields": [*WHERE, ("speaker", "office_as_printed"), "reported_by", "wording", "said"]}),
        SELDOM,
    ]
    expected = True

    def passage_of(self, edit_row):
        """Its passage, beside which the desk says if the words carry the claim."""
        return with_figures(super().passage_of(edit_row), edit_row.buffer.row.edit_row.content.figures)


class ResponseForm(PassagePartForm):
    passage_required = words_required = True


class ResponseInline(PassageInline):
    model = Response
    form = ResponseForm
    verbose_name = "reply"
    verbose_name_plural = "replies: what this claim answers, in words that refer to it"
    fieldsets = [(None, {"fields": [("relation", "to"), *WHERE]}), SELDOM]


class AboutInline(PartInline):
    model = About
    verbose_name = "voice that it speaks of"
    verbose_name_plural = "about whom it speaks"
    fields = [("voice", "reading")]


class ClaimLinkInline(PartInline):
    model = ClaimLink
    verbose_name = "weaker link"
    verbose_name_plural = "weaker links to other claims: no answers"
    fields = [("kind", "to"), "note"]


class ClaimEventInline(PartInline):
    model = ClaimEvent
    verbose_name = "event"
    verbose_name_plural = "events of which it is an account, or a subject"
    fields = [("event", "role")]


class FigureForm(PartForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # In a line of words the number needs no name.
        self.fields["value"].label = "Value"


class FigureInline(PartInline):
    model = Figure
    form = FigureForm
    verbose_name_plural = "figures that it states, as stated"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("measure", "unit"),
                    ("bound", "value", "low", "high"),
                    ("printed", "certainty"),
                    ("per", "basis"),
                    ("option", "proposed"),
                    ("proposal", "council"),
                    "scope",
                ]
            },
        ),
        (
            "Period, basis and what is left out",
            {
                "fields": [
                    "when",
                    ("starts", "years"),
                    ("price_year", "compared_with"),
                    ("leaves_in", "leaves_out"),
                    "model_by",
                    ("out_of", "out_of_printed", "share_of"),
                    ("asked", "answered"),
                    ("key", "note"),
                    "refs",
                ],
                "classes": ["collapse"],
            },
        ),
    ]


class PositionForm(PartForm):
    proposals = Listed("claims.PositionProposal", "proposal", help_text="On which proposals.")
    options = Listed("claims.PositionOption", "option", help_text="On which options.")
    elements = Listed("claims.PositionElement", "element", help_text="On which elements.")


class PositionInline(PartInline):
    model = Position
    form = PositionForm
    verbose_name_plural = "positions that it states: its maker's own, or one ascribed to another"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("stance", "of"),
                    "elements",
                    "options",
                    "proposals",
                    ("on", "decided_by"),
                    ("firmness", "condition"),
                    "when",
                    "note",
                    "refs",
                ]
            },
        )
    ]


class ClaimFlagInline(FlagInline):
    model = ClaimFlag


class ClaimRecordForm(RecordForm):
    points = Listed(
        "claims.ClaimPoint", "point", label="Questions", help_text="The questions at issue to which it is an answer."
    )
    proposals = Listed("claims.ClaimProposal", "proposal", help_text="The proposals of which it speaks.")
    options = Listed("claims.ClaimOption", "option", help_text="The options of which it speaks.")
    elements = Listed("claims.ClaimElement", "element", help_text="The elements of options of which it speaks.")
    criteria = forms.MultipleChoiceField(
        choices=Criterion,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those of the Government's criteria of which it speaks.",
    )


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    """One proposition, and the voice for whom it is made."""

    form = ClaimRecordForm
    list_display = ["statement", "shown_state", "made_for", "kind", "editor", "case"]
    list_filter = ["state", "case", "kind"]
    list_select_related = ["made_for", "case", "edited_by"]
    search_fields = ["statement", "key", "public_id", "made_for__name"]
    box_exact = ()
    box_related = ("made_for",)
    box_has_sentences = True
    readonly_fields = ["standing", "answers"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "statement",
                    ("kind", "made_for"),
                    ("absence", "about_not_named", "words_fall_short"),
                    "points",
                ]
            },
        ),
        (
            "As at, and what it concerns",
            {
                "fields": ["as_at", "proposals", "options", "elements", "criteria", "sequence", "note"],
                "classes": ["collapse"],
            },
        ),
        ("Computed by the record, set by nobody", {"fields": ["standing", "answers"], "classes": ["collapse"]}),
    ]
    inlines = [
        AppearanceInline,
        ResponseInline,
        AboutInline,
        FigureInline,
        PositionInline,
        ClaimEventInline,
        ClaimLinkInline,
        ClaimFlagInline,
    ]

    def word_in_box(self, request, word):
        """In the statement, or in the name of its voice: an index answers each."""
        voices = Voice.objects.readable_by(request.user).filter(own_name__icontains=word).order_by("pk")
        return Q(statement__icontains=word) | Q(made_for__in=list(voices.values_list("pk", flat=True)[:MOST]))

    def box_line(self, row):
        return f"{row.made_for}, {row.get_kind_display()}"

    def cautions(self, buffer, content):
        claim = CLAIM.schema.model_validate(content)
        contents = [each.passage for each in claim.appearances if each.passage.quote]
        resolver = Resolver(buffer.case, buffer.entered_for)
        resolver.learn(keys_named([claim]))
        passages = [with_figures(each, claim.figures) for each in matched_passages(contents, resolver)]
        return [
            *(f"“{each.quote}”: {each.carries_remark}" for each in passages if each.carries_remark),
            *early_account_cautions(claim, said_window(claim, resolver), resolver),
            *(
                f"“{each}” is entered for {each.made_for} already. Add this source to it, if it is the same claim."
                for each in possible_duplicates(buffer.row, buffer.officer, CLAIMS_NEAR)
                .select_related("made_for")
                .order_by("pk")[:1]
            ),
        ]

    @admin.display(description="standing")
    def standing(self, claim):
        computed = ClaimStanding.objects.filter(claim=claim.pk).first()
        if computed is None:
            return "Computed once it is published."
        labels = dict(ClaimStanding._meta.get_field("words").base_field.flatchoices)
        return "; ".join(labels.get(word, word) for word in computed.words)

    @admin.display(description="answered by")
    def answers(self, claim):
        readable = Claim.objects.readable_by(claim.edit_row.buffer.officer)
        responses = Response.objects.filter(to=claim.pk, claim__in=readable).select_related("claim__made_for")
        lines = [
            f"{each.claim.made_for} {each.get_relation_display()}: “{each.claim.statement}” "
            f"({each.claim.get_state_display()})"
            for each in responses.order_by("pk")
        ]
        return "; ".join(lines) or "Nothing in this record."


@admin.register(Measure)
class MeasureAdmin(RecordAdmin):
    """Admin of measures, by which figures on one thing are grouped."""

    list_display = ["name", "shown_state", "unit", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["name", "key", "public_id"]
    fieldsets = [(None, {"fields": [("name", "unit"), "is_population", "note", "sequence"]})]

    def box_line(self, row):
        return row.get_unit_display()


class TermInline(PartInline):
    model = Term
    verbose_name_plural = "figures that it is made of, in order"
    fields = [("claim", "figure")]
    expected = True


class ReckoningFlagInline(FlagInline):
    model = ReckoningFlag


@admin.register(Reckoning)
class ReckoningAdmin(RecordAdmin):
    """Admin of our arithmetic on stated figures. The result is computed."""

    list_display = ["title", "shown_state", "operation", "editor", "case"]
    list_filter = ["state", "case", "operation"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["title", "key", "public_id"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("operation", "unit"),
                    "measure",
                    ("stated_in", "stated_figure"),
                    "note",
                    "sequence",
                ]
            },
        )
    ]
    inlines = [TermInline, ReckoningFlagInline]
