"""What the pages of decisions, lists and risk registers rest on: few queries, however much is on record of each."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from claims.choices import Unit
from claims.figures import amount, bounded
from councils.models import Case, Document, Passage, Voice
from councils.placing import Way
from proposals import matrix, tallies
from proposals.choices import Cast, DecisionStatus, Effect, ListKind, MotionKind, MotionResult
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
    ItemOutcome,
    ListFlag,
    ListItem,
    MatrixCell,
    Motion,
    MotionText,
    NumberedList,
    Option,
    Outcome,
    Proposal,
    Recommendation,
    Resolution,
    Risk,
    RiskFlag,
    RiskRegister,
    ScaleStep,
    Vote,
    VoteGroup,
    VoteName,
)
from proposals.models.decision import DecisionQuerySet
from proposals.tallies import Tally
from record.english import joined
from record.gather import Gathering, gathered, whole
from record.keyset import Keyset
from record.lifecycle import PUBLIC_STATES, State
from timeline.around import AFTER_IT, BEFORE_IT, in_time

# Of what such lists say something is still to come.
LOOKING_AHEAD = {ListKind.ASKS, ListKind.NEXT_STEPS}
NEWEST = Keyset(Decision, "when_earliest", "when_latest", "pk", descending=True)
SOURCES = (Voice.objects.all(), Passage.objects.select_related("document"), Document.objects.all())


# --- Decisions in a line: on their list, and on the page of the meeting that took them ---


def with_votes(decisions):
    """Decisions with what one line says of each: the maker, and the motions with their votes."""
    motions = Motion.objects.filter(decision=OuterRef("pk")).order_by("sequence", "pk")
    return decisions.annotate(motions_=gathered(motions, "kind", "result", votes=_told_votes()))


def _told_votes():
    votes = Vote.objects.filter(motion=OuterRef("pk")).order_by("sequence", "pk")
    return whole(votes, source="according_to__name")


def vote_lines(motions: list[dict]) -> list[str]:
    """What was voted, a line for each motion: its result, and the vote as each source tells it."""
    amendments = sum(motion["kind"] == MotionKind.AMENDMENT for motion in motions)
    is_in_parts = any(motion["kind"] == MotionKind.PART for motion in motions)
    lines = [
        _vote_line(motion)
        for motion in motions
        # Of what was voted on in parts, and not as a whole, the parts say what became.
        if motion["kind"] != MotionKind.AMENDMENT
        and not (is_in_parts and motion["kind"] == MotionKind.MOTION and _is_open(motion))
    ]
    return lines + ([f"{amendments} amendment{'' if amendments == 1 else 's'}"] if amendments else [])


def _is_open(motion) -> bool:
    return motion["result"] == MotionResult.UNKNOWN and not motion["votes"]


def _vote_line(motion) -> str:
    kind, result = MotionKind(motion["kind"]), MotionResult(motion["result"])
    named = kind.label.partition(" ")[0].capitalize()
    became = "result not known to this record" if result == MotionResult.UNKNOWN else result.label
    told = []
    for vote in Gathering().revive(Vote, motion["votes"]):
        source = f" (according to {vote.source})" if vote.source else ""
        told.append(tallies.in_line(Tally.of(vote)) + source)
    return f"{named} {became}: {'; '.join(told)}" if told else f"{named} {became}"


def listed(case: Case, ways: list[Way] = (), proposals=()) -> DecisionQuerySet:
    """Published decisions of a case: all, or those whose makers count for councils in these ways, or on proposals."""
    found = Decision.objects.published().of_case(case).select_related("made_by")
    if ways:
        counting = Q()
        for voice, earliest, latest in {way[:3] for way in ways}:
            counting |= Q(made_by=voice, when_earliest__lte=latest, when_latest__gte=earliest)
        found = found.filter(counting)
    if proposals:
        named = DecisionProposal.objects.filter(decision=OuterRef("pk"), proposal__in=proposals)
        outcomes = Outcome.objects.filter(
            Q(proposal__in=proposals) | Q(option__proposal__in=proposals), decision=OuterRef("pk")
        )
        found = found.filter(Exists(named) | Exists(outcomes))
    return with_votes(found)


def shown(case: Case, decisions: list[Decision], ways: list[Way] = ()) -> list[Decision]:
    """Decisions that were found with their votes, as a line prints them, and by which of the ways each was found."""
    for decision in decisions:
        decision.case = case
        decision.vote_lines = vote_lines(decision.motions_)
        decision.why = _why(case, decision, ways)
    return decisions


def _why(case, decision, ways) -> str:
    """For which councils it counts, and by way of whom, unless it is the council's own."""
    by_council: dict[int, set[str]] = {}
    for way in ways:
        is_then = decision.when.earliest <= way.latest and decision.when.latest >= way.earliest
        if way.voice == decision.made_by_id and is_then:
            by_council.setdefault(way.council, set()).add(way.via)
    names = {each["voice"]: each["name"] for each in case.councils_shown} if by_council else {}
    return " ".join(
        f"Counts for {names[council]}, by way of {joined(sorted(via))}."
        for council, via in sorted(by_council.items(), key=lambda each: names[each[0]])
        if "" not in via
    )


