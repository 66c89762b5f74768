"""The operator of the site, and the terms of use."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.about.operator import operator


@require_safe
def about(request):
    """Operator, funding, editors and complaints."""
    return TemplateResponse(request, "about/page.html", {"operator": operator(), "build": settings.BUILD})


@require_safe
def privacy(request):
    """Personal data of readers, of officers and of people who are quoted."""
    return TemplateResponse(request, "about/privacy.html", {"operator": operator(), "crumbs": _crumbs()})


@require_safe
def accessibility(request):
    """The accessibility statement, in the Government's model form."""
    context = {"operator": operator(), "site": request.build_absolute_uri("/"), "crumbs": _crumbs()}
    return TemplateResponse(request, "about/accessibility.html", context)


@require_safe
def licence(request):
    """Terms on which the texts, data and code may be used."""
    return TemplateResponse(request, "about/licence.html", {"crumbs": _crumbs()})


def _crumbs() -> list[tuple[str, str]]:
    return [("About", reverse("timeline:about"))]
