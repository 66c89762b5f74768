"""The desk's pages of events: their facts, agenda, records and consultations."""

from django.contrib import admin

from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageInline
from proposals.models import (
    AgendaItem,
    Consultation,
    Event,
    EventFact,
    EventFlag,
    EventLink,
    MeetingRecord,
    RecordState,
)
from record.dates.order import by_date
from record.desk.fields import Listed
from record.desk.forms import RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


class FactInline(PassageInline):
    model = EventFact
    verbose_name = "fact"
    verbose_name_plural = "facts, each on somebody's word; several may differ"
    fieldsets = [
        (None, {"fields": [("kind", "voice"), "words", "when", ("according_to", "stated"), *WHERE, "refs"]}),
        SELDOM,
    ]


class EventLinkInline(PartInline):
    model = EventLink
    verbose_name = "link"
    verbose_name_plural = "links to other events"
    fields = [("relation", "to")]


class AgendaItemInline(PassageInline):
    model = AgendaItem
    verbose_name_plural = "agenda, as far as it concerns this case"
    fieldsets = [(None, {"fields": [("number", "title"), "report", "note", *WHERE, "refs"]}), SELDOM]


class MeetingRecordInline(PartInline):
    model = MeetingRecord
    verbose_name_plural = "records of the meeting: notes, recordings, minutes"
    fields = ["name"]


class RecordStateInline(PassageInline):
    model = RecordState
    verbose_name = "statement about such a record"
    verbose_name_plural = "what is said of these records: held, asked for, declined, not published"
    fieldsets = [
        (
            None,
            {"fields": [("status", "voice", "of"), "when", ("document", "according_to"), *WHERE, "refs"]},
        ),
        SELDOM,
    ]


class ConsultationInline(PassageInline):
    model = Consultation
    verbose_name_plural = "for a consultation: what each source says of it"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("by", "according_to"),
                    "period",
                    ("audience", "method"),
                    ("asked", "bound", "responses"),
                    "note",
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class EventFlagInline(FlagInline):
    model = EventFlag


class EventRecordForm(RecordForm):
    proposals = Listed("proposals.EventProposal", "proposal", help_text="The proposals that it concerns.")
    documents = Listed(
        "proposals.EventDocument", "document", help_text="Documents that came out of it or were before it."
    )


@admin.register(Event)
class EventAdmin(RecordAdmin):
    """Something dated."""

    form = EventRecordForm
    list_display = ["title", "shown_state", "kind", "when", "status", "editor", "case"]
    list_filter = ["state", "case", "kind", "status"]
    list_select_related = ["case", "edited_by"]
    ordering = [*by_date("when", descending=True), "pk"]
    search_fields = ["title", "key", "public_id"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "status", "series"), "summary"]}),
        ("When", {"fields": ["when", "when_reason", "at", "sequence"]}),
        ("What it concerns", {"fields": ["proposals", "documents"]}),
    ]
    inlines = [
        FactInline,
        AgendaItemInline,
        MeetingRecordInline,
        RecordStateInline,
        ConsultationInline,
        EventLinkInline,
        EventFlagInline,
    ]

    def box_line(self, row):
        return ", ".join(filter(None, [row.get_kind_display(), str(row.when or "")]))
