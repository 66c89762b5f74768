"""Risk registers, as written in a case file."""

from typing import Literal

from pydantic import Field

from councils.forms import DocumentKey, FlagForm, PassageForm
from proposals.choices import Axis
from proposals.forms.keys import DecisionKey
from record.forms import DateForm, Line, Number, Part, Prose, RecordForm


class ScaleStepForm(Part):
    """One step of a scale, as printed."""

    model = "proposals.ScaleStep"
    parent = "register"

    axis: Literal[tuple(Axis.values)]
    number: Number
    words: Line


class RiskForm(Part):
    model = "proposals.Risk"
    parent = "register"

    number: Line | None = Field(None, description="As printed.")
    words: Line
    likelihood: Line | None = Field(None, description="As printed.")
    impact: Line | None = Field(None, description="As printed.")
    rating: Line | None = Field(None, description="As printed, never worked out.")
    mitigation: Prose | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []


class MatrixCellForm(Part):
    """What the matrix prints where a likelihood and an impact meet."""

    model = "proposals.MatrixCell"
    parent = "register"

    likelihood: Line
    impact: Line
    printed: Line


class RiskFlagForm(FlagForm):
    model = "proposals.RiskFlag"
    parent = "flagged"


class RiskRegisterForm(RecordForm):
    """A register of risks as a document prints it, with its scales and its matrix."""

    title: Line
    document: DocumentKey
    decision: DecisionKey | None = Field(None, description="The decision whose report holds it.")
    as_at: DateForm | None = None
    scales: list[ScaleStepForm] = []
    risks: list[RiskForm] = []
    matrix: list[MatrixCellForm] = []
    note: Prose | None = None
    flags: list[RiskFlagForm] = []
