"""Options of a case, set against each other."""

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.cases import find_case
from timeline.compare import MOST, OptionsAsked, comparison, options_of, proposals_of, put_forward
from timeline.crumbs import crumbs_to
from timeline.reading import not_kept


@require_safe
def compare(request, key):
    """The options that a reader chose, in that order, or all that are put forward; a column of equal width for each."""
    case = find_case(key)
    if case is None:
        raise Http404
    if case.is_withdrawn:
        return TemplateResponse(request, "timeline/withdrawn.html", {"record": case, "case": case})
    options = options_of(case)
    asked = OptionsAsked.read(request.GET, options)
    address = reverse("timeline:compare", args=[key])
    if not asked.messages and not asked.is_canonical:
        return HttpResponseRedirect(address + asked.query)
    by_id = {option.public_id: option for option in options}
    offered = put_forward(options)
    chosen = [by_id[each] for each in asked.ids if each in by_id] if asked.ids else offered[:MOST]
    context = {
        "case": case,
        "room": "compare",
        "asked": asked,
        "problems": asked.messages,
        "proposals": proposals_of(options),
        "options": options,
        "chosen": chosen,
        "is_cut": not asked.ids and len(offered) > MOST,
        "page": comparison(case, options, chosen) if chosen and not asked.messages else None,
        "reversed": OptionsAsked(tuple(option.public_id for option in chosen)).reversed,
        "address": address,
        "canonical": address + asked.query,
        "side_positions": {side.pk: side.position for side in case.sides_shown},
        "crumbs": crumbs_to(case),
        "today": request.today,
    }
    response = TemplateResponse(request, "timeline/compare.html", context)
    return not_kept(response) if asked.messages else response
