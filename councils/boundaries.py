"""Outlines of councils from a GeoJSON file: all or nothing, errors by feature, and safe to run twice.

They are kept in one plane for all councils, so that those of several files meet in a
picture. A point of longitude and latitude (WGS 84) lies at x = longitude · cos 53° and
y = −latitude, in units of a ten-thousandth of a degree of latitude (about 11 m), rounded
to whole units: x grows to the east and y to the south, as in a picture. That is fine
enough for pictures and too coarse to measure by.
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

from councils.models import Boundary, Council, Identifier
from record import history, publishing
from record.forms import CONTROL_CHARACTERS, short
from record.models.publication import Action

UNITS_A_DEGREE = 10_000
EAST = UNITS_A_DEGREE * math.cos(math.radians(53))

# The properties that hold a code of the Office for National Statistics, such as gss or LAD24CD.
GSS = re.compile(r"gss|gss_code|(lad|cty|ctyua|ltla|utla)[0-9]{2}cd", re.IGNORECASE)
# Members of a file in which it says whose work it is.
SOURCES = ("source", "attribution", "licence", "license", "name")
# More than anyone will mend at a time; a file can be made to hold millions.
MOST = 1000


@dataclass
class Outcome:
    """What an import did, or would do; ``left_out`` are features of no council on record."""

    created: int = 0
    changed: int = 0
    left: int = 0
    left_out: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Fault(ValueError):
    """Why a file or a feature is refused, and how to mend it."""


def import_boundaries(path: Path, *, source: str = "", dry_run: bool = False) -> Outcome:
    """Keep the outlines of a file's councils; those that are the same stay as they are.

    Nothing is stored where anything is at fault: the outcome has every error, by feature.
    """
    outcome = Outcome()
    try:
        data = _bytes(path)
        collection = _collection(data)
        source = _source(source, collection, path)
    except Fault as fault:
        outcome.errors.append(f"{path}: {fault}")
        return outcome
    paths = _paths(path, collection["features"], outcome)
    if outcome.errors:
        return outcome
    kept = {boundary.council_id: boundary for boundary in Boundary.objects.of(list(paths))}
    new, changed = [], []
    for council, drawn in paths.items():
        boundary = kept.get(council.pk)
        if boundary is not None and (boundary.path, boundary.source) == (drawn, source):
            outcome.left += 1
            continue
        (new if boundary is None else changed).append(boundary := boundary or Boundary(council=council))
        boundary.path, boundary.source, boundary.imported = drawn, source, timezone.now()
        boundary.sha256 = hashlib.sha256(data).hexdigest()
    outcome.created, outcome.changed = len(new), len(changed)
    if not dry_run and new + changed:
        _store(path, new, changed, outcome)
    return outcome


def _store(path, new, changed, outcome) -> None:
    """Write the outlines, and say in the public log that readers see other pictures."""
    file = _printable(path.name)
    try:
        with (
            publishing.rules_as_messages(),
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
            raise Fault("is no file. Give the path of a GeoJSON file.")
        size = path.stat().st_size
        if size > settings.CASE_FILE_LIMIT:
            raise Fault(
                f"the file has {size / 1e6:.0f} MB; {settings.CASE_FILE_LIMIT / 1e6:.0f} MB are read. "
                "Simplify its outlines, or divide it."
            )
        return path.read_bytes()
    except OSError as error:
        raise Fault(f"cannot be read: {error.strerror}. Check the path.") from None


def _collection(data: bytes) -> dict:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(f"is not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
    try:
        collection = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg.removesuffix(' at')}"
        raise Fault(f"is not JSON: {reason}. Export it as GeoJSON again.") from None
    except RecursionError:
        raise Fault("is nested too deeply. No map needs that: export it as GeoJSON again.") from None
    except ValueError as error:
        raise Fault(f"is not JSON: {_sentence(error)} Export it as GeoJSON again.") from None
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise Fault("is not a FeatureCollection. Export all councils as one GeoJSON FeatureCollection.")
    if not isinstance(collection.get("features"), list) or not collection["features"]:
        raise Fault("has no features. Export the councils as its features.")
    return collection


def _refuse_constant(name):
    raise ValueError(f"{name} is no number")


def _sentence(error) -> str:
    return f"{str(error).partition(';')[0].rstrip('.')}."


def _source(given: str, collection: dict, path: Path) -> str:
    """Whose work the outlines are: as the importer says, else as the file says, else at least which file it was."""
    own = next((value for name in SOURCES if isinstance(value := collection.get(name), str) and value.strip()), "")
    words = " ".join((given or own).split()) or f"{_printable(path.name)}, which does not state its source"
    if len(words) > 300 or CONTROL_CHARACTERS.search(words):
        raise Fault("its source is no line of at most 300 characters. Give one with --source.")
    return words


def _printable(name: str) -> str:
    """A file's name as it may stand on record, whatever bytes it is made of."""
    return CONTROL_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", name)


