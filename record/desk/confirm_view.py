"""The page that confirms a step: changes, obstacles, and the reason or note."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from record.content.schema import kind_of
from record.desk import workflow_actions
from record.desk.addresses import as_pk, change_address
from record.desk.comparison import differences_for_officers
from record.desk.edit_buffer import digest
from record.desk.fields import FreeTextField
from record.desk.work.belonging import companions
from record.desk.workflow_actions import AT_ONCE, record_of, refusal_of
from record.models.draft import Collision, Draft
from record.text.english import with_article
from record.workflow import authority, drafts, publishing
from record.workflow.states import (
    DRAFT_STEPS,
    DROP_REQUEST,
    PUBLISH,
    PUBLISH_DRAFT,
    RESTORE,
    STEPS,
    SUBMIT,
    NotAllowed,
    State,
    Transition,
)
from record.workflow.step_requests import NO_REVIEWER, reviewers


class ReviewerField(forms.ModelChoiceField):
    """A reviewer, by council and name."""

    def label_from_instance(self, reviewer):
        return f"{reviewer.council_name}: {reviewer.name or reviewer.office or 'a reviewer'}"


class ConfirmForm(forms.Form):
    """The reason, note or reviewer that a step asks for."""

    reason = FreeTextField(
        widget=forms.Textarea({"rows": 3}), help_text="Kept with the record. Readers see the reason for a withdrawal."
    )
    note = FreeTextField(
        label="Note for the public log",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="What is new, in one line. Readers see it on the page Changes.",
    )
    minor = forms.BooleanField(label="Minor", required=False, help_text="A change that does not alter the meaning.")
    to = ReviewerField(
        label="To",
        required=False,
        queryset=None,
        empty_label="any neutral editor or publisher",
        help_text="A reviewer of another council sees it only if you send it to them. "
        "Only those are offered who could then publish it.",
        error_messages={"invalid_choice": NO_REVIEWER},
    )

    def __init__(self, *args, asks, officer, rows, **kwargs):
        super().__init__(*args, **kwargs)
        if asks == "reviewer":
            self.fields["to"].queryset = _reviewers_of_all(officer, rows)
        asked = {"reason": ["reason"], "note": ["note", "minor"], "reviewer": ["to"]}.get(asks, [])
        for name in set(self.fields) - set(asked):
            del self.fields[name]


def _reviewers_of_all(officer, rows):
    """The reviewers who could publish each of the rows."""
    first, *others = [reviewers(officer, record_of(row), row if isinstance(row, Draft) else None) for row in rows]
    for each in others:
        first = first.filter(pk__in=each.values("pk"))
    return first


class Companion:
    """A record that another names, which must be published first or together with it."""

    def __init__(self, row, officer, step):
        self.row = row
        self.value, called = f"{row.KIND}-{row.pk}", kind_of(row).called
        self.is_readable = authority.may(officer, authority.READ, row)
        self.label = f"{called} “{publishing.title(row)}”" if self.is_readable else with_article(called)
        self.why_not = "" if row.state == State.NEEDS_REVIEW else "It is not handed over yet."
        if step == PUBLISH:
            # Who hands something over need not be able to publish what it names.
            self.why_not = self.why_not or refusal_of(officer, PUBLISH, row, row)
        self.why_not = self.why_not if self.is_readable else "It was not sent to you."
        self.address = change_address(type(row), row.pk)
        # True if the step may be taken with it too.
        self.is_offered = self.is_readable and not (
            refusal_of(officer, SUBMIT, row, row) if step == SUBMIT else self.why_not
        )


@dataclass
class ConfirmItem:
    """One record or draft on the page: what would change, and what prevents it."""

    row: object
    record: object
    step: Transition
    officer: object
    # On the page of many, which says what they name once for them all.
    is_of_many: bool = False

    def __post_init__(self):
        record_kind = kind_of(self.record)
        self.case = getattr(self.record, record_kind.scope) if record_kind.scope else None
        self.now = publishing.contents_of([self.record])[self.record.KIND, self.record.pk]
        self.next = self.row.content if self.is_draft else self.now
        self.digest = digest([self.now, self.next])
        self.request = workflow_actions.request_shown(self.officer, self.record)
        self.why_not = refusal_of(self.officer, self.step, self.row, self.record, self.request)

    @cached_property
    def companions(self) -> list[Companion]:
        if self.is_draft or self.is_of_many or self.step == RESTORE or not self.leads_to_readers:
            return []
        return [Companion(row, self.officer, self.step) for row in companions(self.record)]

    @cached_property
    def problems(self) -> list[str]:
        """The messages of the rules that would refuse it now."""
        if not self.leads_to_readers:
            return []
        return drafts.problems(
            self.record,
            self.next if self.is_draft else None,
            entered_for=self.row.entered_for,
            names_checked=not self.companions and not self.is_of_many,
        )

    @property
    def address_of_all(self) -> str:
        """The page that publishes it with all that it names; "" where it is alone."""
        together = [each.value for each in self.companions if not each.why_not]
        query = urlencode([("item", value) for value in [self.value, *together]])
        return f"{reverse('admin:work_take', args=[PUBLISH.name])}?{query}" if together else ""

    @property
    def value(self) -> str:
        return f"{'draft' if self.is_draft else self.record.KIND}-{self.row.pk}"

    @property
    def leads_to_readers(self) -> bool:
        return self.step in (SUBMIT, PUBLISH, PUBLISH_DRAFT, RESTORE)

    @property
    def is_draft(self) -> bool:
        return isinstance(self.row, Draft)

    @property
    def is_overtaken(self) -> bool:
        return self.is_draft and self.row.is_overtaken(self.record)

    @property
    def differences(self):
        if self.is_draft:
            return differences_for_officers(kind_of(self.record), self.now, self.next, self.case, self.row.entered_for)
        if self.leads_to_readers and self.step != RESTORE:
            return differences_for_officers(kind_of(self.record), None, self.now, self.case, self.row.entered_for)
        return []

    @property
    def preview(self) -> str:
        opts = self.row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_preview", args=[self.row.pk])

    @property
    def change(self) -> str:
        return change_address(type(self.row), self.row.pk)


def step_view(modeladmin, request, name):
    """Show the page that confirms a step, or take the step."""
    steps = DRAFT_STEPS if modeladmin.model is Draft else STEPS | {DROP_REQUEST.name: DROP_REQUEST}
    if name not in steps:
        raise Http404
    step = steps[name]
    pks = [pk for pk in map(as_pk, request.GET.getlist("id")) if pk is not None][:AT_ONCE]
    readable = modeladmin.get_queryset(request).filter(pk__in=pks).order_by("pk")
    rows = list(readable)
    if not rows:
        raise Http404
    form = ConfirmForm(request.POST or None, asks=step.asks, officer=request.user, rows=rows)
    errors = []
    if request.method == "POST" and form.is_valid():
        errors = _take_all(request, step, rows, form.cleaned_data)
        if not errors:
            return HttpResponseRedirect(_next_address(modeladmin, request, rows))
        rows = list(readable.all())
    items = [ConfirmItem(row, record_of(row), step, request.user) for row in rows]
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


def _take_all(request, step, rows, answers) -> list[tuple[object, list[str]]]:
    """Take the step with each row. Returns the rows that failed, with messages."""
    failures = []
    for row in rows:
        try:
            with transaction.atomic():
                _take(request, step, row, answers)
        except (NotAllowed, Collision) as error:
            failures.append((row, [str(error)]))
        except ValidationError as error:
            failures.append((row, error.messages))
        except KeyError as missing:
            failures.append((row, [f"It names the {missing.args[0]} “{missing.args[-1]}”, which does not exist."]))
        else:
            messages.success(request, f"“{_title(row)}” is {step.done}.")
    return failures


def _take(request, step, row, answers) -> None:
    record = record_of(row)
    type(record)._default_manager.select_for_update(of=["self"]).get(pk=record.pk)
    item = ConfirmItem(row, record, step, request.user)
    if request.POST.get(f"seen-{item.value}") != item.digest:
        raise NotAllowed("This was changed after you opened the page. Check it again before you go on.")
    if item.why_not:
        raise NotAllowed(item.why_not)
    chosen = set(request.POST.getlist(f"with-{item.value}"))
    together = [each.row for each in item.companions if each.value in chosen]
    if step == PUBLISH and together:
        publishing.publish_together([record, *together], by=request.user, note=answers["note"], minor=answers["minor"])
    else:
        workflow_actions.take(step, row, by=request.user, **answers)


def _title(row) -> str:
    return row.title if isinstance(row, Draft) else publishing.title(row)


def _next_address(modeladmin, request, rows) -> str:
    """The address of the record's page, or of the list where there were several."""
    if len(rows) > 1:
        opts = modeladmin.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    record = record_of(rows[0])
    if not authority.may(request.user, authority.READ, record):
        # What a reviewer sends back is theirs to read no longer.
        return reverse("admin:work", args=["awaiting"])
    return change_address(type(record), record.pk)
