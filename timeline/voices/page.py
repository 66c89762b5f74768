"""Data for the page of a person, group, alliance or outlet."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from claims.choices import Role
from claims.models import About, Appearance, Claim, ClaimStanding
from claims.notes import noted_documents
from claims.practice import annotate_invented_voices
from councils.choices import TenureKind
from councils.models import Alias, Document, Flag, Tenure, Voice
from councils.representation.sides import VoicePlacement, placements_of
from record.web.keyset import DatedKeyset, KeysetPage

# So many of each stand on the page; the rest has its own lists, newest first as well.
CLAIMS = 4
DOCUMENTS = 12

NEWEST_CLAIMS = DatedKeyset(ClaimStanding, "said", "claim", descending=True)
NEWEST_DOCUMENTS = DatedKeyset(Document, "date", "pk", descending=True)

# What a tie makes of a voice; and what it makes of the voice at its other end.
FORWARD = {
    TenureKind.HOLDS: "Offices held",
    TenureKind.LEADS: "Leader of",
    TenureKind.SPEAKS_FOR: "Speaks for",
    TenureKind.PART_OF: "Part of",
    TenureKind.MEMBER_OF: "Member of",
    TenureKind.GROUP_IN: "Group in",
    TenureKind.PARTY_MEMBER: "Member of the party",
    TenureKind.ENGAGED_BY: "Engaged by",
}
BACK = {
    TenureKind.HOLDS: "Held by",
    TenureKind.LEADS: "Led by",
    TenureKind.SPEAKS_FOR: "Spoken for by",
    TenureKind.PART_OF: "Its parts",
    TenureKind.MEMBER_OF: "Its members",
    TenureKind.GROUP_IN: "Groups in it",
    TenureKind.PARTY_MEMBER: "Members of the party",
    TenureKind.ENGAGED_BY: "Advisers that it engaged",
}

# The lists of claims that a voice has, by the word for them in addresses.
LISTS = {Role.MADE_BY: "made by", Role.ABOUT: "about"}


@dataclass
class TenureGroup:
    """Ties of one kind, under one heading: each with the voice at the other end."""

    label: str
    tenures: list[tuple[Voice, Tenure]]

    @property
    def shared(self) -> Tenure | None:
        """One of several ties that rest on one passage, with one note; else None."""
        grounds = {(tenure.passage_id, tenure.note) for _, tenure in self.tenures}
        return self.tenures[0][1] if len(grounds) == 1 < len(self.tenures) and self.tenures[0][1].passage_id else None


@dataclass
class VoicePage:
    """A voice with all that its page shows.

    ``more_…`` says that a list goes on at its own address.
    """

    voice: Voice
    names: list[Alias]
    tenures_held: list[TenureGroup]
    tenures_within: list[TenureGroup]
    placements: list[VoicePlacement]
    claims_made: list[Claim]
    claims_about: list[Claim]
    documents: list[Document]
    has_more_made: bool
    has_more_about: bool
    has_more_documents: bool

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its claims, with the editors' notes on each as a whole."""
        return noted_documents([*self.claims_made, *self.claims_about])


def find_voice(public_id: str) -> Voice | None:
    """A published or withdrawn voice, with its council if it is one."""
    voices = annotate_invented_voices(Voice.objects.public().select_related("council"))
    return voices.filter(public_id=public_id).first()


def voice_page(voice: Voice) -> VoicePage:
    tenures = list(Tenure.objects.touching(voice))
    claims = _claims(voice)
    claims_made = [claim for claim in claims if claim.is_made]
    claims_about = [claim for claim in claims if claim.is_about]
    documents = list(documents_of(voice).newest_first()[: DOCUMENTS + 1])
    return VoicePage(
        voice=voice,
        names=list(Alias.objects.of(voice)),
        tenures_held=_tenure_groups(FORWARD, ((each, each.of) for each in tenures if each.voice_id == voice.pk)),
        tenures_within=_tenure_groups(BACK, ((each, each.voice) for each in tenures if each.of_id == voice.pk)),
        placements=placements_of(voice),
        claims_made=claims_made[:CLAIMS],
        claims_about=claims_about[:CLAIMS],
        documents=documents[:DOCUMENTS],
        has_more_made=len(claims_made) > CLAIMS,
        has_more_about=len(claims_about) > CLAIMS,
        has_more_documents=len(documents) > DOCUMENTS,
    )


def documents_of(voice):
    """Published documents that a voice published or wrote."""
    return Document.objects.published().by(voice).select_related("publisher")


def page_of_documents(voice, after: str) -> KeysetPage:
    return NEWEST_DOCUMENTS.page(documents_of(voice), after)


def page_of_claims(voice, role: str, after: str) -> KeysetPage:
    """A page of the claims made by a voice or about it, newest first."""
    page = NEWEST_CLAIMS.page(
        ClaimStanding.objects.of_claims(_claims_in_role(voice)[role]).select_related("claim"), after
    )
    claims = Claim.objects.published().for_listing().with_case().in_bulk([row.pk for row in page.rows])
    return replace(page, rows=[claims[row.pk] for row in page.rows if row.pk in claims])


def _claims_in_role(voice):
    claims = Claim.objects.published()
    return {Role.MADE_BY: claims.said_by(voice), Role.ABOUT: claims.about(voice)}


def _claims(voice) -> list[Claim]:
    """The newest claims made by a voice and about it, one more than is shown."""
    lists = _claims_in_role(voice)
    newest = {role: claims.newest_first()[: CLAIMS + 1].values("pk") for role, claims in lists.items()}
    is_spoken = Exists(Appearance.objects.filter(claim=OuterRef("pk"), speaker=voice))
    return list(
        Claim.objects.published()
        .for_listing()
        .with_case()
        .filter(pk__in=newest[Role.MADE_BY].union(newest[Role.ABOUT]))
        .annotate(
            is_made=ExpressionWrapper(Q(made_for=voice) | Q(is_spoken), BooleanField()),
            is_about=Exists(About.objects.filter(claim=OuterRef("pk"), voice=voice)),
        )
        .newest_first()
    )


def _tenure_groups(labels, tenures) -> list[TenureGroup]:
    by_kind = defaultdict(list)
    for tenure, other in tenures:
        by_kind[tenure.kind].append((other, tenure))
    return [TenureGroup(label, by_kind[kind]) for kind, label in labels.items() if by_kind[kind]]
