"""Summaries of timeline entries: claims by side, and how accounts compare."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from claims.choices import EventRole, StandingWord
from claims.models import Appearance, Claim, ClaimEvent, ClaimPoint, Response
from councils.choices import FlagKind, VoiceKind
from councils.models import DocumentFlag
from proposals.models import Decision, EventFlag
from proposals.named_plans import NamedPlan, named_plans, with_a_state
from record.dates import UncertainDate
from record.dates.order import by_date
from record.prepared import AnyGiven, Prepared
from record.workflow.states import State
from timeline.accounts.comparison_rows import Account, PublishedResponse, RowKind, comparison_rows, summary_lines
from timeline.accounts.opening import Dated, opening_claims, opening_row
from timeline.chronology.entries import DOCUMENT, EVENT, TimelineEntry
from timeline.decisions.list_page import with_lines

_DECISIONS = Prepared(
    lambda: (
        Decision.objects.published()
        .filter(Q(event=AnyGiven("events")) | Q(pk=AnyGiven("alone")))
        .in_order()
        .with_results()
    )
)
_CLAIMS = Prepared(lambda: Claim.objects.published().for_listing().filter(pk=AnyGiven("claims")))
_ACCOUNTS = Prepared(
    lambda: (
        ClaimEvent.objects.filter(event=AnyGiven("events"), role=EventRole.ACCOUNT, claim__state=State.PUBLISHED)
        .order_by(*by_date("claim__computed__said"), "claim__sequence", "claim")
        .values_list(
            "event",
            "claim",
            "claim__computed__side",
            "claim__computed__is_reported_only",
            "claim__computed__words",
            "claim__made_for__kind",
            "claim__public_id",
            *(f"claim__computed__said_{part}" for part in ("edtf", "printed", "basis", "extent")),
        )
    )
)
_POINTS = Prepared(
    lambda: (
        ClaimPoint.objects.filter(claim=AnyGiven("claims"), point__state=State.PUBLISHED)
        .order_by("point__sequence", "point__key")
        .values_list("claim", "point")
    )
)
_RESPONSES = Prepared(
    lambda: (
        Response.objects.published()
        .in_force()
        .filter(claim=AnyGiven("claims"), to=AnyGiven("claims"))
        .values_list("claim", "to", "relation")
    )
)


def annotate_summaries(case, sides, entries: list[TimelineEntry]) -> None:
    """Annotate entries with claims by side, decisions, and a summary in words.

    Every side has a slot, in order; claims of other voices are counted apart.

    As many queries for a page of entries as for one.
    """
    _set_decisions(case, entries)
    _set_notes_on_dates(entries)
    found = accounts_of({entry.pk for entry in entries if entry.is_event})
    pairs = {}
    claims_of_documents = _claims_in(case, {entry.document for entry in entries} - {None})
    for entry in entries:
        if entry.is_event:
            accounts = found.by_event[entry.pk]
            counts = Counter(account.side for account in accounts)
            rows = comparison_rows(accounts, found.responses, found.points_of(accounts))
            entry.words = summary_lines(rows)
            entry.accounts_differ = any(row.kind == RowKind.DIFFER for row in rows)
            if entry.accounts_differ:
                row = opening_row(rows, found.points_of(accounts))
                pairs[entry.pk] = opening_claims(row.accounts, found.responses, found.dated.get)
        elif entry.is_shift:
            counts = Counter(entry.detail["sides"])
            entry.words = [
                f"{each['label']}, {each['when']}: “{each['passage'].quote}”" for each in entry.detail["sources"]
            ]
        else:
            counts = claims_of_documents[entry.document]
        entry.slots = [(side.label, side.key, counts[side.pk]) for side in sides]
        entry.others = counts[None]
    _set_pairs(case, sides, entries, pairs)


def _set_decisions(case, entries: list[TimelineEntry]) -> None:
    """Set the decisions taken at each event, and a decision on its own entry."""
    events = {entry.pk: entry for entry in entries if entry.is_event}
    alone = {entry.pk: entry for entry in entries if entry.is_decision}
    if not events and not alone:
        return
    for decision in with_lines(case, _DECISIONS.read(events=list(events), alone=list(alone))):
        entry = events.get(decision.event_id) or alone[decision.pk]
        entry.decisions.append(decision)


def plans_named(case, entries: list[TimelineEntry]) -> list[NamedPlan]:
    """The plans with a state that decisions and submissions on a page name."""
    proposals = {plan for entry in entries for plan in entry.proposals_named}
    return with_a_state(named_plans(case, proposals, {plan for entry in entries for plan in entry.options_named}))


def _on_dates(flags):
    return flags.filter(flagged=AnyGiven("flagged"), kind=FlagKind.DATE_CONFLICT).order_by("flagged", "sequence")


_ON_EVENTS = Prepared(lambda: _on_dates(EventFlag.objects.all()))
# A note on words of a document is on the day that they name, and not on the document's own.
_ON_DOCUMENTS = Prepared(lambda: _on_dates(DocumentFlag.objects.exclude(passage__quote__gt="")))


def _set_notes_on_dates(entries: list[TimelineEntry]) -> None:
    """Set the notes that the dates of an event or a document differ."""
    for notes, rank in ((_ON_EVENTS, EVENT), (_ON_DOCUMENTS, DOCUMENT)):
        of_rank = {entry.pk: entry for entry in entries if entry.rank == rank}
        if of_rank:
            for note in notes.read(flagged=list(of_rank)):
                of_rank[note.flagged_id].notes_on_date.append(note)


def _set_pairs(case, sides, entries: list[TimelineEntry], pairs: dict[int, dict[int, int]]) -> None:
    """Set ``pair`` on the events whose accounts differ.

    For each side, in order, that answers the question with which its page opens: the claim that its page shows.
    """
    shown = {claim for pair in pairs.values() for claim in pair.values()}
    claims = {claim.pk: claim for claim in _CLAIMS.read(claims=list(shown))} if shown else {}
    for claim in claims.values():
        claim.case = case
    printed: dict[frozenset[int], TimelineEntry] = {}
    for entry in entries:
        if entry.is_event and (pair := pairs.get(entry.pk)):
            entry.pair_of = printed.get(frozenset(pair.values()))
            if entry.pair_of:
                continue
            printed[frozenset(pair.values())] = entry
            entry.pair = [(side, claims[pair[side.pk]]) for side in sides if side.pk in pair]


@dataclass(frozen=True)
class AccountsOfEvents:
    """The accounts of some events, and the published responses between them.

    Claims are known by their keys; ``dated`` has what the choice of an opening claim asks of each. ``order`` has
    the place of each question in its case.
    """

    by_event: dict[int, list[Account]]
    responses: list[PublishedResponse]
    dated: dict[int, Dated]
    order: dict[int, int]

    def points_of(self, accounts) -> list[int]:
        """The questions of these accounts, in the order of the case."""
        return sorted({point for account in accounts for point in account.points}, key=self.order.get)


def accounts_of(events) -> AccountsOfEvents:
    """The accounts of each of these events."""
    rows = _ACCOUNTS.read(events=list(events))
    claims = list({claim for _, claim, *_ in rows})
    points_of, order = defaultdict(tuple), {}
    for claim, point in _POINTS.read(claims=claims):
        points_of[claim] += (point,)
        order.setdefault(point, len(order))
    accounts, dated = defaultdict(list), {}
    for event, claim, side, is_report, words, kind, public_id, *said in rows:
        accounts[event].append(Account(claim, side, points_of[claim], is_report, StandingWord.DISPUTED in words))
        dated[claim] = Dated(UncertainDate(*said) if said[0] else None, kind == VoiceKind.ALLIANCE, public_id)
    responses = [PublishedResponse(*row) for row in _RESPONSES.read(claims=claims)]
    return AccountsOfEvents(accounts, responses, dated, order)


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
