"""Find your place: the statements of each option on one place.

A named part goes with its council where an option takes the whole of that council and does not name the part.
Where an option takes a part only and does not name this one, the answer says so, and nothing is worked out.
A parish or town council that no option names goes with the part of its name that is on record; where there is
none, the record does not say in which council's area it lies, and no option is read for it.
"""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from councils.choices import CouncilType
from councils.models import Case
from proposals.choices import OptionStatus
from proposals.models import Option, Proposal
from proposals.plan_states import DatedState, latest_state, with_states
from record.workflow.states import State
from timeline.areas.places import Place, Places, folded
from timeline.areas.rules import PlaceStatement, statements
from timeline.decisions.outcome_lines import OutcomeLine
from timeline.options.composition import compositions
from timeline.options.decision_outcomes import outcomes_of, with_outcomes
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils

STATUSES = list(OptionStatus.values)


@dataclass(frozen=True)
class OptionAnswer:
    """One option’s statements on a place, and its outcomes in decisions."""

    option: Option
    state: DatedState | None
    statements: list[PlaceStatement]
    outcomes: list[OutcomeLine]


@dataclass(frozen=True)
class ProposalAnswer:
    """A proposal’s options with their answers, and its own outcomes in decisions."""

    proposal: Proposal
    state: DatedState | None
    outcomes: list[OutcomeLine]
    options: list[OptionAnswer]


@dataclass(frozen=True)
class PlaceAnswer:
    """Today’s councils at a place, and each option’s statements, by proposal.

    ``namesake`` is the part with its name, through which a parish or town council is answered.
    """

    place: Place
    today: list[ExistingCouncil]
    within: str
    namesake: Place | None = None
    proposals: list[ProposalAnswer] = field(default_factory=list)

    @property
    def is_parish(self) -> bool:
        return _is_parish(self.place)


def answers(case: Case, place: Place, places: Places) -> PlaceAnswer:
    """Every option’s statements on a place, by proposal, those put forward first."""
    published = with_states(Option.objects.published().of_case(case).filter(proposal__state=State.PUBLISHED))
    proposals = Prefetch("proposal", with_states(Proposal.objects.all()))
    options = list(
        with_outcomes(published.prefetch_related(proposals)).order_by(
            "proposal__sequence", "proposal__key", "sequence", "key"
        )
    )
    composed = compositions(case, options)
    namesake = None
    if _is_parish(place):
        namesake = _namesake(place, places)
        options = [option for option in options if namesake or composed[option.pk].shares.get(place.council.voice)]
    options.sort(key=lambda option: STATUSES.index(option.status))
    by_proposal = {}
    for option in options:
        option.case = option.proposal.case = case
        if option.proposal_id not in by_proposal:
            outcomes = outcomes_of(case, option.proposal)
            state = latest_state(option.proposal)
            by_proposal[option.proposal_id] = ProposalAnswer(option.proposal, state, outcomes, [])
        place_statements = statements(composed[option.pk], place, namesake)
        answer = OptionAnswer(option, latest_state(option), place_statements, outcomes_of(case, option))
        by_proposal[option.proposal_id].options.append(answer)
    proposals = sorted(by_proposal.values(), key=lambda each: (each.proposal.sequence, each.proposal.key))
    within = next((each.name for each in places.areas if place.chain and each.area.pk == place.chain[0]), "")
    return PlaceAnswer(place, _today(place, namesake, places.existing_councils), within, namesake, proposals)


def _is_parish(place: Place) -> bool:
    return place.area is None and place.council.type == CouncilType.PARISH


def _namesake(place: Place, places: Places) -> Place | None:
    """The only part of another council’s area with the name of a parish or town."""
    names = {folded(name) for name in place.names}
    namesakes = [
        each
        for each in places.areas
        if each.council and each.council != place.council and names & {folded(name) for name in each.names}
    ]
    return namesakes[0] if len(namesakes) == 1 else None


def _today(place: Place, namesake: Place | None, existing_councils: ExistingCouncils) -> list[ExistingCouncil]:
    """Today’s councils at a place: its own, its namesake’s, and the county above."""
    councils = [each.council for each in (place, namesake) if each and each.council]
    county = existing_councils.county_over(councils[-1].voice) if councils else None
    return [*councils, county] if county else councils
