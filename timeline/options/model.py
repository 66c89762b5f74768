"""An option as its pages show it: proposed councils, totals and maps."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from claims.models import Figure
from councils.models import Document, Passage, Voice
from proposals.choices import InclusionExtent
from proposals.models import Inclusion, Option, ProposedCouncil
from record.dates import UncertainDate
from record.text.english import joined
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils

OUTSIDE = " (outside the case’s councils)"
PATTERNS = 8
# The widest picture that a phone shows without making it smaller.
NARROW = 320


@dataclass(frozen=True)
class CouncilTotal:
    """A total with its formula, or a sentence that says why there is none."""

    label: str
    kind: str
    value: Decimal | None = None
    words: str = ""
    formula: str = ""
    as_at: UncertainDate | None = None
    source: str = ""
    document: Document | None = None
    reason: str = ""


@dataclass(frozen=True)
class InclusionLine:
    """One line on what a proposed council is made of, with its source."""

    words: str
    passage: Passage | None
    is_stated: bool
    is_inferred: bool
    note: str


@dataclass
class ProposedCouncilDetails:
    """A proposed council, with its position among its option's names."""

    row: ProposedCouncil
    position: int
    inclusions: list[Inclusion] = field(default_factory=list)
    lines: list[InclusionLine] = field(default_factory=list)
    whole: list[ExistingCouncil] = field(default_factory=list)
    in_part: list[str] = field(default_factory=list)
    not_stated: list[str] = field(default_factory=list)
    sums: list[CouncilTotal] = field(default_factory=list)
    # How many districts lie in a county that it takes whole, beside those that it names.
    with_districts: int = 0
    stated: list[Figure] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def own_passage(self) -> Passage | None:
        """Its source, unless one of its lines has the same."""
        cited = {line.passage.pk for line in self.lines if line.passage}
        return None if self.row.passage_id in cited else self.row.passage

    @property
    def fill(self) -> str:
        return f"url(#plan-{pattern_of(self)})"

    @property
    def letter(self) -> str:
        return chr(64 + self.position) if self.position <= 26 else str(self.position)


@dataclass(frozen=True)
class Share:
    """The share of a council that one proposed council would take."""

    proposed: ProposedCouncilDetails
    inclusion: Inclusion
    via: ExistingCouncil | None = None

    @property
    def is_whole(self) -> bool:
        """All of the council, by name or by way of its county."""
        row = self.inclusion
        return row.stated and row.extent == InclusionExtent.WHOLE and row.council_id is not None


def pattern_of(proposed: ProposedCouncilDetails | None) -> int:
    """The number of its pattern in components/_patterns.html; 0 for none."""
    return (proposed.position - 1) % PATTERNS + 1 if proposed else 0


