"""The questions at issue in a case, and the page of one of them."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from claims.breadcrumbs import case_breadcrumbs
from record.web.list_page import FORMATS
from record.web.query_keys import reads
from record.web.record_view import with_record
from record.web.responses import page_response
from timeline.accounts.side_choice import SideChoice
from timeline.case.context import case_context, side_positions
from timeline.case.lookup import find_case, sides_of
from timeline.questions.page import find_point, point_page
from timeline.questions.summaries import question_summaries


@require_safe
@with_record(find_case)
def points(request, case):
    """The questions of a case, in its order, with who has an account to each."""
    context = case_context(request, case, "points")
    context["questions"] = question_summaries(case.points_shown, case.sides_shown)
    return TemplateResponse(request, "questions/list_page.html", context)


@reads("sides", "order")
@require_safe
@with_record(find_point)
def point(request, point):
    """One question and all accounts of it, by side in equal columns."""
    sides = sides_of(point.case)
    choice = SideChoice.read(request.GET, sides)
    query = urlencode({"case": point.case.key, "point": point.public_id})
    page = point_page(point, sides, request.today, choice.keys, choice.is_swapped)
    context = {
        "point": point,
        "page": page,
        "card": page.card,
        "exports": [(FORMATS[name], f"{reverse(f'claims:{name}')}?{query}") for name in ("csv", "atom")],
        "sides": sides,
        "choice": choice,
        "case": point.case,
        "crumbs": case_breadcrumbs(point.case, ("Questions", reverse("timeline:points", args=[point.case.key]))),
        "side_positions": side_positions(sides),
    }
    return page_response(request, "questions/page.html", context, choice.messages)
