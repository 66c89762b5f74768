"""The forms of what is proposed and done: elements, proposals, submissions, events."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from councils.forms import DocumentKey, FlagForm, PassageForm, VoiceKey
from proposals.choices import (
    Agreed,
    Answer,
    AreaKind,
    Axis,
    BackingRelation,
    Bound,
    Cast,
    DecisionStatus,
    Effect,
    EventKind,
    EventRelation,
    EventStatus,
    Extent,
    FactKind,
    ListKind,
    MotionKind,
    MotionResult,
    OptionStatus,
    RecordStatus,
    Stage,
    VoteManner,
    Weighs,
    Wording,
)
from record.forms import (
    Amount,
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
AreaKey = Annotated[Key, Reference("area")]
OptionKey = Annotated[Key, Reference("option")]
DecisionKey = Annotated[Key, Reference("decision")]


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


class AreaNameForm(Part):
    model = "proposals.AreaName"
    parent = "area"

    name: Line
    used_by: VoiceKey | None = None
    document: DocumentKey | None = None


class AreaForm(RecordForm):
    """A named part of a council's area, of which proposals speak."""

    name: Line = Field(description="As printed, without the council's name: Glen Parva.")
    kind: Literal[tuple(AreaKind.values)]
    council: VoiceKey | None = Field(None, description="The council in whose area it lies.")
    part_of: AreaKey | None = None
    names: list[AreaNameForm] = []
    note: Prose | None = None
    passage: PassageForm | None = None
    sequence: Number = Field(0, description="Its place among the case's areas.")


class AppraisalPointForm(Part):
    """A reason for or against an option, as a document states it."""

    model = "proposals.AppraisalPoint"
    parent = "appraisal"

    weighs: Literal[tuple(Weighs.values)]
    words: Line = Field(description="In the record's words.")
    passage: PassageForm | None = None
    refs: list[Line] = []


class AppraisalForm(Part):
    """What a document says of an option: its verdict, or that it does not appraise it."""

    model = "proposals.Appraisal"
    parent = "option"

    document: DocumentKey
    by: VoiceKey | None = Field(None, description="Whose appraisal it is.")
    appraised: YesNo = Field(True, description="no: the document does not appraise this option.")
    verdict: Line | None = Field(None, description="As the document has it, in the record's words.")
    points: list[AppraisalPointForm] = []
    passage: PassageForm | None = None
    note: Prose | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _no_verdict_without(self):
        if not self.appraised and (self.verdict or self.points):
            raise ValueError("has a verdict or points, and says that nothing was appraised. Keep one of the two")
        return self


class InclusionForm(Part):
    """What a proposed council is made of: a council, an area, words, or what is not stated."""

    model = "proposals.Inclusion"
    parent = "proposed"

    council: VoiceKey | None = None
    area: AreaKey | None = None
    words: Line | None = Field(None, description="Where neither is named: parts of Lincolnshire.")
    extent: Literal[tuple(Extent.values)] = Extent.WHOLE.value
    count: Number | None = Field(None, description="How many parts, where they are counted and not named.")
    count_of: Literal[tuple(AreaKind.values)] | None = None
    stated: YesNo = Field(True, description="no: the document does not state it.")
    inferred: YesNo = Field(False, description="yes: worked out by an editor, and marked so.")
    passage: PassageForm | None = None
    note: Line | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _says_one_thing(self):
        if self.stated and not (self.council or self.area or self.words):
            raise ValueError("says nothing. Name a council, an area or words; or write `stated: no`")
        if self.count is not None and self.extent == Extent.WHOLE:
            raise ValueError("counts parts of the whole. Write `extent: part`, or leave `count` out")
        if self.council and self.area:
            raise ValueError("names a council and an area. Name one: an area says in which council it lies")
        return self


