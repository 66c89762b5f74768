"""The desk's pages of what documents list: numbered lists, and registers of risks."""

from django.contrib import admin

from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageFieldsMixin, PassageInline, PassageMatchMixin
from proposals.models import (
    ItemOutcome,
    ListFlag,
    ListItem,
    MatrixCell,
    NumberedList,
    Risk,
    RiskFlag,
    RiskRegister,
    ScaleStep,
)
from record.desk.forms import RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


class ListItemInline(PassageInline):
    model = ListItem
    verbose_name = "item"
    verbose_name_plural = "items, in the source's own numbering"
    fieldsets = [(None, {"fields": [("number", "words"), "to", "when", "note", *WHERE, "refs"]}), SELDOM]
    expected = True


class ItemOutcomeInline(PassageInline):
    model = ItemOutcome
    verbose_name = "outcome"
    verbose_name_plural = "what came of items; without any it is not known"
    fieldsets = [(None, {"fields": ["words", ("event", "according_to"), *WHERE, "refs"]}), SELDOM]


class ListFlagInline(FlagInline):
    model = ListFlag


class ListRecordForm(PassageFieldsMixin, RecordForm):
    pass


@admin.register(NumberedList)
class ListAdmin(PassageMatchMixin, RecordAdmin):
    """A list as a document prints it."""

    form = ListRecordForm
    list_display = ["title", "shown_state", "kind", "document", "editor", "case"]
    list_filter = ["state", "case", "kind"]
    list_select_related = ["case", "document", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["title", "key", "public_id"]
    readonly_fields = ["found"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "document"), ("by", "to"), ("proposal", "event"), "sequence"]}),
        ("The count that it states, and where", {"fields": ["stated_count", *WHERE]}),
        SELDOM,
    ]
    inlines = [ListItemInline, ItemOutcomeInline, ListFlagInline]


class ScaleStepInline(PartInline):
    model = ScaleStep
    verbose_name_plural = "scales, as printed"
    fields = [("axis", "number", "words")]


class RiskInline(PassageInline):
    model = Risk
    verbose_name_plural = "risks, each with its rating as printed"
    fieldsets = [
        (
            None,
            {"fields": [("number", "words"), ("likelihood", "impact", "rating"), "mitigation", *WHERE, "refs"]},
        ),
        SELDOM,
    ]
    expected = True


class MatrixCellInline(PartInline):
    model = MatrixCell
    verbose_name = "cell"
    verbose_name_plural = "matrix, as printed: it may contradict the register"
    fields = [("likelihood", "impact", "printed")]


class RiskFlagInline(FlagInline):
    model = RiskFlag


@admin.register(RiskRegister)
class RiskRegisterAdmin(RecordAdmin):
    """A register of risks as a document prints it."""

    list_display = ["title", "shown_state", "document", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "document", "edited_by"]
    ordering = ["case", "pk"]
    search_fields = ["title", "key", "public_id"]
    fieldsets = [(None, {"fields": ["title", ("document", "decision"), "as_at", "note"]})]
    inlines = [RiskInline, ScaleStepInline, MatrixCellInline, RiskFlagInline]
