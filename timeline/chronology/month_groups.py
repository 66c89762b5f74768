"""The months under whose names entries of a timeline stand."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from record.dates.english import MONTHS


@dataclass(frozen=True)
class Month:
    """The entries of one month, under its name, or those without a date."""

    label: str
    entries: list


def months(entries) -> list[Month]:
    """Entries under the months in which they stand."""
    grouped = groupby(entries, key=lambda entry: (entry.placed.year, entry.placed.month))
    return [Month(_label(year, month, group), group) for (year, month), group in ((k, list(g)) for k, g in grouped)]


def _label(year, month, entries) -> str:
    """The month's name; or only as much of it as is known of any entry in it."""
    if entries[0].when is None:
        return "No date in this record"
    latest = [entry.when.latest for entry in entries]
    name, december = f"{MONTHS[month - 1]} {year}", datetime.date(year, 12, 31)
    if min(latest) < _month_after(year, month):
        return name
    if month == 1 and min(latest) == max(latest) == december:
        return f"{year}, no one month known"
    return f"{name} and the months after" if max(latest) <= december else f"{name} or later"


def _month_after(year: int, month: int) -> datetime.date:
    """The first day of the next month."""
    return datetime.date(year + month // 12, month % 12 + 1, 1)
