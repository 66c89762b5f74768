"""Sides: the nearest voice that is placed decides, never the order of rows."""

from itertools import product

import pytest

from councils.models import Case, Side, Voice
from councils.representation.sides import SideColumns, placements_of, places
from councils.representation.speaks_for import Representation
from councils.representation.windows import ALWAYS, window_of
from record.dates import UncertainDate
from tests.builders import change, make, make_alliance, make_case, make_council, make_voice, tie, voice
from tests.shared import shared

pytestmark = pytest.mark.django_db


def case_with(**sides):
    """A case whose sides have these voices, each a key or a pair of key and period."""
    content = {"key": "case", "title": "The case", "summary": "A case."}
    content["sides"] = [
        {
            "key": side,
            "label": side.title(),
            "voices": [
                {"voice": each} if isinstance(each, str) else {"voice": each[0], "when": {"edtf": each[1]}}
                for each in voices
            ],
        }
        for side, voices in sides.items()
    ]
    return make("case", content)


def placed(voice):
    return [(each.placement.side.key, each.placement.voice.name, each.is_own) for each in placements_of(voice)]


def test_a_voice_that_is_placed_stands_there_by_its_own_placement():
    council = make_council("melton")
    case_with(districts=["melton"])
    assert placed(council) == [("districts", "Melton Council", True)]


def test_a_person_stands_where_the_nearest_voice_is_placed():
    make_council("melton")
    make_alliance("eight", ["melton"])
    tie(make_voice("leader", kind="office"), "part-of", "melton")
    person = tie(make_voice("person", kind="person"), "holds", "leader")
    case_with(districts=["melton"], others=["eight"])
    assert placed(person) == [("districts", "Melton Council", False)]


def test_what_is_further_off_counts_on_days_that_nothing_nearer_covers():
    make_council("melton")
    make_alliance("eight", ["melton"])
    case_with(alone=[("melton", "2026-03-05/..")], together=["eight"])
    assert placed(Voice.objects.get(key="melton")) == [
        ("alone", "Melton Council", True),
        ("together", "The eight", False),
    ]


def test_a_tie_that_ended_before_the_placement_began_does_not_count():
    make_council("melton")
    person = tie(make_voice("person", kind="person"), "speaks-for", "melton", "2020/2021")
    case_with(districts=[("melton", "2025-01-01/..")])
    assert placed(person) == []


def test_an_adviser_stands_nowhere_by_whoever_engaged_it():
    make_council("melton")
    adviser = tie(make_voice("adviser", kind="adviser"), "engaged-by", "melton")
    case_with(districts=["melton"])
    assert placed(adviser) == []


def test_a_case_that_is_a_draft_does_not_count():
    council = make_council("melton")
    make_case("secret", sides={"districts": ["melton"]}, state="draft")
    assert placed(council) == []


def test_a_circle_of_ties_ends(django_assert_num_queries):
    make_voice("one", kind="group")
    two = tie(make_voice("two", kind="group"), "group-in", "one")
    tie("one", "group-in", "two")
    with django_assert_num_queries(2):
        assert placements_of(two) == []


def test_on_every_day_it_is_one_of_those_that_the_rule_for_claims_finds():
    make_council("melton")
    make_council("rutland")
    make_alliance("eight", ["melton", "rutland"], when="2025-01-01/2025-12-31")
    person = tie(make_voice("person", kind="person"), "speaks-for", "melton", "2024-06-01/2025-06-30")
    case = case_with(alone=[("melton", "2024-01-01/2025-03-31")], together=["eight"])
    keys = dict(Side.objects.values_list("pk", "key"))
    listed = {each.placement.side.key for each in placements_of(person)}
    by_day = set()
    for year, month in product((2023, 2024, 2025, 2026), range(1, 13)):
        side = places(Case.objects.get(pk=case.pk), [person.pk], UncertainDate(f"{year}-{month:02}-15"))[person.pk].side
        by_day |= {keys[side]} if side else set()
    assert by_day == listed == {"alone", "together"}


# On a date


def side_of(case, key, edtf=None):
    """The side of a voice on a date by its key; “divided” where two are equally near."""
    place = places(case, [voice(key).pk], edtf and UncertainDate(edtf))[voice(key).pk]
    return "divided" if place.divided else place.side and case.sides.get(pk=place.side).key


@shared
def case():
    """Two sides: a council with an office, a person and a group; and an alliance."""
    make_council("county")
    make_alliance("both", members=["north", "south"])
    tie(make_voice("leader", "office"), "part-of", "county")
    tie(make_voice("ada", "person"), "holds", "leader", "2025-01/2025-05")
    tie(make_voice("group", "group"), "group-in", "county")
    tie(make_voice("adviser", "adviser"), "engaged-by", "county")
    return case_with(county=["county"], districts=["both"])


def test_a_voice_stands_where_one_is_placed_for_which_it_speaks(case):
    assert side_of(case, "ada", "2025-03") == "county"
    assert side_of(case, "ada", "2025-09") is None


def test_a_council_stands_where_its_alliance_is_placed(case):
    assert side_of(case, "north") == "districts"


