"""The home page."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from timeline.home.page import home_page


@require_safe
def home(request):
    """The cases, what changed lately, and the way to a council."""
    return TemplateResponse(request, "home/page.html", {"page": home_page(request.today)})
