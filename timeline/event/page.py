"""What the page of one event rests on: at most twelve queries, however much is said of it, and the rows of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch

from claims.choices import EventRole, StandingWord
from claims.models import About, Claim, ClaimFlag, ClaimLink, ClaimPoint, Point, Response
from councils.models import Document, Passage, Side, Voice
from councils.representation.placement import places
from proposals.choices import EventRelation, FactKind
from proposals.models import Event, EventDocument, EventFact, EventFlag, EventProposal, Proposal
from record.gather import Gathering, gathered, whole
from record.workflow.states import PUBLIC_STATES, State
from timeline.case.lookup import placed
from timeline.event import comparison_rows as rules
from timeline.event import facts
from timeline.event.comparison_rows import Account, PublishedResponse, RowKind
from timeline.event.meeting import MeetingDetails, beside_event, meeting
from timeline.event.related_events import BACK, links, neighbours

# Those to whom such a fact gives a part in the event.
TAKING_PART = [
    FactKind.HOST,
    FactKind.PRESENT,
    FactKind.REPRESENTED,
    FactKind.INVITED,
    FactKind.ABSENT,
    FactKind.EXCLUDED,
    FactKind.FROM,
    FactKind.TO,
]

# What a row of each kind shows, for readers.
EXPLAINED = {
    RowKind.DIFFER: "One side disputes, in its own words, what another side says.",
    RowKind.WITHIN: "Voices of one side dispute each other, in their own words.",
    RowKind.COMMON: "One side accepts, in its own words, what another side says, and nobody disputes it.",
    RowKind.SEVERAL: "More than one side speaks; none here disputes or accepts, in its own words, what another says.",
    RowKind.ONE: "At most one side speaks. Of the others this record holds nothing on it, which means only that.",
}

# A page is so many readable columns wide.
WIDE = 4

PLACE = ["page", "section", "paragraph", "line"]
FLAG = {
    "kind": "kind",
    "note": "note",
    "document": "passage__document__public_id",
    "title": "passage__document__title",
    **{part: f"passage__{part}" for part in PLACE},
    **{f"found_{part}": f"passage__found_{part}" for part in PLACE},
}


@dataclass
class AccountClaim:
    """A claim in a row; ``again`` where it stands in full in a row above."""

    claim: Claim
    again: bool


@dataclass
class AccountCell:
    """What one side says in one row."""

    side: Side
    told: list[AccountClaim]


@dataclass
class AccountRow:
    """A row as it is printed. ``unseen``: how many claims of sides that are not set beside the others."""

    point: Point | None
    kind: str
    cells: list[AccountCell]
    others: list[AccountClaim]
    speaking: int
    with_others: bool
    flags: list
    unseen: list[tuple[Side, int]]


@dataclass
class RowSection:
    """All rows of one kind."""

    kind: RowKind
    explained: str
    rows: list[AccountRow]


@dataclass
class EventAccounts:
    """The accounts of an event: all sides that are its columns, those shown, and the rows by kind.

    ``stating`` are the sides on whose word facts of the event stand, whether or not they have an account of it.
    """

    columns: list[Side]
    shown: list[Side]
    stating: list[Side]
    sections: list[RowSection]
    counts: dict[RowKind, int]

    @property
    def any(self) -> bool:
        return any(self.counts.values())

    @property
    def is_wide(self) -> bool:
        """Whether more sides stand beside each other than a page is wide."""
        return len(self.shown) > WIDE

    @property
    def left_out(self) -> list[Side]:
        return [side for side in self.columns if side not in self.shown]


@dataclass
class EventPage:
    """An event with all that its page shows."""

    event: Event
    sides: list[Side]
    accounts: EventAccounts
    facts: list[facts.FactGroup]
    links: list[tuple[str, Event]]
    meeting: MeetingDetails
    subjects: list[Claim]
    previous: Event | None
    next: Event | None

    @property
    def came_of(self) -> list[Event]:
        """What came of it, where it was planned."""
        return [other for words, other in self.links if words == BACK[EventRelation.CAME_OF]]


def find_event(key: str, public_id: str) -> Event | None:
    """A published or withdrawn event of a case, with the sides of the case, and its documents, proposals and flags."""
    mine = {"event": OuterRef("pk")}
    return (
        Event.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case")
        .annotate(
            sides_=gathered(Side.objects.filter(case=OuterRef("case")), "id", "key", "label", "label_basis"),
            documents_=gathered(
                EventDocument.objects.filter(**mine, document__state=State.PUBLISHED),
                public_id="document__public_id",
                title="document__title",
            ),
            proposals_=gathered(
                EventProposal.objects.filter(**mine, proposal__state=State.PUBLISHED),
                public_id="proposal__public_id",
                name="proposal__name",
            ),
            flags_=gathered(EventFlag.objects.filter(flagged=OuterRef("pk")), **FLAG),
            facts_=whole(EventFact.objects.filter(**mine).order_by("sequence", "pk")),
            **beside_event(),
        )
        .first()
    )


def event_page(event: Event, chosen=(), is_swapped=False) -> EventPage:
    """All of the page; ``chosen`` are keys of sides to set beside each other, in whatever order."""
    sides = sides_of(event)
    gathering = Gathering()
    stated = gathering.revive(EventFact, event.facts_)
    beside = meeting(event, event.case, gathering)
    gathering.attach(Voice.objects.all(), Passage.objects.select_related("document"))
    claims = list(_claims(event))
    told = [claim for claim in claims if claim.role == EventRole.ACCOUNT]
    _tie(claims)
    event.documents_shown = [Document(**row) for row in event.documents_]
    event.proposals_shown = [Proposal(case=event.case, **row) for row in event.proposals_]
    event.flags_shown = [_flag(EventFlag, row) for row in event.flags_]

    voices = {fact.voice_id for fact in stated} | {fact.according_to_id for fact in stated}
    deciding = {decision.made_by_id for decision in beside.decisions} - {None}
    voices |= {voice for claim in told for voice in claim.about_} | deciding
    where = places(event.case, voices, event.when)
    speaking = {claim.computed.side_id for claim in told} - {None}
    stating = {where[fact.according_to_id].side for fact in stated} - {None}
    named = {fact.voice_id for fact in stated if fact.kind in TAKING_PART and fact.voice_id}
    named |= {voice for claim in told for voice in claim.about_} | deciding
    meant = {side for voice in named for side in where[voice].sides}

    before, after = neighbours(event)
    return EventPage(
        event=event,
        sides=sides,
        accounts=_accounts(event, sides, told, speaking, stating, meant, chosen, is_swapped),
        facts=facts.grouped(stated, speaking | stating, lambda fact: where[fact.according_to_id].side),
        links=links(event),
        meeting=beside,
        subjects=[claim for claim in claims if claim.role == EventRole.SUBJECT],
        previous=before,
        next=after,
    )


def sides_of(event: Event) -> list[Side]:
    """The sides of the event's case in their order, each knowing its place in it."""
    return placed(Side(**row) for row in event.sides_)


