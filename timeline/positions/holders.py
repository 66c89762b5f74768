"""Holders of positions, and their positions as the page prints them."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse

from claims.choices import DecidedBy, Stance
from claims.claim_summaries import LINE
from claims.position_history import StatedPosition, how_stated
from councils.choices import VoiceKind
from councils.models import Passage, Voice
from councils.models.voice import is_told_apart
from councils.representation.sides import places
from councils.representation.windows import ALWAYS, window_of
from record.dates import UncertainDate
from record.dates.edtf import FIRST_YEAR, LAST_YEAR
from record.text.english import mid_sentence
from record.web.addresses import cached_reverse
from timeline.positions.subjects import Subject
from timeline.templatetags.record_tags import mark, quoted

# Positions that one person states.
SPOKEN = [DecidedBy.LEADER, DecidedBy.OFFICER]
# The days of which a date of the record can speak.
FIRST, LAST = datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)


@dataclass
class PositionHolder:
    """A voice that holds positions, with its side's mark.

    ``under`` is the council that it belongs to.
    """

    pk: int
    public_id: str
    name: str
    kind: str
    short: str = ""
    code: str = ""
    under: int | None = None
    mark: str = "s-0"
    cells: list["PositionCell"] = field(default_factory=list)
    # Of an alliance: the councils that belonged to it when it stated its positions.
    members: list["Member"] = field(default_factory=list)
    # How its control has changed since some of its positions.
    control: str = ""
    # Acts on the proposals, of which none is a position.
    acts: str = ""

    @property
    def is_council(self) -> bool:
        return self.kind == VoiceKind.COUNCIL

    @property
    def name_briefly(self) -> str:
        """Its name, or its short one where that is too long for a line."""
        return self.name if len(self.name) <= LINE else self.short

    @property
    def count(self) -> int:
        return sum(len(cell.lines) for cell in self.cells)

    @property
    def address(self) -> str:
        if self.code:
            return reverse("timeline:council", args=[self.code])
        return reverse("timeline:voice-by-id", args=[self.public_id])


class LaterNote(NamedTuple):
    """A note on what the same voice stated later, in a few words and in full."""

    briefly: str
    in_full: str

    def __str__(self) -> str:
        return self.in_full


@dataclass
class PositionLine:
    """One position as the page prints it, with its terms, source and claim."""

    stated: StatedPosition
    holder: PositionHolder
    by: str = ""
    # Of a position on an element: the plans of which it is a part there, or of which the claim speaks.
    plans: str = ""
    according_to: str = ""
    said_by: str = ""
    lead: Passage | None = None
    number: int = 0
    # Printed over it in a cell, and under it: what the same voice stated later on another subject.
    over: str = ""
    later: list[LaterNote] = field(default_factory=list)
    # How its own maker has replaced its claim since, or taken it back.
    replaced: list[LaterNote] = field(default_factory=list)

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
        return cached_reverse("claims:detail", self.stated.claim_id)

    @cached_property
    def terms(self) -> str:
        """Firmness and condition as worded, to follow the stance."""
        stated, before = self.stated, ""
        terms = [quoted(stated.firmness)] if stated.firmness else []
        if stated.condition and stated.stance == Stance.ON_CONDITION:
            before = f": {quoted(stated.condition)}"
        elif stated.condition:
            terms.append(f"on condition: {quoted(stated.condition)}")
        return before + (f", {'; '.join(terms)}" if terms else "")

    @cached_property
    def decided(self) -> str:
        """The body that decided it, or the voice that stated it."""
        by = self.by
        if not by and self.lead and self.stated.is_own and self.stated.decided_by in SPOKEN:
            by = self.lead.spoken_by
        return how_stated(self.stated.decided_by, by)

    @property
    def reported(self) -> str:
        """The voice that alone reports it, unless that is said already."""
        reported_by = self.lead.reported_by if self.lead else ""
        if reported_by in ("", self.according_to):
            return ""
        return f"as {self.lead.reported_how} {mid_sentence(reported_by)}"

    @property
    def outside_life(self) -> str:
        """How its date lies outside the life of the council that states it, if it does."""
        return self.lead.notes.outside_life if self.lead and self.lead.notes else ""

    @property
    def on_whose_word(self) -> str:
        """Its own word or another's, and who reports or publishes it."""
        words = [f"according to {mid_sentence(self.according_to)}" if self.according_to else "its own"]
        stated, document = self.stated, self.lead and self.lead.document
        if self.reported:
            words.append(self.reported)
        elif document and document.publisher_id not in (None, stated.acts_for, stated.holder, stated.said_by):
            words.append(f"in a document of {mid_sentence(document.publisher.name)}")
        return ", ".join(words)

    @property
    def css(self) -> str:
        """Its class in a cell: framed with dashes where the words are another's."""
        return "is-told" if self.according_to else ""


@dataclass
class Member:
    """A council in the row of an alliance.

    ``since`` says that it has left, ``on`` on which subjects alone it belonged. ``is_anchor`` where links to the
    council lead here, since it has no row of its own.
    """

    holder: PositionHolder
    since: str = ""
    on: str = ""
    is_anchor: bool = False


@dataclass
class PositionCell:
    """One holder's positions on one subject as at a date.

    ``own`` are the latest on its own word; ``lines`` all of its own, then what others say; ``silence`` names the next
    one, if its own are all later.
    """

    subject: Subject
    own: list[PositionLine]
    lines: list[PositionLine]
    silence: str = ""

    @property
    def kind(self) -> str:
        """The cell's ``data-cell``, which styles and tests read."""
        return "position" if any(line.stated.is_own for line in self.lines) else "empty"


def holders_of(case, councils, positions, representation, at) -> dict[int, PositionHolder]:
    """All voices that the page names, by their primary keys.

    Councils stand first, each with those that speak in it; then the others. All by name.
    """
    window = {}
    for each in positions:
        for voice in (each.acts_for, each.holder, each.said_by):
            window.setdefault(voice, window_of(each.when))
    alliances = {above for council in councils for above in representation.above(council, ALWAYS)}
    wanted = set(window) | set(councils) | (alliances & {each.acts_for for each in positions})
    columns = ("pk", "public_id", "name", "own_name", "kind", "short_name", "council__code")
    found = Voice.objects.filter(pk__in=wanted).values_list(*columns)
    holders = {
        pk: PositionHolder(pk, public_id, name, kind, (not is_told_apart(name, own_name) and short) or name, code or "")
        for pk, public_id, name, own_name, kind, short, code in found
    }
    marks = {side.pk: mark(side.position) for side in case.sides_shown}
    placed = places(case, holders, UncertainDate.on(min(max(at, FIRST), LAST)))
    for holder in holders.values():
        holder.mark = marks.get(placed[holder.pk].side, "s-0")
        if not holder.is_council and holder.pk in window:
            above = representation.councils_above(holder.pk, window[holder.pk])
            holder.under = next((council for council in above if council in holders), None)
    return dict(sorted(holders.items(), key=lambda item: _order(item[1], holders)))


def _order(holder, holders):
    """Sort by council, then those that speak in it, and then everybody else."""
    above = holders[holder.under] if holder.under else holder
    return not above.is_council, above.name, above.pk, holder is not above, holder.name, holder.pk


def line_of(position: StatedPosition, holders) -> PositionLine:
    line = PositionLine(position, holders[position.acts_for])
    if position.holder != position.acts_for:
        line.by = holders[position.holder].name
    if not position.is_own:
        said_by = holders[position.said_by]
        line.according_to, line.said_by = said_by.name, said_by.short
    return line
