"""Admin of the contacts to which notices of claims are sent."""

from django.contrib import admin

from councils.models import ReplyContact
from record.desk.access import ContactsAccess
from record.desk.readonly_admin import DeclaredLookups, HistoryOfRows


@admin.register(ReplyContact)
class ReplyContactAdmin(ContactsAccess, HistoryOfRows, DeclaredLookups, admin.ModelAdmin):
    """For neutral editors and administrators; no other officer sees an address.

    A contact that ends has a last day entered. A new address is a new contact.
    """

    list_display = ["voice", "email", "starts", "ends"]
    list_select_related = ["voice"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["voice__name", "-starts", "pk"]
    fields = ["voice", "email", "starts", "ends"]
    autocomplete_fields = ["voice"]

    class Media:
        # Names the box as its field is named.
        js = ["admin/js/autocomplete.js", "js/desk.js"]

    def get_readonly_fields(self, request, obj=None):
        return ["voice"] if obj else []
