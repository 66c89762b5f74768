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
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils.dateformat import format as date_format

from claims.choices import DecidedBy, Stance, StanceOn
from claims.stands import Shift, Stated, all_shifts, are_alike, by_word, changes, known_by, moments, stated
from councils.choices import VoiceKind
from councils.models import Voice
from councils.placing import places
from councils.ties import Ties, window_of
from proposals.models import Element, Option, Proposal
from record.dates import UncertainDate
from record.dates.edtf import FIRST_YEAR, LAST_YEAR
from record.dates.english import MONTHS
from record.dates.refusal import shown
from timeline.leads import Lead, claim_address, leads
from timeline.ribbon import Ribbon, ribbon
from timeline.shifts import shift_id
from timeline.templatetags.record_tags import mark, quoted

# The days of which a date of the record can speak.
FIRST, LAST = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)
KINDS = {"element": "Elements", "option": "Options", "proposal": "Proposals", "": "As a whole"}


@dataclass
class Subject:
    """What a stand may be on: an element, an option or a proposal by its id; all of them; or the process."""

    key: str
    name: str
    address: str = ""

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0] if ":" in self.key else ""


@dataclass
class Lane:
    """Who takes a stand, with the mark of its side; ``under`` is the council in which it has a line of its own."""

    pk: int
    public_id: str
    name: str
    kind: str
    short: str = ""
    code: str = ""
    under: int | None = None
    mark: str = "s-0"
    cells: list["Cell"] = field(default_factory=list)

    @property
    def is_council(self) -> bool:
        return self.kind == VoiceKind.COUNCIL

    @property
    def silent(self) -> str:
        """On how many of the subjects nothing is found, in words; nothing where there is something on each."""
        bare = sum(cell.is_bare for cell in self.cells)
        if not bare:
            return ""
        if bare == len(self.cells):
            return "any of the subjects"
        return f"the other {bare} subject{'' if bare == 1 else 's'}"

    @property
    def counted(self) -> list[tuple[str, str]]:
        """What the alliances stated among which it is counted, in a line for each: stance by stance, on what."""
        found = defaultdict(lambda: defaultdict(list))
        for cell in self.cells:
            for alliance, stance in cell.counted:
                found[alliance][stance].append(cell.subject.name)
        return [
            (name, "; ".join(f"{stance} ({', '.join(subjects)})" for stance, subjects in stances.items()))
            for name, stances in found.items()
        ]

    @property
    def in_row(self) -> list[tuple]:
        """What its row prints of each cell."""
        return [
            (
                cell.subject.name,
                "empty" if cell.silence else "position",
                "bare" if cell.is_bare else "",
                cell.silence,
                [line.in_cell for line in cell.lines],
                cell.counted,
            )
            for cell in self.cells
        ]

    @property
    def address(self) -> str:
        if self.code:
            return reverse("timeline:council", args=[self.code])
        return reverse("timeline:voice-by-id", args=[self.public_id])


@dataclass
class Line:
    """One stand as the page prints it: the stance, what goes with it, on whose word, and the claim it is read from."""

    stated: Stated
    lane: Lane
    by: str = ""
    according_to: str = ""
    told_by: str = ""
    lead: Lead | None = None
    number: int = 0
    # What stands over it in a cell.
    over: str = ""

    @property
    def stance(self) -> str:
        return self.stated.stance.label

    @property
    def key(self) -> str:
        return self.stated.stance.value

    @property
    def when(self) -> UncertainDate | None:
        return self.stated.when

    @property
    def claim(self) -> str:
        return claim_address(self.stated.claim_id)

    @cached_property
    def terms(self) -> str:
        """Firmness and condition as worded, and a note; nothing where none is stated."""
        terms = [quoted(self.stated.firmness)] if self.stated.firmness else []
        if self.stated.condition:
            terms.append(f"on condition: {quoted(self.stated.condition)}")
        return "; ".join(terms)

    @cached_property
    def decided(self) -> str:
        """Who decided it, and by whom it was stated where that is not the lane itself."""
        decided_by = self.stated.decided_by
        words = "" if decided_by == DecidedBy.NOT_STATED else f"decided by: {DecidedBy(decided_by).label}"
        return ", ".join(filter(None, [words, self.by]))

    @property
    def in_cell(self) -> tuple:
        """What a cell prints of it, in one piece: a grid has hundreds."""
        when, lead = self.when, self.lead
        return (
            "stand is-told" if self.according_to else "stand",
            self.key,
            self.over,
            self.stance[:1].upper() + self.stance[1:],
            f", {self.terms}" if self.terms else "",
            when.edtf if when else "",
            str(when) if when else "undated",
            f"; {self.decided}" if self.decided else "",
            self.claim,
            quoted(lead.quote) if lead.quote else "",
            lead.state,
            lead.source,
            f"{lead.title}, {lead.place}" if lead.place else lead.title,
            lead.state_label,
        )


