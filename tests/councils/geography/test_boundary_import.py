"""Import of boundaries from GeoJSON: all or nothing, with errors by feature."""

import gzip
import json
import math
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from councils.geography import boundary_import
from councils.geography.boundary_import import import_boundaries, path_of, rings_of
from councils.geography.boundary_svg import Picture, outlines
from councils.geography.polygons import crossing
from councils.models import Boundary, Council
from record.models import HistoryEntry, Publication
from tests.builders import make_council
from tests.shared import shared

pytestmark = pytest.mark.django_db

# A folder with the councils and boundaries of England, which are too large to ship.
# Open data laid beside the project, which does not ship it.
COUNCIL_DATA = Path(__file__).parents[4] / "shared" / "data"
SQUARE = [[-1.0, 52.0], [0.0, 52.0], [0.0, 53.0], [-1.0, 53.0], [-1.0, 52.0]]
HOLE = [[-0.6, 52.4], [-0.4, 52.4], [-0.4, 52.6], [-0.6, 52.6], [-0.6, 52.4]]


def feature(ring=SQUARE, *more, **properties):
    geometry = {"type": "Polygon", "coordinates": [ring, *more]}
    return {"type": "Feature", "properties": properties or {"gss": "E07000133"}, "geometry": geometry}


def system(name):
    return {"type": "name", "properties": {"name": name}}


def collection(*features, **members):
    return {"type": "FeatureCollection", **members, "features": list(features)}


@shared
def melton():
    return make_council("melton", code="MEL", council={"identifiers": [{"scheme": "gss", "value": "E07000133"}]})


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "map.geojson"
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else json.dumps(content)).encode()
        path.write_bytes(content)
        return path

    return write


def counts(outcome):
    return outcome.created, outcome.changed, outcome.unchanged, outcome.errors


def faults(path) -> list[str]:
    outcome = import_boundaries(path)
    assert not Boundary.objects.exists()
    return [error.removeprefix(f"{path}: ") for error in outcome.errors]


# What is kept


def test_an_outline_is_kept_with_its_source_and_the_file_s_digest(melton, file):
    path = file(collection(feature()))
    assert counts(import_boundaries(path, source="Ordnance Survey, OGL v3")) == (1, 0, 0, [])
    kept = melton.council.boundary
    assert (kept.source, len(kept.sha256)) == ("Ordnance Survey, OGL v3", 64)


def test_points_lie_on_one_plane_a_ten_thousandth_of_a_degree_to_the_unit(melton, file):
    import_boundaries(file(collection(feature())))
    east = round(-10_000 * 0.601815)
    assert rings_of(melton.council.boundary.path) == [
        [(east, -520_000), (0, -520_000), (0, -530_000), (east, -530_000)]
    ]


def test_a_path_is_read_back_as_it_was_written():
    rings = [[(-7, -5), (0, 3), (12, -40)], [(1, 1), (2, 1), (2, 2)]]
    assert path_of(rings) == "M-7 -5l7 8 12 -43zM1 1l1 0 0 1z".replace(" -", "-")
    assert rings_of(path_of(rings)) == rings


def test_holes_and_several_polygons_are_kept(melton, file):
    several = feature()
    several["geometry"] = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [[[x + 2, y] for x, y in SQUARE]]]}
    import_boundaries(file(collection(several)))
    assert len(rings_of(melton.council.boundary.path)) == 3


@pytest.mark.parametrize("name", ["gss", "GSS", "LAD24CD", "lad13cd", "CTYUA23CD", "code"])
def test_a_council_is_found_by_its_gss_code_under_any_of_these_names(melton, file, name):
    assert import_boundaries(file(collection(feature(**{name: "e07000133 "})))).created == 1


def test_a_council_without_gss_code_is_found_by_its_code_here(file):
    make_council("melton", code="MEL")
    assert import_boundaries(file(collection(feature(gss="E07000133", code="MEL")))).created == 1


def test_a_council_with_another_gss_code_is_not_the_one(melton, file):
    assert "no council on record has the code" in faults(file(collection(feature(gss="E07000999", code="MEL"))))[0]


