"""The lifecycle by action: buttons on a record's page, actions on a list. Each leads to a page that asks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from record.desk.access import why_not
from record.models.draft import Draft
from record.workflow import drafts
from record.workflow.publishing import authors_of
from record.workflow.states import STEPS, State

# So many records at a time, and each with what changes, still make a page that a person can read.
AT_ONCE = 50


@dataclass(frozen=True)
class WorkflowAction:
    """A step that an officer takes: its words, what it asks for, and the verb that takes it."""

    name: str
    label: str
    done: str
    take: Callable
    source: State | None
    asks: str = ""  # reason, note, or nothing


OF_RECORDS = {
    step.name: step
    for step in (
        WorkflowAction(
            "submit",
            "Hand over for review",
            "handed over for review",
            lambda row, by, words: row.submit(by=by),
            State.DRAFT,
        ),
        WorkflowAction(
            "return",
            "Send back",
            "sent back",
            lambda row, by, words: row.send_back(by=by, reason=words["reason"]),
            State.NEEDS_REVIEW,
            "reason",
        ),
        WorkflowAction(
            "publish",
            "Publish",
            "published",
            lambda row, by, words: row.publish(by=by, note=words["note"], minor=words["minor"]),
            State.NEEDS_REVIEW,
            "note",
        ),
        WorkflowAction(
            "withdraw",
            "Withdraw",
            "withdrawn",
            lambda row, by, words: row.withdraw(by=by, reason=words["reason"]),
            State.PUBLISHED,
            "reason",
        ),
        WorkflowAction(
            "restore",
            "Publish again",
            "published again",
            lambda row, by, words: row.restore(by=by, reason=words["reason"]),
            State.WITHDRAWN,
            "reason",
        ),
    )
}

OF_DRAFTS = {
    step.name: step
    for step in (
        WorkflowAction(
            "submit",
            "Hand over for review",
            "handed over for review",
            lambda draft, by, words: drafts.submit(draft, by=by),
            State.DRAFT,
        ),
        WorkflowAction(
            "return",
            "Send back",
            "sent back",
            lambda draft, by, words: drafts.send_back(draft, by=by, reason=words["reason"]),
            State.NEEDS_REVIEW,
            "reason",
        ),
        WorkflowAction(
            "publish",
            "Publish the change",
            "published",
            lambda draft, by, words: drafts.publish(draft, by=by),
            State.NEEDS_REVIEW,
        ),
        WorkflowAction(
            "renew",
            "Set upon the new version",
            "set upon the version that is public now",
            lambda draft, by, words: drafts.renew(draft, by=by),
            None,
        ),
        WorkflowAction(
            "discard",
            "Give up the draft",
            "given up",
            lambda draft, by, words: drafts.discard(draft, by=by),
            State.DRAFT,
        ),
    )
}


def steps_of(thing) -> dict[str, WorkflowAction]:
    return OF_DRAFTS if isinstance(thing, Draft) else OF_RECORDS


def record_of(thing):
    return drafts.record_of(thing) if isinstance(thing, Draft) else thing


def why_not_taken(officer, name: str, thing, record) -> str:
    """The sentence with which this person is refused this step; nothing where they may take it."""
    if isinstance(thing, Draft) and name in ("submit", "renew", "discard"):
        return "" if thing.author_id == officer.pk else "Only its author does this."
    if not STEPS[name].needs_second_person:
        return why_not(officer, name, record)
    return why_not(officer, name, record, authors_of(record, thing if isinstance(thing, Draft) else None))


@dataclass(frozen=True)
class Button:
    label: str
    address: str
    why_not: str


def buttons(officer, thing, record) -> list[Button]:
    """The steps that a record, or a draft of it, can take from where it stands; where this person may not, why."""
    names = [step.name for step in steps_of(thing).values() if step.source == thing.state]
    if isinstance(thing, Draft) and drafts.version_of(record) != thing.base_version:
        names = ["renew", *names]
    address = step_address(thing)
    return [
        Button(steps_of(thing)[name].label, address(name), why_not_taken(officer, name, thing, record))
        for name in names
    ]


def step_address(thing) -> Callable[[str], str]:
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_step"
    return lambda step: f"{reverse(name, args=[step])}?id={thing.pk}"


def action_of(step: WorkflowAction):
    """A list's action: to the page that asks, for the records chosen."""

    @admin.action(description=f"{step.label} …")
    def take(modeladmin, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(chosen) > AT_ONCE:
            messages.error(request, f"Choose {AT_ONCE} at the most: each is to be looked at.")
            return None
        opts = modeladmin.opts
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_step", args=[step.name])
        return HttpResponseRedirect(f"{address}?{'&'.join(f'id={pk}' for pk in chosen)}")

    take.__name__ = f"{step.name}_chosen"
    return take
