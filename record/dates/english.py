"""Says a date in plain English that can stand in the middle of a sentence.

| form                | within                                | throughout                       |
|---------------------|---------------------------------------|----------------------------------|
| 2025-01-08          | 8 January 2025                        | 8 January 2025                   |
| 2025-05~            | about May 2025                        | throughout about May 2025        |
| 2025-24             | winter 2025–26                        | throughout winter 2025–26        |
| 2025-07/2025-09     | some time from July to September 2025 | from July to September 2025      |
| 2025-22/2025-23     | some time from summer to autumn 2025  | during summer to autumn 2025     |
| ../2028-04          | by April 2028                         | up to and including April 2028   |
| 2025-10/..          | October 2025 or later                 | from October 2025 onwards        |

`?` reads "perhaps", `~` "about", `%` "perhaps about". A year or month that both sides share is
said once, unless a mark on the first side alone would then seem to cover the second. A winter
is said with both of its years. The two days that stand for an open side are never said.
"""

from record.dates.edtf import WINTER

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
MARKS = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}


def in_words(span, throughout=False):
    """The span in English, never empty; `throughout` where the thing lasted for all of it."""
    start, end = span
    if start is None:
        return _until(end, throughout)
    if end is None:
        return _since(start, throughout)
    if start == end:
        lasted = throughout and start.day is None
        return ("throughout " if lasted else "") + point_in_words(start)
    sides = f"{_first_side(start, end)} to {point_in_words(end)}"
    if not throughout:
        return f"some time from {sides}"
    return f"during {sides}" if start.is_season and end.is_season else f"from {sides}"


def point_in_words(point):
    """One date with its mark: "about May 2025"."""
    return MARKS[point.mark] + " ".join([*_day_and_month(point), _year(point)])


def _until(end, throughout):
    if not throughout:
        return f"by {point_in_words(end)}"
    # With a mark the last day is not known anyway, and "including" would promise it.
    return ("up to " if end.mark else "up to and including ") + point_in_words(end)


def _since(start, throughout):
    if throughout:
        return f"from {point_in_words(start)} onwards"
    # The comma keeps "perhaps" to the date: it is not perhaps later.
    return point_in_words(start) + (", or later" if start.mark else " or later")


def _first_side(start, end):
    """The first side of an interval, without what the second side says for both."""
    mark_would_spread = start.mark and not end.mark
    one_year = start.year == end.year and WINTER not in (start.month, end.month)
    if mark_would_spread or not one_year or start.month is None or end.month is None:
        return point_in_words(start)
    day_and_month = _day_and_month(start)
    if start.day and end.day and start.month == end.month:
        day_and_month = day_and_month[:1]
    return MARKS[start.mark] + " ".join(day_and_month)


def _day_and_month(point):
    if point.month is None:
        return []
    if point.is_season:
        return [SEASON_NAMES[point.month]]
    day = [str(point.day)] if point.day else []
    return [*day, MONTHS[point.month - 1]]


def _year(point):
    if point.month != WINTER:
        return str(point.year)
    following = point.year + 1
    return f"{point.year}–{following if following % 100 == 0 else f'{following % 100:02}'}"
