"""Explain why a text is not a date of this record, and what to write instead.

Officers read these messages under a form field, and authors of case files after a line number.
The messages never guess: if a text can be read in two ways, both are offered.
"""

import itertools
import re

from record.dates.edtf import DATE_SHAPE, FIRST_YEAR, LAST_YEAR, SEASONS, read_point, read_span
from record.dates.english import MONTHS, in_words
from record.dates.readings import readings

EXAMPLES = (
    "Write for example 2025-01-08 for 8 January 2025, 2025-01 for January 2025, 2025 for the"
    " year, or 2025-07/2025-09 for July to September 2025"
)
YEARS = f"Write a year of four digits from {FIRST_YEAR:04} to {LAST_YEAR}"

_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})")
_LOOSE = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?([?~%]?)")
_TWO_YEARS = re.compile(r"([0-9]{4})[-/–]([0-9]{2})")
_NO_YEAR = re.compile(rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{'|'.join(MONTHS)})", re.IGNORECASE)
_COMPACT = re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})([?~%]?)")


class InvalidDate(ValueError):
    """A text that is not a date; `str()` gives reason and remedy as two sentences."""

    def __init__(self, reason, remedy):
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self):
        return f"{self.reason}. {self.remedy}."


def refusal(form):
    """The InvalidDate for a text that `read_span` cannot read."""
    return (
        _refused_as_a_whole(form)
        or _refused_financial_year(form)
        or _refused_interval(form)
        or _refused_point(form)
        or InvalidDate(f"{excerpt(form)} cannot be read as a date", EXAMPLES)
    )


