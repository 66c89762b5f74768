"""Who speaks for whom, on a date: tenures, read upwards. Belonging is not agreeing, and nothing goes down but by name.

Loaded once and asked many times. A *window* is (earliest, latest), two days;
an undated thing has the widest.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from councils.choices import ACTING, SPEAKING, TenureKind, VoiceKind
from councils.models import Placement, Side, Tenure, Voice
from record.dates import DateExtent, UncertainDate
from record.workflow.states import State

ALWAYS = (datetime.date.min, datetime.date.max)

# What takes a stand as a whole.
STANDING = [VoiceKind.COUNCIL, VoiceKind.ALLIANCE, VoiceKind.DEPARTMENT]

# Some voices, and all to which they are tied, step by step.
UPWARDS = """
WITH RECURSIVE up AS (
    SELECT unnest(%s::bigint[]) AS id
    UNION
    SELECT t.of_id FROM up JOIN councils_tenure t ON t.voice_id = up.id AND t.kind = ANY(%s)
)
SELECT id FROM up
"""


def window_of(date) -> tuple[datetime.date, datetime.date]:
    return ALWAYS if date is None else (date.earliest, date.latest)


def overlap(one, other) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def surely_of(date) -> tuple[datetime.date, datetime.date]:
    """The days on which a period holds for certain, which may be none; migration 0002 has it in SQL, and a test both.

    The inner bounds of an interval; a single date is known for that date alone,
    unless it is said to hold throughout.
    """
    start, slash, end = date.edtf.partition("/")
    if not slash:
        return window_of(date) if date.extent == DateExtent.THROUGHOUT else (date.latest, date.earliest)
    return (
        datetime.date.min if start == ".." else UncertainDate(start).latest,
        datetime.date.max if end == ".." else UncertainDate(end).earliest,
    )


def overlap_surely(one, other) -> bool:
    """Whether two periods lie over each other for certain, and by more than a day's edge."""
    (start, end), (other_start, other_end) = surely_of(one), surely_of(other)
    return max(start, other_start) < min(end, other_end)


def end_of(period) -> UncertainDate | None:
    """The end of a period as it is written; None where it goes on, or where no more than a day is known."""
    if period is None or "/" not in period.edtf or period.is_open_end:
        return None
    return UncertainDate(period.edtf.partition("/")[2])


@dataclass(frozen=True)
class TenureLink:
    of: int
    kind: str
    window: tuple


