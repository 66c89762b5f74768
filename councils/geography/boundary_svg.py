"""SVG paths for council boundaries, scaled to a shared viewBox.

A border that two councils share is simplified once, so that they still fit together.
Kept by hand rather than with shapely, which would bring GEOS and numpy for some 250 lines
that work on whole numbers and are well tested.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from councils.geography.boundary_import import path_of, rings_of
from councils.models import Boundary, Council

# The longer side of a picture, in units of its viewBox, and what stays free around it for the strokes.
SIDE = 1000
MARGIN = 6
# How far, in these units, a line may stray from the outline: less than a reader can see.
STRAYING = 1.0


@dataclass(frozen=True)
class Picture:
    """A viewBox, each council's ``d`` by primary key, and the sources.

    Holes need fill-rule="evenodd".
    """

    view_box: str = ""
    paths: dict[int, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)


def outlines(councils: Iterable[Council]) -> Picture:
    """One picture of these councils, leaving out any without a boundary; one query."""
    boundaries = list(Boundary.objects.of(councils).order_by("council_id"))
    if not boundaries:
        return Picture()
    view_box, paths = drawn(tuple(boundary.path for boundary in boundaries))
    return Picture(
        view_box,
        {boundary.council_id: path for boundary, path in zip(boundaries, paths, strict=True)},
        sorted({boundary.source for boundary in boundaries}),
    )


@lru_cache(maxsize=64)
def drawn(paths: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The viewBox and the simplified paths. Pure and cached."""
    shapes = [rings_of(path) for path in paths]
    points = [point for rings in shapes for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    scale = SIDE / max(width, height, 1)
    simplify = _Simplifier(shapes, STRAYING / scale)

    def spot(point):
        return round((point[0] - left) * scale), round((point[1] - top) * scale)

    paths_drawn = []
    for rings in shapes:
        simple = [_without_repeats([spot(point) for point in simplify(ring)]) for ring in rings]
        shown = [ring for ring in simple if len(ring) > 2]
        paths_drawn.append(path_of(shown or [_speck(*spot(rings[0][0]))]))
    box = (-MARGIN, -MARGIN, round(width * scale) + 2 * MARGIN, round(height * scale) + 2 * MARGIN)
    return " ".join(map(str, box)), tuple(paths_drawn)


def _without_repeats(ring):
    return [point for point, before in zip(ring, ring[-1:] + ring, strict=False) if point != before]


def _speck(x, y):
    """A small square for an area that would vanish in the picture."""
    return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]


class _Simplifier:
    """Simplifies rings arc by arc, an arc being the line between two junctions.

    Each arc is simplified from the same end in whichever ring it occurs, so that both rings
    keep the same points.
    """

    def __init__(self, shapes, straying):
        self._straying = straying
        self._known = {}
        self._partings = set()
        neighbours = {}
        for rings in shapes:
            for ring in rings:
                for before, point, after in zip(ring[-1:] + ring, ring, ring[1:] + ring[:1], strict=False):
                    pair = (before, after) if before < after else (after, before)
                    if neighbours.setdefault(point, pair) != pair:
                        self._partings.add(point)

    def __call__(self, ring):
        ends = [place for place, point in enumerate(ring) if point in self._partings]
        if not ends:
            ends = [ring.index(min(ring))]
        turned = ring[ends[0] :] + ring[: ends[0] + 1]
        stops = [place - ends[0] for place in ends] + [len(ring)]
        simple = []
        for start, stop in pairwise(stops):
            simple += self._arc(turned[start : stop + 1])[:-1]
        return simple

    def _arc(self, arc):
        if (arc[0], arc[1]) > (arc[-1], arc[-2]):
            return self._arc(arc[::-1])[::-1]
        key = tuple(arc)
        if key not in self._known:
            self._known[key] = _simplified(arc, self._straying)
        return self._known[key]


def _simplified(line, straying):
    """Simplify a line to within ``straying`` of the original (Douglas–Peucker)."""
    corners = {0, len(line) - 1}
    unsettled = [(0, len(line) - 1)]
    while unsettled:
        first, last = unsettled.pop()
        if last - first < 2:
            continue
        (x, y), (end_x, end_y) = line[first], line[last]
        along_x, along_y = end_x - x, end_y - y
        length = math.hypot(along_x, along_y)
        if length:
            distances = [abs((px - x) * along_y - (py - y) * along_x) for px, py in line[first + 1 : last]]
            farthest = max(distances) / length
        else:
            distances = [math.hypot(px - x, py - y) for px, py in line[first + 1 : last]]
            farthest = max(distances)
        if farthest > straying:
            place = first + 1 + distances.index(max(distances))
            corners.add(place)
            unsettled += [(first, place), (place, last)]
    return [line[place] for place in sorted(corners)]
