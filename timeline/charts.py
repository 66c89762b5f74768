"""A dot-and-range chart of figures on one measure: one row a statement, on an axis that begins at nothing.

Places are per cent of the picture's width, so that one drawing serves a phone and a wide page. An end
without a bound is drawn open, a number that its source calls “about” or “nearly” with a broken line. The
table of the same figures says all of it in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.figures import Stated, amount, interval_of, size

# Heights in pixels: a row with its line of words, and the axis below all of them.
ROW, AXIS = 42, 30
LETTERS = 52
# The table has all; a picture of more rows is read by nobody.
MOST_ROWS = 40
SHAPES = 8
# Left and right of the scale, for open ends and half a mark.
MARGIN = Decimal(3)
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: where its ends are, None where it is open, and how it is drawn."""

    label: str
    says: str
    position: int
    low: str | None
    high: str | None
    start: str
    width: str
    is_uncertain: bool
    y: int

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def shape(self) -> int:
        return (self.position - 1) % SHAPES + 1 if self.position else 0

    @property
    def words_y(self) -> int:
        return self.y + 12

    @property
    def line_y(self) -> int:
        return self.y + 28

    @property
    def bar_y(self) -> int:
        return self.y + 24


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All statements of one unit and span that are drawn on one axis."""

    key: str
    title: str
    marks: list[Mark]
    ticks: list[Tick]
    undrawn: int

    @property
    def foot(self) -> int:
        return len(self.marks) * ROW

    @property
    def height(self) -> int:
        return self.foot + AXIS

    @property
    def words_y(self) -> int:
        return self.foot + 18


def charts(name: str, key: str, figures: Iterable[Stated], positions: dict[int, int]) -> list[Chart]:
    """A chart for each unit and span among the figures; ``positions`` are the places of sides, by primary key."""
    found: dict[tuple[str, str], list[Stated]] = {}
    for figure in figures:
        found.setdefault((figure.unit, figure.per), []).append(figure)
    return [
        _chart(name, f"{key}-{number}", each, positions) for number, each in enumerate(found.values(), start=1) if each
    ]


def _chart(name, key, figures, positions) -> Chart:
    drawn = figures[:MOST_ROWS]
    ends = [end for each in drawn for end in (interval_of(each).low, interval_of(each).high) if end is not None]
    low, high, step = _scale(min([Decimal(0), *ends]), max([Decimal(0), *ends]))
    unit = figures[0].unit

    def place(value) -> str:
        share = (value - low) / (high - low) if high > low else Decimal(0)
        return f"{MARGIN + share * (100 - 2 * MARGIN):.2f}".rstrip("0").rstrip(".")

    ticks = []
    value = low
    while value <= high:
        anchor = "start" if value == low else "end" if value == high else "middle"
        ticks.append(Tick(place(value), amount(value, unit), anchor))
        value += step
    marks = [_mark(each, row, place, positions.get(each.by.side, 0)) for row, each in enumerate(drawn)]
    return Chart(key, name, marks, ticks, len(figures) - len(drawn))


def _mark(figure, row, place, position) -> Mark:
    interval = interval_of(figure)
    low, high = (None if end is None else place(end) for end in (interval.low, interval.high))
    start, end = low or "0", high or "100"
    words = size(figure)
    who = figure.by.who
    room = max(LETTERS - len(words) - 2, 12)
    return Mark(
        label=f"{who if len(who) <= room else who[: room - 1].rstrip() + '…'}: {words}",
        says=f"{who}: {words}",
        position=position,
        low=low,
        high=high,
        start=start,
        width=f"{Decimal(end) - Decimal(start):f}",
        is_uncertain=interval.is_uncertain,
        y=row * ROW,
    )


def _scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """The axis from a round number to a round number, in at most four steps or so."""
    span = high - low or Decimal(1)
    power = Decimal(1).scaleb((span / 4).adjusted())
    step = next(power * each for each in STEPS if power * each * 4 >= span)
    return (
        (low / step).to_integral_value("ROUND_FLOOR") * step,
        (high / step).to_integral_value("ROUND_CEILING") * step,
        step,
    )
