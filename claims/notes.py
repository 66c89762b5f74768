"""Editors' notes on a claim, its words, its figures and its documents.

One place gathers them, so that every page prints the same notes beside the same claim.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from councils.choices import FlagKind
from councils.models import Document, Flag
from record.text.english import counted


@dataclass(frozen=True)
class EditorNotes:
    """The notes beside one claim.

    ``of_claim`` are on the claim and its words, ``of_figures`` on its figures by their keys, ``of_documents`` on
    documents as wholes.
    """

    of_claim: tuple[Flag, ...] = ()
    of_figures: Mapping[str, Flag] = field(default_factory=dict)
    of_documents: tuple[Flag, ...] = ()
    # How its date lies outside its council's life: computed, and no editor's word.
    outside_life: str = ""

    def __bool__(self) -> bool:
        return bool(self.of_claim or self.of_figures or self.of_documents or self.outside_life)

    def for_figures(self, figures: Iterable[str]) -> "EditorNotes":
        """The notes to print beside these figures, by their keys, without those on others."""
        keys = set(figures)
        return replace(self, of_figures={key: flag for key, flag in self.of_figures.items() if key in keys})

    @cached_property
    def own(self) -> list[Flag]:
        """The notes on the claim, its figures and its words, none of them twice."""
        return _once([*self.of_figures.values(), *self.of_claim])

    @property
    def reported_replies(self) -> list[Flag]:
        """Notes that somebody replied, where the record has no words of it."""
        return [flag for flag in self.own if flag.kind == FlagKind.REPLY_REPORTED]

    @cached_property
    def of_documents_alone(self) -> list[Flag]:
        """The notes on documents that do not stand among its own."""
        said = {flag.note for flag in self.own}
        return [flag for flag in _once(self.of_documents) if flag.note not in said]

    @property
    def first_document(self) -> str:
        """The public id of the first document of ``of_documents_alone``, or nothing."""
        return next((flag.flagged.public_id for flag in self.of_documents_alone), "")

    @property
    def of_documents_in_words(self) -> str:
        """The number and kinds of notes on documents: “2 editor’s notes …: dates differ”."""
        return _in_words(self.of_documents_alone, " on the document")

    @cached_property
    def all(self) -> list[Flag]:
        return [*self.own, *self.of_documents_alone]

    @property
    def folded(self) -> list[Flag]:
        """All notes but those that are always open."""
        return [flag for flag in self.all if flag.kind != FlagKind.REPLY_REPORTED]

    @property
    def folded_own(self) -> list[Flag]:
        """Its own notes but those that are always open."""
        return [flag for flag in self.own if flag.kind != FlagKind.REPLY_REPORTED]

    @property
    def folded_in_words(self) -> str:
        """The number and kinds of the folded notes."""
        return _in_words(self.folded)

    @property
    def as_text(self) -> str:
        """All of them for a column of a file."""
        computed = [f"{self.outside_life[:1].upper()}{self.outside_life[1:]}."] if self.outside_life else []
        return " ".join([*computed, *(flag.note for flag in self.all)])


def noted_documents(noted: Iterable) -> list[tuple[Document, list[Flag]]]:
    """Documents by title, with the notes on each as a whole.

    ``noted`` are claims, or statements of them, each with its ``notes``.
    """
    found: dict[str, tuple[Document, dict[str, Flag]]] = {}
    for each in noted:
        for flag in each.notes.of_documents_alone:
            document = flag.flagged
            found.setdefault(document.public_id, (document, {}))[1].setdefault(flag.note, flag)
    by_title = sorted(found.values(), key=lambda each: each[0].title.casefold())
    return [(document, list(flags.values())) for document, flags in by_title]


def _in_words(flags: list[Flag], on: str = "") -> str:
    kinds = dict.fromkeys(flag.label for flag in flags if flag.kind != FlagKind.REMARK)
    words = f"{counted(len(flags), 'editor’s note')}{on}"
    return f"{words}: {', '.join(kinds)}" if kinds else words


def _once(flags: Iterable[Flag]) -> list[Flag]:
    first: dict[str, Flag] = {}
    for flag in flags:
        first.setdefault(flag.note, flag)
    return list(first.values())


NO_NOTES = EditorNotes()
