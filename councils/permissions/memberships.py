"""The memberships of an officer: in whose name they act, and their office."""

from collections.abc import Collection

from councils.models import COUNCIL_ROLES, Membership, OfficerRole
from record.models import Officer

DRAFTING_ROLES = (*COUNCIL_ROLES, OfficerRole.NEUTRAL_EDITOR)
# They read what no council has published yet.
READS_ALL_ROLES = (OfficerRole.NEUTRAL_EDITOR, OfficerRole.PUBLISHER, OfficerRole.AUDITOR)
PUBLISHING_ROLES = (OfficerRole.REVIEWER, OfficerRole.NEUTRAL_EDITOR, OfficerRole.PUBLISHER)


# Memberships


def memberships(officer) -> list[Membership]:
    """The current memberships of a person, read once for each officer object."""
    if not officer.is_active or officer.pk is None:
        return []
    return [membership for membership in memberships_ever(officer) if membership.is_current]


def memberships_ever(officer) -> list[Membership]:
    """All memberships of a person, most recently chosen first, kept on the object."""
    if not hasattr(officer, "_memberships"):
        ever = Membership.objects.filter(officer=officer.pk).with_currency().chosen_first()
        officer._memberships = list(ever.select_related("council"))
    return officer._memberships


def acting(officer) -> Membership | None:
    """The membership in which this person acts.

    None where there is none, or where there are several and none is chosen.
    """
    current = memberships(officer)
    return current[0] if len(current) == 1 or (current and current[0].chosen_at) else None


def could_publish(officer) -> bool:
    """Ask if any current membership of this person is in a role that publishes."""
    return any(membership.role in PUBLISHING_ROLES for membership in memberships(officer))


def acts_for(officer) -> str:
    """The public id of the council to which new entries belong; "" for none."""
    membership = acting(officer)
    return membership.council.public_id if membership and membership.council else ""


def people(officers: Collection[int]) -> list[Officer]:
    """Officers with all their memberships, in one query where each has any."""
    ever = Membership.objects.filter(officer__in=officers).with_currency().chosen_first()
    found = {}
    for membership in ever.select_related("officer", "council"):
        officer = found.setdefault(membership.officer_id, membership.officer)
        officer._memberships = [*getattr(officer, "_memberships", []), membership]
    if without := set(officers) - found.keys():
        found |= Officer.objects.in_bulk(without)
    return [found[pk] for pk in sorted(found)]


def office(officer, council: str) -> str:
    """The office of a person as the public log prints it, with the council, if any.

    It follows from their role for that council, or for none, unless an office is entered.
    """
    latest_first = sorted(memberships_ever(officer), key=lambda each: (each.starts, each.pk), reverse=True)
    of_council = [each for each in latest_first if (each.council.public_id if each.council else "") == council]
    roles = of_council or latest_first
    membership = acting(officer) if acting(officer) in roles else next(iter(roles), None)
    name = membership.council.name if membership and membership.council else ""
    if not officer.office:
        role = membership.get_role_display() if membership else OfficerRole.OFFICER.label
        return f"{role.capitalize()} of {name}" if name else role.capitalize()
    return f"{officer.office}, {name}" if name and name not in officer.office else officer.office
