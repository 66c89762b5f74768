"""Notes on what a voice stated later, beside an earlier position of its own.

Each is in full in the row of its holder, and in a few words beside the others on its subject.
"""

from claims.choices import FAVOURABLE, Stance, StanceOn
from claims.position_history import since, surely_before
from councils.models import Control
from record.text.english import joined
from timeline.positions.holders import LaterNote, PositionHolder
from timeline.positions.subjects import Subject

# To prefer one plan leaves these on another as they were.
AGAINST = [Stance.DOES_NOT_SUPPORT, Stance.OPPOSES]


def annotate_later_statements(holder: PositionHolder, groups, controls, at) -> None:
    """Note under each position what its voice has stated since.

    Under one on an option or a proposal, that it is in favour of another since; under
    one on all, that it spoke on one of them later, and the other way round.
    """
    stated_on = [cell for cell in holder.cells if cell.own]
    plans = [cell for cell in stated_on if cell.subject.is_plan]
    favoured = [cell for cell in plans if cell.own and all(line.stated.stance in FAVOURABLE for line in cell.own)]
    on_all = [cell for cell in stated_on if cell.subject.key == StanceOn.ALL]
    for cell in plans:
        for line in cell.own:
            line.later = _spoke_later(line, on_all) + _favours(holder, cell, line, favoured, groups, at)
    for cell in on_all:
        for line in cell.own:
            line.later = _spoke_later(line, plans)
    for cell in stated_on:
        for line in cell.own:
            if last := _control_since(line, controls.get(holder.pk, ()), at):
                line.later = [*line.later, LaterNote("before a change of control", "before a change of control")]
                holder.control = f"{last.words}, {last.when}"


def _spoke_later(line, cells) -> list[LaterNote]:
    return [
        LaterNote(
            f"spoke later on {cell.subject.name}" if cell.subject.key == StanceOn.ALL else "spoke later on one of them",
            f"later spoke on {cell.subject.name}: {other.stance}, {other.when}",
        )
        for cell in cells
        for other in cell.own
        if surely_before(line.stated, other.stated)
    ]


def _control_since(line, controls, at) -> Control | None:
    """The last control of the council that surely began after the stance was stated."""
    if line.stated.when is None:
        return None
    stated_by = line.stated.last[1]
    later = [each for each in controls if stated_by < each.when.earliest <= at]
    return max(later, key=lambda each: each.when.sort_key, default=None)


def _favours(holder, cell, line, favoured, groups, at) -> list[LaterNote]:
    """The plan that the voice has favoured since; an option comes before its proposal."""
    if line.stated.stance in AGAINST:
        return []
    favours = [
        (begun, other)
        for other in favoured
        if not _are_one(cell.subject, other.subject)
        and all(surely_before(line.stated, each.stated) for each in other.own)
        and (begun := since(groups[holder.pk, other.subject.key, None], at, line.stated))
    ]
    if not favours:
        return []
    begun, other = max(favours, key=lambda each: (each[0].first, each[1].subject.kind == "option"))
    stances = {each.stated.stance for each in other.own}
    does = "prefers" if stances == {Stance.PREFERRED} else joined(sorted(stance.label for stance in stances))
    return [LaterNote(f"later {does} another plan", f"since {begun.when} {does} {other.subject.name}")]


def _are_one(subject: Subject, other: Subject) -> bool:
    """True if two plans are the same, or a proposal and its own option."""
    return subject is other or subject.of == other.key or other.of == subject.key
