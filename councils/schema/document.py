"""Schemas of documents."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from councils.choices import (
    AddressKind,
    CopyKind,
    DocumentKind,
    TextShown,
    TitleBasis,
)
from councils.schema.keys import DocumentKey, NamedVoiceKey
from councils.schema.passage import FlagSchema
from record.content.schema import (
    IN_NAME_OF,
    Address,
    DateSchema,
    Day,
    Embedded,
    Key,
    Line,
    OurProse,
    Part,
    Prose,
    RecordSchema,
    Through,
)

# What they printed


class DocumentAddressSchema(Part):
    model = "councils.DocumentAddress"
    parent = "document"

    url: Address = Field(title="Web address")
    kind: Literal[tuple(AddressKind.values)] = AddressKind.ORIGINAL.value
    read_on: Day | None = None
    note: Line | None = None


class CopySchema(Embedded):
    """The copy that was read."""

    prefix = "copy_"

    kind: Literal[tuple(CopyKind.values)]
    read_on: Day | None = None
    breaks_off: Prose | None = Field(None, description="Where the copy ends before the work does.")


class TextSchema(Embedded):
    """The stored text of the copy, and how much of it readers may see."""

    prefix = "text_"

    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=200)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(title="SHA-256")
    shown: Literal[tuple(TextShown.values)] = Field(TextShown.SURROUNDINGS.value, title="Shown to readers")
    licence: Line | None = None

    @model_validator(mode="after")
    def _whole_under_a_licence(self):
        if self.shown == TextShown.WHOLE and not self.licence:
            raise ValueError("a whole text is shown only under an open licence. Name the licence")
        return self


class DocumentFlagSchema(FlagSchema):
    model = "councils.DocumentFlag"
    parent = "flagged"


class DocumentSchema(RecordSchema):
    """A work, and the copy of it that was read."""

    title: Line
    title_basis: Literal[tuple(TitleBasis.values)] = Field(TitleBasis.PRINTED.value, title="Title from")
    kind: Literal[tuple(DocumentKind.values)]
    publisher: NamedVoiceKey | None = None
    authors: Annotated[list[Key], Through("councils.Author", "document", "voice", "voice"), IN_NAME_OF] = []
    date: DateSchema | None = Field(None, description="The date that the work bears or is inferred to have.")
    published: DateSchema | None = Field(None, description="When it became public, where that is another date.")
    as_at: DateSchema | None = Field(None, description="As at when what it states is said to hold.")
    addresses: list[DocumentAddressSchema] = Field([], title="Address")
    copy_read: CopySchema | None = Field(None, title="Copy read", alias="copy")
    text: TextSchema | None = Field(None, title="Stored text")
    reproduces: DocumentKey | None = Field(None, description="The document that this one reprints.")
    edition_of: DocumentKey | None = Field(
        None, title="Another copy or edition of", description="The document of which this is another copy or edition."
    )
    summary: OurProse | None = Field(None, description="What it is, in the record's own words.")
    flags: list[DocumentFlagSchema] = Field([], title="Editor’s note")
