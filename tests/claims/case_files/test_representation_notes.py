"""Notes in the report of a load on who speaks for whom."""

import pytest

from claims.case_files.representation_notes import representation_notes
from record.content.schema import kind
from tests.builders import (
    change,
    make_alliance,
    make_claim,
    make_council,
    make_response,
    make_voice,
    the_case,
    tie,
    voice,
)

pytestmark = pytest.mark.django_db


def contents_of(*voices):
    return [kind("voice").schema.model_validate(each) for each in voices]


def notes():
    return representation_notes(the_case(), [])


@pytest.mark.parametrize(
    "below, speaks",
    [("body", "is taken to speak for County Council."), ("part", "is taken to speak for itself, and not for County")],
)
def test_each_body_and_part_without_a_mark_is_named(below, speaks):
    make_council("county")
    panel = {"key": "panel", "kind": below, "name": "The panel", "tenures": [{"kind": "part-of", "of": "county"}]}
    (note,) = representation_notes(the_case(), contents_of(panel))
    assert note.startswith(f"The panel {speaks}")
    assert not representation_notes(the_case(), contents_of(panel | {"speaks": "no"}))


def test_a_body_that_two_councils_share_is_said_to_speak_for_itself():
    tenures = [{"kind": "part-of", "of": make_council(key).key} for key in ("north", "south")]
    panel = {"key": "panel", "kind": "body", "name": "The panel", "tenures": tenures}
    (note,) = representation_notes(the_case(), contents_of(panel))
    assert note.startswith("The panel is shared by North Council and South Council, so it is taken to speak for itself")


def test_an_office_needs_no_mark():
    make_council("county")
    office = {"key": "leader", "kind": "office", "name": "Leader", "tenures": [{"kind": "part-of", "of": "county"}]}
    assert not representation_notes(the_case(), contents_of(office))


def test_claims_of_groups_are_said_to_be_no_longer_the_council_s():
    tie(make_voice("group", "group", name="The group on County Council"), "group-in", "county")
    for _ in range(3):
        make_claim(by="group")
    assert notes() == [
        "The group on County Council: 3 claims do not count as own words of County Council. They are listed apart, "
        "as said by a group or a member."
    ]


def test_claims_of_an_alliance_are_said_to_be_apart_from_its_members_own():
    make_alliance("eight", ["north", "south"])
    make_claim(by="eight")
    assert notes() == [
        "The eight: 1 claim is counted apart from the own words of North Council and South Council, as said by an "
        "alliance, or by a body that they share."
    ]


def test_an_answer_for_a_council_by_one_that_does_not_speak_for_it_is_named():
    tie(make_voice("group", "group"), "group-in", "county")
    make_response(to=make_claim(by="county"), by="group", relation="restates")
    assert any("The group restates a claim of County Council, for which it does not speak." in note for note in notes())


def test_a_claim_between_two_sides_is_named():
    case = the_case()
    make_voice("twin", "person", name="Bo Twin")
    for council in ("county", "city"):
        tie("twin", "speaks-for", council)
    sides = [
        {"key": each, "label": each.title(), "voices": [{"voice": voice(each).key}]} for each in ("county", "city")
    ]
    change(case, sides=sides)
    make_claim(by="twin")
    assert "Bo Twin: 1 claim in no column, since two sides are equally near to it." in notes()


def test_an_answer_known_only_from_another_sides_report_is_named():
    sides = [
        {"key": each, "label": each.title(), "voices": [{"voice": voice(each).key}]} for each in ("county", "city")
    ]
    change(the_case(), sides=sides)
    claim = make_claim("theirs", by="county")
    make_response(key="said", to=claim, by="city", relation="accepts", reported_by=["county"])
    assert "The claim 'said' accepts 'theirs', and is known only from the report of another side. " in notes()[-1]


def test_a_label_that_several_councils_bear_is_named():
    for code, key in (("OQA", "old"), ("OQB", "new")):
        make_council(key, name="Oddquill Council", code=code)
    side = {"key": "odd", "label": "Oddquill Council", "voices": [{"voice": "new"}]}
    change(the_case(), sides=[side])
    words = "The label of a side: “Oddquill Council” is the name of several councils. Write “Oddquill Council (OQB)”."
    assert words in notes()
