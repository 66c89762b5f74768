"""Subjects of positions: elements, options, proposals, all, and the process."""

from dataclasses import dataclass, replace

from django.db.models import CharField, F, Value

from claims.choices import StanceOn
from claims.position_history import distinct_names
from proposals.models import Element, Option, Proposal
from proposals.named_plans import NamedPlan, named_plans, with_a_state
from proposals.plan_states import DatedState


@dataclass
class Subject:
    """An element, option or proposal by its id; all of them; or the process.

    ``of`` is the key of an option's proposal, ``state`` the latest of a plan or of the one it is part of.
    """

    key: str
    name: str
    of: str = ""
    address: str = ""
    pk: int | None = None
    state: DatedState | None = None

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    @property
    def is_plan(self) -> bool:
        return self.kind in ("option", "proposal")

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0] if ":" in self.key else ""


def subjects_of(case) -> list[Subject]:
    """A case's elements in their sequence, options, proposals, all, and the process."""
    parts = [
        model.objects.published()
        .of_case(case)
        .order_by()
        .annotate(rank=Value(rank), what=Value(kind, CharField()), of_id=of)
        .values_list("rank", "sequence", "key", "what", "public_id", "name", "of_id", "pk")
        for rank, (kind, model, of) in enumerate(
            (
                ("element", Element, Value("")),
                ("option", Option, F("proposal__public_id")),
                ("proposal", Proposal, Value("")),
            )
        )
    ]
    rows = sorted(parts[0].union(*parts[1:], all=True))
    names = distinct_names({f"{kind}:{public_id}": name for _, _, _, kind, public_id, name, _, _ in rows})
    named = [
        Subject(f"{kind}:{public_id}", names[f"{kind}:{public_id}"], of and f"proposal:{of}", pk=pk)
        for _, _, _, kind, public_id, _, of, pk in rows
    ]
    return named + [Subject(value, label) for value, label in StanceOn.choices]


def add_states(case, subjects: list[Subject], others: list[Subject]) -> list[NamedPlan]:
    """Give each plan among the subjects its state, and return the other plans."""
    of_kind = {kind: [each.pk for each in subjects + others if each.kind == kind] for kind in ("proposal", "option")}
    plans = named_plans(case, of_kind["proposal"], of_kind["option"])
    states: dict[str, DatedState | None] = {}
    for plan in plans:
        states[f"proposal:{plan.proposal.public_id}"] = plan.state
        states |= {f"option:{option.public_id}": state for option, state in plan.options}
    for subject in subjects:
        subject.state = states.get(subject.key) or states.get(subject.of)
    titled = {subject.key for subject in subjects}
    return with_a_state(
        replace(plan, options=[pair for pair in plan.options if f"option:{pair[0].public_id}" not in titled])
        for plan in plans
        if f"proposal:{plan.proposal.public_id}" not in titled
    )
