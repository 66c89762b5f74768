"""Data for the list of a case's proposals."""

from dataclasses import dataclass

from django.db.models import Prefetch

from councils.models import Case
from proposals.choices import OptionStatus
from proposals.models import Element, NumberedList, Proposal, Submission, Submitter
from record.dates.order import by_date
from timeline.options.composition import compositions
from timeline.proposals.details import ProposalDetails, details_of, with_details


@dataclass
class ProposalsPage:
    """A case’s proposals, submissions, lists, and elements."""

    proposals: list[ProposalDetails]
    submissions: list[Submission]
    lists: list[NumberedList]
    elements: list[Element]

    @property
    def has_pictures(self) -> bool:
        return any(each.pictures for each in self.proposals)


def proposals_page(case: Case) -> ProposalsPage:
    """All that the list of a case's proposals shows."""
    proposals = [
        details_of(proposal, case)
        for proposal in with_details(Proposal.objects.published().of_case(case).in_sequence())
    ]
    composed = compositions(case, [option for each in proposals for option in each.all_options], stated=False)
    for each in proposals:
        each.pictures = [
            (option, composed[option.pk].tiles)
            for option in each.all_options
            if option.status == OptionStatus.PUT_FORWARD and composed[option.pk].tiles
        ]
    lists = list(NumberedList.objects.published().of_case(case).in_sequence().select_related("document"))
    for each in lists:
        each.case = case
    return ProposalsPage(
        proposals=proposals,
        submissions=list(
            Submission.objects.published()
            .of_case(case)
            .select_related("to", "document", "passage__document__publisher")
            .prefetch_related(Prefetch("submitters", Submitter.objects.select_related("voice")))
            .order_by(*by_date("when"), "key")
        ),
        lists=lists,
        elements=list(Element.objects.published().of_case(case).in_sequence()),
    )