class Representation:
    """The tenures of published voices by which one voice speaks for another: of all, or of some and those above."""

    def __init__(self, voices=None):
        self._up: dict[int, list[TenureLink]] = defaultdict(list)
        self._members: dict[int, list[tuple[int, tuple]]] = defaultdict(list)
        self._ends: dict[tuple[int, int], list[UncertainDate | None]] = defaultdict(list)
        tenures = Tenure.objects.filter(kind__in=SPEAKING, voice__state=State.PUBLISHED).order_by("pk")
        kinds = Voice.objects.filter(kind__in=STANDING)
        if voices is not None:
            upwards = RawSQL(UPWARDS, [sorted(voices), [kind.value for kind in SPEAKING]]) if voices else []
            tenures, kinds = tenures.filter(voice__in=upwards), kinds.filter(pk__in=upwards)
        self._standing = dict(kinds.values_list("pk", "kind"))
        self._councils = {pk for pk, kind in self._standing.items() if kind == VoiceKind.COUNCIL}
        self._alliances = {pk for pk, kind in self._standing.items() if kind == VoiceKind.ALLIANCE}
        for tenure in tenures:
            window = window_of(tenure.when)
            self._up[tenure.voice_id].append(TenureLink(tenure.of_id, tenure.kind, window))
            if tenure.kind == TenureKind.MEMBER_OF and tenure.of_id in self._alliances:
                self._members[tenure.of_id].append((tenure.voice_id, window))
                self._ends[tenure.voice_id, tenure.of_id].append(end_of(tenure.when))

    def upwards(self, voice: int, window: tuple, past_councils: bool = True, kinds=SPEAKING) -> list[list[int]]:
        """The voice itself, then those to which it is tied in these ways, by nearness: a list of levels."""
        levels, seen = [[voice]], {voice}
        while levels[-1]:
            level = []
            for below in levels[-1]:
                if below in self._councils and not past_councils:
                    continue
                for tie in self._up.get(below, ()):
                    if tie.of not in seen and tie.kind in kinds and overlap(tie.window, window):
                        seen.add(tie.of)
                        level.append(tie.of)
            levels.append(level)
        return levels[:-1]

    def acts_as(self, voice: int, window: tuple, jointly: bool = False) -> int:
        """The council, alliance or department as which the voice states where it stands; else the voice itself.

        The nearest one to which it is tied by acting for it: a body, an office and
        its holder. A group, a member, a part and an unnamed voice act as none.
        Where a voice acts for several, the council comes first, or what is said
        ``jointly`` the alliance; for two as near as each other, it is none of the two.
        """
        first, last = (VoiceKind.ALLIANCE, VoiceKind.COUNCIL) if jointly else (VoiceKind.COUNCIL, VoiceKind.ALLIANCE)
        levels = self.upwards(voice, window, past_councils=False, kinds=ACTING)
        if voice in self._standing:
            return voice
        for kind in (first, last, VoiceKind.DEPARTMENT):
            for level in levels:
                found = [each for each in level if self._standing.get(each) == kind]
                if found:
                    return found[0] if len(found) == 1 else voice
        return voice

    def spoken_for(self, voice: int, window: tuple) -> set[int]:
        """Those for whom the voice's words count: up to its councils, which speak for no alliance that they are in."""
        return {each for level in self.upwards(voice, window, past_councils=False) for each in level}

    def above(self, voice: int, window: tuple) -> set[int]:
        """Those whose words count for the voice too: what it is tied to, and the alliances that it is in."""
        return {each for level in self.upwards(voice, window) for each in level}

    def members(self, alliance: int, window: tuple) -> list[int]:
        """The members of an alliance on that date; none for anything else."""
        return [member for member, when in self._members.get(alliance, ()) if overlap(when, window)]

    def ended(self, member: int, alliance: int) -> UncertainDate | None:
        """When a membership ended, the last of several; None where one of them is not known to have."""
        ends = self._ends.get((member, alliance), [None])
        return None if None in ends else max(ends, key=window_of)


class SideColumns:
    """The sides of cases, and in which of them a voice stands on a date."""

    def __init__(self, ties: Representation, case_pks=None):
        self._ties = ties
        self._placed: dict[tuple[int, int], list[tuple[int, tuple]]] = defaultdict(list)
        placements = Placement.objects.select_related("side")
        if case_pks is not None:
            placements = placements.filter(side__case__in=case_pks)
        for placement in placements.order_by("side__label", "pk"):
            self._placed[placement.side.case_id, placement.voice_id].append(
                (placement.side_id, window_of(placement.when))
            )
        self._found: dict[tuple, int | None] = {}

    def side_of(self, case: int, voice: int | None, window: tuple) -> int | None:
        """The side of the nearest voice, going up by tenure, that is placed on that date; None where there is none."""
        if voice is None:
            return None
        asked = (case, voice, window)
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, case, voice, window):
        for level in self._ties.upwards(voice, window):
            for each in level:
                for side, when in self._placed.get((case, each), ()):
                    if overlap(when, window):
                        return side
        return None

    def sides_ever(self, case: int, voice: int) -> set[int]:
        """Every side in which the voice, or one to which it is tied, has stood at any time."""
        return {side for each in self._ties.above(voice, ALWAYS) for side, _ in self._placed.get((case, each), ())}


def sides_of(case) -> list[Side]:
    """The columns of a case, in their fixed order: alphabetical by label."""
    return list(case.sides.order_by("label", "pk"))
