from proposals.models.event import Event, EventDocument, EventFact, EventFlag, EventLink, EventProposal
from proposals.models.proposal import (
    Backing,
    Element,
    Option,
    OptionElement,
    Proposal,
    ProposalFlag,
    ProposalName,
    ProposalVersion,
    Proposer,
    Signatory,
    VersionAuthor,
)
from proposals.models.submission import Carried, Submission, Submitter

__all__ = [
    "Backing",
    "Carried",
    "Element",
    "Event",
    "EventDocument",
    "EventFact",
    "EventFlag",
    "EventLink",
    "EventProposal",
    "Option",
    "OptionElement",
    "Proposal",
    "ProposalFlag",
    "ProposalName",
    "ProposalVersion",
    "Proposer",
    "Signatory",
    "Submission",
    "Submitter",
    "VersionAuthor",
]
