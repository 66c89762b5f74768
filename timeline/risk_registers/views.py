"""A risk register as a document prints it."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.lists.record_page import record_page
from timeline.risk_registers.page import find_register, risk_page


@require_safe
def risks(request, key, public_id, slug=""):
    """A risk register as a document prints it, its scales and matrix, and where they disagree."""
    decisions = ("Decisions", reverse("timeline:decisions", args=[key]))
    return record_page(request, find_register(key, public_id), risk_page, "risk_registers/page.html", [decisions])
