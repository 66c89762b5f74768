"""The admin of a record: edits it in place, or as a draft once it is published."""

from contextlib import suppress
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten, flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.views.decorators.http import require_POST

from record.content.fields import fields_of
from record.content.schema import kind
from record.desk import confirm_view, history_view, preview, remarks, saving, unsaved, versions, workflow_actions
from record.desk.access import DeskAccess
from record.desk.addresses import as_pk
from record.desk.changelist import RecordList
from record.desk.comparison import differences_for_officers
from record.desk.edit_buffer import EditBuffer, EditRefused
from record.desk.fields import CASE, TypedFields
from record.desk.forms import RecordForm
from record.desk.readonly_admin import DeclaredLookups
from record.desk.tools import tools_of
from record.models.draft import Draft
from record.workflow import authority, drafts, publishing
from record.workflow.authors import offices
from record.workflow.states import PUBLIC_STATES
from record.workflow.wording import wording_remarks

CHANGED_MEANWHILE = (
    "Nothing is lost: your text is in the form, and the two are compared above. Take over what you need. "
    "To put yours in the place of the other, tick the box there and save again."
)
ACTS_FOR_ANOTHER = (
    "You act for somebody else now than when you opened this page. Save it again if you mean it to be theirs."
)
# What officers of other systems, and the operator, know a record by.
FOR_FILES = "For exchange by file"
SAVED = "Saved. Readers see it only after it is published."
DRAFT_SAVED = "Saved as your draft. Readers see it only after somebody else publishes it."


