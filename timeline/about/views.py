"""The operator of the site, and the terms of use."""

import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.about.operator import operator

# In days. RFC 9116 advises less than a year.
SECURITY_TXT_IS_GOOD_FOR = 180


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


@require_safe
def security_txt(request):
    """Contact for reports of a weakness, in the form of RFC 9116."""
    contact = operator().security_contact
    if not contact:
        raise Http404
    # From the day alone, by which caches know that the page is another.
    expires = request.today + datetime.timedelta(days=SECURITY_TXT_IS_GOOD_FOR)
    lines = [f"Contact: {contact}", f"Expires: {expires.isoformat()}T00:00:00Z", "Preferred-Languages: en"]
    # The standard takes no canonical address without TLS.
    if request.is_secure():
        lines.append(f"Canonical: {request.build_absolute_uri(request.path)}")
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def _crumbs() -> list[tuple[str, str]]:
    return [("About", reverse("timeline:about"))]
