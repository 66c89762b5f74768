"""The entries that exist for an officer."""

from django.db.models import Q

from councils.models import OfficerRole
from councils.permissions.memberships import READS_ALL_ROLES, acting
from record.models import Record
from record.workflow.states import (
    PUBLIC,
    PUBLIC_STATES,
    State,
)

# Reading


def readable(officer, model) -> Q:
    """The condition on the rows of a model that exist for this person at the desk.

    ``model`` is one of records, or another with the columns ``entered_for`` and ``sent_to``.
    """
    membership = acting(officer)
    public = PUBLIC if issubclass(model, Record) else Q(pk__in=[])
    if membership is None:
        return public
    if membership.role in READS_ALL_ROLES:
        return Q()
    own = public | Q(entered_for=membership.council.public_id)
    if membership.role == OfficerRole.REVIEWER:
        own |= Q(state=State.NEEDS_REVIEW, sent_to=officer.pk)
    return own


def is_readable(officer, item) -> bool:
    """The same of one row, without a query."""
    membership = acting(officer)
    if item.pk is None or (isinstance(item, Record) and item.state in PUBLIC_STATES):
        return True
    if reads_history(officer, item):
        return True
    is_sent = item.sent_to_id == officer.pk and item.state == State.NEEDS_REVIEW
    return is_sent and membership is not None and membership.role == OfficerRole.REVIEWER


def reads_history(officer, item) -> bool:
    """Ask if this person sees who wrote what of an entry before it was published."""
    membership = acting(officer)
    if membership is None:
        return False
    return membership.role in READS_ALL_ROLES or item.entered_for == membership.council.public_id
