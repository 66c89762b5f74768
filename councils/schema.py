"""Schemas of cases, voices, documents and passages."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from councils.choices import (
    LARGEST_TILE_MAP,
    MOST_PLACES,
    PLAIN_NUMBER,
    UNITS,
    AddressKind,
    AliasKind,
    CopyKind,
    CouncilType,
    DocumentKind,
    FlagKind,
    LabelBasis,
    MeasureKind,
    MeasureUnit,
    PlaceKind,
    Speaks,
    SuccessionKind,
    TenureKind,
    TextShown,
    TitleBasis,
    VoiceKind,
)
from record.content.schema import (
    ATTRIBUTED_TO,
    IN_NAME_OF,
    Address,
    ContentFault,
    DateSchema,
    Day,
    Embedded,
    Key,
    Line,
    Number,
    OurLine,
    OurProse,
    Part,
    PartKey,
    PeriodSchema,
    Printed,
    PrintedProse,
    Prose,
    RecordKind,
    RecordSchema,
    Reference,
    Refs,
    SharedRow,
    ShortLine,
    Through,
    Title,
    YesNo,
    register,
    short,
)


def _plain_number(value: str) -> str:
    if not re.fullmatch(PLAIN_NUMBER, value):
        raise ValueError(
            f"{short(value)} is not a number of the record. Write digits, at most twelve, with a point before at most "
            "four decimals, and no commas: 46100 or 481.2"
        )
    return value


VoiceKey = Annotated[Key, Reference("voice")]
# The voice in whose name the record stands: who may publish and withdraw it depends on it.
NamedVoiceKey = Annotated[VoiceKey, IN_NAME_OF]
# A voice that is said to have said something: who may publish the record depends on it too.
AttributedKey = Annotated[VoiceKey, ATTRIBUTED_TO]
DocumentKey = Annotated[Key, Reference("document")]


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


# Who


class AliasSchema(Part):
    """Another name of a voice, with who uses it and where."""

    model = "councils.Alias"
    parent = "voice"

    name: Line
    kind: Literal[tuple(AliasKind.values)] = AliasKind.USED.value
    used_by: VoiceKey | None = None
    document: DocumentKey | None = None
    when: DateSchema | None = None
    note: OurProse | None = Field(None, description="For a name taken to be the same person: on what evidence.")
    refs: Refs = []


class TenureSchema(Part):
    """A voice belongs to, holds, leads or speaks for another, for a time."""

    model = "councils.Tenure"
    parent = "voice"

    kind: Literal[tuple(TenureKind.values)]
    of: NamedVoiceKey
    when: PeriodSchema | None = None
    as_printed: Printed | None = Field(
        None, title="As printed", description="The office or tie in the words of a source."
    )
    passage: PassageSchema | None = None
    note: OurProse | None = None
    refs: Refs = []


class IdentifierSchema(Part):
    model = "councils.Identifier"
    parent = "council"

    scheme: Line = Field(description="Such as gss.")
    value: Line


class SuccessionSchema(Part):
    """How a council followed another: its kind, and when."""

    model = "councils.Succession"
    parent = "council"

    kind: Literal[tuple(SuccessionKind.values)]
    other: VoiceKey = Field(title="Other council")
    when: DateSchema | None = None
    note: OurProse | None = None


class SeatsSchema(Part):
    model = "councils.Seats"
    parent = "control"

    group: Line = Field(title="Name")
    seats: Number


class ControlSchema(Part):
    """Political control of a council for a period, in words and in seats."""

    model = "councils.Control"
    parent = "council"

    when: PeriodSchema
    words: Line = Field(title="In words")
    seats: list[SeatsSchema] = Field([], title="Group")
    passage: PassageSchema | None = None


class CouncilMeasurementSchema(Part):
    """The size of a council as one source gives it."""

    model = "councils.CouncilMeasurement"
    parent = "council"

    kind: Literal[tuple(MeasureKind.values)]
    value: Annotated[str, AfterValidator(_plain_number)] = Field(
        description="Digits, with a point before decimals and no commas: 46100, or 481.2.",
        json_schema_extra={"pattern": PLAIN_NUMBER},
    )
    unit: Literal[tuple(MeasureUnit.values)]
    as_at: DateSchema | None = Field(None, description="The date for which the number holds.")
    passage: PassageSchema | None = None
    source: Line | None = Field(
        None, description="Where no document of the record prints it: who gives the number, and in what edition."
    )

    @model_validator(mode="after")
    def _in_a_unit_that_fits(self):
        if self.unit not in UNITS[self.kind]:
            raise ContentFault(
                f"{self.unit} do not measure {self.kind}. Write {' or '.join(UNITS[self.kind])} under `unit`", "unit"
            )
        return self

    @model_validator(mode="after")
    def _with_its_source(self):
        if not self.passage and not self.source:
            raise ValueError("a number stands on somebody's word. Give a passage or a source")
        return self


class PlaceSourceSchema(Embedded):
    """The source for a place being in a council’s area, with its licence."""

    prefix = "source_"

    name: Line = Field(title="Name of the source")
    address: Address | None = Field(None, title="Web address")
    read_on: Day | None = None
    licence: Line | None = None


class PlaceSchema(Part):
    """A name that people live under: a town, village, suburb, ward or parish."""

    model = "councils.Place"
    parent = "council"

    name: Line
    kind: Literal[tuple(PlaceKind.values)]
    source: PlaceSourceSchema = Field(title="Source")


class CouncilSchema(Part):
    """Code, type, dates and size of a voice that is a council."""

    model = "councils.Council"
    parent = "voice"

    code: Annotated[str, Field(pattern=r"^[A-Z]{3,4}(-[A-Z])?$", description="Upper case, as in addresses: MEL.")]
    area: Line = Field(description="The name of the place alone: Melton.")
    type: Literal[tuple(CouncilType.values)]
    county: VoiceKey | None = Field(
        None,
        description="For a district: the county council in whose area it lies, if that is not the case's only one.",
    )
    starts: DateSchema | None = None
    ends: DateSchema | None = None
    identifiers: list[IdentifierSchema] = Field([], title="Identifier")
    successions: list[SuccessionSchema] = Field([], title="Predecessor or successor")
    controls: list[ControlSchema] = Field([], title="Political control")
    measures: list[CouncilMeasurementSchema] = Field([], title="Size")
    places: list[PlaceSchema] = Field(
        [], title="Place in its area", max_length=MOST_PLACES, description="Names that people live under."
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self):
        if self.starts and self.ends and self.ends.value.latest < self.starts.value.earliest:
            raise ContentFault("ends before it starts. Mend one of the two dates", "ends")
        return self


class VoiceSchema(RecordSchema):
    """Anyone whose words or stance the record holds."""

    kind: Literal[tuple(VoiceKind.values)]
    own_name: Line = Field(alias="name")
    short_name: Line | None = Field(
        None, description="For narrow columns; of an alliance, the name by which a page calls it after the first time."
    )
    description: OurProse | None = Field(
        None, description="Who or what it is, and for an unnamed voice how it is described."
    )
    speaks: Literal[tuple(Speaks.values)] | None = Field(
        None, description="no: it speaks for itself, and not for what it is part of. A majority, scrutiny, a part."
    )
    council: CouncilSchema | None = None
    tenures: list[TenureSchema] = Field([], title="Role or membership")
    aliases: list[AliasSchema] = Field([], title="Other name")

    @model_validator(mode="after")
    def _only_councils_have_codes(self):
        if (self.kind == VoiceKind.COUNCIL) != (self.council is not None):
            raise ValueError(
                "a council needs its code, area and type, and no other voice has these. Add or remove them"
            )
        return self


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


# The case


class PartySchema(Part):
    """A council or body that the case concerns, in its area or not."""

    model = "councils.Party"
    parent = "case"

    voice: VoiceKey = Field(title="Who")
    in_area: YesNo = Field(True, title="In the area of the case")
    note: Line | None = None


class PlacementSchema(Part):
    """A voice placed in a side, for a time."""

    model = "councils.Placement"
    parent = "side"

    voice: VoiceKey = Field(title="Who")
    when: PeriodSchema | None = None


class SideSchema(Part):
    """A side, labelled by its councils or by a name that its members agreed to."""

    model = "councils.Side"
    parent = "case"

    key: PartKey = Field(title="Known here as")
    label: OurLine
    label_basis: Literal[tuple(LabelBasis.values)] = LabelBasis.NAMES.value
    short_name: ShortLine | None = Field(None, description="For a long label: printed once the page has the label.")
    voices: list[PlacementSchema] = Field(title="Member")


class TileSchema(Part):
    """The square of a council on the case's tile map."""

    model = "councils.Tile"
    parent = "case"

    council: VoiceKey
    column: Number = Field(ge=1, le=LARGEST_TILE_MAP, description="From the left, from 1.")
    row: Number = Field(ge=1, le=LARGEST_TILE_MAP, description="From the top, from 1.")


