from record.models.base import PartRow, Record, RecordQuerySet
from record.models.draft import Draft
from record.models.history import HistoryAction, HistoryEntry
from record.models.loading import Load, Loaded
from record.models.officer import Officer
from record.models.open_change import OpenChange
from record.models.open_form import OpenForm
from record.models.outgoing_mail import OutgoingMail
from record.models.remark import Remark
from record.models.sign_in_link import SignInLink
from record.models.step_request import StepRequest
from record.models.stored_row import StoredRow
from record.workflow.publication import Publication

__all__ = [
    "Draft",
    "HistoryAction",
    "HistoryEntry",
    "Load",
    "Loaded",
    "Officer",
    "OpenChange",
    "OpenForm",
    "OutgoingMail",
    "PartRow",
    "Publication",
    "Record",
    "RecordQuerySet",
    "Remark",
    "SignInLink",
    "StepRequest",
    "StoredRow",
]
