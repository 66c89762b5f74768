import itertools
import re
from pathlib import Path

import pytest

from record.models import Draft
from record.models.base import Record
from record.workflow.states import DRAFT_STEPS, PUBLIC_STATES, STEPS, NotAllowed, State, diagram

ROOT = Path(__file__).parents[3]


def take(name, state, reason="Entered twice."):
    STEPS[name].check(state, reason=reason)


def test_the_steps_are_these():
    assert {(name, step.source.value, step.target.value) for name, step in STEPS.items()} == {
        ("submit", "draft", "needs-review"),
        ("take_back", "needs-review", "draft"),
        ("send_back", "needs-review", "draft"),
        ("publish", "needs-review", "published"),
        ("ask_to_withdraw", "published", "published"),
        ("withdraw", "published", "withdrawn"),
        ("ask_to_restore", "withdrawn", "withdrawn"),
        ("restore", "withdrawn", "published"),
    }


@pytest.mark.parametrize(("name", "state"), list(itertools.product(STEPS, State)))
def test_a_step_is_taken_from_its_own_state_alone(name, state):
    if state == STEPS[name].source:
        take(name, state)
    else:
        with pytest.raises(NotAllowed, match=r"^This is .* Only what is .* can be"):
            take(name, state)


@pytest.mark.parametrize("name", ["send_back", "ask_to_withdraw", "ask_to_restore"])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_step_back_needs_a_reason(name, reason):
    with pytest.raises(NotAllowed, match="Give a reason"):
        take(name, STEPS[name].source, reason=reason)


@pytest.mark.parametrize("name", ["submit", "publish"])
def test_a_step_forward_needs_none(name):
    take(name, STEPS[name].source, reason="")


def test_what_readers_see_changes_by_a_second_person_only():
    assert {name for name, step in STEPS.items() if step.needs_second_person} == {"publish", "withdraw", "restore"}


def test_what_takes_words_back_or_returns_them_is_asked_for_first():
    asked = {name: step.asked_by.name for name, step in STEPS.items() if step.asked_by}
    assert asked == {"withdraw": "ask_to_withdraw", "restore": "ask_to_restore"}
    assert all(
        STEPS[name].asks == "reason" and STEPS[name].source == STEPS[step].source for step, name in asked.items()
    )


def test_no_step_leads_from_what_readers_see_back_to_a_draft():
    assert all(step.target in PUBLIC_STATES for step in STEPS.values() if step.source in PUBLIC_STATES)


def test_no_step_makes_public_what_was_not_reviewed():
    steps = [step for step in STEPS.values() if step.target in PUBLIC_STATES and step.source not in PUBLIC_STATES]
    assert [step.source for step in steps] == [State.NEEDS_REVIEW]


def test_each_step_is_a_verb_of_its_model():
    assert all(callable(getattr(Record, name)) for name in STEPS)
    assert all(callable(getattr(Draft, name)) for name in DRAFT_STEPS)


def test_the_diagrams_of_the_documentation_are_those_of_the_steps():
    printed = re.findall(r"```mermaid\n(stateDiagram.*?)\n```", (ROOT / "docs/architecture.md").read_text(), re.DOTALL)
    assert printed == [diagram(STEPS.values()), diagram(DRAFT_STEPS.values())]
