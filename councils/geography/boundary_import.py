"""Import of council boundaries from GeoJSON: all or nothing, safe to run twice.

All boundaries are kept in one plane, so that those of several files fit together. A
point of longitude and latitude (WGS 84) is at x = longitude · cos 53° and y = −latitude,
in units of a ten-thousandth of a degree of latitude (about 11 m), rounded to whole
units: x grows to the east and y to the south, as in SVG. That is fine enough for
pictures and too coarse for measuring.
"""

import hashlib
import json
import math
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from councils.geography.polygons import crossing, has_area, lies_within
from councils.models import Boundary, Council, Identifier
from record import history
from record.content.schema import CONTROL_CHARACTERS, MISLEADING, short
from record.text.sizes import megabytes
from record.workflow import publishing
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages

UNITS_A_DEGREE = 10_000
EAST = UNITS_A_DEGREE * math.cos(math.radians(53))

# The properties that hold a code of the Office for National Statistics, such as gss or LAD24CD.
GSS = re.compile(r"gss|gss_code|(lad|cty|ctyua|ltla|utla)[0-9]{2}cd", re.IGNORECASE)
# Members of a file that may name its source.
SOURCES = ("source", "attribution", "licence", "license", "name")
# The names of the one system of coordinates that is read, such as urn:ogc:def:crs:OGC:1.3:CRS84.
WGS84 = re.compile(r"(.*[:/#])?(CRS84|WGS ?84|EPSG:+([0-9.]+:)?4326|EPSG/[0-9.]+/4326)", re.IGNORECASE)
# The British Isles, by longitude and by latitude.
LONGITUDES, LATITUDES = (-9, 2.5), (49, 61.5)
# More errors than anyone corrects at a time; a hostile file could hold millions.
MOST = 1000


