"""One claim, and one claim as published before."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import crumbs
from claims.claim_list.filter_choices import options_of
from claims.claim_page import citation_text
from claims.claim_page.replies import exchange_of, noted, ties_of
from claims.models import Claim
from claims.schema import CLAIM
from record.content.rendering import RecordNames, differences, lines
from record.models import Publication
from record.models.publication import Action


@require_safe
def claim_page(request, public_id):
    """One claim: its words in their surroundings, its standing, its exchange, its versions."""
    claim = get_object_or_404(Claim.objects.public().select_related("case"), public_id=public_id)
    publications = list(claim.publications().defer("content"))
    if claim.is_withdrawn:
        context = {"claim": claim, "is_withheld": any(each.action == Action.WITHHELD for each in publications)}
        template = "claims/withdrawn.html"
    else:
        exchange = exchange_of(claim.pk)
        claim, template = exchange.claim, "claims/page.html"
        whole_address = request.build_absolute_uri(claim.get_absolute_url())
        context = {
            "claim": claim,
            "exchange": exchange,
            "appearances": noted(claim),
            **shown_ties(claim),
            "flags": list(claim.flags.select_related("passage__document")),
            "citation": citation_text.citation(claim, publications[0], whole_address),
            "canonical": whole_address,
            "today": request.today,
        }
    context |= {
        "case": claim.case,
        "publications": publications,
        "crumbs": crumbs(claim.case),
        "side_positions": options_of(request).places,
    }
    return TemplateResponse(request, template, context)


@require_safe
def claim_version(request, public_id, number):
    """A claim as it was published before, and what was changed by that."""
    claim = get_object_or_404(Claim.objects.public().select_related("case"), public_id=public_id)
    found = {each.version: each for each in Publication.objects.of(claim).versions(number - 1, number)}
    last = claim.publications().defer("content").first()
    if number not in found:
        raise Http404
    shown, before = found[number], found.get(number - 1)
    names = RecordNames(CLAIM, [each.content for each in found.values()], claim.case, for_readers=True)
    context = {
        "claim": claim,
        "case": claim.case,
        "publication": shown,
        "before": before,
        "last": last,
        "lines": lines(CLAIM, shown.content, names),
        "changes": differences(CLAIM, before.content, shown.content, names) if before else [],
        "crumbs": [*crumbs(claim.case), ("This claim", claim.get_absolute_url())],
    }
    return TemplateResponse(request, "claims/version.html", context)


def shown_ties(claim) -> dict:
    """Whom a claim is about; and the rest of what it is tied to, by what the page calls it."""
    ties = ties_of(claim)
    labels = {
        "points": "Questions that it answers",
        "account": "Is an account of",
        "subject": "Is a subject of",
        "proposals": "Proposals",
        "elements": "Parts of proposals",
    }
    return {"about": ties["about"], "tie_lists": [(label, ties[what]) for what, label in labels.items()]}