HEADER = (
    *("id", "date", "edtf", "decision_maker", "title", "status", "votes", "key_decision", "subject_to_call_in"),
    *("called_in", "exempt_information", "lead_member", "report", "meeting", "address"),
)


def lines(case, decisions, absolute):
    """Decisions as rows of a file, newest first; ``absolute`` makes an address whole."""
    newest = decisions.select_related("made_by", "lead_member", "report", "event")
    for decision in newest.order_by("-when_earliest", "-when_latest", "-pk").iterator(chunk_size=500):
        decision.case = case
        yield (
            decision.public_id,
            decision.when,
            decision.when_edtf,
            decision.made_by.name if decision.made_by else "",
            decision.title,
            decision.get_status_display(),
            ". ".join(vote_lines(decision.motions_)),
            decision.get_is_key_display(),
            decision.get_open_to_call_in_display(),
            decision.get_called_in_display(),
            decision.get_exempt_display(),
            decision.lead_member.name if decision.lead_member else "",
            decision.report.title if decision.report else "",
            decision.event.title if decision.event and decision.event.is_published else "",
            absolute(decision.get_absolute_url()),
        )


# --- One decision ---


@dataclass
class Moved:
    """A motion with its words at each stage, its votes, what they come to, and the amendments to it."""

    motion: Motion
    texts: list[MotionText]
    votes: list[Vote]
    differences: list[str]
    below: list["Moved"] = field(default_factory=list)


@dataclass
class Beside:
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
    around: list[tuple[str, list[Beside]]]
    proposals: list[Proposal]
    recommendations: list[Recommendation]
    motions: list[Moved]
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
        _of(Vote, "motion"),
        names_=whole(_of(VoteName, "vote")),
        groups_=whole(_of(VoteGroup, "vote")),
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
                _of(DecisionProposal, "decision").filter(proposal__state=State.PUBLISHED),
                public_id="proposal__public_id",
                name="proposal__name",
            ),
            recommendations_=whole(_of(Recommendation, "decision")),
            motions_=whole(_of(Motion, "decision"), texts_=whole(_of(MotionText, "motion")), votes_=votes),
            resolutions_=whole(_of(Resolution, "decision")),
            outcomes_=whole(_of(Outcome, "decision")),
            delegations_=whole(_of(Delegation, "decision")),
            conditions_=whole(_of(Condition, "decision")),
            funding_=whole(_of(Funding, "decision")),
            papers_=whole(_of(BackgroundPaper, "decision")),
            registers_=gathered(
                RiskRegister.objects.published().filter(decision=OuterRef("pk")).order_by("key"), "public_id", "title"
            ),
            flags_=whole(_of(DecisionFlag, "flagged")),
        )
        .first()
    )


def _linked(mine, other):
    """An annotation: links of the decision's event, each with the event at its other end and what was decided there."""
    links = EventLink.objects.published().filter(**{mine: OuterRef("event")}).order_by("event", "sequence", "pk")
    decisions = with_votes(Decision.objects.published().filter(event=OuterRef(other)).in_order())
    outcomes = _of(Outcome, "decision")
    return gathered(
        links,
        "relation",
        event_=whole(Event.objects.filter(pk=OuterRef(other))),
        decisions_=gathered(
            decisions,
            *("public_id", "title", "status"),
            motions="motions_",
            outcomes=gathered(outcomes, "effect", "words", option="option__name", proposal="proposal__name"),
            resolutions=gathered(_of(Resolution, "decision"), "words"),
        ),
    )


def _of(model, parent):
    """The parts of a record or of a part, in their order, for a subquery."""
    return model.objects.filter(**{parent: OuterRef("pk")}).order_by("sequence", "pk")


