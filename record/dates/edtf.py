"""Parse the part of EDTF that this record uses, and the days that it covers.

EDTF is the Extended Date/Time Format of the Library of Congress
(https://www.loc.gov/standards/datetime/, 4 February 2019; ISO 8601-2:2019, annex A).
Supported: years, months and days of level 0; and from level 1 the seasons 21 to 24, the marks
`?` (uncertain), `~` (approximate) and `%` (both) at the end of a date, and `..` for an open
side of an interval. Going beyond the standard, a season may carry a mark and may be a side
of an interval, because reports say things like "during the summer and autumn".

Three rules of this record:

- Marks never widen the bounds: `2025-05~` is May 2025, as it is for an exact search.
- Seasons are the Met Office's meteorological ones, three whole months each ("When does
  autumn start? Defining seasons", blog.metoffice.gov.uk, 20 September 2012): spring March to
  May, summer June to August, autumn September to November, winter December to February.
  EDTF itself fixes no months. A winter has the year in which it begins, a rule of ours:
  `2025-24` is 1 December 2025 to 28 February 2026.
- Years run from 0002 to 9998, because 0001-01-01 and 9999-12-31 are how an open side is
  stored. Those two days can therefore mean nothing else.

The database has the same rules in SQL functions named `record_edtf_…`, and a test compares
the two.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

OPEN_START = date(1, 1, 1)
OPEN_END = date(9999, 12, 31)
FIRST_YEAR, LAST_YEAR = 2, 9998

# Each season, by the month in which it begins.
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
WINTER = 24

# Year, month and day in digits and a mark. The day need not exist.
DATE_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")


class DatePoint(NamedTuple):
    """One year, season, month or day, with its parts and its first and last day.

    `month` is 1 to 12, or 21 to 24 for a season, and None if only the year is given.
    """

    year: int
    month: int | None
    day: int | None
    mark: str
    first: date
    last: date

    @property
    def is_season(self):
        return self.month in SEASONS


class DateSpan(NamedTuple):
    """The interval from one point to another; a single date has the same point twice.

    None is an open side; the two sides are never both open.
    """

    start: DatePoint | None
    end: DatePoint | None

    @property
    def earliest(self):
        return self.start.first if self.start else OPEN_START

    @property
    def latest(self):
        return self.end.last if self.end else OPEN_END


def read_span(form):
    """The span of a date or an interval, or None if the text is neither."""
    before, slash, after = form.partition("/")
    if not slash:
        point = read_point(form)
        return point and DateSpan(point, point)
    start, end = read_point(before), read_point(after)
    if (start is None and before != "..") or (end is None and after != ".."):
        return None
    span = DateSpan(start, end)
    if (start is None and end is None) or span.earliest > span.latest:
        return None
    return span


def read_point(form):
    """The point that a date names, or None if the text is not a date."""
    match = DATE_SHAPE.fullmatch(form)
    if match is None:
        return None
    year, month, day = (part and int(part) for part in match.group(1, 2, 3))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    months = _months(year, month)
    if months is None:
        return None
    first, last = months
    if day is not None:
        if month in SEASONS or not 1 <= day <= last.day:
            return None
        first = last = first.replace(day=day)
    return DatePoint(year, month, day, match[4], first, last)


def _months(year, month):
    """First and last day of a year, season or month; None if there is no such month."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if month in SEASONS:
        begins = SEASONS[month]
        ends_in = (year + 1, 2) if month == WINTER else (year, begins + 2)
        return date(year, begins, 1), date(*ends_in, monthrange(*ends_in)[1])
    if 1 <= month <= 12:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return None
