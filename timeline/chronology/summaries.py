"""What entries of a timeline show at a glance: which sides speak, and what their accounts show beside each other.

Three queries for a page of entries, however many there are.
"""

from collections import Counter, defaultdict

from django.db.models import Count, OuterRef

from claims.choices import EventRole, StandingWord
from claims.models import Appearance, ClaimEvent, ClaimPoint, Response
from record.gather import gathered
from record.workflow.states import State
from timeline.chronology.entries import TimelineEntry
from timeline.event.comparison_rows import ORDER, Account, ComparisonRow, PublishedResponse, RowKind, counted, rows

WITH_OTHERS = "In dispute with others, who stand in no side"


def annotate_summaries(case, sides, entries: list[TimelineEntry]) -> None:
    """Set on each entry a slot for every side, alike and in order, and in words what the rows show."""
    told, answers = accounts_of({entry.pk for entry in entries if entry.is_event})
    printed = _printed_in(case, {entry.document for entry in entries} - {None})
    for entry in entries:
        if entry.is_event:
            accounts = told[entry.pk]
            counts = Counter(account.side for account in accounts)
            entry.words, entry.differs = in_words(rows(accounts, answers, _points(accounts)))
        elif entry.is_shift:
            counts = Counter(entry.detail["sides"])
            entry.words = [f"{each['stance'].capitalize()}: {each['when']}" for each in entry.detail["sources"]]
        else:
            counts = printed[entry.document]
        entry.slots = [(side.label, side.key, counts[side.pk]) for side in sides]
        entry.others = counts[None]


def accounts_of(events) -> tuple[dict[int, list[Account]], list[PublishedResponse]]:
    """The accounts of each of these events, and the published answers between them."""
    told = defaultdict(list)
    found = (
        ClaimEvent.objects.filter(event__in=events, role=EventRole.ACCOUNT, claim__state=State.PUBLISHED)
        .order_by("claim__computed__said_earliest", "claim__computed__said_latest", "claim__sequence", "claim")
        .values_list(
            "event",
            "claim",
            "claim__computed__side",
            "claim__computed__is_reported_only",
            "claim__computed__words",
            gathered(
                ClaimPoint.objects.filter(claim=OuterRef("claim"), point__state=State.PUBLISHED).order_by(
                    "point__sequence", "point__key"
                ),
                pk="point",
            ),
        )
    )
    for event, claim, side, is_report, words, points in found:
        asked = tuple(row["pk"] for row in points)
        told[event].append(Account(claim, side, asked, is_report, StandingWord.DISPUTED in words))
    claims = {account.claim for accounts in told.values() for account in accounts}
    answers = Response.objects.published().filter(claim__in=claims, to__in=claims)
    return told, [PublishedResponse(*row) for row in answers.values_list("claim", "to", "relation")] if claims else []


def in_words(found: list[ComparisonRow]) -> tuple[list[str], bool]:
    """What the rows show, in a line or two, and whether accounts of two sides differ."""
    if not found:
        return [], False
    counts, total = counted(found), len(found)
    things = "question" if all(row.point is not None for row in found) else "matter"
    of_all = f"of {total} {things}{'' if total == 1 else 's'}"
    words = [
        f"{kind.label} on {counts[kind]} {of_all}"
        for kind in (RowKind.DIFFER, RowKind.WITHIN, RowKind.COMMON)
        if counts[kind]
    ]
    if not any(row.sides for row in found):
        words = ["Said only by others, who stand in no side"]
    elif not words:
        words = [min((row.kind for row in found), key=ORDER.index).label]
    if any(row.with_others for row in found):
        words.append(WITH_OTHERS)
    return words, bool(counts[RowKind.DIFFER])


def _points(accounts) -> list[int]:
    return list(dict.fromkeys(point for account in accounts for point in account.points))


def _printed_in(case, documents):
    """How many published claims of the case rest on words of each document, by side; None counts for no side."""
    counts = defaultdict(Counter)
    if documents:
        found = (
            Appearance.objects.filter(passage__document__in=documents, claim__case=case, claim__state=State.PUBLISHED)
            .order_by()
            .values_list("passage__document", "claim__computed__side")
            .annotate(n=Count("claim", distinct=True))
        )
        for document, side, number in found:
            counts[document][side] += number
    return counts
