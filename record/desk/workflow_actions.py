"""Buttons and list actions that lead to the page that confirms a step."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from record.models.draft import Draft
from record.models.step_request import StepRequest
from record.workflow.authority import why_not
from record.workflow.authors import authors_of
from record.workflow.states import (
    DRAFT_STEPS,
    DROP_REQUEST,
    RENEW_DRAFT,
    SEND_BACK,
    STEPS,
    TAKE_BACK,
    TAKE_OVER_DRAFT,
    Transition,
)

# A page with more records, each with its changes, is more than a person can check.
AT_ONCE = 50


def steps_of(item) -> dict[str, Transition]:
    return DRAFT_STEPS if isinstance(item, Draft) else STEPS


def record_of(item):
    """The record of a draft; any other item is a record itself."""
    return item.record if isinstance(item, Draft) else item


def take(step: Transition, item, *, by, reason: str = "", note: str = "", minor: bool = False, to=None) -> None:
    """Call the verb of the step on a record or draft, with what the step asks for."""
    asked = {"reason": {"reason": reason}, "note": {"note": note, "minor": minor}, "reviewer": {"to": to}}
    getattr(item, step.name)(by=by, **asked.get(step.asks, {}))


def request_shown(officer, record) -> StepRequest | None:
    """The open request to withdraw or restore a record, for those whom it concerns."""
    request = StepRequest.objects.of(record).select_related("asked_by").first()
    return request if request and not why_not(officer, DROP_REQUEST.name, record) else None


def refusal_of(officer, step: Transition, item, record, request: StepRequest | None = None) -> str:
    """Why this person may not take this step; "" where they may.

    ``request`` is the open request that the step would confirm, as ``request_shown`` has it.
    """
    if step.asked_by:
        authors = [request.asked_by] if request else []
    elif step.needs_second_person:
        authors = authors_of(record, item if isinstance(item, Draft) else None)
    else:
        authors = []
    return why_not(officer, step.name, item, authors)


@dataclass(frozen=True)
class Button:
    label: str
    address: str
    why_not: str


def buttons(officer, item, record, request: StepRequest | None = None) -> list[Button]:
    """Buttons for the steps open now, each with why this person may not take it.

    ``request`` is the open request to withdraw or restore a record.
    """
    is_own = not why_not(officer, TAKE_BACK.name, item)
    steps = [step for step in steps_of(item).values() if step.source == item.state]
    steps = [step for step in steps if step != (SEND_BACK if is_own else TAKE_BACK)]
    if isinstance(item, Draft):
        steps = [step for step in steps if step != TAKE_OVER_DRAFT or item.author_id != officer.pk]
        if item.is_overtaken(record):
            steps = [RENEW_DRAFT, *steps]
    elif request:
        steps = [step for step in steps if step.asked_by] + [DROP_REQUEST]
    else:
        steps = [step for step in steps if not step.asked_by]
    address = step_address(item)
    return [Button(step.label, address(step.name), refusal_of(officer, step, item, record, request)) for step in steps]


def step_address(item) -> Callable[[str], str]:
    name = f"admin:{item._meta.app_label}_{item._meta.model_name}_step"
    return lambda step: f"{reverse(name, args=[step])}?id={item.pk}"


def action_of(step: Transition):
    """A list action that leads to the page that confirms the step."""

    @admin.action(description=f"{step.label} …")
    def confirm(modeladmin, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True)[: AT_ONCE + 1])
        if len(chosen) > AT_ONCE:
            messages.error(request, f"Choose {AT_ONCE} or fewer, so that you can check each of them.")
            return None
        opts = modeladmin.opts
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_step", args=[step.name])
        return HttpResponseRedirect(f"{address}?{'&'.join(f'id={pk}' for pk in chosen)}")

    confirm.__name__ = f"{step.name}_chosen"
    return confirm