class ProposedCouncilForm(Part):
    """A council that an option would create."""

    model = "proposals.ProposedCouncil"
    parent = "option"

    key: Key
    name: Line = Field(description="As the proposal calls it.")
    continues: VoiceKey | None = Field(None, description="The council of today that it would be, where that is said.")
    made_of: list[InclusionForm] = []
    note: Prose | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _whole_or_in_part(self):
        extents = {}
        for each in self.made_of:
            for of in filter(None, [each.council, each.area]):
                extents.setdefault(of, set()).add(each.extent)
        for of, found in extents.items():
            if Extent.WHOLE in found and len(found) > 1:
                raise ValueError(f"has {of!r} both whole and in part. Keep one of the two")
        return self


class OptionFlagForm(FlagForm):
    model = "proposals.OptionFlag"
    parent = "flagged"


class OptionForm(RecordForm):
    """A way of doing what is proposed: put forward, or named in a document and set aside."""

    proposal: ProposalKey
    name: Line = Field(description="A neutral description.")
    status: Literal[tuple(OptionStatus.values)] = OptionStatus.PUT_FORWARD.value
    variant_of: OptionKey | None = Field(None, description="The option from which it differs in little.")
    when: DateForm | None = Field(None, description="When it was put forward, if not with every version.")
    summary: Prose | None = None
    elements: Annotated[list[Key], Through("proposals.OptionElement", "option", "element", "element")] = []
    appraisals: list[AppraisalForm] = []
    creates: list[ProposedCouncilForm] = []
    passage: PassageForm | None = None
    sequence: Number = Field(0, description="Its place among the case's options.")
    flags: list[OptionFlagForm] = []

    @model_validator(mode="after")
    def _whole_in_one(self):
        within = {}
        for proposed in self.creates:
            for each in proposed.made_of:
                if each.council and each.extent == Extent.WHOLE:
                    other = within.setdefault(each.council, proposed.key)
                    if other != proposed.key:
                        raise ValueError(
                            f"has {each.council!r} whole in both {other!r} and {proposed.key!r}. "
                            "Keep it in one, or write which part goes where"
                        )
        return self


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


class AgendaItemForm(Part):
    """An item of a meeting's agenda, with the report before it."""

    model = "proposals.AgendaItem"
    parent = "event"

    number: Line | None = Field(None, description="As printed.")
    title: Line
    report: DocumentKey | None = None
    passage: PassageForm | None = None
    note: Line | None = None
    refs: list[Line] = []


class RecordStateForm(Part):
    """What is said of a record of a meeting: who holds it, who asked whom for it, what came of that."""

    model = "proposals.RecordState"
    parent = "record"

    status: Literal[tuple(RecordStatus.values)]
    voice: VoiceKey | None = Field(None, description="Who holds it, asks for it, declines it.")
    of: VoiceKey | None = Field(None, description="Of whom it was asked.")
    when: DateForm | None = None
    document: DocumentKey | None = Field(None, description="Once it is published.")
    according_to: VoiceKey | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []


class MeetingRecordForm(Part):
    """The record of a meeting as a thing of its own: a note, a recording, minutes."""

    model = "proposals.MeetingRecord"
    parent = "event"

    name: Line = Field(description="A neutral description.")
    states: list[RecordStateForm]


class ConsultationForm(Part):
    """What a consultation was, as one source tells it. Its messages are a list of kind messages."""

    model = "proposals.Consultation"
    parent = "event"

    by: VoiceKey | None = None
    period: PeriodForm | None = None
    audience: Line | None = None
    method: Line | None = None
    asked: Number | None = Field(None, description="How many were asked, as stated.")
    bound: Literal[tuple(Bound.values)] = Bound.EXACTLY.value
    responses: Number | None = Field(None, description="How many answered, as stated.")
    note: Line | None = None
    according_to: VoiceKey | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []


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
    agenda: list[AgendaItemForm] = []
    records: list[MeetingRecordForm] = []
    consultations: list[ConsultationForm] = Field([], description="For a consultation: what each source says of it.")
    proposals: Annotated[list[Key], Through("proposals.EventProposal", "event", "proposal", "proposal")] = []
    documents: Annotated[list[Key], Through("proposals.EventDocument", "event", "document", "document")] = Field(
        [], description="Documents that came out of it or were before it."
    )
    flags: list[EventFlagForm] = []


