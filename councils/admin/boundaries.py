"""Admin of council boundaries, read-only."""

from django.contrib import admin
from django.utils.html import format_html

from councils.geography.boundary_svg import outlines
from councils.models import Boundary
from record.desk.readonly_admin import ReadingAdmin


@admin.register(Boundary)
class BoundaryAdmin(ReadingAdmin):
    """Read-only: `manage.py import_boundaries` imports and replaces outlines."""

    list_display = ["council", "source", "imported"]
    list_select_related = ["council__voice"]
    ordering = ["council__area", "pk"]
    search_fields = ["council__area", "council__code", "source", "sha256"]
    fields = ["council", "outline", "source", "sha256", "imported"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if "object_id" in request.resolver_match.kwargs else rows.defer("path")

    @admin.display(description="Outline")
    def outline(self, boundary):
        picture = outlines([boundary.council])
        return format_html(
            '<svg viewBox="{}" width="320" height="320" role="img" aria-label="{}">'
            '<path d="{}" fill="none" stroke="currentColor" stroke-width="4" fill-rule="evenodd"/></svg>',
            picture.view_box,
            str(boundary),
            picture.paths[boundary.council_id],
        )
