"""Areas, and options with the councils that they would create."""

from collections import defaultdict
from typing import Annotated, Literal

from pydantic import Field, model_validator

from councils.schema.keys import AttributedKey, DocumentKey, VoiceKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import AreaKind, InclusionExtent, OptionStatus, Weighs
from proposals.schema.keys import AreaKey, OptionKey, ProposalKey
from proposals.schema.proposal import BackerSchema, PlanStateSchema
from record.content.schema import (
    ContentFault,
    DateSchema,
    Key,
    Line,
    Number,
    OurProse,
    Part,
    PartKey,
    Printed,
    RecordSchema,
    Refs,
    Through,
    Title,
    YesNo,
)


class AreaNameSchema(Part):
    model = "proposals.AreaName"
    parent = "area"

    name: Line
    used_by: VoiceKey | None = None
    document: DocumentKey | None = None


class AreaSchema(RecordSchema):
    """A named part of a council's area, of which proposals speak."""

    name: Line = Field(description="As printed, without the council's name: Glen Parva.")
    kind: Literal[tuple(AreaKind.values)]
    council: VoiceKey | None = Field(None, description="The council in whose area it lies.")
    part_of: AreaKey | None = None
    names: list[AreaNameSchema] = Field([], title="Other name")
    note: OurProse | None = None
    passage: PassageSchema | None = None
    sequence: Number = Field(0, title="Order", description="Its place among the case's areas.")


class AppraisalPointSchema(Part):
    """A reason for or against an option, as a document states it."""

    model = "proposals.AppraisalPoint"
    parent = "appraisal"

    weighs: Literal[tuple(Weighs.values)]
    words: Line = Field(description="In the record's words.")
    passage: PassageSchema | None = None
    refs: Refs = []


class AppraisalSchema(Part):
    """The verdict of a document on an option, or that it does not appraise it."""

    model = "proposals.Appraisal"
    parent = "option"

    document: DocumentKey
    by: AttributedKey | None = Field(None, description="Whose appraisal it is.")
    appraised: YesNo = Field(
        True, title="Appraises the option", description="no: the document does not appraise this option."
    )
    verdict: Line | None = Field(None, description="As the document has it, in the record's words.")
    points: list[AppraisalPointSchema] = Field([], title="Reason")
    passage: PassageSchema | None = None
    note: OurProse | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _no_verdict_without(self):
        if not self.appraised and (self.verdict or self.points):
            raise ValueError("has a verdict or points, and says that nothing was appraised. Keep one of the two")
        return self


class InclusionSchema(Part):
    """One part of a proposed council: a council, an area, or words."""

    model = "proposals.Inclusion"
    parent = "proposed"

    council: VoiceKey | None = None
    area: AreaKey | None = None
    words: Line | None = Field(None, title="In words", description="Where neither is named: parts of Lincolnshire.")
    extent: Literal[tuple(InclusionExtent.values)] = InclusionExtent.WHOLE.value
    count: Number | None = Field(
        None, title="Number of parts", description="How many parts, where they are counted and not named."
    )
    count_of: Literal[tuple(AreaKind.values)] | None = None
    stated: YesNo = Field(True, description="no: the document does not state it.")
    inferred: YesNo = Field(False, description="yes: worked out by an editor, and marked so.")
    passage: PassageSchema | None = None
    note: Line | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _says_one_thing(self):
        if self.stated and not (self.council or self.area or self.words):
            raise ValueError("says nothing. Name a council, an area or words; or say that it is not stated")
        if self.count is not None and self.extent == InclusionExtent.WHOLE:
            raise ValueError("counts parts of the whole. Say that it takes a part, or leave the count out")
        if self.council and self.area:
            raise ValueError("names a council and an area. Name one: an area says in which council it lies")
        return self


class ProposedCouncilSchema(Part):
    """A council that an option would create."""

    model = "proposals.ProposedCouncil"
    parent = "option"

    key: PartKey = Field(title="Known here as")
    name: Line = Field(description="As the proposal calls it.")
    continues: VoiceKey | None = Field(
        None, title="Continues the council", description="The council of today that it would be, where that is said."
    )
    made_of: list[InclusionSchema] = Field([], title="Part")
    note: OurProse | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _whole_or_in_part(self):
        extents = defaultdict(list)
        for index, each in enumerate(self.made_of):
            for of in filter(None, [each.council, each.area]):
                found = extents[of]
                found.append(each.extent)
                if InclusionExtent.WHOLE in found and len(found) > 1:
                    how = "twice as a whole" if len(set(found)) == 1 else "both whole and in part"
                    raise ContentFault(f"has {of!r} {how}. Keep one of the two", "made_of", index)
        return self


class OptionBackerSchema(BackerSchema):
    """A voice that backs one option of a proposal."""

    model = "proposals.OptionBacking"
    parent = "option"


class OptionStateSchema(PlanStateSchema):
    model = "proposals.OptionState"
    parent = "option"

    replaced_by: OptionKey | None = None


class OptionFlagSchema(FlagSchema):
    model = "proposals.OptionFlag"
    parent = "flagged"


class OptionSchema(RecordSchema):
    """A way to do what is proposed, put forward or considered and set aside."""

    proposal: ProposalKey
    name: Title = Field(description="A neutral description.")
    status: Literal[tuple(OptionStatus.values)] = OptionStatus.PUT_FORWARD.value
    variant_of: OptionKey | None = Field(None, description="The option from which it differs in a detail.")
    when: DateSchema | None = Field(None, description="When it was put forward, if not with every version.")
    summary: OurProse | None = None
    elements: Annotated[list[Key], Through("proposals.OptionElement", "option", "element", "element")] = Field(
        [], title="Parts of plans"
    )
    appraisals: list[AppraisalSchema] = Field([], title="Appraisal")
    creates: list[ProposedCouncilSchema] = Field([], title="Proposed council")
    council_count: Number | None = Field(
        None, title="Number of councils", description="How many it would create, where they are not entered."
    )
    council_words: Printed | None = Field(
        None, title="Number of councils as printed", description="As printed: two or three."
    )
    passage: PassageSchema | None = None
    backers: list[OptionBackerSchema] = Field([], title="Backer")
    states: list[OptionStateSchema] = Field([], title="State of the plan")
    sequence: Number = Field(0, title="Order", description="Its place among the case's options.")
    flags: list[OptionFlagSchema] = Field([], title="Editor’s note")

    @model_validator(mode="after")
    def _continued_by_one(self):
        by = {}
        for number, each in enumerate(self.creates):
            if each.continues and by.setdefault(each.continues, each.key) != each.key:
                raise ContentFault(
                    f"continues {each.continues!r}, as {by[each.continues]!r} does. Keep one of the two",
                    *("creates", number, "continues"),
                )
        return self

    @model_validator(mode="after")
    def _whole_in_one(self):
        within = {}
        for number, proposed in enumerate(self.creates):
            for index, each in enumerate(proposed.made_of):
                if each.council and each.extent == InclusionExtent.WHOLE:
                    other = within.setdefault(each.council, proposed.key)
                    if other != proposed.key:
                        raise ContentFault(
                            f"has {each.council!r} whole in both {other!r} and {proposed.key!r}. "
                            "Keep it in one, or write which part goes where",
                            *("creates", number, "made_of", index),
                        )
        return self
