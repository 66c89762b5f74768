"""One proposal of a case, and its life."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.addresses import to_its_address
from timeline.crumbs import crumbs_to
from timeline.proposal import find_proposal, proposal_page


@require_safe
def proposal(request, key, public_id, slug=""):
    """A proposal: its names, versions, relations and options, what they would create, and what became of it."""
    found = find_proposal(key, public_id)
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": found, "case": found.case})
    context = {
        "proposal": found,
        "case": found.case,
        "page": proposal_page(found),
        "crumbs": crumbs_to(found.case, ("Proposals", reverse("proposals:list", args=[found.case.key]))),
    }
    return TemplateResponse(request, "timeline/proposal.html", context)