@pytest.mark.parametrize("key", ["adviser", "group"])
def test_who_speaks_for_nobody_in_a_side_stands_in_none(case, key):
    assert side_of(case, key) is None


def test_a_group_that_is_placed_stands_there(case):
    case = change(case, sides=[*content_sides(case), {"key": "g", "label": "G", "voices": [{"voice": "group"}]}])
    assert side_of(case, "group") == "g"


def content_sides(case):
    return [
        {"key": side.key, "label": side.label, "voices": [{"voice": each.voice.key} for each in side.placements.all()]}
        for side in case.sides.all()
    ]


def test_the_nearest_placement_counts(case):
    case = change(case, sides=[*content_sides(case), {"key": "n", "label": "N", "voices": [{"voice": "north"}]}])
    assert side_of(case, "north") == "n"


def test_two_equally_near_in_different_sides_decide_nothing(case):
    tie(make_voice("twin", "person"), "speaks-for", "county")
    tie("twin", "speaks-for", "both")
    assert side_of(case, "twin") == "divided"
    assert placed(voice("twin")) == []


def test_two_equally_near_in_one_side_decide_it(case):
    make_voice("twin", "person")
    tie("twin", "speaks-for", "north")
    tie("twin", "speaks-for", "south")
    assert side_of(case, "twin") == "districts"


def test_no_order_of_rows_decides_anything(case):
    make_voice("twin", "person")
    for above in ("county", "both"):
        tie("twin", "speaks-for", above)
    before = side_of(case, "twin")
    change(voice("twin"), tenures=[{"kind": "speaks-for", "of": each} for each in ("both", "county")])
    swapped = change(case, sides=content_sides(case)[::-1])
    assert side_of(swapped, "twin") == before == "divided"


def test_a_council_that_changed_sides_is_divided_where_the_date_is_not_known_to_be_on_either_side(case):
    until, since = ({"edtf": form, "extent": "throughout"} for form in ("../2025-05", "2025-06/.."))
    sides = [
        {"key": "a", "label": "A", "voices": [{"voice": "county", "when": until}]},
        {"key": "b", "label": "B", "voices": [{"voice": "county", "when": since}]},
    ]
    case = change(case, sides=sides)
    assert (side_of(case, "county", "2025-01"), side_of(case, "county", "2025-07")) == ("a", "b")
    assert side_of(case, "county", "2025") == "divided"
    assert {key for key, _, _ in placed(voice("county"))} == {"a", "b"}


def make_shared_body(*councils):
    make_voice("joint", "body")
    for council in councils:
        tie("joint", "part-of", council)


def test_a_shared_body_stands_where_all_its_councils_do(case):
    make_shared_body("north", "south")
    assert side_of(case, "joint") == "districts"


def test_a_shared_body_of_two_sides_is_divided(case):
    make_shared_body("north", "county")
    assert side_of(case, "joint") == "divided"


def test_a_shared_body_of_which_one_council_is_in_no_side_is_in_none(case):
    make_shared_body("county", "elsewhere")
    assert side_of(case, "joint") is None
    assert placed(voice("joint")) == []


def test_a_shared_body_that_is_placed_stands_there(case):
    make_shared_body("north", "county")
    case = change(case, sides=[*content_sides(case), {"key": "j", "label": "J", "voices": [{"voice": "joint"}]}])
    assert side_of(case, "joint") == "j"


def test_an_alliance_in_no_side_means_the_sides_of_its_members():
    make_alliance("both", members=["city", "county"])
    case = case_with(a=["city"], b=["county"])
    place = places(case, [voice("both").pk])[voice("both").pk]
    assert place.side is None
    assert place.sides == set(case.sides.values_list("pk", flat=True))


def test_no_voices_ask_nothing_of_the_database(case, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not places(case, [None])


def test_a_placement_of_another_case_does_not_count(case):
    empty = make_case("empty")
    assert side_of(empty, "county") is None
    assert SideColumns(Representation(), [empty.pk]).side_of(case.pk, voice("county").pk, ALWAYS) is None


@pytest.mark.parametrize("edtf", ["2023", "2024-05", "2025-02/2025-05", "2025-06", "../2025-04", None])
def test_a_few_voices_stand_where_they_do_among_all(case, edtf):
    make_shared_body("north", "county")
    date = edtf and UncertainDate(edtf)
    columns = SideColumns(Representation())
    for each in Voice.objects.all():
        expected = columns.place_of(case.pk, each.pk, window_of(date or None))
        found = places(case, [each.pk], date or None)[each.pk]
        assert (found.side, found.divided) == (expected.side, expected.divided), each.key


def test_all_sides_in_which_a_council_ever_stood():
    make_council("north")
    sides = [
        {"key": "a", "label": "A", "voices": [{"voice": "north", "when": {"edtf": "../2025-03-04"}}]},
        {"key": "b", "label": "B", "voices": [{"voice": "north", "when": {"edtf": "2025-03-05/.."}}]},
    ]
    case = change(make_case("shift"), sides=sides)
    found = SideColumns(Representation(), [case.pk]).sides_ever(case.pk, voice("north").pk)
    assert set(case.sides.filter(pk__in=found).values_list("key", flat=True)) == {"a", "b"}
