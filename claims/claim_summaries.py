"""Claims as cells show them, read along with rows that lead to them."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

from claims.choices import Relation
from claims.models import Appearance, Claim, Reporter, Response
from claims.notes import NO_NOTES, EditorNotes
from councils.models import Document, Passage, Voice
from councils.models.passage import PLACES
from record.dates import UncertainDate
from record.dates.order import by_date
from record.ids import LENGTH

_PASSAGE = ["digest", *PLACES]
NO_ID = "0" * LENGTH
REPLACES = (Relation.CORRECTS, Relation.SUPERSEDES, Relation.RETRACTS)
_COLUMNS = {
    "claim": "public_id",
    "statement": "statement",
    "voice": "made_for__public_id",
    "name": "made_for__name",
    "side": "computed__side",
    "is_report": "computed__is_reported_only",
    "edtf": "computed__said_edtf",
    "printed": "computed__said_printed",
    "basis": "computed__said_basis",
    "extent": "computed__said_extent",
}


def worded(path: str = "") -> dict:
    """Annotations for ``ClaimSummaries`` on rows that lead to a published claim.

    ``path`` leads to the claim, such as “claim__”; it is empty for claims themselves.
    """
    replaced = Response.objects.published().filter(to=OuterRef(f"{path}pk"), relation__in=REPLACES)
    columns = {name: f"{path}{column}" for name, column in _COLUMNS.items()}
    return {
        "said_": JSONObject(**columns, replaced=Subquery(replaced.order_by("-pk").values("relation")[:1])),
        "leads_": ArraySubquery(_leads(f"{path}pk")),
    }


def _leads(claim):
    """The appearances of one claim, its lead first, as ``Claim.lead`` has it."""
    said, printed = by_date("said"), by_date("passage__document__date")
    reporter = Reporter.objects.filter(appearance=OuterRef("pk")).order_by("sequence", "pk")[:1]
    return (
        Appearance.objects.filter(claim=OuterRef(claim))
        .order_by(
            Case(When(passage__quote="", then=Value(1)), default=Value(0)),
            *(
                Coalesce(one.expression, other.expression).asc(nulls_last=True)
                for one, other in zip(said, printed, strict=True)
            ),
            "sequence",
            "pk",
        )
        .values(
            _lead=JSONObject(
                document=JSONObject(
                    public_id="passage__document__public_id",
                    title="passage__document__title",
                    title_basis="passage__document__title_basis",
                ),
                reporter=Subquery(reporter.values(_=JSONObject(public_id="voice__public_id", name="voice__name"))),
                speaker=F("speaker__name"),
                **{name: f"passage__{name}" for name in _PASSAGE},
            )
        )
    )


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
    replaced: str = ""
    notes: EditorNotes = NO_NOTES

    @property
    def who(self) -> str:
        """The maker of the claim, and who alone reports it (docs/laws.md, law 5)."""
        return f"{self.voice.name}, as {self.reporter.name} has it" if self.reporter else self.voice.name


class ClaimSummaries:
    """Make summaries of claims; build each voice, document and passage once."""

    def __init__(self):
        # One for all: to ask for each would take longer than all else that is done with it.
        self._claim_address = reverse("claims:detail", args=[NO_ID])
        self._voices: dict[str, Voice] = {}
        self._documents: dict[str, Document] = {}
        self._passages: dict[tuple[str, str], Passage] = {}
        self._claims: dict[str, ClaimSummary] = {}

    def said(self, row: dict, leads: list[dict]) -> ClaimSummary:
        """The summary of a row’s claim, with the first of these appearances."""
        known = self._claims.get(row["claim"])
        if known is None:
            lead = leads[0] if leads else None
            reporter = lead and row["is_report"] and lead["reporter"]
            dated = (row["edtf"], row["printed"], row["basis"], row["extent"])
            known = self._claims[row["claim"]] = ClaimSummary(
                claim=row["claim"],
                address=self._claim_address.replace(NO_ID, row["claim"]),
                statement=row["statement"],
                voice=self._voice(row["voice"], row["name"]),
                side=row["side"],
                date=UncertainDate(*dated) if row["edtf"] else None,
                passage=self._passage(lead) if lead else None,
                speaker=(lead and lead["speaker"]) or "",
                reporter=self._voice(reporter["public_id"], reporter["name"]) if reporter else None,
                replaced=row["replaced"] or "",
            )
        return known

    def add_notes(self) -> None:
        """Give every summary made so far its editors' notes, in four queries."""
        noted = Claim.objects.filter(public_id__in=self._claims)
        quoted = Appearance.objects.select_related("passage__document")
        for claim in noted.only_notes("public_id", appearances=quoted):
            self._claims[claim.public_id].notes = claim.notes

    def _voice(self, public_id, name) -> Voice:
        if public_id not in self._voices:
            self._voices[public_id] = Voice(public_id=public_id, name=name)
        return self._voices[public_id]

    def _passage(self, lead) -> Passage:
        key = lead["document"]["public_id"], lead["digest"]
        if key not in self._passages:
            columns = {name: lead[name] for name in _PASSAGE}
            self._passages[key] = Passage(document=self._document(lead["document"]), **columns)
        return self._passages[key]

    def _document(self, row) -> Document:
        public_id = row["public_id"]
        if public_id not in self._documents:
            self._documents[public_id] = Document(**row)
        return self._documents[public_id]
