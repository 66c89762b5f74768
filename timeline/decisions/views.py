"""Decisions of a case, and one of them in full."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from councils.representation.placement import ways_of_counting
from proposals.models import Proposal, RiskRegister
from record.web.exports import csv_response, refused
from timeline.case.lookup import find_case
from timeline.decisions import list_page as of_decisions
from timeline.decisions.page import decision_page, find_decision
from timeline.event.side_choice import not_kept
from timeline.lists.breadcrumbs import crumbs_to
from timeline.lists.list_filters import ListFilter, ListFilterKey, paged
from timeline.lists.record_page import record_page


@require_safe
def decisions(request, key):
    """The decisions of a case, newest first: who decided, how it stands, and the votes in a line."""
    case = _case(key)
    if case.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": case, "case": case})
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
        "decisions": of_decisions.with_lines(case, page.rows, ways) if page else [],
        "registers": RiskRegister.objects.published().of_case(case).order_by("title", "pk"),
        "tags": asked.tags(address),
        "next": page and page.next and asked.address(address, page.next),
        "previous": page and page.previous and asked.address(address, page.previous),
        "exports": [("CSV", asked.address(f"{address[:-1]}.csv"))],
        "address": address,
        "canonical": asked.address(address),
        "crumbs": crumbs_to(case),
    }
    response = TemplateResponse(request, "decisions/list_page.html", context)
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
    crumbs = [("Decisions", reverse("timeline:decisions", args=[key]))]
    return record_page(request, find_decision(key, public_id), decision_page, "decisions/page.html", crumbs)


def _case(key):
    case = find_case(key)
    if case is None:
        raise Http404
    case.proposals = Proposal.objects.published().of_case(case).in_sequence()
    return case


def _asked(request, case) -> ListFilter:
    query = request.GET.copy()
    query.setlist("council", [code.upper() for code in query.getlist("council")])
    councils = [(each["code"], each["name"]) for each in case.councils_shown]
    proposals = [(each.public_id, each.name) for each in case.proposals]
    return ListFilter(
        query,
        ListFilterKey("council", "Council, with its bodies", councils, "the code of no council in this case"),
        ListFilterKey("proposal", "Proposal", proposals, "no proposal of this case"),
    )


def _ways(asked, case):
    councils = [each["voice"] for each in case.councils_shown if each["code"] in asked.given("council")]
    return ways_of_counting(councils) if councils else []


def _found(asked, case, ways):
    proposals = [each.pk for each in case.proposals if each.public_id in asked.given("proposal")]
    return of_decisions.decisions_of(case, ways, proposals)
