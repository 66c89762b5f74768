"""The forms of what is proposed and done, registered in the order in which a case file has them."""

from proposals.forms.decision import DecisionForm
from proposals.forms.event import EventForm
from proposals.forms.listing import NumberedListForm
from proposals.forms.option import AreaForm, OptionForm
from proposals.forms.proposal import ElementForm, ProposalForm, SubmissionForm
from proposals.forms.risk import RiskRegisterForm
from record.forms import Kind, register

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
