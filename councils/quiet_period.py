"""The quiet period of a case before an election: nothing new is published.

Withdrawing, withholding and replies to what is already public stay possible, and so does
setting another end.
"""

from collections.abc import Iterable

from django.utils.formats import date_format

from councils.models import Case
from record.workflow.publication import Publication
from record.workflow.publishing import state_rule
from record.workflow.states import NotAllowed

# How one voice answers another (claims.choices.OTHERS, which a test compares). To restate one's own words is no reply.
REPLIES = {"disputes", "accepts", "qualifies", "answers"}


@state_rule
def refuse(record, content: dict) -> None:
    """Raise NotAllowed for a record of a case that is quiet, unless it is a reply."""
    case = record if isinstance(record, Case) else getattr(record, "case", None)
    if (
        case is None
        or not case.is_quiet
        or _is_reply(content.get("responses", ()))
        or _changes_the_period_alone(record, content)
    ):
        return
    raise NotAllowed(
        f"Nothing new is published in this case until {date_format(case.quiet_last, 'j F Y')}, the quiet period "
        "before an election. A reply to what is already public can be, and anything can be withdrawn."
    )


def _is_reply(responses: Iterable[dict]) -> bool:
    return any(response["relation"] in REPLIES for response in responses)


def _changes_the_period_alone(record, content: dict) -> bool:
    """Ask if a case changes its quiet period and nothing else."""
    public = isinstance(record, Case) and Publication.objects.of(record).newest_first().first()
    if not public:
        return False
    names = {*public.content, *content} - {"key", "id", "state", "reason"}
    return {name for name in names if public.content.get(name) != content.get(name)} == {"quiet"}
