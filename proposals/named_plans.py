"""The proposals that a page or a row of a file names, with the state of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from proposals.models import Decision, Option, Proposal
from proposals.plan_states import DatedState, latest_state, with_states

# The last column of a file whose rows name plans.
COLUMN = "plans named and their state"


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


def plans_of(case, rows: Iterable, proposals: Iterable[int | None] = ()) -> list[NamedPlan]:
    """The plans that rows name, such as outcomes or figures, and further proposals."""
    rows = list(rows)
    return named_plans(case, {*proposals, *(row.proposal_id for row in rows)}, {row.option_id for row in rows})


def plans_of_decisions(case, decisions: Iterable[Decision], proposals: Iterable[int | None] = ()) -> list[NamedPlan]:
    """The plans that outcomes of decisions name, and further proposals."""
    return plans_of(case, [outcome for decision in decisions for outcome in decision.outcomes.all()], proposals)


@dataclass
class PlanCells:
    """Cells of COLUMN; the plans of a case are read once, however many rows name them."""

    of_case: dict[int, list[tuple[Proposal, list[Option]]]] = field(default_factory=dict)

    def cell(self, case, proposals: Iterable[int | None], options: Iterable[int | None] = ()) -> str:
        """The plans that a row names, each with its state, in the order of the case."""
        proposals, options = {*proposals} - {None}, {*options} - {None}
        if not proposals and not options:
            return ""
        cells = []
        for proposal, its_options in self._plans(case):
            named = [option for option in its_options if option.pk in options]
            if named or proposal.pk in proposals:
                cells.append("; ".join(map(_in_words, (proposal, *named))))
        return ". ".join(cells)

    def _plans(self, case) -> list[tuple[Proposal, list[Option]]]:
        """Every proposal of a case with its options, all with their states."""
        if case.pk not in self.of_case:
            proposals = list(with_states(Proposal.objects.published().of_case(case).in_sequence()))
            options = list(with_states(Option.objects.published().of_case(case).in_sequence()))
            for plan in (*proposals, *options):
                plan.case = case
            self.of_case[case.pk] = [
                (proposal, [option for option in options if option.proposal_id == proposal.pk])
                for proposal in proposals
            ]
        return self.of_case[case.pk]


def _in_words(plan: Proposal | Option) -> str:
    state = latest_state(plan)
    return f"{plan.name}: {state}" if state else plan.name
