"""Editors' notes as a list prints them: each with the record that it is on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Claim, ClaimFlag, Figure, ReckoningFlag, SearchEntry
from claims.models.claim import remark
from councils.models import Case, DocumentFlag, Flag
from proposals.models import DecisionFlag, EventFlag, ListFlag, OptionFlag, ProposalFlag, RiskFlag

_FLAGS = {
    "claim": ClaimFlag,
    "reckoning": ReckoningFlag,
    "document": DocumentFlag,
    "option": OptionFlag,
    "event": EventFlag,
    "decision": DecisionFlag,
    "proposal": ProposalFlag,
    "risk-register": RiskFlag,
    "list": ListFlag,
}


@dataclass(frozen=True)
class NoteLine:
    """A note, and the record that it is on."""

    flag: Flag
    flagged: object

    @property
    def title(self) -> str:
        return str(self.flagged)

    @property
    def address(self) -> str:
        return self.flagged.get_absolute_url()

    @property
    def case(self) -> Case | None:
        return getattr(self.flagged, "case", None)


def note_lines(entries: Iterable[SearchEntry]) -> list[NoteLine]:
    """The notes of these entries, in their order; a query for each kind of record."""
    entries, wanted = list(entries), defaultdict(set)
    for entry in entries:
        wanted[_source(entry)].add(_pk(entry))
    found = {source: _read(source, pks) for source, pks in wanted.items()}
    lines = [found[_source(entry)].get(_pk(entry)) for entry in entries]
    return [line for line in lines if line]


def _source(entry):
    """The table that a note is from."""
    if entry.part == "note":
        return Claim
    return Figure if entry.part.startswith("figure-") else _FLAGS[entry.record_kind]


def _pk(entry) -> int:
    return entry.record if entry.part == "note" else int(entry.part.partition("-")[2])


def _read(source, pks) -> dict[int, NoteLine]:
    if source is Claim:
        claims = Claim.objects.published().with_case().in_bulk(pks)
        return {pk: NoteLine(remark(claim.note), claim) for pk, claim in claims.items()}
    if source is Figure:
        figures = Figure.objects.select_related("claim__case").in_bulk(pks)
        return {pk: NoteLine(remark(figure.note), figure.claim) for pk, figure in figures.items()}
    flagged = "flagged" if source is DocumentFlag else "flagged__case"
    flags = source.objects.select_related(flagged, "passage__document__publisher").in_bulk(pks)
    return {pk: NoteLine(flag, flag.flagged) for pk, flag in flags.items()}
