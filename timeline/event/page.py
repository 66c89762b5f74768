"""Data for the event page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from claims.choices import EventRole, StandingWord
from claims.models import About, Claim, ClaimPoint, Response
from claims.notes import noted_documents
from councils.models import Document, DocumentFlag, Flag, Side
from councils.models.lines import in_lines
from councils.representation.sides import places
from proposals.choices import TELL_OUTCOME, FactKind
from proposals.models import Event
from proposals.models.event import add_status_facts
from record.prepared import AnyGiven, Given, Prepared
from record.workflow.states import PUBLIC_STATES, State
from timeline.accounts.comparison_rows import (
    COLUMNS,
    Account,
    ComparisonRow,
    PublishedResponse,
    columns,
    columns_to_show,
    comparison_rows,
)
from timeline.accounts.opening import opening_row
from timeline.accounts.page import OpeningAccounts, opening_accounts, responses_of
from timeline.case.lookup import sides_of
from timeline.event.facts import FactsInBrief, facts_in_brief, grouped_facts
from timeline.event.meeting import MeetingDetails, meeting_details
from timeline.event.question_rows import EventRow, other_rows
from timeline.event.related_events import BACK, linked_events, neighbours

# Facts of these kinds name who took part in the event.
TAKING_PART = {
    FactKind.HOST,
    FactKind.PRESENT,
    FactKind.REPRESENTED,
    FactKind.INVITED,
    FactKind.ABSENT,
    FactKind.EXCLUDED,
    FactKind.FROM,
    FactKind.TO,
}

# The number of readable columns that fit a page; a table with more scrolls sideways.
PAGE_WIDTH = 4
# The number of other questions in a line each; the rest are behind their number.
FIRST_ROWS = 4


@dataclass
class EventAccounts:
    """The accounts of an event: its columns, the opening question and the others.

    ``stating`` are the sides on whose word facts of the event are stated, whether
    or not they have an account of it.
    """

    columns: list[Side]
    shown: list[Side]
    stating: list[Side]
    opening: OpeningAccounts | None
    rows: list[EventRow]

    @property
    def is_wide(self) -> bool:
        return len(self.shown) > PAGE_WIDTH

    @property
    def first_rows(self) -> list[EventRow]:
        return self.rows[:FIRST_ROWS]

    @property
    def more_rows(self) -> list[EventRow]:
        return self.rows[FIRST_ROWS:]


@dataclass
class EventPage:
    """An event with all that its page shows.

    ``subjects`` are the claims that the event is about.
    """

    event: Event
    sides: list[Side]
    accounts: EventAccounts
    facts: FactsInBrief
    links: list[tuple[str, Event]]
    meeting: MeetingDetails
    subjects: list[Claim]
    # Documents of its claims with the editors' notes on them as wholes.
    noted: list[tuple[Document, list[Flag]]]
    previous: Event | None
    next: Event | None

    @property
    def nearby_events(self) -> list[tuple[str, list[Event]]]:
        """Neighbours on the timeline and linked events, each once, by relation."""
        linked = {other.pk for _, other in self.links}
        neighbours = [other for other in (self.previous, self.next) if other and other.pk not in linked]
        by_relation = defaultdict(list)
        for words, other in [(other.order_words, other) for other in neighbours] + self.links:
            by_relation[words].append(other)
        return list(by_relation.items())

    @property
    def came_of(self) -> list[Event]:
        """The events that say what came of a planned one."""
        told = [BACK[relation] for relation in TELL_OUTCOME]
        return [other for words, other in self.links if words in told]


_EVENT = Prepared(
    lambda: (
        Event.objects.public()
        .filter(public_id=Given("public_id"), case__key=Given("key"), case__state__in=PUBLIC_STATES)
        .for_page()
    )
)


def _claims():
    """Published accounts of an event, and claims that it is about, for the page."""
    responses = Response.objects.published().with_answered().with_taken_back()
    points = ClaimPoint.objects.filter(point__state=State.PUBLISHED).select_related("point")
    return (
        Claim.objects.published()
        .linked_to(Given("event"))
        .for_listing()
        .prefetch_related(
            Prefetch("responses", responses, to_attr="published_responses"),
            Prefetch("points", points.order_by("point__sequence", "point__key"), to_attr="published_points"),
        )
        .in_order()
    )


_CLAIMS = Prepared(_claims)
_ABOUT = Prepared(lambda: About.objects.filter(claim=AnyGiven("claims"), reading=False).values_list("voice", flat=True))
_NOTES_ON_WORDS = Prepared(
    lambda: in_lines(
        DocumentFlag.objects.filter(flagged=AnyGiven("documents"), passage__isnull=False), "flagged", "passage"
    ).order_by("flagged", "sequence")
)


def find_event(key: str, public_id: str) -> Event | None:
    """A published or withdrawn event of a case that readers may see."""
    return _EVENT.first(key=key, public_id=public_id)


def event_page(event: Event, chosen=(), is_swapped=False) -> EventPage:
    """Data for the page of an event from ``find_event``.

    ``chosen`` are the keys of the sides to show, in any order.
    """
    sides = sides_of(event.case)
    for part in event.published_proposals:
        part.proposal.case = event.case
    facts = list(event.facts.all())
    meeting = meeting_details(event)
    claims = _CLAIMS.read(event=event.pk)
    for claim in claims:
        claim.case = event.case
    account_claims = [claim for claim in claims if claim.role == EventRole.ACCOUNT]

    sources = {fact.according_to_id for fact in facts if fact.according_to_id}
    named = {fact.voice_id for fact in facts if fact.kind in TAKING_PART and fact.voice_id}
    named |= set(_ABOUT.read(claims=[claim.pk for claim in account_claims]))
    named |= {decision.made_by_id for decision in meeting.decisions if decision.made_by_id}
    placements = places(event.case, named | sources, event.when)
    speaking = {claim.computed.side_id for claim in account_claims} - {None}
    stating = {placements[voice].side for voice in sources} - {None}
    spoken_of = {side for voice in named for side in placements[voice].sides}

    column_pks = columns([side.pk for side in sides], speaking, spoken_of)
    chosen_pks = [side.pk for side in sides if side.key in chosen]
    rows, responses = _rows(event.case, account_claims)
    first = opening_row(rows, _in_case_order(rows))
    answering = first.sides if first else set()
    limit = max(COLUMNS, len(answering))
    shown_pks = chosen_pks or columns_to_show(column_pks, answering, speaking, limit=limit)
    shown = [side for side in sides if side.pk in shown_pks]
    shown = shown[::-1] if is_swapped else shown
    before, after = neighbours(event)
    links = linked_events(event)
    add_status_facts([event, *filter(None, (before, after)), *(other for _, other in links)])
    return EventPage(
        event=event,
        sides=sides,
        accounts=EventAccounts(
            columns=[side for side in sides if side.pk in column_pks],
            shown=shown,
            stating=[side for side in sides if side.pk in stating],
            opening=first
            and opening_accounts(first.point, first.classification, first.accounts, responses, shown, sides),
            rows=other_rows(rows, first, sides, shown),
        ),
        facts=facts_in_brief(
            grouped_facts(facts, speaking | stating, lambda fact: placements[fact.according_to_id].side),
            event.flags.all(),
            _notes_on_words(facts),
        ),
        links=links,
        meeting=meeting,
        noted=noted_documents(claims),
        subjects=[claim for claim in claims if claim.role == EventRole.SUBJECT],
        previous=before,
        next=after,
    )


def _notes_on_words(facts) -> list[DocumentFlag]:
    """Editors' notes on words of the documents that facts rest on."""
    documents = {fact.passage.document_id for fact in facts if fact.passage_id}
    return _NOTES_ON_WORDS.read(documents=list(documents)) if documents else []


def _rows(case, claims) -> tuple[list[ComparisonRow], list[PublishedResponse]]:
    """The rows of the event, and the responses between its claims."""
    points = {each.point for claim in claims for each in claim.published_points}
    for point in points:
        point.case = case
    responses = responses_of(claims)
    accounts = [
        Account(
            claim=claim,
            side=claim.computed.side_id,
            points=tuple(each.point for each in claim.published_points),
            is_report=claim.computed.is_reported_only,
            is_disputed=StandingWord.DISPUTED in claim.computed.words,
        )
        for claim in claims
    ]
    return comparison_rows(accounts, responses, _in_order(points)), responses


def _in_order(points) -> list:
    return sorted(points, key=lambda point: (point.sequence, point.key))


def _in_case_order(rows) -> list:
    return _in_order(row.point for row in rows if row.point is not None)
