"""Where everybody stood in a case as at a date: a grid of lanes by subjects, who stood together, and what moved.

Every cell holds what a lane last stated on its own word, and apart from it what
others say of it; a lane of which nothing is found says so, with the day up to
which was looked. Belonging is not agreeing: what an alliance states stands in
its own lane, and is only mentioned in those of its members.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateformat import format as date_format

from claims.choices import Stance
from claims.position_history import (
    PositionShift,
    StatedPosition,
    all_shifts,
    are_alike,
    by_word,
    changes,
    known_by,
    moments,
    stated,
)
from councils.choices import VoiceKind
from councils.representation.speaks_for import Representation
from councils.representation.windows import window_of
from proposals.choices import BackingRelation
from record.dates import UncertainDate
from record.dates.english import MONTHS
from record.dates.refusal import excerpt
from timeline.chronology.position_changes import shift_id
from timeline.lists.lead_quotations import leads
from timeline.positions.backing import PUT_FORWARD, ProposalAct, acts_of, told
from timeline.positions.history_chart import HistoryChart, ribbon
from timeline.positions.holders import (
    Counted,
    PositionCell,
    PositionHolder,
    PositionLine,
    Subject,
    lanes_of,
    line_of,
    subjects_of,
)
from timeline.positions.later_statements import tell_later

KINDS = {"element": "Elements", "option": "Options", "proposal": "Proposals", "": "As a whole"}


@dataclass
class PositionChange:
    """A shift as the page prints it, with an id that is the same on every installation."""

    public_id: str
    shift: PositionShift
    lane: PositionHolder
    subject: Subject
    old: PositionLine
    new: PositionLine
    according_to: str

    @property
    def lines(self) -> list[PositionLine]:
        return [self.old, self.new]

    @property
    def words(self) -> str:
        return self.shift.words

    @property
    def when(self) -> UncertainDate:
        return self.shift.when


@dataclass
class SharedStance:
    """Who stood together on a subject, by stance, on their own word; and of which councils none is found.

    Of these, those that are counted among an alliance are apart from the others.
    """

    subject: Subject
    groups: list[tuple[str, list[str]]]
    counted: list[tuple[str, list[str]]]
    silent: list[str]


@dataclass
class PositionsPage:
    at: datetime.date
    subjects: list[Subject]
    silent_subjects: list[Subject]
    lanes: list[PositionHolder]
    heads: list[tuple[str, int]]
    together: list[SharedStance]
    moved: list[tuple[PositionHolder, list[PositionChange]]]
    told: list[tuple[PositionHolder, list[PositionChange]]]
    unordered: list[tuple[PositionHolder, list[PositionLine]]]
    elsewhere: list[tuple[Subject, int]]
    moments: list[datetime.date]
    on: Subject | None
    lines: list[PositionLine]
    picture: HistoryChart | None
    stands: int
    looked: str

    @property
    def days(self) -> list[tuple[str, str]]:
        """The days on which something was stated, as a form has them and in words."""
        return [(str(day), f"{day.day} {MONTHS[day.month - 1]} {day.year}") for day in self.moments]

    @property
    def before(self) -> datetime.date | None:
        return max((day for day in self.moments if day < self.at), default=None)

    @property
    def after(self) -> datetime.date | None:
        return min((day for day in self.moments if day > self.at), default=None)


@dataclass(frozen=True)
class PositionsQuery:
    """As at which day, and on which subject the picture is drawn; what is not understood is said."""

    at: datetime.date
    on: str = ""
    messages: tuple[str, ...] = ()
    is_given: bool = False

    @classmethod
    def read(cls, query, today: datetime.date) -> "PositionsQuery":
        messages = []
        given = {}
        for key in ("at", "on"):
            values = list(dict.fromkeys(value.strip() for value in query.getlist(key) if value.strip()))
            if len(values) > 1:
                messages.append(f"“{key}” is given more than once. Keep one of them.")
            given[key] = values[0] if values else ""
        at = today
        if given["at"]:
            try:
                at = _day(given["at"])
            except ValueError:
                messages.append(f"“{excerpt(given['at'])}” is no day. Write it as 2025-09-05. Shown as at today.")
        return cls(at, given["on"], tuple(messages), bool(given["at"]))

    def address(self, path: str, at: datetime.date | None = None, on: str = "") -> str:
        day = at or (self.at if self.is_given else None)
        pairs = [("at", day.isoformat())] if day else []
        if on := on or self.on:
            pairs.append(("on", on))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def _day(text: str) -> datetime.date:
    """A day written as 2025-09-05, and in no other way."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return datetime.date.fromisoformat(text)