@dataclass
class Cell:
    """Of one lane on one subject, as at the date: its own stands, then what others say; or that none is found."""

    subject: Subject
    own: list[Line]
    lines: list[Line]
    silence: str = ""
    is_bare: bool = False
    counted: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Moved:
    """A shift as the page prints it, with an id that is the same on every installation."""

    public_id: str
    shift: Shift
    lane: Lane
    subject: Subject
    old: Line
    new: Line
    according_to: str

    @property
    def lines(self) -> list[Line]:
        return [self.old, self.new]

    @property
    def words(self) -> str:
        return self.shift.words

    @property
    def when(self) -> UncertainDate:
        return self.shift.when


@dataclass
class Together:
    """Who stood together on a subject, by stance, on their own word; and of which councils nothing is found."""

    subject: Subject
    groups: list[tuple[str, list[str]]]
    silent: list[str]


@dataclass
class PositionsPage:
    at: datetime.date
    subjects: list[Subject]
    silent_subjects: list[Subject]
    lanes: list[Lane]
    heads: list[tuple[str, int]]
    together: list[Together]
    moved: list[tuple[Lane, list[Moved]]]
    told: list[tuple[Lane, list[Moved]]]
    unordered: list[tuple[Lane, list[Line]]]
    elsewhere: list[tuple[Subject, int]]
    moments: list[datetime.date]
    on: Subject | None
    lines: list[Line]
    picture: Ribbon | None
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
class Asked:
    """As at which day, and on which subject the picture is drawn; what is not understood is said."""

    at: datetime.date
    on: str = ""
    messages: tuple[str, ...] = ()
    is_given: bool = False

    @classmethod
    def read(cls, query, today: datetime.date) -> "Asked":
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
                messages.append(f"“{shown(given['at'])}” is no day. Write it as 2025-09-05. Shown as at today.")
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


def positions_page(case, asked: Asked) -> tuple[PositionsPage, list[str]]:
    """All of the page, of a case that was found with its sides and councils; and what of ``on`` is not understood.

    Nine queries, however many positions there are.
    """
    councils = {council["voice"]: council for council in case.councils_shown}
    stands, ties = stated(case, councils)
    lanes = _lanes(case, councils, stands, ties, asked.at)
    known = _subjects(case)
    taken = {each.subject for each in stands}
    subjects = [subject for subject in known if subject.key in taken]
    path = reverse("timeline:positions", args=[case.key])
    for subject in subjects:
        subject.address = f"{asked.address(path, on=subject.key)}#through-time"
    on, messages = _chosen(asked.on, known, subjects, stands)
    groups = by_word(stands)
    makers = _makers(groups)
    lines = {each.pk: _line(each, lanes) for each in stands}
    rows = [lane for lane in lanes.values() if lane.pk in makers or lane.pk in councils]
    found = all_shifts(stands)
    counts = Counter(shift.new.subject for shift in found)
    moved = [_moved(case, shift, lanes, on, lines) for shift in found if on and shift.new.subject == on.key]
    shown_lines = [lines[each.pk] for each in stands if on and each.subject == on.key]
    for number, line in enumerate(shown_lines, start=1):
        line.number = number
    looked = _looked(case)
    _fill(rows, subjects, groups, lines, ties, lanes, asked.at, looked)
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


def _subjects(case) -> list[Subject]:
    """Elements in their sequence, then options, proposals, all of them and the process."""
    parts = [
        model.objects.published()
        .of_case(case)
        .order_by()
        .annotate(rank=Value(rank), what=Value(kind, CharField()))
        .values_list("rank", "sequence", "key", "what", "public_id", "name")
        for rank, (kind, model) in enumerate((("element", Element), ("option", Option), ("proposal", Proposal)))
    ]
    rows = sorted(parts[0].union(*parts[1:], all=True))
    named = [Subject(f"{kind}:{public_id}", name) for _, _, _, kind, public_id, name in rows]
    return named + [Subject(value, label[:1].upper() + label[1:]) for value, label in StanceOn.choices]


def _chosen(on, known, subjects, stands) -> tuple[Subject | None, list[str]]:
    """The subject that is asked for; else the element, or failing that anything, on which most stands are taken."""
    messages = []
    if on:
        found = next((subject for subject in known if subject.key == on), None)
        if found:
            return found, messages
        messages.append(f"“{shown(on)}” is nothing in this case on which a stand is taken.")
    counts = defaultdict(int)
    for each in stands:
        counts[each.subject] += 1
    return max(subjects, key=lambda each: (each.kind == "element", counts[each.key]), default=None), messages


# --- Lanes ---


