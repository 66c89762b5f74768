"""The outcomes of decisions for proposals and options."""

from dataclasses import dataclass

from django.db.models import Prefetch

from councils.models import Case, Passage
from proposals.models import Decision, DecisionProposal, Option, Outcome, Proposal
from record.dates.order import by_date
from record.workflow.states import State

_IN_ORDER = (*by_date("decision__when"), "decision__sequence")


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome: of what, the effect in words, and all that is said with it."""

    of: str
    address: str
    effect: str
    words: str
    condition: str
    still_to_come: str
    according_to: str
    passage: Passage | None
    decision: Decision | None = None
    is_of_proposal: bool = False


@dataclass(frozen=True, slots=True)
class DecisionOutcomes:
    """A decision on the case itself, with its outcomes in their order."""

    decision: Decision
    outcomes: list[OutcomeLine]


def settled(case: Case) -> list[DecisionOutcomes]:
    """The published decisions that settle the case, earliest first."""
    outcomes = Outcome.objects.select_related("proposal", "option__proposal", "according_to", "passage__document")
    decisions = (
        Decision.objects.published()
        .of_case(case)
        .settling()
        .in_order()
        .select_related("made_by", "passage__document")
        .prefetch_related(Prefetch("outcomes", outcomes))
    )
    for decision in decisions:
        decision.case = case
    return [
        DecisionOutcomes(decision, [_of_a_decision(case, outcome) for outcome in decision.outcomes.all()])
        for decision in decisions
    ]


def _of_a_decision(case: Case, outcome: Outcome) -> OutcomeLine:
    name, address = outcome.words, ""
    if subject := outcome.option or outcome.proposal:
        subject.case = case
        name, address = subject.name, subject.get_absolute_url()
    return _line(outcome, name, address)


def with_outcomes(options):
    """Fetch outcomes of options and proposals, and decisions that name a proposal."""
    outcomes = (
        Outcome.objects.filter(decision__state=State.PUBLISHED)
        .select_related("decision__made_by", "according_to", "passage__document")
        .order_by(*_IN_ORDER, "sequence", "pk")
    )
    naming = (
        DecisionProposal.objects.filter(decision__state=State.PUBLISHED)
        .select_related("decision__made_by")
        .order_by(*_IN_ORDER, "pk")
    )
    return options.prefetch_related(
        Prefetch("outcomes", outcomes),
        Prefetch("proposal__outcomes", outcomes.filter(option=None)),
        Prefetch("proposal__decisions", naming),
    )


def outcomes_of_option(case: Case, option: Option) -> list[OutcomeLine]:
    """The outcomes of one option from ``with_outcomes``, each with its decision."""
    return [_line(outcome, "", "", _decision(case, outcome)) for outcome in option.outcomes.all()]


def outcomes_of_proposal(case: Case, proposal: Proposal) -> list[OutcomeLine]:
    """The outcomes of a proposal as a whole, each with its decision."""
    outcomes = proposal.outcomes.all()
    return [_line(outcome, "", "", _decision(case, outcome), is_of_proposal=True) for outcome in outcomes]


def decisions_naming(case: Case, proposal: Proposal, outcomes: list[OutcomeLine]) -> list[Decision]:
    """Decisions that name a proposal, without those that have one of its outcomes."""
    known = {outcome.decision.pk for outcome in outcomes}
    return [_decision(case, naming) for naming in proposal.decisions.all() if naming.decision_id not in known]


def _decision(case: Case, row) -> Decision:
    row.decision.case = case
    return row.decision


def _line(outcome: Outcome, name: str, address: str, decision=None, is_of_proposal=False) -> OutcomeLine:
    return OutcomeLine(
        of=name,
        address=address,
        effect=outcome.get_effect_display(),
        words=outcome.words if outcome.words != name else "",
        condition=outcome.condition,
        still_to_come=outcome.still_to_come,
        according_to=outcome.according_to.name if outcome.according_to else "",
        passage=outcome.passage,
        decision=decision,
        is_of_proposal=is_of_proposal,
    )
