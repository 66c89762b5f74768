"""The home page."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.query_keys import reads
from timeline.home.find import places_in_cases
from timeline.home.page import home_page


@reads("q")
@require_safe
def home(request):
    """The cases, what changed lately, and the way to a council or to a place."""
    if words := request.GET.get("q", "").strip():
        return HttpResponseRedirect(_way_to(words))
    return TemplateResponse(request, "home/page.html", {"page": home_page(request.today)})


def _way_to(words: str) -> str:
    """The page of your area for a place of one case; else the councils of that name."""
    places = places_in_cases(words)
    return places[0].address if len(places) == 1 else f"{reverse('timeline:councils')}?{urlencode({'q': words})}"
