"""Admin of cases with their parties and sides, and of officers' memberships."""

from django.contrib import admin

from councils.choices import VoiceKind
from councils.models import Case, Membership, Party, Placement, Side, Tile
from record.desk.access import OfficersAccess
from record.desk.fields import TypedFields
from record.desk.inlines import PartInline
from record.desk.readonly_admin import DeclaredLookups, HistoryOfRows
from record.desk.record_admin import RecordAdmin


class PartyInline(PartInline):
    model = Party
    verbose_name_plural = "parties: the councils and bodies that the case concerns"
    fields = [("voice", "in_area"), "note"]
    expected = True


class SideInline(PartInline):
    model = Side
    verbose_name_plural = "sides: the columns, shown in the order of their labels"
    fields = [("label", "short_name", "label_basis", "key")]
    expected = True


class PlacementInline(PartInline):
    model = Placement
    verbose_name = "voice in a side"
    verbose_name_plural = "voices in each side, with dates"
    fields = ["voice", "when"]


class TileInline(PartInline):
    model = Tile
    of_kind = {"council": VoiceKind.COUNCIL}
    verbose_name = "square of the tile map"
    verbose_name_plural = "tile map: a square for each council, arranged to look like the area"
    fields = [("council", "column", "row")]


@admin.register(Case)
class CaseAdmin(RecordAdmin):
    """One contested change."""

    list_display = ["title", "shown_state", "area", "kept_up_to", "editor"]
    list_filter = ["state", "invented"]
    list_select_related = ["edited_by"]
    ordering = ["invented", "title", "pk"]
    search_fields = ["title", "area", "key", "public_id"]
    box_exact = ("key", "public_id")
    fieldsets = [
        (None, {"fields": ["title", "area", "summary", "began", "kept_up_to", "invented"]}),
        (
            "Quiet period before an election",
            {"fields": [("quiet_first", "quiet_last")], "classes": ["collapse"]},
        ),
    ]
    inlines = [PartyInline, SideInline, PlacementInline, TileInline]

    def box_line(self, row):
        return row.area


@admin.register(Membership)
class MembershipAdmin(OfficersAccess, HistoryOfRows, DeclaredLookups, TypedFields, admin.ModelAdmin):
    """In which role an officer works, for which council, from when until when.

    Someone who leaves is given an end; nothing is deleted.
    """

    list_display = ["officer", "role", "council", "starts", "ends"]
    list_select_related = ["officer", "council"]
    list_filter = ["role"]
    search_fields = ["officer__email", "officer__name", "council__name"]
    fields = ["officer", "role", "council", "starts", "ends"]
    of_kind = {"council": VoiceKind.COUNCIL}
    show_full_result_count = False