def positions_page(case, asked: PositionsQuery) -> tuple[PositionsPage, list[str]]:
    """All of the page, of a case that was found with its sides and councils; and what of ``on`` is not understood.

    Ten queries, however many positions there are.
    """
    councils = {council["voice"]: council for council in case.councils_shown}
    acts = [act for act in acts_of(case) if act.is_of(asked.at)]
    stands, ties = stated(case, [*councils, *(act.voice for act in acts)])
    lanes = lanes_of(case, councils, stands, ties, asked.at)
    known = subjects_of(case)
    taken = {each.subject for each in stands}
    subjects = [subject for subject in known if subject.key in taken]
    path = reverse("timeline:positions", args=[case.key])
    for subject in subjects:
        subject.address = f"{asked.address(path, on=subject.key)}#through-time"
    on, messages = _chosen(asked.on, known, subjects, stands)
    groups = by_word(stands)
    makers = _makers(groups)
    lines = {each.pk: line_of(each, lanes) for each in stands}
    rows = [lane for lane in lanes.values() if lane.pk in makers or lane.pk in councils]
    found = all_shifts(stands)
    counts = Counter(shift.new.subject for shift in found)
    moved = [_moved(case, shift, lanes, on, lines) for shift in found if on and shift.new.subject == on.key]
    shown_lines = [lines[each.pk] for each in stands if on and each.subject == on.key]
    for number, line in enumerate(shown_lines, start=1):
        line.number = number
    looked = _looked(case)
    done = _done(acts, ties)
    _fill(rows, subjects, groups, lines, ties, lanes, asked.at, looked, done)
    for lane in rows:
        tell_later(lane, groups, asked.at)
        _tell_acts(lane, done, known, asked.at)
    page = PositionsPage(
        at=asked.at,
        subjects=subjects,
        silent_subjects=[subject for subject in known if subject.key not in taken],
        lanes=rows,
        heads=_headed(subjects),
        together=[_together(subject, rows) for subject in subjects],
        moved=_by_lane(rows, [each for each in moved if each.shift.new.is_own]),
        told=_by_lane(rows, [each for each in moved if not each.shift.new.is_own]),
        unordered=_unordered(rows, on, groups, lines),
        elsewhere=[(subject, counts[subject.key]) for subject in subjects if counts[subject.key] and subject != on],
        moments=changes(stands),
        on=on,
        lines=shown_lines,
        picture=ribbon(rows, shown_lines, asked.at, case.kept_up_to),
        stands=len(stands),
        looked=looked,
    )
    _bring_words(page)
    return page, messages


# --- Subjects ---


def _chosen(on, known, subjects, stands) -> tuple[Subject | None, list[str]]:
    """The subject that is asked for; else the element, or failing that anything, on which most stands are taken."""
    messages = []
    if on:
        found = next((subject for subject in known if subject.key == on), None)
        if found:
            return found, messages
        messages.append(f"“{excerpt(on)}” is nothing in this case on which a stand is taken.")
    counts = defaultdict(int)
    for each in stands:
        counts[each.subject] += 1
    return max(subjects, key=lambda each: (each.kind == "element", counts[each.key]), default=None), messages


def _makers(groups) -> set[int]:
    """The lanes in which anything stands, on their own word or on others'."""
    return {lane for lane, _, _ in groups}


# --- The grid ---


def _looked(case) -> str:
    """Up to which day was looked, where that is known."""
    return f", looked for on {date_format(case.kept_up_to, 'j F Y')}" if case.kept_up_to else ""


def _fill(rows, subjects, groups, lines, ties, lanes, at, looked, done) -> None:
    """Give every lane a cell on each subject."""
    on_own_word, told = {}, defaultdict(list)
    for (lane, subject, word), stands in groups.items():
        if word is None:
            on_own_word[lane, subject] = stands
        else:
            told[lane, subject].append(stands)
    joint = _joint(on_own_word, lanes, at)
    for lane in rows:
        lane.cells = [
            _cell(subject, on_own_word.get((lane.pk, subject.key), ()), told[lane.pk, subject.key], lines, at, looked)
            for subject in subjects
        ]
        if lane.is_council:
            _count_in(lane, joint, ties, lanes, at, done)


def _headed(subjects) -> list[tuple[str, int]]:
    """The kinds of subjects that stand above the columns, each with how many it has."""
    return [(KINDS[kind], len(list(group))) for kind, group in groupby(subjects, key=lambda subject: subject.kind)]


def _cell(subject, own, told, lines, at, looked) -> PositionCell:
    latest, perhaps = known_by(own, at)
    undated = [each for each in own if each.when is None]
    said = [each for stands in told for each in _once(known_by(stands, at)[0])]
    said += [each for stands in told for each in stands if each.when is None]
    if len(latest) > 1:
        lines[latest[0].pk].over = "Stated for about the same time:"
    for each in perhaps:
        lines[each.pk].over = "Perhaps stated by then:"
    for each in said:
        lines[each.pk].over = f"According to {lines[each.pk].according_to}:"
    mark, silence, later = "", "", None
    if not (latest or perhaps or undated):
        later = next((each for each in own if each.first[0] > at), None)
        mark, silence = "None found", f"No position found in this record{looked}."
    if later:
        mark = f"None found by then. Next: {later.when}"
        silence = f"No position found for this date or before. The next in this record: {later.when}."
    return PositionCell(
        subject=subject,
        own=[lines[each.pk] for each in latest],
        lines=[lines[each.pk] for each in (*latest, *perhaps, *undated, *said)],
        mark=mark,
        silence=silence,
        is_bare=bool(silence) and not (said or later),
    )


