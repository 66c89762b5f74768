"""Data for the page of a document."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from claims.claim_summaries import claim_summaries
from claims.models import Appearance, Claim, Figure
from claims.models.claim import LISTED_OF_FIGURE
from claims.practice import annotate_invented_documents
from councils.choices import FlagKind, QuotationState, TextShown
from councils.models import Document, DocumentAddress, DocumentFlag, Passage, Voice
from councils.quotations.references import Citation, citing
from proposals.models import EventFact
from record.models import Publication
from timeline.changes.record_urls import address_of
from timeline.documents.marked_text import MarkedStretch, marked_stretches

# What rests on a passage or names the document, by the table that says so. A test holds it to the tables there are.
CITED_AS = {
    "claims.Appearance": "Claim",
    "claims.Response": "Reply, in the claim",
    "claims.ClaimFlag": "Editor’s note on the claim",
    "claims.ReckoningFlag": "Editor’s note on our calculation",
    "councils.Alias": "Name of",
    "councils.Control": "Political control of",
    "councils.DocumentFlag": "Editor’s note on this document",
    "councils.CouncilMeasurement": "Size of",
    "councils.Tenure": "About",
    "proposals.AgendaItem": "Agenda item of",
    "proposals.Appraisal": "Appraisal of the option",
    "proposals.AppraisalPoint": "Reason for or against the option",
    "proposals.Area": "Area",
    "proposals.AreaName": "Name of the area",
    "proposals.BackgroundPaper": "Background paper of the decision",
    "proposals.Backing": "Backing of the proposal",
    "proposals.Condition": "Condition of the decision",
    "proposals.Consultation": "Consultation",
    "proposals.Decision": "Decision",
    "proposals.DecisionFlag": "Editor’s note on the decision",
    "proposals.Delegation": "Delegation by the decision",
    "proposals.EventDocument": "Document of the event",
    "proposals.EventFact": "About the event",
    "proposals.EventFlag": "Editor’s note on the event",
    "proposals.Funding": "Funding of the decision",
    "proposals.Inclusion": "Area of a council proposed by the option",
    "proposals.ItemOutcome": "What came of an item of the list",
    "proposals.ListFlag": "Editor’s note on the list",
    "proposals.ListItem": "Item of the list",
    "proposals.Motion": "Motion, in the decision",
    "proposals.MotionText": "Words of a motion, in the decision",
    "proposals.NumberedList": "List",
    "proposals.Option": "Option",
    "proposals.OptionFlag": "Editor’s note on the option",
    "proposals.OptionBacking": "Backing of the option",
    "proposals.OptionState": "State of the option",
    "proposals.Outcome": "What the decision does",
    "proposals.ProposalFlag": "Editor’s note on the proposal",
    "proposals.ProposalName": "Name of the proposal",
    "proposals.ProposalState": "State of the proposal",
    "proposals.ProposalVersion": "Version of the proposal",
    "proposals.ProposedCouncil": "Council proposed by the option",
    "proposals.Recommendation": "Recommendation before the decision",
    "proposals.RecordState": "Record of the meeting",
    "proposals.Resolution": "Resolution, in the decision",
    "proposals.Risk": "Risk in the register",
    "proposals.RiskFlag": "Editor’s note on the risk register",
    "proposals.RiskRegister": "Risk register",
    "proposals.Submission": "Submission",
    "proposals.Vote": "Vote, in the decision",
    "proposals.VoteGroup": "Vote of a group, in the decision",
}

# How many quotations stand open on a page; the rest unfold.
FIRST_QUOTED = 8


@dataclass(frozen=True)
class Cited:
    """A record that cites the document: how, in whose words, and its address."""

    label: str
    maker: str  # “A says, as reported by B”
    title: str
    address: str
    case: str


@dataclass
class Quoted:
    """A passage of the document, its number on the page, and what rests on it."""

    passage: Passage
    number: int
    cited: list[Cited]


@dataclass
class DocumentPage:
    """A document with all that its page shows."""

    document: Document
    authors: list[Voice]
    addresses: list[DocumentAddress]
    reproduced_by: list[Document]
    editions: list[Document]
    quoted: list[Quoted]
    without_words: list[Quoted]
    citing_whole: list[Cited]
    quotation_states: list[tuple[str, int]]
    stretches: list[MarkedStretch]
    flags: list[DocumentFlag]
    not_stated: list[DocumentFlag]
    facts_not_stated: list[EventFact]
    cases: list[tuple[str, str]]

    @property
    def count_not_stated(self) -> int:
        return len(self.not_stated) + len(self.facts_not_stated)


def find_document(public_id: str) -> Document | None:
    """A published or withdrawn document, with authors, addresses and editions."""
    documents = annotate_invented_documents(Document.objects.public().for_page())
    return documents.filter(public_id=public_id).first()


def document_page(document: Document) -> DocumentPage:
    citations = [
        each for each in citing(document) if (each.kind, each.pk) != (Document.KIND, document.pk) or each.passage
    ]
    cited = _cited(citations)
    passages = Passage.objects.in_bulk(list(cited.keys() - {None}))
    claims = _claims_on_passages(citations)
    figures, short = _figures_of_claims(claims), _words_that_fall_short(claims)
    for passage in passages.values():
        passage.document = document
        passage.figures, passage.falls_short = figures[passage.pk], passage.pk in short
    ordered = sorted(passages.values(), key=place_in_document)
    with_words = [passage for passage in ordered if passage.quote]
    quoted = [Quoted(passage, number, cited[passage.pk]) for number, passage in enumerate(with_words, start=1)]
    flags = list(DocumentFlag.objects.filter(flagged=document).select_related("passage").order_by("sequence", "pk"))
    for flag in flags:
        if flag.passage:
            flag.passage.document = document
    return DocumentPage(
        document=document,
        authors=[author.voice for author in document.authors.all()],
        addresses=list(document.addresses.all()),
        reproduced_by=list(document.reproduced_by.all()),
        editions=list(document.editions.all()),
        quoted=quoted,
        without_words=[Quoted(passage, 0, cited[passage.pk]) for passage in ordered if not passage.quote],
        citing_whole=cited.get(None, []),
        quotation_states=_quotation_states(with_words),
        stretches=_stretches(document, quoted),
        flags=[flag for flag in flags if flag.kind != FlagKind.NOT_STATED],
        not_stated=[flag for flag in flags if flag.kind == FlagKind.NOT_STATED],
        facts_not_stated=list(EventFact.objects.not_stated_in(document)),
        cases=list(dict.fromkeys((each.case, each.case_title) for each in citations if each.case)),
    )


def place_in_document(passage) -> tuple:
    """Sort by the place found in the text, or else by the place that was given."""
    place_parts = [
        _natural(getattr(passage, part) or getattr(passage, f"found_{part}"))
        for part in ("page", "section", "paragraph", "line")
    ]
    return (0, passage.spans, place_parts, passage.pk) if passage.spans else (1, [], place_parts, passage.pk)


def _natural(place: str) -> list[tuple]:
    """Sort page 9 before page 10, and 5.3.1 before 5.10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"[0-9]+|[^0-9]+", place)]


