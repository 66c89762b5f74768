"""The proposals of a case, and one of them with its history."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.url_converters import to_its_address
from timeline.lists.breadcrumbs import crumbs_to
from timeline.proposals.list_page import find_case, proposals_page
from timeline.proposals.page import find_proposal, proposal_page


@require_safe
def proposal_list(request, key):
    """The proposals of a case in their order: names, versions, options, and who backs, signed, left or is included."""
    case = find_case(key)
    if case is None:
        raise Http404
    if case.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": case, "case": case})
    context = {
        "case": case,
        "room": "proposals",
        "page": proposals_page(case),
        "crumbs": [("Cases", reverse("timeline:home")), (case.title, case.get_absolute_url())],
    }
    return TemplateResponse(request, "proposals/list_page.html", context)


@require_safe
def proposal(request, key, public_id, slug=""):
    """A proposal: its names, versions, relations and options, what they would create, and what became of it."""
    found = find_proposal(key, public_id)
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": found, "case": found.case})
    context = {
        "proposal": found,
        "case": found.case,
        "page": proposal_page(found),
        "crumbs": crumbs_to(found.case, ("Proposals", reverse("timeline:proposals", args=[found.case.key]))),
    }
    return TemplateResponse(request, "proposals/page.html", context)
