"""The home page."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from councils.models import Case, Council
from timeline.case.page import CHANGES
from timeline.changes.log import Log
from timeline.lists.practice import is_invented_voice


@require_safe
def home(request):
    """The cases, what changed lately, and the way to a council."""
    councils = Council.objects.published().by_area().annotate(is_invented=is_invented_voice("voice"))
    context = {
        "cases": Case.objects.published().by_title(),
        "changes": Log().page(size=CHANGES).rows,
        "councils": [council for council in councils if not council.is_invented],
        "invented": [council for council in councils if council.is_invented],
    }
    return TemplateResponse(request, "home/page.html", context)