def test_the_source_is_the_importer_s_or_the_file_s_own_or_said_to_be_missing(melton, file):
    def source(content, **given):
        import_boundaries(file(content), **given)
        return Boundary.objects.get().source

    assert source(collection(feature())) == "map.geojson, which does not state its source"
    assert source(collection(feature(), attribution="ONS,\n OGL v3")) == "ONS, OGL v3"
    assert source(collection(feature(), attribution="ONS"), source="Somebody") == "Somebody"


def test_importing_again_changes_nothing(melton, file):
    path = file(collection(feature()))
    import_boundaries(path)
    before = Publication.objects.revision(), Boundary.objects.get().imported
    assert counts(import_boundaries(path)) == (0, 0, 1, [])
    assert (Publication.objects.revision(), Boundary.objects.get().imported) == before


def test_another_outline_takes_the_place_of_the_first_and_history_keeps_both(melton, file):
    import_boundaries(file(collection(feature())))
    assert counts(import_boundaries(file(collection(feature([*SQUARE[:2], SQUARE[3], SQUARE[0]]))))) == (0, 1, 0, [])
    assert len(set(HistoryEntry.objects.of(Boundary).values_list("new__path", flat=True))) == 2


def test_readers_learn_of_it_from_the_log_and_drafts_stay_hidden(melton, file):
    make_council("draft", code="DRA", state="draft")
    import_boundaries(file(collection(feature(), feature(code="DRA"))))
    entry = Publication.objects.newest_first().first()
    assert (entry.record_id, entry.office, entry.is_minor) == (melton.public_id, "Imported from map.geojson", True)
    assert Publication.objects.filter(office=entry.office).count() == 1


def test_a_dry_run_says_the_same_and_stores_nothing(melton, file):
    assert counts(import_boundaries(file(collection(feature())), dry_run=True)) == (1, 0, 0, [])
    assert not Boundary.objects.exists()


def test_features_of_no_council_on_record_are_left_out(melton, file):
    outcome = import_boundaries(file(collection(feature(gss="E07000999"), feature())))
    assert (outcome.created, outcome.left_out, outcome.errors) == (1, ["feature 1 ('E07000999')"], [])


def test_what_is_left_out_may_be_broken(melton, file):
    assert import_boundaries(file(collection(feature([[0, 0]], gss="E07000999"), feature()))).created == 1


def test_a_byte_order_mark_and_heights_are_read(melton, file):
    text = json.dumps(collection(feature([[*point, 12.5] for point in SQUARE])))
    assert import_boundaries(file("\ufeff" + text)).created == 1


@pytest.mark.parametrize("path", ["", "M0 0", "M0 0l1 1", "<script>", "M0 0l1 1z<"])
def test_the_database_refuses_what_is_no_path(melton, path):
    with pytest.raises(IntegrityError, match="councils_boundary_path_form"), transaction.atomic():
        Boundary.objects.create(council=melton.council, path=path, source="x", sha256="", imported="2026-01-01T00:00Z")


# What is refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is not JSON: line 1, column 1: Expecting value."),
        ('{"type": "FeatureCollection",', "is not JSON"),
        ('{"type": "Feat', "is not JSON: line 1, column 10: Unterminated string starting. Export"),
        ("caf\u00e9".encode("latin-1"), "is not UTF-8 at byte 3"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"type":"FeatureCollection","features":' + "[" * 5_000 + "]" * 5_000 + "}", "is nested too deeply"),
        ("1" * 5_000, "is not JSON: Exceeds the limit"),
        ('{"type":"FeatureCollection","features":[NaN]}', "is not JSON: NaN is no number."),
        ([], "is not a FeatureCollection"),
        (feature(), "is not a FeatureCollection"),
        ({"type": "FeatureCollection"}, "has no features"),
        (collection(), "has no features"),
        (collection(feature(), source="a\0b"), "its source is not a line"),
        (collection(feature(), source="x" * 301), "its source is not a line"),
        (collection(feature(), source="a\u202eb"), "its source is not a line"),
        (collection(feature(), crs=system("urn:ogc:def:crs:EPSG::27700")), "its crs is 'urn:ogc:def:crs:EPSG::27700'"),
    ],
)
def test_a_file_that_is_no_map_is_told_in_a_sentence(melton, file, content, words):
    (fault,) = faults(file(content))
    assert fault.startswith(words)
    assert fault.endswith(".")


