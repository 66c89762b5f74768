"""Pictures of an option: the case's councils as squares, and, where outlines are on record, as a map.

Both show what the composition says in words and nothing else, and are whole without it. A council's
pattern and letter are those of the proposed council it would go to; what is divided is shown as divided,
not where. Pure, but for the outlines, which are one query for all options.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from councils.boundaries import rings_of
from councils.models import Council
from councils.outlines import outlines

if TYPE_CHECKING:
    from timeline.composition import Composition, Proposed, Share
    from timeline.ground import Ground, Today

# One square, and the gap to the next, in units of the picture.
WIDTH, HEIGHT, GAP = 100, 84, 6
# Letters of a name that fit into a line of its square, and the lines of its plate.
LETTERS, LINES = 14, 2
PATTERNS = 8
# As wide as a phone shows without making it smaller.
NARROW = 320


@dataclass(frozen=True)
class Segment:
    """A part of a square, from its left; ``proposed`` None where the option does not state it."""

    x: int
    width: int
    proposed: "Proposed | None"

    @property
    def pattern(self) -> int:
        return pattern_of(self.proposed)

    @property
    def letter_at(self) -> int:
        return self.x + self.width // 2

    @property
    def plate(self) -> str:
        """The letter of its proposed council, on a plate."""
        if not self.proposed:
            return ""
        return (
            f'<circle class="plate" cx="{self.letter_at}" cy="21" r="14"/>'
            f'<text class="letter" x="{self.letter_at}" y="27">{self.proposed.letter}</text>'
        )


@dataclass(frozen=True)
class Square:
    """A council of today on a tile map."""

    council: "Today"
    x: int
    y: int
    segments: list[Segment]
    lines: list[tuple[int, str]]
    says: str

    @property
    def is_empty(self) -> bool:
        return all(segment.proposed is None for segment in self.segments)

    @property
    def drawing(self) -> SafeString:
        """Its part of the picture. Written out here: a page of twelve options has hundreds of squares."""
        name, code = escape(self.council.name), escape(self.council.code)
        taken = [part for part in self.segments if part.proposed]
        fills = "".join(
            f'<path d="M{part.x} 0h{part.width}v84h-{part.width}z" fill="url(#pattern-{part.pattern})"/>'
            for part in taken
        )
        marks = "".join(
            (f'<path class="cut" d="M{part.x} 0v84"/>' if place else "") + part.plate
            for place, part in enumerate(self.segments)
        )
        lines = "".join(f'<text class="name" x="50" y="{y}">{escape(line)}</text>' for y, line in self.lines)
        return SafeString(
            f'<g transform="translate({self.x} {self.y})" data-council="{code}">'
            f"<title>{name}: {escape(self.says)}</title>"
            f'{fills}<path class="{"open" if self.is_empty else "edge"}" d="M0 0h100v84H0z"/>{marks}'
            f'<path class="plate" d="M3 43h94v38H3z"/>{lines}<text class="code" x="50" y="71">{code}</text></g>'
        )


@dataclass(frozen=True)
class TileMap:
    width: int
    height: int
    squares: list[Square]
    title: str
    description: str
    beyond: list[str]

    @property
    def is_narrow(self) -> bool:
        """Whether a phone shows it at full size, with names."""
        return self.width <= NARROW

    @property
    def has_empty(self) -> bool:
        return any(segment.proposed is None for square in self.squares for segment in square.segments)

    @property
    def has_divided(self) -> bool:
        return any(len(square.segments) > 1 for square in self.squares)


@dataclass(frozen=True)
class Shape:
    """The area of a council in an outline map."""

    code: str
    pattern: int
    letter: str
    is_divided: bool
    says: str
    x: int
    y: int


@dataclass(frozen=True)
class OutlineMap:
    view_box: str
    shapes: list[Shape]
    missing: list[str]
    title: str

    @property
    def has_empty(self) -> bool:
        return any(not shape.letter for shape in self.shapes)

    @property
    def has_divided(self) -> bool:
        return any(shape.is_divided for shape in self.shapes)


@dataclass(frozen=True)
class Outlines:
    """The outlines of a case's councils, once for a page, however many options are drawn with them."""

    view_box: str = ""
    paths: dict[str, str] = field(default_factory=dict)
    middles: dict[str, tuple[int, int]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.paths)


def pattern_of(proposed: "Proposed | None") -> int:
    """Which of the patterns of parts/_patterns.html: by the alphabet of the option; 0 for none."""
    return (proposed.position - 1) % PATTERNS + 1 if proposed else 0


def segments(shares: "list[Share]") -> "list[Proposed | None]":
    """How a picture shows a council: the proposed councils it would go to, and None for what is not stated."""
    stated = [share for share in shares if share.inclusion.stated]
    if whole := [share for share in stated if share.is_whole]:
        return divided_among(whole)
    found = divided_among(stated)
    if len(found) == 1:
        return [*found, None]
    return found or [None]


