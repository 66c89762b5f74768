"""A risk register as a document prints it."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.record_view import with_record
from timeline.risk_registers.page import find_register, risk_page


@require_safe
@with_record(find_register)
def risks(request, register):
    """A risk register as printed, its scales and matrix, and where they disagree."""
    case = register.case
    context = {
        "page": risk_page(register),
        "record": register,
        "case": case,
        "crumbs": case_breadcrumbs(case, ("Decisions", reverse("timeline:decisions", args=[case.key]))),
        "today": request.today,
    }
    return TemplateResponse(request, "risk_registers/page.html", context)
