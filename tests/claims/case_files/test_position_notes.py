"""Notes in the report of a load on two positions of one voice on rival proposals."""

import pytest

from claims.case_files.position_notes import position_notes
from tests.builders import make_position, make_proposal, the_case

pytestmark = pytest.mark.django_db


def favour(stance, plan, said, **more):
    return make_position(stance, (), by="county", said=said, position={"proposals": [plan]}, **more)


@pytest.fixture
def plans():
    return make_proposal("a", name="Plan A"), make_proposal("b", name="Plan B")


@pytest.mark.parametrize("day", [{}, {"when": {"edtf": "2025-03-04"}}])
def test_two_favourable_stances_on_rival_proposals_are_noted(plans, day):
    """The day on which a stance was stated is no end of it."""
    favour("preferred", "a", "2025-03", **day)
    favour("supports", "b", "2025-06")
    (note,) = position_notes(the_case())
    assert note.startswith("County Council: two stances of one voice on rival proposals: “preferred” on “Plan A”")


@pytest.mark.parametrize("stance", ["opposes", "open"])
def test_a_stance_that_is_not_in_favour_is_no_rival(plans, stance):
    favour("preferred", "a", "2025-03")
    favour(stance, "b", "2025-06")
    assert not position_notes(the_case())


def test_a_stance_that_has_ended_is_none_of_two(plans):
    favour("preferred", "a", "2025-03", when={"edtf": "2025-03/2025-05", "extent": "throughout"})
    favour("supports", "b", "2025-06")
    assert not position_notes(the_case())
