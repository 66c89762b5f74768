"""The proposals and options that claims, their positions and figures name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import IntegerField, Value

from claims.models import ClaimOption, ClaimProposal, Figure, PositionOption, PositionProposal

PROPOSAL, OPTION = range(2)
# Rows that name plans, with the way to the claim.
NAMING = [
    (PROPOSAL, ClaimProposal, "claim", "proposal"),
    (PROPOSAL, PositionProposal, "position__claim", "proposal"),
    (PROPOSAL, Figure, "claim", "proposal"),
    (OPTION, ClaimOption, "claim", "option"),
    (OPTION, PositionOption, "position__claim", "option"),
    (OPTION, Figure, "claim", "option"),
]


@dataclass
class PlansNamed:
    """Keys of the plans that a claim names."""

    proposals: set[int] = field(default_factory=set)
    options: set[int] = field(default_factory=set)


def plans_named_by(claims: Iterable[int]) -> defaultdict[int, PlansNamed]:
    """The plans that each of these claims names, by the key of the claim; one query."""
    claims, named = list(claims), defaultdict(PlansNamed)
    parts = [
        model.objects.filter(**{f"{claim}__in": claims, f"{plan}__isnull": False})
        .order_by()
        .values_list(claim, plan, Value(kind, IntegerField()))
        for kind, model, claim, plan in NAMING
    ]
    for claim, plan, kind in parts[0].union(*parts[1:]):
        (named[claim].proposals if kind == PROPOSAL else named[claim].options).add(plan)
    return named