def _cited(citations: list[Citation]) -> dict:
    """Citations by passage; under None, those of the document as a whole."""
    claims = {each.pk for each in citations if each.kind == Claim.KIND}
    summaries = claim_summaries(claims)
    by_passage = {}
    for each in citations:
        record = Publication(kind=each.kind, record_id=each.public_id, title=each.title, case_key=each.case)
        is_note = each.part == DocumentFlag._meta.label
        cited = Cited(
            label=CITED_AS.get(each.part, each.kind.capitalize()),
            maker=summaries[each.pk].says if each.kind == Claim.KIND and each.pk in summaries else "",
            title="" if is_note else each.title,
            address="#apart" if is_note else address_of(record),
            case=each.case,
        )
        by_passage.setdefault(each.passage, {})[cited] = None
    return {passage: list(rows) for passage, rows in by_passage.items()}


def _claims_on_passages(citations: list[Citation]) -> dict[int, set[int]]:
    """The claims that rest on passages, each with its passages."""
    claims = defaultdict(set)
    for each in citations:
        if each.part == Appearance._meta.label and each.passage:
            claims[each.pk].add(each.passage)
    return claims


def _words_that_fall_short(claims: dict[int, set[int]]) -> set[int]:
    """The passages whose words say less than their claim, as an editor found."""
    short = Claim.objects.filter(pk__in=claims, words_fall_short=True).values_list("pk", flat=True)
    return {passage for claim in short for passage in claims[claim]}


def _figures_of_claims(claims: dict[int, set[int]]) -> dict[int, list[Figure]]:
    """The figures of the claims that rest on each passage."""
    figures = defaultdict(list)
    for figure in Figure.objects.filter(claim__in=claims).only(*LISTED_OF_FIGURE).order_by("claim", "sequence"):
        for passage in claims[figure.claim_id]:
            figures[passage].append(figure)
    return figures


def _quotation_states(passages) -> list[tuple[str, int]]:
    counts = Counter(passage.state for passage in passages)
    return [(state.label, counts[state]) for state in QuotationState if counts[state]]


def _stretches(document, quoted) -> list[MarkedStretch]:
    """The whole text with the passages marked, where it is held and may be shown."""
    if document.text_shown != TextShown.WHOLE or not document.is_held:
        return []
    return marked_stretches(
        document.stored.body, [(each.number, each.passage.spans) for each in quoted if each.passage.spans]
    )
