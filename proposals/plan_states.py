"""The dated states of a proposal or an option.

A state is entered by itself, or follows from a submission, or from a decision that
settles the case. The effects of other decisions are no states: who decides does not
decide for everybody (docs/laws.md, law 11).
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from councils.models import Passage
from councils.models.lines import in_lines
from proposals.choices import DecisionStatus, Effect, PlanStatus, Stage
from proposals.models import Carried, Option, OptionState, Outcome, Proposal, ProposalState, Submission
from record.dates import UncertainDate
from record.dates.english import at_the_time
from record.dates.notes import with_note
from record.text.english import mid_sentence, without_full_stop
from record.workflow.states import State

NO_SUBMISSION = "No submission found"
# States after which a plan is no longer before anyone.
OVER = {
    PlanStatus.NOT_SUBMITTED,
    PlanStatus.WITHDRAWN,
    PlanStatus.RULED_OUT,
    PlanStatus.REPLACED,
    PlanStatus.NOT_CHOSEN,
    PlanStatus.ENDED,
}
# What settles a proposal by one of its options.
CHOICES = [Effect.CHOOSES, Effect.MODIFIES]
# The summary that stood for a state before there were states.
NOT_SUBMITTED = "not submitted"


@dataclass(frozen=True)
class DatedState:
    """A state in words, with its date and source, and the plan that replaces it."""

    words: str
    when: UncertainDate | None = None
    title: str = ""
    address: str = ""
    according_to: str = ""
    note: str = ""
    passage: Passage | None = None
    is_first: bool = False
    # True if the plan is no longer before anyone, or no submission of it was found.
    is_over: bool = False
    # The state alone: “replaced”.
    status: str = ""

    def __str__(self) -> str:
        """The state in plain words, as ``components/_plan_state.html`` prints it."""
        words = f"{self.words} {self.title}" if self.title else self.words
        if self.when:
            words += f", {with_note(self.when)}"
        return f"{words}, according to {self.according_to}" if self.according_to else words

    @property
    def in_brief(self) -> str:
        """The state with its date, to follow a name: "replaced in February 2025"."""
        return f"{self.status} {at_the_time(self.when)}" if self.when else self.status

    @property
    def sort_key(self) -> tuple:
        """Sort by date; to be put forward comes first, and what has no date last."""
        return (not self.is_first, *(self.when.sort_key if self.when else [datetime.date.max] * 3))


def with_states(plans: QuerySet) -> QuerySet:
    """Fetch all that ``states_of`` reads of proposals or of options."""
    is_proposal = plans.model is Proposal
    states = (ProposalState if is_proposal else OptionState).objects.all()
    entered = in_lines(states, "voice", "to", "according_to", "replaced_by", "passage")
    settling = Outcome.objects.for_lines().filter(
        decision__settles=True, decision__status=DecisionStatus.TAKEN, decision__state=State.PUBLISHED
    )
    plans = plans.prefetch_related(
        Prefetch("states", entered), Prefetch("outcomes", settling, to_attr="settling_outcomes")
    )
    if not is_proposal:
        return plans
    chosen = settling.filter(effect__in=CHOICES)
    options = Option.objects.published().prefetch_related(Prefetch("outcomes", chosen, to_attr="choosing_outcomes"))
    submissions = Submission.objects.published().filter(case=OuterRef("case"))
    carried = in_lines(Carried.objects.published().by_date(), "submission__to", "submission__passage")
    return plans.annotate(case_has_submissions=Exists(submissions)).prefetch_related(
        Prefetch("carried_by", carried, to_attr="submitted_by"),
        Prefetch("options", options, to_attr="options_decided_on"),
    )


def states_of(plan: Proposal | Option) -> list[DatedState]:
    """The states of a plan from ``with_states``, the earliest first."""
    states = [*map(_submitted, getattr(plan, "submitted_by", [])), *entered_states(plan)]
    states += [_settled(plan, outcome) for outcome in plan.settling_outcomes]
    states += [
        _settled(plan, outcome, option=option.name)
        for option in getattr(plan, "options_decided_on", [])
        for outcome in option.choosing_outcomes
    ]
    if plan.summary.lower().startswith(NOT_SUBMITTED) and not any(
        row.status == PlanStatus.NOT_SUBMITTED for row in plan.states.all()
    ):
        states.append(
            DatedState(PlanStatus.NOT_SUBMITTED.label.capitalize(), is_over=True, status=PlanStatus.NOT_SUBMITTED.label)
        )
    return sorted(states, key=lambda state: state.sort_key)


def entered_states(plan: Proposal | Option) -> list[DatedState]:
    """The states entered for a plan; none that follow from other records."""
    return [_entered(plan, row) for row in plan.states.all()]


def latest_state(plan: Proposal | Option) -> DatedState | None:
    """The state printed beside the name of a plan, or None."""
    if states := states_of(plan):
        return states[-1]
    return (
        DatedState(NO_SUBMISSION, is_over=True, status=NO_SUBMISSION.lower())
        if getattr(plan, "case_has_submissions", False)
        else None
    )


def over_in_brief(option: Option) -> str:
    """Say that an option, or its proposal, is before nobody any more; else nothing."""
    for plan in (option, option.proposal):
        if (state := latest_state(plan)) and state.is_over:
            return state.in_brief
    return ""


def _entered(plan, row: ProposalState | OptionState) -> DatedState:
    words = row.get_status_display().capitalize()
    if row.to:
        words += f" to {mid_sentence(row.to.name)}"
    if row.voice:
        words += f" by {mid_sentence(row.voice.name)}"
    elif row.status == PlanStatus.RULED_OUT:
        words += ", we do not know by whom"
    replaced_by = row.replaced_by if row.replaced_by and row.replaced_by.is_published else None
    if replaced_by:
        replaced_by.case = plan.case
        words += ", in its place:" if row.voice else " by"
    return DatedState(
        words,
        row.when or None,
        title=replaced_by.name if replaced_by else "",
        address=replaced_by.get_absolute_url() if replaced_by else "",
        according_to=mid_sentence(row.according_to.name) if row.according_to else "",
        note=row.note,
        passage=row.passage,
        is_first=row.status == PlanStatus.PUT_FORWARD,
        is_over=row.status in OVER,
        status=row.get_status_display(),
    )


def _submitted(carried: Carried) -> DatedState:
    submission = carried.submission
    words = (
        "Submitted"
        if carried.stage in ("", Stage.FINAL)
        else f"{carried.get_stage_display().capitalize()} version submitted"
    )
    return DatedState(
        f"{words} to {mid_sentence(submission.to.name)}" if submission.to else words,
        submission.when,
        passage=submission.passage,
    )


def _settled(plan, outcome: Outcome, option: str = "") -> DatedState:
    decision = outcome.decision
    decision.case = plan.case
    effect = Effect(outcome.effect).label
    words = f"{option}: {effect}" if option else effect.capitalize()
    if decision.made_by:
        words += f" by {mid_sentence(decision.made_by.name)}"
    words += ":"
    note = ". ".join(without_full_stop(each) for each in (outcome.words, outcome.condition) if each)
    return DatedState(
        words,
        decision.when,
        title=decision.title,
        address=decision.get_absolute_url(),
        according_to=outcome.according_to_other,
        note=note,
        passage=outcome.passage,
    )
