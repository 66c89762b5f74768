"""Representation on a date: the rows of SpeaksFor, read once and asked many times.

The rule itself is in councils/sql/councils_keep_speaks_for.sql.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.db import connection

from councils.choices import BELONGING, COUNTING_WAYS, OWN_WAYS, RepresentationWay, TenureKind, VoiceKind
from councils.models import SpeaksFor, Tenure
from councils.representation.windows import ALWAYS, Window, common, end_of, overlap, window_of
from record.dates import UncertainDate
from record.prepared import AnyGiven, Prepared

# Voices that hold a position as a whole.
POSITION_HOLDERS = [VoiceKind.COUNCIL, VoiceKind.ALLIANCE, VoiceKind.DEPARTMENT]


def keep_speaks_for(voices: Iterable[int] | None) -> set[int]:
    """Refresh SpeaksFor after these voices changed (None: all); return all it touches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT councils_keep_speaks_for(%s::bigint[])", [None if voices is None else sorted(voices)])
        return set(cursor.fetchone()[0])


class Link(NamedTuple):
    """A way in which a voice counts for its principal, and the days on which it does."""

    principal: int
    kind: str
    way: str
    distance: int
    window: Window


def _links(rows):
    """The columns of links, the nearest first."""
    columns = ("voice_id", "principal_id", "principal__kind", "way", "distance", "earliest", "latest")
    return rows.order_by("distance", "principal").values_list(*columns)


_ALL_LINKS = Prepared(lambda: _links(SpeaksFor.objects.all()))
# With the councils that share a body, and the members of an alliance: they decide its side.
_LINKS_OF_SOME = Prepared(lambda: _links(SpeaksFor.objects.of_with_partners(AnyGiven("voices"))))


def _rows(voices: Iterable[int] | None) -> Iterable[tuple]:
    if voices is None:
        return _ALL_LINKS.read()
    return _LINKS_OF_SOME.read(voices=sorted(voices)) if voices else ()


class Representation:
    """The principals of all voices, or of some of them."""

    def __init__(self, voices: Iterable[int] | None = None):
        self._links: dict[int, list[Link]] = defaultdict(list)
        # A load asks for the same voices on the same dates again and again.
        self._known: dict[tuple, frozenset[int]] = {}
        for voice, *link, earliest, latest in _rows(voices):
            self._links[voice].append(Link(*link, (earliest, latest)))

    def links(self, voice: int, window: Window, ways: Iterable[str] = tuple(RepresentationWay)) -> list[Link]:
        """Links of a voice on a date, the nearest first; a draft voice has itself alone."""
        links = self._links.get(voice) or [Link(voice, "", RepresentationWay.ITSELF, 0, ALWAYS)]
        return [link for link in links if link.way in ways and overlap(link.window, window)]

    def _principals(self, voice, window, ways) -> frozenset[int]:
        key = (voice, window, ways)
        if key not in self._known:
            self._known[key] = frozenset(link.principal for link in self.links(*key))
        return self._known[key]

    def spoken_for(self, voice: int, window: Window) -> frozenset[int]:
        """The voices whose own words these are, the voice itself among them."""
        return self._principals(voice, window, OWN_WAYS)

    def counts_for(self, voice: int, window: Window) -> frozenset[int]:
        """The voices for whom these words count, as their own or by a joint body."""
        return self._principals(voice, window, COUNTING_WAYS)

    def above(self, voice: int, window: Window) -> frozenset[int]:
        """The voices for whom it speaks, and the alliances of which these are members."""
        return self._principals(voice, window, (*OWN_WAYS, RepresentationWay.MEMBER))

    def belongs_to(self, voice: int, window: Window) -> list[int]:
        """The groups and councils to which a voice belongs and does not speak for."""
        links = self.links(voice, window, (RepresentationWay.BELONGS,))
        if not links:
            return []
        spoken_for = self.spoken_for(voice, window)
        shown = [link for link in links if link.kind in (VoiceKind.GROUP, VoiceKind.COUNCIL)] or links[:1]
        return list(dict.fromkeys(link.principal for link in shown if link.principal not in spoken_for))

    def offices(self, voice: int, window: Window) -> list[int]:
        """The offices by which a person speaks for others, the nearest first."""
        links = self.links(voice, window, OWN_WAYS)
        return [link.principal for link in links if link.kind == VoiceKind.OFFICE and link.principal != voice]

    def councils_above(self, voice: int, window: Window) -> list[int]:
        """The councils for which a voice speaks or to which it belongs, the nearest first."""
        ways = [*OWN_WAYS, RepresentationWay.SHARED, RepresentationWay.BELONGS]
        return [link.principal for link in self.links(voice, window, ways) if link.kind == VoiceKind.COUNCIL]

    def acts_as(self, voice: int, window: Window, jointly: bool = False) -> int:
        """The council, alliance or department for which the voice holds a position.

        It is the nearest one for which the voice speaks. Where it speaks for several,
        the council comes first, or what is said ``jointly`` the alliance; where two
        are equally near, it is neither.
        """
        links = self.links(voice, window, OWN_WAYS)
        first, last = (VoiceKind.ALLIANCE, VoiceKind.COUNCIL) if jointly else (VoiceKind.COUNCIL, VoiceKind.ALLIANCE)
        if links and links[0].distance == 0 and links[0].kind in POSITION_HOLDERS:
            return voice
        for kind in (first, last, VoiceKind.DEPARTMENT):
            of_kind = [link for link in links if link.kind == kind]
            nearest = {link.principal for link in of_kind if link.distance == of_kind[0].distance}
            if nearest:
                return nearest.pop() if len(nearest) == 1 else voice
        return voice

    def members(self, alliance: int, window: Window) -> list[int]:
        """The members of an alliance on a date; none for anything else."""
        links = self.links(alliance, window, [RepresentationWay.ALLIANCE])
        return list(dict.fromkeys(link.principal for link in links if link.distance == 1))

    def ended(self, member: int, alliance: int) -> UncertainDate | None:
        """The end of a membership, the last of several; None if one is not known to end."""
        ends = self._ends_of_membership.get((member, alliance), [None])
        return None if None in ends else max(ends, key=window_of)

    @cached_property
    def _ends_of_membership(self) -> dict[tuple[int, int], list[UncertainDate | None]]:
        """Ends as written in the tenures; SpeaksFor has no marks of uncertainty."""
        ends = defaultdict(list)
        for tenure in Tenure.objects.filter(kind=TenureKind.MEMBER_OF, of__kind=VoiceKind.ALLIANCE):
            ends[tenure.voice_id, tenure.of_id].append(end_of(tenure.when))
        return ends


def belongs_under(voice: str, other: str, tenures: dict[str, list[tuple[str, str, Window]]]) -> bool:
    """Ask if a voice speaks for another or belongs to it, by tenures not loaded yet.

    ``tenures`` are kind, voice above and window, by the voice below. The database
    holds what is loaded to the rows of SpeaksFor, and a test compares the two.
    """
    seen, edge = set(), [(voice, ALWAYS)]
    while edge:
        here, window = edge.pop()
        if here == other:
            return True
        for kind, above, when in tenures.get(here, ()):
            if kind in BELONGING and overlap(window, when):
                step = (above, common(window, when))
                if step not in seen:
                    seen.add(step)
                    edge.append(step)
    return False
