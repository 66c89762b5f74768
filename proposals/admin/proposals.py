"""The desk's pages of what is proposed: elements, proposals, submissions."""

from django.contrib import admin

from councils.admin.documents import FlagInline
from councils.admin.passages import SELDOM, WHERE, PassageFieldsMixin, PassageInline, PassageMatchMixin
from proposals.models import (
    Backing,
    Carried,
    Element,
    Proposal,
    ProposalFlag,
    ProposalName,
    ProposalState,
    ProposalVersion,
    Signatory,
    Submission,
)
from record.dates.order import by_date
from record.desk.fields import Listed
from record.desk.forms import PartForm, RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin


@admin.register(Element)
class ElementAdmin(RecordAdmin):
    """One severable part of an option."""

    list_display = ["name", "shown_state", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["name", "key", "public_id"]
    fieldsets = [(None, {"fields": ["name", "description", "sequence"]})]


class NameInline(PartInline):
    model = ProposalName
    verbose_name = "name in use"
    verbose_name_plural = "names that parties use for it"
    fields = ["name", ("used_by", "document"), "when", "note", "refs"]


class VersionForm(PartForm):
    authors = Listed("proposals.VersionAuthor", "voice", help_text="In the order printed.")


class VersionInline(PartInline):
    model = ProposalVersion
    form = VersionForm
    verbose_name = "version"
    verbose_name_plural = "versions"
    fields = [("stage", "title"), "when", "document", "authors", "note", "refs"]


class SignatoryInline(PartInline):
    model = Signatory
    verbose_name_plural = "signatories of the versions"
    fields = [("voice", "as_printed")]


class BackingInline(PassageInline):
    model = Backing
    verbose_name = "backer, signatory or place counted in"
    verbose_name_plural = "who backs it, signed it, left it, or is counted in it: four things"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("voice", "relation"),
                    "when",
                    "known_by",
                    ("count", "words"),
                    "condition",
                    ("decided_at", "according_to"),
                    *WHERE,
                    "refs",
                ]
            },
        ),
        SELDOM,
    ]


class PlanStateInline(PassageInline):
    verbose_name = "state"
    verbose_name_plural = "states: submitted, withdrawn, replaced, chosen, each with its date"
    fieldsets = [
        (
            None,
            {"fields": [("status", "replaced_by"), "when", ("voice", "to"), "according_to", "note", *WHERE, "refs"]},
        ),
        SELDOM,
    ]


class ProposalStateInline(PlanStateInline):
    model = ProposalState


class ProposalFlagInline(FlagInline):
    model = ProposalFlag


class ProposalRecordForm(RecordForm):
    put_forward_by = Listed("proposals.Proposer", "voice", help_text="Who puts it forward.")


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    """A plan put forward, in versions."""

    form = ProposalRecordForm
    list_display = ["name", "shown_state", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", "sequence", "pk"]
    search_fields = ["name", "key", "public_id", "names__name"]
    fieldsets = [(None, {"fields": ["name", "put_forward_by", "summary", "sequence"]})]
    inlines = [NameInline, VersionInline, SignatoryInline, BackingInline, ProposalStateInline, ProposalFlagInline]


class CarriedInline(PartInline):
    model = Carried
    verbose_name = "proposal carried"
    fields = [("proposal", "stage"), "voice"]
    expected = True


class SubmissionRecordForm(PassageFieldsMixin, RecordForm):
    by = Listed("proposals.Submitter", "voice", help_text="Who sent it.")


@admin.register(Submission)
class SubmissionAdmin(PassageMatchMixin, RecordAdmin):
    """A paper sent to a recipient, with the proposals that it carries."""

    form = SubmissionRecordForm
    list_display = ["title", "shown_state", "when", "editor", "case"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "edited_by"]
    ordering = ["case", *by_date("when"), "pk"]
    search_fields = ["title", "key", "public_id"]
    readonly_fields = ["found"]
    fieldsets = [
        (None, {"fields": ["title", "when", "by", "to", "document"]}),
        ("Where that is printed", {"fields": WHERE}),
        SELDOM,
    ]
    inlines = [CarriedInline]
