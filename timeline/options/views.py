"""Options of a case, set against each other."""

from functools import lru_cache

from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from timeline.case.lookup import find_case
from timeline.event.side_choice import not_kept
from timeline.lists.breadcrumbs import crumbs_to
from timeline.options.columns import offered, proposals_of
from timeline.options.page import MOST, OptionsAsked, comparison, prepared


@require_safe
def compare(request, key):
    """The options that a reader chose, in that order, or those that are offered; a column of equal width for each."""
    case = find_case(key)
    if case is None:
        raise Http404
    if case.is_withdrawn:
        return TemplateResponse(request, "components/withdrawn.html", {"record": case, "case": case})
    options = prepared(case, request.revision_mark).options
    asked = OptionsAsked.read(request.GET, options)
    address = reverse("timeline:compare", args=[key])
    if not asked.messages and not asked.is_canonical:
        return HttpResponseRedirect(address + asked.query)
    by_id = {option.public_id: option for option in options}
    of_all = offered(options)
    chosen = [by_id[each] for each in asked.ids if each in by_id] if asked.ids else of_all[:MOST]
    context = {
        "case": case,
        "room": "compare",
        "asked": asked,
        "problems": asked.messages,
        "proposals": proposals_of(options),
        "options": options,
        "chosen": chosen,
        "is_cut": not asked.ids and len(of_all) > MOST,
        "table": table_of(case, chosen, request.revision_mark) if 0 < len(chosen) <= MOST else "",
        "reversed": OptionsAsked(tuple(option.public_id for option in chosen)).reversed,
        "address": address,
        "canonical": address + asked.query,
        "crumbs": crumbs_to(case),
        "today": request.today,
    }
    response = TemplateResponse(request, "options/page.html", context)
    return not_kept(response) if asked.messages else response


def table_of(case, chosen, revision_mark) -> SafeString:
    """The chosen options beside each other, in their order: made once a revision."""
    ids = tuple(option.public_id for option in chosen)
    return _kept(revision_mark, case, ids) if revision_mark else _table(revision_mark, case, ids)


@lru_cache(maxsize=8)
def _kept(revision_mark, case, ids) -> SafeString:
    return _table(revision_mark, case, ids)


def _table(revision_mark, case, ids) -> SafeString:
    of = prepared(case, revision_mark)
    by_id = {option.public_id: option for option in of.options}
    context = {
        "case": case,
        "page": comparison(case, of, [by_id[each] for each in ids]),
        "side_positions": {side.pk: side.position for side in case.sides_shown},
    }
    return render_to_string("options/_comparison.html", context)
