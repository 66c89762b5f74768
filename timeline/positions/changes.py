"""Changes of position on one subject, by who changed."""

from dataclasses import dataclass

from claims.position_history import PositionShift, are_alike, moments
from timeline.chronology.position_changes import STATED, shift_id
from timeline.positions.holders import PositionHolder, PositionLine
from timeline.positions.subjects import Subject


@dataclass
class PositionChange:
    """A change of position, with an id that is the same on every installation."""

    public_id: str
    shift: PositionShift
    holder: PositionHolder
    subject: Subject
    old: PositionLine
    new: PositionLine
    according_to: str

    @property
    def has_words(self) -> bool:
        """True if the words of both are held."""
        return all(line.lead and line.lead.quote for line in (self.old, self.new))


@dataclass
class PositionInTurn:
    """One of several positions; a later one has its ``change`` from the one before."""

    label: str
    line: PositionLine
    change: PositionChange | None = None


@dataclass
class StatedInTurn:
    """The positions of one holder on one word, in turn."""

    holder: PositionHolder
    according_to: str
    steps: list[PositionInTurn]


def changes_on(case, subject: Subject | None, shifts: list[PositionShift], holders, lines) -> list[PositionChange]:
    """The changes on one subject, in their order."""
    return [
        PositionChange(
            public_id=shift_id(case, shift, holders[shift.new.acts_for].public_id),
            shift=shift,
            holder=holders[shift.new.acts_for],
            subject=subject,
            old=lines[shift.old.pk],
            new=lines[shift.new.pk],
            according_to=lines[shift.new.pk].according_to,
        )
        for shift in shifts
        if subject and shift.new.subject == subject.key
    ]


def in_turn(rows, changes: list[PositionChange]) -> list[StatedInTurn]:
    """Changes by holder and word, no position twice in a row."""
    found: dict[tuple[int, str], StatedInTurn] = {}
    first, later = STATED
    for holder in rows:
        for change in changes:
            if change.holder is not holder:
                continue
            row = found.setdefault((holder.pk, change.according_to), StatedInTurn(holder, change.according_to, []))
            if not row.steps or row.steps[-1].line is not change.old:
                row.steps.append(PositionInTurn(first, change.old))
            row.steps.append(PositionInTurn(later, change.new, change))
    return list(found.values())


def without_order(rows, subject: Subject | None, groups, lines) -> list[tuple[PositionHolder, list[PositionLine]]]:
    """Holders that stated different stances for about the same time."""
    return [
        (holder, [lines[position.pk] for position in time])
        for holder in rows
        for time in moments(groups.get((holder.pk, subject and subject.key, None), ()))
        if not are_alike(time)
    ]
