"""Schemas of cases and sides."""

from typing import Literal

from pydantic import Field, model_validator

from councils.choices import (
    LARGEST_TILE_MAP,
    LabelBasis,
)
from councils.schema.keys import VoiceKey
from record.content.schema import (
    DateSchema,
    Day,
    Embedded,
    Line,
    Number,
    OurLine,
    OurProse,
    Part,
    PartKey,
    PeriodSchema,
    RecordSchema,
    ShortLine,
    Title,
    YesNo,
)

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
    own_label: OurLine = Field(alias="label")
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
