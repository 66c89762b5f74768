"""Events with meetings and consultations, as written in a case file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from councils.schema.keys import AttributedKey, DocumentKey, VoiceKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import Bound, EventKind, EventRelation, EventStatus, FactKind, RecordStatus
from proposals.schema.keys import EventKey
from record.content.schema import (
    Clock,
    ContentFault,
    DateSchema,
    Key,
    Line,
    Number,
    OurProse,
    Part,
    PeriodSchema,
    RecordSchema,
    Refs,
    Through,
    Title,
    YesNo,
)


class FactSchema(Part):
    """One stated fact of an event: on whose word, and where it is printed."""

    model = "proposals.EventFact"
    parent = "event"

    kind: Literal[tuple(FactKind.values)]
    voice: VoiceKey | None = Field(
        None, title="Who", description="Whom the fact concerns: the host, one who took part."
    )
    words: Line | None = Field(
        None, description="The fact in the record's words, where a voice or date does not say it."
    )
    when: DateSchema | None = Field(None, description="The date stated; for other facts, when that was so.")
    stated: YesNo = Field(True, title="Stated in the document", description="no: the document does not state it.")
    according_to: AttributedKey | None = Field(None, description="On whose word it stands; absent for a bare record.")
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _says_something(self):
        if self.stated and not (self.voice or self.words or self.when):
            raise ValueError("says nothing. Give a voice, words or a date; or say that it is not stated")
        return self


class EventLinkSchema(Part):
    model = "proposals.EventLink"
    parent = "event"

    relation: Literal[tuple(EventRelation.values)]
    to: EventKey = Field(title="The event")


class AgendaItemSchema(Part):
    """An item of a meeting's agenda, with the report before it."""

    model = "proposals.AgendaItem"
    parent = "event"

    number: Line | None = Field(None, description="As printed.")
    title: Line
    report: DocumentKey | None = None
    passage: PassageSchema | None = None
    note: Line | None = None
    refs: Refs = []


class RecordStateSchema(Part):
    """A statement about the record of a meeting: held, asked for, declined, published."""

    model = "proposals.RecordState"
    parent = "record"

    status: Literal[tuple(RecordStatus.values)]
    voice: VoiceKey | None = Field(None, title="Who", description="Who holds it, asks for it, declines it.")
    of: VoiceKey | None = Field(None, title="Asked of", description="Of whom it was asked.")
    when: DateSchema | None = None
    document: DocumentKey | None = Field(None, description="Once it is published.")
    according_to: AttributedKey | None = None
    passage: PassageSchema | None = None
    refs: Refs = []


class MeetingRecordSchema(Part):
    """The record of a meeting as a thing of its own: a note, a recording, minutes."""

    model = "proposals.MeetingRecord"
    parent = "event"

    name: Line = Field(description="A neutral description.")
    states: list[RecordStateSchema] = Field(title="What is said of it")


class ConsultationSchema(Part):
    """A consultation as one source describes it."""

    model = "proposals.Consultation"
    parent = "event"

    by: VoiceKey | None = None
    period: PeriodSchema | None = None
    audience: Line | None = None
    method: Line | None = None
    asked: Number | None = Field(None, title="Number asked", description="How many were asked, as stated.")
    bound: Literal[tuple(Bound.values)] = Bound.EXACTLY.value
    responses: Number | None = Field(None, title="Number who answered", description="How many answered, as stated.")
    note: Line | None = None
    according_to: AttributedKey | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _no_more_than_asked(self):
        is_at_most = self.bound in (Bound.UP_TO, Bound.UNDER)
        if None not in (self.asked, self.responses) and self.responses > self.asked and not is_at_most:
            words = f"{self.responses:,} answered, and {self.asked:,} were asked. Mend one, or leave `asked` out"
            raise ContentFault(words, "responses")
        return self


class EventFlagSchema(FlagSchema):
    model = "proposals.EventFlag"
    parent = "flagged"


class EventSchema(RecordSchema):
    """Something dated. Each of its facts is stated by somebody."""

    title: Title = Field(description="A neutral description.")
    kind: Literal[tuple(EventKind.values)]
    status: Literal[tuple(EventStatus.values)] = EventStatus.HELD.value
    series: YesNo = Field(False, title="A series of occasions", description="yes: several occasions, entered as one.")
    when: DateSchema = Field(description="The date by which it is sorted; other datings are facts of kind date.")
    when_reason: Line | None = Field(
        None, title="Why this date", description="Why it is sorted by this date, where sources differ."
    )
    at: Clock | None = Field(None, title="Time of day", description="Clock time, Europe/London.")
    summary: OurProse | None = None
    sequence: Number = Field(0, title="Order", description="Order among events of one date.")
    facts: list[FactSchema] = Field([], title="Fact")
    links: list[EventLinkSchema] = Field([], title="Linked event")
    agenda: list[AgendaItemSchema] = Field([], title="Agenda item")
    records: list[MeetingRecordSchema] = Field([], title="Record of the meeting")
    consultations: list[ConsultationSchema] = Field(
        [], title="Consultation", description="For a consultation: what each source says of it."
    )
    proposals: Annotated[list[Key], Through("proposals.EventProposal", "event", "proposal", "proposal")] = []
    documents: Annotated[list[Key], Through("proposals.EventDocument", "event", "document", "document")] = Field(
        [], description="Documents that came out of it or were before it."
    )
    flags: list[EventFlagSchema] = Field([], title="Editor’s note")
