"""The quiet period of a case before an election: nothing new is published.

Withdrawing, withholding and replies to what is already public stay possible.
"""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from councils.models import Case
from record.workflow.publishing import state_rule
from record.workflow.states import NotAllowed


def is_quiet(case: Case, day: datetime.date | None = None) -> bool:
    """True on a day, or today, of the case's quiet period."""
    day = day or timezone.localdate()
    return bool(case.quiet_first and case.quiet_last and case.quiet_first <= day <= case.quiet_last)


@state_rule
def refuse(record, content: dict) -> None:
    """Raise NotAllowed for a record of a case that is quiet, unless it is a reply."""
    case = record if isinstance(record, Case) else getattr(record, "case", None)
    if case is None or not is_quiet(case) or content.get("responses"):
        return
    raise NotAllowed(
        f"Nothing new is published in this case until {date_format(case.quiet_last, 'j F Y')}, the quiet period "
        "before an election. A reply to what is already public can be, and anything can be withdrawn."
    )
