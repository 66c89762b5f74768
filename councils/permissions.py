"""May this person? The one module that answers, for the admin, for commands and for the verbs themselves.

Until roles are given, everyone on the staff may draft everything. Publishing
needs a second person; on a case to which the author's own council is a party,
one who is not of that council's side (product law 10).
"""

from councils.models import Case, Membership
from councils.ties import ALWAYS, Columns, Ties
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
    shared = _sides(author, case) & _sides(officer, case)
    if shared:
        raise NotAllowed(
            f"Its author and you are both of the side “{min(side.label for side in shared)}” in this case. "
            "Someone who is not publishes it."
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


def _sides(officer, case) -> set:
    """The sides of this case that the officer's councils, where they are parties to it, have stood in."""
    councils = set(
        Membership.objects.filter(officer=officer, council__party_to__case=case).values_list("council", flat=True)
    )
    if not councils:
        return set()
    columns = Columns(Ties(), [case.pk])
    found = {columns.side_of(case.pk, council, ALWAYS) for council in councils}
    return set(case.sides.filter(pk__in=found))
