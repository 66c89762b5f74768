"""In which side a few voices stand on a date, and which voices count for a council: one statement each.

The rule is that of ``councils.representation.tenures.Columns``, which reads all tenures once and is
asked many times; a test holds the two together.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import connection

from councils.choices import SPEAKING, TenureKind, VoiceKind
from councils.models import Case, Placement, Side, Voice
from councils.representation.tenures import ALWAYS, overlap, window_of

PLACING = """
WITH RECURSIVE asked AS (
    SELECT v.id AS voice, v.id AS starts FROM councils_voice v WHERE v.id = ANY(%(voices)s)
    UNION
    SELECT v.id, t.voice_id
    FROM councils_voice v
    JOIN councils_tenure t ON t.of_id = v.id AND t.kind = %(member)s
        AND (t.when_edtf = '' OR (t.when_earliest <= %(latest)s AND t.when_latest >= %(earliest)s))
    JOIN councils_voice member ON member.id = t.voice_id AND member.state = 'published'
    WHERE v.id = ANY(%(voices)s) AND v.kind = %(alliance)s
),
walk AS (
    SELECT voice, starts, starts AS at, 0 AS steps, ARRAY[]::bigint[] AS ties FROM asked
    UNION
    SELECT walk.voice, walk.starts, t.of_id, walk.steps + 1, walk.ties || t.id
    FROM walk
    JOIN councils_tenure t ON t.voice_id = walk.at AND t.kind = ANY(%(speaking)s)
        AND (t.when_edtf = '' OR (t.when_earliest <= %(latest)s AND t.when_latest >= %(earliest)s))
    JOIN councils_voice holder ON holder.id = t.voice_id AND holder.state = 'published'
    WHERE walk.steps < %(far)s
)
SELECT DISTINCT ON (walk.voice, walk.starts) walk.voice, walk.starts, s.id
FROM walk
JOIN councils_placement p ON p.voice_id = walk.at
    AND (p.when_edtf = '' OR (p.when_earliest <= %(latest)s AND p.when_latest >= %(earliest)s))
JOIN councils_side s ON s.id = p.side_id AND s.case_id = %(case)s
ORDER BY walk.voice, walk.starts, walk.steps, walk.ties, s.label, p.id
"""

# No chain of person, office, body, council and alliance is longer; a circle of tenures ends here.
FAR = 8


@dataclass
class SidePlacement:
    """The side in which a voice stands, or None; and the sides in which the members of an alliance stand."""

    side: int | None = None
    members: frozenset[int] = frozenset()

    @property
    def sides(self) -> frozenset[int]:
        """The sides that are meant where the voice is named: its own, or else its members'."""
        return self.members if self.side is None else frozenset({self.side})


