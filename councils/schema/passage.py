"""Schemas of passages, and of editors' notes."""

from typing import Literal

from pydantic import Field

from councils.choices import (
    FlagKind,
)
from councils.schema.keys import DocumentKey
from record.content.schema import (
    Day,
    Embedded,
    Line,
    Number,
    OurProse,
    Part,
    PrintedProse,
    Prose,
    Refs,
    SharedRow,
)


class ComparedSchema(Embedded):
    """The office that compared a quotation with the page, and the day."""

    prefix = "compared_"

    office: Line = Field(title="By")
    on: Day = Field(title="On")


class PassageSchema(SharedRow):
    """An exact stretch of a document, and the place where it is printed."""

    model = "councils.Passage"

    document: DocumentKey = Field(title="Quoted from")
    quote: PrintedProse | None = Field(
        None, title="Quotation", description="The words, exactly. “…” joins parts within one section."
    )
    occurrence: Number = Field(
        1, title="Occurrence of the words", ge=1, le=999, description="Which one, where the words occur more than once."
    )
    page: Line | None = None
    section: Line | None = None
    paragraph: Line | None = None
    line: Line | None = None
    compared: ComparedSchema | None = Field(
        None, title="Compared with the page", description="A person compared the words with the page."
    )
    not_found: Prose | None = Field(
        None, title="Not found in the text", description="Why the words are kept though the text given lacks them."
    )


class FlagSchema(Part):
    """An editor's note on a source, shown apart from what the source says."""

    kind: Literal[tuple(FlagKind.values)]
    note: OurProse
    passage: PassageSchema | None = None
    refs: Refs = []