def divided_among(shares: "list[Share]") -> "list[Proposed]":
    """The proposed councils that take a share, each once, in alphabetical order."""
    by_position = {share.proposed.position: share.proposed for share in shares}
    return [by_position[position] for position in sorted(by_position)]


def tile_map(composition: "Composition") -> TileMap:
    """The option as squares: as the case's editors drew them, or else in rows, in alphabetical order."""
    places = squares_of(composition.ground)
    found = [_square(council, x, y, composition) for council, x, y in places]
    width = max((x for _, x, _ in places), default=0) * (WIDTH + GAP) + WIDTH
    height = max((y for _, _, y in places), default=0) * (HEIGHT + GAP) + HEIGHT
    return TileMap(
        width=width,
        height=height,
        squares=found,
        title=f"{composition.option.name}: to which proposed council each council of today would go",
        description="; ".join(f"{square.council.area}: {square.says}" for square in found) + ".",
        beyond=composition.beyond,
    )


def squares_of(ground: "Ground") -> list[tuple["Today", int, int]]:
    """Councils with their columns and rows, counted from 0."""
    councils = ground.shown
    if councils and councils[0].square:
        left = min(each.square[0] for each in councils)
        top = min(each.square[1] for each in councils)
        by_row = sorted(councils, key=lambda each: (each.square[1], each.square[0]))
        return [(each, each.square[0] - left, each.square[1] - top) for each in by_row]
    columns = math.ceil(math.sqrt(len(councils))) or 1
    return [(each, place % columns, place // columns) for place, each in enumerate(councils)]


def _square(council, column, row, composition) -> Square:
    found = segments(composition.shares.get(council.voice, []))
    width = WIDTH // len(found)
    return Square(
        council=council,
        x=column * (WIDTH + GAP),
        y=row * (HEIGHT + GAP),
        segments=[Segment(place * width, width, proposed) for place, proposed in enumerate(found)],
        lines=_named(council.area),
        says=_says(found),
    )


def _says(found) -> str:
    names = [proposed.name for proposed in found if proposed]
    if not names:
        return "not stated"
    if len(found) == 1:
        return f"whole in {names[0]}"
    stated = f"in part in {' and '.join(names)}"
    return f"{stated}, the rest not stated" if None in found else stated


def _named(area: str) -> list[tuple[int, str]]:
    """A name in as many lines as a square holds, each with its height."""
    lines = []
    for word in area.split():
        if lines and (len(lines[-1]) + len(word) < LETTERS or len(lines) == LINES):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    first = HEIGHT - 10 - 15 * (len(lines) - 1)
    if len(lines) == 1:
        first -= 7
    return [(first + 15 * place, line) for place, line in enumerate(lines)]


def outlines_of(ground: "Ground") -> Outlines:
    """The outlines of the councils on the case's map; one query. Nothing where none is on record."""
    councils = {each.pk: each.code for each in ground.shown}
    picture = outlines([Council(pk=pk) for pk in councils])
    paths = {councils[pk]: path for pk, path in picture.paths.items()}
    return Outlines(
        view_box=picture.view_box,
        paths=paths,
        middles={code: _middle(path) for code, path in paths.items()},
        sources=picture.sources,
    )


def outline_map(composition: "Composition", drawn: Outlines) -> OutlineMap | None:
    """The option on the outlines; None where there are none."""
    if not drawn:
        return None
    found, missing = [], []
    for council in composition.ground.shown:
        if council.code not in drawn.paths:
            missing.append(council.area)
            continue
        parts = segments(composition.shares.get(council.voice, []))
        x, y = drawn.middles[council.code]
        letters = [proposed.letter for proposed in parts if proposed]
        found.append(
            Shape(
                code=council.code,
                pattern=pattern_of(parts[0]) if len(parts) == 1 else 0,
                letter=" ".join(letters),
                is_divided=len(parts) > 1,
                says=f"{council.area}: {_says(parts)}",
                x=x,
                y=y,
            )
        )
    title = f"{composition.option.name}: outlines of today’s councils by the proposed council they would go to"
    return OutlineMap(drawn.view_box, found, missing, title)


def _middle(path: str) -> tuple[int, int]:
    """The middle of the largest ring of an outline, by its area, where a letter stands."""
    best = max(rings_of(path), key=lambda ring: abs(_doubled(ring)))
    area = _doubled(best)
    if not area:
        return best[0]
    x = y = 0
    for (from_x, from_y), (to_x, to_y) in _sides(best):
        cross = from_x * to_y - to_x * from_y
        x += (from_x + to_x) * cross
        y += (from_y + to_y) * cross
    return round(x / (3 * area)), round(y / (3 * area))


def _doubled(ring: Iterable[tuple[int, int]]) -> int:
    return sum(from_x * to_y - to_x * from_y for (from_x, from_y), (to_x, to_y) in _sides(ring))


def _sides(ring):
    return zip(ring, [*ring[1:], ring[0]], strict=True)
