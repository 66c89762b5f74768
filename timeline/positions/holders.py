"""Who takes a stand in a case and on what, and how a stand is printed: lanes, subjects, lines and cells."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import CharField, F, Value
from django.urls import reverse

from claims.choices import DecidedBy, Stance, StanceOn
from claims.position_history import StatedPosition, named_apart
from councils.choices import VoiceKind
from councils.models import Voice
from councils.representation.sides import places
from councils.representation.windows import ALWAYS, window_of
from proposals.models import Element, Option, Proposal
from record.dates import UncertainDate
from record.dates.edtf import FIRST_YEAR, LAST_YEAR
from timeline.lists.lead_quotations import Lead, claim_address
from timeline.templatetags.record_tags import mark, quoted

# The days of which a date of the record can speak.
FIRST, LAST = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)


@dataclass
class Subject:
    """What a stand may be on: an element, an option or a proposal by its id; all of them; or the process.

    ``of`` is the proposal of an option, by its key here.
    """

    key: str
    name: str
    of: str = ""
    address: str = ""

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def is_plan(self) -> bool:
        return self.kind in ("option", "proposal")

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0] if ":" in self.key else ""


@dataclass
class PositionHolder:
    """Who takes a stand, with the mark of its side; ``under`` is the council in which it has a line of its own."""

    pk: int
    public_id: str
    name: str
    kind: str
    short: str = ""
    code: str = ""
    under: int | None = None
    mark: str = "s-0"
    cells: list["PositionCell"] = field(default_factory=list)
    # What it did with the proposals that is no stance, where it is silent on anything.
    acts: str = ""

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
    def counted(self) -> list[tuple[str, str, str]]:
        """What the alliances stated among which it is counted: each with its stances, on what, and what came since."""
        found = defaultdict(lambda: defaultdict(list))
        for cell in self.cells:
            for each in cell.counted:
                found[each.alliance, each.since][each.stated].append(cell.subject.name)
        return [
            (name, "; ".join(f"{stated} ({', '.join(subjects)})" for stated, subjects in stances.items()), since)
            for (name, since), stances in found.items()
        ]

    @property
    def in_row(self) -> list[tuple]:
        """What its row prints of each cell."""
        return [
            (
                cell.subject.title,
                "empty" if cell.silence else "position",
                "bare" if cell.is_bare else "",
                cell.mark,
                cell.silence,
                [line.in_cell for line in cell.lines],
                [(each.alliance, each.stated, each.since) for each in cell.counted],
            )
            for cell in self.cells
        ]

    @property
    def address(self) -> str:
        if self.code:
            return reverse("timeline:council", args=[self.code])
        return reverse("timeline:voice-by-id", args=[self.public_id])


@dataclass
class PositionLine:
    """One stand as the page prints it: the stance, what goes with it, on whose word, and the claim it is read from."""

    stated: StatedPosition
    lane: PositionHolder
    by: str = ""
    according_to: str = ""
    told_by: str = ""
    lead: Lead | None = None
    number: int = 0
    # What stands over it in a cell, and under it: what the same voice stated since on something else.
    over: str = ""
    later: list[str] = field(default_factory=list)

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
        """Firmness and condition as worded, as they follow the stance; nothing where none is stated."""
        stated, before = self.stated, ""
        terms = [quoted(stated.firmness)] if stated.firmness else []
        if stated.condition and stated.stance == Stance.ON_CONDITION:
            before = f": {quoted(stated.condition)}"
        elif stated.condition:
            terms.append(f"on condition: {quoted(stated.condition)}")
        return before + (f", {'; '.join(terms)}" if terms else "")

    @cached_property
    def decided(self) -> str:
        """Who decided it, and by whom it was stated where that is not the lane itself."""
        decided_by = self.stated.decided_by
        words = "" if decided_by == DecidedBy.NOT_STATED else f"decided by: {DecidedBy(decided_by).label}"
        return ", ".join(filter(None, [words, self.by]))

    @property
    def reported(self) -> str:
        """By whom alone it is told, where that is not said already."""
        reported_by = self.lead.reported_by if self.lead else ""
        return f"as reported by {reported_by}" if reported_by not in ("", self.according_to) else ""

    @property
    def on_whose_word(self) -> str:
        """Its own or another's; who reports it, or else in whose document it stands where that is neither's."""
        words = [f"according to {self.according_to}" if self.according_to else "its own"]
        stated, document = self.stated, self.lead and self.lead.document
        if self.reported:
            words.append(self.reported)
        elif document and document.publisher_id not in (None, stated.lane, stated.holder, stated.said_by):
            words.append(f"in a document of {document.published_by}")
        return ", ".join(words)

    @property
    def in_cell(self) -> tuple:
        """What a cell prints of it, in one piece: a grid has hundreds."""
        when, lead = self.when, self.lead
        return (
            "stand is-told" if self.according_to else "stand",
            self.key,
            self.over,
            self.stance[:1].upper() + self.stance[1:],
            self.terms,
            when.edtf if when else "",
            str(when) if when else "undated",
            "".join(f"; {words}" for words in (self.decided, self.reported) if words),
            "; ".join(self.later),
            self.claim,
            quoted(lead.quote) if lead.quote else "",
            lead.state,
            lead.source,
            f"{lead.title}, {lead.place}" if lead.place else lead.title,
            lead.state_label,
        )


@dataclass(frozen=True)
class Counted:
    """That a council belonged to an alliance when that stated something; and that it left since, where it did."""

    alliance: str
    stance: str
    when: UncertainDate
    since: str = ""

    @property
    def stated(self) -> str:
        return f"{self.stance}, {self.when}"


@dataclass
class PositionCell:
    """Of one lane on one subject, as at the date: its own stands, then what others say; or that none is found."""

    subject: Subject
    own: list[PositionLine]
    lines: list[PositionLine]
    # For the eye, and in full.
    mark: str = ""
    silence: str = ""
    is_bare: bool = False
    counted: list[Counted] = field(default_factory=list)


def subjects_of(case) -> list[Subject]:
    """Elements in their sequence, then options, proposals, all of them and the process."""
    parts = [
        model.objects.published()
        .of_case(case)
        .order_by()
        .annotate(rank=Value(rank), what=Value(kind, CharField()), of_id=of)
        .values_list("rank", "sequence", "key", "what", "public_id", "name", "of_id")
        for rank, (kind, model, of) in enumerate(
            (
                ("element", Element, Value("")),
                ("option", Option, F("proposal__public_id")),
                ("proposal", Proposal, Value("")),
            )
        )
    ]
    rows = sorted(parts[0].union(*parts[1:], all=True))
    names = named_apart({f"{kind}:{public_id}": name for _, _, _, kind, public_id, name, _ in rows})
    named = [
        Subject(f"{kind}:{public_id}", names[f"{kind}:{public_id}"], of and f"proposal:{of}")
        for _, _, _, kind, public_id, _, of in rows
    ]
    return named + [Subject(value, label) for value, label in StanceOn.choices]


def lanes_of(case, councils, stands, ties, at) -> dict[int, PositionHolder]:
    """Everybody who is named: councils by name, each with those that speak in it, then the others by name."""
    window = {}
    for each in stands:
        for voice in (each.lane, each.holder, each.said_by):
            window.setdefault(voice, window_of(each.when))
    alliances = {above for council in councils for above in ties.above(council, ALWAYS)}
    wanted = set(window) | set(councils) | (alliances & {each.lane for each in stands})
    columns = ("pk", "public_id", "name", "kind", "short_name", "council__code")
    found = Voice.objects.filter(pk__in=wanted).values_list(*columns)
    lanes = {
        pk: PositionHolder(pk, public_id, name, kind, short or name, code or "")
        for pk, public_id, name, kind, short, code in found
    }
    marks = {side.pk: mark(side.position) for side in case.sides_shown}
    placed = places(case, lanes, UncertainDate.on(min(max(at, FIRST), LAST)))
    for lane in lanes.values():
        lane.mark = marks.get(placed[lane.pk].side, "s-0")
        if not lane.is_council and lane.pk in window:
            councils = ties.councils_above(lane.pk, window[lane.pk])
            lane.under = next((council for council in councils if council in lanes), None)
    return dict(sorted(lanes.items(), key=lambda item: _order(item[1], lanes)))


def _order(lane, lanes):
    """Councils by name, under each of them its own lines by name, and then everybody else."""
    above = lanes[lane.under] if lane.under else lane
    return not above.is_council, above.name, above.pk, lane is not above, lane.name, lane.pk


def line_of(each: StatedPosition, lanes) -> PositionLine:
    line = PositionLine(each, lanes[each.lane])
    if each.holder != each.lane:
        line.by = lanes[each.holder].name
    if not each.is_own:
        line.according_to, line.told_by = lanes[each.said_by].name, lanes[each.said_by].short
    return line
