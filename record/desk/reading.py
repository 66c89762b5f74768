"""Admins of what nobody writes by hand."""

from django.contrib import admin

from record.desk.access import ReadingAccess


class ReadingAdmin(ReadingAccess, admin.ModelAdmin):
    """Everything can be looked at, nothing entered."""

    actions = None
    show_full_result_count = False
    list_per_page = 50
