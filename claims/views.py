"""Claims for readers: the list and its results alone, its file and feed, one claim, one claim as published before."""

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import citing, exports, versions, ways
from claims.choosing import Fields, address, heading, tags, without
from claims.exchange import exchange_of, noted, ties_of
from claims.filters import UNSEARCHABLE, ClaimFilter, is_searchable
from claims.listing import ClaimPage, Listing
from claims.models import Claim
from claims.options import options_of
from record.dates.refusal import shown
from record.keyset import BadCursor
from record.models import Publication
from record.models.publication import Action
from record.outputs import atom_response, csv_response, refused

NO_SUCH_WORDS = (
    "No claim’s sentence or quotation in this record, and no name of its voice or speaker, holds these words"
)


@require_safe
def claim_list(request, part=""):
    """Published claims, filtered by the query string: the page, or its results alone."""
    options = options_of(request)
    filters = ClaimFilter(request.GET, options)
    found = read(filters, request.GET)
    page, is_whole = found.page, found.is_whole
    context = {
        "part": part,
        "fields": Fields(filters),
        "page": page,
        "problems": found.problems,
        "astray": found.astray,
        "tags": tags(filters),
        "heading": heading(filters),
        "apart_heading": ways.apart_heading([claim.ways for claim in page.apart]),
        "next": page.next and address(filters.data, after=page.next, is_whole=is_whole),
        "previous": page.previous and address(filters.data, after=page.previous, is_whole=is_whole),
        "is_whole": is_whole,
        "paged": address(filters.data),
        "whole": (page.next or page.previous) and not is_whole and address(filters.data, is_whole=True),
        "by_alliance": found.by_alliance,
        "nothing": nothing_found(filters),
        "canonical": request.build_absolute_uri(address(filters.data)),
        "whole_next": page.next
        and request.build_absolute_uri(address(filters.data, after=page.next, is_whole=is_whole)),
        "exports": [("CSV", address(filters.data, "claims:csv")), ("Atom feed", address(filters.data, "claims:atom"))],
        "case": filters.chosen_case,
        "crumbs": filters.chosen_case and crumbs(filters.chosen_case)[:-1],
        "several_cases": len(options.cases) > 1 and not filters.chosen_case,
        "side_positions": options.places,
        "today": request.today,
    }
    response = TemplateResponse(request, f"claims/claim_list.html{part}", context)
    if part:
        response["HX-Push-Url"] = address(filters.data, is_whole=is_whole)
    if found.problems or found.astray:
        response["Cache-Control"] = "no-store"
    return response


@dataclass
class Found:
    """What a list shows: a page, or none and why; that it begins anew; what counts by way of alliances alone."""

    page: ClaimPage = field(default_factory=ClaimPage)
    problems: list[str] = field(default_factory=list)
    astray: str = ""
    is_whole: bool = False
    by_alliance: tuple[str, str] | None = None


def read(filters: ClaimFilter, query) -> Found:
    """The page of a list that is asked for: a part of what was asked is never left out in silence."""
    whole = [value for value in query.getlist("all") if value]
    if whole and set(whole) != {"1"}:
        return Found(
            problems=[*filters.problems, f"all={shown(whole[0])} is not understood. Write all=1, or leave it out."]
        )
    if filters.problems:
        return Found(problems=filters.problems)
    found, listing = Found(is_whole=bool(whole)), Listing(filters)
    try:
        found.page = listing.page(query.get("after", ""), found.is_whole)
    except BadCursor as problem:
        found.astray, found.page = str(problem), listing.page(is_whole=found.is_whole)
    words = filters.given("q")
    if not found.page.count and words and not is_searchable(words):
        found.problems = [UNSEARCHABLE]
    if not found.page.count and filters.given("own"):
        found.by_alliance = by_alliance(filters)
    for claim in (*found.page.claims, *found.page.apart):
        claim.why = ways.why(getattr(claim, "ways", []), filters.given("role"))
    return found


def nothing_found(filters: ClaimFilter) -> str:
    """What an empty list of words says of where they were looked for; nothing where no words were asked for."""
    if "q" not in filters.data:
        return ""
    whole = "" if set(filters.data) == {"q"} else ", with all else that is asked"
    return f"{NO_SUCH_WORDS}{whole}."


def by_alliance(filters: ClaimFilter) -> tuple[str, str] | None:
    """How many claims count where alliances do, and the address of that list; None where there are none."""
    data = without(filters, "own", "1")
    count = Listing(ClaimFilter(data, filters.options)).count()
    return (ClaimPage(count=count).counted, address(data)) if count else None


def asked_for(request) -> tuple[ClaimFilter, list[str]]:
    """The filter of a file or feed, and what of it is not understood."""
    filters = ClaimFilter(request.GET, options_of(request))
    problems = filters.problems
    if not problems and filters.given("q") and not is_searchable(filters.given("q")):
        problems = [UNSEARCHABLE]
    return filters, problems


@require_safe
def claims_csv(request):
    """All claims that the filter finds, as a file."""
    filters, problems = asked_for(request)
    if problems:
        return refused(problems)
    rows = exports.csv_rows(filters, request.build_absolute_uri)
    return csv_response("counterpoint-claims.csv", exports.COLUMNS, rows)


@require_safe
def claims_atom(request):
    """Those of them that were published or changed last, as a feed."""
    filters, problems = asked_for(request)
    if problems:
        return refused(problems)
    title = f"Counterpoint: claims {heading(filters)}".strip()
    return atom_response(request, title, address(filters.data), exports.feed_entries(filters))


@require_safe
def claim_page(request, public_id):
    """One claim: its words in their surroundings, its standing, its exchange, its versions."""
    claim = get_object_or_404(Claim.objects.public().select_related("case"), public_id=public_id)
    publications = list(claim.publications().defer("content"))
    if claim.is_withdrawn:
        context = {"claim": claim, "is_withheld": any(each.action == Action.WITHHELD for each in publications)}
        template = "claims/claim_withdrawn.html"
    else:
        exchange = exchange_of(claim.pk)
        claim, template = exchange.claim, "claims/claim_page.html"
        whole_address = request.build_absolute_uri(claim.get_absolute_url())
        context = {
            "claim": claim,
            "exchange": exchange,
            "appearances": noted(claim),
            **shown_ties(claim),
            "flags": list(claim.flags.select_related("passage__document")),
            "citation": citing.citation(claim, publications[0], whole_address),
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
    names = versions.Names(claim.case, [each.content for each in found.values()])
    lines = versions.lines_of(shown.content, names)
    context = {
        "claim": claim,
        "case": claim.case,
        "publication": shown,
        "before": before,
        "last": last,
        "lines": lines,
        "changes": versions.changes(versions.lines_of(before.content, names), lines) if before else [],
        "crumbs": [*crumbs(claim.case), ("This claim", claim.get_absolute_url())],
    }
    return TemplateResponse(request, "claims/claim_version.html", context)


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


def crumbs(case) -> list[tuple[str, str]]:
    """The way to the claims of a case, and the list itself."""
    address_of_case = reverse("timeline:case", args=[case.key])
    return [("Cases", "/"), (case.title, address_of_case), ("Claims", f"{reverse('claims:list')}?case={case.key}")]
