"""The public log as page, feed and file, and one act of publishing."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.claim_list.filter_choices import filter_options
from record.web.exports import atom_response, csv_response, refused
from record.web.list_page import list_context, unfiltered_list_context
from record.web.query_keys import reads
from record.web.responses import page_response
from timeline.changes.list_page import ChangeFilter
from timeline.changes.log import COLUMNS, act_led_by, find_entry, page_of_act


@reads(ChangeFilter, "after")
@require_safe
def changes(request):
    """Acts of publishing, changing, withdrawing and withholding, newest first."""
    filters = ChangeFilter(request.GET, filter_options(request))
    atom, csv = reverse("timeline:changes-atom"), reverse("timeline:changes-csv")
    address = reverse("timeline:changes")
    context = list_context(request, filters, lambda after: filters.log.page(after), address, atom=atom, csv=csv)
    return page_response(request, "changes/list_page.html", context, context["problems"])


@reads(ChangeFilter)
@require_safe
def changes_atom(request):
    """The newest acts of publishing, as a feed."""
    filters = ChangeFilter(request.GET, filter_options(request))
    if filters.problems:
        return refused(filters.problems)
    page = filters.address(reverse("timeline:changes"))
    return atom_response(request, "Counterpoint: what changed", page, filters.log.feed())


@reads(ChangeFilter)
@require_safe
def changes_csv(request):
    """Every entry, newest first, as a file."""
    filters = ChangeFilter(request.GET, filter_options(request))
    if filters.problems:
        return refused(filters.problems)
    return csv_response("changes.csv", COLUMNS, filters.log.csv_rows(request.build_absolute_uri))


@reads("after")
@require_safe
def change(request, number):
    """One entry of the log, and the others of the same act."""
    entry = find_entry(number)
    if entry is None:
        raise Http404
    context = unfiltered_list_context(request, lambda after: page_of_act(entry, after))
    context |= {"entry": entry, "act": act_led_by(entry), "crumbs": [("Changes", reverse("timeline:changes"))]}
    return page_response(request, "changes/page.html", context, context["problems"])
