"""The page of one record: found, redirected to its address, or shown as withdrawn."""

from django.http import Http404
from django.template.response import TemplateResponse

from record.web.url_converters import to_its_address
from timeline.lists.breadcrumbs import crumbs_to


def record_page(request, found, page_of, template, crumbs=()):
    """The page of one record, its redirect, or the page that says that it was withdrawn."""
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found.case})
    context = {
        "page": page_of(found),
        "record": found,
        "case": found.case,
        "crumbs": crumbs_to(found.case, *crumbs),
        "today": request.today,
    }
    return TemplateResponse(request, template, context)
