"""Decisions of a case, one of them in full, and the lists and risk registers that documents print."""

from django.db.models import OuterRef
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from councils.placing import ways_of_counting
from proposals.models import Proposal, RiskRegister
from record.addresses import to_its_address
from record.gather import gathered
from record.outputs import csv_response, refused
from timeline import decisions as of_decisions
from timeline.cases import find_case
from timeline.crumbs import crumbs_to
from timeline.decision import decision_page, find_decision
from timeline.lists import find_list, list_page
from timeline.narrowing import Choice, Narrowing, paged
from timeline.reading import not_kept
from timeline.risks import find_register, risk_page


@require_safe
def decisions(request, key):
    """The decisions of a case, newest first: who decided, how it stands, and the votes in a line."""
    case = _case(key)
    if case.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": case, "case": case})
    asked = _asked(request, case)
    ways = [] if asked.problems else _ways(asked, case)
    found = None if asked.problems else _found(asked, case, ways)
    page, problems = paged(lambda after: of_decisions.NEWEST.page(found, after), request, asked.problems)
    address = reverse("timeline:decisions", args=[key])
    context = {
        "case": case,
        "room": "decisions",
        "asked": asked,
        "problems": problems,
        "page": page,
        "decisions": of_decisions.shown(case, page.rows, ways) if page else [],
        "registers": RiskRegister.objects.published().of_case(case).order_by("title", "pk"),
        "tags": asked.tags(address),
        "next": page and page.next and asked.address(address, page.next),
        "previous": page and page.previous and asked.address(address, page.previous),
        "exports": [("CSV", asked.address(f"{address[:-1]}.csv"))],
        "address": address,
        "canonical": asked.address(address),
        "crumbs": crumbs_to(case),
    }
    response = TemplateResponse(request, "timeline/decisions.html", context)
    return not_kept(response) if problems else response


@require_safe
def decisions_csv(request, key):
    """The same decisions as a file."""
    case = _case(key)
    if case.is_withdrawn:
        raise Http404
    asked = _asked(request, case)
    if asked.problems:
        return refused(asked.problems)
    lines = of_decisions.lines(case, _found(asked, case, _ways(asked, case)), request.build_absolute_uri)
    return csv_response(f"decisions-{key}.csv", of_decisions.HEADER, lines)


@require_safe
def decision(request, key, public_id, slug=""):
    """A decision: the report's recommendations, what was moved and voted, and apart from them what was decided."""
    return _page(request, find_decision(key, public_id), decision_page, "decision")


@require_safe
def numbered_list(request, key, public_id, slug=""):
    """A list as a document prints it, and what came of each item."""
    return _page(request, find_list(key, public_id), list_page, "list")


@require_safe
def risks(request, key, public_id, slug=""):
    """A risk register as a document prints it, its scales and matrix, and where they disagree."""
    return _page(request, find_register(key, public_id), risk_page, "risks")


def _page(request, found, page_of, template):
    """The page of one record, its redirect, or the page that says that it was withdrawn."""
    if found is None:
        raise Http404
    if redirect := to_its_address(request, found):
        return redirect
    if found.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": found, "case": found.case})
    decisions = ("Decisions", reverse("timeline:decisions", args=[found.case.key]))
    context = {
        "page": page_of(found),
        "record": found,
        "case": found.case,
        "crumbs": crumbs_to(found.case, *([decisions] if template != "list" else [])),
        "today": request.today,
    }
    return TemplateResponse(request, f"timeline/{template}.html", context)


def _case(key):
    proposals = Proposal.objects.published().filter(case=OuterRef("pk")).in_sequence()
    case = find_case(key, proposals_=gathered(proposals, "id", "public_id", "name"))
    if case is None:
        raise Http404
    return case


def _asked(request, case) -> Narrowing:
    query = request.GET.copy()
    query.setlist("council", [code.upper() for code in query.getlist("council")])
    councils = [(each["code"], each["name"]) for each in case.councils_shown]
    proposals = [(each["public_id"], each["name"]) for each in case.proposals_]
    return Narrowing(
        query,
        Choice("council", "Council, with its bodies", councils, "the code of no council in this case"),
        Choice("proposal", "Proposal", proposals, "no proposal of this case"),
    )


def _ways(asked, case):
    councils = [each["voice"] for each in case.councils_shown if each["code"] in asked.given("council")]
    return ways_of_counting(councils) if councils else []


def _found(asked, case, ways):
    proposals = [each["id"] for each in case.proposals_ if each["public_id"] in asked.given("proposal")]
    return of_decisions.listed(case, ways, proposals)
