"""What the page of one decision rests on: few queries, however much is on record of it."""

from dataclasses import dataclass, field

from django.db.models import OuterRef

from claims.choices import Unit
from claims.figures.words import amount, bounded
from proposals import vote_totals
from proposals.choices import Cast, DecisionStatus, Effect
from proposals.models import (
    BackgroundPaper,
    Condition,
    Decision,
    DecisionFlag,
    DecisionProposal,
    Delegation,
    Event,
    EventLink,
    Funding,
    Motion,
    MotionText,
    Option,
    Outcome,
    Proposal,
    Recommendation,
    Resolution,
    RiskRegister,
    Vote,
    VoteGroup,
    VoteName,
)
from proposals.vote_totals import Tally
from record.gather import Gathering, gathered, whole
from record.workflow.states import PUBLIC_STATES, State
from timeline.decisions.list_page import vote_lines, with_votes
from timeline.decisions.parts import SOURCES, if_published, parts_of
from timeline.event.related_events import AFTER_IT, BEFORE_IT, in_time


@dataclass
class MotionDetails:
    """A motion with its words at each stage, its votes, what they come to, and the amendments to it."""

    motion: Motion
    texts: list[MotionText]
    votes: list[Vote]
    differences: list[str]
    below: list["MotionDetails"] = field(default_factory=list)


@dataclass
class RelatedRecords:
    """An event to which that of a decision is linked, and each decision at it with what is on record of its result."""

    event: Event
    decided: list[tuple[Decision, list[str]]]


@dataclass
class DecisionPage:
    """A decision with all that its page shows."""

    decision: Decision
    meeting: Event | None
    advises: Decision | None
    advised_by: list[Decision]
    around: list[tuple[str, list[RelatedRecords]]]
    proposals: list[Proposal]
    recommendations: list[Recommendation]
    motions: list[MotionDetails]
    resolutions: list[Resolution]
    outcomes: list[Outcome]
    delegations: list[Delegation]
    conditions: list[Condition]
    funding: list[Funding]
    papers: list[BackgroundPaper]
    registers: list[RiskRegister]
    flags: list[DecisionFlag]

    @property
    def says_outcome(self) -> bool:
        """Whether a section of its own says what was decided: not where the motions, with their results, say it all."""
        is_open = self.decision.status == DecisionStatus.RECOMMENDED
        return bool(self.resolutions or self.outcomes or is_open or not self.motions)


def find_decision(key: str, public_id: str) -> Decision | None:
    """A published or withdrawn decision of a case, with the rows of all its parts."""
    votes = whole(
        parts_of(Vote, "motion"),
        names_=whole(parts_of(VoteName, "vote")),
        groups_=whole(parts_of(VoteGroup, "vote")),
    )
    return (
        Decision.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case", "event", "advises")
        .annotate(
            advised_by_=whole(Decision.objects.published().filter(advises=OuterRef("pk")).in_order()),
            links_from_=_linked("event", "to"),
            links_to_=_linked("to", "event"),
            proposals_=gathered(
                parts_of(DecisionProposal, "decision").filter(proposal__state=State.PUBLISHED),
                public_id="proposal__public_id",
                name="proposal__name",
            ),
            recommendations_=whole(parts_of(Recommendation, "decision")),
            motions_=whole(parts_of(Motion, "decision"), texts_=whole(parts_of(MotionText, "motion")), votes_=votes),
            resolutions_=whole(parts_of(Resolution, "decision")),
            outcomes_=whole(parts_of(Outcome, "decision")),
            delegations_=whole(parts_of(Delegation, "decision")),
            conditions_=whole(parts_of(Condition, "decision")),
            funding_=whole(parts_of(Funding, "decision")),
            papers_=whole(parts_of(BackgroundPaper, "decision")),
            registers_=gathered(
                RiskRegister.objects.published().filter(decision=OuterRef("pk")).order_by("key"), "public_id", "title"
            ),
            flags_=whole(parts_of(DecisionFlag, "flagged")),
        )
        .first()
    )


def _linked(mine, other):
    """An annotation: links of the decision's event, each with the event at its other end and what was decided there."""
    links = EventLink.objects.published().filter(**{mine: OuterRef("event")}).order_by("event", "sequence", "pk")
    decisions = with_votes(Decision.objects.published().filter(event=OuterRef(other)).in_order())
    outcomes = parts_of(Outcome, "decision")
    return gathered(
        links,
        "relation",
        event_=whole(Event.objects.filter(pk=OuterRef(other))),
        decisions_=gathered(
            decisions,
            *("public_id", "title", "status"),
            motions="motions_",
            outcomes=gathered(outcomes, "effect", "words", option="option__name", proposal="proposal__name"),
            resolutions=gathered(parts_of(Resolution, "decision"), "words"),
        ),
    )