def test_a_file_that_is_too_large_is_not_even_read(melton, file, settings, monkeypatch):
    settings.CASE_FILE_LIMIT = 1_000_000
    monkeypatch.setattr(boundary_import, "_collection", lambda data: pytest.fail("read"))
    assert faults(file(" " * 2_000_000)) == [
        "the file has 2 MB; the limit is 1 MB. Simplify its outlines, or split it."
    ]


@pytest.mark.parametrize("name", ["none.geojson", "."])
def test_what_is_no_file_is_told(tmp_path, name):
    (fault,) = faults(tmp_path / name)
    assert "cannot be read" in fault or "is not a file" in fault


RING = [[0, 52], [1, 52], [1, 53], [0, 52]]


def with_geometry(**geometry):
    return feature() | {"geometry": geometry}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (None, "is not a Feature"),
        ({"type": "Polygon"}, "is not a Feature"),
        (feature(name="Melton"), "has no code"),
        (feature(gss=""), "has no code"),
        (feature(gss=7), "has no code"),
        (feature() | {"properties": None}, "has no code"),
        (feature() | {"geometry": None}, "its geometry is missing"),
        (with_geometry(type="Point", coordinates=[0, 52]), "its geometry is 'Point'"),
        (with_geometry(type=["Polygon"], coordinates=[RING]), "its geometry is ['Polygon']"),
        (with_geometry(type="Polygon", coordinates=None), "its Polygon has no rings"),
        (with_geometry(type="Polygon", coordinates={"0": RING}), "its Polygon has no rings"),
        (with_geometry(type="MultiPolygon", coordinates=[]), "its MultiPolygon has no rings"),
        (with_geometry(type="MultiPolygon", coordinates=[[]]), "its MultiPolygon has no rings"),
        (with_geometry(type="MultiPolygon", coordinates=[RING]), "ring 1 has fewer than four points"),
        (feature(RING[:3]), "ring 1 has fewer than four points"),
        (feature(RING, RING[:3]), "ring 2 has fewer than four points"),
        (feature(SQUARE[:4]), "ring 1 is not closed"),
        (feature([["0", "52"], *RING]), "ring 1, point 1 is not a pair of numbers"),
        (feature([*RING[:2], [True, False], *RING[2:]]), "ring 1, point 3 is not a pair of numbers"),
        (feature([*RING[:2], [1], *RING[2:]]), "ring 1, point 3 is not a pair of numbers"),
        (feature([*RING[:2], None, *RING[2:]]), "ring 1, point 3 is not a pair of numbers"),
        (feature([[458000, 304000], *RING]), "ring 1, point 1, [458000, 304000], is not a longitude and latitude"),
        (feature([[0, 90.1], *RING]), "ring 1, point 1, [0, 90.1], is not a longitude and latitude"),
        (feature([[10**400, 52], *RING]), "ring 1, point 1, [1000"),
        (feature([[0, 52], [0.000001, 52], [0, 52.000001], [0, 52]]), "its outline is smaller than 11 m"),
        (feature([[0, 52], [1, 53], [1, 52], [0, 53], [0, 52]]), "ring 1 crosses itself near [0.50000, 52.50000]"),
        (feature(SQUARE, [[x + 0.5, y] for x, y in HOLE]), "ring 2 crosses ring 1 near [0.00000, 52."),
        (feature(SQUARE, [[x + 1.5, y] for x, y in HOLE]), "ring 2 is a hole outside its polygon"),
        (feature([[0, 52], [0, 53], [0, 52.5], [0, 52]]), "ring 1 encloses no area"),
        (feature([[0, 52], [0, 52], [0, 52], [0, 52]]), "ring 1 encloses no area"),
        (feature([[5, 52], *RING[1:3], [5, 52]]), "ring 1, point 1, [5, 52], is outside the British Isles"),
        (feature([[y, x] for x, y in RING]), "ring 1, point 1, [52, 0], seems to be latitude and longitude, swapped"),
        (feature() | {"crs": "EPSG:27700"}, "its crs is 'EPSG:27700', which is not WGS 84"),
        (with_geometry(type="Polygon", coordinates=[RING], crs={}), "its crs is {}, which is not WGS 84"),
        (feature(gss="E07000133", code="OTH"), "its GSS code 'E07000133' is of Melton, and its code 'OTH' of Oth"),
    ],
)
def test_a_feature_at_fault_is_told_and_nothing_is_stored(melton, file, broken, words):
    make_council("other", code="OTH")
    (fault,) = faults(file(collection(feature(code="OTH"), broken)))
    assert fault.startswith(f"feature 2: {words}")
    assert ("mapshaper -clean" in fault) == ("crosses" in fault)
    assert fault.endswith(".")


