"""Steps that plans set out for themselves, apart from what is to happen."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from proposals.event_status import has_passed
from proposals.models import Event, EventFact, EventProposal, Proposal, ProposalVersion


@dataclass(frozen=True)
class PlanSteps:
    """The planned steps of the plans of one name, or of several together.

    ``plans`` are proposals; none where no proposal is named.
    """

    plans: list
    steps: list[Event]


def plan_steps(case, today: datetime.date) -> list[PlanSteps]:
    """The planned steps that each plan gives for itself.

    Nobody is known to have taken them; of one whose date is past, ``passed`` says so. A step is of
    the proposals that its event names, or else of those in whose papers it is given.
    """
    steps = list(Event.objects.published().of_case(case).of_plans().without_outcome().for_status().as_printed())
    if not steps:
        return []
    plans = {plan.pk: plan for plan in Proposal.objects.published().of_case(case).in_sequence()}
    for plan in plans.values():
        plan.case = case
    named = EventProposal.objects.filter(event__in=steps).values_list("event", "proposal")
    papers = ProposalVersion.objects.filter(document=OuterRef("passage__document"), proposal__in=plans)
    in_papers = (
        EventFact.objects.filter(event__in=steps)
        .annotate(proposal=Subquery(papers.values("proposal")[:1]))
        .values_list("event", "proposal")
    )
    of_event = _by_event(in_papers, plans) | _by_event(named, plans)
    found: dict[tuple, PlanSteps] = {}
    for event in steps:
        event.case = case
        event.passed = event.status_words(today) if has_passed(event.status, event.when, today) else ""
        its_plans = of_event.get(event.pk, [])
        found.setdefault(tuple(each.pk for each in its_plans), PlanSteps(its_plans, [])).steps.append(event)
    return list(found.values())


def _by_event(pairs, plans) -> dict[int, list]:
    """The plans of each event that has any, in the order of the case."""
    found = defaultdict(set)
    for event, plan in pairs:
        if plan in plans:
            found[event].add(plan)
    return {event: [each for pk, each in plans.items() if pk in pks] for event, pks in found.items()}
