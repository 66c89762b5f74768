"""The outcomes of decisions for proposals and options."""

from dataclasses import dataclass

from django.db.models import Prefetch

from councils.models import Case
from councils.models.lines import in_lines
from proposals.models import Decision, DecisionProposal, Option, Outcome, Proposal
from record.dates.order import by_date
from record.workflow.states import State
from timeline.decisions.outcome_lines import OutcomeLine, lines_of, outcome_line, settling_first

_IN_ORDER = (*by_date("decision__when"), "decision__sequence")


@dataclass(frozen=True, slots=True)
class DecisionOutcomes:
    """A decision on the case itself, with its outcomes in their order."""

    decision: Decision
    outcomes: list[OutcomeLine]


def settled(case: Case) -> list[DecisionOutcomes]:
    """The published decisions that settle the case, earliest first."""
    outcomes = in_lines(Outcome.objects.all(), "proposal", "option__proposal", "according_to", "passage")
    decisions = (
        Decision.objects.published()
        .of_case(case)
        .settling()
        .in_order()
        .select_related("made_by", "passage__document__publisher")
        .prefetch_related(Prefetch("outcomes", outcomes))
    )
    for decision in decisions:
        decision.case = case
    return [DecisionOutcomes(decision, lines_of(decision)) for decision in decisions]


def with_outcomes(options):
    """Fetch outcomes of options and proposals, and decisions that name a proposal."""
    outcomes = (
        Outcome.objects.for_lines().filter(decision__state=State.PUBLISHED).order_by(*_IN_ORDER, "sequence", "pk")
    )
    naming = (
        in_lines(DecisionProposal.objects.all(), "decision__made_by")
        .filter(decision__state=State.PUBLISHED)
        .order_by(*_IN_ORDER, "pk")
    )
    return options.prefetch_related(
        Prefetch("outcomes", outcomes),
        Prefetch("proposal__outcomes", outcomes.filter(option=None)),
        Prefetch("proposal__decisions", naming),
    )


def outcomes_of(case: Case, plan: Option | Proposal) -> list[OutcomeLine]:
    """Outcomes of a plan from ``with_outcomes``; what settles the case comes first."""
    return settling_first([outcome_line(_decision(case, outcome), outcome) for outcome in plan.outcomes.all()])


def decisions_naming(case: Case, proposal: Proposal, outcomes: list[OutcomeLine]) -> list[Decision]:
    """Decisions that name a proposal, without those that have one of its outcomes."""
    known = {outcome.decision.pk for outcome in outcomes}
    return [_decision(case, naming) for naming in proposal.decisions.all() if naming.decision_id not in known]


def _decision(case: Case, row) -> Decision:
    row.decision.case = case
    return row.decision
