"""Replies to a claim, related claims, and the records that it names."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, F, Value, When

from claims.choices import LinkKind, Relation
from claims.models import (
    About,
    Claim,
    ClaimElement,
    ClaimEvent,
    ClaimLink,
    ClaimPoint,
    ClaimProposal,
    Point,
    Response,
)
from claims.notes import noted_documents
from councils.models import Document, Flag, Passage, Voice
from proposals.models import Event, Proposal
from record.workflow.states import State

# How the other claim is announced: what this one answers, and what answers this one.
ANSWERS = {
    Relation.DISPUTES: ("This claim disputes", "Disputed by"),
    Relation.ACCEPTS: ("This claim accepts", "Accepted by"),
    Relation.QUALIFIES: ("This claim qualifies", "Qualified by"),
    Relation.ANSWERS: ("This claim answers", "Answered by"),
    Relation.RESTATES: ("This claim restates", "Restated by"),
    Relation.CORRECTS: ("This claim corrects", "Corrected by"),
    Relation.SUPERSEDES: ("This claim supersedes", "Superseded by"),
    Relation.RETRACTS: ("This claim retracts", "Retracted by"),
}
LINKS = {
    LinkKind.BEARS_ON: ("Related claim", "Related claim"),
    LinkKind.MIRRORS: ("This claim mirrors", "Mirroring this claim"),
}


@dataclass(frozen=True)
class ReplyTurn:
    """The other claim of a reply or a link.

    ``passage`` holds the words of the reply where they are shown nowhere else.

    ``is_before`` says that these were surely printed before the claim that they answer was first said.
    """

    words: str
    claim: Claim
    passage: Passage | None = None
    note: str = ""
    is_before: bool = False


@dataclass
class Exchange:
    """All that is published around a claim, each list in order of date."""

    claim: Claim
    answers: list[ReplyTurn] = field(default_factory=list)
    answered_by: list[ReplyTurn] = field(default_factory=list)
    links: list[ReplyTurn] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.answered_by or self.links)

    def is_answered_after(self, day: date) -> bool:
        """True where a reply is surely of a later day than this."""
        said = [turn.claim.computed.said for turn in self.answered_by]
        return any(when and when.earliest and when.earliest > day for when in said)

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its claims, with the editors' notes on each as a whole."""
        return noted_documents([self.claim, *(turn.claim for turn in (*self.answers, *self.answered_by, *self.links))])


def exchange_of(pk: int) -> Exchange:
    """The claim with its page data, replies and related claims, in five queries."""
    responses = list(Response.objects.published().touching(pk).select_related("passage__document__publisher"))
    links = list(ClaimLink.objects.published().touching([pk]))
    related_pks = {each for link in (*responses, *links) for each in (link.claim_id, link.to_id)}
    claims = Claim.objects.published().for_page().with_placement().in_bulk({pk, *related_pks})
    exchange = Exchange(claims[pk])
    for response in responses:
        forth, back = ANSWERS[response.relation]
        response.to = claims[response.to_id]
        words = None if response.passage_id in _quoted(claims[response.claim_id]) else response.passage
        if response.claim_id == pk:
            exchange.answers.append(ReplyTurn(forth, response.to, words, is_before=response.is_printed_before))
        else:
            answer = claims[response.claim_id]
            back = f"{back}, as others report" if answer.computed.is_reported_only else back
            turn = ReplyTurn(back, answer, words, is_before=response.is_printed_before)
            exchange.answered_by.append(turn)
    linked = defaultdict(list)
    for link in links:
        linked[link.to_id if link.claim_id == pk else link.claim_id].append(link)
    exchange.links += [_linked(claims[other], pair_links, pk) for other, pair_links in linked.items()]
    for turns in (exchange.answers, exchange.answered_by, exchange.links):
        turns.sort(key=lambda turn: _when(turn.claim))
    return exchange


def _linked(other: Claim, links: list[ClaimLink], pk: int) -> ReplyTurn:
    """The other claim, once, with how the two are linked, in either direction."""
    words = dict.fromkeys(LINKS[link.kind][link.claim_id != pk] for link in links)
    first, *rest = sorted(words, key=lambda each: not each.startswith("This claim"))
    # A note is written for one direction and would mislead when read from the other end.
    notes = [link.note for link in links if link.claim_id == pk and link.note]
    return ReplyTurn(
        "; ".join([first, *(f"{each[0].lower()}{each[1:]}" for each in rest)]), other, note="; ".join(notes)
    )


def _quoted(claim) -> set[int]:
    return {appearance.passage_id for appearance in claim.appearance_list}


def _when(claim):
    said = claim.computed.said
    return (*(said.sort_key if said else (date.max,) * 3), claim.pk)


@dataclass(frozen=True)
class NamedRecord:
    """A published record that a claim names, with its address and a remark."""

    label: str
    url: str = ""
    remark: str = ""


# What an editor reads into words that name nobody is said with the name.
READING = Case(When(reading=True, then=Value("an editor’s reading: the words name nobody")), default=Value(""))
NOTHING = Value("")


def named_records(claim: Claim) -> dict[str, list[NamedRecord]]:
    """The published records that a claim names, by how it names them, in one query."""
    by_relation = {"about": [], "points": [], "account": [], "subject": [], "proposals": [], "elements": []}
    rows = (
        _named(About, claim, "voice", "name", what=Value("about"), remark=READING)
        .union(
            _named(ClaimPoint, claim, "point", "question", what=Value("points")),
            _named(ClaimEvent, claim, "event", "title", what=F("role")),
            _named(ClaimProposal, claim, "proposal", "name", what=Value("proposals")),
            _named(ClaimElement, claim, "element", "name", what=Value("elements")),
            all=True,
        )
        .order_by("sequence", "name")
    )
    for what, _, public_id, name, remark in rows:
        by_relation[what].append(NamedRecord(name, _address(what, public_id, name, claim.case), remark))
    return by_relation


def _named(model, claim, path, title, *, what, remark=NOTHING):
    rows = model.objects.filter((f"{path}__state", State.PUBLISHED), claim=claim).order_by()
    return rows.annotate(name=F(f"{path}__{title}"), remark=remark, what=what).values_list(
        "what", "sequence", f"{path}__public_id", "name", "remark"
    )


def _address(what, public_id, name, case) -> str:
    """The address of a record, from the parts that its address needs; "" for elements."""
    if what == "about":
        return Voice(public_id=public_id, name=name).get_absolute_url()
    if what == "points":
        return Point(public_id=public_id, question=name, case=case).get_absolute_url()
    if what == "proposals":
        return Proposal(public_id=public_id, name=name, case=case).get_absolute_url()
    if what == "elements":
        return ""
    return Event(public_id=public_id, title=name, case=case).get_absolute_url()
