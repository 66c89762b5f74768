"""Your area: what each plan states about one place.

A town or village, and a part that documents name, goes with its council where a plan takes the whole of that
council. Where a plan divides the council and does not name the place, the answer says so, and nothing is worked out.
A parish or town council that no plan names goes with the part of its name that is on record; where there is none,
we do not know in which council’s area it lies, and no plan is read for it.
"""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from councils.choices import CouncilType
from councils.models import Case
from proposals.choices import OptionStatus
from proposals.models import Option, Proposal
from proposals.plan_states import DatedState, latest_state, with_states
from record.text.spelling import folded
from record.workflow.states import State
from timeline.areas.known_places import KnownPlace, KnownPlaces
from timeline.areas.rules import PlaceStatement, statement
from timeline.options.composition import compositions
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils

STATUSES = list(OptionStatus.values)


@dataclass(frozen=True)
class OptionAnswer:
    """One option’s statement about a place."""

    option: Option
    state: DatedState | None
    statement: PlaceStatement

    @property
    def is_current(self) -> bool:
        """True if it is put forward, and not replaced, withdrawn or ruled out since."""
        is_over = self.state is not None and self.state.is_over
        return self.option.status == OptionStatus.PUT_FORWARD and not is_over


@dataclass(frozen=True)
class ProposalAnswer:
    """A proposal with its options’ statements about a place."""

    proposal: Proposal
    state: DatedState | None
    options: list[OptionAnswer]

    @property
    def current(self) -> list[OptionAnswer]:
        return [each for each in self.options if each.is_current]

    @property
    def is_over(self) -> bool:
        """True if it was given up or not submitted, or no option of it is put forward."""
        return bool(self.state and self.state.is_over) or not self.current

    @property
    def is_read_in_older_papers(self) -> bool:
        """True if all that is cited is certainly older than the proposal's last state."""
        dates = [passage.document.date for each in self.current for passage in each.statement.passages]
        if not dates or not all(dates) or not (self.state and self.state.when):
            return False
        return max(date.latest for date in dates) < self.state.when.earliest

    @property
    def others(self) -> list[OptionAnswer]:
        """Earlier options, and those that its authors considered or only named."""
        return [each for each in self.options if not each.is_current]


@dataclass(frozen=True)
class PlaceAnswer:
    """Today’s councils at a place, and each option’s statement, by proposal.

    ``namesake`` is the part with its name, through which a parish or town council is answered.
    """

    place: KnownPlace
    today: list[ExistingCouncil]
    within: str
    namesake: KnownPlace | None = None
    proposals: list[ProposalAnswer] = field(default_factory=list)

    @property
    def is_parish(self) -> bool:
        return _is_parish(self.place)

    @property
    def before_somebody(self) -> list[ProposalAnswer]:
        """The plans that are not over, or all where each is."""
        return [each for each in self.proposals if not each.is_over] or self.proposals

    @property
    def over(self) -> list[ProposalAnswer]:
        shown = self.before_somebody
        return [each for each in self.proposals if each not in shown]


def answers(case: Case, place: KnownPlace, places: KnownPlaces) -> PlaceAnswer:
    """Every option’s statement on a place, by proposal, those put forward first."""
    published = with_states(Option.objects.published().of_case(case).filter(proposal__state=State.PUBLISHED))
    proposals = Prefetch("proposal", with_states(Proposal.objects.all()))
    options = list(
        published.prefetch_related(proposals).order_by("proposal__sequence", "proposal__key", "sequence", "key")
    )
    composed = compositions(case, options, stated=False)
    namesake = None
    if _is_parish(place):
        namesake = _namesake(place, places)
        options = [option for option in options if namesake or composed[option.pk].shares.get(place.council.voice)]
    options.sort(key=lambda option: STATUSES.index(option.status))
    by_proposal = {}
    for option in options:
        option.case = option.proposal.case = case
        if option.proposal_id not in by_proposal:
            by_proposal[option.proposal_id] = ProposalAnswer(option.proposal, latest_state(option.proposal), [])
        said = statement(composed[option.pk], place, namesake)
        by_proposal[option.proposal_id].options.append(OptionAnswer(option, latest_state(option), said))
    proposals = sorted(by_proposal.values(), key=lambda each: (each.proposal.sequence, each.proposal.key))
    within = next((each.name for each in places.areas if place.chain and each.area.pk == place.chain[0]), "")
    return PlaceAnswer(place, _today(place, namesake, places.existing_councils), within, namesake, proposals)


def _is_parish(place: KnownPlace) -> bool:
    return not place.kind and place.council.type == CouncilType.PARISH


def _namesake(place: KnownPlace, places: KnownPlaces) -> KnownPlace | None:
    """The only part of another council’s area with the name of a parish or town."""
    names = {folded(name) for name in place.names}
    namesakes = [
        each
        for each in (*places.areas, *places.gazetteer)
        if each.council and each.council != place.council and names & {folded(name) for name in each.names}
    ]
    return namesakes[0] if len(namesakes) == 1 else None


def _today(
    place: KnownPlace, namesake: KnownPlace | None, existing_councils: ExistingCouncils
) -> list[ExistingCouncil]:
    """Today’s councils at a place: its own, its namesake’s, and the county above."""
    councils = [each.council for each in (place, namesake) if each and each.council]
    county = existing_councils.county_over(councils[-1].voice) if councils else None
    return [*councils, county] if county else councils
