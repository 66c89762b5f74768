"""One question and all that is said to it: the claims that answer it, in the columns of their sides, by date."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch

from claims.choices import LinkKind, StandingWord
from claims.models import Claim, ClaimLink, Point, Response
from councils.models import Side
from record.gather import gathered
from record.workflow.states import PUBLIC_STATES
from timeline.case.lookup import placed
from timeline.case.page import AtIssue, at_issue
from timeline.event import comparison_rows as rules
from timeline.event.comparison_rows import Account, PublishedResponse, RowKind

# Four columns stand beside each other before the reader is asked to choose.
COLUMNS = 4
# What a page can hold; the list of claims, filtered by the question, holds all.
MOST = 200


@dataclass(frozen=True)
class SideColumn:
    side: Side
    claims: list[Claim]


@dataclass(frozen=True)
class PointPage:
    """What is said to a question: by the sides shown, by voices of no side, and how much by sides not shown."""

    point: Point
    kind: RowKind
    with_others: bool
    columns: list[SideColumn]
    others: list[Claim]
    unseen: list[tuple[Side, int]]
    is_cut: bool

    @property
    def shown(self) -> list[Side]:
        return [column.side for column in self.columns]

    @property
    def is_empty(self) -> bool:
        return not (self.others or self.unseen or any(column.claims for column in self.columns))


def find_point(key: str, public_id: str) -> Point | None:
    """A published or withdrawn question of a case that readers may see."""
    return (
        Point.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case")
        .annotate(sides_=gathered(Side.objects.filter(case=OuterRef("case")), "id", "key", "label", "label_basis"))
        .first()
    )


def sides_of(point: Point) -> list[Side]:
    """The sides of the question's case in their order, each knowing its place in it."""
    return placed(Side(**row) for row in point.sides_)


def questions(case) -> list[AtIssue]:
    """All questions of a case in their order, those that nobody has answered among them."""
    answered = {issue.point.pk: issue for issue in at_issue(case)}
    silent = [(side.label, side.key, 0) for side in case.sides_shown]
    return [
        answered.get(point.pk) or AtIssue(point, disputes=0, with_others=0, claims=0, slots=silent, others=0)
        for point in case.points_shown
    ]


def point_page(point: Point, sides: list[Side], chosen=(), is_swapped=False) -> PointPage:
    """All of the page; ``chosen`` are keys of sides to set beside each other, in whatever order. Five queries."""
    claims = list(_claims(point))
    claims, is_cut = claims[:MOST], len(claims) > MOST
    _set_bearing(claims)
    speaking = {claim.computed.side_id for claim in claims}
    by_pk = {side.pk: side for side in sides}
    wanted = [side.pk for side in sides if side.key in chosen] or rules.shown(list(by_pk), speaking, COLUMNS)
    columns = [SideColumn(by_pk[pk], [claim for claim in claims if claim.computed.side_id == pk]) for pk in wanted]
    if is_swapped:
        columns.reverse()
    accounts, answers = [_account(claim) for claim in claims], list(_answers(claims))
    return PointPage(
        point=point,
        kind=rules.kind_of(accounts, answers),
        with_others=rules.with_others(accounts, answers),
        columns=columns,
        others=[claim for claim in claims if claim.computed.side_id is None],
        unseen=[
            (side, sum(claim.computed.side_id == side.pk for claim in claims))
            for side in sides
            if side.pk in speaking and side.pk not in wanted
        ],
        is_cut=is_cut,
    )


def _claims(point):
    return (
        Claim.objects.published()
        .answering(point)
        .for_listing()
        .prefetch_related(
            Prefetch("responses", Response.objects.published().with_answered(), to_attr="answers_given"),
        )
        .in_order()[: MOST + 1]
    )


def _set_bearing(claims) -> None:
    """Set on each claim what other voices say that bears on it: no answer, and no silence either. One query."""
    by_pk = {claim.pk: claim for claim in claims}
    for claim in claims:
        claim.bearing = []
    for link in ClaimLink.objects.published().touching(by_pk).filter(kind=LinkKind.BEARS_ON):
        claim = by_pk.get(link.to_id)
        if claim and link.claim.made_for_id != claim.made_for_id:
            claim.bearing.append(link.claim)


def _account(claim) -> Account:
    return Account(
        claim=claim.pk,
        side=claim.computed.side_id,
        is_report=claim.computed.is_reported_only,
        is_disputed=StandingWord.DISPUTED in claim.computed.words,
    )


def _answers(claims):
    here = {claim.pk for claim in claims}
    for claim in claims:
        for answer in claim.answers_given:
            if answer.to_id in here:
                yield PublishedResponse(answer.claim_id, answer.to_id, answer.relation)
