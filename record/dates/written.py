"""Read a date as people write it: in words, by the day first, or in EDTF."""

import re

from record.dates.edtf import read_span
from record.dates.readings import readings
from record.dates.refusal import InvalidDate, excerpt
from record.dates.value import UncertainDate

EXAMPLES = "Write it like 8 January 2025, 8/1/2025, January 2025, spring 2025 or 2025"

_DAY_FIRST = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?P<by>[/.-]))?(?P<month>[0-9]{1,2})(?(by)(?P=by)|[/.])(?P<year>[0-9]{4})"
)
_SHORT_YEAR = re.compile(r"(?P<day>[0-9]{1,2})(?P<by>[/.-])(?P<month>[0-9]{1,2})(?P=by)(?P<short>[0-9]{2})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?P<by>[/.-])(?P<month>[0-9]{1,2})(?:(?P=by)(?P<day>[0-9]{1,2}))?")


def written_date(text: str) -> UncertainDate:
    """The date that a text names; one date, and no interval.

    In figures the day comes first, and a year of two digits is of this century. A winter is the one
    that begins in the year. Raises InvalidDate, worded for readers.
    """
    text = " ".join(text.split())
    form = next(filter(read_span, _forms(text)), None)
    if form is None:
        raise InvalidDate(f"We cannot read “{excerpt(text)}” as a date", EXAMPLES)
    if "/" in form:
        raise InvalidDate(f"“{excerpt(text)}” is not one date", "Write the first as “from” and the last as “to”")
    return UncertainDate(form)


def in_readers_words(date: UncertainDate) -> str:
    """The date in words where they are read as the same date, or else its EDTF form."""
    words = str(date)
    try:
        return words if written_date(words) == date else date.edtf
    except InvalidDate:
        return date.edtf


def edtf_form(text: str) -> str:
    """Turn a date or an interval in words into EDTF; any other text stays.

    Not of a day in figures: an officer is asked which of two days 01/04/2028 is.
    """
    text = " ".join(text.split())
    return next(filter(read_span, (text, *readings(text))), text)


def in_words(edtf: str) -> str:
    """Turn EDTF into words, if they are read as the same; else it stays."""
    words = str(UncertainDate(edtf))
    return words if edtf_form(words) == edtf else edtf


def _forms(text):
    """The EDTF forms that a text may be, the likeliest first; not all are dates."""
    yield text
    for shape in (_DAY_FIRST, _SHORT_YEAR, _YEAR_FIRST):
        if match := shape.fullmatch(text):
            parts = match.groupdict()
            year = parts.get("year") or f"20{parts['short']}"
            yield "-".join(each.zfill(2) for each in (year, parts["month"], parts["day"]) if each)
    yield from readings(text)
