"""Summaries of timeline entries: claims by side, and how accounts compare."""

from collections import Counter, defaultdict

from django.db.models import Count

from claims.choices import EventRole, StandingWord
from claims.models import Appearance, ClaimEvent, ClaimPoint, Response
from record.dates.order import by_date
from record.workflow.states import State
from timeline.accounts.comparison_rows import Account, PublishedResponse, RowKind, comparison_rows, summary_lines
from timeline.chronology.entries import TimelineEntry


def annotate_summaries(case, sides, entries: list[TimelineEntry]) -> None:
    """Annotate entries with their claims by side and a summary in words.

    Every side has a slot, in order; claims of other voices are counted apart.

    Four queries for a page of entries, however many there are.
    """
    accounts_of_events, responses = accounts_of({entry.pk for entry in entries if entry.is_event})
    claims_of_documents = _claims_in(case, {entry.document for entry in entries} - {None})
    for entry in entries:
        if entry.is_event:
            accounts = accounts_of_events[entry.pk]
            counts = Counter(account.side for account in accounts)
            rows = comparison_rows(accounts, responses, _points(accounts))
            entry.words = summary_lines(rows)
            entry.accounts_differ = any(row.kind == RowKind.DIFFER for row in rows)
        elif entry.is_shift:
            counts = Counter(entry.detail["sides"])
            entry.words = [f"{each['stance'].capitalize()}: {each['when']}" for each in entry.detail["sources"]]
        else:
            counts = claims_of_documents[entry.document]
        entry.slots = [(side.label, side.key, counts[side.pk]) for side in sides]
        entry.others = counts[None]


def accounts_of(events) -> tuple[dict[int, list[Account]], list[PublishedResponse]]:
    """The accounts of each of these events, and the published responses between them."""
    rows = list(
        ClaimEvent.objects.filter(event__in=events, role=EventRole.ACCOUNT, claim__state=State.PUBLISHED)
        .order_by(*by_date("claim__computed__said"), "claim__sequence", "claim")
        .values_list(
            "event",
            "claim",
            "claim__computed__side",
            "claim__computed__is_reported_only",
            "claim__computed__words",
        )
    )
    claims = {claim for _, claim, *_ in rows}
    points = ClaimPoint.objects.filter(claim__in=claims, point__state=State.PUBLISHED)
    points_of = defaultdict(tuple)
    for claim, point in points.order_by("point__sequence", "point__key").values_list("claim", "point"):
        points_of[claim] += (point,)
    accounts = defaultdict(list)
    for event, claim, side, is_report, words in rows:
        accounts[event].append(Account(claim, side, points_of[claim], is_report, StandingWord.DISPUTED in words))
    responses = Response.objects.published().filter(claim__in=claims, to__in=claims)
    return accounts, [PublishedResponse(*row) for row in responses.values_list("claim", "to", "relation")]


def _points(accounts) -> list[int]:
    return list(dict.fromkeys(point for account in accounts for point in account.points))


def _claims_in(case, documents):
    """Published claims with words in each document, counted by side.

    The side is None for voices in no side.
    """
    counts = defaultdict(Counter)
    if documents:
        groups = (
            Appearance.objects.filter(passage__document__in=documents, claim__case=case, claim__state=State.PUBLISHED)
            .order_by()
            .values_list("passage__document", "claim__computed__side")
            .annotate(claims=Count("claim", distinct=True))
        )
        for document, side, claims in groups:
            counts[document][side] += claims
    return counts
