"""Requests for steps that take two people, and reviewers who are asked by name."""

from django.db import transaction

from record import history
from record.models.step_request import StepRequest
from record.workflow import authority
from record.workflow.authors import authors_of
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages
from record.workflow.states import (
    DROP_REQUEST,
    PUBLISH,
    RESTORE,
    WITHDRAW,
    NotAllowed,
    Transition,
)

# The entries of the public log that steps make.
ACTIONS = {PUBLISH: Action.PUBLISHED, WITHDRAW: Action.WITHDRAWN, RESTORE: Action.RESTORED}


NO_REVIEWER = "Choose a reviewer of another council who could publish it, or leave it open."


def reviewers(by, record, draft=None):
    """The reviewers to whom this person may send a record, or a draft of it."""
    return authority.reviewers(by, draft or record, authors_of(record, draft))


def check_reviewer(to, by, record, draft=None) -> None:
    """Raise NotAllowed for a reviewer who could not publish what they are sent."""
    if to is not None and not reviewers(by, record, draft).filter(pk=to.pk).exists():
        raise NotAllowed(NO_REVIEWER)


def open_request(record, step: Transition) -> StepRequest:
    """The request for a step. Raises NotAllowed where nobody has asked for it."""
    request = StepRequest.objects.of(record).filter(step=step.name).select_for_update().first()
    if request is None:
        raise NotAllowed("Nobody has asked for this yet. One person asks, with a reason, and a second confirms it.")
    return request


def ask(record, step: Transition, *, by, reason: str) -> None:
    """Ask for the step that ``step`` is the request for; a second person confirms it."""
    (asked,) = [each for each in ACTIONS if each.asked_by == step]
    model = type(record)
    with rules_as_messages(), transaction.atomic(), history.context(by=by, why=reason, through=step.name):
        row = model._default_manager.select_for_update().get(pk=record.pk)
        step.check(row.state, reason=reason)
        authority.check(by, step.name, row)
        StepRequest.objects.create(
            kind=row.KIND,
            record_id=row.public_id,
            step=asked.name,
            reason=reason,
            asked_by=by,
            entered_for=authority.acts_for(by),
        )


def drop_request(record, *, by) -> None:
    """End the open request for a step of this record."""
    with transaction.atomic(), history.context(by=by, through=DROP_REQUEST.name):
        row = type(record)._default_manager.select_for_update().get(pk=record.pk)
        authority.check(by, DROP_REQUEST.name, row)
        if not StepRequest.objects.of(row).delete()[0]:
            raise NotAllowed("There is no request.")
