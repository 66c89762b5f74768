"""Notes on what a voice stated later, beside an earlier position of its own.

Each is in full in the row of its holder, and in a few words beside the others on its subject.
"""

from collections import defaultdict
from collections.abc import Iterable

from claims.choices import FAVOURABLE, Relation, Stance, StanceOn
from claims.models import Response
from claims.position_history import since, surely_before
from councils.choices import VoiceKind
from councils.models import Control
from record.dates.english import at_the_time
from record.text.english import joined
from timeline.positions.holders import LaterNote, PositionHolder, PositionLine
from timeline.positions.subjects import Subject

# How its own maker replaces a claim or takes it back, in words after it.
REPLACED = {
    Relation.RETRACTS: "retracted by its maker",
    Relation.SUPERSEDES: "superseded by its maker",
    Relation.CORRECTS: "corrected by its maker",
}
# To prefer one plan leaves these on another as they were.
AGAINST = [Stance.DOES_NOT_SUPPORT, Stance.OPPOSES]


def annotate_replaced(lines: Iterable[PositionLine], at) -> None:
    """Note on positions that their makers replaced them or took them back by a day."""
    by_claim = defaultdict(list)
    for line in lines:
        by_claim[line.stated.claim].append(line)
    replies = Response.objects.published().in_force().filter(to__in=list(by_claim), relation__in=REPLACED)
    if not by_claim:
        return
    for each in replies.select_related("claim__computed").order_by("claim__computed__said_earliest", "pk"):
        said = each.claim.computed.said
        if said is None or said.earliest <= at:
            words = REPLACED[Relation(each.relation)]
            for line in by_claim[each.to_id]:
                line.replaced.append(LaterNote(f"{words} since", f"{words}, {said}" if said else words))


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
    for line in (line for cell in holder.cells for line in cell.lines):
        line.later = [*line.replaced, *line.later]


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
    who = holder.short if holder.kind == VoiceKind.PERSON else "it"
    return [
        LaterNote(f"later {does} another plan", f"later, {at_the_time(begun.when)}, {who} {does} {other.subject.name}")
    ]


def _are_one(subject: Subject, other: Subject) -> bool:
    """True if two plans are the same, or a proposal and its own option."""
    return subject is other or subject.of == other.key or other.of == subject.key
