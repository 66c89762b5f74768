"""Admin of drafts, the public log, loaded files and officers."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from record.content.schema import kind, kinds
from record.desk import confirm_view, link_view, preview, remarks, workflow_actions
from record.desk.access import OfficersAccess, OfficersReadAccess, ReadsAllAccess
from record.desk.addresses import as_pk, change_address
from record.desk.comparison import differences_for_officers
from record.desk.readonly_admin import DeclaredLookups, HistoryOfRows, ReadingAdmin
from record.models import Draft, Load, Loaded, Officer, Publication, SignInLink
from record.workflow import authority, drafts, publishing
from record.workflow.authors import with_memberships
from record.workflow.states import PUBLISH_DRAFT, SEND_BACK, SUBMIT, TAKE_BACK
from record.workflow.wording import wording_remarks

# What an officer may do is asked of one module, never of Django's groups; and nobody else sees their devices.
admin.site.unregister([Group, EmailAddress, Authenticator])


class ByKind(admin.SimpleListFilter):
    """Filter of what is about records, by their kind."""

    title, parameter_name = "kind", "kind"

    def lookups(self, request, model_admin):
        return [(each.name, each.called) for each in kinds()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class OfKind:
    """Mixin for admins: the kind of the record that a row is about, in words."""

    @admin.display(description="kind", ordering="kind")
    def kind_called(self, row):
        return kind(row.kind).called


@admin.register(Draft)
class DraftAdmin(OfKind, ReadingAdmin):
    """Drafts of published records: written on the record's page, reviewed here."""

    list_display = ["title", "kind_called", "written_by", "state", "updated"]
    list_filter = ["state", ByKind]
    search_fields = ["title", "record_id"]
    ordering = ["-updated"]
    actions = [workflow_actions.action_of(step) for step in (SUBMIT, TAKE_BACK, SEND_BACK, PUBLISH_DRAFT)]

    def get_queryset(self, request):
        return super().get_queryset(request).readable_by(request.user)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        with_memberships(changelist.result_list, "author")
        return changelist

    @admin.display(description="author", ordering="author")
    def written_by(self, draft):
        return authority.office(draft.author, draft.entered_for)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("step/<slug:name>/", view(self.step_view), name="record_draft_step"),
            path("<int:pk>/preview/", view(self.preview_view), name="record_draft_preview"),
            path("<int:pk>/remark/", view(require_POST(self.remark_view)), name="record_draft_remark"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        draft = get_object_or_404(self.get_queryset(request).select_related("author"), pk=as_pk(object_id))
        record = draft.record
        record_kind = kind(draft.kind)
        case = getattr(record, record_kind.scope) if record_kind.scope else None
        now = publishing.contents_of([record])[record.KIND, record.pk]
        context = self.admin_site.each_context(request) | {
            "title": f"Draft: {draft.title}",
            "opts": self.opts,
            "draft": draft,
            "record": record,
            "record_address": change_address(record_kind.model, record.pk),
            "differences": differences_for_officers(record_kind, now, draft.content, case, draft.entered_for),
            "is_overtaken": draft.is_overtaken(record),
            "problems": drafts.problems(record, draft.content, entered_for=draft.entered_for),
            "wording": wording_remarks(record_kind, draft.content, case),
            "buttons": workflow_actions.buttons(request.user, draft, record),
        }
        context |= remarks.remarks_context(request, draft)
        return TemplateResponse(request, "admin/desk/draft.html", context)

    def step_view(self, request, name):
        return confirm_view.step_view(self, request, name)

    def remark_view(self, request, pk):
        return remarks.leave_page(request, get_object_or_404(self.get_queryset(request), pk=pk))

    def preview_view(self, request, pk):
        draft = get_object_or_404(self.get_queryset(request), pk=pk)
        back = reverse("admin:record_draft_change", args=[draft.pk])
        return preview.shown(self.admin_site, request, draft.record, draft.content, back, draft.entered_for)


@admin.register(Publication)
class PublicationAdmin(OfKind, ReadingAdmin):
    """The public log. Entries are made by publishing and never change."""

    list_display = ["number", "at", "kind_called", "title", "version", "action", "office", "change_note"]
    list_filter = ["action", ByKind]
    search_fields = ["title", "record_id", "change_note", "office"]
    ordering = ["-number"]
    exclude = ["content", "kind", "case_key"]
    readonly_fields = ["kind_called", "what_changed"]

    @admin.display(description="what changed")
    def what_changed(self, publication):
        """Against the version before; of a first version, all that it holds."""
        before = Publication.objects.filter(
            kind=publication.kind, record_id=publication.record_id, version=publication.version - 1
        ).first()
        record_kind = kind(publication.kind)
        record = record_kind.model.objects.filter(public_id=publication.record_id).first()
        case = getattr(record, record_kind.scope) if record and record_kind.scope else None
        changes = differences_for_officers(record_kind, before and before.content, publication.content, case)
        context = {"differences": changes, "old": "Before" if before else "", "new": f"Version {publication.version}"}
        return render_to_string("admin/desk/_differences.html", context)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if "object_id" in request.resolver_match.kwargs else rows.defer("content")


@admin.register(Load)
class LoadAdmin(ReadsAllAccess, ReadingAdmin):
    list_display = ["name", "at", "sha256"]
    search_fields = ["name", "sha256"]
    ordering = ["-at"]


@admin.register(Loaded)
class LoadedAdmin(OfKind, ReadsAllAccess, ReadingAdmin):
    list_display = ["record_id", "kind_called", "source"]
    list_filter = [ByKind]
    search_fields = ["record_id", "source"]


@admin.register(Officer)
class OfficerAdmin(OfficersAccess, HistoryOfRows, DeclaredLookups, admin.ModelAdmin):
    """Officers. Nobody is deleted; clear “active” to end someone's access.

    Nobody sets another's password: an officer sets it, by a link that is made here.
    """

    list_display = ["email", "name", "office", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["email", "name", "office"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "name", "office"]}),
        ("Access", {"fields": ["is_active", "is_superuser", "last_login"]}),
    ]
    # The operator makes administrators, by a command; the database refuses it to the site.
    readonly_fields = ["is_superuser", "last_login"]

    def get_urls(self):
        link_page = self.admin_site.admin_view(self.link_page)
        return [path("<int:pk>/link/", link_page, name="record_officer_link"), *super().get_urls()]

    def link_page(self, request, pk):
        return link_view.link_page(self, request, pk)

    def save_model(self, request, officer, form, change):
        if not change:
            officer.set_unusable_password()
        super().save_model(request, officer, form, change)


@admin.register(SignInLink)
class SignInLinkAdmin(OfficersReadAccess, ReadingAdmin):
    """Links by which officers came in. They are made on an officer's page."""

    list_display = ["officer", "purpose", "made_by", "made_at", "expires", "used_at"]
    list_select_related = ["officer", "made_by"]
    list_filter = ["purpose"]
    search_fields = ["email"]
    ordering = ["-made_at"]
    exclude = ["token_digest"]
