"""Read-only admins."""

from django.contrib import admin
from django.shortcuts import get_object_or_404

from record.desk import history_view
from record.desk.access import ReadingAccess


class HistoryOfRows:
    """Mixin for admins: the history that the database keeps, not the admin's own."""

    def history_view(self, request, object_id, extra_context=None):
        pk = object_id if object_id.isdecimal() else None
        return history_view.history_page(self, request, get_object_or_404(self.model, pk=pk))


class ReadingAdmin(ReadingAccess, HistoryOfRows, admin.ModelAdmin):
    """Everything can be looked at, nothing entered."""

    actions = None
    show_full_result_count = False
    list_per_page = 50
