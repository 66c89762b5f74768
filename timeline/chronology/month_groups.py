"""Month headings of a timeline."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from record.dates.english import MONTHS


@dataclass(frozen=True)
class Month:
    """A heading with its entries: one month, or no date."""

    label: str
    entries: list


def months(entries) -> list[Month]:
    """Group entries by month."""
    grouped = groupby(entries, key=lambda entry: (entry.placed.year, entry.placed.month))
    return [Month(_label(year, month, group), group) for (year, month), group in ((k, list(g)) for k, g in grouped)]


def _label(year, month, entries) -> str:
    """The month's name, or something wider where no date in it names a month."""
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