class RecordAdmin(DeskAccess, RecordList, DeclaredLookups, TypedFields, admin.ModelAdmin):
    """Base admin of a record.

    Declare ``fieldsets``, ``inlines``, ``list_display`` and ``search_fields``.

    Nothing is saved through Django's forms: what they say becomes content, and
    content is written in place or kept as a draft.
    """

    form = RecordForm
    change_form_template = "admin/desk/change_form.html"

    @property
    def kind(self):
        return kind(self.model.KIND)

    @property
    def content_schema(self):
        return self.kind.schema

    @property
    def fields_of_content(self):
        return fields_of(self.kind.schema)

    # The form

    def get_object(self, request, object_id, from_field=None):
        buffer = getattr(request, "buffer", None)
        return buffer.row if buffer else get_object_or_404(self.get_queryset(request), pk=as_pk(object_id))

    def get_fieldsets(self, request, obj=None):
        shown = [self._open_if_filled(request.buffer, *fieldset) for fieldset in self.fieldsets]
        is_key_shown = request.buffer.is_public or "key" in flatten_fieldsets(self.fieldsets)
        names = ["refs"] if is_key_shown else ["key", "refs"]
        return [*shown, (FOR_FILES, {"fields": names, "classes": ["collapse"]})]

    def _open_if_filled(self, buffer, name, options):
        """A fieldset that is folded away, open where the content has something in it."""
        names = flatten(options["fields"])
        filled = any(field.alias in (buffer.content or {}) for field in self.fields_of_content if field.name in names)
        return name, {**options, "classes": []} if filled else options

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.buffer = request.buffer
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = {"prefix": prefix, "buffer": request.buffer}
        if request.method == "POST":
            kwargs |= {"data": request.POST.copy(), "files": request.FILES}
        return kwargs

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        by_way = {formset.way: formset for formset in formsets}
        for formset in formsets:
            formset.parents = by_way.get(formset.way[:-1])
        return formsets, inlines

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            if (case := self._case(request)) is None and self.kind.scope:
                return self._choose_case(request)
            request.buffer = EditBuffer.new(self.kind, request.user, case)
            return self._shown_or_saved(request, object_id, form_url)
        with transaction.atomic():
            rows = self.model._default_manager.readable_by(request.user)
            if request.method == "POST":
                rows = rows.select_for_update(of=["self"])
            rows = rows.select_related(*filter(None, [self.kind.scope]))
            row = get_object_or_404(rows, pk=as_pk(object_id))
            if not self.has_change_permission(request, row):
                return self._read_view(request, row)
            request.buffer = EditBuffer.of(row, request.user)
            return self._shown_or_saved(request, object_id, form_url)

    def _shown_or_saved(self, request, object_id, form_url):
        buffer = request.buffer
        # A form that is not valid gives its words to the row, and the heading is not to say them.
        saved = {} if buffer.is_new else {"subtitle": str(buffer.row)}
        view = partial(super().changeform_view, request, object_id, form_url)
        if request.method != "POST":
            if kept := unsaved.text_to_restore(request, unsaved.form_of(buffer)):
                return self._taken_up(request, view, kept, saved)
            return view(self._form_context(request))
        try:
            with transaction.atomic():
                response = view(self._form_context(request) | saved)
            if "adminform" in (getattr(response, "context_data", None) or {}):
                unsaved.keep_sent(request, is_open=True)
            return response
        except EditRefused as refused:
            unsaved.keep_sent(request, is_open=True)
            # Once more, with what was refused among the errors of the form.
            buffer.messages = refused.messages
            if buffer.is_new:
                buffer.row.pk, buffer.row._state.adding = None, True
            extra = saved
            if refused.content:
                extra["replaces"] = buffer.digest
                extra["meanwhile"] = differences_for_officers(
                    self.kind, refused.content, buffer.content, buffer.case, buffer.entered_for
                )
            return view(self._form_context(request) | extra)

    def _taken_up(self, request, view, kept, saved):
        """The form with what was typed in it before, as if it had been sent and refused."""
        # Asked for first, since Django reads what was sent, files and all, at the first question.
        _ = request.FILES
        request.method, request.POST = "POST", unsaved.as_sent(kept)
        request.buffer.messages = [(None, (), unsaved.TAKEN_UP)]
        response = view(self._form_context(request) | saved | {"taken_up": kept})
        request.method = "GET"
        return unsaved.without_errors(response)

    def _read_view(self, request, row):
        """The record in words, for officers who may read it and not change it."""
        if request.method != "GET":
            raise PermissionDenied
        content = publishing.contents_of([row])[row.KIND, row.pk]
        asked = workflow_actions.request_shown(request.user, row)
        context = self.admin_site.each_context(request) | {
            "title": str(row),
            "opts": self.opts,
            "original": row,
            "case": getattr(row, self.kind.scope) if self.kind.scope else None,
            "differences": differences_for_officers(
                self.kind, None, content, getattr(row, "case", None), row.entered_for
            ),
            "drafts": Draft.objects.of(row).readable_by(request.user).select_related("author"),
            "buttons": workflow_actions.buttons(request.user, row, row, asked),
            "request_for_step": asked,
        }
        context |= remarks.remarks_context(request, row) | {"tools": tools_of(request, row)}
        if row.state not in PUBLIC_STATES:
            context["wording"] = wording_remarks(self.kind, content, context["case"])
        return TemplateResponse(request, "admin/desk/read.html", context)

    def _form_context(self, request) -> dict:
        """Context around the form: state, buttons, drafts, and the digest of the content."""
        buffer = request.buffer
        given = request.POST.get("_made_from") if request.method == "POST" else None
        form = unsaved.form_of(buffer, request.POST.get(unsaved.TOKEN))
        context = {"buffer": buffer, "digest": given or buffer.digest, "kind": self.kind, "open_form": form}
        context["typed_before"] = unsaved.offers(request, form)
        if buffer.is_new:
            return context
        context["others_editing"] = unsaved.others_editing(request.user, buffer.row)
        context |= remarks.remarks_context(request, buffer.draft or buffer.row)
        context["tools"] = tools_of(request, buffer.row)
        if buffer.draft or not buffer.is_public:
            context["wording"] = wording_remarks(self.kind, buffer.content, buffer.case)
        asked = workflow_actions.request_shown(request.user, buffer.row)
        pending = Draft.objects.of(buffer.row).readable_by(request.user).select_related("author")
        return context | {
            "others": [draft for draft in pending if draft != buffer.draft],
            "request_for_step": asked,
            "buttons": [
                button
                for thing in (buffer.draft, buffer.row)
                if thing
                for button in workflow_actions.buttons(request.user, thing, buffer.row, asked)
            ],
            "is_overtaken": buffer.draft is not None and buffer.draft.is_overtaken(buffer.row),
        }

    def _case(self, request):
        if not self.kind.scope:
            return None
        cases = self._cases(request)
        if pk := as_pk(request.GET.get(CASE)):
            return get_object_or_404(cases, pk=pk)
        first_two = list(cases.all()[:2])
        return first_two[0] if len(first_two) == 1 else None

    def _cases(self, request):
        model = self.model._meta.get_field(self.kind.scope).related_model
        return model._default_manager.readable_by(request.user)

    def _choose_case(self, request):
        cases = self._cases(request).by_title()
        query = request.GET.copy()
        choices = []
        for case in cases:
            query[CASE] = case.pk
            choices.append((f"{request.path}?{query.urlencode()}", case))
        context = self.admin_site.each_context(request) | {
            "title": f"Add {self.opts.verbose_name}: in which case?",
            "opts": self.opts,
            "choices": choices,
            "is_popup": "_popup" in request.GET,
        }
        return TemplateResponse(request, "admin/desk/choose_case.html", context)

    # Saving

    def save_model(self, request, obj, form, change):
        """Nothing: see save_related, which has the whole record before it."""

    def save_related(self, request, form, formsets, change):
        buffer = request.buffer
        content, _ = buffer.content_of(form, formsets)
        if request.POST.get("_acting", "") not in ("", str(authority.acting(request.user).pk)):
            raise EditRefused([(None, (), ACTS_FOR_ANOTHER)])
        if change and buffer.digest not in (request.POST.get("_made_from"), request.POST.get("_replace")):
            raise EditRefused([(None, (), f"{who_changed(buffer)} {CHANGED_MEANWHILE}")], content=content)
        saving.keep(
            buffer,
            content,
            note=form.cleaned_data.get("change_note", ""),
            minor=form.cleaned_data.get("is_minor", False),
        )
        self.after_writing(request, form, buffer)
        if buffer.is_unchanged:
            return
        buffer.warnings += self.cautions(buffer, content)
        if "_continue" not in request.POST:
            # Otherwise the page that follows says so.
            buffer.warnings += wording_remarks(self.kind, content, buffer.case)
        for warning in dict.fromkeys(buffer.warnings):
            messages.warning(request, warning)
        # True of nearly every draft, and so no warning.
        if problems := drafts.problems(
            buffer.row, content if buffer.is_public else None, entered_for=buffer.entered_for
        ):
            messages.info(request, f"Not to be published yet. {' '.join(problems)}")

    def cautions(self, buffer, content: dict) -> list[str]:
        """Sentences on what an officer should look at again; they stop nothing."""
        return []

    def after_writing(self, request, form, buffer):
        """Hook for data that a record has beside its content."""

    def log_addition(self, request, obj, message):
        """History is kept by the database, of every write."""

    log_change = log_addition

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    def response_add(self, request, obj, post_url_continue=None):
        unsaved.forget_sent(request)
        return super().response_add(request, obj) if "_popup" in request.POST else self._saved(request, obj)

    def response_change(self, request, obj):
        unsaved.forget_sent(request)
        return super().response_change(request, obj) if "_popup" in request.POST else self._saved(request, obj)

    def _saved(self, request, row):
        buffer = request.buffer
        if buffer.is_unchanged:
            messages.info(request, "You changed nothing, so no draft was made.")
        else:
            messages.success(
                request, DRAFT_SAVED if buffer.is_public else "Saved. Readers see it only after it is published."
            )
        if "_preview" in request.POST:
            return HttpResponseRedirect(self.address("preview", row))
        if "_continue" in request.POST:
            return HttpResponseRedirect(self.address("change", row))
        if "_addanother" in request.POST:
            query = f"?{CASE}={request.buffer.case.pk}" if request.buffer.case else ""
            return HttpResponseRedirect(self.address("add") + query)
        return self.response_post_save_change(request, row)

    # The other pages of a record

    def address(self, page, row=None):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[row.pk] if row else [], current_app=self.admin_site.name)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("step/<slug:name>/", view(self.step_view), name=f"{name}_step"),
            path("<int:pk>/restore/<int:version>/", view(self.restore_view), name=f"{name}_restore"),
            path("<int:pk>/preview/", view(self.preview_view), name=f"{name}_preview"),
            path("<int:pk>/remark/", view(require_POST(self.remark_view)), name=f"{name}_remark"),
            *super().get_urls(),
        ]

    def step_view(self, request, name):
        return confirm_view.step_view(self, request, name)

    def preview_view(self, request, pk):
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        draft = None
        if row.state in PUBLIC_STATES:
            draft = Draft.objects.of(row).by(request.user).readable_by(request.user).first()
        content, entered_for = (draft.content, draft.entered_for) if draft else (None, "")
        return preview.shown(self.admin_site, request, row, content, self.address("change", row), entered_for)

    def remark_view(self, request, pk):
        return remarks.leave_page(request, get_object_or_404(self.get_queryset(request), pk=pk))

    def restore_view(self, request, pk, version):
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        return versions.restore_view(self, request, row, version)

    def history_view(self, request, object_id, extra_context=None):
        row = get_object_or_404(self.get_queryset(request), pk=as_pk(object_id))
        return history_view.history_page(self, request, row)

    def view_on_site(self, row):
        if row.state not in PUBLIC_STATES:
            return None
        with suppress(NoReverseMatch):
            return row.get_absolute_url()


def who_changed(buffer) -> str:
    """Name who saved or published the record while this officer was writing."""
    if buffer.is_public and buffer.draft is None:
        return "This was published anew while you were writing."
    if buffer.is_public or buffer.row.edited_by == buffer.officer:
        return "You saved this in another window while you were writing here."
    if buffer.row.edited_by is None:
        return "This was changed while you were writing."
    writers = authority.people([buffer.row.edited_by_id])
    return f"{offices(writers, buffer.row.entered_for)} saved this while you were writing."
