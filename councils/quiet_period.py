"""The quiet period of a case before an election: nothing new is published.

Withdrawing, withholding and replies to what is already public stay possible.
"""

from django.utils.formats import date_format

from councils.models import Case
from record.workflow.publishing import state_rule
from record.workflow.states import NotAllowed


@state_rule
def refuse(record, content: dict) -> None:
    """Raise NotAllowed for a record of a case that is quiet, unless it is a reply."""
    case = record if isinstance(record, Case) else getattr(record, "case", None)
    if case is None or not case.is_quiet or content.get("responses"):
        return
    raise NotAllowed(
        f"Nothing new is published in this case until {date_format(case.quiet_last, 'j F Y')}, the quiet period "
        "before an election. A reply to what is already public can be, and anything can be withdrawn."
    )
