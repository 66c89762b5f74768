"""People and organisations: their list, of all cases or of some."""

from dataclasses import dataclass, replace

from django.db.models import OuterRef, Prefetch, Q

from claims.claim_list.filter_choices import FilterOptions
from claims.models import Appearance, Claim
from claims.practice import annotate_invented_voices
from councils.choices import TenureKind, VoiceKind
from councils.models import Alias, Case, Tenure, Voice
from record.text.english import mid_sentence
from record.text.search import contains
from record.web.filter_fields import ChoicesField, WordsField
from record.web.keyset import CountOf, Keyset, KeysetPage
from record.web.list_filter import ListFilter
from record.workflow.states import State

BY_NAME = Keyset(Voice, "name", "pk")
PAGE = 50
TIES_SHOWN = 3

# How a voice is tied to what it belongs to, in a line after its name.
TIES = {
    TenureKind.HOLDS: "{}",
    TenureKind.LEADS: "leader of {}",
    TenureKind.SPEAKS_FOR: "speaks for {}",
    TenureKind.PART_OF: "part of {}",
    TenureKind.MEMBER_OF: "member of {}",
    TenureKind.GROUP_IN: "group in {}",
    TenureKind.PARTY_MEMBER: "member of {}",
    TenureKind.ENGAGED_BY: "engaged by {}",
}


class VoiceFilter(ListFilter):
    case = ChoicesField(label="Case", refusal="no case here")
    kind = ChoicesField(label="Kind", refusal="no kind of person or organisation", choices=VoiceKind.choices)
    q = WordsField(searched_in="names")

    def __init__(self, query, options: FilterOptions, of_cases: dict[int, frozenset[int]]):
        super().__init__(query, case=options.case_choices)
        self.options = options
        self.of_cases = of_cases

    @property
    def chosen_case(self):
        """The case, where it is exactly one."""
        cases = [] if self.problems else [each for each in self.options.cases if each.key in self.value("case")]
        return cases[0] if len(cases) == 1 else None

    @property
    def left_out(self) -> list[Case]:
        """The invented cases, where no case is chosen."""
        return self.options.invented_apart(self.value("case"))

    def rows(self):
        """Published voices of the cases, of the kinds and with the words asked for."""
        voices = Voice.objects.published()
        if self.left_out:
            voices = annotate_invented_voices(voices).filter(is_invented=False)
        if cases := self.options.case_pks(self.value("case")):
            voices = voices.filter(pk__in=set().union(*(self.of_cases.get(case, ()) for case in cases)))
        if kinds := self.value("kind"):
            voices = voices.filter(kind__in=kinds)
        if words := self.value("q"):
            named = Alias.objects.filter(contains(words, "name")).values("voice")
            voices = voices.filter(contains(words, "name", "short_name") | Q(pk__in=named))
        return voices

    def page(self, after: str) -> KeysetPage:
        page = BY_NAME.page(self.rows().only("public_id", "name"), after, PAGE)
        return replace(page, rows=voice_lines([voice.pk for voice in page.rows]))


@dataclass(frozen=True)
class VoiceLine:
    """A voice as a list prints it: its kind, what it belongs to, and its claims."""

    voice: Voice
    ties: list[str]

    @property
    def address(self) -> str:
        """A council's page, or else the voice's own."""
        return self.voice.council.get_absolute_url() if self.voice.is_council else self.voice.get_absolute_url()


def voice_lines(pks: list[int]) -> list[VoiceLine]:
    """Lines of these voices, in their order; three queries."""
    tenures = Tenure.objects.filter(of__state=State.PUBLISHED).select_related("of").order_by("sequence", "pk")
    holding = Tenure.objects.filter(kind=TenureKind.HOLDS, voice__state=State.PUBLISHED).select_related("voice")
    made = Claim.objects.published().filter(made_for=OuterRef("pk")).order_by()
    spoken = Appearance.objects.filter(speaker=OuterRef("pk"), claim__state=State.PUBLISHED)
    spoken_for_others = spoken.exclude(claim__made_for=OuterRef("pk")).order_by().values("claim").distinct()
    voices = (
        Voice.objects.published()
        .select_related("council")
        .annotate(claims=CountOf(made) + CountOf(spoken_for_others))
        .prefetch_related(
            Prefetch("tenures", tenures, to_attr="tenure_list"),
            Prefetch("tenures_of_others", holding.order_by("sequence", "pk"), to_attr="holders"),
        )
    )
    voices = annotate_invented_voices(voices).in_bulk(pks)
    return [VoiceLine(voices[pk], _ties(voices[pk])) for pk in pks if pk in voices]


def _ties(voice) -> list[str]:
    """Its ties to others with their dates, past ones too, unless its name says them."""
    others = [tenure for tenure in voice.tenure_list if tenure.of.own_name not in voice.name]
    ties = [_dated(TIES[tenure.kind].format(mid_sentence(tenure.of.name)), tenure) for tenure in others]
    held = [_dated(f"held by {tenure.voice.name}", tenure) for tenure in voice.holders]
    return list(dict.fromkeys([*ties, *held]))[:TIES_SHOWN]


def _dated(words: str, tenure) -> str:
    return f"{words} ({tenure.when})" if tenure.when else words
