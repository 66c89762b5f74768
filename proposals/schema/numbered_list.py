"""Numbered lists, as written in a case file."""

from typing import Literal

from pydantic import Field, model_validator

from councils.schema.keys import AttributedKey, DocumentKey, NamedVoiceKey, VoiceKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import ListKind
from proposals.schema.keys import EventKey, ProposalKey
from record.content.schema import DateSchema, Line, Number, Part, RecordSchema, Refs, Title


class ItemOutcomeSchema(Part):
    """An outcome of an item: an event, or words according to somebody."""

    model = "proposals.ItemOutcome"
    parent = "item"

    words: Line | None = None
    event: EventKey | None = None
    according_to: AttributedKey | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _says_something(self):
        if not (self.words or self.event):
            raise ValueError("says nothing. Give an event or words")
        return self


class ListItemSchema(Part):
    """One item of a list, with what came of it."""

    model = "proposals.ListItem"
    parent = "numbered_list"

    number: Line | None = Field(None, description="As printed.")
    words: Line = Field(description="In the record's words.")
    to: VoiceKey | None = Field(None, description="To whom it is addressed, where that differs from the list.")
    when: DateSchema | None = Field(None, description="For a plan: when it was to be.")
    came_of: list[ItemOutcomeSchema] = Field([], title="What came of it")
    passage: PassageSchema | None = None
    note: Line | None = None
    refs: Refs = []


class ListFlagSchema(FlagSchema):
    model = "proposals.ListFlag"
    parent = "flagged"


class NumberedListSchema(RecordSchema):
    """A list as a document prints it, with its numbering and the count it states."""

    title: Title = Field(description="A neutral description.")
    kind: Literal[tuple(ListKind.values)]
    document: DocumentKey = Field(description="Where it is printed.")
    by: NamedVoiceKey | None = Field(None, description="Whose list it is.")
    to: VoiceKey | None = Field(None, description="To whom it is addressed.")
    proposal: ProposalKey | None = None
    event: EventKey | None = None
    stated_count: Number | None = Field(
        None, title="Number that it states", description="How many the document says they are."
    )
    passage: PassageSchema | None = Field(None, description="Where it states the count.")
    items: list[ListItemSchema] = Field(title="Item", min_length=1)
    sequence: Number = Field(0, title="Order", description="Its place among the case's lists.")
    flags: list[ListFlagSchema] = Field([], title="Editor’s note")
