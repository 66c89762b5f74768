"""Risk registers, as written in a case file."""

from typing import Literal

from pydantic import Field

from councils.schema.keys import DocumentKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import Axis
from proposals.schema.keys import DecisionKey
from record.content.schema import DateSchema, Line, Number, Part, Printed, Prose, RecordSchema, Refs, Title


class ScaleStepSchema(Part):
    """One step of a scale, as printed."""

    model = "proposals.ScaleStep"
    parent = "register"

    axis: Literal[tuple(Axis.values)]
    number: Number
    words: Line


class RiskSchema(Part):
    model = "proposals.Risk"
    parent = "register"

    number: Line | None = Field(None, description="As printed.")
    words: Line
    likelihood: Line | None = Field(None, description="As printed.")
    impact: Line | None = Field(None, description="As printed.")
    rating: Line | None = Field(None, description="As printed, never worked out.")
    mitigation: Prose | None = None
    passage: PassageSchema | None = None
    refs: Refs = []


class MatrixCellSchema(Part):
    """The rating that the matrix prints for a likelihood and an impact."""

    model = "proposals.MatrixCell"
    parent = "register"

    likelihood: Line
    impact: Line
    printed: Printed


class RiskFlagSchema(FlagSchema):
    model = "proposals.RiskFlag"
    parent = "flagged"


class RiskRegisterSchema(RecordSchema):
    """A register of risks as a document prints it, with its scales and its matrix."""

    title: Title
    document: DocumentKey
    decision: DecisionKey | None = Field(None, description="The decision whose report holds it.")
    as_at: DateSchema | None = None
    scales: list[ScaleStepSchema] = Field([], title="Step of a scale")
    risks: list[RiskSchema] = Field([], title="Risk")
    matrix: list[MatrixCellSchema] = Field([], title="Cell of the matrix")
    note: Prose | None = None
    flags: list[RiskFlagSchema] = Field([], title="Editor’s note")
