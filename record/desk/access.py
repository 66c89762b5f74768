"""Permissions of the admin, asked of the authority and never of Django's own."""

from record.workflow import authority
from record.workflow.authority import CONTACTS, DRAFT, OFFICERS, READ, READ_ALL


class DeskAccess:
    """Access to records and their parts: drafting roles write, and nobody deletes."""

    def has_module_permission(self, request):
        return authority.may(request.user, READ)

    def has_view_permission(self, request, obj=None):
        return authority.may(request.user, READ, obj)

    def has_add_permission(self, request, obj=None):
        return authority.may(request.user, DRAFT)

    def has_change_permission(self, request, obj=None):
        return authority.may(request.user, DRAFT, obj)

    def has_delete_permission(self, request, obj=None):
        return False


class ReadingAccess(DeskAccess):
    """Access to an admin of rows that nobody writes by hand."""

    def has_view_permission(self, request, obj=None):
        return authority.may(request.user, READ)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class GrantedAccess:
    """Access to an admin that one permission opens; nobody is deleted."""

    permission: str

    def has_module_permission(self, request):
        return authority.may(request.user, self.permission)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False


class OfficersAccess(GrantedAccess):
    """Access to the admin of officers: administrators alone."""

    permission = OFFICERS


class ContactsAccess(GrantedAccess):
    """Access to the admin of addresses to which notices are sent."""

    permission = CONTACTS


class OfficersReadAccess(OfficersAccess):
    """Access to what administrators read and nobody writes by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ReadsAllAccess:
    """Access to rows that unpublished entries of any council may have made."""

    def has_module_permission(self, request):
        return authority.may(request.user, READ_ALL)

    def has_view_permission(self, request, obj=None):
        return authority.may(request.user, READ_ALL)
