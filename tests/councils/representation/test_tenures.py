"""Speaking for others on a date: upwards by tenure, and to members of an alliance."""

import datetime

import pytest
from django.db import connection
from hypothesis import given

from councils.representation.tenures import ALWAYS, Representation, SideColumns, sides_of, surely_of, window_of
from record.dates import UncertainDate
from tests.builders import change, make_alliance, make_case, make_council, make_officer, make_voice, tie, voice
from tests.record.contents import FEW
from tests.record.dates_strategies import dates

pytestmark = pytest.mark.django_db

SPEAKING = {"part-of": "body", "member-of": "person", "group-in": "group", "leads": "person", "speaks-for": "person"}


def window(edtf):
    return window_of(UncertainDate(edtf))


def names(pks):
    return {key for key in ("county", "leader", "ada", "both", "north", "south", "adviser") if voice(key).pk in pks}


@pytest.fixture
def people():
    for name in ("county", "north", "south"):
        make_council(name)
    make_alliance("both", ["north", "south"])
    for name, kind in (("leader", "office"), ("ada", "person"), ("adviser", "adviser")):
        make_voice(name, kind=kind)
    tie("leader", "part-of", "county")
    tie("ada", "holds", "leader", "2025-01/2025-05")
    tie("adviser", "engaged-by", "county")


def test_an_undated_thing_has_the_widest_window():
    assert window_of(None) == ALWAYS == (datetime.date.min, datetime.date.max)


@pytest.mark.parametrize("kind, below", SPEAKING.items())
def test_these_ties_count(people, kind, below):
    make_voice("below", kind=below)
    tie("below", kind, "county")
    assert voice("county").pk in Representation().spoken_for(voice("below").pk, ALWAYS)


def test_these_do_not(people):
    make_voice("reds", kind="party")
    tie("ada", "party-member", "reds")
    assert voice("reds").pk not in Representation().spoken_for(voice("ada").pk, ALWAYS)
    assert Representation().spoken_for(voice("adviser").pk, ALWAYS) == {voice("adviser").pk}


def test_a_voice_speaks_for_itself(people):
    assert Representation().spoken_for(voice("adviser").pk, ALWAYS) == {voice("adviser").pk}


def test_the_nearest_come_first(people):
    levels = Representation().upwards(voice("ada").pk, window("2025-03"))
    assert [names(level) for level in levels] == [{"ada"}, {"leader"}, {"county"}]


def test_a_tenure_counts_on_its_days_alone(people):
    assert names(Representation().spoken_for(voice("ada").pk, window("2025-03"))) == {"ada", "leader", "county"}
    assert names(Representation().spoken_for(voice("ada").pk, window("2025-06"))) == {"ada"}


@pytest.mark.parametrize("edtf", ["2025-05-31", "2025-05-01/2025-12-31", "2024/2025"])
def test_a_tenure_counts_where_the_bounds_touch(people, edtf):
    assert voice("county").pk in Representation().spoken_for(voice("ada").pk, window(edtf))


def test_a_council_does_not_speak_for_its_alliance(people):
    assert names(Representation().spoken_for(voice("north").pk, ALWAYS)) == {"north"}


def test_but_its_alliance_s_words_count_for_it(people):
    assert names(Representation().above(voice("north").pk, ALWAYS)) == {"north", "both"}


def test_nothing_goes_down_from_a_council(people):
    assert names(Representation().above(voice("county").pk, ALWAYS)) == {"county"}


def test_an_alliance_has_its_members_by_name(people):
    assert names(Representation().members(voice("both").pk, ALWAYS)) == {"north", "south"}


@pytest.mark.parametrize(
    ("periods", "end"),
    [(["2024/2025-10-01"], "2025-10-01"), (["2024/.."], None), (["2024"], None), (["2020/2021", "2024/.."], None)],
)
def test_a_membership_has_ended_where_its_last_period_has(people, periods, end):
    for period in periods:
        tie("county", "member-of", "both", period)
    ended = Representation().ended(voice("county").pk, voice("both").pk)
    assert (ended and ended.edtf) == end


def test_nothing_else_has_members(people):
    assert Representation().members(voice("county").pk, ALWAYS) == []


def test_members_are_those_of_the_day(people):
    change(voice("south"), tenures=[{"kind": "member-of", "of": "both", "when": {"edtf": "../2025-01"}}])
    assert names(Representation().members(voice("both").pk, window("2025-03"))) == {"north"}


def test_the_ties_of_a_voice_that_is_not_public_do_not_count(people):
    voice("leader").withdraw(by=make_officer(), reason="Entered twice.")
    assert names(Representation().spoken_for(voice("ada").pk, window("2025-03"))) == {"ada", "leader"}


