"""Dates in plain English, as they are printed in a sentence.

| form                | within                                | throughout                       |
|---------------------|---------------------------------------|----------------------------------|
| 2025-01-08          | 8 January 2025                        | 8 January 2025                   |
| 2025-05~            | about May 2025                        | throughout about May 2025        |
| 2025-24             | winter 2025–26                        | throughout winter 2025–26        |
| 2025-07/2025-09     | between July and September 2025       | from July to September 2025      |
| 2025-10~/2025-11~   | roughly between October and November 2025 | from about October to about November 2025 |
| 2025-22/2025-23     | between summer and autumn 2025        | during summer to autumn 2025     |
| ../2028-04          | by April 2028                         | up to and including April 2028   |
| 2025-10/..          | October 2025 or later                 | from October 2025 onwards        |

`?` reads "perhaps", `~` "about", `%` "perhaps about". A year or month that both sides share is
printed once, unless a mark on the first side would then seem to cover the second. A winter is
printed with both of its years. The two days that represent an open side are never printed.
"""

from record.dates.edtf import WINTER

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
MARKS = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}


def in_words(span, throughout=False):
    """The span in English; `throughout` if the thing lasted for all of it."""
    start, end = span
    if start is None:
        return _until(end, throughout)
    if end is None:
        return _since(start, throughout)
    if start == end:
        lasted = throughout and start.day is None
        return ("throughout " if lasted else "") + point_in_words(start)
    if not throughout and start.mark == end.mark == "~":
        return "roughly " + in_words([each._replace(mark="") for each in span])
    first, last = _first_side(start, end), point_in_words(end)
    if not throughout:
        return f"between {first} and {last}"
    sides = f"{first} to {last}"
    return f"during {sides}" if start.is_season and end.is_season else f"from {sides}"


def at_the_time(when) -> str:
    """An uncertain date as a sentence has it.

    Such as "on 9 January 2025", "in July 2025" or "by May 2025".
    """
    if when.is_exact:
        return f"on {when}"
    return str(when) if set("/?~%") & set(when.edtf) else f"in {when}"


def point_in_words(point):
    """One date with its mark: "about May 2025"."""
    return MARKS[point.mark] + " ".join([*_day_and_month(point), _year(point)])


def _until(end, throughout):
    if not throughout:
        return f"by {point_in_words(end)}"
    # With a mark the last day is uncertain, and "including" would promise it.
    return ("up to " if end.mark else "up to and including ") + point_in_words(end)


def _since(start, throughout):
    if throughout:
        return f"from {point_in_words(start)} onwards"
    # The comma limits "perhaps" to the date; "perhaps 2025 or later" would read otherwise.
    return point_in_words(start) + (", or later" if start.mark else " or later")


def _first_side(start, end):
    """The first side of an interval, without a year or month that the second repeats."""
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
