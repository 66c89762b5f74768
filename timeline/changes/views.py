"""The public log, as page, feed and file; and one entry of it with all that were made together."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.claim_list.filter_choices import options_of
from record.content.schema import kinds
from record.web.exports import atom_response, csv_response, refused
from timeline.changes import log as of_log
from timeline.event.side_choice import not_kept
from timeline.lists.list_filters import ListFilter, ListFilterKey, paged


@require_safe
def changes(request):
    """What was published, changed, withdrawn or withheld, newest first."""
    asked = _asked(request)
    log = None if asked.problems else _log(asked)
    page, problems = paged(lambda after: log.page(after), request, asked.problems)
    address = reverse("timeline:changes")
    context = {
        "asked": asked,
        "problems": problems,
        "page": page,
        "tags": asked.tags(address),
        "next": page and page.next and asked.address(address, page.next),
        "previous": page and page.previous and asked.address(address, page.previous),
        "exports": [
            ("Atom feed", asked.address(reverse("timeline:changes-atom"))),
            ("CSV", asked.address(reverse("timeline:changes-csv"))),
        ],
        "address": address,
        "canonical": asked.address(address),
    }
    response = TemplateResponse(request, "changes/list_page.html", context)
    return not_kept(response) if problems else response


@require_safe
def changes_atom(request):
    """The newest acts of publishing, as a feed."""
    asked = _asked(request)
    if asked.problems:
        return refused(asked.problems)
    page = asked.address(reverse("timeline:changes"))
    return atom_response(request, "Counterpoint: what changed", page, _log(asked).feed())


@require_safe
def changes_csv(request):
    """Every entry, newest first, as a file."""
    asked = _asked(request)
    if asked.problems:
        return refused(asked.problems)
    return csv_response("changes.csv", of_log.HEADER, _log(asked).lines(request.build_absolute_uri))


@require_safe
def change(request, number):
    """One entry of the log, and the others that were made in the same act of publishing."""
    entry = of_log.find_entry(number)
    if entry is None:
        raise Http404
    page, problems = paged(lambda after: of_log.page_of_act(entry, after), request)
    context = {
        "entry": entry,
        "page": page,
        "problems": problems,
        "next": page.next and f"{request.path}?after={page.next}",
        "previous": page.previous and f"{request.path}?after={page.previous}",
        "crumbs": [("Changes", reverse("timeline:changes"))],
    }
    response = TemplateResponse(request, "changes/page.html", context)
    return not_kept(response) if problems else response


def _asked(request) -> ListFilter:
    cases = [(option.value, option.label) for option in options_of(request).cases]
    named = [(kind.name, of_log.words_for(kind.name, 2)) for kind in kinds()]
    return ListFilter(
        request.GET,
        ListFilterKey("case", "Case", cases, "no case of this record"),
        ListFilterKey("kind", "Kind", named, "no kind of record"),
    )


def _log(asked) -> of_log.Log:
    return of_log.Log(tuple(asked.given("case")), tuple(asked.given("kind")))
