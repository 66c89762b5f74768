"""Results as a page prints them, each with the lines of its kind's lists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse

from claims.models import Claim, Point, SearchKind
from claims.practice import annotate_invented_documents
from councils.models import Case, Document, Party, Place, Side
from proposals.models import Area, Decision, Event, ListItem, NumberedList, Proposal, Risk, RiskRegister
from proposals.plan_states import latest_state, with_states
from timeline.accounts.comparison_rows import comparison_rows, summary_lines
from timeline.chronology.summaries import accounts_of
from timeline.decisions.list_page import with_lines
from timeline.notes.lines import note_lines
from timeline.questions.summaries import question_summaries
from timeline.search.highlights import Highlights
from timeline.voices.list_page import voice_lines

# So many items of a list are shown, of those that have words of the search.
ITEMS = 2


@dataclass
class Hit:
    """One result: ``shown`` is what the template of its kind prints.

    ``texts`` are those in which words of the search are marked.
    """

    kind: str
    shown: object
    texts: list[str] = field(default_factory=list)
    case: Case | None = None
    items: list = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"search/_{self.kind}.html"

    @property
    def is_invented(self) -> bool:
        return self.case.invented if self.case else getattr(self.shown, "is_invented", False)


def hits_of(kind: str, rows, today) -> list[Hit]:
    """The results of these rows, in their order; as many queries for many as for one."""
    return _READERS[kind](list(rows), today) if rows else []


def mark_items(hits: list[Hit], highlights: Highlights) -> None:
    """Keep of each list the first items that have words of the search."""
    for hit in hits:
        if hit.kind == SearchKind.LIST:
            hit.items = [item for item in hit.items if highlights.finds(item.words)][:ITEMS]


def _claims(rows, today) -> list[Hit]:
    claims = Claim.objects.published().for_listing().with_case().in_bulk([row.pk for row in rows])
    found = [claims[row.pk] for row in rows if row.pk in claims]
    return [
        Hit(SearchKind.CLAIM, claim, [claim.statement, *(each.quotation.quote for each in claim.appearance_list)])
        for claim in found
    ]


def _in_order(rows, queryset) -> list:
    found = queryset.in_bulk([row.record for row in rows])
    return [found[row.record] for row in rows if row.record in found]


def _questions(rows, today) -> list[Hit]:
    points = _in_order(rows, Point.objects.published().select_related("case"))
    sides = list(Side.objects.filter(case__in={point.case_id for point in points}))
    return [
        Hit(
            SearchKind.QUESTION,
            summary,
            [summary.point.question, summary.point.note],
            summary.point.case,
            lines=[label for label, _, count in summary.slots if count],
        )
        for summary in question_summaries(points, sides)
    ]


def _events(rows, today) -> list[Hit]:
    events = _in_order(rows, Event.objects.published().for_status().select_related("case"))
    found = accounts_of({event.pk for event in events})
    hits = []
    for event in events:
        event.words = event.status_words(today)
        accounts = found.by_event[event.pk]
        lines = summary_lines(comparison_rows(accounts, found.responses, found.points_of(accounts)))
        hits.append(Hit(SearchKind.EVENT, event, [event.title, event.summary], event.case, lines=lines))
    return hits


def _voices(rows, today) -> list[Hit]:
    lines = voice_lines([row.record for row in rows])
    return [Hit(SearchKind.VOICE, line, [line.voice.name, line.voice.description]) for line in lines]


def _proposals(rows, today) -> list[Hit]:
    proposals = _in_order(rows, with_states(Proposal.objects.published().select_related("case")))
    for proposal in proposals:
        proposal.state_shown = latest_state(proposal)
    return [Hit(SearchKind.PROPOSAL, each, [each.name, each.summary], each.case) for each in proposals]


def _decisions(rows, today) -> list[Hit]:
    decisions = _in_order(rows, Decision.objects.published().with_results().select_related("case"))
    for decision in decisions:
        with_lines(decision.case, [decision])
    return [Hit(SearchKind.DECISION, each, [each.title, each.summary], each.case) for each in decisions]


def _lists(rows, today) -> list[Hit]:
    items = Prefetch("items", ListItem.objects.only("numbered_list", "sequence", "number", "words"))
    risks = Prefetch("risks", Risk.objects.only("register", "sequence", "number", "words"), to_attr="items_printed")
    lists = NumberedList.objects.published().select_related("case", "document").prefetch_related(items)
    registers = RiskRegister.objects.published().select_related("case", "document").prefetch_related(risks)
    found = {}
    for kind, queryset in (("list", lists), ("risk-register", registers)):
        if pks := [row.record for row in rows if row.record_kind == kind]:
            found |= {(kind, pk): each for pk, each in queryset.in_bulk(pks).items()}
    shown = [found[row.record_kind, row.record] for row in rows if (row.record_kind, row.record) in found]
    hits = []
    for each in shown:
        items = each.items_printed if isinstance(each, RiskRegister) else list(each.items.all())
        hits.append(Hit(SearchKind.LIST, each, [each.title, *(item.words for item in items)], each.case, items=items))
    return hits


def _documents(rows, today) -> list[Hit]:
    documents = annotate_invented_documents(Document.objects.published().select_related("publisher"))
    return [
        Hit(SearchKind.DOCUMENT, each, [each.title, each.publisher.name if each.publisher else ""])
        for each in _in_order(rows, documents)
    ]


def _cases(rows, today) -> list[Hit]:
    return [
        Hit(SearchKind.CASE, case, [case.title, case.summary], case) for case in _in_order(rows, Case.objects.all())
    ]


def _places(rows, today) -> list[Hit]:
    """Areas that proposals name, and places in the areas of councils."""
    parties = Party.objects.filter(in_area=True, case__in=Case.objects.published()).select_related("case")
    councils = Prefetch("council__voice__party_to", parties, to_attr="parties")
    found = {
        Area: Area.objects.published().select_related("case", "council").in_bulk(_pks_of(rows, "")),
        Place: Place.objects.prefetch_related("council__voice", councils).in_bulk(_pks_of(rows, "place-")),
    }
    hits = []
    for row in rows:
        if row.part and (place := found[Place].get(int(row.part.removeprefix("place-")))):
            cases = [party.case for party in place.council.voice.parties]
            links = [
                (case, f"{reverse('timeline:areas', args=[case.key])}?{urlencode({'place': place.name})}")
                for case in cases
            ]
            hits.append(Hit(SearchKind.PLACE, place, [place.name], items=links))
        elif not row.part and (area := found[Area].get(row.record)):
            hits.append(Hit(SearchKind.PLACE, area, [area.name], items=[(area.case, area.get_absolute_url())]))
    return hits


def _pks_of(rows, prefix: str) -> list[int]:
    if prefix:
        return [int(row.part.removeprefix(prefix)) for row in rows if row.part.startswith(prefix)]
    return [row.record for row in rows if not row.part]


def _notes(rows, today) -> list[Hit]:
    return [Hit(SearchKind.NOTE, line, [line.flag.note, line.title], line.case) for line in note_lines(rows)]


_READERS: dict[str, Callable] = {
    SearchKind.QUESTION: _questions,
    SearchKind.EVENT: _events,
    SearchKind.CLAIM: _claims,
    SearchKind.VOICE: _voices,
    SearchKind.PROPOSAL: _proposals,
    SearchKind.DECISION: _decisions,
    SearchKind.LIST: _lists,
    SearchKind.DOCUMENT: _documents,
    SearchKind.CASE: _cases,
    SearchKind.PLACE: _places,
    SearchKind.NOTE: _notes,
}
