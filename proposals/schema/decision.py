"""Decisions with motions, votes and outcomes, as written in a case file."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from councils.schema.keys import AttributedKey, DocumentKey, NamedVoiceKey, VoiceKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import (
    Agreed,
    Bound,
    Cast,
    DecisionStatus,
    Effect,
    MotionKind,
    MotionResult,
    VoteManner,
    Wording,
    YesNoNotStated,
)
from proposals.schema.keys import DecisionKey, EventKey, OptionKey, ProposalKey
from record.content.schema import (
    Amount,
    ContentFault,
    DateSchema,
    Key,
    Line,
    Number,
    OurProse,
    Part,
    PartKey,
    Printed,
    Prose,
    RecordSchema,
    Refs,
    Through,
    Title,
    YesNo,
)


def _to_the_penny(value):
    if value.normalize().as_tuple().exponent < -2:
        raise ValueError(f"{value:f} has more than two decimals. Write pounds and pence: 125000.50")
    return value


Pounds = Annotated[Amount, AfterValidator(_to_the_penny)]


class RecommendationSchema(Part):
    """A recommendation of a report, and its result."""

    model = "proposals.Recommendation"
    parent = "decision"

    number: Line | None = Field(None, description="As printed.")
    words: Line
    result: Literal[tuple(Agreed.values)] = Agreed.UNKNOWN.value
    passage: PassageSchema | None = None
    refs: Refs = []


class ResolutionSchema(Part):
    """One thing resolved."""

    model = "proposals.Resolution"
    parent = "decision"

    number: Line | None = Field(None, description="As printed.")
    words: Line
    passage: PassageSchema | None = None
    refs: Refs = []


class VoteGroupSchema(Part):
    """How a group, or part of one, voted."""

    model = "proposals.VoteGroup"
    parent = "vote"

    voice: VoiceKey | None = Field(None, title="Who")
    words: Line | None = Field(None, title="Group in words", description="Where no voice is named.")
    in_favour: Number | None = Field(None, alias="for")
    against: Number | None = None
    abstained: Number | None = None
    absent: Number | None = None
    passage: PassageSchema | None = None

    @model_validator(mode="after")
    def _says_who(self):
        if not (self.voice or self.words):
            raise ValueError("does not say which group. Name a voice, or give words")
        return self


class VoteCategorySchema(Part):
    """A count under another heading, as printed."""

    model = "proposals.VoteCategory"
    parent = "vote"

    words: Printed = Field(title="Heading as printed", description="As printed: Absent or did not vote.")
    count: Number


class VoteNameSchema(Part):
    """How one person voted."""

    model = "proposals.VoteName"
    parent = "vote"

    voice: VoiceKey | None = Field(None, title="Who")
    as_printed: Printed | None = Field(None, title="Name as printed")
    cast: Literal[tuple(Cast.values)]

    @model_validator(mode="after")
    def _says_who(self):
        if not (self.voice or self.as_printed):
            raise ValueError("does not say who. Name a voice, or give the name as printed")
        return self


class VoteSchema(Part):
    """A vote on a motion as one source gives it, even if it does not add up."""

    model = "proposals.Vote"
    parent = "motion"

    manner: Literal[tuple(VoteManner.values)]
    in_favour: Number | None = Field(None, alias="for")
    against: Number | None = None
    abstained: Number | None = None
    absent: Number | None = None
    present: Number | None = Field(None, description="As stated, never added up.")
    categories: list[VoteCategorySchema] = Field(
        [], title="Count as printed", description="Counts under other headings, as printed."
    )
    casting: Literal[tuple(Cast.values)] | None = Field(
        None, title="Casting vote", description="The casting vote, where one was given."
    )
    casting_by: VoiceKey | None = Field(None, title="Casting vote by")
    groups: list[VoteGroupSchema] = Field([], title="Group")
    names: list[VoteNameSchema] = Field([], title="Name")
    words: Line | None = Field(None, title="In words", description="As told: by a large majority.")
    according_to: AttributedKey | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _each_once(self):
        seen = set()
        for index, each in enumerate(self.names):
            if each.voice and each.voice in seen:
                raise ContentFault(
                    f"{each.voice!r} votes twice in one vote. Keep one of the two", "names", index, "voice"
                )
            seen.add(each.voice)
        return self

    @model_validator(mode="after")
    def _no_counts_without(self):
        counts = [self.in_favour, self.against, self.abstained, self.casting]
        counts += [*self.categories, *self.groups, *self.names]
        if self.manner == VoteManner.NOT_TAKEN and any(each is not None for each in counts):
            raise ContentFault("says that no vote was taken, and counts one. Keep one of the two", "manner")
        return self


class MotionTextSchema(Part):
    """The words of a motion at one stage."""

    model = "proposals.MotionText"
    parent = "motion"

    stage: Literal[tuple(Wording.values)] = Wording.MOVED.value
    words: Prose = Field(description="In the record's words; what is quoted goes into the passage.")
    passage: PassageSchema | None = None
    refs: Refs = []


class MotionSchema(Part):
    """A motion or amendment: its words at each stage, its votes and what became of it."""

    model = "proposals.Motion"
    parent = "decision"

    key: PartKey = Field(title="Known here as")
    kind: Literal[tuple(MotionKind.values)] = MotionKind.MOTION.value
    amends: PartKey | None = Field(
        None, description="The key of the motion of this decision that it amends or is part of."
    )
    moved_by: VoiceKey | None = None
    seconded_by: VoiceKey | None = None
    mover_printed: Printed | None = Field(
        None, title="Mover as printed", description="As printed; alone, where the mover is no voice on record."
    )
    seconder_printed: Printed | None = Field(None, title="Seconder as printed", description="As printed.")
    texts: list[MotionTextSchema] = Field([], title="Text")
    result: Literal[tuple(MotionResult.values)] = MotionResult.UNKNOWN.value
    votes: list[VoteSchema] = Field([], title="Vote", description="One for each source that tells of it.")
    note: OurProse | None = None
    passage: PassageSchema | None = None
    refs: Refs = []


class DelegationSchema(Part):
    """A power that the decision delegates."""

    model = "proposals.Delegation"
    parent = "decision"

    to: VoiceKey | None = None
    together_with: VoiceKey | None = Field(None, description="With whom, or after consulting whom.")
    words: Line
    passage: PassageSchema | None = None
    refs: Refs = []


class ConditionSchema(Part):
    model = "proposals.Condition"
    parent = "decision"

    words: Line
    passage: PassageSchema | None = None
    refs: Refs = []


class FundingSchema(Part):
    """The money for it in pounds: its source, the amount and the balance left."""

    model = "proposals.Funding"
    parent = "decision"

    by: VoiceKey | None = Field(None, description="Who pays.")
    source: Line | None = Field(None, description="The reserve or budget; absent: not stated.")
    bound: Literal[tuple(Bound.values)] = Bound.EXACTLY.value
    amount: Pounds | None = None
    balance: Pounds | None = Field(None, description="What is left there.")
    balance_as_at: DateSchema | None = None
    basis: Line | None = Field(None, description="As worded: on current forecasts.")
    words: Line | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _says_something(self):
        said = (self.by, self.source, self.amount, self.balance, self.basis, self.words, self.passage)
        if all(each is None for each in said):
            raise ValueError("says nothing. Give a source, an amount or a balance, or say it in words")
        return self

    @model_validator(mode="after")
    def _of_one_amount(self):
        if self.bound == Bound.BETWEEN:
            raise ValueError(
                "gives one amount as “between”, which has two. Give the lower one as “at least” or the upper one as"
                " “up to”, and both as printed in the words"
            )
        return self


class BackgroundPaperSchema(Part):
    model = "proposals.BackgroundPaper"
    parent = "decision"

    document: DocumentKey | None = None
    words: Line | None = Field(
        None, title="Title as printed", description="Its title as printed, where it is not on record."
    )
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _says_which(self):
        if not (self.document or self.words):
            raise ValueError("names no paper. Give a document, or its title in words")
        return self


class OutcomeSchema(Part):
    """The effect of the decision on a proposal or an option."""

    model = "proposals.Outcome"
    parent = "decision"

    proposal: ProposalKey | None = None
    option: OptionKey | None = None
    effect: Literal[tuple(Effect.values)]
    words: Line | None = Field(None, description="For changes: what is changed.")
    condition: Line | None = Field(None, description="As worded: subject to Parliament.")
    still_to_come: Line | None = None
    according_to: AttributedKey | None = None
    passage: PassageSchema | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _says_of_what(self):
        if not (self.proposal or self.option or self.words):
            raise ValueError("does not say of what. Name a proposal or an option, or say it in words")
        return self


class DecisionFlagSchema(FlagSchema):
    model = "proposals.DecisionFlag"
    parent = "flagged"


class DecisionSchema(RecordSchema):
    """Something decided, put to a decision, or advised."""

    title: Title = Field(description="A neutral description.")
    when: DateSchema = Field(description="Date of decision.")
    made_by: NamedVoiceKey | None = Field(None, title="Decision maker", description="Decision maker.")
    event: EventKey | None = Field(None, description="The meeting at which it was taken.")
    item: Line | None = Field(
        None, title="Agenda item", description="The number of the agenda item or minute, as printed."
    )
    status: Literal[tuple(DecisionStatus.values)] = DecisionStatus.TAKEN.value
    settles: YesNo = Field(
        False, title="Decides the case", description="yes: it decides the case itself, as a minister's does."
    )
    advises: DecisionKey | None = Field(None, description="The decision to which this one is advice.")
    is_key: Literal[tuple(YesNoNotStated.values)] | None = Field(
        None, title="Key decision", description="Is key decision?"
    )
    open_to_call_in: Literal[tuple(YesNoNotStated.values)] | None = Field(
        None, title="Can be called in", description="Is subject to call-in?"
    )
    called_in: Literal[tuple(YesNoNotStated.values)] | None = Field(None, description="Whether it was called in.")
    exempt: Literal[tuple(YesNoNotStated.values)] | None = Field(
        None, title="Exempt information", description="Exempt information?"
    )
    lead_member: VoiceKey | None = None
    report: DocumentKey | None = Field(None, description="The report before the decision maker.")
    report_author: VoiceKey | None = Field(None, title="Author of the report")
    summary: OurProse | None = None
    reasons: Prose | None = Field(None, description="As stated.")
    proposals: Annotated[list[Key], Through("proposals.DecisionProposal", "decision", "proposal", "proposal")] = []
    recommendations: list[RecommendationSchema] = Field([], title="Recommendation")
    motions: list[MotionSchema] = Field([], title="Motion")
    resolutions: list[ResolutionSchema] = Field([], title="Resolution")
    outcomes: list[OutcomeSchema] = Field([], title="Outcome")
    delegations: list[DelegationSchema] = Field([], title="Delegation")
    conditions: list[ConditionSchema] = Field([], title="Condition")
    funding: list[FundingSchema] = []
    background_papers: list[BackgroundPaperSchema] = Field([], title="Background paper")
    passage: PassageSchema | None = None
    sequence: Number = Field(0, title="Order", description="Order among decisions of one date.")
    flags: list[DecisionFlagSchema] = Field([], title="Editor’s note")

    @model_validator(mode="after")
    def _amends_one_of_its_motions(self):
        onward = {motion.key: motion.amends for motion in self.motions if motion.amends}
        keys = {motion.key for motion in self.motions}
        for index, motion in enumerate(self.motions):
            key, other, here = motion.key, motion.amends, ("motions", index, "amends")
            if other and other not in keys:
                raise ContentFault(
                    f"motion {key!r} amends {other!r}, which is no motion of this decision. Add it", *here
                )
            seen = {key}
            while other in onward and other not in seen:
                seen.add(other)
                other = onward[other]
            if other in seen:
                raise ContentFault(f"motion {key!r} amends itself, by whatever way. Mend `amends`", *here)
        return self
