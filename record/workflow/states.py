"""The lifecycle of records and drafts: states, and the steps between them.

Pure. The table says which step may be taken from which state, what it asks for,
and which step needs a second person: another than the author, or than who asked for
it. Whether *this person* may take it is answered elsewhere (councils.permissions).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    DRAFT = "draft", "draft"
    NEEDS_REVIEW = "needs-review", "needs review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


PUBLISHED = Q(state=State.PUBLISHED)
# What readers find at an address: the record, or the page that says that it was withdrawn.
PUBLIC_STATES = (State.PUBLISHED, State.WITHDRAWN)
PUBLIC = Q(state__in=PUBLIC_STATES)

PREDICATES = {
    State.DRAFT: "is a draft",
    State.NEEDS_REVIEW: "is awaiting review",
    State.PUBLISHED: "is published",
    State.WITHDRAWN: "is withdrawn",
}


class NotAllowed(Exception):
    """A step that the state or the person does not allow, or that lacks its reason."""


@dataclass(frozen=True)
class Transition:
    """One step; ``name`` is the verb of the model. No ``target``: the draft is gone."""

    name: str
    label: str
    done: str
    source: State | None  # any state, where None
    target: State | None
    asks: str = ""  # "reason", "note" (for the public log), "reviewer" (whom it is sent to), or nothing
    needs_second_person: bool = False
    # The step that asks for this one. Who asked gave the reason; somebody else confirms it.
    asked_by: "Transition | None" = None

    def check(self, state: str, *, reason: str = "") -> None:
        """Raise NotAllowed, with a sentence, where the state does not allow the step."""
        if self.source is not None and state != self.source:
            raise NotAllowed(
                f"This {PREDICATES[State(state)]}. Only what {PREDICATES[self.source]} can be {self.done}."
            )
        if self.asks == "reason" and not reason.strip():
            raise NotAllowed("Give a reason. It is kept with the record.")


SUBMIT = Transition(
    "submit", "Hand over for review", "handed over for review", State.DRAFT, State.NEEDS_REVIEW, "reviewer"
)
TAKE_BACK = Transition("take_back", "Take back", "taken back", State.NEEDS_REVIEW, State.DRAFT)
SEND_BACK = Transition("send_back", "Send back", "sent back", State.NEEDS_REVIEW, State.DRAFT, "reason")
PUBLISH = Transition(
    "publish", "Publish", "published", State.NEEDS_REVIEW, State.PUBLISHED, "note", needs_second_person=True
)
ASK_TO_WITHDRAW = Transition(
    "ask_to_withdraw",
    "Ask to withdraw",
    "to be withdrawn once a second person confirms it",
    State.PUBLISHED,
    State.PUBLISHED,
    "reason",
)
ASK_TO_RESTORE = Transition(
    "ask_to_restore",
    "Ask to publish again",
    "to be published again once a second person confirms it",
    State.WITHDRAWN,
    State.WITHDRAWN,
    "reason",
)
WITHDRAW = Transition(
    "withdraw",
    "Withdraw",
    "withdrawn",
    State.PUBLISHED,
    State.WITHDRAWN,
    needs_second_person=True,
    asked_by=ASK_TO_WITHDRAW,
)
RESTORE = Transition(
    "restore",
    "Publish again",
    "published again",
    State.WITHDRAWN,
    State.PUBLISHED,
    needs_second_person=True,
    asked_by=ASK_TO_RESTORE,
)
STEPS = {
    step.name: step
    for step in (SUBMIT, TAKE_BACK, SEND_BACK, PUBLISH, ASK_TO_WITHDRAW, WITHDRAW, ASK_TO_RESTORE, RESTORE)
}
# No step of a record: it ends a request for one.
DROP_REQUEST = Transition("drop_request", "Drop the request", "left as it is", None, None)

# Drafts of what is published. A draft that is published or discarded is gone.
PUBLISH_DRAFT = Transition(
    "publish", "Publish the change", "published", State.NEEDS_REVIEW, None, needs_second_person=True
)
RENEW_DRAFT = Transition(
    "renew", "Bring up to date", "brought up to date with the published version", None, State.DRAFT
)
TAKE_OVER_DRAFT = Transition("take_over", "Take over", "yours to edit now", State.DRAFT, State.DRAFT)
DISCARD_DRAFT = Transition("discard", "Discard the draft", "discarded", State.DRAFT, None)
DRAFT_STEPS = {
    step.name: step
    for step in (SUBMIT, TAKE_BACK, SEND_BACK, PUBLISH_DRAFT, RENEW_DRAFT, TAKE_OVER_DRAFT, DISCARD_DRAFT)
}


def diagram(steps: Iterable[Transition]) -> str:
    """The steps as a Mermaid state diagram, for docs/architecture.md."""
    lines = ["stateDiagram-v2", '    state "needs review" as needs_review', "    [*] --> draft"]
    for step in steps:
        sources = [step.source] if step.source else [State.DRAFT, State.NEEDS_REVIEW]
        label = step.name.replace("_", " ")
        label += ", by a second person" if step.needs_second_person else ""
        label += ", with a reason" if step.asks == "reason" else ""
        target = step.target.name.lower() if step.target else "[*]"
        lines += [f"    {source.name.lower()} --> {target}: {label}" for source in sources]
    return "\n".join(lines)
