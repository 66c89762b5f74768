"""The four relations of voices to a proposal, in words and in order. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from councils.models import Voice
from proposals.choices import BackingRelation
from proposals.models import Backing, Proposal
from record.dates import UncertainDate
from record.text.english import joined, mid_sentence

# Each relation under its own heading, in this order. None of them implies another.
RELATIONS = {
    BackingRelation.BACKS: "Backs it",
    BackingRelation.SIGNED: "Signed it",
    BackingRelation.LEFT: "Left it",
    BackingRelation.INCLUDED: "Named as included in it",
}


@dataclass(frozen=True)
class Signature:
    """A signature under a version, by a voice without a backing that says so."""

    voice: Voice
    when: UncertainDate | None
    sequence: int = 0

    @property
    def since(self) -> UncertainDate | None:
        return self.when


def backings_by_relation(proposal: Proposal, relation: BackingRelation) -> list[Backing | Signature]:
    """Voices in one relation to a proposal, by name.

    A voice that signed a version has signed the proposal. Reads the backers and the
    signatories of versions, with their voices.
    """
    backings = [backing for backing in proposal.backers.all() if backing.relation == relation]
    if relation == BackingRelation.SIGNED:
        known = {backing.voice_id for backing in backings}
        backings += [
            Signature(signatory.voice, version.when)
            for version in proposal.versions.all()
            for signatory in version.signatories.all()
            if signatory.voice_id not in known
        ]
    return sorted(backings, key=lambda backing: (backing.voice.name, by_date(backing)))


def named_once(backings: Iterable[Backing | Signature]) -> list[str]:
    """Voices in one relation by name, each once.

    Those of whom one source says so stand together.
    A condition, or the one who alone says so, is added if it goes for every row of that voice.
    """
    found: dict[str, list[Backing | Signature]] = {}
    for backing in backings:
        found.setdefault(backing.voice.name, []).append(backing)
    by_remarks: dict[str, list[str]] = {}
    for name, own in found.items():
        by_remarks.setdefault(_remarks(own), []).append(name)
    alone = by_remarks.pop("", [])
    return [*alone, *(f"{joined(names)} ({remarks})" for remarks, names in by_remarks.items())]


def _remarks(own: list[Backing | Signature]) -> str:
    sources = [getattr(backing, "according_to", None) for backing in own]
    remarks = ["on condition"] if all(getattr(backing, "condition", "") for backing in own) else []
    if all(sources):
        remarks.append(f"according to {joined(list(dict.fromkeys(mid_sentence(source.name) for source in sources)))}")
    return ", ".join(remarks)


def when_left(backings: Iterable[Backing], voice_id: int) -> str:
    """Words for when a proposer left; empty where it came back at a later date."""
    own = sorted((backing for backing in backings if backing.voice_id == voice_id), key=by_date)
    dates = [backing.when for backing in own if backing.relation == BackingRelation.LEFT]
    if not dates:
        return ""
    last = dates[-1]
    is_back = last and any(
        backing.when
        and backing.relation in (BackingRelation.BACKS, BackingRelation.SIGNED)
        and backing.when.sort_key > last.sort_key
        for backing in own
    )
    return "" if is_back else f" (left {last})" if last else " (left)"


def by_date(row) -> tuple:
    """Sort by date, undated first, then in the order of entry."""
    since = row.since if isinstance(row, Backing | Signature) else row.when
    return (*since.sort_key, row.sequence) if since else (*[datetime.date.min] * 3, row.sequence)
