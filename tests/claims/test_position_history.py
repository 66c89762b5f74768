"""Position histories: their holders, order and shifts."""

import datetime
from itertools import count, pairwise, product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.choices import Stance
from claims.position_history import (
    StatedPosition,
    all_shifts,
    distinct_names,
    first_day,
    last_day,
    moments,
    shifts,
    since,
    stated,
    stated_by,
    statement_days,
    surely_before,
)
from record.dates import DateExtent, UncertainDate
from tests.builders import (
    change,
    make_alliance,
    make_council,
    make_position,
    make_voice,
    the_case,
    tie,
    voice,
    withdraw,
)
from tests.record.dates_strategies import dates
from tests.shared import shared

pytestmark = pytest.mark.django_db

numbers = count(1)


def stand(when, stance="supports", *, acts_for=1, said_by=None, subject="element:line"):
    """A stand as it is computed; ``said_by`` another than the lane is attributed."""
    number = next(numbers)
    if isinstance(when, str):
        edtf, _, throughout = when.partition(" ")
        when = UncertainDate(edtf, extent=DateExtent.THROUGHOUT if throughout else DateExtent.WITHIN)
    return StatedPosition(
        pk=number,
        claim=number,
        claim_id=f"claim{number}",
        side=None,
        holder=acts_for,
        said_by=said_by or acts_for,
        acts_for=acts_for,
        is_own=said_by in (None, acts_for),
        stance=Stance(stance),
        subject=subject,
        subject_name="The line",
        when=when,
    )


def told(found) -> list[tuple[str, str]]:
    return [(stances(shift), str(shift.when)) for shift in found]


def stances(shift) -> str:
    return f"{shift.old.stance.label}, then {shift.new.stance.label}"


# Shifts


def test_a_shift_lies_between_the_two_dates_as_they_are_worded():
    found = shifts([stand("2025-07"), stand("2025-09-05", "opposes")])
    assert told(found) == [("supports, then opposes", "between July and 5 September 2025")]
    assert found[0].when.edtf == "2025-07/2025-09-05"


def test_an_equal_stance_restated_is_no_shift():
    assert shifts([stand("2025-01"), stand("2025-03"), stand("2025-06")]) == []


def test_a_shift_is_from_what_was_stated_last_before():
    found = shifts([stand("2025-01"), stand("2025-03"), stand("2025-06", "opposes"), stand("2025-08", "opposes")])
    assert [shift.when.edtf for shift in found] == ["2025-03/2025-06"]


def test_dates_that_may_be_in_either_order_make_no_shift():
    assert shifts([stand("2025-07"), stand("2025-07-15", "opposes")]) == []
    assert shifts([stand("2025-07-15"), stand("2025-07-15", "opposes")]) == []


def test_what_was_stated_for_about_the_same_time_and_differs_leads_nowhere():
    assert shifts([stand("2025-01", "open"), stand("2025-07"), stand("2025-07-15", "opposes"), stand("2026")]) == []


def test_what_is_undated_makes_no_shift():
    assert shifts([stand("2025-01"), stand(None, "opposes")]) == []


def test_what_runs_on_without_an_end_holds_until_the_next():
    found = shifts([stand("2025-01-09/..", "supports"), stand("2025-07-30/.. throughout", "opposes")])
    assert told(found) == [("supports, then opposes", "30 July 2025")]


def test_a_period_gives_way_after_its_end():
    found = shifts([stand("2025-01/2025-04 throughout"), stand("2025-07-30", "opposes")])
    assert [shift.when.edtf for shift in found] == ["2025-04/2025-07-30"]


def test_a_period_that_goes_on_past_the_next_is_of_the_same_time():
    assert shifts([stand("2025-01/2025-09 throughout"), stand("2025-07-30", "opposes")]) == []


def test_a_shift_on_anothers_word_is_apart_from_one_on_its_own():
    own = [stand("2025-01"), stand("2025-09", "opposes")]
    found = all_shifts([*own, stand("2025-03", "open", said_by=2), stand("2025-05", "undecided", said_by=2)])
    assert [(stances(shift), shift.new.is_own) for shift in found] == [
        ("supports, then opposes", True),
        ("open, then undecided", False),
    ]


