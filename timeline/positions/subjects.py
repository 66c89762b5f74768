"""Subjects of positions: elements, options, proposals, all, and the process."""

from dataclasses import dataclass

from django.db.models import CharField, F, Value

from claims.choices import StanceOn
from claims.position_history import distinct_names
from proposals.models import Element, Option, Proposal


@dataclass
class Subject:
    """An element, option or proposal by its id; all of them; or the process.

    ``of`` is the key of an option's proposal.
    """

    key: str
    name: str
    of: str = ""
    address: str = ""

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
        .values_list("rank", "sequence", "key", "what", "public_id", "name", "of_id")
        for rank, (kind, model, of) in enumerate(
            (
                ("element", Element, Value("")),
                ("option", Option, F("proposal__public_id")),
                ("proposal", Proposal, Value("")),
            )
        )
    ]
    rows = sorted(parts[0].union(*parts[1:], all=True))
    names = distinct_names({f"{kind}:{public_id}": name for _, _, _, kind, public_id, name, _ in rows})
    named = [
        Subject(f"{kind}:{public_id}", names[f"{kind}:{public_id}"], of and f"proposal:{of}")
        for _, _, _, kind, public_id, _, of in rows
    ]
    return named + [Subject(value, label) for value, label in StanceOn.choices]