class ItemOutcomeForm(Part):
    """What came of an item: an event, or words on somebody's word."""

    model = "proposals.ItemOutcome"
    parent = "item"

    words: Line | None = None
    event: EventKey | None = None
    according_to: VoiceKey | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _says_something(self):
        if not (self.words or self.event):
            raise ValueError("says nothing. Give an event or words")
        return self


class ListItemForm(Part):
    """One item of a list, with what came of it."""

    model = "proposals.ListItem"
    parent = "numbered_list"

    number: Line | None = Field(None, description="As printed.")
    words: Line = Field(description="In the record's words.")
    to: VoiceKey | None = Field(None, description="To whom it is addressed, where that differs from the list.")
    when: DateForm | None = Field(None, description="For a plan: when it was to be.")
    came_of: list[ItemOutcomeForm] = []
    passage: PassageForm | None = None
    note: Line | None = None
    refs: list[Line] = []


class ListFlagForm(FlagForm):
    model = "proposals.ListFlag"
    parent = "flagged"


class NumberedListForm(RecordForm):
    """A list as a document prints it: its numbering, and the count that it states beside what it lists."""

    title: Line = Field(description="A neutral description.")
    kind: Literal[tuple(ListKind.values)]
    document: DocumentKey = Field(description="Where it is printed.")
    by: VoiceKey | None = Field(None, description="Whose list it is.")
    to: VoiceKey | None = Field(None, description="To whom it is addressed.")
    proposal: ProposalKey | None = None
    event: EventKey | None = None
    stated_count: Number | None = Field(None, description="How many the document says they are.")
    passage: PassageForm | None = Field(None, description="Where it states the count.")
    items: list[ListItemForm] = Field(min_length=1)
    sequence: Number = Field(0, description="Its place among the case's lists.")
    flags: list[ListFlagForm] = []


class RecommendationForm(Part):
    """What a report asks its reader to agree, and whether it was agreed."""

    model = "proposals.Recommendation"
    parent = "decision"

    number: Line | None = Field(None, description="As printed.")
    words: Line
    result: Literal[tuple(Agreed.values)] = Agreed.UNKNOWN.value
    passage: PassageForm | None = None
    refs: list[Line] = []


class ResolutionForm(Part):
    """One thing resolved."""

    model = "proposals.Resolution"
    parent = "decision"

    number: Line | None = Field(None, description="As printed.")
    words: Line
    passage: PassageForm | None = None
    refs: list[Line] = []


class VoteGroupForm(Part):
    """How a group, or part of one, voted."""

    model = "proposals.VoteGroup"
    parent = "vote"

    voice: VoiceKey | None = None
    words: Line | None = Field(None, description="Where no voice is named.")
    in_favour: Number | None = Field(None, alias="for")
    against: Number | None = None
    abstained: Number | None = None
    absent: Number | None = None
    passage: PassageForm | None = None

    @model_validator(mode="after")
    def _says_who(self):
        if not (self.voice or self.words):
            raise ValueError("does not say which group. Name a voice, or give words")
        return self


class VoteNameForm(Part):
    """How one person voted."""

    model = "proposals.VoteName"
    parent = "vote"

    voice: VoiceKey | None = None
    as_printed: Line | None = None
    cast: Literal[tuple(Cast.values)]

    @model_validator(mode="after")
    def _says_who(self):
        if not (self.voice or self.as_printed):
            raise ValueError("does not say who. Name a voice, or give the name as printed")
        return self