def decision_page(decision: Decision) -> DecisionPage:
    gathering, case = Gathering(decision), decision.case
    page = DecisionPage(
        decision=decision,
        meeting=if_published(decision.event, case),
        advises=if_published(decision.advises, case),
        advised_by=gathering.revive(Decision, decision.advised_by_),
        around=_around(decision),
        proposals=[Proposal(case=case, **row) for row in decision.proposals_],
        recommendations=gathering.revive(Recommendation, decision.recommendations_),
        motions=_moved(gathering, decision.motions_),
        resolutions=gathering.revive(Resolution, decision.resolutions_),
        outcomes=gathering.revive(Outcome, decision.outcomes_),
        delegations=gathering.revive(Delegation, decision.delegations_),
        conditions=gathering.revive(Condition, decision.conditions_),
        funding=gathering.revive(Funding, decision.funding_),
        papers=gathering.revive(BackgroundPaper, decision.papers_),
        registers=[RiskRegister(case=case, **row) for row in decision.registers_],
        flags=gathering.revive(DecisionFlag, decision.flags_),
    )
    gathering.attach(*SOURCES, Proposal.objects.all(), Option.objects.select_related("proposal"))
    for other in page.advised_by:
        other.case = case
    for each in page.funding:
        each.amount_words = bounded(each.bound, each.amount, None, None, Unit.POUNDS) if each.amount is not None else ""
        each.balance_words = amount(each.balance, Unit.POUNDS) if each.balance is not None else ""
    for outcome in page.outcomes:
        for subject in filter(None, (outcome.proposal, outcome.option, outcome.option and outcome.option.proposal)):
            subject.case = case
    for moved in _every(page.motions):
        moved.differences = vote_totals.differences([(_teller(vote), vote.tally) for vote in moved.votes])
    return page


def _around(decision) -> list[tuple[str, list[RelatedRecords]]]:
    """What came before the decision and after it, by the links of its event, each kind in the order of time."""
    found: dict[str, list[RelatedRecords]] = {}
    for is_mine, rows in ((True, decision.links_from_), (False, decision.links_to_)):
        for row in rows:
            (event,) = Gathering().revive(Event, row["event_"])
            event.case = decision.case
            beside = RelatedRecords(event, [_decided(decision.case, each) for each in row["decisions_"]])
            found.setdefault(in_time(row["relation"], is_mine), []).append(beside)
    for each in found.values():
        each.sort(key=lambda beside: beside.event.printed_place)
    order = {BEFORE_IT: 0, AFTER_IT: 1}
    return sorted(found.items(), key=lambda each: order.get(each[0], len(order)))


def _decided(case, row) -> tuple[Decision, list[str]]:
    """A decision, and in lines what was voted; or else what it did, or resolved, or how it stands."""
    results = vote_lines(row["motions"]) or [
        ": ".join(filter(None, (each["option"] or each["proposal"] or each["words"], Effect(each["effect"]).label)))
        for each in row["outcomes"]
    ]
    results = results or [each["words"] for each in row["resolutions"]]
    if row["status"] != DecisionStatus.TAKEN:
        results = [DecisionStatus(row["status"]).label, *results]
    return Decision(case=case, public_id=row["public_id"], title=row["title"]), results


def _moved(gathering, rows) -> list[MotionDetails]:
    """Motions in their order, each amendment below what it amends."""
    found = {}
    for motion in gathering.revive(Motion, rows):
        votes = gathering.revive(Vote, motion.votes_)
        for vote in votes:
            vote.names_shown = gathering.revive(VoteName, vote.names_)
            vote.groups_shown = gathering.revive(VoteGroup, vote.groups_)
            vote.by_cast = [
                (cast.label, names)
                for cast in Cast
                if (names := [each for each in vote.names_shown if each.cast == cast])
            ]
            vote.tally = Tally.of(vote, vote.names_shown, vote.groups_shown)
            vote.remarks = vote_totals.remarks(vote.tally)
            for group, counts in zip(vote.groups_shown, vote.tally.groups, strict=True):
                group.line = vote_totals.counts_in_line(counts)
        found[motion.key] = MotionDetails(motion, gathering.revive(MotionText, motion.texts_), votes, [])
    first = []
    for moved in found.values():
        above = found.get(moved.motion.amends)
        (above.below if above else first).append(moved)
    return first


def _every(motions):
    for moved in motions:
        yield moved
        yield from _every(moved.below)


def _teller(vote) -> str:
    """Who tells of a vote, for a sentence."""
    if vote.according_to:
        return vote.according_to.name
    return vote.passage.document.title if vote.passage else "a source not named"
