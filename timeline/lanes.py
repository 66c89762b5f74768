"""Who takes a stand in a case and on what, and how a stand is printed: lanes, subjects, lines and cells."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import CharField, Value
from django.urls import reverse

from claims.choices import DecidedBy, StanceOn
from claims.stands import Stated
from councils.choices import VoiceKind
from councils.models import Voice
from councils.placing import places
from councils.ties import window_of
from proposals.models import Element, Option, Proposal
from record.dates import UncertainDate
from record.dates.edtf import FIRST_YEAR, LAST_YEAR
from timeline.leads import Lead, claim_address
from timeline.templatetags.record_tags import mark, quoted

# The days of which a date of the record can speak.
FIRST, LAST = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)


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


def subjects_of(case) -> list[Subject]:
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


def lanes_of(case, councils, stands, ties, at) -> dict[int, Lane]:
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


def line_of(each: Stated, lanes) -> Line:
    line = Line(each, lanes[each.lane])
    if each.holder != each.lane:
        line.by = lanes[each.holder].name
    if not each.is_own:
        line.according_to, line.told_by = lanes[each.said_by].name, lanes[each.said_by].short
    return line
