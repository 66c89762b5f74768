"""The events and decisions that bear on a question, with votes and notes."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from claims.models import ClaimEvent, Point
from proposals.choices import DecisionStatus, Effect, EventKind
from proposals.models import Decision, Event, EventFlag
from proposals.named_plans import NamedPlan, plans_of_decisions
from record.text.english import without_full_stop
from record.workflow.states import State
from timeline.decisions.list_page import with_lines

# Our headings are neutral questions: these ask for something that is decided, or is still to be.
ASKS_FOR_A_DECISION = re.compile(r"^should\b|\b(decid|decision|settled|chosen)", re.IGNORECASE)


@dataclass(frozen=True)
class BearingEvent:
    """An event that claims of the question give an account of, with its decisions.

    The event is None for decisions without one.
    """

    event: Event | None
    decisions: list[Decision]
    status: str = ""

    @property
    def notes(self) -> list:
        """The editor's notes on the event that are on none of its decisions."""
        told = {flag.note for decision in self.decisions for flag in decision.flags.all()}
        return [flag for flag in self.event.flags.all() if flag.note not in told] if self.event else []

    @property
    def day(self):
        """The date of its decisions, which stands beside them."""
        return self.decisions[0].when if self.decisions else None


@dataclass(frozen=True)
class Bearing:
    """Decisions, other events and plans that bear on a question."""

    point: Point
    decided: list[BearingEvent]
    others: list[BearingEvent]
    plans: list[NamedPlan]

    @property
    def is_undecided(self) -> bool:
        """True if it could be decided, and we have found no decision that was taken on it.

        To count a proposal among those received decides nothing of it.
        """
        decisions = [decision for row in self.decided for decision in row.decisions]
        could_be_decided = (
            ASKS_FOR_A_DECISION.search(self.point.question)
            or any(map(_only_counts, decisions))
            or any(row.event.kind == EventKind.DECISION for row in self.others)
        )
        return bool(could_be_decided) and not any(
            decision.status == DecisionStatus.TAKEN and not _only_counts(decision) for decision in decisions
        )

    @property
    def outcomes(self) -> list[str]:
        """The outcomes of the decisions, in lines as on their own pages."""
        decisions = [decision for row in self.decided for decision in row.decisions]
        return [without_full_stop(str(line)) for decision in decisions for line in decision.decided.lines]

    @property
    def is_empty(self) -> bool:
        return not (self.decided or self.others)


def bearing_on(point: Point, today) -> Bearing:
    """Events of the question's claims and those entered for it, with their decisions."""
    case = point.case
    spoken_of = ClaimEvent.objects.filter(claim__points__point=point, claim__state=State.PUBLISHED).values("event")
    events = list(
        Event.objects.published()
        .of_case(case)
        .filter(Q(pk__in=spoken_of) | Q(pk__in=point.events.values("event")))
        .for_status()
        .as_printed()
        .prefetch_related(Prefetch("flags", EventFlag.objects.select_related("passage__document")))
    )
    decisions = _decisions(case, point, events)
    at_event = defaultdict(list)
    known = {event.pk for event in events}
    for decision in decisions:
        at_event[decision.event_id if decision.event_id in known else None].append(decision)
    rows = []
    for event in events:
        event.case = case
        rows.append(BearingEvent(event, at_event[event.pk], event.status_words(today)))
    decided = [row for row in rows if row.decisions]
    decided += [BearingEvent(None, [decision]) for decision in at_event[None]]
    decided.sort(key=_place)
    proposals = {row.proposal_id for decision in decisions for row in decision.proposals.all()}
    plans = plans_of_decisions(case, decisions, proposals)
    return Bearing(point, decided, [row for row in rows if not row.decisions], plans)


def _only_counts(decision: Decision) -> bool:
    outcomes = decision.outcomes.all()
    return bool(outcomes) and all(outcome.effect == Effect.COUNTS for outcome in outcomes)


def _place(row: BearingEvent) -> tuple:
    """Sort what settles the case first, then by date."""
    when = row.event.when if row.event else row.decisions[0].when
    return not any(decision.is_settling for decision in row.decisions), when.sort_key


def _decisions(case, point, events) -> list[Decision]:
    decisions = (
        Decision.objects.published()
        .of_case(case)
        .filter(Q(event__in=events) | Q(pk__in=point.decisions.values("decision")))
        .in_order()
        .with_results()
        .prefetch_related("proposals")
    )
    return with_lines(case, decisions)
