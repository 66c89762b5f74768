"""Admin of cases with their parties and sides, and of officers' memberships."""

from django.contrib import admin

from councils.choices import VoiceKind
from councils.models import Case, Membership, Party, Placement, Side, Tile
from record.desk.access import OfficersAccess
from record.desk.fields import TypedFields
from record.desk.inlines import PartInline
from record.desk.readonly_admin import HistoryOfRows
from record.desk.record_admin import RecordAdmin


class PartyInline(PartInline):
    model = Party
    verbose_name_plural = "parties: the councils and bodies that the case concerns"
    fields = [("voice", "in_area"), "note"]
    expected = True


class SideInline(PartInline):
    model = Side
    verbose_name_plural = "sides: the columns, shown in the order of their labels"
    fields = [("label", "label_basis", "key")]
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
    fieldsets = [(None, {"fields": ["title", "area", "summary", "began", "kept_up_to", "invented"]})]
    inlines = [PartyInline, SideInline, PlacementInline, TileInline]


@admin.register(Membership)
class MembershipAdmin(OfficersAccess, HistoryOfRows, TypedFields, admin.ModelAdmin):
    """The council that an officer works for.

    Nobody publishes alone on their own council's dispute (docs/laws.md, law 10).
    """

    list_display = ["officer", "council"]
    list_select_related = ["officer", "council"]
    search_fields = ["officer__email", "officer__name", "council__name"]
    fields = ["officer", "council"]
    show_full_result_count = False

    def has_delete_permission(self, request, obj=None):
        # Somebody who leaves a council is no longer of it; the history keeps that they were.
        return self.has_change_permission(request, obj)