def _lanes(case, councils, stands, ties, at) -> dict[int, Lane]:
    """Everybody who is named: councils by name, each with those that speak in it, then the others by name."""
    window = {}
    for each in stands:
        for voice in (each.lane, each.holder, each.said_by):
            window.setdefault(voice, window_of(each.when))
    alliances = {above for council in councils for above in ties.above(council, (datetime.date.min, datetime.date.max))}
    wanted = set(window) | set(councils) | (alliances & {each.lane for each in stands})
    columns = ("pk", "public_id", "name", "kind", "short_name", "council__code")
    found = Voice.objects.filter(pk__in=wanted).values_list(*columns)
    lanes = {
        pk: Lane(pk, public_id, name, kind, short or name, code or "")
        for pk, public_id, name, kind, short, code in found
    }
    marks = {side.pk: mark(side.position) for side in case.sides_shown}
    placed = places(case, lanes, UncertainDate.on(min(max(at, FIRST), LAST)))
    for lane in lanes.values():
        lane.mark = marks.get(placed[lane.pk].side, "s-0")
        if not lane.is_council and lane.pk in window:
            lane.under = next(
                (
                    above
                    for level in ties.upwards(lane.pk, window[lane.pk], past_councils=False)
                    for above in level
                    if above in lanes and lanes[above].is_council
                ),
                None,
            )
    return dict(sorted(lanes.items(), key=lambda item: _order(item[1], lanes)))


def _order(lane, lanes):
    """Councils by name, under each of them its own lines by name, and then everybody else."""
    above = lanes[lane.under] if lane.under else lane
    return not above.is_council, above.name, above.pk, lane is not above, lane.name, lane.pk


def _makers(groups) -> set[int]:
    """The lanes in which anything stands, on their own word or on others'."""
    return {lane for lane, _, _ in groups}


def _line(each: Stated, lanes) -> Line:
    line = Line(each, lanes[each.lane])
    if each.holder != each.lane:
        line.by = lanes[each.holder].name
    if not each.is_own:
        line.according_to, line.told_by = lanes[each.said_by].name, lanes[each.said_by].short
    return line


# --- The grid ---


def _looked(case) -> str:
    """Up to which day was looked, where that is known."""
    return f", looked for on {date_format(case.kept_up_to, 'j F Y')}" if case.kept_up_to else ""


def _fill(rows, subjects, groups, lines, ties, lanes, at, looked) -> None:
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
            _count_in(lane, joint, ties, lanes)


def _headed(subjects) -> list[tuple[str, int]]:
    """The kinds of subjects that stand above the columns, each with how many it has."""
    return [(KINDS[kind], len(list(group))) for kind, group in groupby(subjects, key=lambda subject: subject.kind)]


def _cell(subject, own, told, lines, at, looked) -> Cell:
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
    silence, later = "", None
    if not (latest or perhaps or undated):
        later = next((each for each in own if each.first[0] > at), None)
        silence = f"No position found in this record{looked}."
    if later:
        silence = f"No position found for this date or before. The next in this record: {later.when}."
    return Cell(
        subject=subject,
        own=[lines[each.pk] for each in latest],
        lines=[lines[each.pk] for each in (*latest, *perhaps, *undated, *said)],
        silence=silence,
        is_bare=bool(silence) and not (said or later),
    )


def _once(stands) -> list[Stated]:
    """What somebody tells again and alike is shown as it was told last."""
    return list({each.stance: each for each in stands}.values())


def _joint(on_own_word, lanes, at) -> dict[str, list[Stated]]:
    """What alliances last stated, by subject."""
    found = defaultdict(list)
    for (lane, subject), stands in on_own_word.items():
        if lanes[lane].kind == VoiceKind.ALLIANCE:
            found[subject] += known_by(stands, at)[0]
    return found


def _count_in(lane: Lane, joint, ties: Ties, lanes) -> None:
    """Mention in a council's cells what alliances stated of which it was a member then."""
    for cell in lane.cells:
        for each in joint.get(cell.subject.key, ()):
            if lane.pk in ties.members(each.lane, window_of(each.when)):
                cell.counted.append((lanes[each.lane].name, each.stance.label))


# --- Who stood together ---


def _together(subject, rows: Iterable[Lane]) -> Together:
    names, silent = defaultdict(list), []
    for lane in rows:
        cell = next(cell for cell in lane.cells if cell.subject is subject)
        for line in {line.key: line for line in cell.own}.values():
            names[line.key].append(lane.name + (" (beside another, for about the same time)" if _mixed(cell) else ""))
        if lane.is_council and cell.silence:
            silent.append(lane.name)
    return Together(subject, [(stance.label, names[stance]) for stance in Stance if names[stance]], silent)


def _mixed(cell) -> bool:
    return not are_alike(line.stated for line in cell.own)


# --- What moved ---


def _moved(case, shift, lanes, subject, lines) -> Moved:
    lane = lanes[shift.new.lane]
    new = lines[shift.new.pk]
    return Moved(
        public_id=shift_id(case, shift, lane.public_id),
        shift=shift,
        lane=lane,
        subject=subject,
        old=lines[shift.old.pk],
        new=new,
        according_to=new.according_to,
    )


def _by_lane(rows, moved) -> list[tuple[Lane, list[Moved]]]:
    return [(lane, mine) for lane in rows if (mine := [each for each in moved if each.lane is lane])]


def _unordered(rows, subject, groups, lines) -> list[tuple[Lane, list[Line]]]:
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
