"""The columns of a comparison: each option with what its own records say of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from councils.models.lines import in_lines
from proposals.backings import RELATIONS, Signature, backings_by_relation, when_left
from proposals.choices import Effect, OptionStatus, Weighs
from proposals.models import Appraisal, Backing, Decision, Option, OptionBacking, Proposal
from proposals.plan_states import DatedState, latest_state, over_in_brief, with_states
from record.dates import UncertainDate
from record.workflow.states import State
from timeline.decisions.outcome_lines import OutcomeLine
from timeline.options.decision_outcomes import (
    decisions_naming,
    outcomes_of,
    with_outcomes,
)
from timeline.options.model import Composition
from timeline.options.populations import Population


@dataclass
class OptionColumn:
    """An option with what its own records say."""

    option: Option
    proposers: list[str]
    version: tuple[str, UncertainDate | None] | None
    versions: int
    state: DatedState | None
    proposal_state: DatedState | None
    relations: list[tuple[str, list[Backing | Signature]]]
    appraisals: list[Appraisal]
    of_proposal: list[OutcomeLine]
    outcomes: list[OutcomeLine]
    named_in: list[Decision]
    composition: Composition | None = None
    population: Population | None = None

    @property
    def name(self) -> str:
        return self.option.name

    @property
    def is_backed(self) -> bool:
        """Somebody is in one of the relations to its proposal."""
        return any(rows for _, rows in self.relations)

    @property
    def silent_relations(self) -> list[str]:
        """Relations to its proposal in which nobody is found."""
        return [label for label, rows in self.relations if not rows]

    @property
    def label(self) -> str:
        """Its name above a cell on a phone, with what says that it is over."""
        return ", ".join(filter(None, [self.name, self.option.over]))


def options_of(case) -> list[Option]:
    """All options of a case: those that are over come last.

    Otherwise alphabetical by proposal and then by option.
    ``over`` says of each in a few words that it is before nobody any more.
    """
    proposals = with_states(Proposal.objects.published().of_case(case).with_backers())
    appraisals = in_lines(Appraisal.objects.all(), "document", "by")
    options = with_states(Option.objects.published().of_case(case).filter(proposal__state=State.PUBLISHED))
    found = with_outcomes(
        options.prefetch_related(
            Prefetch("proposal", proposals),
            Prefetch("backers", in_lines(OptionBacking.objects.all(), "voice", "according_to")),
            Prefetch("appraisals", appraisals.prefetch_related("points")),
        )
    )
    options = sorted(found, key=lambda each: (each.proposal.name.casefold(), each.name.casefold(), each.pk))
    for option in options:
        option.case = option.proposal.case = case
        option.over = over_in_brief(option)
    return sorted(options, key=lambda option: bool(option.over))


def put_forward(options: Iterable[Option]) -> list[Option]:
    return [option for option in options if option.status == OptionStatus.PUT_FORWARD]


def offered(options: Iterable[Option]) -> list[Option]:
    """Options compared unless a reader chooses: put forward, or chosen by a decision."""
    return [
        option
        for option in options
        if option.status == OptionStatus.PUT_FORWARD
        or any(outcome.effect in (Effect.CHOOSES, Effect.MODIFIES) for outcome in option.outcomes.all())
    ]


def options_by_proposal(options) -> dict[int, tuple[int, ...]]:
    """The options that each proposal puts forward, or else all, by primary keys."""
    every, offered_by = defaultdict(list), defaultdict(list)
    for option in options:
        every[option.proposal_id].append(option.pk)
    for option in put_forward(options):
        offered_by[option.proposal_id].append(option.pk)
    return {proposal: tuple(offered_by[proposal] or pks) for proposal, pks in every.items()}


def column_of(case, option: Option) -> OptionColumn:
    """The column of an option from ``options_of``."""
    proposal = option.proposal
    versions = [(version.get_stage_display(), version.when) for version in proposal.versions.all()]
    dated = [(stage, when) for stage, when in versions if when]
    latest = max(dated, key=lambda version: version[1].sort_key) if dated else (versions[-1] if versions else None)
    of_proposal = outcomes_of(case, proposal)
    return OptionColumn(
        option=option,
        proposers=sorted(
            f"{proposer.voice.name}{when_left(proposal.backers.all(), proposer.voice_id)}"
            for proposer in proposal.proposers.all()
        ),
        version=latest,
        versions=len(versions),
        state=latest_state(option),
        proposal_state=latest_state(proposal),
        relations=[(label, backings_by_relation(proposal, relation)) for relation, label in RELATIONS.items()],
        appraisals=[_with_reasons(appraisal) for appraisal in option.appraisals.all()],
        of_proposal=of_proposal,
        outcomes=outcomes_of(case, option),
        named_in=decisions_naming(case, proposal, of_proposal),
    )


def _with_reasons(appraisal: Appraisal) -> Appraisal:
    """Set the reasons of an appraisal, in words, for and against."""
    points = appraisal.points.all()
    by_weight = [(weighs.label, [point.words for point in points if point.weighs == weighs]) for weighs in Weighs]
    appraisal.reasons = [(label, words) for label, words in by_weight if words]
    return appraisal
