"""Admin of options with appraisals and proposed councils, and of areas."""

from django.contrib import admin

from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageFieldsMixin, PassageInline, PassageMatchMixin
from councils.choices import VoiceKind
from proposals.admin.proposals import PlanStateInline
from proposals.models import (
    Appraisal,
    AppraisalPoint,
    Area,
    AreaName,
    Inclusion,
    Option,
    OptionBacking,
    OptionFlag,
    OptionState,
    ProposedCouncil,
)
from record.desk.fields import Listed
from record.desk.forms import RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


class AreaNameInline(PartInline):
    model = AreaName
    verbose_name_plural = "other names"
    fields = ["name", ("used_by", "document")]


class AreaRecordForm(PassageFieldsMixin, RecordForm):
    pass


@admin.register(Area)
class AreaAdmin(PassageMatchMixin, RecordAdmin):
    """A named part of a council's area, of which proposals speak."""

    form = AreaRecordForm
    of_kind = {"council": VoiceKind.COUNCIL}
    list_display = ["name", "shown_state", "kind", "council", "editor", "case"]
    list_filter = ["state", "case", "kind"]
    list_select_related = ["case", "council", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["name", "key", "public_id", "names__name"]
    box_related = ("council",)
    readonly_fields = ["found"]
    fieldsets = [
        (None, {"fields": ["name", ("kind", "council"), "part_of", "note", "sequence"]}),
        ("Where that is printed", {"fields": WHERE}),
        SELDOM,
    ]
    inlines = [AreaNameInline]

    def box_line(self, row):
        return ", ".join(filter(None, [row.get_kind_display(), row.council and str(row.council)]))


class AppraisalInline(PassageInline):
    model = Appraisal
    verbose_name_plural = "appraisals: what documents say of it, or that they do not appraise it"
    fieldsets = [
        (None, {"fields": [("document", "by"), "appraised", "verdict", "note", *WHERE, "refs"]}),
        SELDOM,
    ]


class AppraisalPointInline(PassageInline):
    model = AppraisalPoint
    verbose_name = "reason"
    verbose_name_plural = "reasons for and against, as those documents state them"
    fieldsets = [(None, {"fields": [("weighs", "words"), *WHERE, "refs"]}), SELDOM]


class ProposedCouncilInline(PassageInline):
    model = ProposedCouncil
    of_kind = {"continues": VoiceKind.COUNCIL}
    verbose_name_plural = "proposed councils"
    fieldsets = [(None, {"fields": [("name", "key"), "continues", "note", *WHERE, "refs"]}), SELDOM]


class InclusionInline(PassageInline):
    model = Inclusion
    of_kind = {"council": VoiceKind.COUNCIL}
    verbose_name = "part of a proposed council"
    verbose_name_plural = "what they would be made of, a line a source"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("council", "area", "words"),
                    ("extent", "stated", "inferred"),
                    ("count", "count_of"),
                    "note",
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class OptionBackingInline(PassageInline):
    model = OptionBacking
    verbose_name_plural = "backers of this option by itself"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("voice", "when", "known_by", ("count", "words"), "condition", "according_to"),
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class OptionStateInline(PlanStateInline):
    model = OptionState


class OptionFlagInline(FlagInline):
    model = OptionFlag


class OptionRecordForm(PassageFieldsMixin, RecordForm):
    elements = Listed("proposals.OptionElement", "element", help_text="What it is made of, as severable parts.")


@admin.register(Option)
class OptionAdmin(PassageMatchMixin, RecordAdmin):
    """One way of doing what is proposed."""

    form = OptionRecordForm
    list_display = ["name", "shown_state", "proposal", "status", "editor", "case"]
    list_filter = ["state", "case", "status"]
    list_select_related = ["case", "proposal", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["name", "key", "public_id", "proposal__name"]
    box_related = ("proposal",)
    readonly_fields = ["found"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("proposal", ("name", "status"), "variant_of", "when", "elements"),
                    *(("council_count", "council_words"), "summary", "sequence"),
                ]
            },
        ),
        ("Where that is printed", {"fields": WHERE}),
        SELDOM,
    ]
    inlines = [
        *(ProposedCouncilInline, InclusionInline, AppraisalInline, AppraisalPointInline),
        *(OptionBackingInline, OptionStateInline, OptionFlagInline),
    ]

    def box_line(self, row):
        return f"{row.get_status_display()}, {row.proposal}"
