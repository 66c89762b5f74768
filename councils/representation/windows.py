"""Windows of days: (earliest, latest). An undated thing has the widest."""

import datetime

from record.dates import DateExtent, UncertainDate

ALWAYS = (datetime.date.min, datetime.date.max)
DAY = datetime.timedelta(days=1)

Window = tuple[datetime.date, datetime.date]


def window_of(date) -> Window:
    return ALWAYS if date is None else (date.earliest, date.latest)


def overlap(one: Window, other: Window) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def common(one: Window, other: Window) -> Window:
    """The days of two windows that overlap."""
    return max(one[0], other[0]), min(one[1], other[1])


def without(window: Window, other: Window) -> list[Window]:
    """The days of a window that another does not cover: none, one or two windows."""
    if not overlap(window, other):
        return [window]
    parts = []
    if window[0] < other[0]:
        parts.append((window[0], other[0] - DAY))
    if other[1] < window[1]:
        parts.append((other[1] + DAY, window[1]))
    return parts


def surely_of(date) -> Window:
    """The days on which a period holds for certain, which may be none.

    The inner bounds of an interval; a single date is known for that date alone,
    unless it is said to hold throughout. councils_inner_from() and
    councils_inner_to() say the same in SQL, and a test compares them.
    """
    start, slash, end = date.edtf.partition("/")
    if not slash:
        return window_of(date) if date.extent == DateExtent.THROUGHOUT else (date.latest, date.earliest)
    return (
        datetime.date.min if start == ".." else UncertainDate(start).latest,
        datetime.date.max if end == ".." else UncertainDate(end).earliest,
    )


def overlap_surely(one, other) -> bool:
    """Ask if two periods overlap for certain, and by more than one day at the edge."""
    (start, end), (other_start, other_end) = surely_of(one), surely_of(other)
    return max(start, other_start) < min(end, other_end)


def end_of(period) -> UncertainDate | None:
    """The end of a period as written; None if it goes on, or is a single date."""
    if period is None or "/" not in period.edtf or period.is_open_end:
        return None
    return UncertainDate(period.edtf.partition("/")[2])
