"""Options of a case, set against each other, and by one criterion."""

from functools import lru_cache

from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.choices import Criterion
from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.options.columns import offered
from timeline.options.criterion_page import criterion_page
from timeline.options.page import MOST, OptionChoice, case_options, comparison


@reads("options")
@require_safe
@with_record(find_case)
def compare(request, case, part=""):
    """The options that a reader chose side by side, with all to choose from, or alone."""
    of_case = case_options(case, request.revision_mark)
    choice = OptionChoice.read(request.GET, of_case.options)
    address = reverse("timeline:compare", args=[case.key])
    if not part and not choice.messages and not choice.is_canonical:
        return HttpResponseRedirect(address + choice.query)
    all_offered, chosen = offered(of_case.options), _chosen(of_case, choice)
    pictured = [
        (option, of_case.pictures.get(option.pk, ""), option.public_id in choice.ids) for option in of_case.options
    ]
    context = case_context(request, case, "compare") | {
        "choice": choice,
        "problems": choice.messages,
        "has_pictures": any(of_case.pictures.values()),
        "offered": [each for each in pictured if each[0] in all_offered],
        "others": [each for each in pictured if each[0] not in all_offered],
        "options": of_case.options,
        "chosen": chosen,
        "is_cut": not choice.ids and len(all_offered) > MOST,
        "table": table_of(case, chosen, choice.query, request.revision_mark) if 0 < len(chosen) <= MOST else "",
        "reversed": OptionChoice(tuple(option.public_id for option in chosen)).reversed,
        "address": address,
        "canonical": address + choice.query,
    }
    response = page_response(request, f"options/page.html{part}", context, choice.messages)
    if part:
        response["HX-Push-Url"] = address + choice.query
    return response


@reads("options")
@require_safe
@with_record(find_case)
def criterion(request, case, name):
    """Show each side's words on the options, by one of the Government's criteria."""
    if name not in Criterion.values:
        raise Http404
    of_case = case_options(case, request.revision_mark)
    choice = OptionChoice.read(request.GET, of_case.options)
    address = reverse("timeline:criterion", args=[case.key, name])
    if not choice.messages and not choice.is_canonical:
        return HttpResponseRedirect(address + choice.query)
    chosen = _chosen(of_case, choice)
    context = case_context(request, case, "compare") | {
        "criterion": Criterion(name),
        "criteria": list(Criterion),
        "query": choice.query,
        "problems": choice.messages,
        "page": criterion_page(case, of_case, chosen, Criterion(name)) if 0 < len(chosen) <= MOST else None,
        "canonical": address + choice.query,
    }
    return page_response(request, "options/criterion_page.html", context, choice.messages)


def _chosen(of_case, choice: OptionChoice) -> list:
    """The options that the address names, or else the first put forward."""
    if not choice.ids:
        return offered(of_case.options)[:MOST]
    by_id = {option.public_id: option for option in of_case.options}
    return [by_id[each] for each in choice.ids if each in by_id]


def table_of(case, chosen, query: str, revision_mark) -> str:
    """The chosen options beside each other, in their order: rendered once a revision."""
    ids = tuple(option.public_id for option in chosen)
    table = _kept if revision_mark else _table
    return table(revision_mark, case, ids, query)


def _table(revision_mark, case, ids, query) -> str:
    source = case_options(case, revision_mark)
    page = comparison(case, source, _chosen(source, OptionChoice(ids)))
    return render_to_string("options/_comparison.html", {"case": case, "page": page, "query": query})


_kept = lru_cache(maxsize=8)(_table)