def test_a_circle_of_ties_ends(people):
    for name in ("one", "two"):
        make_voice(name, kind="body")
    tie("one", "part-of", "two")
    tie("two", "part-of", "one")
    assert Representation().spoken_for(voice("one").pk, ALWAYS) == {voice("one").pk, voice("two").pk}


# Columns


@pytest.fixture
def columns(people):
    case = make_case(sides={"county": ["county"], "districts": ["both"]})
    found = SideColumns(Representation(), [case.pk])

    def side_of(key, when=None):
        pk = found.side_of(case.pk, key and voice(key).pk, window(when) if when else ALWAYS)
        return pk and case.sides.get(pk=pk).key

    return side_of


def test_a_voice_that_is_placed_stands_there(columns):
    assert columns("county") == "county"


def test_a_voice_stands_where_what_it_speaks_for_is_placed(columns):
    assert columns("ada", "2025-03") == "county"


def test_a_council_stands_where_its_alliance_is_placed(columns):
    assert columns("north") == "districts"


def test_out_of_office_one_stands_nowhere(columns):
    assert columns("ada", "2025-09") is None


@pytest.mark.parametrize("key", ["adviser", None])
def test_who_is_tied_to_no_side_stands_nowhere(columns, key):
    assert columns(key) is None


def test_the_nearest_placement_counts(people):
    case = make_case(sides={"county": ["county"], "districts": ["both"], "north": ["north"]})
    side = SideColumns(Representation()).side_of(case.pk, voice("north").pk, ALWAYS)
    assert case.sides.get(pk=side).key == "north"


def test_a_placement_of_another_case_does_not_count(people):
    other, case = make_case("other", sides={"county": ["county"]}), make_case("empty")
    assert SideColumns(Representation()).side_of(case.pk, voice("county").pk, ALWAYS) is None
    assert SideColumns(Representation(), [case.pk]).side_of(other.pk, voice("county").pk, ALWAYS) is None


def test_all_sides_in_which_a_council_ever_stood_are_told(people):
    sides = [
        {"key": "a", "label": "A", "voices": [{"voice": "north", "when": {"edtf": "../2025-03-04"}}]},
        {"key": "b", "label": "B", "voices": [{"voice": "north", "when": {"edtf": "2025-03-05/.."}}]},
    ]
    case = make_case("shift", sides=None)
    case = change(case, sides=sides)
    found = SideColumns(Representation(), [case.pk]).sides_ever(case.pk, voice("north").pk)
    assert set(case.sides.filter(pk__in=found).values_list("key", flat=True)) == {"a", "b"}


def test_columns_stand_in_the_alphabetical_order_of_their_labels(people):
    case = make_case(sides={"zebra": ["county"], "alpha": ["both"]})
    assert [side.label for side in sides_of(case)] == ["Alpha", "Zebra"]


# Certain and uncertain


def surely(form, extent, earliest, latest):
    with connection.cursor() as cursor:
        cursor.execute("SELECT councils_surely_during(%s, %s, %s, %s)", [form, extent, earliest, latest])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("form", "extent", "day", "certain"),
    [
        ("", "within", "1500-01-01", True),
        ("2025-01/2025-05", "throughout", "2025-01-31", True),
        ("2025-01/2025-05", "throughout", "2025-01-30", False),
        ("2025-01/2025-05", "throughout", "2025-05-01", True),
        ("2025-01/2025-05", "throughout", "2025-05-02", False),
        ("2025-01-15/2025-05-15", "throughout", "2025-01-15", True),
        ("2025-01-15/2025-05-15", "throughout", "2025-05-15", True),
        ("2025-01-15/2025-05-15", "throughout", "2025-05-16", False),
        ("../2025-05", "throughout", "0001-01-01", True),
        ("2025-05/..", "throughout", "9999-12-31", True),
        ("2025-05/..", "throughout", "2025-05-30", False),
        ("2025", "throughout", "2025-01-01", True),
        ("2025", "throughout", "2025-12-31", True),
        ("2025", "within", "2025-06-01", False),
        ("2025-06-01", "within", "2025-06-01", True),
        ("2025-22", "throughout", "2025-07-01", True),
        ("2025-22/2025-23", "throughout", "2025-08-31", True),
    ],
)
def test_within_its_inner_bounds_a_period_holds_for_certain(form, extent, day, certain):
    assert surely(form, extent, day, day) is certain


@given(dates(), dates())
@FEW
def test_what_holds_for_certain_lies_within_the_outer_bounds(period, day):
    if surely(period.edtf, period.extent.value, day.earliest, day.latest):
        assert period.includes(day)


@given(dates())
@FEW
def test_python_and_the_database_agree_on_the_inner_bounds(period):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT councils_inner_from(%s, %s), councils_inner_to(%s, %s)", [period.edtf, period.extent.value] * 2
        )
        assert cursor.fetchone() == surely_of(period)
