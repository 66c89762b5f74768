"""May this person? The one module that answers, for the admin, for commands and for the verbs themselves.

Until roles are given, everyone on the staff may draft everything. Publishing
needs a second person; on a case to which the author's own council is a party,
one who is not of that council's side (product law 10).
"""

from councils.models import Case, Membership
from councils.ties import Columns, Ties
from record.lifecycle import STEPS, NotAllowed
from record.publishing import DRAFT, OFFICERS, authority


def may_draft(officer, record=None) -> bool:
    """Whether this person may write drafts, of this record or at all."""
    return officer.is_active and officer.is_staff


def may_keep_officers(officer) -> bool:
    """Whether this person may say who else signs in, and for which council."""
    return officer.is_superuser


@authority
def refuse(officer, step: str, record, author) -> None:
    """Raise NotAllowed, with a sentence, where this person may not take this step."""
    if not may_draft(officer, record) or (step == OFFICERS and not may_keep_officers(officer)):
        raise NotAllowed("Your access does not extend to this.")
    if step in (DRAFT, OFFICERS) or not STEPS[step].needs_second_person or author is None:
        return
    if officer.pk == author.pk:
        raise NotAllowed("You wrote this. A second person publishes it.")
    case = case_of(record)
    if case is None:
        return
    for theirs, mine in zip(_parties(author, case), _parties(officer, case), strict=True):
        if shared := theirs & mine:
            raise NotAllowed(
                f"Its author and you are both of {min(shared)} in this case. Someone who is not publishes it."
            )


def may(officer, step: str, record, author=None) -> bool:
    """Whether this person may take this step, for showing or hiding it."""
    try:
        refuse(officer, step, record, author)
    except NotAllowed:
        return False
    return True


def case_of(record) -> Case | None:
    return record if isinstance(record, Case) else getattr(record, "case", None)


def _parties(officer, case) -> tuple[set[str], set[str]]:
    """What an officer is of in a case: the sides in which their councils have stood, and those councils by name.

    A council that stands in a side is a party, whether or not it is listed as one.
    """
    councils = dict(Membership.objects.filter(officer=officer).values_list("council", "council__name"))
    if not councils:
        return set(), set()
    columns = Columns(Ties(), [case.pk])
    sides = {council: columns.sides_ever(case.pk, council) for council in councils}
    listed = set(case.parties.filter(voice__in=councils).values_list("voice", flat=True))
    labels = case.sides.filter(pk__in=set().union(*sides.values())).values_list("label", flat=True)
    return (
        {f"the side “{label}”" for label in labels},
        {f"“{name}”" for council, name in councils.items() if council in listed or sides[council]},
    )
