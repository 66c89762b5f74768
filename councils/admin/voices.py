"""Admin of voices: councils with their details, tenures and other names."""

from django.contrib import admin

from councils.admin.passages import SELDOM, WHERE, PassageInline
from councils.admin.voice_lines import voice_lines
from councils.models import (
    Alias,
    Control,
    Council,
    CouncilMeasurement,
    Identifier,
    Place,
    Seats,
    Succession,
    Tenure,
    Voice,
)
from councils.work import VOICES_NEAR
from record.desk.duplicates import possible_duplicates
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


class CouncilInline(PartInline):
    model = Council
    verbose_name = "council: code, type and dates (for a council alone)"
    fields = [("code", "area", "type"), "county", "starts", "ends"]


class IdentifierInline(PartInline):
    model = Identifier
    verbose_name_plural = "identifiers of the council"
    fields = [("scheme", "value")]


class SuccessionInline(PartInline):
    model = Succession
    verbose_name_plural = "succession of the council"
    fields = [("kind", "other"), "when", "note"]


class ControlInline(PassageInline):
    model = Control
    verbose_name = "period of political control"
    verbose_name_plural = "political control of the council"
    fieldsets = [(None, {"fields": ["words", "when", *WHERE]}), SELDOM]


class SeatsInline(PartInline):
    model = Seats
    verbose_name_plural = "seats, by period of control"
    fields = [("group", "seats")]


class MeasuredInline(PassageInline):
    model = CouncilMeasurement
    verbose_name = "measure"
    verbose_name_plural = "size of the council: population, area, councillors…, as each source gives it"
    fieldsets = [(None, {"fields": [("kind", "value", "unit"), "as_at", *WHERE, "source"]}), SELDOM]


class PlaceInline(PartInline):
    model = Place
    verbose_name = "place"
    verbose_name_plural = "places in the area of the council: names that people live under"
    fields = [("name", "kind"), "source_name", "source_address", ("source_read_on", "source_licence")]


class TenureInline(PassageInline):
    model = Tenure
    verbose_name_plural = "tenures: what it belongs to, holds, leads or speaks for"
    fieldsets = [(None, {"fields": [("kind", "of"), "when", "as_printed", *WHERE, "note", "refs"]}), SELDOM]


class AliasInline(PartInline):
    model = Alias
    verbose_name = "other name"
    verbose_name_plural = "other names"
    fields = [("name", "kind"), ("used_by", "document"), "when", "note", "refs"]


@admin.register(Voice)
class VoiceAdmin(RecordAdmin):
    """Anyone whose words or stance the record holds."""

    list_display = ["name", "shown_state", "kind", "editor"]
    list_filter = ["state", "kind"]
    list_select_related = ["edited_by"]
    ordering = ["name", "pk"]
    search_fields = ["own_name", "name", "short_name", "key", "public_id", "aliases__name", "council__code"]
    box_exact = ("name", "council__code", "public_id")
    fieldsets = [(None, {"fields": ["kind", "own_name", "short_name", "description", "speaks"]})]
    inlines = [
        CouncilInline,
        TenureInline,
        AliasInline,
        IdentifierInline,
        ControlInline,
        SeatsInline,
        MeasuredInline,
        SuccessionInline,
        PlaceInline,
    ]

    def box_lines(self, rows):
        return voice_lines(rows)

    def cautions(self, buffer, content):
        return [
            f"There is another {each.get_kind_display()} of this name or a like one, “{each}”. Is it the same?"
            for each in possible_duplicates(buffer.row, buffer.officer, VOICES_NEAR).order_by("pk")[:1]
        ]
