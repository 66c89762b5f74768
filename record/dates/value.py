"""The value of a date: form, wording, basis and extent."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db import models

from record.dates.edtf import DateSpan, read_span
from record.dates.english import in_words
from record.dates.refusal import InvalidDate, excerpt, refusal


class DateBasis(models.TextChoices):
    """How a date is known. Anything but *stated* is shown with the date."""

    STATED = "stated", "stated"
    METADATA = "metadata", "metadata"
    ADDRESS = "address", "in the address"
    DERIVED = "derived", "derived"
    INFERRED = "inferred", "inferred"
    ANOTHER_DOCUMENT = "another-document", "another document"


class DateExtent(models.TextChoices):
    """How the bounds apply: happened within them, or lasted throughout them."""

    WITHIN = "within", "at some time within"
    THROUGHOUT = "throughout", "throughout"


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as exact as its source; `str()` gives it in English.

    `edtf` is a form that `record.dates.edtf` can parse, and `printed` is the wording of the
    source, if any. Raises InvalidDate, with reason and remedy, for anything else.
    """

    edtf: str
    printed: str = ""
    basis: DateBasis = DateBasis.STATED
    extent: DateExtent = DateExtent.WITHIN
    _span: DateSpan = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        put = object.__setattr__
        put(self, "_span", _span(self.edtf))
        put(self, "basis", _member(DateBasis, self.basis, "basis"))
        put(self, "extent", _member(DateExtent, self.extent, "extent"))

    @classmethod
    def on(cls, day: date, printed="", basis=DateBasis.STATED):
        """One day. A datetime is refused, because its day depends on the time zone."""
        if isinstance(day, datetime):
            raise TypeError("Give a date; timezone.localdate(moment) is the day of a moment.")
        return cls(day.isoformat(), printed, basis)

    def __str__(self):
        return _english(self.edtf, self.extent)

    @property
    def earliest(self) -> date:
        """The first possible day; 0001-01-01, never printed, if the start is open."""
        return self._span.earliest

    @property
    def latest(self) -> date:
        """The last possible day; 9999-12-31, never printed, if the end is open."""
        return self._span.latest

    @property
    def day_placed(self) -> date:
        """The day to sort it by: the earliest or, if the start is open, the latest."""
        return self.latest if self.is_open_start else self.earliest

    @property
    def sort_key(self) -> tuple[date, date, date]:
        """Place among other dates, as ``record.dates.order`` sorts rows."""
        return self.day_placed, self.earliest, self.latest

    @property
    def is_open_start(self) -> bool:
        return self._span.start is None

    @property
    def is_open_end(self) -> bool:
        return self._span.end is None

    @property
    def is_exact(self) -> bool:
        """One day, and certain."""
        start, end = self._span
        return self.earliest == self.latest and not start.mark and not end.mark

    @property
    def datetime_attribute(self) -> str:
        """The day for HTML's `datetime=`; empty unless the date is exact."""
        return self.earliest.isoformat() if self.is_exact else ""

    def overlaps(self, other: "UncertainDate") -> bool:
        """True if the two can be on the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def includes(self, other: "UncertainDate") -> bool:
        """True if every possible day of the other is within these bounds."""
        return self.earliest <= other.earliest and other.latest <= self.latest


def _member(choices, value, word):
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choices.values)
        raise InvalidDate(
            f"{excerpt(str(value))} is not a known {word} of a date",
            f"Write one of {known}",
        ) from None


# Lists print hundreds of dates, most of them many times, so both results are cached.


@lru_cache(maxsize=16_384)
def _span(form):
    span = read_span(form)
    if span is None:
        raise refusal(form)
    return span


@lru_cache(maxsize=16_384)
def _english(form, extent):
    return in_words(_span(form), throughout=extent == DateExtent.THROUGHOUT)
