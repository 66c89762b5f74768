"""The proposals that a page names, each once, with the state of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.figures.words import StatedFigure
from proposals.models import Decision, Option, Proposal
from proposals.plan_states import DatedState, latest_state, with_states


@dataclass(frozen=True)
class NamedPlan:
    """A proposal with its state, and its options that have states of their own."""

    proposal: Proposal
    state: DatedState | None
    options: list[tuple[Option, DatedState]]


def named_plans(case, proposals: Iterable[int | None], options: Iterable[int | None] = ()) -> list[NamedPlan]:
    """The proposals named, and those of the options named, in the order of the case."""
    proposals, options = {*proposals} - {None}, {*options} - {None}
    named = list(with_states(Option.objects.published().filter(pk__in=options).in_sequence())) if options else []
    proposals |= {option.proposal_id for option in named}
    if not proposals:
        return []
    found = list(with_states(Proposal.objects.published().of_case(case).filter(pk__in=proposals).in_sequence()))
    for plan in (*found, *named):
        plan.case = case
    states = [(option, latest_state(option)) for option in named]
    return [
        NamedPlan(
            proposal,
            latest_state(proposal),
            [(option, state) for option, state in states if state and option.proposal_id == proposal.pk],
        )
        for proposal in found
    ]


def with_a_state(plans: Iterable[NamedPlan]) -> list[NamedPlan]:
    """The plans with a state; that no submission was found is one too."""
    return [plan for plan in plans if plan.state or plan.options]


def plans_of_decisions(case, decisions: Iterable[Decision], proposals: Iterable[int] = ()) -> list[NamedPlan]:
    """The plans that outcomes of decisions name, and further proposals."""
    outcomes = [outcome for decision in decisions for outcome in decision.outcomes.all()]
    return named_plans(
        case,
        {*proposals, *(outcome.proposal_id for outcome in outcomes)},
        {outcome.option_id for outcome in outcomes},
    )


def plans_of_figures(case, figures: Iterable[StatedFigure]) -> list[NamedPlan]:
    """The plans for which figures are stated."""
    figures = list(figures)
    return named_plans(case, {each.proposal_id for each in figures}, {each.option_id for each in figures})
