"""The councils that options would create: in words, totals and pictures."""

import gzip
import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.models import Boundary
from tests.builders import (
    change,
    content_of,
    make,
    make_area,
    make_case,
    make_claim,
    make_council,
    make_document,
    make_option,
    passage,
    proposed,
    voice,
)
from tests.pages import folded
from tests.shared import shared
from timeline.options.composition import compositions

pytestmark = pytest.mark.django_db

ESTIMATES = {"as_at": {"edtf": "2024-06"}, "source": "Mid-year estimates"}


def population(value, **content):
    return {"kind": "population", "value": str(value), "unit": "people", **ESTIMATES, **content}


def council(key, people=None, type="district", measures=(), **content):
    measures = [*([population(people)] if people else []), *measures]
    return make_council(key, council={"type": type, "measures": measures}, **content)


@shared
def case():
    """A city, a county and three districts, drawn in two rows."""
    for key, people, type_ in [
        ("city", 350000, "unitary"),
        ("county", None, "county"),
        ("blaby", 100000, "district"),
        ("harborough", 90000, "district"),
        ("melton", 50000, "district"),
    ]:
        council(key, people, type_)
    squares = {"city": (2, 2), "blaby": (1, 2), "harborough": (2, 3), "melton": (3, 1)}
    return make_case(
        parties=[{"voice": key} for key in ("city", "county", "blaby", "harborough", "melton")],
        tiles=[{"council": key, "column": str(x), "row": str(y)} for key, (x, y) in squares.items()],
    )


def composition_of(option):
    return compositions(option.case, [option])[option.pk]


def lines(composition, name):
    (found,) = [each for each in composition.proposed if each.name == name]
    return [line.words for line in found.lines]


def sums(composition, name) -> dict:
    (found,) = [each for each in composition.proposed if each.name == name]
    return {each.label: each.words or each.reason for each in found.sums}


def html(composition) -> str:
    return folded(render_to_string("components/_composition.html", {"composition": composition}))


# In words


def test_whole_councils_of_one_source_stand_in_one_line(case):
    found = composition_of(make_option(creates={"north": ["melton", "blaby"]}))
    assert lines(found, "North") == ["The whole of Melton and Blaby"]


def test_each_source_has_its_own_line(case):
    one = {"council": "melton", "passage": passage("with Melton", "plan", page="4")}
    found = composition_of(make_option(creates={"north": [one, "blaby"]}))
    assert lines(found, "North") == ["The whole of Melton", "The whole of Blaby"]
    source = "The plan</a>, publisher not stated, statement, 1 March 2025, page 4: <q "
    assert source in html(found)
    assert 'data-quote="not-held" data-carries="yes">with Melton</q>' in html(found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"council": "harborough", "extent": "most"}, "Most of Harborough"),
        ({"council": "harborough", "extent": "remainder"}, "The remainder of Harborough"),
        (
            {"council": "harborough", "extent": "part", "count": "23", "count_of": "parish"},
            "Part of Harborough: 23 parishes, counted and not named",
        ),
        ({"council": "harborough", "extent": "part", "words": "the south"}, "Part of Harborough: the south"),
        ({"area": "glen-parva"}, "Parts of Blaby: Glen Parva (parish)"),
        ({"area": "glen-parva", "extent": "most"}, "Parts of Blaby: most of Glen Parva (parish)"),
        ({"area": "nowhere"}, "Nowhere (within a line on a map)"),
        ({"words": "parts of the next county"}, "Parts of the next county"),
        ({"stated": "no"}, "Not stated in this document"),
        ({"council": "harborough", "stated": "no"}, "Harborough: not stated in this document"),
        ({"council": "far"}, "The whole of Far (outside the case’s councils)"),
    ],
)
def test_what_it_is_made_of_is_said_in_the_words_of_its_extent(case, content, words):
    make_area("glen-parva", council="blaby")
    make_area("nowhere", kind="map")
    council("far")
    assert lines(composition_of(make_option(creates={"new": [content]})), "New") == [words]


def test_named_parts_of_one_council_stand_in_one_line(case):
    make_area("glen-parva", council="blaby")
    make_area("braunstone", council="blaby")
    found = composition_of(make_option(creates={"new": [{"area": "glen-parva"}, {"area": "braunstone"}]}))
    assert lines(found, "New") == ["Parts of Blaby: Glen Parva (parish) and Braunstone (parish)"]


