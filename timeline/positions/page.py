"""Data for the positions page: a chart, positions by subject and holder, changes."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from claims.lead_quotations import lead_quotations
from claims.notes import noted_documents
from claims.position_history import StatedPosition, all_shifts, by_source, stated, statement_days
from councils.models import Control, Document, Flag
from councils.representation.speaks_for import Representation
from proposals.named_plans import NamedPlan
from record.dates.refusal import excerpt
from timeline.positions.backing import ProposalAct, acts_of
from timeline.positions.changes import StatedInTurn, changes_on, in_turn, without_order
from timeline.positions.grid import acts_by_holder, describe_all_acts, fill_cells, name_members
from timeline.positions.history_chart import HistoryChart, history_chart
from timeline.positions.holders import PositionHolder, PositionLine, holders_of, line_of
from timeline.positions.later_statements import annotate_later_statements, annotate_replaced
from timeline.positions.plans import name_plans
from timeline.positions.query import PositionsQuery
from timeline.positions.shared_stances import SharedStance, shared_stances
from timeline.positions.subjects import Subject, add_states, subjects_of

# So many subjects stand open.
OPEN = 4


@dataclass
class PositionsPage:
    """All that the page prints.

    ``silent`` are councils with no position, in no alliance that has one; ``acts`` on proposals, with those whose
    they are. ``own_changes`` are changes on the holder's own word, ``reported_changes`` those that others report.
    """

    at: datetime.date
    subjects: list[Subject]
    silent_subjects: list[Subject]
    holders: list[PositionHolder]
    silent: list[PositionHolder]
    acts: list[tuple[str, list[PositionHolder]]]
    together: list[SharedStance]
    own_changes: list[StatedInTurn]
    reported_changes: list[StatedInTurn]
    unordered: list[tuple[PositionHolder, list[PositionLine]]]
    elsewhere: list[tuple[Subject, int]]
    moments: dict[datetime.date, str]
    on: Subject | None
    lines: list[PositionLine]
    picture: HistoryChart | None
    count: int
    # Plans that are named, and are no subject of a position.
    plans: list[NamedPlan]

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its positions, with the editors' notes on each as a whole."""
        lines = (line for holder in self.holders for cell in holder.cells for line in cell.lines)
        return noted_documents(line.lead for line in lines if line.lead.notes)

    @property
    def first_together(self) -> list[SharedStance]:
        return self.together[:OPEN]

    @property
    def more_together(self) -> list[SharedStance]:
        return self.together[OPEN:]

    @property
    def days(self) -> list[tuple[str, str]]:
        """The days by which something was stated, as a form has them and in words."""
        return [(str(day), words) for day, words in self.moments.items()]

    @property
    def before(self) -> datetime.date | None:
        return max((day for day in self.moments if day < self.at), default=None)

    @property
    def after(self) -> datetime.date | None:
        return min((day for day in self.moments if day > self.at), default=None)

    @property
    def before_in_words(self) -> str:
        return self.moments.get(self.before, "")

    @property
    def after_in_words(self) -> str:
        return self.moments.get(self.after, "")


@dataclass
class CasePositions:
    """All positions of a case, whatever day and subject a reader asks for."""

    case: object
    councils: set[int]
    positions: list[StatedPosition]
    representation: Representation
    acts: list[ProposalAct]
    all_subjects: list[Subject]

    @cached_property
    def groups(self) -> dict:
        """Positions by holder, subject and source; None for the holder's own word."""
        return by_source(self.positions)

    @cached_property
    def subjects(self) -> list[Subject]:
        """Subjects on which anyone has a position."""
        stated_on = {position.subject for position in self.positions}
        return [subject for subject in self.all_subjects if subject.key in stated_on]

    @property
    def silent_subjects(self) -> list[Subject]:
        return [subject for subject in self.all_subjects if subject not in self.subjects]

    def subject_to_draw(self, key: str) -> tuple[Subject | None, list[str]]:
        """The subject asked for, or that with most positions; and messages."""
        messages = []
        if key:
            for subject in self.all_subjects:
                if subject.key == key:
                    return subject, messages
            messages.append(f"“{excerpt(key)}” is nothing in this case on which a stand is taken.")
        counts = Counter(position.subject for position in self.positions)
        return max(self.subjects, key=lambda each: (each.kind == "element", counts[each.key]), default=None), messages

    def rows(self, holders: dict[int, PositionHolder]) -> list[PositionHolder]:
        """Holders with a row of their own: councils, and all of whom a position is stated."""
        with_positions = {holder for holder, _, _ in self.groups}
        return [holder for holder in holders.values() if holder.pk in with_positions or holder.pk in self.councils]


