"""Cells of the positions page: last positions by holder and subject.

A holder of which nothing is found says so, with the day up to which was looked. Being
in an alliance is not agreeing with it: what an alliance states stands in its own row,
and is only mentioned in those of its members.
"""

from collections import defaultdict
from collections.abc import Iterable

from claims.position_history import StatedPosition, stated_by
from councils.choices import VoiceKind
from councils.representation.speaks_for import Representation
from councils.representation.windows import window_of
from proposals.choices import BackingRelation
from timeline.positions.backing import PUT_FORWARD, ProposalAct, describe_acts
from timeline.positions.holders import AlliancePosition, PositionCell, PositionHolder


def fill_cells(rows, subjects, groups, lines, at, search_note: str) -> None:
    """Give every holder a cell on each subject.

    ``search_note`` says up to which day the record was searched.
    """
    own, by_others = {}, defaultdict(list)
    for (holder, subject, said_by), positions in groups.items():
        if said_by is None:
            own[holder, subject] = positions
        else:
            by_others[holder, subject].append(positions)
    for holder in rows:
        holder.cells = [
            _cell(
                subject,
                own.get((holder.pk, subject.key), ()),
                by_others[holder.pk, subject.key],
                lines,
                at,
                search_note,
            )
            for subject in subjects
        ]


def _cell(subject, own, by_others, lines, at, search_note) -> PositionCell:
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
    mark, silence, later = "", "", None
    if not (latest or perhaps or undated):
        later = next((position for position in own if position.first[0] > at), None)
        mark, silence = "None found", f"No position found in this record{search_note}."
    if later:
        mark = f"None found by then. Next: {later.when}"
        silence = f"No position found for this date or before. The next that we found: {later.when}."
    return PositionCell(
        subject=subject,
        own=[lines[position.pk] for position in latest],
        lines=[lines[position.pk] for position in (*latest, *perhaps, *undated, *reported)],
        mark=mark,
        silence=silence,
        is_bare=bool(silence) and not (reported or later),
    )


def _last_of_each_stance(positions) -> list[StatedPosition]:
    """The last of those that repeat a stance."""
    return list({position.stance: position for position in positions}.values())


# Alliances


def mention_alliances(rows, groups, holders, representation: Representation, acts, at) -> None:
    """Mention in a council's cells the positions of alliances it belonged to."""
    of_alliances = defaultdict(list)
    for (holder, subject, said_by), positions in groups.items():
        if said_by is None and holders[holder].kind == VoiceKind.ALLIANCE:
            of_alliances[subject] += stated_by(positions, at)[0]
    for holder in rows:
        for cell in holder.cells if holder.is_council else ():
            for position in of_alliances[cell.subject.key]:
                if holder.pk in representation.members(position.acts_for, window_of(position.when)):
                    since = _departure(holder, position, cell.subject, representation, acts, at)
                    alliance = holders[position.acts_for].name
                    cell.counted.append(AlliancePosition(alliance, position.stance.label, position.when, since))


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


def describe_acts_of_silent(rows: Iterable[PositionHolder], acts, subjects, at) -> None:
    """Name a silent holder's acts on the proposals. None of them is a stance."""
    names = {subject.key: subject.name for subject in subjects}
    for holder in rows:
        if any(cell.silence for cell in holder.cells):
            holder.acts = describe_acts(acts.get(holder.pk, ()), names, at)
