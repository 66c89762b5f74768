"""The states of proposals and options, entered and derived."""

import pytest
from django.db import IntegrityError

from proposals.models import OptionState, ProposalState
from proposals.plan_states import latest_state, states_of, with_states
from tests.builders import make_council, make_decision, make_option, make_proposal, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(db):
    return make_council("county")


def read(plan):
    return with_states(type(plan).objects.select_related("case")).get(pk=plan.pk)


def latest(plan) -> str:
    state = latest_state(read(plan))
    return state and " ".join(filter(None, (state.words, state.title, state.when and str(state.when))))


def test_a_plan_of_which_no_state_is_known_has_none():
    assert latest(make_proposal("one")) is None


def test_a_submission_is_a_state_with_its_recipient_and_date():
    proposal = make_proposal("one")
    make_submission(to="county", when="2025-11-28", carries=[{"proposal": "one", "stage": "final"}])
    assert latest(proposal) == "Submitted to County Council 28 November 2025"


def test_an_earlier_version_that_was_submitted_is_named():
    proposal = make_proposal("one")
    make_submission(to="county", when="2025-03-21", carries=[{"proposal": "one", "stage": "interim"}])
    assert latest(proposal) == "Interim version submitted to County Council 21 March 2025"


def test_where_others_were_submitted_it_is_said_of_the_rest_that_no_submission_was_found():
    proposal = make_proposal("one")
    make_proposal("two")
    make_submission(carries=[{"proposal": "two"}])
    assert latest(proposal) == "No submission found"


@pytest.mark.parametrize("summary", ["Not submitted.", "Not submitted, for want of time."])
def test_a_summary_that_says_so_is_read_as_not_submitted(summary):
    make_submission(carries=[{"proposal": make_proposal("two").key}])
    assert latest(make_proposal("one", summary=summary)) == "Not submitted"


def test_the_latest_state_is_the_last_by_date():
    states = [
        {"status": "withdrawn", "when": {"edtf": "2025-12-01"}, "voice": "county"},
        {"status": "put-forward"},
        {"status": "paused", "when": {"edtf": "2025-06"}},
    ]
    proposal = make_proposal("one", states=states)
    words = [state.words for state in states_of(read(proposal))]
    assert words == ["Put forward", "Paused", "Withdrawn by County Council"]
    assert latest(proposal) == "Withdrawn by County Council 1 December 2025"


def test_a_plan_is_replaced_by_another_of_its_kind():
    make_option("new", name="The new one")
    option = make_option("old", states=[{"status": "replaced", "replaced_by": "new", "when": {"edtf": "2025-10"}}])
    assert latest(option) == "Replaced by The new one October 2025"


def test_only_a_decision_that_settles_the_case_makes_a_state():
    proposal = make_proposal("one")
    make_decision(made_by="county", outcomes=[{"proposal": "one", "effect": "does-not-support"}])
    assert latest(proposal) is None
    make_decision(made_by="county", settles="yes", title="Order", outcomes=[{"proposal": "one", "effect": "rejects"}])
    assert latest(proposal) == "Rejected by County Council: Order 1 June 2025"


def test_an_option_that_was_chosen_settles_its_proposal():
    option = make_option("split", of="one", name="Two halves")
    make_decision(made_by="county", settles="yes", title="Order", outcomes=[{"option": "split", "effect": "chooses"}])
    assert latest(option.proposal) == "Two halves: chosen by County Council: Order 1 June 2025"


def test_the_database_refuses_a_successor_of_a_proposal_that_is_not_replaced():
    one, two = make_proposal("one", state="draft"), make_proposal("two")
    with pytest.raises(IntegrityError, match="replaced_by"):
        ProposalState.objects.create(proposal=one, status="paused", replaced_by=two, sequence=1)


def test_the_database_refuses_a_successor_of_an_option_that_is_not_replaced():
    one, two = make_option("one", state="draft"), make_option("two")
    with pytest.raises(IntegrityError, match="replaced_by"):
        OptionState.objects.create(option=one, status="paused", replaced_by=two, sequence=1)


def test_the_database_refuses_a_plan_replaced_by_itself():
    one = make_proposal("one", state="draft")
    with pytest.raises(IntegrityError, match="another"):
        ProposalState.objects.create(proposal=one, status="replaced", replaced_by=one, sequence=1)


def test_an_unpublished_successor_is_not_named():
    make_option("new", state="draft")
    option = make_option("old", states=[{"status": "replaced", "replaced_by": "new"}], state="draft")
    assert latest(option) == "Replaced"