def _once(stands) -> list[StatedPosition]:
    """What somebody tells again and alike is shown as it was told last."""
    return list({each.stance: each for each in stands}.values())


def _joint(on_own_word, lanes, at) -> dict[str, list[StatedPosition]]:
    """What alliances last stated, by subject."""
    found = defaultdict(list)
    for (lane, subject), stands in on_own_word.items():
        if lanes[lane].kind == VoiceKind.ALLIANCE:
            found[subject] += known_by(stands, at)[0]
    return found


def _count_in(lane: PositionHolder, joint, ties: Representation, lanes, at, done) -> None:
    """Mention in a council's cells what alliances stated of which it was a member then, and whether it left since."""
    for cell in lane.cells:
        for each in joint.get(cell.subject.key, ()):
            if lane.pk in ties.members(each.lane, window_of(each.when)):
                left = _left(lane, each, cell.subject, ties, at, done)
                cell.counted.append(Counted(lanes[each.lane].name, each.stance.label, each.when, left))


def _left(lane, joint: StatedPosition, subject, ties, at, done) -> str:
    """That a council left, by this day, the alliance, the proposal spoken of, or one that the alliance put forward."""
    ended = ties.ended(lane.pk, joint.lane)
    found = [f"Its membership ended: {ended}."] if ended and ended.earliest <= at else []
    spoken_of = {subject.key, subject.of}
    spoken_of |= {act.proposal for act in done.get(joint.lane, ()) if act.relation == PUT_FORWARD}
    return " ".join(
        found
        + [
            f"It left that proposal: {act.when or 'undated'}."
            for act in done.get(lane.pk, ())
            if act.relation == BackingRelation.LEFT
            and act.proposal in spoken_of
            and window_of(act.when)[1] >= joint.when.earliest
        ]
    )


def _done(acts: Iterable[ProposalAct], ties: Representation) -> dict[int, list[ProposalAct]]:
    """What was done with the proposals, by the lane of who did it."""
    found = defaultdict(list)
    for act in acts:
        found[act.lane(ties)].append(act)
    return found


def _tell_acts(lane: PositionHolder, done, known, at) -> None:
    """Name beside a lane's silence what it did with the proposals. None of it is a stance."""
    if any(cell.silence for cell in lane.cells):
        names = {subject.key: subject.name for subject in known}
        lane.acts = told(done.get(lane.pk, ()), names, at)


# --- Who stood together ---


def _together(subject, rows: Iterable[PositionHolder]) -> SharedStance:
    names, counted, silent = defaultdict(list), defaultdict(list), []
    for lane in rows:
        cell = next(cell for cell in lane.cells if cell.subject is subject)
        for line in {line.key: line for line in cell.own}.values():
            beside = [] if _are_of_one(cell) else ["beside another, for about the same time"]
            names[line.key].append(f"{lane.name} ({'; '.join([str(line.when), *beside, *line.later])})")
        if lane.is_council and cell.silence:
            for each in cell.counted:
                since_then = f" ({each.since.rstrip('.')})" if each.since else ""
                counted[each.alliance].append(f"{lane.name}{since_then}")
            if not cell.counted:
                silent.append(lane.name)
    groups = [(stance.label, names[stance]) for stance in Stance if names[stance]]
    return SharedStance(subject, groups, sorted(counted.items()), silent)


def _are_of_one(cell) -> bool:
    return are_alike(line.stated for line in cell.own)


# --- What moved ---


def _moved(case, shift, lanes, subject, lines) -> PositionChange:
    lane = lanes[shift.new.lane]
    new = lines[shift.new.pk]
    return PositionChange(
        public_id=shift_id(case, shift, lane.public_id),
        shift=shift,
        lane=lane,
        subject=subject,
        old=lines[shift.old.pk],
        new=new,
        according_to=new.according_to,
    )


def _by_lane(rows, moved) -> list[tuple[PositionHolder, list[PositionChange]]]:
    return [(lane, mine) for lane in rows if (mine := [each for each in moved if each.lane is lane])]


def _unordered(rows, subject, groups, lines) -> list[tuple[PositionHolder, list[PositionLine]]]:
    """Where a lane stated different things on the subject for about the same time, on its own word."""
    return [
        (lane, [lines[each.pk] for each in time])
        for lane in rows
        for time in moments(groups.get((lane.pk, subject and subject.key, None), ()))
        if not are_alike(time)
    ]


# --- The words that claims rest on ---


def _bring_words(page: PositionsPage) -> None:
    """Give every line that is printed the passage by which its claim is shown: one query."""
    printed = [line for lane in page.lanes for cell in lane.cells for line in cell.lines] + page.lines
    words = leads({line.stated.claim for line in printed})
    for line in printed:
        line.lead = words.get(line.stated.claim)
