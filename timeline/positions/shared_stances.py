"""Shared stances on each subject as at a day, on the holders' own word."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.choices import Stance
from claims.position_history import are_alike
from timeline.positions.holders import PositionHolder
from timeline.positions.subjects import Subject


@dataclass
class SharedStance:
    """Holders of each stance on a subject, and councils without a position.

    Of these, those that are counted among an alliance are apart from the others.
    """

    subject: Subject
    groups: list[tuple[str, list[str]]]
    counted: list[tuple[str, list[str]]]
    silent: list[str]


def shared_stance(subject: Subject, rows: Iterable[PositionHolder]) -> SharedStance:
    by_stance, by_alliance, silent = defaultdict(list), defaultdict(list), []
    for holder in rows:
        cell = next(cell for cell in holder.cells if cell.subject is subject)
        is_one_stance = are_alike(line.stated for line in cell.own)
        for line in {line.key: line for line in cell.own}.values():
            others = [] if is_one_stance else ["beside another, for about the same time"]
            by_stance[line.key].append(f"{holder.name} ({'; '.join([str(line.when), *others, *line.later])})")
        if not (holder.is_council and cell.silence):
            continue
        for counted in cell.counted:
            since = f" ({counted.since.rstrip('.')})" if counted.since else ""
            by_alliance[counted.alliance].append(f"{holder.name}{since}")
        if not cell.counted:
            silent.append(holder.name)
    groups = [(stance.label, by_stance[stance]) for stance in Stance if by_stance[stance]]
    return SharedStance(subject, groups, sorted(by_alliance.items()), silent)
