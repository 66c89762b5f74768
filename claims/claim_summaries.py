"""Claims as cells show them, with the words that hold most of their figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from claims.attribution import attribution
from claims.choices import Relation
from claims.models import Appearance, Claim, Response
from claims.models.appearance import reported_how
from claims.notes import NO_NOTES, EditorNotes
from councils.models import Passage, Voice
from councils.quotations.carrying import holds_number
from record.dates import UncertainDate
from record.prepared import AnyGiven, Prepared
from record.text.english import in_turn

# Letters of a name that a phone has room for in a line.
LINE = 44
REPLACES = (Relation.CORRECTS, Relation.SUPERSEDES, Relation.RETRACTS)
_SHOWN = [
    *("public_id", "statement"),
    *("made_for__public_id", "made_for__name", "made_for__own_name", "made_for__short_name"),
    *("computed__side", "computed__is_reported_only"),
    *(f"computed__said_{part}" for part in ("edtf", "printed", "basis", "extent")),
]


@dataclass(slots=True, eq=False)
class ClaimSummary:
    """A claim as a cell shows it, with its maker, date and quotation.

    ``replaced`` says how its maker has replaced it or taken it back since.
    """

    claim: str
    address: str
    statement: str
    voice: Voice
    side: int | None
    date: UncertainDate | None
    passage: Passage | None
    speaker: str = ""
    reporter: Voice | None = None
    reported_by: str = ""
    wording: str = ""
    replaced: str = ""
    notes: EditorNotes = NO_NOTES

    @property
    def who(self) -> str:
        """The maker of the claim, and who reports it (docs/laws.md, law 5)."""
        return self._as_reported(self.voice.name)

    @property
    def who_briefly(self) -> str:
        """The same with the short name of a maker whose name is too long for a line."""
        name = self.voice.name
        return self._as_reported(name if len(name) <= LINE else self.voice.called)

    @property
    def says(self) -> str:
        """The maker with its verb, to stand before the claim: “A says, as reported by B”."""
        reported_by = self.reporter.name if self.reporter else self.reported_by
        return attribution(
            self.voice.name,
            reporters=[reported_by] if reported_by else [],
            wording=self.wording,
            is_reported_only=self.reporter is not None,
        )

    def _as_reported(self, name: str) -> str:
        if self.reporter:
            return f"{name}, as {self.reporter.name} has it"
        return f"{name}, {self.how_reported}" if self.reported_by else name

    @property
    def how_reported(self) -> str:
        """Its reporter, where that is no side: “as reported by the Mercury”."""
        is_named = self.reported_by and not self.reporter
        return f"as {reported_how(self.wording)} {self.reported_by}" if is_named else ""


def _summarised():
    replacing = Response.objects.published().in_own_words().in_force()
    replaced = replacing.filter(to=OuterRef("pk"), relation__in=REPLACES).order_by("-pk")
    return (
        Claim.objects.filter(pk=AnyGiven("claims"))
        .select_related("made_for")
        .only_notes(*_SHOWN, appearances=Appearance.objects.for_listing())
        .annotate(replaced=Subquery(replaced.values("relation")[:1]))
    )


_SUMMARISED = Prepared(_summarised)


def claim_summaries(claims: Iterable[int]) -> dict[int, ClaimSummary]:
    """Summaries of published claims, by primary key, in six queries."""
    asked = list(set(claims))
    return {claim.pk: _summary(claim) for claim in _SUMMARISED.read(claims=asked)} if asked else {}


def _summary(claim: Claim) -> ClaimSummary:
    lead = _lead(claim)
    reporters = [each.voice for each in lead.reporter_list] if lead else []
    return ClaimSummary(
        claim=claim.public_id,
        address=claim.get_absolute_url(),
        statement=claim.statement,
        voice=claim.made_for,
        side=claim.computed.side_id,
        date=claim.computed.said,
        passage=lead and lead.quotation,
        speaker=lead.speaker.name if lead and lead.speaker else "",
        reporter=reporters[0] if reporters and claim.computed.is_reported_only else None,
        reported_by=in_turn(voice.name for voice in reporters),
        wording=lead.wording if lead else "",
        replaced=claim.replaced or "",
        notes=claim.notes,
    )


def _lead(claim: Claim) -> Appearance | None:
    """The appearance whose words hold most of its figures; where several do, its lead."""
    if len(claim.appearance_list) < 2 or not claim.figure_list:
        return claim.lead
    earliest_first = sorted(claim.appearance_list, key=Appearance.date_order)
    return max(
        earliest_first, key=lambda each: (_held(each.passage.quote, claim.figure_list), bool(each.passage.quote))
    )


def _held(words: str, figures: Iterable) -> int:
    return sum(holds_number(words, figure) for figure in figures)
