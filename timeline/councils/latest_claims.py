"""The latest claims by a council and about it, for its page and its briefing."""

from dataclasses import dataclass, field

from claims.choices import CountedAs, Role
from claims.claim_list.role_labels import beside_its_maker, roles_of_claims
from claims.models import Claim, ClaimCouncil
from claims.models.derived import ClaimCouncilQuerySet
from claims.notes import noted_documents
from councils.models import Document, Flag
from record.web.keyset import DatedKeyset
from record.workflow.states import State

LATEST_FIRST = DatedKeyset(ClaimCouncil, "said", "claim", descending=True)
# The claims of others about a council: those that name it, and those that answer it.
ABOUT = (Role.ABOUT, Role.DISPUTED_BY)


@dataclass
class LatestClaims:
    """Claims by a council, for it and about it, the latest first.

    ``joint`` are those of its alliances and of the bodies that it shares: not its own words.
    """

    own: list[Claim] = field(default_factory=list)
    joint: list[Claim] = field(default_factory=list)
    about: list[Claim] = field(default_factory=list)

    @property
    def last_joint(self) -> Claim | None:
        """The latest that it surely said with others: it was one of them on the day."""
        return next((claim for claim in self.joint if not claim.is_uncertain), None)

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its claims, with the editors' notes on each as a whole."""
        return noted_documents([*self.own, *self.about, *self.joint])


def rows_by(council) -> ClaimCouncilQuerySet:
    return _of(council).plain().in_roles([Role.MADE_BY])


def rows_joint(council) -> ClaimCouncilQuerySet:
    joint = _of(council).counted_as(CountedAs.JOINT).in_roles([Role.MADE_BY]).filter(is_apart=False)
    return joint.without_claims_of(rows_by(council))


def rows_about(council) -> ClaimCouncilQuerySet:
    made = _of(council).counting().in_roles([Role.MADE_BY])
    return _of(council).plain().in_roles(ABOUT).without_claims_of(made)


def _of(council) -> ClaimCouncilQuerySet:
    """Rows of the published claims of published cases."""
    return ClaimCouncil.objects.of([council.voice_id]).dated().filter(claim__case__state=State.PUBLISHED)


def latest_claims(council, number: int) -> LatestClaims:
    """The latest claims of each kind, in a constant number of queries."""
    kinds = {"own": rows_by(council), "joint": rows_joint(council), "about": rows_about(council)}
    pks = {kind: latest(rows, number) for kind, rows in kinds.items()}
    claims = with_roles(council, [pk for some in pks.values() for pk in some])
    return LatestClaims(**{kind: [claims[pk] for pk in some if pk in claims] for kind, some in pks.items()})


def latest(rows: ClaimCouncilQuerySet, number: int) -> list[int]:
    """The primary keys of the latest claims of these rows, each once."""
    ordered = LATEST_FIRST.ordered(rows).values_list("claim_id", "placed", "said_earliest", "said_latest").distinct()
    return [pk for pk, *_ in ordered[:number]]


def with_roles(council, pks: list[int]) -> dict[int, Claim]:
    """The claims, each with why it is listed for the council."""
    claims = Claim.objects.published().for_listing().with_case().in_bulk(pks)
    roles = roles_of_claims(ClaimCouncil.objects.of([council.voice_id]).filter(claim__in=pks))
    for pk, claim in claims.items():
        council_roles = roles.get(pk, [])
        claim.reason_listed = beside_its_maker(council_roles)
        claim.is_uncertain = not any(each.is_certain for each in council_roles)
    return claims
