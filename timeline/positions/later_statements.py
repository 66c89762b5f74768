"""Notes on what a voice stated later, beside an earlier position of its own."""

from claims.choices import Stance, StanceOn
from claims.position_history import since, surely_before
from timeline.positions.holders import PositionHolder
from timeline.positions.subjects import Subject

# To prefer one plan leaves these on another as they were.
AGAINST = [Stance.DOES_NOT_SUPPORT, Stance.OPPOSES]


def annotate_later_statements(holder: PositionHolder, groups, at) -> None:
    """Note under each position what its own voice has stated since.

    Under one on an option or a proposal, that it prefers another since; under one on
    all, that it spoke on one of them later, and the other way round.
    """
    stated_on = [cell for cell in holder.cells if cell.own]
    plans = [cell for cell in stated_on if cell.subject.is_plan]
    preferred = [cell for cell in plans if {line.stated.stance for line in cell.own} == {Stance.PREFERRED}]
    on_all = [cell for cell in stated_on if cell.subject.key == StanceOn.ALL]
    for cell in plans:
        for line in cell.own:
            line.later = _spoke_later(line, on_all) + _prefers(holder, cell, line, preferred, groups, at)
    for cell in on_all:
        for line in cell.own:
            line.later = _spoke_later(line, plans)


def _spoke_later(line, cells) -> list[str]:
    return [
        f"later spoke on {cell.subject.name}: {other.stance}, {other.when}"
        for cell in cells
        for other in cell.own
        if surely_before(line.stated, other.stated)
    ]


def _prefers(holder, cell, line, preferred, groups, at) -> list[str]:
    """The plan that the voice prefers since; an option before its proposal."""
    if line.stated.stance in AGAINST:
        return []
    preferences = [
        (begun, other.subject)
        for other in preferred
        if not _are_one(cell.subject, other.subject)
        and all(surely_before(line.stated, each.stated) for each in other.own)
        and (begun := since(groups[holder.pk, other.subject.key, None], at, line.stated))
    ]
    if not preferences:
        return []
    begun, subject = max(preferences, key=lambda each: (each[0].first, each[1].kind == "option"))
    return [f"since {begun.when} prefers {subject.name}"]


def _are_one(subject: Subject, other: Subject) -> bool:
    """True if two plans are the same, or a proposal and its own option."""
    return subject is other or subject.of == other.key or other.of == subject.key
