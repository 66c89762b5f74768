"""Placement of voices in sides, and voices that count for a council."""

import pytest

from councils.models import Voice
from councils.representation.placement import places, voices_counting_for
from councils.representation.tenures import ALWAYS, Representation, SideColumns, window_of
from record.dates import UncertainDate
from tests import builders
from tests.builders import at_once, make_alliance, make_case, make_council, make_voice, tie

pytestmark = pytest.mark.django_db


@pytest.fixture
@at_once()
def case():
    """Two sides, a council that changes sides, people and offices, and an alliance."""
    for council in ("city", "county", "mover"):
        make_council(council)
    make_alliance("both", members=["city", "county"])
    office = make_voice("leader-of-city", "office", tenures=[{"kind": "part-of", "of": "city"}])
    person = make_voice("person", "person")
    tie(person, "holds", office, {"edtf": "2024-01/2025-03", "extent": "throughout"})
    tie(person, "member-of", "county", {"edtf": "2025-04/..", "extent": "throughout"})
    tie(make_voice("adviser", "adviser"), "engaged-by", "city")
    circle = make_voice("circle", "group")
    tie(circle, "group-in", tie(make_voice("round", "group"), "group-in", circle))
    until, since = ({"edtf": form, "extent": "throughout"} for form in ("../2025-05", "2025-06/.."))
    return builders.change(
        make_case(),
        sides=[
            {"key": "a", "label": "A", "voices": [{"voice": "city"}, {"voice": "mover", "when": until}]},
            {"key": "b", "label": "B", "voices": [{"voice": "county"}, {"voice": "mover", "when": since}]},
        ],
    )


@pytest.mark.parametrize("edtf", ["2023", "2024-05", "2025-02/2025-05", "2025-03-31", "2025-07", "../2025-04", None])
def test_one_statement_places_every_voice_as_the_columns_of_claims_do(case, edtf):
    date = UncertainDate(edtf) if edtf else None
    columns = SideColumns(Representation(), [case.pk])
    found = places(case, Voice.objects.values_list("pk", flat=True), date)
    for voice in Voice.objects.all():
        expected = columns.side_of(case.pk, voice.pk, window_of(date))
        assert found[voice.pk].side == expected, voice.key


def test_an_alliance_in_no_side_means_the_sides_of_its_members(case):
    alliance = Voice.objects.get(key="both")
    place = places(case, [alliance.pk])[alliance.pk]
    assert place.side is None
    assert place.sides == set(case.sides.values_list("pk", flat=True))


def test_no_voices_ask_nothing_of_the_database(case, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not places(case, [None])


def counting_for(key):
    found = voices_counting_for([Voice.objects.get(key=key).pk])
    names = dict(Voice.objects.values_list("pk", "key"))
    return {(names[voice], str(earliest), str(latest)) for voice, earliest, latest in found}


def test_a_councils_own_voices_and_alliances_count_for_it_and_no_other_member_nor_adviser(case):
    always = tuple(map(str, ALWAYS))
    assert counting_for("city") == {
        ("city", *always),
        ("both", *always),
        ("leader-of-city", *always),
        ("person", "2024-01-01", "2025-03-31"),
    }


def test_who_belongs_to_another_council_later_counts_for_that_one_then(case):
    assert ("person", "2025-04-01", "9999-12-31") in counting_for("county")
