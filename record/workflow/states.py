"""The lifecycle of records and drafts: states, and the steps between them.

Pure. The table says which step may be taken from which state, what it asks for,
and which step needs a second person. Whether *this person* may take it is
answered elsewhere (councils.permissions).
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
    asks: str = ""  # "reason", "note" (for the public log), or nothing
    needs_second_person: bool = False
    is_for_author: bool = False

    def check(self, state: str, *, reason: str = "") -> None:
        """Raise NotAllowed, with a sentence, where the state does not allow the step."""
        if self.source is not None and state != self.source:
            raise NotAllowed(
                f"This {PREDICATES[State(state)]}. Only what {PREDICATES[self.source]} can be {self.done}."
            )
        if self.asks == "reason" and not reason.strip():
            raise NotAllowed("Give a reason. It is kept with the record.")


SUBMIT = Transition("submit", "Hand over for review", "handed over for review", State.DRAFT, State.NEEDS_REVIEW)
SEND_BACK = Transition("send_back", "Send back", "sent back", State.NEEDS_REVIEW, State.DRAFT, "reason")
PUBLISH = Transition(
    "publish", "Publish", "published", State.NEEDS_REVIEW, State.PUBLISHED, "note", needs_second_person=True
)
WITHDRAW = Transition(
    "withdraw", "Withdraw", "withdrawn", State.PUBLISHED, State.WITHDRAWN, "reason", needs_second_person=True
)
RESTORE = Transition(
    "restore", "Publish again", "published again", State.WITHDRAWN, State.PUBLISHED, "reason", needs_second_person=True
)
STEPS = {step.name: step for step in (SUBMIT, SEND_BACK, PUBLISH, WITHDRAW, RESTORE)}

# Drafts of what is published. A draft that is published or discarded is gone.
SUBMIT_DRAFT = Transition(
    "submit", "Hand over for review", "handed over for review", State.DRAFT, State.NEEDS_REVIEW, is_for_author=True
)
PUBLISH_DRAFT = Transition(
    "publish", "Publish the change", "published", State.NEEDS_REVIEW, None, needs_second_person=True
)
RENEW_DRAFT = Transition(
    "renew",
    "Bring up to date",
    "brought up to date with the published version",
    None,
    State.DRAFT,
    is_for_author=True,
)
DISCARD_DRAFT = Transition("discard", "Discard the draft", "discarded", State.DRAFT, None, is_for_author=True)
DRAFT_STEPS = {step.name: step for step in (SUBMIT_DRAFT, SEND_BACK, PUBLISH_DRAFT, RENEW_DRAFT, DISCARD_DRAFT)}


def diagram(steps: Iterable[Transition]) -> str:
    """The steps as a Mermaid state diagram, for docs/architecture.md."""
    lines = ["stateDiagram-v2", '    state "needs review" as needs_review', "    [*] --> draft"]
    for step in steps:
        sources = [step.source] if step.source else [State.DRAFT, State.NEEDS_REVIEW]
        label = step.name.replace("_", " ")
        label += ", by a second person" if step.needs_second_person else ""
        label += ", by its author" if step.is_for_author else ""
        label += ", with a reason" if step.asks == "reason" else ""
        target = step.target.name.lower() if step.target else "[*]"
        lines += [f"    {source.name.lower()} --> {target}: {label}" for source in sources]
    return "\n".join(lines)
