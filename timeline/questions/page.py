"""Data for the page of a question."""

from dataclasses import dataclass

from django.db.models import Prefetch

from claims.choices import LinkKind
from claims.models import Claim, ClaimLink, Point, Response
from councils.models import Side
from record.workflow.states import PUBLIC_STATES
from timeline.accounts.comparison_rows import columns_to_show
from timeline.questions.summaries import QuestionSummary, question_summaries

# The number of columns set beside each other before the reader is asked to choose.
COLUMNS = 4
# The number of claims that one page can hold. The list of claims, filtered by the question, holds all.
CLAIMS_PER_PAGE = 200


@dataclass(frozen=True)
class SideColumn:
    side: Side
    claims: list[Claim]


@dataclass(frozen=True)
class PointPage:
    """A question with its answers by side.

    Voices in no side come apart; of sides not shown there is a count.
    """

    point: Point
    summary: QuestionSummary
    columns: list[SideColumn]
    others: list[Claim]
    not_shown: list[tuple[Side, int]]
    is_cut: bool

    @property
    def shown(self) -> list[Side]:
        return [column.side for column in self.columns]

    @property
    def classification(self):
        return self.summary.classification


def find_point(key: str, public_id: str) -> Point | None:
    """A published or withdrawn question of a case that readers may see."""
    return (
        Point.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case")
        .first()
    )


def point_page(point: Point, sides: list[Side], chosen=(), is_swapped=False) -> PointPage:
    """Data for the page of a question.

    ``chosen`` are the keys of the sides to show, in any order.
    """
    claims = list(_claims(point)[: CLAIMS_PER_PAGE + 1])
    is_cut = len(claims) > CLAIMS_PER_PAGE
    claims = claims[:CLAIMS_PER_PAGE]
    for claim in claims:
        claim.case = point.case
    _set_claims_bearing_on(claims)
    [summary] = question_summaries([point], sides)
    counts = {key: count for _, key, count in summary.slots}
    sides_with_claims = [side for side in sides if counts[side.key]]
    shown = [side for side in sides if side.key in chosen] or columns_to_show(sides, sides_with_claims, COLUMNS)
    columns = [SideColumn(side, [claim for claim in claims if claim.computed.side_id == side.pk]) for side in shown]
    return PointPage(
        point=point,
        summary=summary,
        columns=columns[::-1] if is_swapped else columns,
        others=[claim for claim in claims if claim.computed.side_id is None],
        not_shown=[(side, counts[side.key]) for side in sides_with_claims if side not in shown],
        is_cut=is_cut,
    )


def _claims(point):
    responses = Response.objects.published().with_answered()
    return (
        Claim.objects.published()
        .answering(point)
        .for_listing()
        .prefetch_related(Prefetch("responses", responses, to_attr="published_responses"))
        .in_order()
    )


def _set_claims_bearing_on(claims) -> None:
    """Set ``bearing`` on each claim: claims of other voices that bear on it.

    These are no answers, and no silence either.
    """
    by_pk = {claim.pk: claim for claim in claims}
    for claim in claims:
        claim.bearing = []
    for link in ClaimLink.objects.published().touching(by_pk).filter(kind=LinkKind.BEARS_ON):
        claim = by_pk.get(link.to_id)
        if claim and link.claim.made_for_id != claim.made_for_id:
            claim.bearing.append(link.claim)
