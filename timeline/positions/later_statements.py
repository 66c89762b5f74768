"""Notes on what a voice stated later, beside an earlier position of its own."""

from claims.choices import FAVOURABLE, Stance, StanceOn
from claims.position_history import since, surely_before
from record.text.english import joined
from timeline.positions.holders import PositionHolder
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
            line.later = line.later + _control_since(line, controls.get(holder.pk, ()), at)


def _spoke_later(line, cells) -> list[str]:
    return [
        f"later spoke on {cell.subject.name}: {other.stance}, {other.when}"
        for cell in cells
        for other in cell.own
        if surely_before(line.stated, other.stated)
    ]


def _control_since(line, controls, at) -> list[str]:
    """The last control of the council that surely began after the stance was stated."""
    if line.stated.when is None:
        return []
    stated_by = line.stated.last[1]
    later = [each for each in controls if stated_by < each.when.earliest <= at]
    if not later:
        return []
    last = max(later, key=lambda each: each.when.sort_key)
    return [f"stated before a change of control of the council: {last.words}, {last.when}"]


def _favours(holder, cell, line, favoured, groups, at) -> list[str]:
    """The plan of which the voice is in favour since; an option before its proposal."""
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
    if stances == {Stance.PREFERRED}:
        return [f"since {begun.when} prefers {other.subject.name}"]
    return [f"since {begun.when} {joined(sorted(stance.label for stance in stances))} {other.subject.name}"]


def _are_one(subject: Subject, other: Subject) -> bool:
    """True if two plans are the same, or a proposal and its own option."""
    return subject is other or subject.of == other.key or other.of == subject.key
