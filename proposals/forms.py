"""The forms of what is proposed and done: elements, proposals, submissions, events."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from councils.forms import DocumentKey, FlagForm, PassageForm, VoiceKey
from proposals.choices import BackingRelation, EventKind, EventRelation, EventStatus, FactKind, OptionStatus, Stage
from record.forms import (
    Clock,
    DateForm,
    Key,
    Kind,
    Line,
    Number,
    Part,
    PeriodForm,
    Prose,
    RecordForm,
    Reference,
    Through,
    YesNo,
    register,
)

ProposalKey = Annotated[Key, Reference("proposal")]
EventKey = Annotated[Key, Reference("event")]


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


class OptionForm(Part):
    """A way of doing it: put forward, or appraised in a document and set aside."""

    model = "proposals.Option"
    parent = "proposal"

    key: Key
    name: Line = Field(description="A neutral description.")
    status: Literal[tuple(OptionStatus.values)] = OptionStatus.PUT_FORWARD.value
    elements: Annotated[list[Key], Through("proposals.OptionElement", "option", "element", "element")] = []
    summary: Prose | None = None
    passage: PassageForm | None = None
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
    """A plan put forward, in versions, made of options."""

    name: Line = Field(description="A neutral description; the names that parties use stand under names.")
    summary: Prose | None = None
    sequence: Number = 0
    names: list[ProposalNameForm] = []
    put_forward_by: Annotated[list[Key], Through("proposals.Proposer", "proposal", "voice", "voice")] = []
    versions: list[VersionForm] = []
    options: list[OptionForm] = []
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


class FactForm(Part):
    """One stated fact of an event: on whose word, and where it is printed."""

    model = "proposals.EventFact"
    parent = "event"

    kind: Literal[tuple(FactKind.values)]
    voice: VoiceKey | None = Field(None, description="Whom the fact concerns: the host, one who took part.")
    words: Line | None = Field(
        None, description="The fact in the record's words, where a voice or date does not say it."
    )
    when: DateForm | None = Field(None, description="The date stated; for other facts, when that was so.")
    stated: YesNo = Field(True, description="no: the document does not state it.")
    according_to: VoiceKey | None = Field(None, description="On whose word it stands; absent for a bare record.")
    passage: PassageForm | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _says_something(self):
        if self.stated and not (self.voice or self.words or self.when):
            raise ValueError("says nothing. Give a voice, words or a date under `when`; or write `stated: no`")
        return self


class EventLinkForm(Part):
    model = "proposals.EventLink"
    parent = "event"

    relation: Literal[tuple(EventRelation.values)]
    to: EventKey


class EventFlagForm(FlagForm):
    model = "proposals.EventFlag"
    parent = "flagged"


class EventForm(RecordForm):
    """Something dated. Its facts stand each on somebody's word."""

    title: Line = Field(description="A neutral description.")
    kind: Literal[tuple(EventKind.values)]
    status: Literal[tuple(EventStatus.values)] = EventStatus.HELD.value
    series: YesNo = Field(False, description="yes: several occasions, entered as one.")
    when: DateForm = Field(description="The date by which it is sorted; other datings are facts of kind date.")
    when_reason: Line | None = Field(None, description="Why it is sorted by this date, where sources differ.")
    at: Clock | None = Field(None, description="Clock time, Europe/London.")
    summary: Prose | None = None
    sequence: Number = Field(0, description="Order among events of one date.")
    facts: list[FactForm] = []
    links: list[EventLinkForm] = []
    proposals: Annotated[list[Key], Through("proposals.EventProposal", "event", "proposal", "proposal")] = []
    documents: Annotated[list[Key], Through("proposals.EventDocument", "event", "document", "document")] = Field(
        [], description="Documents that came out of it or were before it."
    )
    flags: list[EventFlagForm] = []


ELEMENT = register(Kind("element", "elements", "proposals.Element", ElementForm, title="name", scope="case"))
PROPOSAL = register(Kind("proposal", "proposals", "proposals.Proposal", ProposalForm, title="name", scope="case"))
SUBMISSION = register(
    Kind("submission", "submissions", "proposals.Submission", SubmissionForm, title="title", scope="case")
)
EVENT = register(Kind("event", "events", "proposals.Event", EventForm, title="title", scope="case"))
