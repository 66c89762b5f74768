"""Admin of cases with their parties and sides, and of officers' memberships."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import slugify

from councils.choices import VoiceKind
from councils.models import Case, Membership, Party, Placement, Side, Tile
from record.desk.access import OfficersAccess
from record.desk.fields import TypedFields
from record.desk.forms import RecordForm
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
    fields = [("own_label", "short_name", "label_basis", "key")]
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


class CaseRecordForm(RecordForm):
    """A case, with the address of its page, which is chosen when it is made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].label = "Address"
            self.fields["key"].help_text = (
                f"The last part of the address of its page: {page_of('address')}. Lower case letters, digits and "
                "hyphens; empty for one made of the title. Once the case is published, it stays."
            )

    def clean_key(self):
        made = slugify(self.cleaned_data.get("title") or "").replace("_", "-")[:100].strip("-")
        key = self.cleaned_data["key"] or made
        known = Case.objects.public() | Case.objects.filter(entered_for=self.buffer.entered_for)
        if known.filter(key=key).exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"Another case has the address {page_of(key)}. Choose another.")
        return key


def page_of(key: str) -> str:
    """The address of the page of a case."""
    return Case(key=key).get_absolute_url()


@admin.register(Case)
class CaseAdmin(RecordAdmin):
    """One contested change."""

    form = CaseRecordForm
    list_display = ["title", "shown_state", "area", "kept_up_to", "editor"]
    list_filter = ["state", "invented"]
    list_select_related = ["edited_by"]
    ordering = ["invented", "title", "pk"]
    search_fields = ["title", "area", "key", "public_id"]
    box_exact = ("key", "public_id")
    fieldsets = [
        (None, {"fields": ["title", "key", "area", "summary", "began", "kept_up_to", "invented"]}),
        (
            "Quiet period before an election",
            {"fields": [("quiet_first", "quiet_last")], "classes": ["collapse"]},
        ),
    ]
    inlines = [PartyInline, SideInline, PlacementInline, TileInline]

    readonly_fields = ["address_of_page"]

    def box_line(self, row):
        return row.area

    @admin.display(description="Address")
    def address_of_page(self, case):
        return format_html('<a href="{0}">{0}</a>', page_of(case.key))

    def get_fieldsets(self, request, obj=None):
        """Of what is published, the address is only shown."""
        fieldsets = super().get_fieldsets(request, obj)
        if not request.buffer.is_public:
            return fieldsets
        return [
            (name, options | {"fields": ["address_of_page" if each == "key" else each for each in options["fields"]]})
            for name, options in fieldsets
        ]

    def get_prepopulated_fields(self, request, obj=None):
        return {"key": ["title"]} if request.buffer.is_new else {}

    def after_writing(self, request, form, buffer):
        if buffer.is_new:
            messages.info(
                request,
                f"Its page will be at {page_of(buffer.row.key)}. Until it is published, the address can be changed.",
            )


@admin.register(Membership)
class MembershipAdmin(OfficersAccess, HistoryOfRows, DeclaredLookups, TypedFields, admin.ModelAdmin):
    """Memberships: the role of an officer for a council, with first and last day.

    Someone who leaves is given an end; nothing is deleted.
    """

    list_display = ["officer", "role", "council", "starts", "ends"]
    list_select_related = ["officer", "council"]
    list_filter = ["role"]
    search_fields = ["officer__email", "officer__name", "council__name"]
    fields = ["officer", "role", "council", "starts", "ends"]
    of_kind = {"council": VoiceKind.COUNCIL}
    show_full_result_count = False