def case_positions(case, at: datetime.date) -> CasePositions:
    """Read a case's positions, and the acts on its proposals by a day.

    The case is one from ``find_case``, with its sides and councils.
    """
    councils = {council["voice"] for council in case.councils_shown}
    acts = [act for act in acts_of(case) if act.is_by(at)]
    positions, representation = stated(case, [*councils, *(act.voice for act in acts)])
    return CasePositions(case, councils, positions, representation, acts, subjects_of(case))


def positions_page(case, query: PositionsQuery) -> tuple[PositionsPage, list[str]]:
    """The page, and messages on a subject that was not understood."""
    read = case_positions(case, query.at)
    on, messages = read.subject_to_draw(query.on)
    _set_addresses(read.subjects, case, query)
    plans = add_states(case, read.subjects, read.silent_subjects)
    holders = holders_of(case, read.councils, read.positions, read.representation, query.at)
    lines = {position.pk: line_of(position, holders) for position in read.positions}
    name_plans(lines.values(), read.all_subjects)
    rows = read.rows(holders)
    _fill_grid(read, rows, holders, lines, query.at)
    named = {member.holder.pk for holder in rows for member in holder.members}
    drawn = _numbered([lines[position.pk] for position in read.positions if on and position.subject == on.key])
    _add_quotations(rows, drawn)
    shifts = all_shifts(read.positions)
    shifted = [change for change in changes_on(case, on, shifts, holders, lines) if change.has_words]
    counts = Counter(shift.new.subject for shift in shifts)
    page = PositionsPage(
        at=query.at,
        subjects=read.subjects,
        silent_subjects=read.silent_subjects,
        holders=[holder for holder in rows if holder.cells],
        silent=[holder for holder in rows if not holder.cells and holder.pk not in named],
        acts=_by_act(rows),
        together=shared_stances(read.subjects, rows),
        own_changes=in_turn(rows, [change for change in shifted if change.shift.new.is_own]),
        reported_changes=in_turn(rows, [change for change in shifted if not change.shift.new.is_own]),
        unordered=without_order(rows, on, read.groups, lines),
        elsewhere=[(each, counts[each.key]) for each in read.subjects if counts[each.key] and each != on],
        moments=statement_days(read.positions),
        on=on,
        lines=drawn,
        picture=history_chart(rows, drawn, query.at, case.kept_up_to),
        count=len(read.positions),
        plans=plans,
    )
    return page, messages


def _set_addresses(subjects, case, query) -> None:
    path = reverse("timeline:positions", args=[case.key])
    for subject in subjects:
        subject.address = f"{query.address(path, on=subject.key)}#through-time"


def _fill_grid(read: CasePositions, rows, holders, lines, at) -> None:
    acts = acts_by_holder(read.acts, read.representation)
    fill_cells(rows, read.subjects, read.groups, lines, at)
    name_members(rows, read.groups, holders, read.representation, acts, at)
    controls = defaultdict(list)
    councils = [holder.pk for holder in rows if holder.is_council]
    for control in Control.objects.filter(council__voice__in=councils).select_related("council").order_by("pk"):
        controls[control.council.voice_id].append(control)
    annotate_replaced(lines.values(), at)
    for holder in rows:
        annotate_later_statements(holder, read.groups, controls, at)
    describe_all_acts(rows, acts, read.all_subjects, at)


def _numbered(lines: list[PositionLine]) -> list[PositionLine]:
    for number, line in enumerate(lines, start=1):
        line.number = number
    return lines


def _by_act(rows) -> list[tuple[str, list[PositionHolder]]]:
    """Acts on proposals, each with all who did the same."""
    found = defaultdict(list)
    for holder in rows:
        if holder.acts:
            found[holder.acts].append(holder)
    return list(found.items())


def _add_quotations(rows, drawn: list[PositionLine]) -> None:
    """Give every printed position the lead quotation of its claim; one query."""
    printed = [line for holder in rows for cell in holder.cells for line in cell.lines] + drawn
    quotations = lead_quotations({line.stated.claim for line in printed})
    for line in printed:
        line.lead = quotations.get(line.stated.claim)