def test_what_an_editor_worked_out_says_so(case):
    found = composition_of(make_option(creates={"north": [{"council": "melton", "inferred": "yes"}, "blaby"]}))
    assert html(found).count("worked out by an editor") == 1


def test_a_council_in_no_line_is_named(case):
    found = composition_of(make_option(creates={"north": ["melton", "blaby"]}))
    assert [each.area for each in found.silent] == ["City", "Harborough"]
    assert "We have read nothing that says where City and Harborough would be." in html(found)


def test_what_is_whole_in_one_and_again_in_another_is_said_and_kept(case):
    make_area("glen-parva", council="blaby")
    made = {
        "north": ["melton", "blaby"],
        "south": [{"area": "glen-parva"}, {"council": "harborough", "extent": "most"}],
    }
    found = composition_of(make_option(creates=made))
    assert found.at_odds == ["Blaby is in North and South, and the whole of it in North."]
    assert "data-at-odds" in html(found)


def test_a_council_that_is_divided_is_not_at_odds_with_itself(case):
    parts = {each: [{"council": "blaby", "extent": "part", "words": each}] for each in ("north", "south")}
    assert composition_of(make_option(creates=parts)).at_odds == []


def test_councils_outside_the_case_are_said_to_be_on_no_square(case):
    council("far")
    found = composition_of(make_option(creates={"north": ["melton", "far"]}))
    assert found.tiles.beyond == ["Far"]
    assert "Not among the squares, because it lies outside this case: Far." in html(found)


def test_a_neighbour_that_the_editors_drew_has_its_square(case):
    council("far")
    change(case, tiles=[*content_of(case)["tiles"], {"council": "far", "column": "1", "row": "1"}])
    found = composition_of(make_option(creates={"north": ["melton", "far"]}))
    assert "Far" in [square.council.area for square in found.tiles.squares]
    assert found.tiles.beyond == []
    assert "Far" not in [each.area for each in composition_of(make_option(creates={"north": ["melton"]})).silent]


def test_councils_are_counted_whole_and_in_part_and_what_is_not_stated_is_named(case):
    made_of = ["melton", {"council": "harborough", "extent": "part"}, {"council": "blaby", "stated": "no"}]
    found = html(composition_of(make_option(creates={"north": made_of})))
    assert '<span data-value="1">1</span> whole council, and parts of 1; of Blaby not stated' in found


def test_a_county_that_goes_whole_is_counted_with_its_districts(case):
    found = html(composition_of(make_option(creates={"all": ["county"]})))
    assert "whole council (the county council with the 3 districts in its area)" in found


def test_a_source_that_names_a_proposed_council_and_what_it_is_made_of_stands_once(case):
    printed = {"passage": passage("a northern council of Melton", "plan")}
    found = composition_of(make_option(creates=[proposed("north", {"council": "melton", **printed}, **printed)]))
    assert html(found).count("a northern council of Melton") == 1


def test_an_option_without_proposed_councils_says_so(case):
    found = composition_of(make_option())
    assert (found.tiles, found.silent) == (None, [])
    assert "Nothing that we have read names a council that it would create." in html(found)


def test_a_name_may_mean_two_areas_in_two_options(case):
    one, other = make_option(creates={"north": ["melton"]}), make_option(creates={"north": ["blaby"]})
    found = compositions(case, [one, other])
    assert lines(found[one.pk], "North") == ["The whole of Melton"]
    assert lines(found[other.pk], "North") == ["The whole of Blaby"]


# Our sums


def test_whole_councils_of_one_source_and_date_are_added_up_with_the_formula(case):
    found = composition_of(make_option(creates={"north": ["melton", "blaby"]}))
    assert sums(found, "North")["Population"] == "150,000"
    printed = html(found)
    assert "Melton 50,000 + Blaby 100,000 = 150,000." in printed
    assert "Mid-year estimates" in printed and "our sum" in printed
    assert 'data-value="150000"' in printed


@pytest.mark.parametrize(
    ("made_of", "reason"),
    [
        (["melton", {"council": "blaby", "extent": "part"}], "It takes parts of councils, so that no sum can be made."),
        (["melton", {"area": "glen-parva"}], "It takes parts of councils, so that no sum can be made."),
        (
            ["melton", {"stated": "no"}],
            "What it is made of is not stated in full, so that no sum can be made.",
        ),
        ([], "We do not know what it is made of."),
        (["melton", "unmeasured"], "We have found no population of Unmeasured."),
        (["melton", "census"], "No one source gives the population of all of them for one date."),
    ],
)
def test_where_no_sum_can_be_made_it_says_why(case, made_of, reason):
    make_area("glen-parva", council="blaby")
    council("unmeasured")
    council("census", measures=[population(1, as_at={"edtf": "2021"}, source="Census")])
    found = composition_of(make_option(creates={"north": made_of}))
    assert sums(found, "North")["Population"] == reason