# Its features


def _paths(path, features, outcome) -> dict[Council, str]:
    """What is drawn of each council."""
    on_record = _OnRecord()
    found, places, strangers = {}, {}, []
    for number, feature in enumerate(features, start=1):
        if len(outcome.errors) >= MOST:
            outcome.errors.append(f"{path}: these are the first {MOST:,} errors. Mend them and import again.")
            return {}
        try:
            codes = _codes(feature)
            council = on_record.council(*codes)
            if council is None:
                strangers.append((number, short(codes[0] or codes[1])))
                continue
            if council in places:
                raise Fault(f"is of {council}, as feature {places[council]} is. Keep one of the two.")
            places[council] = number
            found[council] = path_of(_rings(feature.get("geometry")))
        except Fault as fault:
            outcome.errors.append(f"{path}: feature {number}: {fault}")
    if not places:
        outcome.errors += [
            f"{path}: feature {number}: {code} is the code of no council on record. Enter the council first."
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
        """By its GSS code; else by its code here, unless it is known to have another GSS code."""
        if gss:
            return self._by_gss.get(gss) or self._without_gss.get(code)
        return self._by_gss.get(code) or self._by_code.get(code)


def _codes(feature) -> tuple[str, str]:
    """The GSS code of a feature and its code here; either may be empty."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise Fault("is not a Feature. Export the file as GeoJSON again.")
    properties = feature.get("properties")
    texts = {
        name: value.strip().upper()
        for name, value in (properties if isinstance(properties, dict) else {}).items()
        if isinstance(value, str)
    }
    gss = next((value for name, value in texts.items() if value and GSS.fullmatch(name)), "")
    code = next((value for name, value in texts.items() if name.lower() == "code"), "")
    if not gss and not code:
        raise Fault("has no code. Give it a property gss, LAD24CD or code.")
    return gss, code


def _rings(geometry) -> list[list[tuple[int, int]]]:
    """The rings of all its polygons, holes among them, on the grid: each without its last point, which is its first."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Fault(f"its geometry is {short(kind) if kind else 'missing'}. Give a Polygon or MultiPolygon.")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons or not all(each and isinstance(each, list) for each in polygons):
        raise Fault(f"its {kind} has no rings. Export it as GeoJSON again.")
    rings = [_ring(ring, number) for number, ring in enumerate((ring for each in polygons for ring in each), start=1)]
    if not (rings := [ring for ring in rings if len(ring) >= 3]):
        raise Fault("its outline is smaller than 11 m. Give the area of a council.")
    return rings


def _ring(ring, number) -> list[tuple[int, int]]:
    if not isinstance(ring, list) or len(ring) < 4:
        raise Fault(f"ring {number} has fewer than four points. Give three corners and the first of them again.")
    points = [_point(point, f"ring {number}, point {place}") for place, point in enumerate(ring, start=1)]
    if ring[0][:2] != ring[-1][:2]:
        raise Fault(f"ring {number} is not closed. Repeat its first point at its end.")
    return [point for point, last in zip(points, [None, *points], strict=False) if point != last][:-1]


def _point(point, where) -> tuple[int, int]:
    if not isinstance(point, list) or len(point) < 2 or not all(type(each) in (int, float) for each in point[:2]):
        raise Fault(f"{where} is no pair of numbers. Write it as [longitude, latitude].")
    longitude, latitude = point[:2]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Fault(
            f"{where}, [{short(longitude)}, {short(latitude)}], is no longitude and latitude: the file is projected, "
            "as with British National Grid. Export it in WGS 84 (EPSG:4326)."
        )
    return round(longitude * EAST), round(-latitude * UNITS_A_DEGREE)


# Paths


def path_of(rings) -> str:
    """Rings as SVG path data: each begins where it is, and goes on by steps."""
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
