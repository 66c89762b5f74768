"""Read-only admins."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from record.desk import history_view
from record.desk.access import ReadingAccess
from record.desk.addresses import as_pk


class HistoryOfRows:
    """Mixin for admins: the history that the database keeps, not the admin's own."""

    def history_view(self, request, object_id, extra_context=None):
        row = get_object_or_404(self.get_queryset(request), pk=as_pk(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return history_view.history_page(self, request, row)


class DeclaredLookups:
    """Mixin for admins whose list is filtered only by what ``list_filter`` names."""

    def lookup_allowed(self, lookup, value, request):
        names = {
            each[0] if isinstance(each, tuple) else getattr(each, "parameter_name", each)
            for each in self.get_list_filter(request)
        }
        name, _, kind = lookup.partition("__")
        return name in names and kind in ("", "exact", "id__exact", "isnull")


class ReadingAdmin(ReadingAccess, HistoryOfRows, DeclaredLookups, admin.ModelAdmin):
    """Everything can be looked at that exists for the officer; nothing is entered.

    ``belongs_to`` is the path of foreign keys to the record with which a row is read.
    """

    actions = None
    show_full_result_count = False
    list_per_page = 50
    belongs_to = ""

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if not self.belongs_to:
            return rows
        record = related_model(self.model, self.belongs_to)
        return rows.filter(**{f"{self.belongs_to}__in": record.objects.readable_by(request.user)})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        get_object_or_404(self.get_queryset(request), pk=as_pk(object_id))
        return super().change_view(request, object_id, form_url, extra_context)


def related_model(model, path):
    """The model at the end of a path of foreign keys."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