class VoteForm(Part):
    """How a motion was voted on, as one source tells it. What does not add up stays as printed."""

    model = "proposals.Vote"
    parent = "motion"

    manner: Literal[tuple(VoteManner.values)]
    in_favour: Number | None = Field(None, alias="for")
    against: Number | None = None
    abstained: Number | None = None
    absent: Number | None = None
    present: Number | None = Field(None, description="As stated, never added up.")
    casting: Literal[tuple(Cast.values)] | None = Field(None, description="The casting vote, where one was given.")
    casting_by: VoiceKey | None = None
    groups: list[VoteGroupForm] = []
    names: list[VoteNameForm] = []
    words: Line | None = Field(None, description="As told: by a large majority.")
    according_to: VoiceKey | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []


class MotionTextForm(Part):
    """The words of a motion at one stage."""

    model = "proposals.MotionText"
    parent = "motion"

    stage: Literal[tuple(Wording.values)] = Wording.MOVED.value
    words: Prose = Field(description="In the record's words; what is quoted goes into the passage.")
    passage: PassageForm | None = None
    refs: list[Line] = []


class MotionForm(Part):
    """A motion or amendment: its words at each stage, its votes and what became of it."""

    model = "proposals.Motion"
    parent = "decision"

    key: Key
    kind: Literal[tuple(MotionKind.values)] = MotionKind.MOTION.value
    amends: Key | None = Field(None, description="The key of the motion of this decision that it amends or is part of.")
    moved_by: VoiceKey | None = None
    seconded_by: VoiceKey | None = None
    mover_printed: Line | None = Field(None, description="As printed; alone, where the mover is no voice on record.")
    seconder_printed: Line | None = Field(None, description="As printed.")
    texts: list[MotionTextForm] = []
    result: Literal[tuple(MotionResult.values)] = MotionResult.UNKNOWN.value
    votes: list[VoteForm] = Field([], description="One for each source that tells of it.")
    note: Prose | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []


class DelegationForm(Part):
    """Who may do what, in whose stead."""

    model = "proposals.Delegation"
    parent = "decision"

    to: VoiceKey | None = None
    together_with: VoiceKey | None = Field(None, description="With whom, or after consulting whom.")
    words: Line
    passage: PassageForm | None = None
    refs: list[Line] = []


class ConditionForm(Part):
    model = "proposals.Condition"
    parent = "decision"

    words: Line
    passage: PassageForm | None = None
    refs: list[Line] = []


class FundingForm(Part):
    """Where the money comes from, how much, and what is left there, in pounds."""

    model = "proposals.Funding"
    parent = "decision"

    by: VoiceKey | None = Field(None, description="Who pays.")
    source: Line | None = Field(None, description="The reserve or budget; absent: not stated.")
    bound: Literal[tuple(Bound.values)] = Bound.EXACTLY.value
    amount: Amount | None = None
    balance: Amount | None = Field(None, description="What is left there.")
    balance_as_at: DateForm | None = None
    basis: Line | None = Field(None, description="As worded: on current forecasts.")
    words: Line | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []


class BackgroundPaperForm(Part):
    model = "proposals.BackgroundPaper"
    parent = "decision"

    document: DocumentKey | None = None
    words: Line | None = Field(None, description="Its title as printed, where it is not on record.")
    passage: PassageForm | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _says_which(self):
        if not (self.document or self.words):
            raise ValueError("names no paper. Give a document, or its title under `words`")
        return self


class OutcomeForm(Part):
    """What the decision does to a proposal or an option, on what condition, and what is still to come."""

    model = "proposals.Outcome"
    parent = "decision"

    proposal: ProposalKey | None = None
    option: OptionKey | None = None
    effect: Literal[tuple(Effect.values)]
    words: Line | None = Field(None, description="For changes: what is changed.")
    condition: Line | None = Field(None, description="As worded: subject to Parliament.")
    still_to_come: Line | None = None
    according_to: VoiceKey | None = None
    passage: PassageForm | None = None
    refs: list[Line] = []

    @model_validator(mode="after")
    def _says_of_what(self):
        if not (self.proposal or self.option or self.words):
            raise ValueError("does not say of what. Name a proposal or an option, or say it in words")
        return self


