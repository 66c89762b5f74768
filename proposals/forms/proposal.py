"""Elements, proposals with their names, versions and backers, and submissions, as written in a case file."""

from typing import Annotated, Literal

from pydantic import Field

from councils.forms import DocumentKey, FlagForm, PassageForm, VoiceKey
from proposals.choices import BackingRelation, Stage
from proposals.forms.keys import EventKey, ProposalKey
from record.forms import DateForm, Key, Line, Number, Part, PeriodForm, Prose, RecordForm, Through


class ElementForm(RecordForm):
    """One severable part of an option, on which one can take a stand."""

    name: Line
    description: Prose | None = None
    sequence: Number = Field(0, description="Its place among the case's elements.")


class ProposalNameForm(Part):
    """A name that somebody uses for a proposal, with who uses it and where."""

    model = "proposals.ProposalName"
    parent = "proposal"

    name: Line
    used_by: VoiceKey | None = None
    document: DocumentKey | None = None
    when: DateForm | None = None
    note: Prose | None = None
    refs: list[Line] = []


class SignatoryForm(Part):
    model = "proposals.Signatory"
    parent = "version"

    voice: VoiceKey
    as_printed: Line | None = None


class VersionForm(Part):
    """A proposal as it stood at one time."""

    model = "proposals.ProposalVersion"
    parent = "proposal"

    stage: Literal[tuple(Stage.values)]
    title: Line | None = Field(None, description="As printed.")
    when: DateForm | None = None
    document: DocumentKey | None = None
    authors: Annotated[list[Key], Through("proposals.VersionAuthor", "version", "voice", "voice")] = []
    signatories: list[SignatoryForm] = []
    note: Prose | None = None
    refs: list[Line] = []


class BackerForm(Part):
    """A voice that backs, signed, left or is counted in a proposal."""

    model = "proposals.Backing"
    parent = "proposal"

    voice: VoiceKey
    relation: Literal[tuple(BackingRelation.values)]
    when: PeriodForm | None = None
    condition: Line | None = Field(None, description="As worded.")
    decided_at: EventKey | None = Field(None, description="The event at which it joined, left or was counted in.")
    according_to: VoiceKey | None = Field(None, description="On whose word it stands.")
    passage: PassageForm | None = None
    refs: list[Line] = []


class ProposalFlagForm(FlagForm):
    model = "proposals.ProposalFlag"
    parent = "flagged"


class ProposalForm(RecordForm):
    """A plan put forward, in versions."""

    name: Line = Field(description="A neutral description; the names that parties use stand under names.")
    summary: Prose | None = None
    sequence: Number = 0
    names: list[ProposalNameForm] = []
    put_forward_by: Annotated[list[Key], Through("proposals.Proposer", "proposal", "voice", "voice")] = []
    versions: list[VersionForm] = []
    backers: list[BackerForm] = []
    flags: list[ProposalFlagForm] = []


class CarriedForm(Part):
    model = "proposals.Carried"
    parent = "submission"

    proposal: ProposalKey
    stage: Literal[tuple(Stage.values)] | None = None
    voice: VoiceKey | None = None


class SubmissionForm(RecordForm):
    """A paper sent to a recipient, which carries one or more proposals."""

    title: Line
    when: DateForm
    by: Annotated[list[Key], Through("proposals.Submitter", "submission", "voice", "voice")] = []
    to: VoiceKey | None = None
    document: DocumentKey | None = None
    carries: list[CarriedForm] = []
    passage: PassageForm | None = None
