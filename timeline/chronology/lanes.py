"""The picture of a timeline: a lane for each side, and a mark where it speaks.

One year at a time, since a phone has room for twelve months. A mark stands at the
month of an entry; several entries of a side in a month are one mark with their number.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from claims.choices import EventRole
from claims.models import Appearance, ClaimEvent
from councils.models import Side
from proposals.choices import EventStatus
from record.dates.english import MONTHS
from record.prepared import AnyGiven, Given, Prepared
from record.workflow.states import State
from timeline.chronology.entries import COLUMNS, DOCUMENT, EVENT, SUBMISSION, TimelineEntry, bare_entries_from, together
from timeline.chronology.parts import Parts

# In the picture's pixels, down. Across it has per cent, so that text never scales.
HEAD, LANE, LINE = 16, 40, 27


@dataclass(frozen=True)
class LaneMark:
    """The entries of one side in one month.

    ``x`` is in per cent. ``is_uncertain``: none is sure to be of this month; ``is_planned``: all are still to come;
    ``differs``: of one of them accounts differ.
    """

    x: float
    count: int
    address: str
    title: str
    shape: str
    is_uncertain: bool
    is_planned: bool
    differs: bool

    @property
    def css_classes(self) -> str:
        """The CSS classes of the mark."""
        classes = {"uncertain": self.is_uncertain, "planned": self.is_planned, "differs": self.differs}
        return " ".join(name for name, is_so in classes.items() if is_so)


@dataclass(frozen=True)
class Lane:
    side: Side
    top: int
    line: int
    marks: list[LaneMark]


@dataclass(frozen=True)
class LaneYear:
    number: int
    count: int
    address: str
    is_shown: bool


@dataclass(frozen=True)
class LanesPicture:
    """The lanes of one year, and the way to the others.

    ``disputes`` are lines from the first lane to the last that is in a dispute, as x, top and bottom.
    """

    year: int
    months: list[tuple[float, str]]
    lanes: list[Lane]
    years: list[LaneYear]
    disputes: list[tuple[float, int, int]]

    @property
    def height(self) -> int:
        return HEAD + LANE * len(self.lanes)


def lanes_picture(
    case, today, parts: Parts, years, differing: set[int], address: Callable[[dict], str]
) -> LanesPicture | None:
    """The picture of a timeline; None where no entry has a date.

    ``parts`` are its querysets by kind of entry, ``years`` the number of entries by year, ``differing`` the events of
    which accounts differ, and ``address`` makes the address of the timeline narrowed by some keys.
    """
    if not years:
        return None
    year = max(years, key=lambda year: (years[year], year))
    entries = _entries_of(case, today, parts, year)
    sides = _sides_by_entry(case, entries)
    cells = defaultdict(list)
    for entry in entries:
        for side in sides[entry.rank, entry.pk]:
            cells[side, entry.placed.month].append(entry)
    lanes = [
        Lane(
            side,
            HEAD + LANE * place,
            HEAD + LANE * place + LINE,
            [
                _mark(side, cells[side.pk, month], month, year, differing, address)
                for month in range(1, 13)
                if cells[side.pk, month]
            ],
        )
        for place, side in enumerate(case.sides_shown)
    ]
    return LanesPicture(
        year=year,
        months=[(_across(month), name[0]) for month, name in enumerate(MONTHS, 1)],
        lanes=lanes,
        years=[
            LaneYear(number, years[number], address({"from": str(number), "to": str(number)}), number == year)
            for number in years
        ],
        disputes=_disputes(lanes),
    )


def _across(month: int) -> float:
    return round((month - 0.5) / 12 * 100, 2)


def _entries_of(case, today, parts: Parts, year: int) -> list[TimelineEntry]:
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return bare_entries_from(case, today, parts.read_often(_rows_of_year, first=first, last=last))


def _rows_of_year(parts):
    of_year = Q(placed__gte=Given("first"), placed__lte=Given("last"))
    drawn = [parts[rank].filter(of_year) for rank in (EVENT, SUBMISSION, DOCUMENT) if rank in parts]
    return together([part.values(*COLUMNS) for part in drawn], ["placed", "public_id"], None)


_SIDES_OF_EVENTS = Prepared(
    lambda: (
        ClaimEvent.objects.filter(
            event=AnyGiven("events"),
            role=EventRole.ACCOUNT,
            claim__state=State.PUBLISHED,
            claim__computed__side__isnull=False,
        )
        .order_by()
        .values_list("event", "claim__computed__side")
        .distinct()
    )
)
_SIDES_OF_DOCUMENTS = Prepared(
    lambda: (
        Appearance.objects.filter(
            passage__document=AnyGiven("documents"),
            claim__case=Given("case"),
            claim__state=State.PUBLISHED,
            claim__computed__side__isnull=False,
        )
        .order_by()
        .values_list("passage__document", "claim__computed__side")
        .distinct()
    )
)


def _sides_by_entry(case, entries) -> dict[tuple[int, int], set[int]]:
    """The sides with a claim in each entry, by its kind and key."""
    sides = defaultdict(set)
    for event, side in _SIDES_OF_EVENTS.read(events=[entry.pk for entry in entries if entry.is_event]):
        sides[EVENT, event].add(side)
    documents = defaultdict(set)
    named = {entry.document for entry in entries} - {None}
    for document, side in _SIDES_OF_DOCUMENTS.read(case=case.pk, documents=list(named)) if named else ():
        documents[document].add(side)
    for entry in entries:
        if not entry.is_event:
            sides[entry.rank, entry.pk] = documents[entry.document]
    return sides


def _mark(side: Side, entries: list[TimelineEntry], month: int, year: int, differing: set[int], address) -> LaneMark:
    first, when = entries[0], f"{MONTHS[month - 1]} {year}"
    is_one = len(entries) == 1
    day = f"{year}-{month:02}"
    return LaneMark(
        x=_across(month),
        count=len(entries),
        address=first.address if is_one else address({"from": day, "to": day, "side": side.key}),
        title=f"{first.title}, {first.when}" if is_one else f"{len(entries)} entries of {when}",
        shape="circle" if any(entry.is_event for entry in entries) else "square",
        is_uncertain=all(entry.when.earliest.month != entry.when.latest.month for entry in entries),
        is_planned=all(entry.status == EventStatus.PLANNED for entry in entries),
        differs=any(entry.is_event and entry.pk in differing for entry in entries),
    )


def _disputes(lanes) -> list[tuple[float, int, int]]:
    reach = defaultdict(list)
    for lane in lanes:
        for mark in lane.marks:
            if mark.differs:
                reach[mark.x].append(lane.line)
    return [(x, min(lines), max(lines)) for x, lines in reach.items() if len(lines) > 1]
