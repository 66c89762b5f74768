"""Numbered lists as documents print them, with the results of each item."""

from collections.abc import Iterable

from councils.models import Case
from proposals.choices import ListKind
from proposals.models import Event, NumberedList
from record.workflow.states import PUBLIC_STATES
from timeline.case.lookup import if_published

# Kinds of list whose items are still to be answered or done.
LOOKING_AHEAD = {ListKind.ASKS, ListKind.NEXT_STEPS}


def for_printing(case: Case, lists: Iterable[NumberedList]) -> list[NumberedList]:
    """Prepare lists for printing; they come from ``for_page()`` of the queryset."""
    lists = list(lists)
    for each in lists:
        each.case = case
        each.looks_ahead = each.kind in LOOKING_AHEAD
        for item in each.items.all():
            item.is_yet_to_come = item.is_ahead(case.kept_up_to)
            for outcome in item.came_of.all():
                outcome.event = if_published(outcome.event, case)
    return lists


def find_list(key: str, public_id: str) -> NumberedList | None:
    """A published or withdrawn list of a case, with its items."""
    lists = NumberedList.objects.public().filter(case__key=key, case__state__in=PUBLIC_STATES)
    return lists.for_page().select_related("case", "proposal", "event").filter(public_id=public_id).first()


def list_page(numbered_list: NumberedList, today) -> NumberedList:
    """The list with its items, and its proposal and event where published."""
    case = numbered_list.case
    numbered_list.proposal = if_published(numbered_list.proposal, case)
    numbered_list.event = if_published(numbered_list.event, case)
    if numbered_list.event:
        known = Event.objects.for_status().get(pk=numbered_list.event.pk)
        numbered_list.event.status_line = known.status_words(today)
    return for_printing(case, [numbered_list])[0]
