"""Summaries of questions: claims by side, and how accounts compare.

The list of questions, the page of a case and the page of a question all print these.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, F, Q

from claims.choices import Relation, StandingWord
from claims.models import ClaimEvent, ClaimPoint, Point, PointDecision, PointEvent, Response
from councils.choices import VoiceKind
from councils.models import Side
from record.workflow.states import State
from timeline.accounts.comparison_rows import Classification, SideResponse, classify


@dataclass(frozen=True)
class InDispute:
    """A side in dispute with another.

    ``names`` are those of it that are, where its label does not say so.
    """

    side: Side
    names: list[str]


@dataclass(frozen=True)
class QuestionSummary:
    """A question with its claims by side, disputes and classification.

    The classification is None if no claim answers it.

    ``slots`` has a label, a key and a number of claims for every side of the
    case, in order; ``others`` is the number for voices in no side. ``in_dispute`` are the
    sides that dispute each other, in order. ``decisions`` is the number that bear on it.
    """

    point: Point
    slots: list[tuple[str, str, int]]
    others: int
    disputes_between_sides: int
    disputes_of_others: int
    classification: Classification | None
    in_dispute: tuple["InDispute", ...] = ()
    decisions: int = 0

    @property
    def claims(self) -> int:
        return self.others + sum(count for _, _, count in self.slots)


def question_summaries(points: Iterable[Point], sides: list[Side]) -> list[QuestionSummary]:
    """Summarise each question, in the order given.

    Three queries, however many claims there are.
    """
    points = list(points)
    counts, disputed = _claims_by_side(points)
    responses = _responses_by_sides(points)
    bearing = _decisions(points)
    disputants = _disputants(
        [point.pk for point in points if any(each.is_dispute and each.is_between_sides for each in responses[point.pk])]
    )
    return [
        _summary(
            point,
            sides,
            counts[point.pk],
            responses[point.pk],
            point.pk in disputed,
            bearing[point.pk],
            disputants[point.pk],
        )
        for point in points
    ]


def _summary(
    point, sides, counts: Counter, responses: Counter, is_disputed: bool, decisions: int, disputants
) -> QuestionSummary:
    disputes = {response: count for response, count in responses.items() if response.is_dispute}
    disputing = {
        side for response in disputes if response.is_between_sides for side in (response.side, response.to_side)
    }
    return QuestionSummary(
        point=point,
        slots=[(side.label, side.key, counts[side.pk]) for side in sides],
        others=counts[None],
        disputes_between_sides=sum(count for response, count in disputes.items() if response.is_between_sides),
        disputes_of_others=sum(
            count for response, count in disputes.items() if response.is_with_others or response.is_among_others
        ),
        classification=classify(counts, responses, is_disputed) if counts else None,
        in_dispute=tuple(
            InDispute(side, sorted(disputants[side.pk] - {side.label})) for side in sides if side.pk in disputing
        ),
        decisions=decisions,
    )


def _claims_by_side(points) -> tuple[dict[int, Counter], set[int]]:
    """Count claims by question and side.

    Also returns the questions with a disputed claim that is no report.
    """
    is_disputed = Q(claim__computed__words__contains=[StandingWord.DISPUTED], claim__computed__is_reported_only=False)
    groups = (
        ClaimPoint.objects.filter(point__in=points, claim__state=State.PUBLISHED)
        .order_by()
        .values_list("point", "claim__computed__side")
        .annotate(claims=Count("claim", distinct=True), is_disputed=BoolOr(is_disputed))
    )
    counts, disputed = defaultdict(Counter), set()
    for point, side, claims, is_any_disputed in groups:
        counts[point][side] = claims
        if is_any_disputed:
            disputed.add(point)
    return counts, disputed


def _disputants(points: list[int]) -> dict[int, dict[int, set[str]]]:
    """Names in dispute, by question and side, of sides with several voices.

    An alliance goes by the name of its side.
    """
    found = defaultdict(lambda: defaultdict(set))
    if not points:
        return found
    rows = _answering(points).filter(relation=Relation.DISPUTES)
    rows = rows.exclude(claim__computed__side=F("to__computed__side")).values_list(
        "to__points__point",
        *("claim__computed__side", "claim__made_for__kind", "claim__made_for__name"),
        *("to__computed__side", "to__made_for__kind", "to__made_for__name"),
    )
    rows = list(rows.distinct())
    sides = {side for _, side, _, _, to_side, *_ in rows for side in (side, to_side)}
    many = (
        Side.objects.filter(pk__in=sides).alias(voices=Count("placements__voice", distinct=True)).filter(voices__gt=1)
    )
    shared = set(many.values_list("pk", flat=True))
    for point, *ends in rows:
        for side, kind, name in (ends[:3], ends[3:]):
            if side in shared and kind != VoiceKind.ALLIANCE and None not in (ends[0], ends[3]):
                found[point][side].add(name)
    return found


def _answering(points):
    """Responses in force between answers to one question, none of them only reported."""
    return (
        Response.objects.published()
        .in_force()
        .filter(to__points__point__in=points, claim__points__point=F("to__points__point"))
        .filter(claim__computed__is_reported_only=False, to__computed__is_reported_only=False)
        .order_by()
    )


def _decisions(points) -> Counter:
    """Count the decisions on the page of each question."""
    decided = {"event__state": State.PUBLISHED, "event__decisions__state": State.PUBLISHED}
    entered = PointDecision.objects.filter(point__in=points, decision__state=State.PUBLISHED)
    at_events = PointEvent.objects.filter(point__in=points, **decided)
    spoken_of = ClaimEvent.objects.filter(claim__points__point__in=points, claim__state=State.PUBLISHED, **decided)
    rows = entered.values_list("point", "decision").union(
        at_events.values_list("point", "event__decisions"),
        spoken_of.values_list("claim__points__point", "event__decisions"),
    )
    return Counter(point for point, _ in rows)


def _responses_by_sides(points) -> dict[int, Counter]:
    """Count disputes and acceptances between answers, by question and sides."""
    groups = (
        _answering(points)
        .filter(relation__in=[Relation.DISPUTES, Relation.ACCEPTS])
        .values_list("to__points__point", "relation", "claim__computed__side", "to__computed__side")
        .annotate(responses=Count("pk", distinct=True))
    )
    counts = defaultdict(Counter)
    for point, relation, side, to_side, responses in groups:
        counts[point][SideResponse(relation, side, to_side)] = responses
    return counts