def test_two_voices_who_tell_different_things_make_no_shift():
    assert all_shifts([stand("2025-01", said_by=2), stand("2025-03", "opposes", said_by=3)]) == []


def test_one_may_move_on_one_subject_and_stand_still_on_another():
    stands = [stand("2025-01"), stand("2025-03", "opposes")]
    stands += [stand("2025-01", subject="process"), stand("2025-03", subject="process")]
    assert [shift.new.subject for shift in all_shifts(stands)] == ["element:line"]


@given(st.lists(st.tuples(dates(), st.sampled_from(["supports", "opposes", "open"])), min_size=2, max_size=5))
def test_a_shift_holds_every_pair_of_days_that_agrees_with_both(stated_):
    for shift in shifts([stand(when, stance) for when, stance in stated_]):
        bounds = (shift.when.earliest, shift.when.latest)
        # What runs on without an end held until the new one began, whenever that was.
        ends = shift.new.first if shift.old.when.is_open_end else shift.old.last
        for old, new in product(ends, shift.new.first):
            assert old <= new or shift.old.when.is_open_end
            assert bounds[0] <= old <= bounds[1] and bounds[0] <= new <= bounds[1]


@given(st.lists(st.tuples(dates(), st.sampled_from(["supports", "opposes"])), min_size=2, max_size=5))
def test_every_shift_is_between_stances_that_differ_and_whose_order_is_sure(stated_):
    for shift in shifts([stand(when, stance) for when, stance in stated_]):
        assert shift.old.stance != shift.new.stance
        assert surely_before(shift.old, shift.new)


@given(st.lists(dates(), max_size=6))
def test_the_times_hold_every_dated_stand_once_each_surely_before_the_next(whens):
    stands = [stand(when) for when in whens]
    times = moments(stands)
    assert sorted(each.pk for time in times for each in time) == [each.pk for each in stands]
    for earlier, later in pairwise(times):
        assert all(surely_before(one, other) for one in earlier for other in later)


@given(st.lists(st.tuples(dates(), st.sampled_from(["supports", "opposes"])), max_size=5), st.randoms())
def test_the_order_in_which_stands_come_changes_nothing(stated_, chance):
    stands = [stand(when, stance) for when, stance in stated_]
    once = [shift.when for shift in shifts(stands)]
    chance.shuffle(stands)
    assert [shift.when for shift in shifts(stands)] == once


@given(dates())
@example(UncertainDate("2025/2025-03", extent="throughout"))
def test_the_first_and_the_last_day_lie_in_order_within_the_bounds(when):
    assert first_day(when)[0] <= first_day(when)[1] and last_day(when)[0] <= last_day(when)[1]
    assert when.earliest <= first_day(when)[0] and last_day(when)[1] <= when.latest
    assume(not when.is_open_end)
    assert first_day(when)[1] <= last_day(when)[1]


# As at a date


def day(text):
    return datetime.date.fromisoformat(text)


def test_since_when_a_stance_is_held_is_its_first_of_an_unbroken_run_after_another():
    before, *others = (stand("2025-01"), stand("2025-02", "open"), stand("2025-04"), stand("2025-06"))
    assert since(others, day("2025-12-31"), before) is others[1]
    assert since(others, day("2025-12-31"), others[1]) is others[2]
    assert since(others, day("2025-12-31"), others[2]) is None
    assert since(others, day("2025-03-31"), before) is others[0]


def test_subjects_that_share_a_name_are_told_apart():
    names = {"option:1": "One council", "proposal:2": "one council", "element:3": "The line"}
    assert list(distinct_names(names).values()) == ["the option One council", "the proposal one council", "The line"]


def test_what_is_known_by_a_day_is_the_latest_that_was_surely_stated():
    january, july = stand("2025-01-09"), stand("2025-07-30", "opposes")
    assert stated_by([january, july], day("2025-07-29")) == ([january], [])
    assert stated_by([january, july], day("2025-07-30")) == ([july], [])
    assert stated_by([january, july], day("2025-01-08")) == ([], [])


def test_what_may_have_been_stated_by_a_day_is_set_apart():
    january, july = stand("2025-01-09"), stand("2025-07", "opposes")
    assert stated_by([january, july], day("2025-07-15")) == ([january], [july])


