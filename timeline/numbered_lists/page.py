"""Numbered lists as documents print them, with what came of each item: on their own pages and on others."""

from councils.models import Case
from proposals.choices import ListKind
from proposals.models import ItemOutcome, ListFlag, ListItem, NumberedList
from record.gather import Gathering, whole
from record.workflow.states import PUBLIC_STATES
from timeline.decisions.parts import SOURCES, if_published, parts_of

# Of what such lists say something is still to come.
LOOKING_AHEAD = {ListKind.ASKS, ListKind.NEXT_STEPS}


def parts_of_lists() -> dict:
    """Annotations that bring the items of lists along, what came of each, and their flags."""
    return {
        "items_": whole(
            parts_of(ListItem, "numbered_list"),
            came_of_=whole(parts_of(ItemOutcome, "item"), "event__public_id", "event__title", "event__state"),
        ),
        "flags_": whole(parts_of(ListFlag, "flagged")),
    }


def set_out_lists(gathering: Gathering, case: Case, lists: list[NumberedList]) -> list[NumberedList]:
    """Lists found with ``parts_of_lists``, ready for parts/_list.html once the gathering is attached."""
    for each in lists:
        each.case = case
        each.looks_ahead = each.kind in LOOKING_AHEAD
        each.items_shown = gathering.revive(ListItem, each.items_)
        each.flags_shown = gathering.revive(ListFlag, each.flags_)
        for item in each.items_shown:
            item.came_of_shown = gathering.revive(ItemOutcome, item.came_of_)
            item.is_yet_to_come = item.is_ahead(case.kept_up_to)
            for outcome in item.came_of_shown:
                outcome.event = if_published(outcome.event, case)
    return lists


def find_list(key: str, public_id: str) -> NumberedList | None:
    """A published or withdrawn list of a case, with its items."""
    return (
        NumberedList.objects.public()
        .filter(public_id=public_id, case__key=key, case__state__in=PUBLIC_STATES)
        .select_related("case", "proposal", "event")
        .annotate(**parts_of_lists())
        .first()
    )


def list_page(found: NumberedList) -> NumberedList:
    gathering = Gathering(found)
    found.proposal_shown = if_published(found.proposal, found.case)
    found.event_shown = if_published(found.event, found.case)
    set_out_lists(gathering, found.case, [found])
    gathering.attach(*SOURCES)
    return found
