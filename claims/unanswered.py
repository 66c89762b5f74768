"""Replies not found, for the page of a claim and for lists that ask for them.

Absence is no standing (docs/laws.md, law 4): it is said of the parties that a
claim calls on to reply, as computed with its standing, and of nobody else.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from claims.models import Claim, ClaimFlag, ClaimPoint, Point, Response
from councils.choices import FlagKind
from councils.models import Side
from councils.names import agreeing
from record.text.english import joined
from record.workflow.states import State


@dataclass(frozen=True)
class SidesOnQuestion:
    """Sides that speak on a claim's question, and have not replied to the claim."""

    point: Point
    sides: list[Side]

    @property
    def words(self) -> str:
        """“A also speaks on this question”; the verb agrees with the number."""
        names = joined(side.label for side in self.sides)
        verb = "speak" if len(self.sides) > 1 else agreeing(names, "speaks")
        return f"{names} also {verb} on this question"


@dataclass(frozen=True)
class Unanswered:
    """Parties without a reply to a claim, and sides that speak on its question."""

    parties: list[str]
    until: date | None
    elsewhere: list[SidesOnQuestion]
    # An editor's note says that a reply was reported. The record does not have its words.
    is_reported: bool = False


def unanswered(claims: list[Claim]) -> dict[int, Unanswered]:
    """Missing replies of each claim, by primary key, in at most five queries.

    The day is that up to which the case is kept; without one nobody says when we looked.
    """
    elsewhere = _sides_elsewhere(claims)
    flags = ClaimFlag.objects.filter(flagged__in=claims, kind=FlagKind.REPLY_REPORTED)
    reported = set(flags.values_list("flagged", flat=True))
    return {
        claim.pk: Unanswered(
            parties=[each["name"] for each in claim.computed.detail.get("silent", ())],
            until=claim.case.kept_up_to,
            elsewhere=elsewhere[claim.pk],
            is_reported=claim.pk in reported,
        )
        for claim in claims
    }


def _sides_elsewhere(claims) -> dict[int, list[SidesOnQuestion]]:
    """Sides with a claim on a question of each claim and no reply to it."""
    own = {claim.pk: claim.computed.side_id for claim in claims}
    replied = defaultdict(set)
    replies = Response.objects.published().by_others().filter(to__in=own)
    for claim, side in replies.values_list("to", "claim__computed__side"):
        replied[claim].add(side)
    speaking = defaultdict(set)
    answers = ClaimPoint.objects.filter(claim__in=own, point__state=State.PUBLISHED)
    answers = answers.filter(point__answers__claim__computed__side__isnull=False).order_by("sequence", "pk")
    for claim, point, side in answers.values_list("claim", "point", "point__answers__claim__computed__side"):
        if side != own[claim] and side not in replied[claim]:
            speaking[claim, point].add(side)
    points = Point.objects.select_related("case").in_bulk({point for _, point in speaking})
    sides = Side.objects.filter(pk__in=set().union(*speaking.values()))
    # In the order of the columns everywhere (docs/laws.md, law 10); a query that counts drops the model's own.
    sides = list(sides.order_by(*Side._meta.ordering))
    found = defaultdict(list)
    for (claim, point), pks in speaking.items():
        found[claim].append(SidesOnQuestion(points[point], [side for side in sides if side.pk in pks]))
    return found