def places(case, voices, date=None) -> dict[int, SidePlacement]:
    """Where each of these voices stands in a case on a date, by primary key; ``date`` None is any."""
    voices = sorted({voice for voice in voices if voice is not None})
    found = defaultdict(SidePlacement)
    if not voices:
        return found
    earliest, latest = window_of(date)
    asked = {
        "voices": voices,
        "speaking": [kind.value for kind in SPEAKING],
        "member": TenureKind.MEMBER_OF.value,
        "alliance": VoiceKind.ALLIANCE.value,
        "earliest": earliest,
        "latest": latest,
        "far": FAR,
        "case": case.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(PLACING, asked)
        for voice, starts, side in cursor.fetchall():
            if voice == starts:
                found[voice].side = side
            else:
                found[voice].members |= {side}
    return found


COUNTING = """
WITH RECURSIVE below AS (
    SELECT v.id AS voice, v.id AS council, NULL::bigint AS alliance,
           DATE '0001-01-01' AS earliest, DATE '9999-12-31' AS latest
    FROM councils_voice v WHERE v.id = ANY(%(councils)s)
    UNION
    SELECT t.of_id, t.voice_id, t.of_id, COALESCE(t.when_earliest, '0001-01-01'), COALESCE(t.when_latest, '9999-12-31')
    FROM councils_tenure t JOIN councils_voice alliance ON alliance.id = t.of_id AND alliance.kind = %(alliance)s
    WHERE t.voice_id = ANY(%(councils)s) AND t.kind = %(member)s
    UNION
    SELECT t.voice_id, below.council, below.alliance,
           GREATEST(below.earliest, t.when_earliest), LEAST(below.latest, t.when_latest)
    FROM below
    JOIN councils_tenure t ON t.of_id = below.voice AND t.kind = ANY(%(speaking)s)
        AND (t.when_edtf = '' OR (t.when_earliest <= below.latest AND t.when_latest >= below.earliest))
    JOIN councils_voice v ON v.id = t.voice_id AND v.state = 'published' AND v.kind <> %(council)s
)
SELECT DISTINCT below.voice, earliest, latest, council, COALESCE(via.name, '') AS via
FROM below LEFT JOIN councils_voice via ON via.id = COALESCE(alliance, voice) AND via.id <> council
ORDER BY voice, earliest, latest, council, via
"""


class Way(NamedTuple):
    """That a voice counts for a council between two days: by its own name, or by way of its alliance or itself."""

    voice: int
    earliest: datetime.date
    latest: datetime.date
    council: int
    via: str


def voices_counting_for(councils) -> list[tuple[int, datetime.date, datetime.date]]:
    """Voices that count for these councils, each with the days between which it does."""
    return sorted({(way.voice, way.earliest, way.latest) for way in ways_of_counting(councils)})


def ways_of_counting(councils) -> list[Way]:
    """Voices that count for these councils, each with the days between which it does, and by what way.

    They are the councils' own bodies, offices, groups and holders, and the
    alliances of which they are members, with those that speak for these; never
    another member.
    """
    asked = {
        "councils": sorted(councils),
        "speaking": [kind.value for kind in SPEAKING],
        "member": TenureKind.MEMBER_OF.value,
        "alliance": VoiceKind.ALLIANCE.value,
        "council": VoiceKind.COUNCIL.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTING, asked)
        return [Way(*row) for row in cursor.fetchall()]


STANDING = """
WITH RECURSIVE walk AS (
    SELECT v.id AS at, 0 AS steps, ARRAY[v.id] AS path, DATE '0001-01-01' AS earliest, DATE '9999-12-31' AS latest
    FROM councils_voice v WHERE v.id = %(voice)s
    UNION ALL
    SELECT t.of_id, walk.steps + 1, walk.path || t.of_id,
           GREATEST(walk.earliest, t.when_earliest), LEAST(walk.latest, t.when_latest)
    FROM walk
    JOIN councils_tenure t ON t.voice_id = walk.at AND t.kind = ANY(%(speaking)s)
        AND (t.when_edtf = '' OR (t.when_earliest <= walk.latest AND t.when_latest >= walk.earliest))
    JOIN councils_voice holder ON holder.id = t.voice_id AND holder.state = 'published'
    WHERE walk.steps < %(far)s AND NOT t.of_id = ANY(walk.path)
)
SELECT walk.steps, GREATEST(walk.earliest, p.when_earliest), LEAST(walk.latest, p.when_latest),
       p.id, p.when_edtf, p.when_printed, p.when_basis, p.when_extent,
       s.id, s.key, s.label, c.id, c.key, c.title, c.invented, v.id, v.public_id, v.name
FROM walk
JOIN councils_placement p ON p.voice_id = walk.at
    AND (p.when_edtf = '' OR (p.when_earliest <= walk.latest AND p.when_latest >= walk.earliest))
JOIN councils_side s ON s.id = p.side_id
JOIN councils_case c ON c.id = s.case_id AND c.state = 'published'
JOIN councils_voice v ON v.id = p.voice_id
ORDER BY walk.steps, walk.path, p.id
"""


@dataclass(frozen=True)
class VoicePlacement:
    """That a voice stands in a side: by a placement of its own, or of another voice for which it speaks."""

    placement: Placement
    is_own: bool


def stands(voice) -> list[VoicePlacement]:
    """In which sides of which published cases a voice has stood at any time, by case and side: one query.

    On each day the nearest voice counts that is placed on it: what a placement
    further off adds only on days that a nearer one covers is left out.
    """
    asked = {"voice": voice.pk, "speaking": [kind.value for kind in SPEAKING], "far": FAR}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, asked)
        rows = cursor.fetchall()
    free = defaultdict(lambda: [ALWAYS])
    found = {}
    for steps, group in groupby(rows, key=itemgetter(0)):
        covered = []
        for _, earliest, latest, *row in group:
            window, placement = (earliest, latest), _placement(row)
            case = placement.side.case_id
            if any(overlap(window, each) for each in free[case]):
                found.setdefault(placement.pk, VoicePlacement(placement, is_own=steps == 0))
                covered.append((case, window))
        for case, window in covered:
            free[case] = [rest for each in free[case] for rest in without(each, window)]
    return sorted(found.values(), key=lambda each: (each.placement.side.case.title, each.placement.side.label))


def _placement(row) -> Placement:
    """A placement with its side, case and voice, as far as pages name them, from the columns of STANDING."""
    dated = dict(zip(("pk", "when_edtf", "when_printed", "when_basis", "when_extent"), row[:5], strict=True))
    case = Case(**dict(zip(("pk", "key", "title", "invented"), row[8:12], strict=True)))
    side = Side(case=case, **dict(zip(("pk", "key", "label"), row[5:8], strict=True)))
    return Placement(side=side, voice=Voice(**dict(zip(("pk", "public_id", "name"), row[12:], strict=True))), **dated)


def without(window, other) -> list[tuple[datetime.date, datetime.date]]:
    """The days of a window that another does not cover: none, one or two windows."""
    if not overlap(window, other):
        return [window]
    day = datetime.timedelta(days=1)
    parts = []
    if window[0] < other[0]:
        parts.append((window[0], other[0] - day))
    if other[1] < window[1]:
        parts.append((other[1] + day, window[1]))
    return parts
