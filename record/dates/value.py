"""The value that the record keeps for every date: form, wording, basis and extent."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.db import models

from record.dates.edtf import DateSpan, read_span
from record.dates.english import in_words
from record.dates.refusal import InvalidDate, refusal, shown


class DateBasis(models.TextChoices):
    """How a date is known. Anything but *stated* is shown with the date."""

    STATED = "stated", "stated"
    METADATA = "metadata", "metadata"
    ADDRESS = "address", "in the address"
    DERIVED = "derived", "derived"
    INFERRED = "inferred", "inferred"
    ANOTHER_DOCUMENT = "another-document", "another document"


class DateExtent(models.TextChoices):
    """Whether a thing happened once between two days or lasted from the one to the other."""

    WITHIN = "within", "at some time within"
    THROUGHOUT = "throughout", "throughout"


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as exact as its source; `str()` says it in English.

    `edtf` is a form that `record.dates.edtf` reads, `printed` the source's own wording or
    nothing. Raises InvalidDate, with reason and remedy, for anything else.
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
        """That one day. A moment is refused: which day it falls on depends on the clock."""
        if isinstance(day, datetime):
            raise TypeError("Give a date; timezone.localdate(moment) is the day of a moment.")
        return cls(day.isoformat(), printed, basis)

    def __str__(self):
        return _english(self.edtf, self.extent)

    @property
    def earliest(self) -> date:
        """The first day that it may be; 0001-01-01, never to be printed, where that is open."""
        return self._span.earliest

    @property
    def latest(self) -> date:
        """The last day that it may be; 9999-12-31, never to be printed, where that is open."""
        return self._span.latest

    @property
    def sort_key(self) -> tuple[date, date]:
        return self.earliest, self.latest

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
        """For HTML's `datetime=`: the day where the date is exact, otherwise nothing."""
        return self.earliest.isoformat() if self.is_exact else ""

    def overlaps(self, other: "UncertainDate") -> bool:
        """Whether the two may have been on one day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def includes(self, other: "UncertainDate") -> bool:
        """Whether every day that the other may be lies inside this one's bounds."""
        return self.earliest <= other.earliest and other.latest <= self.latest


def _member(choices, value, word):
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choices.values)
        raise InvalidDate(
            f"{shown(str(value))} is no {word} of a date",
            f"Write one of {known}",
        ) from None


# Lists show hundreds of dates and most of them again and again, so both readings are kept.


@lru_cache(maxsize=16_384)
def _span(form):
    span = read_span(form)
    if span is None:
        raise refusal(form)
    return span


@lru_cache(maxsize=16_384)
def _english(form, extent):
    return in_words(_span(form), throughout=extent == DateExtent.THROUGHOUT)
