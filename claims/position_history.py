"""Positions over time and their shifts, computed from those published in a case.

A position is shown for the voice that it *acts for*: a council, an alliance, a
department, or a group or person that is none of these. When a body, an office or
its holder decides or states something, the position is its council's
(``Representation.acts_as``), and we say who decided it. What a group or a member
states is its own. A position is the voice's *own* in its own words or those of one
that acts for it. Anything else is attributed to the voice that says it.

Four rules about dates, all of them on the safe side:

- A position holds *throughout* a period where its date says so, or runs on
  without an end; otherwise it was stated on one day within the bounds.
- One position is surely before another if it surely began before the other can
  have begun and, if it has an end, had ended by then.
- If neither of two positions is surely before the other, they were stated for about
  the same time. We do not know which came first, and do not say that one followed.
- A *shift* lies between two such times, one after the other, if all positions of
  each are alike and the two differ. It runs from the earliest possible last day of
  the old position to the latest possible first day of the new one.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from claims.choices import DecidedBy, Stance
from claims.models import HeldPosition
from councils.representation.speaks_for import POSITION_HOLDERS, Representation
from councils.representation.windows import window_of
from record.dates import DateBasis, DateExtent, UncertainDate
from record.prepared import Given, Prepared

Window = tuple[datetime.date, datetime.date]

COLUMNS = [
    *("pk", "claim_id", "claim__public_id", "claim__computed__side_id", "holder_id", "holder__kind"),
    *("said_by_id", "said_by__kind", "is_own", "stance", "subject"),
    *("when_edtf", "when_printed", "when_basis", "when_extent"),
    *("position_id", "position__decided_by", "position__firmness", "position__condition", "position__note"),
    *("proposal__public_id", "option__public_id", "element__public_id"),
    *("proposal__name", "option__name", "element__name"),
]


@dataclass(frozen=True, slots=True, eq=False)
class StatedPosition:
    """A position of one holder on one subject: element:ID, option:ID, all, process.

    A position on several subjects is one ``position`` with a row for each.
    """

    pk: int
    claim: int
    claim_id: str
    side: int | None
    holder: int
    said_by: int
    acts_for: int
    is_own: bool
    stance: Stance
    subject: str
    subject_name: str
    when: UncertainDate | None
    position: int = 0
    decided_by: str = DecidedBy.NOT_STATED
    firmness: str = ""
    condition: str = ""
    note: str = ""
    first: Window = field(init=False)
    last: Window = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "first", first_day(self.when))
        object.__setattr__(self, "last", last_day(self.when))


def how_stated(decided_by: str, by: str = "") -> str:
    """Say how a position was decided or stated, with the name of the voice that did."""
    if decided_by == DecidedBy.NOT_STATED:
        return f"stated by {by}" if by else ""
    return ", ".join(filter(None, [DecidedBy(decided_by).label, by]))


@dataclass(frozen=True, slots=True)
class PositionShift:
    """Two consecutive positions that differ, on one subject and one word."""

    old: StatedPosition
    new: StatedPosition
    when: UncertainDate


_OF_CASE = Prepared(lambda: HeldPosition.objects.of_case(Given("case")).in_order().values_list(*COLUMNS))


def stated(case, others: Iterable[int] = ()) -> tuple[list[StatedPosition], Representation]:
    """All positions of a case, the earliest first, and who speaks for whom in it.

    Three queries; one where nobody has stated any.
    """
    rows = _OF_CASE.read(case=case.pk)
    if not rows:
        return [], Representation([])
    voices = {row[4] for row in rows} | {row[6] for row in rows} | set(others)
    representation = Representation(voices)
    return [_stated(row, representation) for row in rows], representation


def _stated(row, representation) -> StatedPosition:
    pk, claim, claim_id, side, holder, holder_kind, said_by, said_by_kind, is_own, stance, subject = row[:11]
    when = UncertainDate(*row[11:15]) if row[11] else None
    position, decided_by, firmness, condition, note = row[15:20]
    kind = subject.partition(":")[0]
    named = dict(zip(("proposal", "option", "element"), zip(row[20:23], row[23:26], strict=True), strict=True))
    public_id, name = named.get(kind, ("", ""))
    window = window_of(when)
    acts_for = acting_for(holder, holder_kind, window, representation, decided_by)
    speaker_acts_for = acting_for(said_by, said_by_kind, window, representation, decided_by)
    return StatedPosition(
        pk=pk,
        claim=claim,
        claim_id=claim_id,
        side=side,
        holder=holder,
        said_by=said_by,
        acts_for=acts_for,
        is_own=is_own
        and (acts_for == speaker_acts_for or (acts_for == holder and holder_kind not in POSITION_HOLDERS)),
        stance=Stance(stance),
        subject=f"{kind}:{public_id}" if public_id else subject,
        subject_name=name,
        when=when,
        position=position,
        decided_by=decided_by,
        firmness=firmness,
        condition=condition,
        note=note,
    )


def acting_for(
    voice: int, kind: str, window: Window, representation: Representation, decided_by: str = DecidedBy.NOT_STATED
) -> int:
    """The voice for which another holds a position on that date, or itself."""
    if decided_by == DecidedBy.GROUP and kind not in POSITION_HOLDERS:
        return voice
    return representation.acts_as(voice, window, jointly=decided_by == DecidedBy.JOINT)


def distinct_names(names: dict[str, str]) -> dict[str, str]:
    """Names of subjects by key; where two share a name, with the kind of each."""
    often = Counter(name.casefold() for name in names.values())
    return {
        key: f"the {key.partition(':')[0]} {name}" if often[name.casefold()] > 1 else name
        for key, name in names.items()
    }


# --- Dates ---


def is_period(when: UncertainDate) -> bool:
    return when.extent == DateExtent.THROUGHOUT or when.is_open_end


def first_day(when: UncertainDate | None) -> Window:
    """The window of the first day for which a position is stated."""
    if when is None or not is_period(when):
        return window_of(when)
    start, end = _interval_ends(when)
    if start == "..":
        return datetime.date.min, UncertainDate(end).earliest
    earliest, latest = window_of(UncertainDate(start))
    # From 2025 to March 2025 begins by March.
    return earliest, min(latest, when.latest)


def last_day(when: UncertainDate | None) -> Window:
    """The window of the last day stated; without an end, that of the first day."""
    if when is None or not is_period(when):
        return window_of(when)
    if when.is_open_end:
        return first_day(when)
    earliest, latest = window_of(UncertainDate(_interval_ends(when)[1]))
    return max(earliest, when.earliest), latest


def _interval_ends(when) -> tuple[str, str]:
    """The two sides of an interval; of a month or a year, its first and last day."""
    start, slash, end = when.edtf.partition("/")
    return (start, end) if slash else (when.earliest.isoformat(), when.latest.isoformat())


def surely_before(one: StatedPosition, other: StatedPosition) -> bool:
    """Ask if one began, and ended if it ends, before the other may have begun."""
    begins = other.first[0]
    return one.first[1] < begins and one.last[1] <= begins


# --- What follows what ---


def moments(positions: Iterable[StatedPosition]) -> list[list[StatedPosition]]:
    """Dated positions in order; those of about the same time are grouped."""
    groups: list[list[StatedPosition]] = []
    begun = ended = datetime.date.min
    for each in sorted((each for each in positions if each.when), key=lambda each: (each.first, each.last)):
        if groups and not (begun < each.first[0] and ended <= each.first[0]):
            groups[-1].append(each)
        else:
            groups.append([each])
        # Of all so far: what came before this time had begun and ended earlier still.
        begun, ended = max(begun, each.first[1]), max(ended, each.last[1])
    return groups


def are_alike(positions: Iterable[StatedPosition]) -> bool:
    return len({each.stance for each in positions}) == 1


def shifts(positions: Iterable[StatedPosition]) -> list[PositionShift]:
    """Shifts of one holder on one subject on the same word, the earliest first."""
    found = []
    times = moments(positions)
    for old, new in pairwise(times):
        if are_alike(old) and are_alike(new) and old[0].stance != new[0].stance:
            before = max(old, key=lambda each: each.last[0])
            after = min(new, key=lambda each: each.first[1])
            found.append(PositionShift(before, after, between(before, after)))
    return found


def between(old: StatedPosition, new: StatedPosition) -> UncertainDate:
    """The time at which one gave way to the other, in the words of their own dates."""
    start, end = _from(old, new), _until(new)
    return UncertainDate(start if start == end else f"{start}/{end}", basis=DateBasis.DERIVED)


def _from(old, new) -> str:
    """The start of that time: the end of the old period, or the start of the new."""
    if is_period(old.when) and old.when.is_open_end:
        return _interval_end(new.when, 0)
    return _interval_end(old.when, 1 if is_period(old.when) else 0)


def _until(new) -> str:
    return _interval_end(new.when, 0 if is_period(new.when) else 1)


def _interval_end(when, which: int) -> str:
    """One side of an interval as written; any other form whole, with its mark."""
    return when.edtf.split("/")[which] if "/" in when.edtf else when.edtf


def by_source(positions: Iterable[StatedPosition]) -> dict[tuple, list[StatedPosition]]:
    """Positions by holder, subject and, if attributed, by who says so; else None."""
    found = defaultdict(list)
    for each in positions:
        found[each.acts_for, each.subject, None if each.is_own else each.said_by].append(each)
    return found


def all_shifts(positions: Iterable[StatedPosition]) -> list[PositionShift]:
    """Every shift on a holder's own word, or on the word of one other, in time."""
    found = [shift for group in by_source(positions).values() for shift in shifts(group)]
    return sorted(found, key=lambda shift: (shift.when.sort_key, shift.new.pk))


