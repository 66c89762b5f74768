"""Claims as cells show them, read along with rows that lead to them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.urls import reverse

from claims.choices import Relation
from claims.models import Appearance, Claim, Figure, Reporter, Response
from claims.models.claim import reported_how
from claims.notes import NO_NOTES, EditorNotes
from councils.models import Document, Passage, Voice
from councils.models.document import CITED
from councils.models.passage import PLACES
from record.dates import UncertainDate
from record.dates.order import by_date
from record.ids import LENGTH
from record.text.english import mid_sentence

_PASSAGE = ["digest", *PLACES]
NO_ID = "0" * LENGTH
# Letters of a name that a phone has room for in a line.
LINE = 44
REPLACES = (Relation.CORRECTS, Relation.SUPERSEDES, Relation.RETRACTS)
_COLUMNS = {
    "claim": "public_id",
    "statement": "statement",
    "voice": "made_for__public_id",
    "name": "made_for__name",
    "own_name": "made_for__own_name",
    "short_name": "made_for__short_name",
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
        "numbers_": ArraySubquery(_numbers(f"{path}pk")),
    }


def _numbers(claim):
    """The figures of one claim, of each what words should hold."""
    ends = {name: Cast(name, TextField()) for name in ("value", "low", "high")}
    figures = Figure.objects.filter(claim=OuterRef(claim)).order_by("sequence", "pk")
    return figures.values(_number=JSONObject(printed="printed", unit="unit", **ends))


def _leads(claim):
    """The appearances of one claim, its lead first, as ``Claim.lead`` has it."""
    said, printed = by_date("said"), by_date("passage__document__date")
    reporters = Reporter.objects.filter(appearance=OuterRef("pk")).order_by("sequence", "pk")
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
                document=JSONObject(**{name: f"passage__document__{name}" for name in CITED}),
                reporters=ArraySubquery(
                    reporters.values(_=JSONObject(public_id="voice__public_id", name="voice__name"))
                ),
                speaker=F("speaker__name"),
                wording=F("wording"),
                **{name: f"passage__{name}" for name in _PASSAGE},
            )
        )
    )


class StatedNumber(NamedTuple):
    """The number of a figure, in what words can hold."""

    printed: str
    unit: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


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

    def _as_reported(self, name: str) -> str:
        if self.reporter:
            return f"{name}, as {self.reporter.name} has it"
        return f"{name}, {self.how_reported}" if self.reported_by else name

    @property
    def how_reported(self) -> str:
        """Its reporter, where that is no side: “as reported by the Mercury”."""
        is_named = self.reported_by and not self.reporter
        return f"as {reported_how(self.wording)} {mid_sentence(self.reported_by)}" if is_named else ""


class ClaimSummaries:
    """Make summaries of claims; build each voice and document once."""

    def __init__(self):
        # One for all: to ask for each would take longer than all else that is done with it.
        self._claim_address = reverse("claims:detail", args=[NO_ID])
        self._voices: dict[str, Voice] = {}
        self._documents: dict[str, Document] = {}
        self._claims: dict[str, ClaimSummary] = {}

    def said(self, row: dict, leads: list[dict], numbers: list[dict]) -> ClaimSummary:
        """The summary of a row’s claim, with the first of these appearances.

        ``numbers`` are those of its figures, which its words should hold.
        """
        known = self._claims.get(row["claim"])
        if known is None:
            lead = leads[0] if leads else None
            reporters = lead["reporters"] if lead else []
            reporter = reporters[0] if reporters and row["is_report"] else None
            dated = (row["edtf"], row["printed"], row["basis"], row["extent"])
            known = self._claims[row["claim"]] = ClaimSummary(
                claim=row["claim"],
                address=self._claim_address.replace(NO_ID, row["claim"]),
                statement=row["statement"],
                voice=self._voice(row["voice"], row["name"], row["own_name"], row["short_name"]),
                side=row["side"],
                date=UncertainDate(*dated) if row["edtf"] else None,
                passage=self._passage(lead, numbers) if lead else None,
                speaker=(lead and lead["speaker"]) or "",
                reporter=self._voice(reporter["public_id"], reporter["name"]) if reporter else None,
                reported_by=", in turn by ".join(each["name"] for each in reporters),
                wording=(lead and lead["wording"]) or "",
                replaced=row["replaced"] or "",
            )
        return known

    def add_notes(self) -> None:
        """Give every summary made so far its editors' notes, in four queries."""
        noted = Claim.objects.filter(public_id__in=self._claims)
        quoted = Appearance.objects.select_related("passage__document")
        for claim in noted.only_notes("public_id", appearances=quoted):
            self._claims[claim.public_id].notes = claim.notes

    def _voice(self, public_id, name, own_name="", short_name="") -> Voice:
        if public_id not in self._voices:
            self._voices[public_id] = Voice(public_id=public_id, name=name, own_name=own_name, short_name=short_name)
        return self._voices[public_id]

    def _passage(self, lead, numbers) -> Passage:
        columns = {name: lead[name] for name in _PASSAGE}
        passage = Passage(document=self._document(lead["document"]), **columns)
        passage.figures = [_number(**each) for each in numbers]
        return passage

    def _document(self, row) -> Document:
        public_id = row["public_id"]
        if public_id not in self._documents:
            publisher = row.pop("publisher__name")
            self._documents[public_id] = Document(publisher=Voice(name=publisher) if publisher else None, **row)
        return self._documents[public_id]


def _number(printed, unit, **ends) -> StatedNumber:
    return StatedNumber(printed, unit, **{name: end and Decimal(end) for name, end in ends.items()})
