"""Positions on each subject as at a day, on the holders' own word."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.choices import Stance
from claims.position_history import are_alike, how_stated
from timeline.positions.holders import PositionHolder, PositionLine
from timeline.positions.subjects import Subject


@dataclass
class StanceOfOne:
    """A holder and its position; ``notes`` say what is beside it."""

    holder: PositionHolder
    line: PositionLine
    notes: list[str]

    @property
    def terms(self) -> str:
        """Say who of it decided, who alone reports it, and in which plans."""
        said = (how_stated(self.line.stated.decided_by), self.line.reported, self.line.plans)
        return "".join(f", {words}" for words in said if words)


@dataclass
class SharedStance:
    """The holders of each stance on a subject."""

    subject: Subject
    groups: list[tuple[str, list[StanceOfOne]]]


def shared_stances(subjects: Iterable[Subject], rows: list[PositionHolder]) -> list[SharedStance]:
    """The subjects on which anyone has stated a position of its own."""
    by_subject = defaultdict(lambda: defaultdict(list))
    for holder in rows:
        for cell in holder.cells:
            is_one_stance = are_alike(line.stated for line in cell.own)
            for line in {line.key: line for line in cell.own}.values():
                others = [line.outside_life] if line.outside_life else []
                others += [] if is_one_stance else ["beside another, for about the same time"]
                by_subject[cell.subject.key][line.key].append(
                    StanceOfOne(holder, line, [*others, *dict.fromkeys(note.briefly for note in line.later)])
                )
    return [
        SharedStance(subject, [(stance.label, by_stance[stance]) for stance in Stance if by_stance[stance]])
        for subject in subjects
        if (by_stance := by_subject.get(subject.key))
    ]
