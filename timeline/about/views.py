"""The page about this installation."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe


@require_safe
def about(request):
    """Operator, funding, editors and complaints of this installation."""
    questions = [
        ("Who runs it", "OPERATOR_NAME"),
        ("Where to write to", "OPERATOR_ADDRESS"),
        ("Who pays for it", "OPERATOR_FUNDING"),
        ("Who its editors are", "OPERATOR_EDITORS"),
        ("How to complain, or to ask for a correction", "OPERATOR_COMPLAINTS"),
    ]
    answers = [(label, name, getattr(settings, name)) for label, name in questions]
    return TemplateResponse(request, "about/page.html", {"answers": answers, "build": settings.BUILD})