@dataclass
class BoundaryImportResult:
    """The result of an import; ``left_out`` lists features of no council on record."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class BoundaryFault(ValueError):
    """The reason why a file or feature is refused, and how to correct it."""


def import_boundaries(path: Path, *, source: str = "", dry_run: bool = False) -> BoundaryImportResult:
    """Store the boundaries in a file; leave unchanged ones as they are.

    If anything is wrong, nothing is stored; the result lists all errors by feature.
    """
    outcome = BoundaryImportResult()
    try:
        data = _bytes(path)
        collection = _collection(data)
        source = _source(source, collection, path)
    except BoundaryFault as fault:
        outcome.errors.append(f"{path}: {fault}")
        return outcome
    paths = _paths(path, collection["features"], outcome)
    if outcome.errors:
        return outcome
    existing = {boundary.council_id: boundary for boundary in Boundary.objects.of(list(paths))}
    new, changed = [], []
    for council, drawn in paths.items():
        boundary = existing.get(council.pk)
        if boundary is not None and (boundary.path, boundary.source) == (drawn, source):
            outcome.unchanged += 1
            continue
        (new if boundary is None else changed).append(boundary := boundary or Boundary(council=council))
        boundary.path, boundary.source, boundary.imported = drawn, source, timezone.now()
        boundary.sha256 = hashlib.sha256(data).hexdigest()
    outcome.created, outcome.changed = len(new), len(changed)
    if not dry_run and new + changed:
        _store(path, new, changed, outcome)
    return outcome


def _store(path, new, changed, outcome) -> None:
    """Write the outlines, and log publicly that pictures of these councils change."""
    file = _printable(path.name)
    try:
        with (
            rules_as_messages(),
            transaction.atomic(),
            history.context(why=f"imported from {file}", through="import_boundaries"),
        ):
            Boundary.objects.bulk_create(new)
            Boundary.objects.bulk_update(changed, ["path", "source", "sha256", "imported"])
            voices = [boundary.council.voice for boundary in new + changed if boundary.council.voice.is_published]
            publishing.log(
                voices,
                publishing.contents_of(voices),
                action=Action.CHANGED,
                office=f"Imported from {file}",
                note="The outline of its area, for pictures.",
                minor=True,
            )
    except ValidationError as error:
        outcome.errors.append(f"{path}: {' '.join(error.messages)} Nothing was stored; import the file again.")


# The file


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file() and path.exists():
            raise BoundaryFault("is not a file. Give the path of a GeoJSON file.")
        size = path.stat().st_size
        if size > settings.CASE_FILE_LIMIT:
            raise BoundaryFault(
                f"the file has {megabytes(size)}; the limit is {settings.CASE_FILE_LIMIT / 1e6:.0f} MB. "
                "Simplify its outlines, or split it."
            )
        return path.read_bytes()
    except OSError as error:
        raise BoundaryFault(f"cannot be read: {error.strerror}. Check the path.") from None


def _collection(data: bytes) -> dict:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BoundaryFault(f"is not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
    try:
        collection = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg.removesuffix(' at')}"
        raise BoundaryFault(f"is not JSON: {reason}. Export it as GeoJSON again.") from None
    except RecursionError:
        raise BoundaryFault("is nested too deeply. No map needs that: export it as GeoJSON again.") from None
    except ValueError as error:
        raise BoundaryFault(f"is not JSON: {_sentence(error)} Export it as GeoJSON again.") from None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise BoundaryFault("is not a FeatureCollection. Export all councils as one GeoJSON FeatureCollection.")
    if not isinstance(collection.get("features"), list) or not collection["features"]:
        raise BoundaryFault("has no features. Export the councils as its features.")
    _refuse_other_system(collection)
    return collection


def _refuse_other_system(member: dict) -> None:
    """Refuse a ``crs`` other than WGS 84, which older GeoJSON files may name."""
    if (system := member.get("crs")) is None:
        return
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else system
    if not isinstance(name, str) or not WGS84.fullmatch(name.strip()):
        raise BoundaryFault(f"its crs is {short(name)}, which is not WGS 84. Export it in WGS 84 (EPSG:4326).")


def _refuse_constant(name):
    raise ValueError(f"{name} is no number")


def _sentence(error) -> str:
    return f"{str(error).partition(';')[0].rstrip('.')}."


def _source(stated_source: str, collection: dict, path: Path) -> str:
    """The source of the outlines: as given, else as in the file, else the file name."""
    own = next((value for name in SOURCES if isinstance(value := collection.get(name), str) and value.strip()), "")
    words = " ".join((stated_source or own).split()) or f"{_printable(path.name)}, which does not state its source"
    if len(words) > 300 or CONTROL_CHARACTERS.search(words) or MISLEADING.search(words):
        raise BoundaryFault("its source is not a line of at most 300 characters. Give one with --source.")
    return words


def _printable(name: str) -> str:
    """A file name that is safe to record, whatever bytes it is made of."""
    return MISLEADING.sub("", CONTROL_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", name))


# Its features


def _paths(path, features, outcome) -> dict[Council, str]:
    """The SVG path of each council."""
    on_record = _OnRecord()
    found, places, strangers = {}, {}, []
    for number, feature in enumerate(features, start=1):
        if len(outcome.errors) >= MOST:
            outcome.errors.append(f"{path}: these are the first {MOST:,} errors. Correct them and import again.")
            return {}
        try:
            codes = _codes(feature)
            council = on_record.council(*codes)
            if council is None:
                strangers.append((number, short(codes[0] or codes[1])))
                continue
            if council in places:
                raise BoundaryFault(f"is of {council}, like feature {places[council]}. Keep one of the two.")
            places[council] = number
            _refuse_other_system(feature)
            found[council] = path_of(_rings(feature.get("geometry")))
        except BoundaryFault as fault:
            outcome.errors.append(f"{path}: feature {number}: {fault}")
    if not places:
        outcome.errors += [
            f"{path}: feature {number}: no council on record has the code {code}. Enter the council first."
            for number, code in strangers[: MOST - len(outcome.errors)]
        ]
    outcome.left_out = [f"feature {number} ({code})" for number, code in strangers]
    return found


class _OnRecord:
    """The councils on record, by their codes."""

    def __init__(self):
        councils = Council.objects.select_related("voice").in_bulk()
        identifiers = Identifier.objects.filter(scheme__iexact="gss").values_list("value", "council")
        self._by_gss = {value: councils[pk] for value, pk in identifiers}
        with_gss = set(self._by_gss.values())
        self._by_code = {council.code: council for council in councils.values()}
        self._without_gss = {code: each for code, each in self._by_code.items() if each not in with_gss}

    def council(self, gss: str, code: str) -> Council | None:
        """Find a council by GSS code, or by its code here if it has no GSS code."""
        named = self._by_gss.get(code) or self._by_code.get(code)
        if not gss:
            return named
        found = self._by_gss.get(gss)
        if found and named and found != named:
            raise BoundaryFault(
                f"its GSS code {short(gss)} is of {found}, and its code {short(code)} of {named}. Correct one."
            )
        return found or self._without_gss.get(code)


def _codes(feature) -> tuple[str, str]:
    """The GSS code of a feature and its code here; either may be empty."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise BoundaryFault("is not a Feature. Export the file as GeoJSON again.")
    properties = feature.get("properties")
    texts = {
        name: value.strip().upper()
        for name, value in (properties if isinstance(properties, dict) else {}).items()
        if isinstance(value, str)
    }
    gss = next((value for name, value in texts.items() if value and GSS.fullmatch(name)), "")
    code = next((value for name, value in texts.items() if name.lower() == "code"), "")
    if not gss and not code:
        raise BoundaryFault("has no code. Give it a property gss, LAD24CD or code.")
    return gss, code


