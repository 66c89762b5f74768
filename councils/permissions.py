"""Permissions of officers, for the admin, for commands and for the models' verbs.

Until roles are given, everyone on the staff may draft everything. Publishing
needs a second person: one who wrote nothing of what is published by it; on a
case to which an author's own council is a party, one who is not of that
council's side (docs/laws.md, law 10).
"""

from collections.abc import Collection

from councils.models import Case, Membership
from councils.representation.sides import SideColumns
from councils.representation.speaks_for import Representation
from record.workflow.publishing import DRAFT, OFFICERS, authority
from record.workflow.states import STEPS, NotAllowed


def may_draft(officer, record=None) -> bool:
    """Ask if this person may write drafts, of this record or at all."""
    return officer.is_active and officer.is_staff


def may_keep_officers(officer) -> bool:
    """Ask if this person may manage officers and their councils."""
    return officer.is_superuser


def could_publish(officer) -> bool:
    """Ask if this person could ever publish, and so needs a second factor."""
    return officer.is_active and officer.is_staff


@authority
def refuse(officer, step: str, record, authors: Collection[int] = frozenset()) -> None:
    """Raise NotAllowed, with a sentence, where this person may not take this step.

    ``authors`` are those whose work the step would take to readers, by primary key.
    """
    if not may_draft(officer, record) or (step == OFFICERS and not may_keep_officers(officer)):
        raise NotAllowed("Your access does not extend to this.")
    if step in (DRAFT, OFFICERS) or not STEPS[step].needs_second_person or not authors:
        return
    if officer.pk in authors:
        raise NotAllowed("You wrote this, or a part of it. A second person does it.")
    case = case_of(record)
    if case is None:
        return
    for theirs, mine in zip(_parties(authors, case), _parties([officer.pk], case), strict=True):
        if shared := theirs & mine:
            raise NotAllowed(
                f"Its author and you are both of {min(shared)} in this case. Someone who is not publishes it."
            )


def may(officer, step: str, record, authors: Collection[int] = frozenset()) -> bool:
    """Ask if this person may take this step, for showing or hiding it."""
    try:
        refuse(officer, step, record, authors)
    except NotAllowed:
        return False
    return True


def case_of(record) -> Case | None:
    return record if isinstance(record, Case) else getattr(record, "case", None)


def _parties(officers: Collection[int], case) -> tuple[set[str], set[str]]:
    """The sides in which officers' councils have ever stood, and those councils.

    A council that stands in a side is a party, whether or not it is listed as one.
    """
    councils = dict(Membership.objects.filter(officer__in=officers).values_list("council", "council__name"))
    if not councils:
        return set(), set()
    columns = SideColumns(Representation(councils), [case.pk])
    sides = {council: columns.sides_ever(case.pk, council) for council in councils}
    listed = set(case.parties.filter(voice__in=councils).values_list("voice", flat=True))
    labels = case.sides.filter(pk__in=set().union(*sides.values())).values_list("label", flat=True)
    return (
        {f"the side “{label}”" for label in labels},
        {f"“{name}”" for council, name in councils.items() if council in listed or sides[council]},
    )
