"""Words of a document that are used already, as far as an officer may know."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Appearance, Claim, ClaimStanding, Response
from councils.models import Document, Placement, Side
from councils.quotations.text import Text
from proposals.models import Event, EventFact
from record.desk.addresses import change_address
from record.models import Draft


@dataclass(frozen=True)
class UsedWords:
    """A stretch of the text and what rests on it. Side 0 is none."""

    start: int
    end: int
    label: str
    title: str
    side: int
    address: str


def marks_of(document: Document, officer, text: Text) -> list[UsedWords]:
    """Marks in the order of the text, without entries that others have not published."""
    claims = Claim.objects.readable_by(officer)
    uses = []
    for rows, word in ((Appearance.objects, "Claim"), (Response.objects, "Reply")):
        cited = rows.filter(passage__document=document, claim__in=claims).exclude(passage__spans=[])
        uses += [
            (each.passage.spans, word, each.claim)
            for each in cited.select_related("passage", "claim__made_for").order_by("pk")
        ]
    columns = _SidesOfClaims([claim for _, _, claim in uses])
    marks = [
        _mark(spans, f"{word}: {claim.made_for}", claim.statement, columns.of(claim), change_address(Claim, claim.pk))
        for spans, word, claim in uses
    ]
    facts = EventFact.objects.filter(passage__document=document, event__in=Event.objects.readable_by(officer))
    marks += [
        _mark(each.passage.spans, f"Event: {each.event}", "", (0, ""), change_address(Event, each.event_id))
        for each in facts.exclude(passage__spans=[]).select_related("passage", "event").order_by("pk")
    ]
    marks += _of_drafts(document, officer, text, {tuple(map(tuple, spans)) for spans, _, _ in uses})
    return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.label))


def _mark(spans, label, title, side, address) -> UsedWords:
    number, name = side
    # A side that is one council has its name.
    label = label if not name or label.endswith(f": {name}") else f"{label}, {name}"
    return UsedWords(spans[0][0], spans[-1][1], label, title, number, address)


def _of_drafts(document, officer, text, known) -> Iterable[UsedWords]:
    """The words that changes of published records would add."""
    for kind, parts in (("claim", "appearances"), ("event", "facts")):
        cites = {f"content__{parts}__contains": [{"passage": {"document": document.key}}]}
        for draft in Draft.objects.readable_by(officer).filter(kind=kind, **cites).order_by("pk"):
            for part in draft.content[parts]:
                passage = part.get("passage") or {}
                if passage.get("document") != document.key or not passage.get("quote"):
                    continue
                match = text.locate(passage["quote"], passage.get("occurrence", 1))
                if match and tuple(map(tuple, match.spans)) not in known:
                    yield _mark(match.spans, "Your draft", draft.title, (0, ""), change_address(Draft, draft.pk))


class _SidesOfClaims:
    """The sides of claims, by number in the order of their case."""

    def __init__(self, claims):
        cases = {claim.case_id for claim in claims}
        self._sides = {}
        for case in cases:
            for number, side in enumerate(Side.objects.filter(case=case), 1):
                self._sides[side.pk] = min(number, 8), side.short_name or side.label
        self._computed = dict(ClaimStanding.objects.filter(claim__in=claims).values_list("claim", "side"))
        self._placed = defaultdict(set)
        for case, voice, side in Placement.objects.filter(side__case__in=cases).values_list(
            "side__case", "voice", "side"
        ):
            self._placed[case, voice].add(side)

    def of(self, claim) -> tuple[int, str]:
        """Its side as published, or else that in which its voice is placed."""
        side = self._computed.get(claim.pk)
        if claim.pk not in self._computed:
            placed = self._placed[claim.case_id, claim.made_for_id]
            side = next(iter(placed)) if len(placed) == 1 else None
        return self._sides.get(side, (0, ""))
