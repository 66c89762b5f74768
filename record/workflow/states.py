"""The lifecycle of a record: draft, needs review, published, withdrawn.

Pure: which step is allowed from where, which needs a reason, and which a second
person. Whether *this person* may take it is asked elsewhere (councils.permissions).
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    DRAFT = "draft", "draft"
    NEEDS_REVIEW = "needs-review", "needs review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


PUBLISHED = Q(state=State.PUBLISHED)
# What a reader may find at its address: the words, or the page that says that they were withdrawn.
PUBLIC_STATES = (State.PUBLISHED, State.WITHDRAWN)
PUBLIC = Q(state__in=PUBLIC_STATES)


@dataclass(frozen=True)
class Transition:
    source: State
    target: State
    needs_reason: bool = False
    needs_second_person: bool = False


STEPS = {
    "submit": Transition(State.DRAFT, State.NEEDS_REVIEW),
    "return": Transition(State.NEEDS_REVIEW, State.DRAFT, needs_reason=True),
    "publish": Transition(State.NEEDS_REVIEW, State.PUBLISHED, needs_second_person=True),
    "withdraw": Transition(State.PUBLISHED, State.WITHDRAWN, needs_reason=True, needs_second_person=True),
    "restore": Transition(State.WITHDRAWN, State.PUBLISHED, needs_reason=True, needs_second_person=True),
}


class NotAllowed(Exception):
    """A step that the state does not allow, or that lacks its reason or its second person."""


def check(step_name: str, state: str, *, reason: str) -> Transition:
    """The step, if it may be taken. Raises NotAllowed, with a sentence for the officer."""
    step = STEPS[step_name]
    if state != step.source:
        raise NotAllowed(f"This is {State(state).label}; only what is {step.source.label} can take this step.")
    if step.needs_reason and not reason.strip():
        raise NotAllowed("Give a reason: it is kept with the record.")
    return step
