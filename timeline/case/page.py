"""Data for the page of a case."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from claims.models import Claim
from councils.models import Case, Document, Placement, Side, Voice
from councils.quotations.references import cited_in_case
from proposals.backings import when_left
from proposals.choices import OptionStatus
from proposals.models import Event, Option, Proposal, Proposer
from proposals.plan_states import DatedState, latest_state, with_states
from record.web.keyset import CountOf
from timeline.case.awaited_events import awaited_events
from timeline.case.plan_steps import PlanSteps, plan_steps
from timeline.case.state import CaseState, states_of
from timeline.changes.log import Log, PublicationBatch
from timeline.options.composition import compositions
from timeline.options.decision_outcomes import DecisionOutcomes, settled
from timeline.options.model import Composition
from timeline.questions.summaries import QuestionSummary, question_summaries

# The number of each that is printed; the rest is a page away.
QUESTIONS_AT_ISSUE = 3
PLANNED_EVENTS = 6
CHANGES = 3


@dataclass(frozen=True)
class SideVoices:
    """A side with the placements of its voices."""

    side: Side
    placements: list[Placement]

    @property
    def voice_itself(self) -> Voice | None:
        """The only voice of a side that has its name."""
        voices = [placement.voice for placement in self.placements if not placement.when]
        return voices[0] if len(self.placements) == 1 and voices and voices[0].name == self.side.label else None


@dataclass(frozen=True)
class PlanMap:
    """A proposal with its proposers, its state, and its latest option as a map.

    Each proposer has words on leaving the proposal. ``further`` is the number of other options put forward.
    """

    proposal: Proposal
    proposers: list[tuple[Voice, str]]
    state: DatedState | None
    composition: Composition | None
    further: int

    @property
    def is_over(self) -> bool:
        return bool(self.state and self.state.is_over)


@dataclass(frozen=True)
class CasePage:
    """Data for the page of a case.

    ``plans`` are still before somebody, or all where none is; ``plans_over`` are the others.
    """

    state: CaseState
    settled: list[DecisionOutcomes]
    plans: list[PlanMap]
    plans_over: list[PlanMap]
    sides: list[SideVoices]
    others: list[Voice]
    issues: list[QuestionSummary]
    questions: int
    open_consultations: list[Event]
    last_consultation: Event | None
    next: list[Event]
    awaited: list[Event]
    plan_steps: list[PlanSteps]
    events: int
    claims: int
    documents: int
    changes: list[PublicationBatch]

    @property
    def is_about_new_councils(self) -> bool:
        """True if any plan would create councils. A partnership lacks no map."""
        compositions = [plan.composition for plan in (*self.plans, *self.plans_over) if plan.composition]
        return any(each.proposed or each.option.councils_stated for each in compositions)

    @property
    def is_each_issue_disputed(self) -> bool:
        return bool(self.issues) and all(summary.in_dispute for summary in self.issues)


def case_page(case: Case, today) -> CasePage:
    """The page of a case from ``find_case``."""
    events = Event.objects.published().of_case(case)
    happening = events.not_of_plans()
    planned = list(happening.ahead_of(today).as_printed()[:PLANNED_EVENTS])
    is_open = list(events.open_on(today).as_printed())
    closed = list(events.consultations().over_before(today)[:1])
    for event in (*planned, *is_open, *closed):
        event.case = case
    counts = _counts(case)
    plans = _plans(case)
    before_somebody = [plan for plan in plans if not plan.is_over] or plans
    return CasePage(
        state=states_of([case], today)[case.pk],
        settled=settled(case),
        plans=before_somebody,
        plans_over=[plan for plan in plans if plan not in before_somebody],
        sides=_sides(case),
        others=list(Voice.objects.published().by_name().filter(pk__in=_voices_in_no_side(case))),
        issues=questions_at_issue(case)[:QUESTIONS_AT_ISSUE],
        questions=len(case.points_shown),
        open_consultations=is_open,
        last_consultation=closed[0] if closed else None,
        next=planned,
        awaited=awaited_events(case, today),
        plan_steps=plan_steps(case, today),
        events=counts["events"],
        claims=counts["claims"],
        documents=counts["documents"],
        changes=Log(cases=(case.key,)).page(size=CHANGES).rows,
    )


def questions_at_issue(case: Case) -> list[QuestionSummary]:
    """Answered questions, the most disputed first.

    By the number of disputes between sides, then by the number of claims.
    """
    summaries = question_summaries(case.points_shown, case.sides_shown)
    answered = [summary for summary in summaries if summary.claims]
    return sorted(answered, key=lambda summary: (-summary.disputes_between_sides, -summary.claims))


def _plans(case) -> list[PlanMap]:
    put_forward = with_states(Option.objects.published().filter(status=OptionStatus.PUT_FORWARD).in_sequence())
    proposals = list(
        with_states(Proposal.objects.published().of_case(case).in_sequence()).prefetch_related(
            Prefetch("proposers", Proposer.objects.select_related("voice")),
            "backers",
            Prefetch("options", put_forward, to_attr="options_put_forward"),
        )
    )
    latest = {proposal.pk: _not_over(proposal.options_put_forward) for proposal in proposals}
    composed = compositions(case, [options[-1] for options in latest.values() if options], stated=False)
    return [_plan_map(case, proposal, latest[proposal.pk], composed) for proposal in proposals]


def _not_over(options: list[Option]) -> list[Option]:
    """The options that were not replaced or otherwise given up, or all of them."""
    return [option for option in options if not ((state := latest_state(option)) and state.is_over)] or options


def _plan_map(case, proposal, options, composed) -> PlanMap:
    proposal.case = case
    for option in options:
        option.case = case
    return PlanMap(
        proposal=proposal,
        proposers=[(row.voice, when_left(proposal.backers.all(), row.voice_id)) for row in proposal.proposers.all()],
        state=latest_state(proposal),
        composition=composed[options[-1].pk] if options else None,
        further=max(len(options) - 1, 0),
    )


def _sides(case) -> list[SideVoices]:
    placements = defaultdict(list)
    rows = Placement.objects.filter(side__case=case).select_related("voice__council").order_by("voice__name", "pk")
    for placement in rows:
        placements[placement.side_id].append(placement)
    return [SideVoices(side, placements[side.pk]) for side in case.sides_shown]


def _voices_in_no_side(case):
    """The voices for which claims in no side's column are made."""
    return Claim.objects.published().of_case(case).filter(computed__side=None).values("made_for")


def _counts(case) -> dict[str, int]:
    """The number of events, claims and documents, in one query."""
    return (
        Case.objects.filter(pk=case.pk)
        .values(
            events=CountOf(Event.objects.published().of_case(case)),
            claims=CountOf(Claim.objects.published().of_case(case)),
            documents=CountOf(Document.objects.published().filter(cited_in_case(case))),
        )
        .get()
    )
