"""Permissions of the admin, asked of the authority and never of Django's own."""

from record.workflow.publishing import DRAFT, OFFICERS, check_permission
from record.workflow.states import NotAllowed


def may(officer, what: str, record=None) -> bool:
    return why_not(officer, what, record) == ""


def why_not(officer, what: str, record=None, authors=frozenset()) -> str:
    """The sentence with which this person is refused; nothing where they are not."""
    try:
        check_permission(officer, what, record, authors)
    except NotAllowed as refused:
        return str(refused)
    return ""


class DeskAccess:
    """For an admin of records or of their parts: officers may write; nobody deletes."""

    what = DRAFT

    def has_module_permission(self, request):
        return may(request.user, self.what)

    def has_view_permission(self, request, obj=None):
        return may(request.user, self.what, obj)

    def has_add_permission(self, request, obj=None):
        return may(request.user, self.what)

    def has_change_permission(self, request, obj=None):
        return may(request.user, self.what, obj)

    def has_delete_permission(self, request, obj=None):
        return False


class ReadingAccess(DeskAccess):
    """For an admin of what nobody writes by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class OfficersAccess(DeskAccess):
    """For an admin of who the officers are."""

    what = OFFICERS