def decision_page(decision: Decision) -> DecisionPage:
    gathering, case = Gathering(decision), decision.case
    page = DecisionPage(
        decision=decision,
        meeting=_published(decision.event, case),
        advises=_published(decision.advises, case),
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
        moved.differences = tallies.differences([(_teller(vote), vote.tally) for vote in moved.votes])
    return page


def _around(decision) -> list[tuple[str, list[Beside]]]:
    """What came before the decision and after it, by the links of its event, each kind in the order of time."""
    found: dict[str, list[Beside]] = {}
    for is_mine, rows in ((True, decision.links_from_), (False, decision.links_to_)):
        for row in rows:
            (event,) = Gathering().revive(Event, row["event_"])
            event.case = decision.case
            beside = Beside(event, [_decided(decision.case, each) for each in row["decisions_"]])
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


def _published(record, case):
    """What a record points at, if readers may see it."""
    if record is None or not record.is_published:
        return None
    record.case = case
    return record


def _moved(gathering, rows) -> list[Moved]:
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
            vote.remarks = tallies.remarks(vote.tally)
            for group, counts in zip(vote.groups_shown, vote.tally.groups, strict=True):
                group.line = tallies.counts_in_line(counts)
        found[motion.key] = Moved(motion, gathering.revive(MotionText, motion.texts_), votes, [])
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


# --- Lists ---


def parts_of_lists() -> dict:
    """Annotations that bring the items of lists along, what came of each, and their flags."""
    return {
        "items_": whole(
            _of(ListItem, "numbered_list"),
            came_of_=whole(_of(ItemOutcome, "item"), "event__public_id", "event__title", "event__state"),
        ),
        "flags_": whole(_of(ListFlag, "flagged")),
    }


def set_out_lists(gathering: Gathering, case: Case, lists: list[NumberedList]) -> list[NumberedList]:
    """Lists found with ``parts_of_lists``, ready for parts/_list.html once the gathering is attached."""
    for each in lists:
        each.case = case
        each.looks_ahead = each.kind in LOOKING_AHEAD
        each.items_shown = gathering.revive(ListItem, each.items_)
        each.flags_shown = gathering.revive(ListFlag, each.flags_)
        for item in each.items_shown:
            item.came_of_shown = gathering.revive(ItemOutcome, item.came_of_)
            item.is_yet_to_come = item.is_ahead(case.kept_up_to)
            for outcome in item.came_of_shown:
                outcome.event = _published(outcome.event, case)
    return lists


def find_list(key: str, public_id: str) -> NumberedList | None:
    """A published or withdrawn list of a case, with its items."""
    return (
        NumberedList.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case", "proposal", "event")
        .annotate(**parts_of_lists())
        .first()
    )


def list_page(found: NumberedList) -> NumberedList:
    gathering = Gathering(found)
    found.proposal_shown = _published(found.proposal, found.case)
    found.event_shown = _published(found.event, found.case)
    set_out_lists(gathering, found.case, [found])
    gathering.attach(*SOURCES)
    return found


# --- Risk registers ---


@dataclass
class RiskPage:
    """A risk register with its scales, its matrix as a table, and where the two disagree."""

    register: RiskRegister
    decision: Decision | None
    scales: list[tuple[str, list[ScaleStep]]]
    risks: list[Risk]
    grid: matrix.Grid | None
    readings: list[matrix.Reading]
    flags: list[RiskFlag]


def find_register(key: str, public_id: str) -> RiskRegister | None:
    """A published or withdrawn risk register of a case, with its rows."""
    return (
        RiskRegister.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case", "decision")
        .annotate(
            scales_=whole(_of(ScaleStep, "register")),
            risks_=whole(_of(Risk, "register")),
            matrix_=whole(_of(MatrixCell, "register")),
            flags_=whole(_of(RiskFlag, "flagged")),
        )
        .first()
    )


def risk_page(register: RiskRegister) -> RiskPage:
    gathering = Gathering(register)
    scales = gathering.revive(ScaleStep, register.scales_)
    risks = gathering.revive(Risk, register.risks_)
    cells = gathering.revive(MatrixCell, register.matrix_)
    flags = gathering.revive(RiskFlag, register.flags_)
    gathering.attach(*SOURCES)
    return RiskPage(
        register=register,
        decision=_published(register.decision, register.case),
        scales=[
            (label, steps)
            for axis, label in ScaleStep._meta.get_field("axis").choices
            if (steps := sorted((step for step in scales if step.axis == axis), key=lambda step: step.number))
        ],
        risks=risks,
        grid=matrix.grid(scales, cells) if cells else None,
        readings=matrix.readings(scales, risks, cells),
        flags=flags,
    )