def _claims(event):
    """Published claims that are an account of the event or that it is about, with all that their cells show."""
    mine = {"claim": OuterRef("pk")}
    return (
        Claim.objects.published()
        .beside(event)
        .for_listing()
        .prefetch_related(
            Prefetch("responses", Response.objects.published().with_answered(), to_attr="answers_given"),
        )
        .annotate(
            points_=gathered(
                ClaimPoint.objects.filter(**mine, point__state=State.PUBLISHED).order_by(
                    "point__sequence", "point__key"
                ),
                id="point__id",
                public_id="point__public_id",
                question="point__question",
                note="point__note",
                sequence="point__sequence",
                key="point__key",
            ),
            about_=ArraySubquery(About.objects.filter(**mine, reading=False).values("voice")),
            flags_=gathered(ClaimFlag.objects.filter(flagged=OuterRef("pk")), **FLAG),
        )
        .in_order()
    )


def _tie(claims) -> None:
    """Set on each claim the weaker links from it and to it, and its flags."""
    by_pk = defaultdict(list)
    for claim in claims:
        by_pk[claim.pk].append(claim)
        claim.links_shown = []
        claim.flags_shown = [_flag(ClaimFlag, row) for row in claim.flags_]
    for link in ClaimLink.objects.published().touching(by_pk):
        for claim in by_pk[link.claim_id]:
            claim.links_shown.append((link, link.to, True))
        for claim in by_pk[link.to_id]:
            claim.links_shown.append((link, link.claim, False))


