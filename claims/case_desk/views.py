"""Pages of a case at the desk: its balance, and a new start of the practice case."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from claims.case_desk import practice
from claims.case_desk.balance import balance
from claims.case_files.loading import LoadRefused
from councils.models import Case
from record.desk.addresses import change_address
from record.desk.tools import tool
from record.workflow import authority


@tool
def pages_of_a_case(request, record):
    """Yield the links to these pages, above the form of a case."""
    if isinstance(record, Case):
        yield "Balance of the sides", reverse("councils_case_balance", args=[record.pk])
        if practice.is_practice_case(record) and authority.may(request.user, authority.DRAFT):
            yield "Start the practice case anew", reverse("councils_case_reset", args=[record.pk])


@require_GET
def balance_page(request, pk):
    """The table of what the record holds of each side of a case."""
    case = get_object_or_404(Case.objects.readable_by(request.user), pk=pk)
    return _page(request, "balance", case, f"Balance of {case}", {"balance": balance(case)})


@require_http_methods(["GET", "HEAD", "POST"])
def reset_page(request, pk):
    """Ask first, and then publish the practice case anew as its file has it."""
    case = get_object_or_404(Case.objects.readable_by(request.user), pk=pk)
    if not practice.is_practice_case(case):
        raise Http404
    if not authority.may(request.user, authority.DRAFT):
        raise PermissionDenied
    refusals = []
    if request.method == "POST":
        try:
            changed, withdrawn = practice.reset(case, by=request.user)
        except LoadRefused as refused:
            refusals = [problem.reason for problem in refused.problems]
        except ValidationError as refused:
            refusals = refused.messages
        else:
            messages.success(request, f"Published anew: {changed}. Withdrawn: {withdrawn}.")
            return HttpResponseRedirect(change_address(Case, case.pk))
    more = {"added": list(practice.additions(case)), "refusals": refusals}
    return _page(request, "reset", case, "Start the practice case anew", more)


def _page(request, name, case, title, more):
    context = admin.site.each_context(request) | {"title": title, "case": case} | more
    return TemplateResponse(request, f"admin/desk/case_{name}.html", context)
