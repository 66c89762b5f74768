"""Pictures of an option: the case's councils as squares and as a map.

Both show what the composition says in words and nothing else, and are whole without it. A council's
pattern and letter are those of the proposed council it would go to; what is divided is shown as divided,
not where. Pure, but for the outlines, which are one query for all options.
"""

import math
from collections.abc import Iterable

from councils.geography.boundary_import import rings_of
from councils.geography.boundary_svg import outlines
from councils.models import Council
from record.text.english import joined
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils
from timeline.options.model import (
    AreaShape,
    Composition,
    OutlineMap,
    Outlines,
    ProposedCouncilDetails,
    Segment,
    Share,
    Square,
    TileMap,
    pattern_of,
)

# One square, and the gap to the next, in units of the picture.
WIDTH, HEIGHT, GAP = 100, 84, 6
# Letters of a name that fit into a line of its square, and the lines of its plate.
LETTERS, LINES = 14, 2


def segments(shares: list[Share]) -> list[ProposedCouncilDetails | None]:
    """The proposed councils that a council would go to; None for what is not stated."""
    stated = [share for share in shares if share.inclusion.stated]
    if whole := [share for share in stated if share.is_whole]:
        return divided_among(whole)
    found = divided_among(stated)
    if len(found) == 1 and not is_unsure(shares):
        return [*found, None]
    return found or [None]


def is_unsure(shares: list[Share]) -> bool:
    """True for a district named only through its county, of which a part is taken.

    Nothing says that the district itself would be divided, or go anywhere.
    """
    stated = [share for share in shares if share.inclusion.stated]
    return bool(stated) and all(share.via and not share.is_whole for share in stated)


def divided_among(shares: list[Share]) -> list[ProposedCouncilDetails]:
    """The proposed councils that take a share, each once, in alphabetical order."""
    by_position = {share.proposed.position: share.proposed for share in shares}
    return [by_position[position] for position in sorted(by_position)]


def tile_map(composition: Composition) -> TileMap:
    """Squares as the case's editors placed them, or else in alphabetical rows."""
    places = squares_of(composition.existing_councils)
    found = [_square(council, x, y, composition) for council, x, y in places]
    width = max((x for _, x, _ in places), default=0) * (WIDTH + GAP) + WIDTH
    height = max((y for _, _, y in places), default=0) * (HEIGHT + GAP) + HEIGHT
    return TileMap(
        width=width,
        height=height,
        squares=found,
        title=f"{composition.option.name}: to which proposed council each council of today would go",
        description="; ".join(f"{square.council.called}: {square.says}" for square in found) + ".",
        beyond=composition.beyond,
    )


def squares_of(existing_councils: ExistingCouncils) -> list[tuple[ExistingCouncil, int, int]]:
    """Councils with their columns and rows, counted from 0."""
    councils = existing_councils.shown
    if councils and councils[0].square:
        left = min(each.square[0] for each in councils)
        top = min(each.square[1] for each in councils)
        by_row = sorted(councils, key=lambda each: (each.square[1], each.square[0]))
        return [(each, each.square[0] - left, each.square[1] - top) for each in by_row]
    columns = math.ceil(math.sqrt(len(councils))) or 1
    return [(each, place % columns, place // columns) for place, each in enumerate(councils)]


def _square(council, column, row, composition) -> Square:
    shares = composition.shares.get(council.voice, [])
    found, unsure = segments(shares), is_unsure(shares)
    width = WIDTH // len(found)
    return Square(
        council=council,
        x=column * (WIDTH + GAP),
        y=row * (HEIGHT + GAP),
        segments=[Segment(place * width, width, proposed, unsure) for place, proposed in enumerate(found)],
        lines=_named(council.called),
        says=_says(found, unsure),
    )


def _says(found, unsure) -> str:
    names = [proposed.name for proposed in found if proposed]
    if not names:
        return "not stated"
    if unsure:
        return f"perhaps in {joined(names, 'or')}, which would take a part of its county"
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


def outlines_of(existing_councils: ExistingCouncils) -> Outlines:
    """Outlines of the councils on the case's map, where any are on record."""
    councils = {each.pk: each.code for each in existing_councils.shown}
    picture = outlines([Council(pk=pk) for pk in councils])
    paths = {councils[pk]: path for pk, path in picture.paths.items()}
    return Outlines(
        view_box=picture.view_box,
        paths=paths,
        middles={code: _middle(path) for code, path in paths.items()},
        sources=picture.sources,
    )


def outline_map(composition: Composition, drawn: Outlines) -> OutlineMap | None:
    """Map of the option on councils' outlines; None if there are no outlines."""
    if not drawn:
        return None
    found, missing = [], []
    for council in composition.existing_councils.shown:
        if council.code not in drawn.paths:
            missing.append(council.called)
            continue
        shares = composition.shares.get(council.voice, [])
        parts, unsure = segments(shares), is_unsure(shares)
        x, y = drawn.middles[council.code]
        letters = [f"{proposed.letter}?" if unsure else proposed.letter for proposed in parts if proposed]
        found.append(
            AreaShape(
                code=council.code,
                pattern=pattern_of(parts[0]) if len(parts) == 1 and not unsure else 0,
                letter=" ".join(letters),
                is_divided=len(parts) > 1 and not unsure,
                says=f"{council.called}: {_says(parts, unsure)}",
                x=x,
                y=y,
            )
        )
    title = f"{composition.option.name}: outlines of today’s councils by the proposed council they would go to"
    return OutlineMap(drawn.view_box, found, missing, title)


def _middle(path: str) -> tuple[int, int]:
    """The middle of an outline's largest ring, for its letter."""
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
