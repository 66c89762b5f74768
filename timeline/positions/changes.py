"""Changes of position on one subject, by who changed."""

from dataclasses import dataclass

from claims.position_history import PositionShift, are_alike, moments
from record.dates import UncertainDate
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
    def lines(self) -> list[tuple[str, PositionLine]]:
        """Each position with its label; no word of ours says how they differ."""
        return list(zip(STATED, (self.old, self.new), strict=True))

    @property
    def has_words(self) -> bool:
        """True if the words of both are held."""
        return all(line.lead and line.lead.quote for line in (self.old, self.new))

    @property
    def when(self) -> UncertainDate:
        return self.shift.when


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


def by_holder(rows, changes: list[PositionChange]) -> list[tuple[PositionHolder, list[PositionChange]]]:
    groups = [(holder, [change for change in changes if change.holder is holder]) for holder in rows]
    return [(holder, own) for holder, own in groups if own]


def without_order(rows, subject: Subject | None, groups, lines) -> list[tuple[PositionHolder, list[PositionLine]]]:
    """Holders that stated different stances for about the same time."""
    return [
        (holder, [lines[position.pk] for position in time])
        for holder in rows
        for time in moments(groups.get((holder.pk, subject and subject.key, None), ()))
        if not are_alike(time)
    ]
