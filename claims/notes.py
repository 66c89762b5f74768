"""Editors' notes on a claim, its words, its figures and its documents.

One place gathers them, so that every page prints the same notes beside the same claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from councils.choices import FlagKind
from councils.models import Flag


@dataclass(frozen=True)
class EditorNotes:
    """The notes beside one claim, none of them twice.

    ``own`` are on the claim, its words and its figures; ``of_documents`` on documents as wholes.
    """

    own: list[Flag]
    of_documents: list[Flag]
    # How its date lies outside its council's life: computed, and no editor's word.
    outside_life: str = ""

    @classmethod
    def gathered(cls, own: Iterable[Flag], of_documents: Iterable[Flag], outside_life: str = "") -> "EditorNotes":
        first = {flag.note: flag for flag in reversed([*own])}
        wide = {flag.note: flag for flag in of_documents if flag.note not in first}
        return cls(list(reversed(first.values())), list(wide.values()), outside_life)

    def __bool__(self) -> bool:
        return bool(self.own or self.of_documents or self.outside_life)

    @property
    def of_documents_in_words(self) -> str:
        """The number and kinds of notes on documents: “2 editor’s notes …: dates differ”."""
        count = len(self.of_documents)
        kinds = dict.fromkeys(flag.get_kind_display() for flag in self.of_documents if flag.kind != FlagKind.REMARK)
        words = f"{count} editor’s note{'' if count == 1 else 's'} on the document"
        return f"{words}: {', '.join(kinds)}" if kinds else words

    @property
    def as_text(self) -> str:
        """All of them for a column of a file."""
        computed = [f"{self.outside_life[:1].upper()}{self.outside_life[1:]}."] if self.outside_life else []
        return " ".join([*computed, *(flag.note for flag in (*self.own, *self.of_documents))])


NO_NOTES = EditorNotes([], [])
