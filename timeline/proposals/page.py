"""Data for the page of one proposal."""

from dataclasses import dataclass

from councils.models import Case
from proposals.choices import OptionStatus
from proposals.models import Decision, Event, NumberedList, Option, Proposal
from record.workflow.states import PUBLIC_STATES
from timeline.decisions.list_page import decisions_of, with_lines
from timeline.decisions.no_decision import councils_without_decision
from timeline.decisions.outcome_lines import outcome_line
from timeline.numbered_lists.page import for_printing
from timeline.options.composition import compositions
from timeline.options.model import Composition
from timeline.proposals.details import ProposalDetails, details_of, with_details
from timeline.proposals.rules import ProposalHistoryItem, history

# So many decisions stand open, those that settle the case first.
OPEN = 3


@dataclass
class ProposalPage:
    """A proposal with all that its page shows."""

    details: ProposalDetails
    compositions: dict[int, Composition]
    lists: list[NumberedList]
    decisions: list[Decision]
    history: list[ProposalHistoryItem]
    # Councils named as behind it, of which no decision on it was found.
    without_decision: list[str]

    @property
    def outlines(self):
        return next((each.outlines for each in self.compositions.values() if each.outlines), None)

    @property
    def has_pictures(self) -> bool:
        return any(each.tiles for each in self.compositions.values())

    @property
    def pictured(self) -> list[Option]:
        """Options with a picture: those put forward, or else all."""
        drawn = [option for option in self.details.all_options if self.compositions[option.pk].tiles]
        return [option for option in drawn if option.status == OptionStatus.PUT_FORWARD] or drawn

    @property
    def first_decisions(self) -> list[Decision]:
        return self.decisions[:OPEN]

    @property
    def more_decisions(self) -> list[Decision]:
        return self.decisions[OPEN:]

    @property
    def appraised(self) -> list[Option]:
        return [option for option in self.details.all_options if option.appraisals.all()]

    @property
    def undated(self) -> list[ProposalHistoryItem]:
        return [item for item in self.history if not item.when]

    @property
    def dated(self) -> list[ProposalHistoryItem]:
        return [item for item in self.history if item.when]


def find_proposal(key: str, public_id: str) -> Proposal | None:
    """A published or withdrawn proposal of a public case, with its parts."""
    proposals = Proposal.objects.public().filter(case__key=key, case__state__in=PUBLIC_STATES)
    return with_details(proposals).select_related("case").filter(public_id=public_id).first()


def proposal_page(proposal: Proposal, today) -> ProposalPage:
    """Data for the page of a proposal that ``find_proposal`` returned."""
    case = proposal.case
    details = details_of(proposal, case)
    options = details.all_options
    lists = NumberedList.objects.published().filter(proposal=proposal).in_sequence().for_page()
    lists = for_printing(case, lists)
    events = list(Event.objects.published().naming(proposal).for_status().in_order())
    for event in events:
        event.case = case
    decisions = _decisions(case, proposal, options)
    composed = compositions(case, options, outlined=True)
    for option in options:
        option.composition = composed[option.pk]
    return ProposalPage(
        details=details,
        compositions=composed,
        lists=lists,
        decisions=decisions,
        history=history(details, events, decisions, lists, today),
        without_decision=councils_without_decision(case, proposal),
    )


def _decisions(case: Case, proposal: Proposal, options: list[Option]) -> list[Decision]:
    """Decisions on the proposal or its options; what settles comes first."""
    names = {option.pk: option.name for option in options}
    decisions = with_lines(case, decisions_of(case, proposals=[proposal]).in_order())
    for decision in decisions:
        decision.proposal_lines = [
            outcome_line(decision, outcome, of=names.get(outcome.option_id, ""))
            for outcome in decision.outcomes.all()
            if outcome.proposal_id == proposal.pk or outcome.option_id in names
        ]
    return sorted(decisions, key=lambda decision: not decision.is_settling)
