"""A numbered list as a document prints it."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.record_view import with_record
from timeline.numbered_lists.page import find_list, list_page


@require_safe
@with_record(find_list)
def numbered_list(request, numbered_list):
    """A list as a document prints it, and what came of each item."""
    context = {
        "page": list_page(numbered_list, request.today),
        "record": numbered_list,
        "case": numbered_list.case,
        "crumbs": case_breadcrumbs(numbered_list.case),
        "today": request.today,
    }
    return TemplateResponse(request, "numbered_lists/page.html", context)