def _rings(geometry) -> list[list[tuple[int, int]]]:
    """The rings of all polygons with their holes, on the grid, without closing points."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise BoundaryFault(f"its geometry is {short(kind) if kind else 'missing'}. Give a Polygon or MultiPolygon.")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons or not all(each and isinstance(each, list) for each in polygons):
        raise BoundaryFault(f"its {kind} has no rings. Export it as GeoJSON again.")
    _refuse_other_system(geometry)
    rings = []
    for polygon in polygons:
        first = len(rings) + 1
        rings += (corners := [_ring(ring, number) for number, ring in enumerate(polygon, start=first)])
        _refuse_misshapen(corners, first)
    if not (drawn := [ring for ring in map(_on_grid, rings) if len(ring) >= 3]):
        raise BoundaryFault("its outline is smaller than 11 m. Give the area of a council.")
    return drawn


def _ring(ring, number) -> list[tuple[float, float]]:
    if not isinstance(ring, list) or len(ring) < 4:
        raise BoundaryFault(
            f"ring {number} has fewer than four points. Give at least three corners, and the first again at the end."
        )
    points = [_point(point, f"ring {number}, point {place}") for place, point in enumerate(ring, start=1)]
    if points[0] != points[-1]:
        raise BoundaryFault(f"ring {number} is not closed. Repeat its first point at its end.")
    return points[:-1]


def _refuse_misshapen(rings, first) -> None:
    """Refuse invalid rings of a polygon, of which all but the first are holes.

    Messages number the rings from ``first``.
    """
    if crossed := crossing(rings):
        one, other, (longitude, latitude) = crossed
        ring_crossed = "itself" if one == other else f"ring {first + one}"
        raise BoundaryFault(
            f"ring {first + other} crosses {ring_crossed} near [{longitude:.5f}, {latitude:.5f}]. "
            "Correct the outline: “Fix geometries” of QGIS or `mapshaper -clean` does it for a whole file."
        )
    for number, ring in enumerate(rings, start=first):
        if not has_area(ring):
            raise BoundaryFault(f"ring {number} encloses no area. Remove it, or correct the outline.")
    for number, hole in enumerate(rings[1:], start=first + 1):
        if not lies_within(hole, rings[0]):
            raise BoundaryFault(
                f"ring {number} is a hole outside its polygon. Remove it, or make it a polygon of its own."
            )


def _point(point, position) -> tuple[float, float]:
    if not isinstance(point, list) or len(point) < 2 or not all(type(each) in (int, float) for each in point[:2]):
        raise BoundaryFault(f"{position} is not a pair of numbers. Write it as [longitude, latitude].")
    longitude, latitude = point[:2]
    place = f"{position}, [{short(longitude)}, {short(latitude)}],"
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise BoundaryFault(
            f"{place} is not a longitude and latitude: the file is projected, "
            "for example in British National Grid. Export it in WGS 84 (EPSG:4326)."
        )
    if not _is_british(longitude, latitude):
        if _is_british(latitude, longitude):
            raise BoundaryFault(
                f"{place} seems to be latitude and longitude, swapped. Write it as [longitude, latitude]."
            )
        raise BoundaryFault(f"{place} is outside the British Isles. Give outlines of councils there, in WGS 84.")
    return longitude, latitude


def _is_british(longitude, latitude) -> bool:
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]


def _on_grid(ring) -> list[tuple[int, int]]:
    points = [(round(longitude * EAST), round(-latitude * UNITS_A_DEGREE)) for longitude, latitude in ring]
    return [point for point, last in zip(points, points[-1:] + points, strict=False) if point != last]


# Paths


def path_of(rings) -> str:
    """Rings as SVG path data: an absolute start, then relative steps."""
    parts = []
    for ring in rings:
        (x, y), *_ = ring
        steps = [
            number for (from_x, from_y), (to_x, to_y) in pairwise(ring) for number in (to_x - from_x, to_y - from_y)
        ]
        parts.append(f"M{_numbers([x, y])}l{_numbers(steps)}z")
    return "".join(parts)


def _numbers(numbers) -> str:
    """Whole numbers in a row. A minus sign parts them as well as a space does."""
    return "".join(f" {each}" if each >= 0 and place else str(each) for place, each in enumerate(numbers))


def rings_of(path: str) -> list[list[tuple[int, int]]]:
    """The rings of path data that ``path_of`` made."""
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [int(each) for each in re.findall(r"-?[0-9]+", part)]
        x, y = 0, 0
        ring = []
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x, y))
        rings.append(ring)
    return rings
