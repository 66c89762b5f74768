"""Chart of positions on one subject through time, as shapes for an SVG.

Across in hundredths of the width, for screens of any width; down in pixels. A
shape says how much is known:

- a *bar* of full height: the time for which a stance is stated, from when it
  surely began to when it may end, or till the next one where it runs on;
- an *unsure* edge, dashed: the days on which it may have begun or ended;
- a *tail* of half the height: the last that was stated, with nothing later
  in the record; whether it still held is not known;
- no bar: nothing is known;
- a *mark*, round and in a row of its own: what somebody else says, at its date or over the
  dates that it names, and never onwards.

Bars and tails end where the record does: on the day up to which the case is kept.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from textwrap import wrap

from claims.position_history import StatedPosition, are_alike, is_period, moments
from record.dates.edtf import OPEN_END, OPEN_START
from record.dates.english import MONTHS
from record.text.english import mid_sentence

NAME, BAR, UNDER, REPORTED, GAP = 20, 16, 17, 12, 8
TOP, FOOT = 26, 4
# A letter takes about so many hundredths of a wide page, and of a phone.
LETTER, NARROW = 0.75, 2.4
# So many letters of a name fit across a phone, and so high is a line of them.
WITHIN, LINE = 40, 16
# From here on, in hundredths, the label of a tick would run out of a wide page, and of a phone.
LAST, LATE = 92, 84
# A day alone is drawn so wide, in hundredths, to be seen.
LEAST = 0.5
MARGIN = datetime.timedelta(days=14)
TICKS = 9


@dataclass(frozen=True)
class BarShape:
    """One rectangle: ``kind`` is bar, tail, unsure or mark.

    A mark without a width is as wide as high.
    """

    kind: str
    stance: str
    x: str
    y: int
    width: str
    height: int
    fill: str = ""


@dataclass(frozen=True)
class Label:
    """Text under a bar: numbers in the table, and the stance if it fits."""

    x: str
    y: int
    numbers: str
    words: str


@dataclass
class ChartRow:
    """A holder's positions on one word: its own, or that of somebody else."""

    said_by: str
    shapes: list[BarShape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass
class Strip:
    """One holder: its name and members in lines, the middle of its bar, its rows."""

    name: list[tuple[int, str]]
    members: list[tuple[int, str]]
    mark: str
    axis: int
    reported_by: list[tuple[int, str]]
    rows: list[ChartRow]
    is_empty: bool


@dataclass(frozen=True)
class DateTick:
    """A line down the picture, with its label, which a phone may leave out."""

    x: str
    label: str
    is_wide_only: bool


@dataclass
class HistoryChart:
    height: int
    strips: list[Strip]
    ticks: list[DateTick]
    at: str
    patterns: list[tuple[str, str, str]]
    stances: list[tuple[str, str]]
    has_reported: bool
    has_unsure: bool
    has_tail: bool


class Scale:
    """The horizontal place of a day between the first and the last drawn.

    ``end`` is the day on which the record ends.
    """

    def __init__(self, first: datetime.date, last: datetime.date, end: datetime.date):
        self.first, self.last, self.end = first, last, end
        self._days = max((last - first).days, 1)

    def __call__(self, day: datetime.date) -> float:
        inside = min(max(day, self.first), self.last)
        return 100 * (inside - self.first).days / self._days


def history_chart(holders, lines, at: datetime.date, kept_up_to: datetime.date | None) -> HistoryChart | None:
    """The chart of these holders' positions, or nothing where none of them is dated.

    Each of those with a dated position on the subject has its strip; an alliance names its members there.
    """
    lines = [line for line in lines if line.when]
    if not lines:
        return None
    scale = _scale(lines, at, kept_up_to)
    by_holder = defaultdict(list)
    for line in lines:
        by_holder[line.holder.pk].append(line)
    y, strips = TOP, []
    for holder in holders:
        if by_holder[holder.pk]:
            strip, y = _strip(holder, by_holder[holder.pk], y, scale)
            strips.append(strip)
    shapes = [shape for strip in strips for row in strip.rows for shape in row.shapes]
    return HistoryChart(
        height=y + FOOT,
        strips=strips,
        ticks=_ticks(scale),
        at=_percent(scale(at)) if scale.first <= at <= scale.last else "",
        patterns=sorted({_pattern(line) for line in lines}),
        stances=[(stance.value, stance.label) for stance in sorted({line.stated.stance for line in lines}, key=_rank)],
        has_reported=any(row.said_by for strip in strips for row in strip.rows),
        has_unsure=any(shape.kind == "unsure" for shape in shapes),
        has_tail=any(shape.kind == "tail" for shape in shapes),
    )


def _rank(stance) -> int:
    return list(type(stance)).index(stance)


def _pattern(line) -> tuple[str, str, str]:
    """The id of the pattern of a line, with its mark and its stance."""
    return f"{line.holder.mark.replace(' ', '-')}-{line.key}", line.holder.mark, line.key


def _scale(lines, at, kept_up_to) -> Scale:
    """Scale from before the first stated day to after the last known one."""
    days = [day for line in lines for day in (*line.stated.first, *line.stated.last)]
    known = [day for day in days if day not in (OPEN_START, OPEN_END)]
    first, last = min(known), max([*known, kept_up_to] if kept_up_to else known)
    end = kept_up_to or last
    if first <= at <= last + datetime.timedelta(days=366):
        last = max(last, at)
    return Scale(_moved(first, -MARGIN), _moved(last, MARGIN), end)


def _moved(day, by) -> datetime.date:
    """A day moved, within what a calendar holds."""
    try:
        return day + by
    except OverflowError:
        return day


def _strip(holder, lines, y, scale) -> tuple[Strip, int]:
    """The strip of a holder from this height on, and the height below it."""
    name = _lines(holder.short, y + 14)
    members = ", ".join(member.holder.short for member in holder.members)
    named = _lines(members, name[-1][0] + LINE) if members else []
    bar = (named or name)[-1][0] + NAME - 14
    rows, over = [], []
    own = [line for line in lines if line.stated.is_own]
    below = bar + BAR + FOOT
    if own:
        row, below = _row("", own, bar, BAR, scale)
        rows.append(row)
    reported = defaultdict(list)
    for line in lines:
        if not line.stated.is_own:
            reported[line.said_by].append(line)
    for said_by in sorted(reported):
        over += _lines(f"according to {mid_sentence(said_by)}", below + 10)
        row, below = _row(said_by, reported[said_by], over[-1][0] + 5, REPORTED, scale)
        rows.append(row)
    return Strip(name, named, holder.mark, bar + BAR // 2, over, rows, not own), below + GAP


def _lines(words: str, y: int) -> list[tuple[int, str]]:
    """Words in lines that a phone has room for, each with where it stands."""
    return [(y + number * LINE, line) for number, line in enumerate(wrap(words, WITHIN))]


def _row(said_by, lines, y, height, scale) -> tuple[ChartRow, int]:
    """Shapes of positions on one word, and the height below them.

    Those that are alike share one shape; others share the height.
    """
    row = ChartRow(said_by)
    by_stated = {line.stated: line for line in lines}
    times = moments(by_stated)
    ends: list[float] = []
    for place, time in enumerate(times):
        until = min(each.first[0] for each in times[place + 1]) if place + 1 < len(times) else scale.end
        drawn = [_longest(time)] if are_alike(time) else time
        share = height // len(drawn)
        for part, each in enumerate(drawn):
            row.shapes += _shapes(by_stated[each], y + part * share, share, scale, until)
        row.labels.append(_label([by_stated[each] for each in time], drawn, y + height + 13, scale, until, ends))
    return row, y + height + UNDER + LINE * (len(ends) - 1)


def _longest(time) -> StatedPosition:
    """The most telling of equal positions: for a period, or else the earliest."""
    return min(time, key=lambda each: (not is_period(each.when), each.first[1]))


def _label(lines, drawn, y, scale, until, ends: list[float]) -> Label:
    """The label under a bar, in the first line where it touches no other.

    ``ends`` has where each line ends on a phone.
    """
    numbers = ", ".join(str(line.number) for line in lines)
    starts = min(scale(each.first[1]) for each in drawn)
    words = " / ".join(each.stance.label for each in drawn)
    width = NARROW * (len(numbers) + 1)
    x = max(min(starts, 100 - width), 0)
    level = next((level for level, end in enumerate(ends) if end <= x), len(ends))
    ends[level:] = [x + width, *ends[level + 1 :]]
    is_roomy = starts + LETTER * (len(words) + len(numbers) + 2) <= min(scale(until), 100)
    return Label(_percent(x), y + level * LINE, numbers, words if is_roomy else "")


def _shapes(line, y, height, scale, until) -> list[BarShape]:
    each: StatedPosition = line.stated
    fill = _pattern(line)[0]
    unsure_from, starts = (scale(day) for day in each.first)
    found = []
    if each.first[0] != each.first[1]:
        found.append(_shape("unsure", line, unsure_from, starts, y, height))
    if line.according_to:
        return [*found, _mark(line, (unsure_from + starts) / 2, y, height, scale, fill)]
    if is_period(each.when):
        ends, unsure_to = (scale(until), scale(until)) if each.when.is_open_end else (scale(day) for day in each.last)
        found.append(_shape("bar", line, starts, ends, y, height, fill))
        if unsure_to > ends:
            found.append(_shape("unsure", line, ends, unsure_to, y, height))
        return found
    found.append(_shape("bar", line, starts, starts, y, height, fill))
    half = max(height // 2, 2)
    found.append(_shape("tail", line, starts, scale(until), y + (height - half) // 2, half, fill))
    return found


def _mark(line, starts, y, height, scale, fill) -> BarShape:
    """The mark of what another says, at its date or over the dates that it names."""
    each: StatedPosition = line.stated
    if is_period(each.when) and not each.when.is_open_end:
        return _shape("mark", line, *(scale(day) for day in (each.first[0], each.last[1])), y, height, fill)
    return BarShape("mark", line.key, _percent(starts), y, "", height, fill)


def _shape(kind, line, start, end, y, height, fill="") -> BarShape:
    width = max(end - start, LEAST if kind == "bar" else 0)
    return BarShape(kind, line.key, _percent(min(start, 100 - width)), y, _percent(width), height, fill)


def _percent(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def _ticks(scale) -> list[DateTick]:
    """Ticks at the start of years, quarters or months, labelled if they fit."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    step = next((step for step in (1, 3, 6, 12, 24, 60, 120) if months / step <= TICKS), 1200)
    found = []
    month = scale.first.year * 12 + scale.first.month - 1
    for number in range(-(-month // step) * step, month + months, step):
        year, place = divmod(number, 12)
        day = datetime.date(year, place + 1, 1)
        if scale.first <= day <= scale.last:
            x = scale(day)
            label = f"{MONTHS[place][:3]} {year}" if step < 12 else str(year)
            found.append(DateTick(_percent(x), label if x < LAST else "", x >= LATE or len(found) % 2 == 1))
    return found
