"""Read dates in plain English, as officers and readers type them, into EDTF forms.

``readings`` gives each form that the words can mean, the one that is sure first. EDTF has no form for a part of a
month or a year: for “early 2026” that is the year and, if the source means it, the first third of it. Easter and the
other days that move are computed.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from dateutil.easter import easter

from record.dates.edtf import FIRST_YEAR, LAST_YEAR, WINTER, read_point, read_span
from record.dates.english import MONTHS, SEASON_NAMES

# Longer texts are no dates; none is read.
LONGEST = 80

_YEAR = r"(?P<year>(?!0000|0001|9999)[0-9]{4})"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)})"

_DAY = re.compile(r"(?:[a-z]+day,? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]+)\.?,? (?P<year>\S+)")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})")
_MONTH = re.compile(r"(?P<month>[a-z]+)\.?(?: of)?,? (?P<year>'?[0-9]{2,4})(?P<onward>[-/][0-9]{2,4})?")
_SHORT_YEAR = re.compile(r"'?([0-9]{2})")
_DECADE = re.compile(r"(?P<year>[0-9]{3}0)'?s")
_CENTURY = re.compile(r"(?P<number>[0-9]{1,2})(?:st|nd|rd|th) century")
_QUARTERS = [
    re.compile(rf"(?:q|quarter )(?P<nth>[1-4]),?(?: of)? {_YEAR}"),
    re.compile(rf"{_YEAR}[- ]?q(?P<nth>[1-4])"),
    re.compile(rf"{_NTH} quarter(?: of)? {_YEAR}"),
]
_HALVES = [
    re.compile(rf"h(?P<nth>[12]),?(?: of)? {_YEAR}"),
    re.compile(rf"{_YEAR}[- ]?h(?P<nth>[12])"),
    re.compile(rf"{_NTH} half(?: of)? {_YEAR}"),
]
_LONG_YEAR = re.compile(
    r"(?:(?P<kind>financial|fiscal|municipal|council) year )?(?P<first>[0-9]{4})[-/](?P<last>[0-9]{2}|[0-9]{4})"
    r"(?: (?P<after>financial|fiscal|municipal|council) year)?"
)
_ISO_WEEK = re.compile(rf"(?:week (?P<plain>[0-9]{{1,2}}),?(?: of)? )?{_YEAR}(?:-?w(?P<week>[0-9]{{2}}))?")
_WEEK_FROM = re.compile(r"(?:week|w)[ /.]?(?:commencing|beginning|starting|from|c|b)\.?:? (?P<day>.+)")
_WEEK_TO = re.compile(r"(?:week|w)[ /.]?(?:ending|e)\.?:? (?P<day>.+)")
_AROUND = re.compile(
    r"(?P<what>week|fortnight|weekend|night|evening|morning|afternoon) (?:of |from |beginning )?(?P<day>.+)"
)
_WEEK_OF_MONTH = re.compile(rf"{_NTH} week (?:of |in )?(?P<month>.+)")
_DAYS = re.compile(
    r"(?:between |from |(?:the )?weekend of )?(?P<first>[0-9]{1,2})(?:st|nd|rd|th)?(?: and | to | or |[ ]?[-/][ ]?)"
    r"(?P<last>[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]+\.?,? [0-9]{4})"
)
# “March and May 2025”, “summer to autumn 2025”: the first may go without its year.
_BETWEEN = re.compile(
    r"(?:between |from )?(?P<first>.+?)(?: and | to | or | until |[ ]?-[ ]?)(?P<last>.*?(?P<year>[0-9]{4}))"
)
# The middle of a year or a month is its second third.
_PARTS = re.compile(r"(?:(?P<part>early|mid|late)[ -](?:in )?|(?P<edge>start|beginning|middle|end) of )(?P<whole>.+)")
_THIRDS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

_BARE = re.compile(r"(?:(?:in|on|at|during|throughout|some ?time|the|of) )+(.+)")
_QUALIFIED = [
    (
        re.compile(
            r"(?:by|until|up to|no later than|not later than|not after)(?: and including)? (?:the end of )?(.+)"
        ),
        "../{}",
    ),
    (re.compile(r"(.+) or (?:earlier|before)"), "../{}"),
    (re.compile(r"(?:from|since|no earlier than|not earlier than|not before) (.+?)(?: onwards?| on)?"), "{}/.."),
    (re.compile(r"(.+?),? (?:onwards?|or (?:later|after))"), "{}/.."),
    (re.compile(r"(?:perhaps about|possibly about) (.+)"), "%"),
    (re.compile(r"(?:about|around|circa|c\.|approximately|approx\.|roughly) ?(.+)"), "~"),
    (re.compile(r"(?:perhaps|possibly|probably|maybe) (.+)"), "?"),
    (re.compile(r"(.+)\?"), "?"),
]
_BEFORE = re.compile(r"(?:before|earlier than|prior to) (.+)")
_AFTER = re.compile(r"(?:after|later than) (.+)")

# Days after Easter Sunday, from and to.
_MOVING = {
    "lent": (-46, -1),
    "good friday": (-2, -2),
    "easter": (-2, 1),
    "easter weekend": (-2, 1),
    "easter sunday": (0, 0),
    "easter monday": (1, 1),
    "ascension day": (39, 39),
    "whitsun": (49, 50),
    "whit sunday": (49, 49),
    "pentecost": (49, 49),
    "whit monday": (50, 50),
}
# Month and day, from and to.
_FIXED = {
    "new year's day": ("01-01", "01-01"),
    "may day": ("05-01", "05-01"),
    "michaelmas": ("09-29", "09-29"),
    "armistice day": ("11-11", "11-11"),
    "christmas": ("12-24", "12-26"),
    "christmas eve": ("12-24", "12-24"),
    "christmas day": ("12-25", "12-25"),
    "boxing day": ("12-26", "12-26"),
    "new year's eve": ("12-31", "12-31"),
}
_TERMS = {"spring": ("01", "04"), "summer": ("04", "07"), "autumn": ("09", "12")}
_TERM = re.compile(rf"(?P<name>{'|'.join(_TERMS)}) term(?: of)?,? {_YEAR}")
_FEAST = re.compile(rf"(?P<name>{'|'.join(sorted([*_MOVING, *_FIXED, 'new year'], key=len, reverse=True))}),? {_YEAR}")


def readings(words: str) -> list[str]:
    """The EDTF forms that a date in English can mean; empty if it cannot be read."""
    if len(words) > LONGEST:
        return []
    text = " ".join(words.lower().split()).strip(" .,;")
    text = text.translate(str.maketrans("‘’–—‐‑", "''----"))
    return list(dict.fromkeys(form for form in _read(text) if read_span(form)))


def _read(text: str) -> list[str]:
    for reader in (_plain, _long_year, _range, _week, _part, _qualified):
        if forms := [form for form in reader(text) if read_span(form)]:
            return forms
    if (bare := _BARE.fullmatch(text)) and not _BARE.fullmatch(bare[1]):
        return _read(bare[1])
    return []


def _plain(text: str) -> list[str]:
    """One year, season, month or day; a decade, a quarter, a half or a feast."""
    if read_point(text):
        return [text]
    if decade := _DECADE.fullmatch(text):
        first = int(decade["year"])
        century = [f"{first:04}/{first + 99:04}"] if first % 100 == 0 else []
        return [f"{first:04}/{first + 9:04}", *century]
    if century := _CENTURY.fullmatch(text):
        return [f"{int(century['number']) * 100 - 99:04}/{int(century['number']) * 100:04}"]
    for shapes, months in ((_QUARTERS, 3), (_HALVES, 6)):
        if match := next((found for each in shapes if (found := each.fullmatch(text))), None):
            return _months_of_year(match, months)
    if term := _TERM.fullmatch(text):
        first, last = _TERMS[term["name"]]
        return [f"{term['year']}-{first}/{term['year']}-{last}"]
    if feast := _FEAST.fullmatch(text):
        return [_days(*_feast(feast["name"], int(feast["year"])))]
    return _day_or_month(text)


def _day_or_month(text: str) -> list[str]:
    match = next((found for each in (_DAY, _MONTH_FIRST, _MONTH) if (found := each.fullmatch(text))), None)
    if match is None:
        return []
    parts = match.groupdict()
    if short := _SHORT_YEAR.fullmatch(parts["year"]):
        parts["year"] = f"20{short[1]}"
    if not re.fullmatch(_YEAR, parts["year"]):
        return []
    year, day = int(parts["year"]), parts.get("day")
    season = next((number for number, name in SEASON_NAMES.items() if name == parts["month"]), None)
    month = season or _month(parts["month"])
    if month is None or (short and season) or (parts.get("onward") and month != WINTER):
        return []
    forms = [f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "")]
    if month == WINTER and not parts.get("onward"):
        forms.append(f"{year - 1:04}-{month}")
    return [form for form in forms if read_point(form)]


def _month(word: str) -> int | None:
    """The number of a month from its name or its first three letters or more."""
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(word)), None)


def _months_of_year(match, months: int) -> list[str]:
    """The form of one of the equal parts of a year."""
    count = 12 // months
    nth = _ORDINALS.get(match["nth"]) or int(match["nth"])
    nth = count if nth < 0 else nth
    return [f"{match['year']}-{nth * months - months + 1:02}/{match['year']}-{nth * months:02}"] if nth <= count else []


def _feast(name: str, year: int) -> tuple[date, date]:
    if name == "new year":
        return date(year, 1, 1) - timedelta(1), date(year, 1, 1)
    if name in _FIXED:
        first, last = (date.fromisoformat(f"{year:04}-{day}") for day in _FIXED[name])
        return first, last
    sunday = easter(year)
    return tuple(sunday + timedelta(days) for days in _MOVING[name])


def _long_year(text: str) -> list[str]:
    """A financial year, or a municipal one, from May to May."""
    match = _LONG_YEAR.fullmatch(text)
    kind = match and (match["kind"] or match["after"])
    if not kind or int(match["last"]) % 100 != (int(match["first"]) + 1) % 100:
        return []
    first, last = int(match["first"]), int(match["first"]) + 1
    is_financial = kind in ("financial", "fiscal")
    return [f"{first:04}-04/{last:04}-03" if is_financial else f"{first:04}-05/{last:04}-05"]


def _week(text: str) -> list[str]:
    text = text.removeprefix("the ")
    if (iso := _ISO_WEEK.fullmatch(text)) and (week := iso["plain"] or iso["week"]):
        try:
            monday = date.fromisocalendar(int(iso["year"]), int(week), 1)
        except ValueError:
            return []
        return [_days(monday, monday + timedelta(6))]
    if (match := _WEEK_FROM.fullmatch(text)) and (day := _one_day(match["day"])):
        return [_days(day, day + timedelta(6))]
    if (match := _WEEK_TO.fullmatch(text)) and (day := _one_day(match["day"])):
        return [_days(day - timedelta(6), day)]
    if match := _WEEK_OF_MONTH.fullmatch(text):
        return _week_of_month(match)
    if (match := _AROUND.fullmatch(text)) and (day := _one_day(match["day"])):
        return _around(match["what"], day)
    return []


def _one_day(text: str) -> date | None:
    points = [read_point(form) for form in _day_or_month(text.removeprefix("the ")) or [text]]
    return next((point.first for point in points if point and point.day), None)


def _week_of_month(match) -> list[str]:
    points = [read_point(form) for form in _day_or_month(match["month"])]
    month = next((point for point in points if point and point.month and not point.is_season and not point.day), None)
    if month is None:
        return []
    nth = _ORDINALS[match["nth"]]
    first = month.last - timedelta(6) if nth < 0 else month.first + timedelta(7 * (nth - 1))
    return [_days(first, first + timedelta(6))]


def _around(what: str, day: date) -> list[str]:
    monday = day - timedelta(day.weekday())
    if what == "week":
        weeks = [monday, day]
        return [_days(first, first + timedelta(6)) for first in weeks]
    if what == "fortnight":
        return [_days(day, day + timedelta(13))]
    if what == "weekend":
        return [_days(monday + timedelta(5), monday + timedelta(6))]
    return [_days(day, day + timedelta(1)) if what == "night" else day.isoformat()]


def _range(text: str) -> list[str]:
    """From one date to another; the first may go without its year or month."""
    if "/" in text and " " not in text:
        sides = [_read(side)[:1] if side != ".." else [".."] for side in text.split("/")]
        return [_across(sides[0][0], sides[1][0])] if len(sides) == 2 and all(sides) else []
    if match := _DAYS.fullmatch(text):
        last = _day_or_month(match["last"])
        return [f"{last[0][:-2]}{int(match['first']):02}/{last[0]}"] if last else []
    if match := _BETWEEN.fullmatch(text):
        firsts = _plain(match["first"]) or _plain(f"{match['first']} {match['year']}")
        lasts = _plain(match["last"])
        return [_across(firsts[0], lasts[0])] if firsts and lasts else []
    return []


def _part(text: str) -> list[str]:
    """For “early 2026” the year, and then the early part of it."""
    match = _PARTS.fullmatch(text.removeprefix("the "))
    if match is None:
        return []
    word = match["part"] or match["edge"]
    wholes = [each for each in _plain(match["whole"].removeprefix("the ")) if read_span(each)]
    return [*wholes, *(part for whole in wholes[:1] if (part := _third(read_span(whole), _THIRDS[word], word)))]


def _third(span, third: int, word: str) -> str:
    """A third of a decade, a year or a month; for the end of a year its last month."""
    start, end = span
    if start != end:
        years = (end.year - start.year == 9) and [(0, 3), (4, 6), (7, 9)][third]
        return f"{start.year + years[0]:04}/{start.year + years[1]:04}" if years else ""
    if start.day or start.is_season:
        return ""
    if start.month is None:
        if word == "end":
            return f"{start.year:04}-12"
        return f"{start.year:04}-{4 * third + 1:02}/{start.year:04}-{4 * third + 4:02}"
    last = monthrange(start.year, start.month)[1]
    first, last = [(1, 10), (11, 20), (21, last)][third]
    return f"{start.year:04}-{start.month:02}-{first:02}/{start.year:04}-{start.month:02}-{last:02}"


def _qualified(text: str) -> list[str]:
    for shape, form in _QUALIFIED:
        if match := shape.fullmatch(text):
            return [_with(form, each) for each in _read(match[1])]
    if match := _BEFORE.fullmatch(text):
        return [_before(read_span(each)) for each in _read(match[1])]
    if match := _AFTER.fullmatch(text):
        return [_after(read_span(each)) for each in _read(match[1])]
    return []


def _with(form: str, read: str) -> str:
    if len(form) == 1:
        return "/".join(side if side == ".." or side[-1] in "?~%" else side + form for side in read.split("/"))
    return form.format(read.split("/")[-1 if form.startswith("..") else 0])


def _before(span) -> str:
    """All that is earlier, to the year, month or day."""
    if span.start is None or span.earliest.year <= FIRST_YEAR:
        return ""
    day_before = span.earliest - timedelta(1)
    return f"../{_as_exact_as(span.start, day_before)}"


def _after(span) -> str:
    if span.end is None or span.latest.year >= LAST_YEAR:
        return ""
    return f"{_as_exact_as(span.end, span.latest + timedelta(1))}/.."


def _as_exact_as(point, day: date) -> str:
    """A day, or its month or year, if no more is known of the point beside it."""
    return day.isoformat()[: 4 if point.month is None else 10 if point.day else 7]


def _across(first: str, last: str) -> str:
    return f"{first.split('/')[0]}/{last.split('/')[-1]}"


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
