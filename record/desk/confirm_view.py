"""The page that asks before a step is taken: what will change, what stands in the way, and the reason or note."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from record.content.schema import kind, kind_of
from record.desk.comparison import differences_for_officers
from record.desk.edit_buffer import digest
from record.desk.fields import FreeTextField
from record.desk.workflow_actions import AT_ONCE, OF_DRAFTS, OF_RECORDS, WorkflowAction, record_of, why_not_taken
from record.models.draft import Draft
from record.workflow import drafts, publishing
from record.workflow.states import NotAllowed, State


class ConfirmForm(forms.Form):
    """What a step asks for."""

    reason = FreeTextField(
        widget=forms.Textarea({"rows": 3}), help_text="Kept with the record; of a withdrawal, readers see it."
    )
    note = FreeTextField(
        label="Note for the public log",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="What is new, in a line. Readers see it at Changes.",
    )
    minor = forms.BooleanField(label="Minor", required=False, help_text="A change that alters no meaning.")

    def __init__(self, *args, asks, **kwargs):
        super().__init__(*args, **kwargs)
        wanted = {"reason": ["reason"], "note": ["note", "minor"]}.get(asks, [])
        for name in set(self.fields) - set(wanted):
            del self.fields[name]


class Companion:
    """A record that another names and that would have to be published with it, or first."""

    def __init__(self, row, officer):
        self.row = row
        self.value = f"{row.KIND}-{row.pk}"
        self.label = f"{kind_of(row).name} “{publishing.title(row)}”"
        self.why_not = "" if row.state == State.NEEDS_REVIEW else f"It is {row.get_state_display()}."
        self.why_not = self.why_not or why_not_taken(officer, "publish", row, row)
        opts = row._meta
        self.address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


@dataclass
class ConfirmItem:
    """One record or draft on the page that asks: what would change, and what stands in the way."""

    thing: object
    record: object
    step: WorkflowAction
    officer: object

    def __post_init__(self):
        kind_ = kind_of(self.record)
        self.case = getattr(self.record, kind_.scope) if kind_.scope else None
        self.now = publishing.contents_of([self.record])[self.record.KIND, self.record.pk]
        self.next = self.thing.content if self.is_draft else self.now
        self.digest = digest([self.now, self.next])
        self.why_not = why_not_taken(self.officer, self.step.name, self.thing, self.record)
        self.problems, self.companions = [], []
        if self.step.name in ("submit", "publish", "restore"):
            if not self.is_draft and self.step.name != "restore":
                self.companions = [Companion(row, self.officer) for row in companions(self.record)]
            content = self.next if self.is_draft else None
            self.problems = drafts.problems(self.record, content, names_checked=not self.companions)

    @property
    def is_draft(self) -> bool:
        return isinstance(self.thing, Draft)

    @property
    def is_overtaken(self) -> bool:
        return self.is_draft and drafts.version_of(self.record) != self.thing.base_version

    @property
    def differences(self):
        if self.is_draft:
            return differences_for_officers(kind_of(self.record), self.now, self.next, self.case)
        if self.step.name in ("submit", "publish"):
            return differences_for_officers(kind_of(self.record), None, self.now, self.case)
        return []

    @property
    def preview(self) -> str:
        opts = self.thing._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_preview", args=[self.thing.pk])

    @property
    def change(self) -> str:
        opts = self.thing._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[self.thing.pk])


def companions(record) -> list:
    """What a record names that no reader may see yet, and what that names in turn: to be published with it."""
    found, edge = [], [record]
    while edge and len(found) < AT_ONCE:
        edge = [row for each in edge for row in publishing.hidden(each) if row not in found and row != record]
        edge = list(dict.fromkeys(edge))
        found += edge
    return found


def step_view(modeladmin, request, name):
    """The page that asks, and the step itself."""
    steps = OF_DRAFTS if modeladmin.model is Draft else OF_RECORDS
    if name not in steps:
        raise Http404
    step = steps[name]
    pks = [int(pk) for pk in request.GET.getlist("id") if pk.isdecimal()][:AT_ONCE]
    things = list(modeladmin.model._default_manager.filter(pk__in=pks).order_by("pk"))
    if not things:
        raise Http404
    form = ConfirmForm(request.POST or None, asks=step.asks)
    errors = []
    if request.method == "POST" and form.is_valid():
        errors = _take_all(request, step, things, form.cleaned_data)
        if not errors:
            return HttpResponseRedirect(_afterwards(modeladmin, things, step))
        things = list(modeladmin.model._default_manager.filter(pk__in=pks).order_by("pk"))
    items = [ConfirmItem(thing, record_of(thing), step, request.user) for thing in things]
    context = modeladmin.admin_site.each_context(request) | {
        "title": step.label,
        "opts": modeladmin.opts,
        "step": step,
        "items": items,
        "form": form,
        "failures": errors,
        "can_take": any(not item.why_not for item in items),
    }
    return TemplateResponse(request, "admin/desk/confirm.html", context)


def _take_all(request, step, things, words) -> list[tuple[object, list[str]]]:
    """Take the step with each; those that it could not be taken with, and why."""
    failures = []
    for thing in things:
        try:
            with transaction.atomic():
                _take(request, step, thing, words)
        except (NotAllowed, drafts.Collision) as error:
            failures.append((thing, [str(error)]))
        except ValidationError as error:
            failures.append((thing, error.messages))
        except KeyError as missing:
            failures.append((thing, [f"It names the {missing.args[0]} “{missing.args[-1]}”, which is not on record."]))
        else:
            messages.success(request, f"“{_called(thing)}” is {step.done}.")
    return failures


def _take(request, step, thing, words) -> None:
    record = record_of(thing)
    type(record)._default_manager.select_for_update(of=["self"]).get(pk=record.pk)
    item = ConfirmItem(thing, record, step, request.user)
    if request.POST.get(f"seen-{thing.pk}") != item.digest:
        raise NotAllowed("It was changed since you looked at it. Look again before you go on.")
    if item.why_not:
        raise NotAllowed(item.why_not)
    chosen = set(request.POST.getlist(f"with-{thing.pk}"))
    together = [each.row for each in item.companions if each.value in chosen]
    if step.name == "publish" and together:
        publishing.publish_together([record, *together], by=request.user, note=words["note"], minor=words["minor"])
    else:
        step.take(thing, request.user, words)


def _called(thing) -> str:
    return thing.title if isinstance(thing, Draft) else publishing.title(thing)


def _afterwards(modeladmin, things, step) -> str:
    """To the page of the one record, or to the list."""
    if len(things) > 1:
        opts = modeladmin.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    record = record_of(things[0])
    opts = kind(record.KIND).model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
