"""Decisions of a case, and one of them in full."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from proposals.named_plans import plans_of_decisions, with_a_state
from record.web.exports import csv_response, refused
from record.web.list_page import list_context
from record.web.query_keys import reads
from record.web.record_view import not_found, with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.decisions.list_page import COLUMNS, DecisionFilter, csv_rows, registers_of
from timeline.decisions.page import decision_page, find_decision


@reads(DecisionFilter, "after")
@require_safe
@with_record(find_case)
def decisions(request, case):
    """The decisions of a case, newest first, a line each."""
    filters = DecisionFilter(request.GET, case)
    address, csv = reverse("timeline:decisions", args=[case.key]), reverse("timeline:decisions-csv", args=[case.key])
    context = case_context(request, case, "decisions")
    context |= list_context(request, filters, filters.page, address, csv=csv)
    settling = [] if context["problems"] else filters.settling()
    listed = [] if context["problems"] else [*settling, *context["page"].rows]
    plans = with_a_state(plans_of_decisions(case, listed))
    lacks_votes = any(each.is_made_by_vote and not each.vote_lines for each in listed)
    context |= {"settling": settling, "lacks_votes": lacks_votes, "registers": registers_of(case), "plans": plans}
    return page_response(request, "decisions/list_page.html", context, context["problems"])


@reads(DecisionFilter)
@require_safe
@with_record(find_case, withdrawn=not_found)
def decisions_csv(request, case):
    """The same decisions as a file."""
    filters = DecisionFilter(request.GET, case)
    if filters.problems:
        return refused(filters.problems)
    return csv_response(f"decisions-{case.key}.csv", COLUMNS, csv_rows(filters, request.build_absolute_uri))


@require_safe
@with_record(find_decision)
def decision(request, decision):
    """A decision: recommendations, motions and votes, and apart from them the result."""
    case = decision.case
    context = {
        "page": decision_page(decision, request.today),
        "record": decision,
        "case": case,
        "crumbs": case_breadcrumbs(case, ("Decisions", reverse("timeline:decisions", args=[case.key]))),
        "today": request.today,
    }
    return TemplateResponse(request, "decisions/page.html", context)
