"""The proposals of a case, and one of them with its history."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.record_view import with_record
from timeline.case.lookup import find_plain_case
from timeline.proposals.list_page import proposals_page
from timeline.proposals.page import find_proposal, proposal_page


@require_safe
@with_record(find_plain_case)
def proposal_list(request, case):
    """The proposals of a case: versions, options, and who backs each."""
    context = {"case": case, "nav_page": "proposals", "page": proposals_page(case), "crumbs": case_breadcrumbs(case)}
    return TemplateResponse(request, "proposals/list_page.html", context)


@require_safe
@with_record(find_proposal)
def proposal(request, proposal):
    """A proposal: its versions, its options, and what became of it."""
    case = proposal.case
    context = {
        "proposal": proposal,
        "case": case,
        "page": proposal_page(proposal, request.today),
        "crumbs": case_breadcrumbs(case, ("Proposals", reverse("timeline:proposals", args=[case.key]))),
    }
    return TemplateResponse(request, "proposals/page.html", context)
