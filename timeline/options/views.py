"""Options of a case, set against each other."""

from functools import lru_cache

from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.case.context import case_context
from timeline.case.lookup import find_case
from timeline.options.columns import offered
from timeline.options.page import MOST, OptionChoice, case_options, comparison


@reads("options")
@require_safe
@with_record(find_case)
def compare(request, case, part=""):
    """The options that a reader chose side by side, with all to choose from, or alone."""
    of_case = case_options(case, request.revision_mark)
    options, choice = of_case.options, OptionChoice.read(request.GET, of_case.options)
    address = reverse("timeline:compare", args=[case.key])
    if not part and not choice.messages and not choice.is_canonical:
        return HttpResponseRedirect(address + choice.query)
    all_offered = offered(options)
    chosen = _by_ids(options, choice.ids) if choice.ids else all_offered[:MOST]
    pictured = [(option, of_case.pictures.get(option.pk, ""), option.public_id in choice.ids) for option in options]
    context = case_context(request, case, "compare") | {
        "choice": choice,
        "problems": choice.messages,
        "offered": [each for each in pictured if each[0] in all_offered],
        "others": [each for each in pictured if each[0] not in all_offered],
        "options": options,
        "chosen": chosen,
        "is_cut": not choice.ids and len(all_offered) > MOST,
        "table": table_of(case, chosen, request.revision_mark) if 0 < len(chosen) <= MOST else "",
        "reversed": OptionChoice(tuple(option.public_id for option in chosen)).reversed,
        "address": address,
        "canonical": address + choice.query,
    }
    response = page_response(request, f"options/page.html{part}", context, choice.messages)
    if part:
        response["HX-Push-Url"] = address + choice.query
    return response


def _by_ids(options, ids) -> list:
    """Options in the order of these public ids; unknown ids are left out."""
    by_id = {option.public_id: option for option in options}
    return [by_id[each] for each in ids if each in by_id]


def table_of(case, chosen, revision_mark) -> str:
    """The chosen options beside each other, in their order: rendered once a revision."""
    ids = tuple(option.public_id for option in chosen)
    return _kept(revision_mark, case, ids) if revision_mark else _table(revision_mark, case, ids)


@lru_cache(maxsize=8)
def _kept(revision_mark, case, ids) -> str:
    return _table(revision_mark, case, ids)


def _table(revision_mark, case, ids) -> str:
    source = case_options(case, revision_mark)
    page = comparison(case, source, _by_ids(source.options, ids))
    return render_to_string("options/_comparison.html", {"case": case, "page": page, "noted": source.noted})
