"""One claim, and one claim as published before."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.attribution import who_says
from claims.breadcrumbs import case_breadcrumbs
from claims.claim_list.filter_choices import filter_options
from claims.claim_page import citation_text
from claims.claim_page.replies import exchange_of, named_records
from claims.link_cards import claim_card
from claims.models import Claim
from claims.models.appearance import in_runs
from claims.replies.answers import notice_sentences
from claims.schema import CLAIM
from claims.structured_data import claim_data
from claims.unanswered import unanswered
from record.content.rendering import SEPARATOR, RecordNames, UnstatedDefault, differences, lines
from record.models import Publication
from record.web.record_view import with_record
from record.workflow.publication import Action

# The name of a figure within its claim, which readers meet nowhere else.
NAME_OF_FIGURE = "Known here as"


def find_claim(public_id: str) -> Claim | None:
    """A published or withdrawn claim."""
    return Claim.objects.public().select_related("case").filter(public_id=public_id).first()


def withdrawn_claim_page(request, claim):
    """A withdrawn claim: its address, its versions and the reason stay."""
    publications = list(claim.publications().defer("content"))
    context = _context(request, claim, publications) | {
        "claim": claim,
        "is_withheld": any(each.action == Action.WITHHELD for each in publications),
    }
    return TemplateResponse(request, "claims/withdrawn.html", context)


@require_safe
@with_record(find_claim, withdrawn=withdrawn_claim_page)
def claim_page(request, claim):
    """One claim: its words in context, its standing, its exchange, its versions."""
    publications = list(claim.publications().defer("content"))
    exchange = exchange_of(claim.pk)
    claim = exchange.claim
    claim.unanswered = unanswered([claim])[claim.pk]
    until = claim.unanswered.until
    context = _context(request, claim, publications) | {
        "claim": claim,
        "exchange": exchange,
        # A reply that came later was counted too, and the day would deny it.
        "stood_on": until if until and not exchange.is_answered_after(until) else None,
        "appearances": in_runs(claim.appearance_list),
        "readings": _readings(claim, publications[0].content),
        **named_record_lists(claim),
        "citation": citation_text.citation(
            claim, publications[0], request.build_absolute_uri(claim.get_absolute_url())
        ),
        "says": who_says(claim),
        "card": claim_card(claim, [(turn.words, turn.claim) for turn in exchange.answered_by]),
        "structured_data": claim_data(claim, request.build_absolute_uri),
        "notices": notice_sentences(claim),
    }
    return TemplateResponse(request, "claims/page.html", context)


@require_safe
@with_record(find_claim, below="versions/{number}/", withdrawn=None)
def claim_version(request, claim, number):
    """A claim as it was published before, and what was changed by that."""
    published = {each.version: each for each in Publication.objects.of(claim).versions(number - 1, number)}
    if number not in published:
        raise Http404
    publication, before = published[number], published.get(number - 1)
    names = RecordNames(CLAIM, [each.content for each in published.values()], claim.case)
    context = {
        "claim": claim,
        "case": claim.case,
        "publication": publication,
        "before": before,
        "last": claim.publications().defer("content").first(),
        "lines": lines(CLAIM, publication.content, names),
        "changes": differences(CLAIM, before.content, publication.content, names) if before else [],
        "crumbs": [*_breadcrumbs(claim), ("This claim", claim.get_absolute_url())],
    }
    return TemplateResponse(request, "claims/version.html", context)


def _readings(claim, content: dict) -> list[tuple[str, list[tuple[str, str]]]]:
    """The figures and positions read in a claim, with their notes.

    A heading and pairs of label and words for each; what is not stated is left out.
    """
    read = {name: content[name] for name in ("figures", "positions") if content.get(name)}
    found = {}
    for line in lines(CLAIM, read, RecordNames(CLAIM, [read], claim.case)) if read else ():
        heading, *labels = line.label.split(SEPARATOR)
        is_stated = not isinstance(line.words, UnstatedDefault)
        if labels and is_stated and heading.startswith(("Figure", "Position")) and labels[-1] != NAME_OF_FIGURE:
            found.setdefault(heading, []).append((SEPARATOR.join(labels), line.words))
    return list(found.items())


def named_record_lists(claim) -> dict:
    """Links of a claim: the voices it is about, and the rest under their labels."""
    records = named_records(claim)
    labels = {
        "points": "Questions that it answers",
        "account": "Is an account of",
        "subject": "Is a subject of",
        "proposals": "Proposals",
        "elements": "Parts of proposals",
    }
    return {"about": records["about"], "tie_lists": [(label, records[kind]) for kind, label in labels.items()]}


def _breadcrumbs(claim) -> list[tuple[str, str]]:
    return case_breadcrumbs(claim.case, ("Claims", f"{reverse('claims:list')}?case={claim.case.key}"))


def _context(request, claim, publications) -> dict:
    """The context that the page of a claim and that of a withdrawn one share."""
    return {
        "case": claim.case,
        "publications": publications,
        "crumbs": _breadcrumbs(claim),
        "side_positions": filter_options(request).side_positions,
    }