class QuietSchema(Embedded):
    """The first and the last day of a quiet period, before an election."""

    prefix = "quiet_"

    first: Day = Field(title="From")
    last: Day = Field(title="Until")

    @model_validator(mode="after")
    def _in_order(self):
        if self.last < self.first:
            raise ValueError("the last day is before the first. Change one of them")
        return self


class CaseSchema(RecordSchema):
    """One contested change, with its parties and sides."""

    title: Title
    area: Line | None = None
    summary: OurProse
    began: DateSchema | None = None
    kept_up_to: Day | None = Field(
        None, title="Kept up to", description="The day up to which the record has been kept."
    )
    quiet: QuietSchema | None = Field(
        None,
        title="Nothing new is published",
        description="Before an election, nothing new is published between two days.",
    )
    invented: YesNo = Field(
        False, title="Made up for practice", description="A case made up for practice, and shown as such."
    )
    parties: list[PartySchema] = Field([], title="Party")
    sides: list[SideSchema] = Field([], title="Side")
    tiles: list[TileSchema] = Field(
        [], title="Square of the tile map", description="Where each council stands on the case's tile map."
    )


VOICE = register(RecordKind("voice", "voices", "councils.Voice", VoiceSchema, title="name"))
DOCUMENT = register(RecordKind("document", "documents", "councils.Document", DocumentSchema, title="title"))
CASE = register(RecordKind("case", "case", "councils.Case", CaseSchema, title="title", is_scope=True))