def test_a_projected_file_is_told_what_it_is(melton, file):
    projected = feature([[458000.5, 304000.5], [459000, 304000], [459000, 305000], [458000.5, 304000.5]])
    assert "British National Grid" in faults(file(collection(projected)))[0]


def test_infinity_is_no_longitude(melton, file):
    text = json.dumps(collection(feature())).replace("-1.0, 52.0", "1e999, 52.0")
    assert "is not a longitude and latitude" in faults(file(text))[0]


def test_the_same_council_twice_is_told(melton, file):
    (fault,) = faults(file(collection(feature(), feature(LAD24CD="E07000133"))))
    assert fault == "feature 2: is of Melton, like feature 1. Keep one of the two."


@pytest.mark.parametrize(
    "crs",
    [None, "EPSG:4326", *map(system, ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG:9.8:4326", "WGS84"])],
)
def test_what_says_that_it_is_in_wgs_84_is_read(melton, file, crs):
    assert import_boundaries(file(collection(feature(), crs=crs))).created == 1


@pytest.mark.parametrize(
    "rings",
    [
        [[*SQUARE[:2], [-0.5, 52.5], *SQUARE[2:]], [[-0.5, 52.5], [-0.7, 52.3], [-0.8, 52.5], [-0.5, 52.5]]],
        [SQUARE, [SQUARE[0], [-0.5, 53], SQUARE[1], SQUARE[0]]],
    ],
)
def test_rings_may_touch(melton, file, rings):
    assert import_boundaries(file(collection(feature(*rings)))).created == 1


def star(corners):
    turns = [place * math.tau / corners for place in range(corners)]
    return [((1 + place % 2) * math.cos(turn), (1 + place % 2) * math.sin(turn)) for place, turn in enumerate(turns)]


def lines_executed(function, *arguments):
    """Count of the lines of Python that a call takes: the same on any machine."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def test_the_work_for_an_outline_grows_with_its_length():
    # Ten times the corners take some 14 times the lines; to compare every pair takes a hundred times.
    assert crossing([star(2_000)]) is None
    assert lines_executed(crossing, [star(2_000)]) < 25 * lines_executed(crossing, [star(200)])


def test_where_no_feature_is_of_a_council_on_record_each_is_told(file):
    found = faults(file(collection(feature(), feature(code="QQQ\ud800"))))
    assert found[0] == "feature 1: no council on record has the code 'E07000133'. Enter the council first."
    assert found[1].startswith("feature 2: no council on record has the code 'QQQ\\ud800'")


def test_errors_without_end_have_an_end(melton, file):
    found = faults(file('{"type":"FeatureCollection","features":[' + "{}," * 5_000 + "{}]}"))
    assert len(found) == boundary_import.MOST + 1
    assert found[-1].startswith("these are the first 1,000 errors")


# The command


def test_the_command_says_what_it_did_and_what_it_left_out(melton, file, capsys):
    path = file(collection(feature(), feature(gss="E07000999")))
    left_out = "left out, of no council on record: feature 2 ('E07000999')\n"
    call_command("import_boundaries", path, dry_run=True)
    assert capsys.readouterr().out == f"would create 1, change 0, leave 0\n{left_out}"
    call_command("import_boundaries", path)
    assert capsys.readouterr().out == f"created 1, changed 0, left 0\n{left_out}"


def test_the_command_leaves_with_one_where_something_is_at_fault(melton, file, capsys):
    path = file(collection(feature(SQUARE[:4])))
    with pytest.raises(SystemExit) as left:
        call_command("import_boundaries", path)
    assert left.value.code == 1
    assert capsys.readouterr().err == (f"{path}: feature 1: ring 1 is not closed. Repeat its first point at its end.\n")


# Pictures


def make_outline(key, *rings):
    council = make_council(key).council
    Boundary.objects.create(
        council=council, path=path_of(rings), source="A survey", sha256="", imported="2026-01-01T00:00Z"
    )
    return council


def wavy(count=200):
    """A line from north to south, with a wave that matters and teeth that do not."""
    return [((200 if 60 < place < 120 else 0) + place % 2, place * 10) for place in range(count)]


def test_a_picture_has_a_viewbox_paths_by_council_and_its_sources():
    council = make_outline("a", [(100, 100), (300, 100), (300, 200), (100, 200)])
    bare = make_council("bare").council
    picture = outlines([council, bare])
    assert picture == Picture("-6 -6 1012 512", {council.pk: "M0 0l1000 0 0 500-1000 0z"}, ["A survey"])


def test_without_outlines_there_is_no_picture():
    assert outlines([make_council("bare").council]) == Picture("", {}, [])


def test_neighbours_keep_the_same_points_of_what_they_share():
    shared = wavy()
    west = make_outline("west", [*shared, (-3000, 1990), (-3000, 0)])
    east = make_outline("east", [(3000, 0), (3000, 1990), *reversed(shared)])
    paths = outlines([west, east]).paths
    (mine,), (theirs,) = rings_of(paths[west.pk]), rings_of(paths[east.pk])
    common = set(mine) & set(theirs)
    assert len(common) == len(mine) - 2 == len(theirs) - 2
    assert 4 < len(common) < len(shared) / 4


def test_a_hole_and_what_fills_it_keep_the_same_points():
    hole = [(x, y) for x, y in wavy(60)] + [(400, 590), (400, 0)]
    county = make_outline("county", [(-900, -900), (900, -900), (900, 900), (-900, 900)], hole[7:] + hole[:7])
    city = make_outline("city", hole[::-1])
    paths = outlines([county, city]).paths
    assert sorted(rings_of(paths[county.pk])[1]) == sorted(rings_of(paths[city.pk])[0])


def test_what_is_too_small_for_the_picture_stays_a_speck():
    large = make_outline("large", [(0, 0), (100_000, 0), (100_000, 100_000)])
    small = make_outline("small", [(50, 200_000), (51, 200_000), (51, 200_001)])
    assert outlines([large, small]).paths[small.pk] == "M0 1000l1 0 0 1-1 0z"


def test_a_picture_takes_one_query_for_any_number_of_councils(django_assert_num_queries):
    councils = [make_outline(f"c{n}", [(n, 0), (n + 1, 0), (n + 1, 9)]) for n in range(1, 9)]
    with django_assert_num_queries(1):
        outlines(councils)


# The open data of the first case


@pytest.mark.skipif(not COUNCIL_DATA.exists(), reason=f"{COUNCIL_DATA} is not there")
def test_the_outlines_of_leicestershire_are_small_enough_for_a_page():
    districts = json.loads((COUNCIL_DATA / "llr_districts.geojson").read_text())["features"]
    for code in [*(each["properties"]["code"] for each in districts), "LEC"]:
        make_council(code.lower(), code=code)
    assert import_boundaries(COUNCIL_DATA / "llr_districts.geojson").created == 9
    assert import_boundaries(COUNCIL_DATA / "leicestershire_county.geojson").created == 1
    assert import_boundaries(COUNCIL_DATA / "llr_districts_small.geojson").changed == 9
    assert import_boundaries(COUNCIL_DATA / "llr_districts.geojson").changed == 9
    picture = outlines(Council.objects.exclude(code="LEC"))
    assert len(picture.paths) == 9
    assert len(gzip.compress("".join(picture.paths.values()).encode())) < 8_000