def test_of_several_sources_the_latest_that_all_have_is_added(case):
    older = population(10, as_at={"edtf": "2021"}, source="Census")
    council("east", 1000, measures=[older])
    council("west", 2000, measures=[population(20, as_at={"edtf": "2021"}, source="Census")])
    council("old", measures=[older])
    assert sums(composition_of(make_option(creates={"new": ["east", "west"]})), "New")["Population"] == "3,000"
    assert sums(composition_of(make_option(creates={"new": ["old", "west"]})), "New")["Population"] == "30"


def test_a_county_counts_once_by_its_districts(case):
    found = composition_of(make_option(creates={"one": ["county", "city"]}))
    assert sums(found, "One")["Population"] == "590,000"


def test_a_county_taken_whole_takes_its_districts(case):
    found = composition_of(make_option(creates={"one": ["county"], "two": ["city"]}))
    assert found.silent == []
    assert "Melton: whole in One" in found.tiles.description


def test_what_a_claim_states_of_it_stands_beside_our_sum(case):
    make("measure", {"key": "people", "name": "Population", "unit": "people"}, case=case)
    option = make_option("o", creates={"north": ["melton", "blaby"]})
    figure = {"measure": "people", "value": "149000", "unit": "people", "option": "o", "proposed": "north"}
    make_claim(by="county", quote="about 149,000 people", figures=[{**figure, "bound": "about"}])
    make_claim(by="county", figures=[figure], state="draft")
    printed = re.sub(r"<[^>]+>", "", html(composition_of(option)))
    assert "Population, as statedabout 149,000 people, says County Council" in printed
    assert printed.count("as stated") == 1
    assert "about 149,000 people" in printed.split("says County Council")[1]


def test_of_several_words_of_a_claim_those_with_the_number_stand_with_it(case):
    make("measure", {"key": "people", "name": "Population", "unit": "people"}, case=case)
    option = make_option("o", creates={"north": ["melton"]})
    figure = {"measure": "people", "value": "49000", "unit": "people", "option": "o", "proposed": "north"}
    appearances = [{"passage": passage(words, "plan")} for words in ("around 50,000 each", "the north has 49,000")]
    make_claim(by="county", appearances=appearances, figures=[figure])
    printed = html(composition_of(option))
    assert "the north has 49,000" in printed and "around 50,000" not in printed


# As squares


def squares(composition):
    return {
        square.council.area: [segment.proposed and segment.proposed.letter for segment in square.segments]
        for square in composition.tiles.squares
    }


def test_each_council_is_a_square_with_the_letter_of_the_proposed_council(case):
    creates = {
        "south": ["harborough"],
        "north": ["melton", {"council": "blaby", "extent": "remainder"}],
        "greater-city": ["city", {"council": "blaby", "extent": "part"}],
    }
    found = composition_of(make_option(creates=creates))
    assert squares(found) == {"City": ["A"], "Blaby": ["A", "B"], "Harborough": ["C"], "Melton": ["B"]}


def test_a_part_of_which_nothing_more_is_stated_leaves_the_rest_of_its_square_empty(case):
    found = composition_of(make_option(creates={"city": ["city", {"council": "blaby", "extent": "part"}]}))
    assert squares(found) == {"City": ["A"], "Blaby": ["A", None], "Harborough": [None], "Melton": [None]}
    assert 'class="open"' in html(found)


def test_the_remainder_of_a_county_says_of_no_district_that_it_would_be_divided(case):
    found = composition_of(make_option(creates={"rest": [{"council": "county", "extent": "remainder"}]}))
    blaby = next(square for square in found.tiles.squares if square.council.area == "Blaby")
    assert [part.letter for part in blaby.segments] == ["A?"] and not blaby.is_divided
    assert blaby.says == "perhaps in Rest, which would take a part of its county"
    assert "“?”: the plan takes a part of the county" in html(found)


