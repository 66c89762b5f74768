"""One claim among others: what it answers and what answers it, the weaker ties, and what it is about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils.text import slugify

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
from councils.models import Passage, Voice
from proposals.models import Event, Proposal
from record.lifecycle import State

# How a claim that answers is called on the page of the one it answers, and the other way round.
ANSWERS = {
    Relation.DISPUTES: ("Disputed", "Disputes"),
    Relation.ACCEPTS: ("Accepted", "Accepts"),
    Relation.QUALIFIES: ("Qualified", "Qualifies"),
    Relation.ANSWERS: ("Answered", "Answers"),
    Relation.RESTATES: ("Restated", "Restates"),
    Relation.CORRECTS: ("Corrected", "Corrects"),
    Relation.SUPERSEDES: ("Superseded", "Supersedes"),
    Relation.RETRACTS: ("Retracted", "Retracts"),
}
LINKS = {
    LinkKind.BEARS_ON: ("This bears on the claim", "The claim bears on this"),
    LinkKind.MIRRORS: ("This mirrors the claim", "The claim mirrors this"),
}


@dataclass(frozen=True)
class Turn:
    """The other claim of an answer or a link: how it stands to this one, and the words that make it an answer."""

    words: str
    claim: Claim
    passage: Passage | None = None
    note: str = ""

    @property
    def has_words_of_its_own(self) -> bool:
        """Whether the answer rests on other words than those by which the claim is shown."""
        return self.passage is not None and self.claim.lead.passage_id != self.passage.pk


@dataclass
class Exchange:
    """All that is published around a claim, each list in order of date."""

    claim: Claim
    answers: list[Turn] = field(default_factory=list)
    answered_by: list[Turn] = field(default_factory=list)
    links: list[Turn] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.answered_by or self.links)


def exchange_of(pk: int) -> Exchange:
    """The claim with all that a page shows of it, and what is around it: five queries, whatever there is."""
    responses = list(Response.objects.published().around(pk).select_related("passage__document"))
    links = list(ClaimLink.objects.published().around(pk))
    around = {each for tie in (*responses, *links) for each in (tie.claim_id, tie.to_id)}
    claims = Claim.objects.published().for_listing().with_placement().in_bulk({pk, *around})
    found = Exchange(claims[pk])
    for response in responses:
        back, forth = ANSWERS[response.relation]
        if response.claim_id == pk:
            found.answers.append(Turn(forth, claims[response.to_id], response.passage))
        else:
            found.answered_by.append(Turn(back, claims[response.claim_id], response.passage))
    for link in links:
        back, forth = LINKS[link.kind]
        other, words = (link.to_id, forth) if link.claim_id == pk else (link.claim_id, back)
        found.links.append(Turn(words, claims[other], note=link.note))
    for turns in (found.answers, found.answered_by, found.links):
        turns.sort(key=lambda turn: _when(turn.claim))
    return found


def _when(claim):
    said = claim.computed.said
    return (*(said.sort_key if said else (date.max, date.max)), claim.pk)


@dataclass(frozen=True)
class Tie:
    """Something that a claim names: what it is, what it is called, and its address where it has a page."""

    what: str
    label: str
    url: str = ""
    detail: str = ""
