"""The sides in which a voice has been, by the same rule as for its claims."""

import datetime
from itertools import product

import pytest

from councils.models import Case, Side, Voice
from councils.representation.placement import places, stands, without
from record.dates import UncertainDate
from tests.builders import make, make_alliance, make_case, make_council, make_voice, tie

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


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


def found(voice):
    return [(each.placement.side.key, each.placement.voice.name, each.is_own) for each in stands(voice)]


def test_a_voice_that_is_placed_stands_there_by_its_own_placement():
    council = make_council("melton")
    case_with(districts=["melton"])
    assert found(council) == [("districts", "Melton Council", True)]


def test_a_person_stands_where_the_nearest_voice_is_placed():
    make_council("melton")
    make_alliance("eight", ["melton"])
    tie(make_voice("leader", kind="office"), "part-of", "melton")
    person = tie(make_voice("person", kind="person"), "holds", "leader")
    case_with(districts=["melton"], others=["eight"])
    assert found(person) == [("districts", "Melton Council", False)]


def test_what_is_further_off_counts_on_days_that_nothing_nearer_covers():
    make_council("melton")
    make_alliance("eight", ["melton"])
    case_with(alone=[("melton", "2026-03-05/..")], together=["eight"])
    assert found(Voice.objects.get(key="melton")) == [
        ("alone", "Melton Council", True),
        ("together", "The eight", False),
    ]


def test_a_tie_that_ended_before_the_placement_began_does_not_count():
    make_council("melton")
    person = tie(make_voice("person", kind="person"), "speaks-for", "melton", "2020/2021")
    case_with(districts=[("melton", "2025-01-01/..")])
    assert found(person) == []


def test_an_adviser_stands_nowhere_by_whoever_engaged_it():
    make_council("melton")
    adviser = tie(make_voice("adviser", kind="adviser"), "engaged-by", "melton")
    case_with(districts=["melton"])
    assert found(adviser) == []


def test_a_case_that_is_a_draft_does_not_count():
    council = make_council("melton")
    make_case("secret", sides={"districts": ["melton"]}, state="draft")
    assert found(council) == []


def test_a_circle_of_ties_ends(django_assert_num_queries):
    make_voice("one", kind="group")
    two = tie(make_voice("two", kind="group"), "group-in", "one")
    tie("one", "group-in", "two")
    with django_assert_num_queries(1):
        assert stands(two) == []


def test_on_every_day_it_is_one_of_those_that_the_rule_for_claims_finds():
    make_council("melton")
    make_council("rutland")
    make_alliance("eight", ["melton", "rutland"], when="2025-01-01/2025-12-31")
    person = tie(make_voice("person", kind="person"), "speaks-for", "melton", "2024-06-01/2025-06-30")
    case = case_with(alone=[("melton", "2024-01-01/2025-03-31")], together=["eight"])
    keys = dict(Side.objects.values_list("pk", "key"))
    listed = {each.placement.side.key for each in stands(person)}
    by_day = set()
    for year, month in product((2023, 2024, 2025, 2026), range(1, 13)):
        side = places(Case.objects.get(pk=case.pk), [person.pk], UncertainDate(f"{year}-{month:02}-15"))[person.pk].side
        by_day |= {keys[side]} if side else set()
    assert by_day == listed == {"alone", "together"}


@pytest.mark.parametrize(
    "other, rest",
    [
        (("2025-01-01", "2025-12-31"), []),
        (("2024-01-01", "2026-12-31"), []),
        (("2025-03-01", "2025-03-31"), [("2025-01-01", "2025-02-28"), ("2025-04-01", "2025-12-31")]),
        (("2024-01-01", "2025-01-31"), [("2025-02-01", "2025-12-31")]),
        (("2026-01-01", "2026-01-31"), [("2025-01-01", "2025-12-31")]),
    ],
)
def test_days_that_another_window_does_not_cover(other, rest):
    window = day("2025-01-01"), day("2025-12-31")
    assert without(window, (day(other[0]), day(other[1]))) == [(day(start), day(end)) for start, end in rest]
