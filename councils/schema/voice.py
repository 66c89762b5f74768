"""Schemas of voices and councils."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from councils.choices import (
    MOST_PLACES,
    PLAIN_NUMBER,
    UNITS,
    AliasKind,
    CouncilType,
    MeasureKind,
    MeasureUnit,
    PlaceKind,
    Speaks,
    SuccessionKind,
    TenureKind,
    VoiceKind,
)
from councils.schema.keys import DocumentKey, NamedVoiceKey, VoiceKey
from councils.schema.passage import PassageSchema
from record.content.schema import (
    Address,
    ContentFault,
    DateSchema,
    Day,
    Embedded,
    Line,
    Number,
    OurProse,
    Part,
    PeriodSchema,
    Printed,
    RecordSchema,
    Refs,
    short,
)


def _plain_number(value: str) -> str:
    if not re.fullmatch(PLAIN_NUMBER, value):
        raise ValueError(
            f"{short(value)} is not a number of the record. Write digits, at most twelve, with a point before at most "
            "four decimals, and no commas: 46100 or 481.2"
        )
    return value


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