# --- As at a date ---


def stated_by(
    positions: Iterable[StatedPosition], day: datetime.date
) -> tuple[list[StatedPosition], list[StatedPosition]]:
    """The latest stated by a day, and those that may have been stated by then."""
    positions = [each for each in positions if each.when]
    known_groups = moments(each for each in positions if each.first[1] <= day)
    return (known_groups[-1] if known_groups else []), [
        each for each in positions if each.first[0] <= day < each.first[1]
    ]


def since(positions: Iterable[StatedPosition], day: datetime.date, after: StatedPosition) -> StatedPosition | None:
    """The first of the latest run of one stance, if all are surely after another."""
    first = None
    for time in reversed(moments(each for each in positions if each.when and each.first[1] <= day)):
        stances = {each.stance for each in (*time, *([first] if first else []))}
        if len(stances) > 1 or not all(surely_before(after, each) for each in time):
            break
        first = time[0]
    return first


def statement_days(positions: Iterable[StatedPosition]) -> dict[datetime.date, str]:
    """Days by which more is known to have been stated, with the date in words.

    An uncertain date keeps its own words. A day is printed only where something was stated on that day.
    """
    dated = sorted(
        (each for each in positions if each.when),
        key=lambda each: (each.first[1], not each.when.is_exact, each.when.sort_key),
    )
    days: dict[datetime.date, str] = {}
    for each in dated:
        days.setdefault(each.first[1], str(each.when))
    return days