class DecisionFlagForm(FlagForm):
    model = "proposals.DecisionFlag"
    parent = "flagged"


class DecisionForm(RecordForm):
    """What somebody decided, was asked to decide, or advised: apart from the report that recommends it."""

    title: Line = Field(description="A neutral description.")
    when: DateForm = Field(description="Date of decision.")
    made_by: VoiceKey | None = Field(None, description="Decision maker.")
    event: EventKey | None = Field(None, description="The meeting at which it was taken.")
    item: Line | None = Field(None, description="The number of the agenda item or minute, as printed.")
    status: Literal[tuple(DecisionStatus.values)] = DecisionStatus.TAKEN.value
    settles: YesNo = Field(False, description="yes: it decides the case itself, as a minister's does.")
    advises: DecisionKey | None = Field(None, description="The decision to which this one is advice.")
    is_key: Literal[tuple(Answer.values)] | None = Field(None, description="Is key decision?")
    open_to_call_in: Literal[tuple(Answer.values)] | None = Field(None, description="Is subject to call-in?")
    called_in: Literal[tuple(Answer.values)] | None = Field(None, description="Whether it was called in.")
    exempt: Literal[tuple(Answer.values)] | None = Field(None, description="Exempt information?")
    lead_member: VoiceKey | None = None
    report: DocumentKey | None = Field(None, description="The report before the decision maker.")
    report_author: VoiceKey | None = None
    summary: Prose | None = None
    reasons: Prose | None = Field(None, description="As stated.")
    proposals: Annotated[list[Key], Through("proposals.DecisionProposal", "decision", "proposal", "proposal")] = []
    recommendations: list[RecommendationForm] = []
    motions: list[MotionForm] = []
    resolutions: list[ResolutionForm] = []
    outcomes: list[OutcomeForm] = []
    delegations: list[DelegationForm] = []
    conditions: list[ConditionForm] = []
    funding: list[FundingForm] = []
    background_papers: list[BackgroundPaperForm] = []
    passage: PassageForm | None = None
    sequence: Number = Field(0, description="Order among decisions of one date.")
    flags: list[DecisionFlagForm] = []

    @model_validator(mode="after")
    def _amends_one_of_its_motions(self):
        onward = {motion.key: motion.amends for motion in self.motions if motion.amends}
        keys = {motion.key for motion in self.motions}
        for key, other in onward.items():
            if other not in keys:
                raise ValueError(f"motion {key!r} amends {other!r}, which is no motion of this decision. Add it")
            seen = {key}
            while other in onward and other not in seen:
                seen.add(other)
                other = onward[other]
            if other in seen:
                raise ValueError(f"motion {key!r} amends itself, by whatever way. Mend `amends`")
        return self


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


ELEMENT = register(Kind("element", "elements", "proposals.Element", ElementForm, title="name", scope="case"))
AREA = register(Kind("area", "areas", "proposals.Area", AreaForm, title="name", scope="case"))
PROPOSAL = register(Kind("proposal", "proposals", "proposals.Proposal", ProposalForm, title="name", scope="case"))
OPTION = register(Kind("option", "options", "proposals.Option", OptionForm, title="name", scope="case"))
SUBMISSION = register(
    Kind("submission", "submissions", "proposals.Submission", SubmissionForm, title="title", scope="case")
)
EVENT = register(Kind("event", "events", "proposals.Event", EventForm, title="title", scope="case"))
DECISION = register(Kind("decision", "decisions", "proposals.Decision", DecisionForm, title="title", scope="case"))
LIST = register(Kind("list", "lists", "proposals.NumberedList", NumberedListForm, title="title", scope="case"))
RISK_REGISTER = register(
    Kind("risk-register", "risk_registers", "proposals.RiskRegister", RiskRegisterForm, title="title", scope="case")
)