def test_squares_stand_where_the_editors_drew_them(case):
    found = composition_of(make_option(creates={"one": ["city"]}))
    places = {square.council.area: (square.x, square.y) for square in found.tiles.squares}
    assert places == {"Melton": (212, 0), "Blaby": (0, 90), "City": (106, 90), "Harborough": (106, 180)}


def test_without_a_drawing_they_stand_in_rows_in_alphabetical_order(db):
    for key in ("delta", "alpha", "charlie", "bravo"):
        council(key)
    case = make_case(parties=[{"voice": key} for key in ("delta", "alpha", "charlie", "bravo")])
    found = composition_of(make_option(case=case, creates={"one": ["alpha"]}))
    assert [(each.council.area, each.x, each.y) for each in found.tiles.squares] == [
        ("Alpha", 0, 0),
        ("Bravo", 106, 0),
        ("Charlie", 0, 90),
        ("Delta", 106, 90),
    ]


def test_the_picture_says_in_words_what_it_shows(case):
    printed = html(composition_of(make_option(creates={"one": ["city", "blaby"], "two": ["melton"]})))
    title = re.search(r'<title id="tiles-\w+">The option-\d+: to which proposed council', printed)
    assert title and re.search(r"<desc[^>]*>Melton: whole in Two; Blaby: whole in One;", printed)


def test_patterns_go_by_the_alphabet_of_the_option_and_come_again_after_eight(case):
    creates = {f"new-{letter}": ["city"] if letter == "i" else [] for letter in "abcdefghi"}
    found = composition_of(make_option(creates=creates))
    (city,) = [square for square in found.tiles.squares if square.council.area == "City"]
    assert [(part.pattern, part.proposed.letter) for part in city.segments] == [(1, "I")]


def test_every_text_is_escaped(case):
    markup = "<script>alert(1)</script>"
    new = proposed("new", {"words": markup, "note": markup}) | {"name": markup, "note": markup}
    assert "<script>" not in html(composition_of(make_option(name=markup, creates=[new])))


# On outlines


def test_outlines_show_whole_councils_by_letter_and_hatch_what_is_divided(case):
    for key, left in (("city", 0), ("blaby", 100), ("melton", 200)):
        Boundary.objects.create(
            council=voice(key).council,
            path=f"M{left} 0l100 0 0 100 -100 0z",
            source="A survey",
            sha256="0" * 64,
            imported=timezone.now(),
        )
    option = make_option(creates={"one": ["city", {"council": "blaby", "extent": "part"}]})
    found = compositions(case, [option], outlined=True)[option.pk]
    shapes = {shape.says: (shape.pattern, shape.letter, shape.is_divided) for shape in found.outline.shapes}
    assert shapes == {
        "Blaby: in part in One, the rest not stated": (0, "A", True),
        "City: whole in One": (1, "A", False),
        "Melton: not stated": (0, "", False),
    }
    printed = html(found)
    assert "We have no outline of: Harborough." in printed and "Outlines: A survey." in printed
    assert 'fill="url(#map-0)"' in printed and 'fill="url(#map-1)"' in printed and 'fill="none"' in printed


def test_without_outlines_on_record_there_is_no_map(case):
    option = make_option(creates={"one": ["city"]})
    found = compositions(case, [option], outlined=True)[option.pk]
    assert found.outline is None and "The same on a map" not in html(found)


# What it costs


@pytest.mark.measure
def test_twelve_options_cost_the_queries_of_one(case):
    make_document("plan")

    def add(number):
        return [
            make_option(
                creates={
                    "north": ["melton", {"council": "blaby", "passage": passage(f"words {each}", "plan")}],
                    "south": [{"area": make_area(council="harborough").key}],
                }
            )
            for each in range(number)
        ]

    def cost(options):
        with CaptureQueriesContext(connection) as queries:
            for each in compositions(case, options, outlined=True).values():
                html(each)
        return len(queries)

    few = add(1)
    assert cost(few) == cost(few + add(11))


def test_a_picture_of_ten_councils_is_small(db):
    keys = [f"a-long-name-{letter}" for letter in "abcdefghij"]
    for key in keys:
        council(key)
    case = make_case(parties=[{"voice": key} for key in keys])
    option = make_option(case=case, creates={"one": keys[:4], "two": keys[4:7], "three": keys[7:]})
    picture = render_to_string("components/_tile_map.html", {"tiles": composition_of(option).tiles, "key": "x"})
    assert len(gzip.compress(picture.encode())) < 2048
