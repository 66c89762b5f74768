"""The side of a voice in a case on a date, and all its sides over time.

We go up from the voice to those it speaks for, then to their alliances, and take the
side of the nearest voice that is placed on that date. If two equally near voices are
in different sides, the voice has none, in whatever order they were entered.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch

from councils.choices import OWN_WAYS, RepresentationWay, VoiceKind
from councils.models import Placement, Side
from councils.representation.speaks_for import Link, Representation
from councils.representation.windows import ALWAYS, Window, common, overlap, window_of, without
from record.prepared import AnyGiven, Prepared
from record.workflow.states import State

# By these a voice comes to a side. A shared body stands where all its councils do.
TO_A_SIDE = [*OWN_WAYS, RepresentationWay.MEMBER, RepresentationWay.SHARED]


@dataclass(frozen=True)
class SidePlacement:
    """The side of a voice, or several between which it is divided, and its members'."""

    side: int | None = None
    divided: frozenset[int] = frozenset()
    members: frozenset[int] = frozenset()

    @property
    def sides(self) -> frozenset[int]:
        """The sides meant where the voice is named: its own, or else its members'."""
        return self.members if self.side is None else frozenset({self.side})


_ALL_PLACEMENTS = Prepared(lambda: Placement.objects.select_related("side"))
_PLACEMENTS = Prepared(lambda: Placement.objects.select_related("side").filter(side__case=AnyGiven("cases")))


class SideColumns:
    """The sides of all cases, or of some, by which voices are placed on a date."""

    def __init__(self, representation: Representation, cases: Iterable[int] | None = None):
        self._representation = representation
        self._placed: dict[tuple[int, int], list[tuple[int, Window]]] = defaultdict(list)
        self._known: dict[tuple, SidePlacement] = {}
        for placement in _ALL_PLACEMENTS.read() if cases is None else _PLACEMENTS.read(cases=list(cases)):
            self._placed[placement.side.case_id, placement.voice_id].append(
                (placement.side_id, window_of(placement.when))
            )

    def side_of(self, case: int, voice: int | None, window: Window) -> int | None:
        """The side of a voice on a date; None without one, or if two are equally near."""
        return self.place_of(case, voice, window).side

    def place_of(self, case: int, voice: int | None, window: Window) -> SidePlacement:
        """The same, with the sides between which the voice is divided."""
        if voice is None:
            return SidePlacement()
        key = (case, voice, window)
        if key not in self._known:
            self._known[key] = self._place(*key)
        return self._known[key]

    def _place(self, case, voice, window) -> SidePlacement:
        links = self._representation.links(voice, window, TO_A_SIDE)
        for _, level in groupby(links, key=attrgetter("distance")):
            level = list(level)
            if any(link.way == RepresentationWay.SHARED for link in level):
                return self._place_of_shared(case, links, window)
            sides = {side for link in level for side in self._placed_in(case, link.principal, window)}
            if sides:
                return SidePlacement(*sides) if len(sides) == 1 else SidePlacement(divided=frozenset(sides))
        return SidePlacement()

    def _placed_in(self, case, voice, window) -> Iterable[int]:
        return (side for side, when in self._placed.get((case, voice), ()) if overlap(when, window))

    def _place_of_shared(self, case, links, window) -> SidePlacement:
        """The side of a shared body: that of all its councils, if they have one."""
        councils = {
            link.principal for link in links if link.way == RepresentationWay.SHARED and link.kind == VoiceKind.COUNCIL
        }
        sides = {self.side_of(case, council, window) for council in councils}
        if len(sides) == 1:
            return SidePlacement(*sides)
        return SidePlacement(divided=frozenset(sides - {None})) if len(sides - {None}) > 1 else SidePlacement()

    def sides_ever(self, case: int, voice: int) -> set[int]:
        """Every side in which the voice, or one above it, has been placed at any time."""
        above = self._representation.above(voice, ALWAYS)
        return {side for each in above for side in self._placed_in(case, each, ALWAYS)}


def places(case, voices, date=None) -> dict[int, SidePlacement]:
    """Side placements of these voices on a date, or on any (None). Two queries."""
    voices = {voice for voice in voices if voice is not None}
    found = defaultdict(SidePlacement)
    if not voices:
        return found
    window, representation = window_of(date), Representation(voices)
    columns = SideColumns(representation, [case.pk])
    for voice in voices:
        place = columns.place_of(case.pk, voice, window)
        members = {columns.side_of(case.pk, each, window) for each in representation.members(voice, window)}
        found[voice] = SidePlacement(place.side, place.divided, frozenset(members - {None}))
    return found


@dataclass(frozen=True)
class VoicePlacement:
    """A placement that puts a voice in a side: its own, or that of a voice above."""

    placement: Placement
    is_own: bool
    # True where it speaks for that voice, or is a member of it, for a time only.
    is_for_a_time: bool


def placements_of(voice) -> list[VoicePlacement]:
    """The sides of published cases in which a voice has ever stood. Three queries.

    On each day the nearest voice counts that is placed on it: a placement further
    off is left out where it adds only days that a nearer one covers.
    """
    links = Representation([voice.pk]).links(voice.pk, ALWAYS, TO_A_SIDE)
    placements = (
        Placement.objects.filter(voice__in={link.principal for link in links}, side__case__state=State.PUBLISHED)
        .select_related("side__case", "voice")
        .prefetch_related(Prefetch("side__case__sides", Side.objects.order_by("label", "pk")))
        .order_by("pk")
    )
    placed = defaultdict(list)
    for placement in placements:
        # Its place among the sides of its case, by which pages mark it.
        placement.side.position = 1 + list(placement.side.case.sides.all()).index(placement.side)
        placed[placement.voice_id].append(placement)
    free = defaultdict(lambda: [ALWAYS])
    found = {}
    for distance, level in groupby(links, key=attrgetter("distance")):
        level = _placed_at(list(level), placed)
        for placement, window, link in level:
            case, side = placement.side.case_id, placement.side_id
            elsewhere = [when for other, when, _ in level if other.side.case_id == case and other.side_id != side]
            if any(_outside(common(window, days), elsewhere) for days in free[case] if overlap(window, days)):
                found.setdefault(
                    placement.pk,
                    VoicePlacement(placement, is_own=distance == 0, is_for_a_time=link.window != ALWAYS),
                )
        for placement, window, _ in level:
            case = placement.side.case_id
            free[case] = [rest for days in free[case] for rest in without(days, window)]
    return sorted(found.values(), key=lambda each: (each.placement.side.case.title, each.placement.side.label))


def _placed_at(level, placed) -> list[tuple[Placement, Window, Link]]:
    """Placements of the voices at one distance, with the days on which each counts."""
    shared = {link.principal for link in level if link.way == RepresentationWay.SHARED}
    return [
        (placement, common(link.window, window_of(placement.when)), link)
        for link in level
        for placement in placed[link.principal]
        if overlap(link.window, window_of(placement.when))
        and (link.principal not in shared or _all_in(shared, placement.side_id, placed))
    ]


def _all_in(councils, side, placed) -> bool:
    return all(any(placement.side_id == side for placement in placed[council]) for council in councils)


def _outside(window, others) -> bool:
    """Ask if a window has a day that none of the others covers."""
    rest = [window]
    for other in others:
        rest = [part for each in rest for part in without(each, other)]
    return bool(rest)
