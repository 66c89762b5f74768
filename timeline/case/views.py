"""The page of a case."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.record_view import with_record
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.case.page import case_page


@require_safe
@with_record(find_case)
def case(request, case):
    """A case: proposals, positions, questions most at issue, and what is next."""
    context = case_context(request, case, "case") | {
        "page": case_page(case, request.today),
        "crumbs": [("Cases", reverse("timeline:home"))],
    }
    return TemplateResponse(request, "case/page.html", context)
