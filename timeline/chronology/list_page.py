"""A page of a timeline, and the number of its entries by kind and year."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractYear

from proposals.models import Event
from timeline.chronology import chips
from timeline.chronology.entries import LATEST_FIRST, NEVER, ORDER, SIZE, TimelineEntry, entries_from, rows_from
from timeline.chronology.month_groups import Month, months
from timeline.chronology.parts import Parts


@dataclass(frozen=True)
class TimelinePage:
    months: list[Month]
    entries: list[TimelineEntry]
    next: str
    previous: str


def page(
    case, parts: Parts, today, after: str = "", size: int = SIZE, *, chip=chips.ALL, differing=(), is_latest_first=False
) -> TimelinePage:
    """One page of what a chip shows of a timeline.

    Raises BadCursor if ``after`` is no place in it.
    """
    order = LATEST_FIRST if is_latest_first else ORDER
    cursor = order.read(after) if after else None
    read = parts.read if cursor else parts.read_often
    rows = read(_rows, chip, cursor, size + 1, order, differing=list(differing))
    page = order.paged(entries_from(case, today, rows), size, cursor)
    return TimelinePage(months=months(page.rows), entries=page.rows, next=page.next, previous=page.previous)


def _rows(parts, chip, cursor, size, order):
    return rows_from(chips.shown(parts, chip, chips.GIVEN).values(), cursor, size, order)


def numbers_by_year(parts: Parts) -> dict[int, Counter]:
    """The number of entries by kind and year, undated ones under that of NEVER."""
    numbers = {rank: Counter() for rank in parts}
    for row in parts.read_often(_numbers):
        numbers[row["rank"]][row["year"]] += row["count"]
    return numbers


def _numbers(parts):
    counts = [
        part.order_by().values("rank", year=ExtractYear("placed")).annotate(count=Count("pk"))
        for part in parts.values()
    ]
    return counts[0].union(*counts[1:], all=True) if counts else Event.objects.none()


def years(numbers: dict[int, Counter]) -> dict[int, int]:
    """The number of entries in each year; what is undated is in none."""
    totals = sum(numbers.values(), Counter())
    return {year: totals[year] for year in sorted(totals) if year != NEVER.year}