@dataclass(frozen=True)
class Segment:
    """A part of a square, from its left.

    ``proposed`` is None where the option does not state it; ``is_unsure`` where it takes a
    part of the county and does not say of which districts.
    """

    x: int
    width: int
    proposed: ProposedCouncilDetails | None
    is_unsure: bool = False

    @property
    def pattern(self) -> int:
        return 0 if self.is_unsure else pattern_of(self.proposed)

    @property
    def letter(self) -> str:
        return f"{self.proposed.letter}?" if self.is_unsure else self.proposed.letter

    @property
    def fill(self) -> str:
        return f"url(#plan-{self.pattern})"

    @property
    def outline(self) -> str:
        """Its outline, as the data of an SVG path."""
        return f"M{self.x} 0h{self.width}v84h-{self.width}z"

    @property
    def letter_at(self) -> str:
        """The middle of its letter, from the left."""
        return str(self.x + self.width // 2)


@dataclass(frozen=True)
class Square:
    """A council of today on a tile map."""

    council: ExistingCouncil
    x: int
    y: int
    segments: list[Segment]
    lines: list[tuple[int, str]]
    says: str

    @property
    def is_empty(self) -> bool:
        return not any(segment.pattern for segment in self.segments)

    @property
    def is_divided(self) -> bool:
        return len([segment for segment in self.segments if not segment.is_unsure]) > 1

    @property
    def position(self) -> str:
        return f"{self.x} {self.y}"

    @property
    def name_lines(self) -> list[tuple[str, str]]:
        """The lines of the name, each with its height as text, which prints faster."""
        return [(str(y), line) for y, line in self.lines]


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
        """True if a phone shows it at full size, with names."""
        return self.width <= NARROW

    @property
    def has_empty(self) -> bool:
        return any(segment.proposed is None for square in self.squares for segment in square.segments)

    @property
    def has_divided(self) -> bool:
        return any(square.is_divided for square in self.squares)

    @property
    def has_unsure(self) -> bool:
        return any(segment.is_unsure for square in self.squares for segment in square.segments)


@dataclass(frozen=True)
class AreaShape:
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
    shapes: list[AreaShape]
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
    """Outlines of a case's councils, shared by all options of a page."""

    view_box: str = ""
    paths: dict[str, str] = field(default_factory=dict)
    middles: dict[str, tuple[int, int]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.paths)


@dataclass
class Composition:
    """An option with its proposed councils, and the shares of existing ones."""

    option: Option
    existing_councils: ExistingCouncils
    proposed: list[ProposedCouncilDetails]
    shares: dict[int, list[Share]]
    tiles: TileMap | None = None
    outline: OutlineMap | None = None
    outlines: Outlines | None = None

    @property
    def empty_words(self) -> str:
        """Words where no councils are entered: how many there are to be, if stated."""
        stated = self.option.councils_stated
        return f"{stated}." if stated else "Nothing that we have read names a council that it would create."

    @property
    def silent(self) -> list[ExistingCouncil]:
        """Councils of the case that the option does not mention."""
        if not self.proposed:
            return []
        return [each for each in self.existing_councils.shown if each.is_of_case and not self.shares.get(each.voice)]

    @property
    def at_odds(self) -> list[str]:
        """Sentences on what it puts into two proposed councils, left as printed."""
        taken = defaultdict(list)
        for each in self.proposed:
            for row in each.inclusions:
                if row.stated and (row.council_id or row.area_id):
                    taken[row.council_id, row.area_id].append((each, row))
        found = []
        for (voice, _), places in taken.items():
            whole = [each for each, row in places if row.extent == InclusionExtent.WHOLE]
            rest = [each for each, row in places if row.extent != InclusionExtent.WHOLE]
            if voice:
                rest += [share.proposed for share in self.shares[voice] if share.inclusion.area_id]
            into = list(dict.fromkeys(each.name for each in whole + [each for each in rest if each not in whole]))
            if whole and len(into) > 1:
                row = places[0][1]
                name = area_of(row.council, self.existing_councils) if voice else row.area.name
                found.append(
                    f"{name} is in {joined(into)}, and the whole of it in {joined(each.name for each in whole)}."
                )
        return found

    @property
    def beyond(self) -> list[str]:
        """Councils that it names outside the case and its map."""
        voices = {
            voice: row.council or row.area.council
            for each in self.proposed
            for row in each.inclusions
            if (voice := council_of(row))
        }
        found = [(self.existing_councils.councils.get(pk), voice) for pk, voice in voices.items()]
        return [
            today.called if today else voice.called
            for today, voice in found
            if not (today and (today.is_of_case or today.square))
        ]


def council_of(inclusion: Inclusion) -> int | None:
    """The council of today that an inclusion touches, by name or by one of its parts."""
    return inclusion.council_id or (inclusion.area.council_id if inclusion.area else None)


def area_of(voice: Voice, existing_councils) -> str:
    """The name of a council in a list, marked if it is outside the case."""
    today = existing_councils.councils.get(voice.pk)
    if today:
        return today.called + ("" if today.is_of_case else OUTSIDE)
    return voice.called + OUTSIDE
