"""Cells of the positions page: last positions by holder and subject.

Being in an alliance is not agreeing with it: what an alliance states is in its own row, which names its members.
"""

from collections import defaultdict
from collections.abc import Iterable

from claims.position_history import StatedPosition, stated_by
from councils.choices import VoiceKind
from councils.representation.speaks_for import Representation
from councils.representation.windows import window_of
from proposals.choices import BackingRelation
from record.text.english import joined
from timeline.positions.backing import PUT_FORWARD, ProposalAct, describe_acts
from timeline.positions.holders import Member, PositionCell, PositionHolder


def fill_cells(rows, subjects, groups, lines, at) -> None:
    """Give every holder a cell on each subject on which anything is stated."""
    own, by_others = {}, defaultdict(list)
    for (holder, subject, said_by), positions in groups.items():
        if said_by is None:
            own[holder, subject] = positions
        else:
            by_others[holder, subject].append(positions)
    for holder in rows:
        found = [
            _cell(subject, own.get((holder.pk, subject.key), ()), by_others[holder.pk, subject.key], lines, at)
            for subject in subjects
        ]
        holder.cells = [cell for cell in found if cell.lines or cell.silence]


def _cell(subject, own, by_others, lines, at) -> PositionCell:
    latest, perhaps = stated_by(own, at)
    undated = [position for position in own if position.when is None]
    reported = [position for positions in by_others for position in _last_of_each_stance(stated_by(positions, at)[0])]
    reported += [position for positions in by_others for position in positions if position.when is None]
    if len(latest) > 1:
        lines[latest[0].pk].over = "Stated for about the same time:"
    for position in perhaps:
        lines[position.pk].over = "Perhaps stated by then:"
    for position in reported:
        lines[position.pk].over = f"According to {lines[position.pk].according_to}:"
    silence = ""
    if not (latest or perhaps or undated):
        later = next((position for position in own if position.first[0] > at), None)
        silence = f"Nothing found by then. Next: {later.when}." if later else ""
    return PositionCell(
        subject=subject,
        own=[lines[position.pk] for position in latest],
        lines=[lines[position.pk] for position in (*latest, *perhaps, *undated, *reported)],
        silence=silence,
    )


def _last_of_each_stance(positions) -> list[StatedPosition]:
    """The last of those that repeat a stance."""
    return list({position.stance: position for position in positions}.values())


# Alliances


def name_members(rows, groups, holders, representation: Representation, acts, at) -> None:
    """Name in the row of an alliance its members when it stated its positions."""
    subjects = {cell.subject.key: cell.subject for holder in rows for cell in holder.cells}
    anchored = {holder.pk for holder in rows if holder.cells}
    for alliance in rows:
        stated = [
            (subjects[subject], position)
            for (holder, subject, said_by), positions in groups.items()
            if holder == alliance.pk and said_by is None and alliance.kind == VoiceKind.ALLIANCE
            for position in stated_by(positions, at)[0]
        ]
        for council in holders.values() if stated else ():
            member = _member(council, alliance, stated, representation, acts, at)
            if member is not None:
                member.is_anchor = council.pk not in anchored
                anchored.add(council.pk)
                alliance.members.append(member)


def _member(council, alliance, stated, representation, acts, at) -> Member | None:
    if not council.is_council:
        return None
    on, since = {}, {}
    for subject, position in stated:
        if council.pk in representation.members(position.acts_for, window_of(position.when)):
            on[subject.key] = subject.name
            if left := _departure(council, position, subject, representation, acts, at):
                since[left] = None
    if not on:
        return None
    is_on_all = len(on) == len({subject.key for subject, _ in stated})
    return Member(council, " ".join(since), "" if is_on_all else joined(list(on.values())))


def _departure(holder, position: StatedPosition, subject, representation: Representation, acts, at) -> str:
    """Say that a council has left the alliance, or a proposal of it, by this day."""
    ended = representation.ended(holder.pk, position.acts_for)
    sentences = [f"Its membership ended: {ended}."] if ended and ended.earliest <= at else []
    proposals = {subject.key, subject.of}
    proposals |= {act.proposal for act in acts.get(position.acts_for, ()) if act.relation == PUT_FORWARD}
    sentences += [
        f"It left that proposal: {act.when or 'undated'}."
        for act in acts.get(holder.pk, ())
        if act.relation == BackingRelation.LEFT
        and act.proposal in proposals
        and window_of(act.when)[1] >= position.when.earliest
    ]
    return " ".join(sentences)


# Acts on proposals


def acts_by_holder(acts: Iterable[ProposalAct], representation: Representation) -> dict[int, list[ProposalAct]]:
    by_holder = defaultdict(list)
    for act in acts:
        by_holder[act.holder(representation)].append(act)
    return by_holder


def describe_all_acts(rows: Iterable[PositionHolder], acts, subjects, at) -> None:
    """Name each holder's acts on the proposals. None of them is a position."""
    names = {subject.key: subject.name for subject in subjects}
    for holder in rows:
        holder.acts = describe_acts(acts.get(holder.pk, ()), names, at)
