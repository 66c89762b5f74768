"""Validity of polygons: rings have an area and do not cross; holes are inside."""

from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]

# In degrees, about a centimetre: what exports round away. Nearer than this, lines touch.
TOUCHING = 1e-7
# Of the square of its longer side: what a ring must enclose to be more than a line.
SLIVER = 1e-9
# Of a hole that crosses no outline, any point says on which side it lies, save one on the line itself.
ASKED = 8


def has_area(ring: list[Point]) -> bool:
    x0, y0 = ring[0]
    doubled = sum((x - x0) * (ny - y0) - (nx - x0) * (y - y0) for (x, y), (nx, ny) in _sides(ring))
    xs, ys = zip(*ring, strict=True)
    size = max(max(xs) - min(xs), max(ys) - min(ys))
    return abs(doubled) > SLIVER * size * size


def crossing(rings: list[list[Point]]) -> tuple[int, int, Point] | None:
    """The indexes of two rings that cross and the point; None if none do.

    A sweep line from the west keeps the edges that it meets in order; two edges that
    cross are neighbours before they do. Rings may touch.
    """
    sides = [
        _Side(number, *min(start, end), *max(start, end))
        for number, ring in enumerate(rings)
        for start, end in _sides(ring)
        if start != end
    ]
    turns = [(side.x, side.y, True, place) for place, side in enumerate(sides)]
    turns += [(side.end_x, side.end_y, False, place) for place, side in enumerate(sides)]
    active: list[int] = []
    for _, _, begins, place in sorted(turns):
        if begins:
            above = _place_of(sides[place], active, sides)
            active.insert(above, place)
            neighbours = ((above - 1, above), (above, above + 1))
        else:
            above = active.index(place)
            del active[above]
            neighbours = ((above - 1, above),)
        for one, other in neighbours:
            if (
                one >= 0
                and other < len(active)
                and (meeting_point := _meeting(sides[active[one]], sides[active[other]]))
            ):
                first, second = sorted((sides[active[one]].ring, sides[active[other]].ring))
                return first, second, meeting_point
    return None


def lies_within(hole: list[Point], outline: list[Point]) -> bool:
    """True if a hole, which does not cross the outline, is inside it."""
    corners = set(outline)
    samples = [point for point in hole if point not in corners][:ASKED]
    samples += [((x + end_x) / 2, (y + end_y) / 2) for (x, y), (end_x, end_y) in list(_sides(hole))[:ASKED]]
    return any(_contains(outline, *point) for point in samples)


@dataclass(slots=True)
class _Side:
    """One side of a ring, from its end in the west."""

    ring: int
    x: float
    y: float
    end_x: float
    end_y: float

    @property
    def steps(self) -> Point:
        return self.end_x - self.x, self.end_y - self.y

    def height_of(self, x, y) -> float:
        """How far a point lies above it, times its length; 0 where it touches."""
        along_x, along_y = self.end_x - self.x, self.end_y - self.y
        height = along_x * (y - self.y) - along_y * (x - self.x)
        return height if abs(height) > TOUCHING * (abs(along_x) + abs(along_y)) else 0


def _sides(ring):
    return pairwise([*ring, ring[0]])


def _place_of(side, active, sides) -> int:
    """How many of the sides that are met lie below one that begins."""
    x, y = side.x, side.y
    low, high = 0, len(active)
    while low < high:
        middle = (low + high) // 2
        other = sides[active[middle]]
        height = other.height_of(x, y)
        if height == 0:
            (along_x, along_y), (step_x, step_y) = other.steps, side.steps
            height = along_x * step_y - along_y * step_x
        if height > 0:
            low = middle + 1
        else:
            high = middle
    return low


def _meeting(one, other) -> Point | None:
    """The point where two edges cross properly, or None."""
    start, end = one.height_of(other.x, other.y), one.height_of(other.end_x, other.end_y)
    if start * end >= 0:
        return None
    start, end = other.height_of(one.x, one.y), other.height_of(one.end_x, one.end_y)
    if start * end >= 0:
        return None
    part, (along_x, along_y) = start / (start - end), one.steps
    return one.x + part * along_x, one.y + part * along_y


def _contains(ring, x, y) -> bool:
    is_in = False
    for (px, py), (qx, qy) in _sides(ring):
        if (py > y) != (qy > y) and x < px + (y - py) * (qx - px) / (qy - py):
            is_in = not is_in
    return is_in
