"""Admin of council boundaries, read-only."""

from django.contrib import admin
from django.template.loader import render_to_string

from councils.geography.boundary_svg import outlines
from councils.models import Boundary
from record.desk.readonly_admin import ReadingAdmin


@admin.register(Boundary)
class BoundaryAdmin(ReadingAdmin):
    """Read-only: `manage.py import_boundaries` imports and replaces outlines."""

    list_display = ["council", "source", "imported"]
    list_select_related = ["council__voice"]
    belongs_to = "council__voice"
    ordering = ["council__area", "pk"]
    search_fields = ["council__area", "council__code", "source", "sha256"]
    fields = ["council", "outline", "source", "sha256", "imported"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if "object_id" in request.resolver_match.kwargs else rows.defer("path")

    @admin.display(description="Outline")
    def outline(self, boundary):
        picture = outlines([boundary.council])
        context = {"boundary": boundary, "view_box": picture.view_box, "path": picture.paths[boundary.council_id]}
        return render_to_string("admin/desk/_outline.html", context)
