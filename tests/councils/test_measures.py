"""Measures of councils and squares of tile maps: refusals of form and database."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from pydantic import ValidationError

from councils.choices import PLAIN_NUMBER, UNITS, MeasureKind, MeasureUnit
from councils.models import CouncilMeasurement, Tile
from councils.schema.case import CaseSchema
from councils.schema.voice import CouncilMeasurementSchema
from tests.builders import change, content_of, make_case, make_council, make_voice, passage

pytestmark = pytest.mark.django_db

POPULATION = {"kind": "population", "value": "46100", "unit": "people", "source": "A table"}


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def make_measured(key="melton", *measures, **fields):
    council = make_council(key, state="draft", council={"measures": list(measures) or [POPULATION | fields]})
    return council.council.measures.order_by("sequence")


def test_a_measure_is_written_back_as_it_was_read():
    measures = [
        POPULATION | {"as_at": {"edtf": "2023-06", "printed": "mid-2023"}},
        {"kind": "area", "value": "481.20", "unit": "square-kilometres", "passage": passage("481.20 km²")},
    ]
    assert content_of(make_council("melton", council={"measures": measures}))["council"]["measures"] == measures


def test_two_sources_of_one_kind_both_stand():
    measures = [POPULATION, POPULATION | {"value": "46099", "source": "Another table"}]
    assert [each.value for each in make_measured("melton", *measures)] == ["46100", "46099"]


@pytest.mark.parametrize("value", ["0", "46100", "481.2", "0.0001", "999999999999.9999"])
def test_a_value_is_a_number_for_the_database_too(value):
    measured = make_measured(value=value).get()
    assert measured.amount == measured.number == Decimal(value)


@pytest.mark.parametrize(
    "value", ["", "-1", "46,100", "46 100", "1e5", "٤٦", "046", "1.", ".5", "1.00000", "1\n", "many"]
)
def test_a_value_that_is_no_plain_number_is_refused(value):
    with pytest.raises(ValidationError, match="Write digits"):
        CouncilMeasurementSchema.model_validate(POPULATION | {"value": value})
    with refused("councils_measurement_plain_number"), transaction.atomic():
        make_measured().update(value=value)


def test_the_schema_asks_for_the_same_numbers():
    assert CouncilMeasurementSchema.model_json_schema()["properties"]["value"]["pattern"] == PLAIN_NUMBER


def test_every_kind_has_units_and_every_unit_is_of_some_kind():
    assert set(UNITS) == set(MeasureKind)
    assert {unit for units in UNITS.values() for unit in units} == set(MeasureUnit)


@pytest.mark.parametrize(("kind", "unit"), [("population", "hectares"), ("area", "people"), ("councillors", "people")])
def test_a_unit_that_does_not_fit_is_refused(kind, unit):
    with pytest.raises(ValidationError, match=f"{unit} do not measure {kind}. Write "):
        CouncilMeasurementSchema.model_validate(POPULATION | {"kind": kind, "unit": unit})
    with refused("councils_measurement_unit_fits"), transaction.atomic():
        make_measured().update(kind=kind, unit=unit)


@pytest.mark.parametrize("kind", MeasureKind.values)
def test_every_unit_that_fits_is_taken(kind):
    measures = [POPULATION | {"kind": kind, "unit": unit} for unit in UNITS[kind]]
    assert make_measured("melton", *measures).count() == len(measures)


def test_a_number_without_a_source_is_refused():
    with pytest.raises(ValidationError, match="Give a passage or a source"):
        CouncilMeasurementSchema.model_validate({name: value for name, value in POPULATION.items() if name != "source"})
    with refused("councils_measurement_with_source"), transaction.atomic():
        make_measured().update(source="")


def test_a_passage_is_source_enough():
    rows = make_measured("melton", {"kind": "councillors", "value": "28", "unit": "seats", "passage": passage("28")})
    assert rows.get().source == ""


@pytest.mark.parametrize(
    ("kind", "value", "unit", "words"),
    [
        ("population", "46100", "people", "46,100"),
        ("councillors", "28", "seats", "28"),
        ("households", "1200", "households", "1,200"),
        ("households", "1200", "dwellings", "1,200 dwellings"),
        ("area", "48138.50", "hectares", "48,138.50 hectares"),
    ],
)
def test_a_value_is_said_with_its_unit_where_the_kind_does_not_say_it(kind, value, unit, words):
    assert CouncilMeasurement(kind=kind, value=value, unit=unit).words == words


def test_measures_stand_by_kind_and_the_latest_first():
    dated = [POPULATION | {"source": name, "as_at": {"edtf": name}} for name in ("2011", "2023", "2021")]
    area = {"kind": "area", "value": "1", "unit": "hectares", "source": "area"}
    make_measured("melton", area, POPULATION | {"source": "undated"}, *dated)
    assert [each.source for each in CouncilMeasurement.objects.for_showing()] == [
        "2023",
        "2021",
        "2011",
        "undated",
        "area",
    ]


def test_measures_are_asked_for_by_council_and_kind():
    make_measured("melton"), make_measured("rutland", value="41000")
    rutland = CouncilMeasurement.objects.get(value="41000").council
    assert CouncilMeasurement.objects.of([rutland]).of_kind("population").get().value == "41000"
    assert not CouncilMeasurement.objects.of([rutland]).of_kind("area").exists()


# Tiles


def tile(council, column, row):
    return {"council": council, "column": str(column), "row": str(row)}


def make_map(*tiles):
    for each in tiles:
        make_council(each["council"])
    return make_case(tiles=list(tiles))


def test_a_map_is_written_back_as_it_was_read_and_told_from_its_top_left():
    tiles = [tile("c", 1, 2), tile("b", 2, 1), tile("a", 1, 1)]
    case = make_map(*tiles)
    assert content_of(case)["tiles"] == tiles
    assert [each.council.key for each in Tile.objects.of(case)] == ["a", "b", "c"]


def test_councils_may_exchange_their_squares_in_one_change():
    case = make_map(tile("a", 1, 1), tile("b", 2, 1))
    change(case, tiles=[tile("a", 2, 1), tile("b", 1, 1)])
    assert [each.council.key for each in Tile.objects.of(case)] == ["b", "a"]


def test_a_council_stands_on_a_map_once():
    make_council("a")
    with refused("councils_tile_council_once"), transaction.atomic():
        make_case(tiles=[tile("a", 1, 1), tile("a", 2, 1)])


def test_a_square_is_one_council_s():
    with refused("councils_tile_square_once"), transaction.atomic():
        make_map(tile("a", 1, 1), tile("b", 1, 1))


@pytest.mark.parametrize(("column", "row"), [(0, 1), (1, 0), (51, 1), (1, 51)])
def test_a_square_lies_within_the_map(column, row):
    with pytest.raises(ValidationError, match=r"greater than or equal to 1|less than or equal to 50"):
        CaseSchema.model_validate({"key": "x", "title": "X", "summary": "X", "tiles": [tile("a", column, row)]})
    make_council("a")
    case = make_case(state="draft", tiles=[tile("a", 1, 1)])
    with refused("councils_tile_within_the_map"), transaction.atomic():
        case.tiles.update(column=column, row=row)


def test_only_councils_stand_on_a_map():
    make_voice("outlet")
    with refused("councils_tile_of_a_council"), transaction.atomic():
        make_case(tiles=[tile("outlet", 1, 1)])


def test_a_council_on_a_map_does_not_become_another_kind_of_voice():
    council = make_council("a", state="draft")
    make_case(state="draft", tiles=[tile("a", 1, 1)])
    with refused("councils_tile_of_a_council"), transaction.atomic():
        type(council).objects.filter(pk=council.pk).update(kind="outlet")
        connection.check_constraints()


def test_a_map_takes_one_query(django_assert_num_queries):
    case = make_map(*(tile(f"council-{number}", number, 1) for number in range(1, 9)))
    with django_assert_num_queries(1):
        assert all(each.council.council.code for each in Tile.objects.of(case))