def _accounts(event, sides, told, speaking, stating, meant, chosen, is_swapped) -> EventAccounts:
    points = {row["id"]: row for claim in told for row in claim.points_}
    order = sorted(points, key=lambda pk: (points[pk]["sequence"], points[pk]["key"]))
    found = rules.rows(
        [
            Account(
                claim=claim.pk,
                side=claim.computed.side_id,
                points=tuple(row["id"] for row in claim.points_),
                is_report=claim.computed.is_reported_only,
                is_disputed=StandingWord.DISPUTED in claim.computed.words,
            )
            for claim in told
        ],
        [
            PublishedResponse(answer.claim_id, answer.to_id, answer.relation)
            for claim in told
            for answer in claim.answers_given
        ],
        order,
    )
    by_pk = {side.pk: side for side in sides}
    columns = rules.columns(list(by_pk), speaking, meant)
    wanted = [side.pk for side in sides if side.key in chosen]
    shown = [by_pk[pk] for pk in wanted or rules.shown(columns, speaking)]
    if is_swapped:
        shown.reverse()
    printer = _Printer(event.case, points, {claim.pk: claim for claim in told}, shown, by_pk)
    return EventAccounts(
        columns=[by_pk[pk] for pk in columns],
        shown=shown,
        stating=[side for side in sides if side.pk in stating],
        sections=[
            RowSection(kind, EXPLAINED[kind], [printer.row(row) for row in found if row.kind == kind])
            for kind in RowKind
        ],
        counts=rules.counted(found),
    )


class _Printer:
    """Makes rows of claims out of rows of accounts, in the order in which they are printed."""

    def __init__(self, case, points, claims, shown, sides):
        self.case, self.points, self.claims, self.shown, self.sides = case, points, claims, shown, sides
        self.told = set()

    def row(self, row) -> AccountRow:
        counts = Counter(account.side for account in row.accounts)
        seen = {side.pk for side in self.shown}
        new = {account.claim for account in row.accounts} - self.told
        printed = AccountRow(
            point=row.point and Point(case=self.case, **self.points[row.point]),
            kind=row.kind,
            cells=[AccountCell(side, self._tell(row.of(side.pk))) for side in self.shown],
            others=self._tell(row.others),
            speaking=len(row.sides),
            with_others=row.with_others,
            flags=[flag for account in row.accounts if account.claim in new for flag in self._flags(account)],
            unseen=[(side, counts[pk]) for pk, side in self.sides.items() if counts[pk] and pk not in seen],
        )
        self.told |= new
        return printed

    def _tell(self, accounts):
        return [AccountClaim(self.claims[account.claim], account.claim in self.told) for account in accounts]

    def _flags(self, account):
        return self.claims[account.claim].flags_shown


def _flag(model, row):
    """An editor's note from its gathered columns, with as much of its passage as is printed."""
    places = {name: value or "" for name, value in row.items() if name.removeprefix("found_") in PLACE}
    document = row["document"] and Document(public_id=row["document"], title=row["title"])
    passage = document and Passage(document=document, **places)
    return model(kind=row["kind"], note=row["note"], passage=passage or None)
