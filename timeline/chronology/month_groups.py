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
    """Group entries by month, apart from those that may be of a later month."""
    return [Month(label, list(group)) for label, group in groupby(entries, key=_label)]


def _label(entry) -> str:
    """The month's name, or something wider where the date names no one month."""
    if entry.when is None:
        return "Date not known"
    year, month, latest = entry.placed.year, entry.placed.month, entry.when.latest
    name, december = f"{MONTHS[month - 1]} {year}", datetime.date(year, 12, 31)
    if latest < _month_after(year, month):
        return name
    if month == 1 and latest == december:
        return f"{year} (month not known)"
    return f"{name} {'and the months after' if latest <= december else 'or later'}"


def _month_after(year: int, month: int) -> datetime.date:
    """The first day of the next month."""
    return datetime.date(year + month // 12, month % 12 + 1, 1)
