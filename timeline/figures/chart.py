"""Dot-and-range charts of figures on one measure, a row for each figure.

Places are per cent of the picture's width, so that one drawing serves a phone and a wide page. An end
without a bound is drawn open, a number that its source calls “about” or “nearly” with a broken line. The
table of the same figures says all of it in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from claims.figures.words import StatedFigure, amount, interval_of, plan_of, scope_of, size, years_of
from claims.models import Measure
from councils.models import Side

# Heights in pixels: a row with one line of words, each line more, and the axis below all of them; a row without words.
ROW, LINE, AXIS, SMALL_ROW = 42, 16, 30, 16
# A line of words, as many letters as a phone has room for.
LETTERS = 44
# The least widths of a picture on a phone and on wider pages, and what a letter on the axis takes; in pixels.
NARROW, WIDE, LETTER = 300, 560, 7
# The table has all; a picture of more rows is read by nobody.
MOST_ROWS = 40
SHAPES = 8
# Left and right of the scale, for open ends and half a mark.
MARGIN = Decimal(3)
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: where its ends are, None where it is open, and how it is drawn."""

    lines: list[tuple[str, str]]
    says: str
    position: int
    low: str | None
    high: str | None
    start: str
    width: str
    is_uncertain: bool
    y: int
    height: int
    below: int

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
        return self.y + self.height - self.below

    @property
    def bar_y(self) -> int:
        return self.line_y - 4


@dataclass(frozen=True, slots=True)
class ValueTick:
    """A place on the axis.

    ``words`` are empty without room for them, ``is_wide`` if a phone has none.
    """

    x: str
    words: str
    anchor: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class EndOfRange:
    """The least or greatest figure, its scope, who states it, its plan and years."""

    size: str
    scope: str
    by: str
    of: str

    @property
    def stated(self) -> str:
        return ", ".join(filter(None, (self.by, self.of)))


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one unit and span on one axis, without replaced ones.

    ``lowest`` and ``highest`` are the least and the greatest of them, the same if there is one. Where
    several give one number, ``level`` has each of them.
    """

    key: str
    title: str
    lowest: EndOfRange
    highest: EndOfRange
    level: list[EndOfRange]
    marks: list[Mark]
    ticks: list[ValueTick]
    undrawn: int
    replaced: int

    @property
    def foot(self) -> int:
        return sum(mark.height for mark in self.marks)

    @property
    def height(self) -> int:
        return self.foot + AXIS

    @property
    def words_y(self) -> int:
        return self.foot + 18


def charts(measure: Measure, figures: Iterable[StatedFigure], sides: dict[int, Side]) -> list[Chart]:
    """A chart for each unit and span among the figures, with words beside each mark.

    ``sides`` are numbered, by primary key.
    """
    return _charts(measure, figures, sides, _labelled)


def small_charts(measure: Measure, figures: Iterable[StatedFigure], sides: dict[int, Side]) -> list[Chart]:
    """The same without words, so that many measures fit on a page."""
    return _charts(measure, figures, sides, lambda figure: [])


def _end(figure) -> EndOfRange:
    plan = plan_of(figure)
    by = ", ".join(filter(None, (figure.by.who_briefly, str(figure.by.date or ""))))
    of = ", ".join(filter(None, (f"for {plan}" if plan else "", years_of(figure))))
    return EndOfRange(size(figure), scope_of(figure), by, of)


def _labelled(figure) -> list[str]:
    who, words = f"{figure.by.who_briefly}:", size(figure)
    return [f"{who} {words}"] if len(who) + len(words) < LETTERS else [*wrap(who, LETTERS), *wrap(words, LETTERS)]


def _charts(measure, figures, sides, label) -> list[Chart]:
    found: dict[tuple[str, str], list[StatedFigure]] = {}
    for figure in figures:
        found.setdefault((figure.unit, figure.per), []).append(figure)
    return [
        _chart(measure.name, f"{measure.public_id}-{number}", each, sides, label)
        for number, each in enumerate(found.values(), start=1)
        if not all(figure.is_replaced for figure in each)
    ]


def _chart(name, key, figures, sides, label) -> Chart:
    current = [figure for figure in figures if not figure.is_replaced]
    drawn = current[:MOST_ROWS]
    ends = [end for each in drawn for end in (interval_of(each).low, interval_of(each).high) if end is not None]
    low, high, step = _scale(min([Decimal(0), *ends]), max([Decimal(0), *ends]))
    unit = figures[0].unit

    def place(value) -> str:
        share = (value - low) / (high - low) if high > low else Decimal(0)
        return f"{MARGIN + share * (100 - 2 * MARGIN):.2f}".rstrip("0").rstrip(".")

    values = [low + step * number for number in range(int((high - low) / step) + 1)]
    marks, y = [], 0
    for each in drawn:
        side = sides.get(each.by.side)
        marks.append(_mark(each, y, place, side.position if side else 0, label))
        y += marks[-1].height
    lows = [each.value if each.low is None else each.low for each in current]
    highs = [each.value if each.high is None else each.high for each in current]
    return Chart(
        key=key,
        title=name,
        lowest=_end(current[lows.index(min(lows))]),
        highest=_end(current[highs.index(max(highs))]),
        level=list(dict.fromkeys(map(_end, current))) if len(current) > 1 and min(lows) == max(highs) else [],
        marks=marks,
        ticks=_ticks([(place(value), amount(value, unit)) for value in values]),
        undrawn=len(current) - len(drawn),
        replaced=len(figures) - len(current),
    )


def _ticks(places: list[tuple[str, str]]) -> list[ValueTick]:
    narrow, wide = _fitting(places, NARROW), _fitting(places, WIDE)
    last = len(places) - 1
    return [
        ValueTick(
            x, words if at in wide else "", "start" if not at else "end" if at == last else "middle", at not in narrow
        )
        for at, (x, words) in enumerate(places)
    ]


def _fitting(places: list[tuple[str, str]], width: int) -> set[int]:
    """The labels of an axis that fit: the first, the last, and some between."""
    last = len(places) - 1
    spans = []
    for at, (x, words) in enumerate(places):
        room = Decimal(len(words) * LETTER)
        start = Decimal(x) * width / 100 - (0 if not at else room if at == last else room / 2)
        spans.append((start, start + room))
    kept = {0, last}
    for at in range(1, last):
        if all(spans[at][0] > spans[other][1] + LETTER or spans[at][1] + LETTER < spans[other][0] for other in kept):
            kept.add(at)
    return kept


def _mark(figure, y, place, position, label) -> Mark:
    interval = interval_of(figure)
    low, high = (None if end is None else place(end) for end in (interval.low, interval.high))
    start, end = low or "0", high or "100"
    lines = label(figure)
    return Mark(
        lines=[(str(y + 12 + LINE * number), line) for number, line in enumerate(lines)],
        says=f"{figure.by.who}: {size(figure)}",
        position=position,
        low=low,
        high=high,
        start=start,
        width=f"{Decimal(end) - Decimal(start):f}",
        is_uncertain=interval.is_uncertain,
        y=y,
        height=ROW + LINE * (len(lines) - 1) if lines else SMALL_ROW,
        below=14 if lines else SMALL_ROW // 2,
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
