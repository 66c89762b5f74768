"""Schemas of proposals, events and decisions, in the order of a case file."""

from proposals.schema.decision import DecisionSchema
from proposals.schema.event import EventSchema
from proposals.schema.numbered_list import NumberedListSchema
from proposals.schema.option import AreaSchema, OptionSchema
from proposals.schema.proposal import ElementSchema, ProposalSchema, SubmissionSchema
from proposals.schema.risk import RiskRegisterSchema
from record.content.schema import RecordKind, register

ELEMENT = register(RecordKind("element", "elements", "proposals.Element", ElementSchema, title="name", scope="case"))
AREA = register(RecordKind("area", "areas", "proposals.Area", AreaSchema, title="name", scope="case"))
PROPOSAL = register(
    RecordKind("proposal", "proposals", "proposals.Proposal", ProposalSchema, title="name", scope="case")
)
OPTION = register(RecordKind("option", "options", "proposals.Option", OptionSchema, title="name", scope="case"))
SUBMISSION = register(
    RecordKind("submission", "submissions", "proposals.Submission", SubmissionSchema, title="title", scope="case")
)
EVENT = register(RecordKind("event", "events", "proposals.Event", EventSchema, title="title", scope="case"))
DECISION = register(
    RecordKind("decision", "decisions", "proposals.Decision", DecisionSchema, title="title", scope="case")
)
LIST = register(RecordKind("list", "lists", "proposals.NumberedList", NumberedListSchema, title="title", scope="case"))
RISK_REGISTER = register(
    RecordKind(
        "risk-register", "risk_registers", "proposals.RiskRegister", RiskRegisterSchema, title="title", scope="case"
    )
)
