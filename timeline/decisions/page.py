"""Data for the page of one decision."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.choices import Unit
from claims.figures.words import amount, bounded
from proposals import vote_totals
from proposals.choices import Cast, DecisionStatus, MotionKind
from proposals.models import (
    BackgroundPaper,
    Condition,
    Decision,
    DecisionFlag,
    Delegation,
    Event,
    EventLink,
    Funding,
    Motion,
    MotionText,
    Recommendation,
    Resolution,
    RiskRegister,
    Vote,
)
from proposals.named_plans import NamedPlan, plans_of_decisions
from proposals.vote_totals import Tally
from record.prepared import Given, Prepared
from record.workflow.states import PUBLIC_STATES
from timeline.case.lookup import if_published
from timeline.decisions.list_page import with_lines
from timeline.decisions.outcome_lines import OutcomeLine, lines_of
from timeline.event.related_events import AFTER_IT, BEFORE_IT, in_time


@dataclass
class MotionDetails:
    """A motion with its texts, its votes and how these differ, and its amendments."""

    motion: Motion
    texts: list[MotionText]
    votes: list[Vote]
    differences: list[str]
    name: str = ""
    amendments: list["MotionDetails"] = field(default_factory=list)


@dataclass
class RelatedEvent:
    """A linked event with the decisions taken there, from ``with_lines``."""

    event: Event
    decisions: list[Decision]


@dataclass
class DecisionPage:
    """A decision with all that its page shows."""

    decision: Decision
    meeting: Event | None
    advises: Decision | None
    advised_by: list[Decision]
    related_events: list[tuple[str, list[RelatedEvent]]]
    plans: list[NamedPlan]
    recommendations: list[Recommendation]
    motions: list[MotionDetails]
    resolutions: list[Resolution]
    outcomes: list[OutcomeLine]
    delegations: list[Delegation]
    conditions: list[Condition]
    funding: list[Funding]
    papers: list[BackgroundPaper]
    registers: list[RiskRegister]
    flags: list[DecisionFlag]

    @property
    def says_outcome(self) -> bool:
        """A section says what was decided, unless the motions with results say it all."""
        is_open = self.decision.status == DecisionStatus.RECOMMENDED
        return bool(self.resolutions or self.outcomes or is_open or not self.motions)


def find_decision(key: str, public_id: str) -> Decision | None:
    """A published or withdrawn decision of a case, with all its parts."""
    return _DECISION.first(case=key, decision=public_id)


def _decision():
    decisions = Decision.objects.public().filter(case__key=Given("case"), case__state__in=PUBLIC_STATES)
    return decisions.for_page().filter(public_id=Given("decision"))[:1]


_DECISION = Prepared(_decision)


def decision_page(decision: Decision, today) -> DecisionPage:
    """Data for the page of a decision that ``find_decision`` returned."""
    case = decision.case
    page = DecisionPage(
        decision=decision,
        meeting=if_published(decision.event, case),
        advises=if_published(decision.advises, case),
        advised_by=list(decision.advised_by.all()),
        related_events=_related_events(decision, today),
        plans=plans_of_decisions(case, [decision], [each.proposal_id for each in decision.proposals.all()]),
        recommendations=list(decision.recommendations.all()),
        motions=_motions(decision),
        resolutions=list(decision.resolutions.all()),
        outcomes=lines_of(decision),
        delegations=list(decision.delegations.all()),
        conditions=list(decision.conditions.all()),
        funding=list(decision.funding.all()),
        papers=list(decision.background_papers.all()),
        registers=list(RiskRegister.objects.published().filter(decision=decision).order_by("key")),
        flags=list(decision.flags.all()),
    )
    for record in (*page.advised_by, *page.registers):
        record.case = case
    for each in page.funding:
        each.amount_words = bounded(each.bound, each.amount, None, None, Unit.POUNDS) if each.amount is not None else ""
        each.balance_words = amount(each.balance, Unit.POUNDS) if each.balance is not None else ""
    return page


def _related_events(decision: Decision, today) -> list[tuple[str, list[RelatedEvent]]]:
    """Events linked to that of the decision, by label, each in order of time."""
    links = list(EventLink.objects.published().touching(decision.event_id)) if decision.event_id else []
    linked = [(in_time(link.relation, True), link.to) for link in links if link.event_id == decision.event_id]
    linked += [(in_time(link.relation, False), link.event) for link in links if link.to_id == decision.event_id]
    decisions = _results_at({event.pk for _, event in linked}, decision.case)
    keys = {event.pk for _, event in linked}
    known = Event.objects.filter(pk__in=keys).for_status().in_bulk() if linked else {}
    by_label: dict[str, list[RelatedEvent]] = {}
    for label, event in linked:
        event.case = decision.case
        event.status_line = known[event.pk].status_words(today)
        by_label.setdefault(label, []).append(RelatedEvent(event, decisions.get(event.pk, [])))
    for related in by_label.values():
        related.sort(key=lambda each: each.event.printed_place)
    order = {BEFORE_IT: 0, AFTER_IT: 1}
    return sorted(by_label.items(), key=lambda item: order.get(item[0], len(order)))


def _results_at(events: set[int], case) -> dict[int, list[Decision]]:
    """The decisions taken at each event, with what was decided and the votes."""
    by_event: dict[int, list[Decision]] = {}
    if events:
        decisions = Decision.objects.published().filter(event__in=events).in_order().with_results()
        for decision in with_lines(case, decisions):
            by_event.setdefault(decision.event_id, []).append(decision)
    return by_event


def _motions(decision: Decision) -> list[MotionDetails]:
    """Motions in their order, each amendment below what it amends."""
    by_key = {motion.key: _motion(motion) for motion in decision.motions.all()}
    first = []
    for details in by_key.values():
        amended = by_key.get(details.motion.amends)
        (amended.amendments if amended else first).append(details)
    printed = list(_in_printed_order(first))
    for details in printed:
        details.name = _name(details.motion, [each.motion for each in printed])
    return first


def _in_printed_order(motions: list[MotionDetails]) -> Iterator[MotionDetails]:
    for details in motions:
        yield details
        yield from _in_printed_order(details.amendments)


def _motion(motion: Motion) -> MotionDetails:
    votes = [_with_tally(vote, motion) for vote in motion.votes.all()]
    differences = vote_totals.differences([(_source_of(vote), vote.tally) for vote in votes])
    return MotionDetails(motion, list(motion.texts.all()), votes, differences)


def _name(motion: Motion, motions: list[Motion]) -> str:
    """“Amendment 3, to amendment 1”, numbered if several are of one kind."""
    alike = [each.key for each in motions if each.kind == motion.kind]
    label = motion.get_kind_display()
    name = f"{label[:1].upper()}{label[1:]}"
    if motion.kind not in (MotionKind.MOTION, MotionKind.AMENDMENT) or len(alike) < 2:
        return name
    name = f"{name} {alike.index(motion.key) + 1}"
    amends_another = motion.kind == MotionKind.AMENDMENT and motion.amends in alike
    return f"{name}, to amendment {alike.index(motion.amends) + 1}" if amends_another else name


def _with_tally(vote: Vote, motion: Motion) -> Vote:
    """Set the tally, remarks and names by cast on a vote."""
    names, groups = list(vote.names.all()), list(vote.groups.all())
    vote.by_cast = [
        (cast.label, cast_so) for cast in Cast if (cast_so := [each for each in names if each.cast == cast])
    ]
    vote.tally = Tally.of(vote, names, groups)
    vote.remarks = [
        *vote_totals.remarks(vote.tally),
        *vote_totals.against_result(vote.tally, motion.result),
        *vote_totals.repeated_names((each.as_printed or each.voice.name, each.cast) for each in names),
    ]
    for group, counts in zip(groups, vote.tally.groups, strict=True):
        group.line = vote_totals.counts_in_line(counts)
    return vote


def _source_of(vote: Vote) -> str:
    """The source that reports a vote, for a sentence."""
    if vote.according_to:
        return vote.according_to.name
    return vote.passage.document.title if vote.passage else "a source not named"
