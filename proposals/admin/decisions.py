"""The desk's pages of decisions, in the order and the words of council papers."""

from django.contrib import admin

from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageFieldsMixin, PassageInline, PassageMatchMixin
from proposals.models import (
    BackgroundPaper,
    Condition,
    Decision,
    DecisionFlag,
    Delegation,
    Funding,
    Motion,
    MotionText,
    Outcome,
    Recommendation,
    Resolution,
    Vote,
    VoteCategory,
    VoteGroup,
    VoteName,
)
from record.dates.order import by_date
from record.desk.fields import Listed
from record.desk.forms import RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


class RecommendationInline(PassageInline):
    model = Recommendation
    verbose_name_plural = "recommendations of the report, and what became of each"
    fieldsets = [(None, {"fields": [("number", "result"), "words", *WHERE, "refs"]}), SELDOM]


class MotionInline(PassageInline):
    model = Motion
    verbose_name_plural = "motions and amendments"
    names_row = "amends"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "result"),
                    "amends",
                    ("moved_by", "seconded_by"),
                    ("mover_printed", "seconder_printed"),
                    "note",
                    *WHERE,
                    ("key", "refs"),
                ]
            },
        ),
        SELDOM,
    ]


class MotionTextInline(PassageInline):
    model = MotionText
    verbose_name = "wording"
    verbose_name_plural = "their words at each stage: as moved, altered, amended, carried"
    fieldsets = [(None, {"fields": ["stage", "words", *WHERE, "refs"]}), SELDOM]


COUNTS = ("in_favour", "against", "abstained", "absent")


class VoteInline(PassageInline):
    model = Vote
    verbose_name_plural = "votes: one for each source that tells of it, as told"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("manner", "words"),
                    (*COUNTS, "present"),
                    ("casting", "casting_by"),
                    "according_to",
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class VoteGroupInline(PassageInline):
    model = VoteGroup
    verbose_name = "group"
    verbose_name_plural = "votes by group"
    fieldsets = [(None, {"fields": [("voice", "words"), COUNTS, *WHERE]}), SELDOM]


class VoteCategoryInline(PartInline):
    model = VoteCategory
    verbose_name = "count as printed"
    verbose_name_plural = "counts under other headings, as printed: absent or did not vote"
    fields = [("words", "count")]


class VoteNameInline(PartInline):
    model = VoteName
    verbose_name = "name"
    verbose_name_plural = "votes by name"
    fields = [("voice", "as_printed", "cast")]


class ResolutionInline(PassageInline):
    model = Resolution
    verbose_name_plural = "what was resolved"
    fieldsets = [(None, {"fields": [("number", "words"), *WHERE, "refs"]}), SELDOM]


class OutcomeInline(PassageInline):
    model = Outcome
    verbose_name_plural = "what it does to proposals and options"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("effect", "proposal", "option"),
                    "words",
                    ("condition", "still_to_come"),
                    "according_to",
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class DelegationInline(PassageInline):
    model = Delegation
    verbose_name_plural = "delegations"
    fieldsets = [(None, {"fields": [("to", "together_with"), "words", *WHERE, "refs"]}), SELDOM]


class ConditionInline(PassageInline):
    model = Condition
    verbose_name_plural = "conditions"
    fieldsets = [(None, {"fields": ["words", *WHERE, "refs"]}), SELDOM]


class FundingInline(PassageInline):
    model = Funding
    verbose_name_plural = "funding: where the money comes from, and what is left there"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("by", "source"),
                    ("bound", "amount"),
                    "balance",
                    "balance_as_at",
                    ("basis", "words"),
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class BackgroundPaperInline(PassageInline):
    model = BackgroundPaper
    verbose_name_plural = "background papers"
    fieldsets = [(None, {"fields": [("document", "words"), *WHERE, "refs"]}), SELDOM]


class DecisionFlagInline(FlagInline):
    model = DecisionFlag


class DecisionRecordForm(PassageFieldsMixin, RecordForm):
    proposals = Listed("proposals.DecisionProposal", "proposal", help_text="The proposals that it concerns.")


@admin.register(Decision)
class DecisionAdmin(PassageMatchMixin, RecordAdmin):
    """Admin of decisions, with their recommendations, motions and votes."""

    form = DecisionRecordForm
    list_display = ["title", "shown_state", "made_by", "when", "status", "editor", "case"]
    list_filter = ["state", "case", "status"]
    list_select_related = ["case", "made_by", "edited_by"]
    ordering = [*by_date("when", descending=True), "pk"]
    search_fields = ["title", "key", "public_id", "made_by__name"]
    box_related = ("made_by",)
    readonly_fields = ["found"]
    fieldsets = [
        (None, {"fields": ["title", ("made_by", "status"), "when", "summary", "reasons"]}),
        (
            "As council papers have it",
            {
                "fields": [
                    ("is_key", "open_to_call_in", "called_in", "exempt"),
                    ("lead_member", "report_author"),
                    ("event", "item"),
                    "report",
                ]
            },
        ),
        ("What it concerns", {"fields": ["proposals", ("advises", "settles"), "sequence"]}),
        ("Where that is printed", {"fields": WHERE}),
        SELDOM,
    ]
    inlines = [
        RecommendationInline,
        MotionInline,
        MotionTextInline,
        VoteInline,
        VoteCategoryInline,
        VoteGroupInline,
        VoteNameInline,
        ResolutionInline,
        OutcomeInline,
        DelegationInline,
        ConditionInline,
        FundingInline,
        BackgroundPaperInline,
        DecisionFlagInline,
    ]

    def box_line(self, row):
        return ", ".join(filter(None, [str(row.made_by or ""), str(row.when or "")]))
