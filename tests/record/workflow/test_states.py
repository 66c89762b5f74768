import itertools

import pytest

from record.workflow.states import PUBLIC_STATES, STEPS, NotAllowed, State, check

REASON = "Entered twice."


def take(step, state, reason=REASON):
    return check(step, state, reason=reason)


def test_the_steps_are_these():
    assert {(name, step.source.value, step.target.value) for name, step in STEPS.items()} == {
        ("submit", "draft", "needs-review"),
        ("return", "needs-review", "draft"),
        ("publish", "needs-review", "published"),
        ("withdraw", "published", "withdrawn"),
        ("restore", "withdrawn", "published"),
    }


@pytest.mark.parametrize(("name", "state"), list(itertools.product(STEPS, State)))
def test_a_step_is_taken_from_its_own_state_alone(name, state):
    if state == STEPS[name].source:
        assert take(name, state).target == STEPS[name].target
    else:
        with pytest.raises(NotAllowed, match="can take this step"):
            take(name, state)


@pytest.mark.parametrize("name", ["return", "withdraw", "restore"])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_step_back_needs_a_reason(name, reason):
    with pytest.raises(NotAllowed, match="Give a reason"):
        take(name, STEPS[name].source, reason=reason)


@pytest.mark.parametrize("name", ["submit", "publish"])
def test_a_step_forward_needs_none(name):
    assert take(name, STEPS[name].source, reason="")


def test_what_readers_see_changes_by_a_second_person_only():
    assert {name for name, step in STEPS.items() if step.needs_second_person} == {"publish", "withdraw", "restore"}


def test_no_step_leads_from_what_readers_see_back_to_a_draft():
    assert all(step.target in PUBLIC_STATES for step in STEPS.values() if step.source in PUBLIC_STATES)


def test_no_step_makes_public_what_was_not_reviewed():
    steps = [step for step in STEPS.values() if step.target in PUBLIC_STATES and step.source not in PUBLIC_STATES]
    assert [step.source for step in steps] == [State.NEEDS_REVIEW]