def test_two_for_about_the_same_time_are_both_the_latest():
    month, on_a_day = stand("2025-07"), stand("2025-07-15", "opposes")
    assert set(stated_by([month, on_a_day], day("2025-08-01"))[0]) == {month, on_a_day}


def test_the_days_of_change_are_those_on_which_something_more_is_known():
    positions = [
        stand("2025-07"),
        stand("2025-01-09"),
        stand(None),
        stand("2025-11/2025-12"),
        stand("2025-01-01/2025-01-09"),
    ]
    assert statement_days(positions) == {
        day("2025-01-09"): "9 January 2025",
        day("2025-07-31"): "July 2025",
        day("2025-12-31"): "between November and December 2025",
    }
    assert list(statement_days(positions)) == sorted(statement_days(positions))


# Lanes


@shared
def case():
    make_council("county")
    for key, kind, tied, above in (
        ("full-council", "body", "part-of", "county"),
        ("leader", "office", "part-of", "county"),
        ("ada", "person", "holds", "leader"),
        ("greens", "group", "group-in", "county"),
        ("bob", "person", "member-of", "county"),
        ("some", "part", "part-of", "county"),
    ):
        make_voice(key, kind=kind)
        tie(key, tied, above)
    return the_case()


def acting_for(case, by, **more):
    make_position(by=by, case=case, **more)
    stands, _ = stated(case, [voice("county").pk])
    (found,) = stands
    names = dict(type(voice("county")).objects.values_list("pk", "key"))
    return names[found.acts_for], found.is_own


@pytest.mark.parametrize("by", ["county", "full-council", "leader", "ada"])
def test_what_one_that_acts_for_a_council_states_is_the_councils(case, by):
    assert acting_for(case, by) == ("county", True)


@pytest.mark.parametrize("by", ["greens", "bob", "some"])
def test_what_a_group_a_member_or_a_part_states_is_its_own_and_not_the_councils(case, by):
    assert acting_for(case, by) == (by, True)


def test_what_a_leader_states_for_a_group_is_not_the_councils(case):
    assert acting_for(case, "ada", position={"decided_by": "group"}) == ("ada", True)


@pytest.mark.parametrize("by", ["greens", "bob", "city"])
def test_what_others_say_of_a_council_is_attributed_to_it(case, by):
    assert acting_for(case, by, of="county") == ("county", False)


def test_what_only_another_side_reports_is_its_word_and_nobodys_own(case):
    sides = {"county": ["county"], "city": ["city"]}
    change(case, sides=[{"key": key, "label": key, "voices": [{"voice": voice(key).key}]} for key in sides])
    make_position(by="county", case=case, reported_by=["city"])
    [found], _ = stated(case, [voice("county").pk])
    assert (found.holder, found.said_by, found.is_own) == (voice("county").pk, voice("city").pk, False)


def test_an_office_counts_only_while_it_is_held(case):
    make_voice("eve", kind="person")
    tie("eve", "holds", "leader", "2024")
    assert acting_for(case, "eve", when="2025-03-01") == ("eve", True)


def test_what_an_alliance_states_is_its_own_and_not_its_members(case):
    make_alliance("both", ["county", "city"])
    assert acting_for(case, "both") == ("both", True)


def test_a_joint_statement_of_one_who_leads_both_is_the_alliances(case):
    make_alliance("both", ["county", "city"])
    tie("ada", "speaks-for", "both")
    assert acting_for(case, "ada", position={"decided_by": "joint"}) == ("both", True)


def test_who_leads_a_council_and_speaks_for_an_alliance_speaks_for_the_council_else(case):
    make_alliance("both", ["county", "city"])
    tie("ada", "speaks-for", "both")
    assert acting_for(case, "ada", position={"decided_by": "leader"}) == ("county", True)


def test_who_serves_two_councils_alike_states_neithers_stance(case):
    make_voice("chief", kind="person")
    for council in ("county", "city"):
        tie("chief", "speaks-for", council)
    assert acting_for(case, "chief") == ("chief", True)


def test_withdrawn_claims_take_no_stand(case):
    claim = make_position(by="county", case=case)
    withdraw(claim)
    assert stated(case)[0] == []