def excerpt(text):
    """The text shortened, and without unprintable characters, for use in a message."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:40])
    return clean + "…" if len(text) > 40 else clean


def _refused_as_a_whole(form):
    name = excerpt(form)
    if not form.strip():
        return InvalidDate("The date is empty", EXAMPLES)
    closed = re.sub(r"\s", "", form)
    if closed != form and read_span(closed):
        return InvalidDate(f"{name} cannot be read as a date: it has a space in it", f"Write {closed}")
    if day_first := _DAY_FIRST.fullmatch(form):
        return _refused_day_first(name, day_first)
    if forms := readings(form):
        return InvalidDate(f"{name} cannot be read as a date: it is written out in words", _remedy(forms))
    if undated := _NO_YEAR.fullmatch(form.strip()):
        return InvalidDate(f"{name} has no year", _with_year(undated))
    if re.search(r"[\[\]{}]", form):
        return InvalidDate(
            f"{name} is a set of dates, of EDTF level 2, which this record does not use",
            "Write an interval that holds them all, for example 2025-03-20/2025-03-21",
        )
    if re.search(r"[0-9X]T[0-9]", form):
        return InvalidDate(
            f"{name} has a clock time, and only the day belongs here",
            "Write the day alone, for example 2025-01-08",
        )
    if re.search(r"[0-9X][Xxu]|[Xx][0-9X]", form):
        return InvalidDate(f"{name} leaves digits out, which this record does not use", _without_digits_left_out(form))
    if re.search(r"[?~%](?!$|/)|[?~%]{2}", form):
        return InvalidDate(
            f"{name} has a mark within a date, of EDTF level 2, or two marks",
            "Write one mark at the end of the date, for example 2025-05~ for about May 2025,"
            " 2025-05? for perhaps, 2025-05% for both",
        )
    return None


def _refused_day_first(name, match):
    one, other, year = match[1].zfill(2), match[3].zfill(2), match[4]
    year = year if len(year) == 4 else f"20{year}"
    forms = [f"{year}-{other}-{one}", f"{year}-{one}-{other}"]
    forms = [form for form in dict.fromkeys(forms) if read_point(form)]
    reason = f"{name} cannot be read as a date: the year comes first, then the month, then the day"
    return InvalidDate(reason, f"Write {_either(forms)}" if forms else EXAMPLES)


def _remedy(forms):
    """The form to write; a second one may say more than is sure."""
    first, *others = forms
    bounds = [read_span(form) for form in forms]
    is_part = others and bounds[0].earliest <= bounds[1].earliest and bounds[1].latest <= bounds[0].latest
    if is_part:
        return f"Write {_either([first])}. If the source is as exact as that, write {_either(others)}"
    return f"Write {_either(forms)}"


def _with_year(match):
    number = next(number for number, name in enumerate(MONTHS, start=1) if name.lower() == match["month"].lower())
    return f"Write the year first, as in YYYY-{number:02}" + (f"-{int(match['day']):02}" if match["day"] else "")


def _without_digits_left_out(form):
    """The date as far as its digits are known: 2025 for 2025-XX, 2020/2029 for 202X."""
    year, *rest = re.sub("[Xxu]", "X", form).split("-")
    known = "-".join([year, *itertools.takewhile(lambda part: "X" not in part, rest)])
    if "X" in year:
        known = f"{year.replace('X', '0')}/{year.replace('X', '9')}"
    return f"Write {_either([known])}" if read_span(known) else EXAMPLES


def _either(forms):
    return ", or ".join(f"{form} for {_meaning(form)}" for form in forms)


def _meaning(form):
    words = in_words(read_span(form))
    return f"some time {words}" if words.startswith("between ") else words


def _refused_financial_year(form):
    years = _TWO_YEARS.fullmatch(form)
    if not years or int(years[2]) != (int(years[1]) + 1) % 100 or int(years[1]) >= LAST_YEAR:
        return None
    first, second = int(years[1]), int(years[1]) + 1
    month = f"{first:04}-{years[2]}"
    as_month = f"; or {month} for {in_words(read_span(month))}" if read_span(month) else ""
    return InvalidDate(
        f"{excerpt(form)} cannot be read as a date: a year that is not the calendar’s is written by its months",
        f"Write {first:04}-04/{second:04}-03 for the financial year, or {first:04}/{second:04} for both years"
        f"{as_month}",
    )


def _refused_interval(form):
    name = excerpt(form)
    sides = form.split("/")
    if len(sides) == 1:
        return None
    if (loose := _LOOSE.fullmatch(form)) and loose[4]:
        return _refused_separators(name, loose)
    if len(sides) > 2:
        return InvalidDate(
            f"{name} is not an EDTF interval: it has more than two sides",
            "Write the first date, one /, and the last date, for example 2025-07/2025-09",
        )
    if "" in sides:
        mended = "/".join(side or ".." for side in sides)
        remedy = f"Write {mended} if that side is open" if read_span(mended) else EXAMPLES
        return InvalidDate(f"{name} has an empty side, which would say that a bound is unknown", remedy)
    if sides == ["..", ".."]:
        return InvalidDate(
            f"{name} is open on both sides and so says nothing",
            "Give one bound, for example ../2025-01 or 2025-01/.., or leave the date out",
        )
    for side in sides:
        if side != ".." and read_point(side) is None:
            return refusal(side)
    return InvalidDate(
        f"{name} runs backwards: {sides[0]} is later than {sides[1]}",
        f"Write the earlier date first: {sides[1]}/{sides[0]}",
    )


def _refused_point(form):
    name = excerpt(form)
    if strict := DATE_SHAPE.fullmatch(form):
        year, month, day = (part and int(part) for part in strict.group(1, 2, 3))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return InvalidDate(
                f"{name} has a year that this record does not use",
                f"Write .., as in 2025-10/.., for an open side, or a year from {FIRST_YEAR:04} to {LAST_YEAR}",
            )
        if 25 <= month <= 41:
            return InvalidDate(
                f"{name} has {month} in place of a month, of EDTF level 2, which this record does not use",
                f"Write {_either([_of_level_2(year, month)])}",
            )
        if not 1 <= month <= 12 and month not in SEASONS:
            return InvalidDate(
                f"{name} cannot be read as a date: there is no month {month:02}",
                "Write a month from 01 to 12, or a season: 21 spring, 22 summer, 23 autumn, 24 winter",
            )
        if month in SEASONS:
            return InvalidDate(
                f"{name} cannot be read as a date: a season has no days",
                f"Write the season alone, {year:04}-{month}, or a day of a month",
            )
        return InvalidDate(
            f"{name} cannot be read as a date: there is no day {day:02} in {strict[1]}-{strict[2]}",
            "Write a day of that month, or the month alone if the day is not known",
        )
    if loose := _LOOSE.fullmatch(form) or _COMPACT.fullmatch(form):
        return _refused_separators(name, loose)
    if re.fullmatch(r"-[0-9]{4}.*|Y.*|[0-9]{5,}.*|[0-9]{1,3}[?~%]?|[0-9]{4}S.*", form):
        return InvalidDate(f"{name} has no year of four digits", YEARS)
    return None


def _of_level_2(year, number):
    """A season of either half of the world, or a quarter, third or half of a year."""
    if number < 33:
        season = number - 4 if number < 29 else (number - 29 + 2) % 4 + 21
        return f"{year:04}-{season}"
    first, months = next((first, months) for first, months in ((40, 6), (37, 4), (33, 3)) if number >= first)
    start = (number - first) * months + 1
    return f"{year:04}-{start:02}/{year:04}-{start + months - 1:02}"


def _refused_separators(name, loose):
    """Refuse 2025-1-8, 2025/01/08 and 20250108: right order, wrong separators."""
    year, _, month, day, mark = loose.groups()
    mended = "-".join(part.zfill(2) for part in (year, month, day) if part) + mark
    remedy = f"Write {mended}" if read_point(mended) else EXAMPLES
    return InvalidDate(
        f"{name} cannot be read as a date: months and days have two digits, with - between the parts",
        remedy,
    )
