"""Schemas of points, claims with their figures and positions, and reckonings."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from claims.choices import (
    COUNTED_YEARS,
    ClaimKind,
    Criterion,
    DecidedBy,
    EventRole,
    FigureBasis,
    LinkKind,
    Operation,
    Per,
    Relation,
    Stance,
    StanceOn,
    Unit,
    WhoseWords,
)
from councils.schema.keys import AttributedKey, NamedVoiceKey, VoiceKey
from councils.schema.passage import FlagSchema, PassageSchema
from proposals.choices import Bound
from proposals.schema.keys import EventKey, OptionKey, ProposalKey
from record.content.schema import (
    ATTRIBUTED_TO,
    YEARS_COUNTED,
    Amount,
    ContentFault,
    DateSchema,
    Key,
    Line,
    Number,
    OurProse,
    Part,
    PartKey,
    PeriodSchema,
    Printed,
    RecordKind,
    RecordSchema,
    Reference,
    Refs,
    Through,
    Title,
    YesNo,
    register,
)

ClaimKey = Annotated[Key, Reference("claim")]
MeasureKey = Annotated[Key, Reference("measure")]


class PointSchema(RecordSchema):
    """A neutral question at issue, without adjectives, to which claims are answers."""

    question: Title
    note: OurProse | None = None
    decisions: Annotated[list[Key], Through("claims.PointDecision", "point", "decision", "decision")] = Field(
        [], description="Decisions that bear on it, besides those at the events of its claims."
    )
    events: Annotated[list[Key], Through("claims.PointEvent", "point", "event", "event")] = Field(
        [], description="Events that bear on it, besides those of which its claims are accounts."
    )
    sequence: Number = Field(0, title="Order", description="Its place among the case's questions.")


class AboutSchema(Part):
    """A voice that a claim speaks of, named in it or read into it by an editor."""

    model = "claims.About"
    parent = "claim"

    voice: VoiceKey = Field(title="Who")
    reading: YesNo = Field(
        False, title="An editor’s reading", description="yes: the words name nobody; this is an editor's reading."
    )


class AppearanceSchema(Part):
    """The place where a claim was put on record."""

    model = "claims.Appearance"
    parent = "claim"

    passage: PassageSchema
    speaker: AttributedKey | None = Field(
        None, title="Spoken by", description="Who spoke, where that is not the voice it is made for."
    )
    office_as_printed: Printed | None = None
    reported_by: Annotated[list[Key], Through("claims.Reporter", "appearance", "voice", "voice"), ATTRIBUTED_TO] = (
        Field([], description="Who reports it, nearest to the speaker first, where it is known by report.")
    )
    wording: Literal[tuple(WhoseWords.values)] | None = Field(
        None,
        title="Whose words are quoted",
        description="With reported_by. direct: the speaker's own; paraphrase: the reporter's; rebuttal: those of the "
        "reply, through which alone the claim is known.",
    )
    said: DateSchema | None = Field(None, description="When it was said, where that is not the document's date.")

    @model_validator(mode="after")
    def _reported(self):
        if self.wording and not self.reported_by:
            raise ContentFault(
                f"says {self.wording!r} of words that nobody reports. Give `reported_by`, or leave it out", "wording"
            )
        return self


class ResponseSchema(Part):
    """An answer to another claim, in words that name, quote or plainly refer to it."""

    model = "claims.Response"
    parent = "claim"

    to: ClaimKey = Field(title="To the claim")
    relation: Literal[tuple(Relation.values)]
    passage: PassageSchema


class ClaimLinkSchema(Part):
    """A weaker tie than a response: no answer is given."""

    model = "claims.ClaimLink"
    parent = "claim"

    to: ClaimKey = Field(title="The claim")
    kind: Literal[tuple(LinkKind.values)]
    note: Line | None = None


class ClaimEventSchema(Part):
    model = "claims.ClaimEvent"
    parent = "claim"

    event: EventKey = Field(title="The event")
    role: Literal[tuple(EventRole.values)] = Field(
        EventRole.ACCOUNT.value,
        title="How",
        description="account: it says what happened. subject: it is connected with the event, and does not say so.",
    )


class FigureSchema(Part):
    """A number that the claim states, as stated and never adjusted."""

    model = "claims.Figure"
    parent = "claim"

    key: PartKey = Field("figure", title="Known here as", description="Needed where a claim states several.")
    measure: MeasureKey
    bound: Literal[tuple(Bound.values)] = Bound.EXACTLY.value
    value: Amount | None = Field(None, description="Written out: 43000000. Absent for between.")
    low: Amount | None = Field(None, title="Lower bound", description="For between.")
    high: Amount | None = Field(None, title="Upper bound", description="For between.")
    unit: Literal[tuple(Unit.values)]
    printed: Printed | None = Field(None, title="As printed", description="As printed: £43 million.")
    per: Literal[tuple(Per.values)] = Per.TOTAL.value
    starts: DateSchema | None = Field(None, alias="from", description="From when it runs.")
    years: Annotated[str, Field(pattern=COUNTED_YEARS), YEARS_COUNTED] | None = Field(
        None,
        title="Years counted from the start",
        description="1-5 for the first five years, 3 for year three, ..3 for by year three, 6.. for from year six.",
    )
    when: PeriodSchema | None = Field(None, title="Period or as at", description="The period, or as at when.")
    scope: Line | None = Field(None, description="What it is of, in words, where no name below says it.")
    council: VoiceKey | None = Field(None, description="Of which council or other voice.")
    proposal: ProposalKey | None = Field(None, description="For whose plan.")
    option: OptionKey | None = Field(None, description="For which option.")
    proposed: PartKey | None = Field(
        None, title="Proposed council", description="The key of a proposed council of that option."
    )
    basis: Literal[tuple(FigureBasis.values)] = FigureBasis.NOT_STATED.value
    certainty: Line | None = Field(None, description="Words of certainty as printed: will, estimated.")
    price_year: Line | None = None
    compared_with: Line | None = None
    leaves_in: Line | None = Field(None, title="Left in", description="What is left in.")
    leaves_out: Line | None = Field(None, title="Left out", description="What is left out.")
    model_by: VoiceKey | None = Field(None, title="Model by", description="Whose model it comes from.")
    out_of: Amount | None = Field(None, description="The whole, where one number is stated of another: six of nine.")
    out_of_printed: Printed | None = Field(
        None, title="The whole as printed", description="As printed: the nine districts."
    )
    share_of: Line | None = Field(None, description="For a percentage, or a number out of another: what the whole is.")
    asked: Number | None = Field(None, title="Number asked", description="For a survey: how many were asked.")
    answered: Number | None = Field(None, title="Number who answered", description="For a survey: how many answered.")
    note: Line | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _value_or_bounds(self):
        if self.bound == Bound.BETWEEN:
            if self.low is None or self.high is None or self.value is not None:
                raise ValueError("is between two bounds. Give low and high, and no value")
            if self.low > self.high:
                raise ContentFault(
                    f"is a lower bound, {self.low:f}, above its upper, {self.high:f}. Mend one of the two", "low"
                )
        elif self.value is None or self.low is not None or self.high is not None:
            raise ValueError("has no value, or bounds beside it. Give a value; or, for “between”, low and high")
        if None not in (self.asked, self.answered) and self.answered > self.asked:
            raise ContentFault(
                f"{self.answered:,} answered, and {self.asked:,} were asked. Mend one of the two", "answered"
            )
        if self.out_of is not None and self.out_of <= 0:
            raise ContentFault("is the whole of a number, and so more than 0. Mend it, or leave it out", "out_of")
        if self.out_of_printed and self.out_of is None:
            raise ContentFault("is the whole in words. Give its number under `out_of`", "out_of_printed")
        if self.years and "-" in self.years and int(self.years.split("-")[0]) >= int(self.years.split("-")[1]):
            raise ContentFault("runs backwards. Write the earlier year first, as in 1-5", "years")
        if self.proposed and not self.option:
            raise ContentFault("names a proposed council and no option. Give the option under `option`", "proposed")
        return self


class PositionSchema(Part):
    """A stance that the claim states, of its own maker or of another voice."""

    model = "claims.Position"
    parent = "claim"

    of: VoiceKey | None = Field(
        None, title="Whose", description="Whose stance, where that is not the voice of the claim."
    )
    stance: Literal[tuple(Stance.values)]
    proposals: Annotated[list[Key], Through("claims.PositionProposal", "position", "proposal", "proposal")] = []
    options: Annotated[list[Key], Through("claims.PositionOption", "position", "option", "option")] = []
    elements: Annotated[list[Key], Through("claims.PositionElement", "position", "element", "element")] = Field(
        [], title="Parts of plans"
    )
    on: Literal[tuple(StanceOn.values)] | None = Field(None, description="Where nothing above is named.")
    decided_by: Literal[tuple(DecidedBy.values)] = Field(DecidedBy.NOT_STATED.value, title="How decided or stated")
    firmness: Line | None = Field(None, description="As worded: likely to.")
    condition: Line | None = Field(None, description="As worded.")
    when: PeriodSchema | None = Field(
        None, title="Holds", description="When it is said to hold, where that is not the claim's date."
    )
    note: Line | None = None
    refs: Refs = []

    @model_validator(mode="after")
    def _on_something(self):
        named = bool(self.proposals or self.options or self.elements)
        if not named and not self.on:
            raise ValueError(
                "does not say on what. Name proposals, options or elements; or say “all the proposals” or “the process"
                " itself”"
            )
        if named and self.on:
            raise ContentFault(
                f"is {self.on!r} beside proposals, options or elements that are named. Keep one of the two", "on"
            )
        return self


class ClaimFlagSchema(FlagSchema):
    model = "claims.ClaimFlag"
    parent = "flagged"


class ClaimSchema(RecordSchema):
    """One proposition, and the voice for whom it is made."""

    statement: OurProse = Field(
        title="Our summary", description="The proposition, in the record's wording, hedges kept."
    )
    kind: Literal[tuple(ClaimKind.values)]
    made_for: NamedVoiceKey = Field(title="Made for", alias="for")
    absence: YesNo = Field(
        False,
        title="Says that something is not there",
        description="yes: it says that something did not happen or is not there.",
    )
    about: list[AboutSchema] = []
    words_fall_short: YesNo = Field(
        False,
        title="Its words fall short",
        description="yes: its quotations, read alone, do not say all that the sentence says. Pages say so.",
    )
    about_not_named: YesNo = Field(
        False, title="About someone not named", description="yes: it speaks of somebody whom it does not name."
    )
    as_at: DateSchema | None = Field(None, description="As at when it is said to hold.")
    appearances: list[AppearanceSchema] = Field(title="Source")
    responses: list[ResponseSchema] = Field([], title="Reply")
    links: list[ClaimLinkSchema] = Field([], title="Related claim")
    points: Annotated[list[Key], Through("claims.ClaimPoint", "claim", "point", "point")] = Field([], title="Questions")
    events: list[ClaimEventSchema] = Field([], title="Event")
    proposals: Annotated[list[Key], Through("claims.ClaimProposal", "claim", "proposal", "proposal")] = []
    options: Annotated[list[Key], Through("claims.ClaimOption", "claim", "option", "option")] = []
    elements: Annotated[list[Key], Through("claims.ClaimElement", "claim", "element", "element")] = Field(
        [], title="Parts of plans"
    )
    criteria: list[Literal[tuple(Criterion.values)]] = Field(
        [], title="Criteria of the Government", description="Those of the Government's criteria of which it speaks."
    )
    figures: list[FigureSchema] = Field([], title="Figure")
    positions: list[PositionSchema] = Field([], title="Position")
    sequence: Number = Field(0, title="Order", description="Order among claims of one date.")
    note: OurProse | None = Field(None, title="Editor’s note", description="An editor's note, shown as such.")
    flags: list[ClaimFlagSchema] = Field([], title="Editor’s note on a source")


class MeasureSchema(RecordSchema):
    """The thing that figures measure, by which they are listed together."""

    name: Title = Field(description="A neutral description: Savings a year.")
    unit: Literal[tuple(Unit.values)]
    is_population: YesNo | None = Field(
        None,
        alias="population",
        title="Population of a council",
        description="yes: how many people live in a council. Absent: yes if its name begins with “Population”.",
    )
    note: OurProse | None = None
    sequence: Number = Field(0, title="Order", description="Its place among the case's measures.")


class TermSchema(Part):
    """One number of a reckoning: a figure of a claim."""

    model = "claims.Term"
    parent = "reckoning"

    claim: ClaimKey
    figure: PartKey = Field("figure", title="Figure", description="Which figure of that claim.")


class ReckoningFlagSchema(FlagSchema):
    model = "claims.ReckoningFlag"
    parent = "flagged"


class ReckoningSchema(RecordSchema):
    """Our calculation from stated figures, whose result is computed."""

    title: Title = Field(description="What it works out.")
    operation: Literal[tuple(Operation.values)]
    terms: list[TermSchema] = Field(
        title="Number", min_length=2, description="In order: what is taken from, divided, comes first."
    )
    unit: Literal[tuple(Unit.values)] | None = Field(None, description="Of the result.")
    measure: MeasureKey | None = None
    stated_in: ClaimKey | None = Field(None, title="Result stated in", description="The claim that states the result.")
    stated_figure: PartKey | None = Field(
        None, title="Figure that states it", description="Which figure of that claim."
    )
    note: OurProse | None = None
    sequence: Number = Field(0, title="Order", description="Its place among the case's reckonings.")
    flags: list[ReckoningFlagSchema] = Field([], title="Editor’s note on a source")


POINT = register(RecordKind("point", "points", "claims.Point", PointSchema, title="question", scope="case"))
MEASURE = register(RecordKind("measure", "measures", "claims.Measure", MeasureSchema, title="name", scope="case"))
CLAIM = register(RecordKind("claim", "claims", "claims.Claim", ClaimSchema, title="statement", scope="case"))
RECKONING = register(
    RecordKind("reckoning", "reckonings", "claims.Reckoning", ReckoningSchema, title="title", scope="case")
)
