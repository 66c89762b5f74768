"""Pages in the terms of schema.org, for search engines and other programs.

A claim is a ``Claim`` with its ``Quotation``, and never a ``ClaimReview``: nobody rates
it here (docs/laws.md, law 1). A date is given only where it is exact.
"""

from collections.abc import Callable

from claims.choices import WhoseWords
from claims.models import Claim
from councils.choices import VoiceKind, WordsFrom
from councils.models import Council, Document, Voice
from proposals.choices import EventStatus
from proposals.models import Event

CONTEXT = {"@context": "https://schema.org"}

# Voices that are neither persons nor of the list below are organisations.
VOICE_TYPES = {
    VoiceKind.PERSON: "Person",
    VoiceKind.OFFICE: "Person",
    VoiceKind.SOURCE: "Person",
    VoiceKind.COUNCIL: "GovernmentOrganization",
    VoiceKind.BODY: "GovernmentOrganization",
    VoiceKind.DEPARTMENT: "GovernmentOrganization",
    VoiceKind.OUTLET: "NewsMediaOrganization",
}
# Of the others schema.org has no word for the status.
EVENT_STATUSES = {
    EventStatus.PLANNED: "EventScheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}

# An address on this site, made whole.
Absolute = Callable[[str], str]


def claim_data(claim: Claim, absolute: Absolute) -> dict:
    """A claim, by whom and about whom it is made, and the words that it rests on."""
    address = absolute(claim.get_absolute_url())
    said = claim.computed.said
    # What only another side reports is not given as its maker's (docs/laws.md, law 5).
    by = {} if claim.computed.is_reported_only else {"author": _voice(claim.made_for, absolute)}
    return CONTEXT | {
        "@type": "Claim",
        "@id": address,
        "url": address,
        "abstract": claim.statement,
        **by,
        **_exact("datePublished", said),
        "appearance": [_appearance(each, absolute) for each in claim.appearance_list],
    }


def _appearance(appearance, absolute: Absolute) -> dict:
    """A quotation where its words are the document's own, and else the document."""
    passage = appearance.quotation
    document = _document(passage.document, absolute)
    if passage.words_from != WordsFrom.DOCUMENT:
        return document
    # A paraphrase and a rebuttal are the words of their writer, not of the speaker.
    is_spoken = appearance.speaker and appearance.wording not in (WhoseWords.PARAPHRASE, WhoseWords.REBUTTAL)
    speaker = {"creator": _voice(appearance.speaker, absolute)} if is_spoken else {}
    return {"@type": "Quotation", "text": passage.quote, **speaker, "isPartOf": document}


def _document(document: Document, absolute: Absolute) -> dict:
    publisher = {"publisher": _voice(document.publisher, absolute)} if document.publisher else {}
    return {
        "@type": "CreativeWork",
        "name": document.title,
        "url": absolute(document.get_absolute_url()),
        **publisher,
        **_exact("datePublished", document.date),
    }


def event_data(event: Event, absolute: Absolute) -> dict:
    """An event with its date, where that is exact, and whether it is still to come."""
    status = "" if event.sources_differ else EVENT_STATUSES.get(EventStatus(event.status))
    return CONTEXT | {
        "@type": "Event",
        "name": event.title,
        "url": absolute(event.get_absolute_url()),
        **_exact("startDate", event.when),
        **({"eventStatus": f"https://schema.org/{status}"} if status else {}),
    }


def council_data(council: Council, absolute: Absolute) -> dict:
    """A council with its code, its area and the dates between which it is one."""
    return (
        CONTEXT
        | _voice(council.voice, absolute)
        | {
            "url": absolute(council.get_absolute_url()),
            "identifier": council.code,
            "areaServed": council.area,
            **_exact("foundingDate", council.starts),
            **_exact("dissolutionDate", council.ends),
        }
    )


def _voice(voice: Voice, absolute: Absolute) -> dict:
    kind = VOICE_TYPES.get(VoiceKind(voice.kind), "Organization")
    return {"@type": kind, "name": voice.name, "url": absolute(voice.get_absolute_url())}


def _exact(name: str, date) -> dict:
    return {name: date.earliest.isoformat()} if date and date.is_exact else {}
