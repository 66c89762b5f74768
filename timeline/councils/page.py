"""Data for the page of a council, across all cases."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from claims.models import ClaimCouncil, HeldPosition
from claims.practice import annotate_invented_voices
from councils.choices import OWN_WAYS, SuccessionKind, TenureKind, VoiceKind
from councils.models import (
    Alias,
    Case,
    Control,
    Council,
    CouncilMeasurement,
    Document,
    Party,
    SpeaksFor,
    Succession,
    Tenure,
    Voice,
)
from councils.representation.sides import VoicePlacement, placements_of
from record.workflow.states import State
from timeline.case.lookup import sides_of
from timeline.councils.claim_counts import RoleCount, counts, counts_apart, role_counts
from timeline.councils.latest_claims import LatestClaims, latest_claims

# How many claims of each kind, and how many documents, the page shows; the rest has its own lists.
NEWEST = 3
DOCUMENTS = 6

FORWARD = {
    SuccessionKind.ABOLISHED_INTO: "Abolished into",
    SuccessionKind.SPLIT_INTO: "Split into",
    SuccessionKind.CONTINUING: "Continuing authority for",
    SuccessionKind.SHADOW_OF: "Shadow of",
    SuccessionKind.BOUNDARY_TRANSFER: "Boundary transfer to",
}
BACK = {
    SuccessionKind.ABOLISHED_INTO: "Abolished into it",
    SuccessionKind.SPLIT_INTO: "Split, in part into it",
    SuccessionKind.CONTINUING: "Its continuing authority",
    SuccessionKind.SHADOW_OF: "Its shadow",
    SuccessionKind.BOUNDARY_TRANSFER: "Boundary transfer from",
}

SCHEMES = {"gss": "GSS code of the Office for National Statistics"}


@dataclass
class RelatedVoice:
    """A voice related to the council, with its tenures and those related to it.

    ``speaks`` is true if its words count, at any time, as the council's own.
    """

    voice: object
    tenures: list[Tenure]
    speaks: bool
    related: list["RelatedVoice"] = field(default_factory=list)


@dataclass
class CouncilRelations:
    """A council’s offices, bodies, groups, advisers and alliances."""

    bodies: list[RelatedVoice]
    offices: list[RelatedVoice]
    others: list[RelatedVoice]
    groups: list[RelatedVoice]
    themselves: list[RelatedVoice]
    advisers: list[RelatedVoice]
    alliances: list[Tenure]

    @property
    def speaking(self) -> bool:
        return any((self.bodies, self.offices, self.others))

    @property
    def not_speaking(self) -> bool:
        return any((self.groups, self.themselves, self.advisers))


@dataclass
class InCase:
    """A council in one case: as a party, its sides, and the counts of its claims.

    ``roles`` count its own words, and what is said of it by name; alliances and members are in ``counted_apart``.
    """

    case: Case
    note: str
    is_party: bool
    in_area: bool
    placements: list[VoicePlacement]
    roles: list[RoleCount]
    counted_apart: list[RoleCount]
    positions: str = ""


@dataclass
class CouncilPage:
    """A council with all that its page shows."""

    council: Council
    identifiers: list[tuple[str, str]]
    measures: list[CouncilMeasurement]
    controls: list[Control]
    successions: list[tuple[str, object, Succession]]
    names: list[Alias]
    relations: CouncilRelations
    cases: list[InCase]
    latest: LatestClaims
    documents: list[Document]
    has_more_documents: bool
    side_positions: dict[int, int]


def find_council(code: str) -> Council | None:
    """A published or withdrawn council by its code, in capitals or not."""
    councils = annotate_invented_voices(Council.objects.public().for_page(), "voice")
    return councils.filter(code=code.upper()).first()


def council_page(council: Council) -> CouncilPage:
    """All that the page of a council shows; the council comes from ``find_council``."""
    placements = placements_of(council.voice)
    cases = list(_cases(council, {each.placement.side.case_id for each in placements}))
    documents = list(Document.objects.published().by(council.voice).newest_first()[: DOCUMENTS + 1])
    return CouncilPage(
        council=council,
        identifiers=[(SCHEMES.get(each.scheme, each.scheme), each.value) for each in council.identifiers.all()],
        measures=list(CouncilMeasurement.objects.of([council]).for_showing()),
        controls=list(council.controls.all()),
        successions=_successions(council),
        names=list(Alias.objects.of(council.voice)),
        relations=_relations(council.voice),
        cases=[_in_case(council, case, placements) for case in cases],
        latest=latest_claims(council, NEWEST),
        documents=documents[:DOCUMENTS],
        has_more_documents=len(documents) > DOCUMENTS,
        side_positions={side.pk: side.position for case in cases for side in sides_of(case)},
    )


def _successions(council: Council) -> list[tuple[str, Voice, Succession]]:
    """Councils before and after this one, each with its relation to this one in words."""
    successors = [(FORWARD[row.kind], row.other, row) for row in council.successions.all()]
    earlier = Succession.objects.filter(other=council.voice, council__voice__state=State.PUBLISHED)
    return successors + [(BACK[row.kind], row.council.voice, row) for row in earlier.select_related("council__voice")]


def _relations(voice) -> CouncilRelations:
    tenures = list(Tenure.objects.of_council(voice))
    tenures_in = defaultdict(list)
    for tenure in tenures:
        tenures_in[tenure.of_id].append(tenure)
    speaking = SpeaksFor.objects.filter(principal=voice, way__in=OWN_WAYS)
    groups = defaultdict(list)
    for related in _related_voices(tenures_in, voice.pk, set(speaking.values_list("voice", flat=True))):
        groups[_relation_group(related)].append(related)
    names = ("bodies", "offices", "others", "groups", "themselves", "advisers")
    return CouncilRelations(
        **{name: groups[name] for name in names}, alliances=[each for each in tenures if each.voice_id == voice.pk]
    )


def _related_voices(tenures_in, pk, speaking, depth=3) -> list[RelatedVoice]:
    """Voices related to a voice, by name, each with those related to it in turn."""
    by_voice = defaultdict(list)
    for tenure in tenures_in[pk]:
        by_voice[tenure.voice_id].append(tenure)
    related_voices = [
        RelatedVoice(
            group[0].voice,
            group,
            voice in speaking,
            _related_voices(tenures_in, voice, speaking, depth - 1) if depth else [],
        )
        for voice, group in by_voice.items()
    ]
    # Holders of an office follow each other; everything else stands by name.
    if all(related.voice.kind == VoiceKind.PERSON for related in related_voices):
        return related_voices
    return sorted(related_voices, key=lambda related: related.voice.name)


def _relation_group(related) -> str:
    kinds = {tenure.kind for tenure in related.tenures}
    if kinds == {TenureKind.ENGAGED_BY}:
        return "advisers"
    if TenureKind.GROUP_IN in kinds:
        return "groups"
    # A member may speak for it too, but by an office: it is named with that.
    if not related.speaks or kinds == {TenureKind.MEMBER_OF}:
        return "themselves"
    if TenureKind.PART_OF in kinds:
        return "offices" if related.voice.kind == VoiceKind.OFFICE else "bodies"
    return "others"


def _cases(council, placed_in):
    """Published cases that concern a council, with sides and counts."""
    rows = ClaimCouncil.objects.of([council.voice_id])
    in_case = rows.filter(claim__case=OuterRef("pk")).order_by()
    party = Party.objects.filter(case=OuterRef("pk"), voice=council.voice)
    return (
        Case.objects.published()
        .filter(Q(pk__in=placed_in) | Q(Exists(party)) | Q(Exists(in_case)))
        .annotate(
            has_positions=Exists(HeldPosition.objects.filter(case=OuterRef("pk"))),
            **counts(in_case),
        )
        .prefetch_related(
            "sides", Prefetch("parties", Party.objects.filter(voice=council.voice), to_attr="own_parties")
        )
        .by_title()
    )


def _in_case(council, case, placements) -> InCase:
    return InCase(
        case=case,
        is_party=bool(case.own_parties),
        in_area=all(party.in_area for party in case.own_parties),
        note=" ".join(party.note for party in case.own_parties),
        placements=[each for each in placements if each.placement.side.case_id == case.pk],
        roles=role_counts(council, case),
        counted_apart=counts_apart(council, case),
        positions=_positions(council, case, placements) if case.has_positions else "",
    )


def _positions(council, case, placements) -> str:
    """The address of its positions in a case; empty where it has none there."""
    placed = any(each.is_own for each in placements if each.placement.side.case_id == case.pk)
    if not placed and not any(party.in_area for party in case.own_parties):
        return ""
    return f"{reverse('timeline:positions', args=[case.key])}#lane-{council.voice.public_id}"
