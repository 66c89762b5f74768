"""Permissions: a second person publishes, and not one of the same side."""

import pytest

from councils.permissions import may, may_draft, may_keep_officers, refuse
from record.workflow.publishing import DRAFT, OFFICERS
from record.workflow.states import STEPS, NotAllowed
from tests.builders import (
    at_once,
    change,
    make_alliance,
    make_case,
    make_claim,
    make_council,
    make_officer,
    make_point,
    make_voice,
)

pytestmark = pytest.mark.django_db

SECOND = [name for name, step in STEPS.items() if step.needs_second_person]
ALONE = [name for name, step in STEPS.items() if not step.needs_second_person]


@pytest.fixture
@at_once()
def case():
    """County against city; two districts are in the alliance's side, Rutland in none."""
    for name in ("county", "city", "north", "south", "rutland"):
        make_council(name)
    make_alliance("districts", ["north", "south"])
    parties = [{"voice": name} for name in ("county", "city", "north", "rutland")]
    return make_case(sides={"county": ["county"], "city": ["city"], "districts": ["districts"]}, parties=parties)


def claim_of(author, case):
    return make_claim(case=case, state="needs-review", edited_by=author)


# Who may sign in


@pytest.mark.parametrize(
    "fields", [{"is_active": False}, {"is_staff": False}, {"is_active": False, "is_superuser": True}]
)
@pytest.mark.parametrize("step", [DRAFT, OFFICERS, *STEPS])
def test_who_may_not_sign_in_may_do_nothing(fields, step):
    officer = make_officer(**fields)
    assert not may(officer, step, make_voice(state="draft"))
    assert not may_draft(officer)


def test_everyone_on_the_staff_may_draft():
    assert may(make_officer(), DRAFT, make_voice(state="draft"))


def test_only_a_superuser_says_who_the_officers_are():
    assert may_keep_officers(make_officer(is_superuser=True))
    assert may(make_officer(is_superuser=True), OFFICERS, None)
    assert not may(make_officer(), OFFICERS, None)


# A second person


@pytest.mark.parametrize("step", SECOND)
def test_nobody_takes_their_own_work_to_readers(case, step):
    author = make_officer()
    assert not may(author, step, claim_of(author, case), {author.pk})


def test_not_even_a_superuser(case):
    author = make_officer(is_superuser=True)
    assert not may(author, "publish", claim_of(author, case), {author.pk})


@pytest.mark.parametrize("step", SECOND)
def test_nor_does_anyone_who_wrote_a_part_of_it(case, step):
    author, colleague = make_officer(), make_officer()
    with pytest.raises(NotAllowed, match="You wrote this, or a part of it"):
        refuse(author, step, claim_of(colleague, case), {author.pk, colleague.pk})
    assert may(make_officer(), step, claim_of(colleague, case), {author.pk, colleague.pk})


def test_every_author_counts_for_their_council(case):
    authors = {make_officer().pk, make_officer(council="county").pk}
    assert not may(make_officer(council="county"), "publish", claim_of(None, case), authors)
    assert may(make_officer(council="city"), "publish", claim_of(None, case), authors)


@pytest.mark.parametrize("step", ALONE)
def test_the_author_hands_over_and_takes_back_alone(case, step):
    author = make_officer()
    assert may(author, step, claim_of(author, case), {author.pk})


@pytest.mark.parametrize("step", SECOND)
def test_another_officer_of_no_council_publishes(case, step):
    author = make_officer(council="county")
    assert may(make_officer(), step, claim_of(author, case), {author.pk})


def test_what_nobody_wrote_by_hand_anyone_may_withdraw(case):
    assert may(make_officer(council="county"), "withdraw", make_claim(case=case))


# Own councils


def test_two_officers_of_one_council_do_not_publish_for_each_other(case):
    author, colleague = make_officer(council="county"), make_officer(council="county")
    with pytest.raises(NotAllowed, match="both of the side “County”"):
        refuse(colleague, "publish", claim_of(author, case), {author.pk})


def test_two_officers_of_one_side_do_not_publish_for_each_other(case):
    author, ally = make_officer(council="north"), make_officer(council="south")
    with pytest.raises(NotAllowed, match="both of the side “Districts”"):
        refuse(ally, "publish", claim_of(author, case), {author.pk})


def test_that_holds_where_a_council_is_not_listed_as_a_party(case):
    """South stands in the districts' side, though no row calls it a party."""
    author, ally = make_officer(council="south"), make_officer(council="north")
    assert not may(ally, "publish", claim_of(author, case), {author.pk})


def test_two_officers_of_a_party_that_stands_in_no_side_do_not_publish_for_each_other(case):
    author, colleague = make_officer(council="rutland"), make_officer(council="rutland")
    with pytest.raises(NotAllowed, match="both of “Rutland Council”"):
        refuse(colleague, "publish", claim_of(author, case), {author.pk})


def test_an_officer_of_another_side_publishes(case):
    author = make_officer(council="county")
    assert may(make_officer(council="city"), "publish", claim_of(author, case), {author.pk})


def test_who_writes_for_no_council_is_published_by_an_officer_of_a_party(case):
    author = make_officer()
    assert may(make_officer(council="county"), "publish", claim_of(author, case), {author.pk})


def test_an_officer_of_two_councils_is_of_both_sides(case):
    author, other = make_officer(council="county"), make_officer(council="city")
    other.memberships.create(council=make_council("elsewhere"))
    other.memberships.create(council=type(case.sides.first().placements.first().voice).objects.get(key="county"))
    assert not may(other, "publish", claim_of(author, case), {author.pk})


def test_councils_that_are_no_party_do_not_matter():
    case = make_case("small", sides={"county": ["county"]})
    author, colleague = make_officer(council="kent"), make_officer(council="kent")
    assert may(colleague, "publish", claim_of(author, case), {author.pk})


def test_one_who_changed_sides_counts_as_of_both():
    for council in ("county", "north", "melton"):
        make_council(council)
    sides = [
        {
            "key": council,
            "label": council,
            "voices": [{"voice": council}, {"voice": "melton", "when": {"edtf": when, "extent": "throughout"}}],
        }
        for council, when in (("north", "../2025-06"), ("county", "2025-07/.."))
    ]
    case = change(make_case("shift"), sides=sides)
    author = make_officer(council="melton")
    assert not may(make_officer(council="north"), "publish", claim_of(author, case), {author.pk})
    assert not may(make_officer(council="county"), "publish", claim_of(author, case), {author.pk})


def test_of_what_belongs_to_no_case_any_second_person_publishes():
    author, colleague = make_officer(council="county"), make_officer(council="county")
    assert may(colleague, "publish", make_voice(state="needs-review"), {author.pk})


def test_the_case_itself_is_a_dispute_too(case):
    author, colleague = make_officer(council="county"), make_officer(council="county")
    assert not may(colleague, "withdraw", case, {author.pk})


def test_the_verbs_ask_as_well(case):
    author, colleague = make_officer(council="county"), make_officer(council="county")
    point = make_point(case=case, state="draft")
    type(point).objects.filter(pk=point.pk).update(edited_by=author, state="needs-review")
    with pytest.raises(NotAllowed, match="both of the side"):
        point.publish(by=colleague)
