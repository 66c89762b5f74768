"""Data for the page of a question."""

from dataclasses import dataclass

from django.db.models import Prefetch

from claims.choices import LinkKind
from claims.models import Claim, ClaimLink, Point, Response
from claims.notes import noted_documents
from councils.models import Document, Flag, Side
from record.workflow.states import PUBLIC_STATES
from timeline.accounts.comparison_rows import Account, columns_to_show
from timeline.accounts.link_card import accounts_card
from timeline.accounts.page import OpeningAccounts, opening_accounts, responses_of
from timeline.questions.bearing import Bearing, bearing_on
from timeline.questions.shared_measures import SharedMeasure, shared_measures
from timeline.questions.summaries import QuestionSummary, question_summaries

# The number of columns set beside each other before the reader is asked to choose.
COLUMNS = 4
# The number of claims that one page can hold. The list of claims, filtered by the question, holds all.
CLAIMS_PER_PAGE = 200


@dataclass(frozen=True)
class PointPage:
    """A question with the accounts that open its page, and all else that answers it.

    ``is_cut`` says that there are more claims than the page holds.
    """

    point: Point
    summary: QuestionSummary
    opening: OpeningAccounts
    measures: list[SharedMeasure]
    bearing: Bearing
    is_cut: bool
    # Documents of its claims with the editors' notes on them as wholes.
    noted: list[tuple[Document, list[Flag]]]

    @property
    def card(self) -> str:
        """The words of a link: the accounts, or the decisions where nobody speaks."""
        if self.classification or not self.bearing.outcomes:
            return accounts_card(self.opening)
        return ". ".join([*self.bearing.outcomes, "No claim found"])

    @property
    def shown(self) -> list[Side]:
        return [account.side for account in self.opening.accounts]

    @property
    def is_wide(self) -> bool:
        return len(self.shown) > COLUMNS

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


def point_page(point: Point, sides: list[Side], today, chosen=(), is_swapped=False) -> PointPage:
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
    answering = {claim.computed.side_id for claim in claims} - {None}
    shown_pks = [side.pk for side in sides if side.key in chosen]
    shown_pks = shown_pks or columns_to_show([side.pk for side in sides], answering, limit=max(COLUMNS, len(answering)))
    shown = [side for side in sides if side.pk in shown_pks]
    opening = opening_accounts(
        point,
        summary.classification,
        [Account(claim, claim.computed.side_id, (point,), claim.computed.is_reported_only) for claim in claims],
        responses_of(claims),
        shown[::-1] if is_swapped else shown,
        sides,
    )
    return PointPage(
        point=point,
        summary=summary,
        opening=opening,
        measures=shared_measures(point.case, opening.accounts),
        bearing=bearing_on(point, today),
        is_cut=is_cut,
        noted=noted_documents(claims),
    )


def _claims(point):
    responses = Response.objects.published().with_answered().with_taken_back()
    return (
        Claim.objects.published()
        .answering(point)
        .for_listing()
        .prefetch_related(
            Prefetch("responses", responses, to_attr="published_responses"),
        )
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
