"""Data for the page of a case."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from claims.models import Claim
from councils.models import Case, Document, Placement, Side, Voice
from councils.quotations.references import cited_in
from proposals.backings import when_left
from proposals.choices import OptionStatus
from proposals.models import Event, Option, Proposal, ProposalName, ProposalVersion, Proposer
from proposals.plan_states import DatedState, latest_state, with_states
from record.web.keyset import CountOf
from timeline.changes.log import Log, PublicationBatch
from timeline.options.decision_outcomes import DecisionOutcomes, settled
from timeline.questions.summaries import QuestionSummary, question_summaries

# The number of each that is printed; the rest is a page away.
QUESTIONS_AT_ISSUE = 6
PLANNED_EVENTS = 6
CHANGES = 5


@dataclass(frozen=True)
class SideVoices:
    """A side with the placements of its voices."""

    side: Side
    placements: list[Placement]


@dataclass(frozen=True)
class ProposalSummary:
    """A proposal with its proposers, names and options.

    Each proposer has words on leaving the proposal, each name its users.
    """

    proposal: Proposal
    proposers: list[tuple[Voice, str]]
    names: list[tuple[str, list[str]]]
    version: ProposalVersion | None
    state: DatedState | None
    options: list[tuple[Option, DatedState | None]]


@dataclass(frozen=True)
class CasePage:
    settled: list[DecisionOutcomes]
    proposed: list[ProposalSummary]
    sides: list[SideVoices]
    others: list[Voice]
    issues: list[QuestionSummary]
    questions: int
    next: list[Event]
    awaited: list[Event]
    events: int
    claims: int
    documents: int
    changes: list[PublicationBatch]


def case_page(case: Case, today) -> CasePage:
    """The page of a case from ``find_case``."""
    events = Event.objects.published().of_case(case)
    planned = list(events.ahead_of(today).as_printed()[:PLANNED_EVENTS])
    awaited = list(events.awaited_before(today).as_printed().reverse()[:PLANNED_EVENTS])
    for event in (*planned, *awaited):
        event.case = case
    for event in awaited:
        event.words = event.status_words(today)
    counts = _counts(case)
    return CasePage(
        settled=settled(case),
        proposed=_proposals(case),
        sides=_sides(case),
        others=list(Voice.objects.published().by_name().filter(pk__in=_voices_in_no_side(case))),
        issues=questions_at_issue(case)[:QUESTIONS_AT_ISSUE],
        questions=len(case.points_shown),
        next=planned,
        awaited=awaited,
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


def _proposals(case) -> list[ProposalSummary]:
    put_forward = with_states(Option.objects.published().filter(status=OptionStatus.PUT_FORWARD).in_sequence())
    proposals = list(
        with_states(Proposal.objects.published().of_case(case).in_sequence()).prefetch_related(
            Prefetch("proposers", Proposer.objects.select_related("voice")),
            Prefetch("names", ProposalName.objects.select_related("used_by")),
            "versions",
            "backers",
            Prefetch("options", put_forward, to_attr="options_put_forward"),
        )
    )
    return [_proposal_summary(case, proposal) for proposal in proposals]


def _proposal_summary(case, proposal) -> ProposalSummary:
    proposal.case = case
    versions = list(proposal.versions.all())
    for option in proposal.options_put_forward:
        option.case = case
    users_of = defaultdict(list)
    for row in proposal.names.all():
        users = users_of[row.name]
        if row.used_by and row.used_by.name not in users:
            users.append(row.used_by.name)
    return ProposalSummary(
        proposal=proposal,
        proposers=[(row.voice, when_left(proposal.backers.all(), row.voice_id)) for row in proposal.proposers.all()],
        names=list(users_of.items()),
        version=versions[-1] if versions else None,
        state=latest_state(proposal),
        options=[(option, latest_state(option)) for option in proposal.options_put_forward],
    )


def _sides(case) -> list[SideVoices]:
    placements = defaultdict(list)
    for placement in Placement.objects.filter(side__case=case).select_related("voice").order_by("voice__name", "pk"):
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
            documents=CountOf(Document.objects.published().filter(cited_in([case]))),
        )
        .get()
    )
