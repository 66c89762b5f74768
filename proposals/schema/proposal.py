"""Elements, proposals and submissions, as written in a case file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from councils.schema.keys import AttributedKey, DocumentKey, VoiceKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import BackingRelation, PlanStatus, Stage
from proposals.schema.keys import EventKey, ProposalKey
from record.content.schema import (
    ATTRIBUTED_TO,
    IN_NAME_OF,
    ContentFault,
    DateSchema,
    Key,
    Line,
    Number,
    OurProse,
    Part,
    PeriodSchema,
    Printed,
    RecordSchema,
    Refs,
    Through,
    Title,
)


class ElementSchema(RecordSchema):
    """One severable part of an option, on which a voice can take a position."""

    name: Title
    description: OurProse | None = None
    sequence: Number = Field(0, title="Order", description="Its place among the case's elements.")


class ProposalNameSchema(Part):
    """A name that somebody uses for a proposal, with who uses it and where."""

    model = "proposals.ProposalName"
    parent = "proposal"

    name: Line
    used_by: VoiceKey | None = None
    document: DocumentKey | None = None
    when: DateSchema | None = None
    note: OurProse | None = None
    refs: Refs = []


class SignatorySchema(Part):
    model = "proposals.Signatory"
    parent = "version"

    voice: AttributedKey = Field(title="Who")
    as_printed: Printed | None = None


class VersionSchema(Part):
    """A proposal as it stood at one time."""

    model = "proposals.ProposalVersion"
    parent = "proposal"

    stage: Literal[tuple(Stage.values)]
    title: Line | None = Field(None, title="Title as printed", description="As printed.")
    when: DateSchema | None = None
    document: DocumentKey | None = None
    authors: Annotated[list[Key], Through("proposals.VersionAuthor", "version", "voice", "voice"), ATTRIBUTED_TO] = []
    signatories: list[SignatorySchema] = Field([], title="Signatory")
    note: OurProse | None = None
    refs: Refs = []


class BackerSchema(Part):
    """A voice that stands behind a plan."""

    voice: AttributedKey = Field(title="Who")
    when: PeriodSchema | None = None
    known_by: DateSchema | None = Field(
        None, description="The day by which it is known, where it is not known since when; it still holds."
    )
    count: Number | None = Field(
        None, title="Number of them", description="How many they are, where the voice is unnamed."
    )
    words: Printed | None = Field(None, title="As printed", description="As printed: most of the seven.")
    condition: Line | None = Field(None, description="As worded.")
    according_to: AttributedKey | None = Field(None, description="On whose word it stands.")
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _known_by_a_day(self):
        if self.known_by and (self.when or "/" in self.known_by.edtf):
            raise ContentFault("is the one day by which it is known. Give it alone, or give `when`", "known_by")
        return self


class RelatedVoiceSchema(Part):
    """A voice and its relation to a proposal."""

    voice: AttributedKey = Field(title="Who")
    relation: Literal[tuple(BackingRelation.values)]


# The fields of the last base come first, so that a file says the relation beside the voice.
class BackingSchema(BackerSchema, RelatedVoiceSchema):
    """A voice that backs, signed, left or is counted in a proposal."""

    model = "proposals.Backing"
    parent = "proposal"

    decided_at: EventKey | None = Field(None, description="The event at which it joined, left or was counted in.")


class PlanStateSchema(Part):
    """One state of a proposal or an option, with its date and source."""

    status: Literal[tuple(PlanStatus.values)] = Field(title="State")
    when: DateSchema | None = None
    voice: VoiceKey | None = Field(None, title="By", description="Who submitted, paused or ended it.")
    to: VoiceKey | None = Field(None, description="To whom it was submitted.")
    according_to: AttributedKey | None = Field(None, description="On whose word it stands.")
    note: Line | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _replaced_by_another(self):
        if self.replaced_by and self.status != PlanStatus.REPLACED:
            raise ValueError("names what replaces it. Write `status: replaced`, or leave out `replaced_by`")
        return self


class ProposalStateSchema(PlanStateSchema):
    model = "proposals.ProposalState"
    parent = "proposal"

    replaced_by: ProposalKey | None = None


class ProposalFlagSchema(FlagSchema):
    model = "proposals.ProposalFlag"
    parent = "flagged"


class ProposalSchema(RecordSchema):
    """A plan put forward, in versions."""

    name: Title = Field(description="A neutral description. Put the names that the parties use under `names`.")
    summary: OurProse | None = None
    sequence: Number = Field(0, title="Order")
    names: list[ProposalNameSchema] = Field([], title="Name in use")
    put_forward_by: Annotated[list[Key], Through("proposals.Proposer", "proposal", "voice", "voice"), IN_NAME_OF] = []
    versions: list[VersionSchema] = Field([], title="Version")
    backers: list[BackingSchema] = Field([], title="Backer")
    states: list[ProposalStateSchema] = Field([], title="State of the plan")
    flags: list[ProposalFlagSchema] = Field([], title="Editor’s note")


class CarriedSchema(Part):
    model = "proposals.Carried"
    parent = "submission"

    proposal: ProposalKey
    stage: Literal[tuple(Stage.values)] | None = None
    voice: VoiceKey | None = Field(None, title="Put forward by")


class SubmissionSchema(RecordSchema):
    """A paper sent to a recipient, which carries one or more proposals."""

    title: Title
    when: DateSchema
    by: Annotated[list[Key], Through("proposals.Submitter", "submission", "voice", "voice"), IN_NAME_OF] = []
    to: VoiceKey | None = None
    document: DocumentKey | None = None
    carries: list[CarriedSchema] = Field([], title="Proposal carried")
    passage: PassageSchema | None = None
