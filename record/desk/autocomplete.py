"""The boxes in which officers find records by typing."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import JsonResponse
from django.utils.text import capfirst

from record.workflow.states import PUBLIC_STATES

# So many are offered. To see others, an officer types more of the name.
MOST = 40


class Autocomplete(AutocompleteJsonView):
    """Options as JSON.

    Each has its name, a second line that tells it apart, and whether its whole name was typed.
    """

    def get(self, request, *args, **kwargs):
        self.term, self.model_admin, self.source_field, _ = self.process_request(request)
        if not self.has_perm(request):
            raise PermissionDenied
        rows = self.model_admin.get_queryset(request).complex_filter(self.source_field.get_limit_choices_to())
        term = " ".join(self.term.split())
        if hasattr(self.model_admin, "box_name"):
            found, exact = _ranked(self.model_admin, request, self.model_admin.in_box(request, rows), term)
        else:
            found, exact = list(self.model_admin.get_search_results(request, rows, term)[0][: MOST + 1]), set()
        results = [{"id": str(row.pk), "text": str(row), "is_exact": row.pk in exact} for row in found[:MOST]]
        if hasattr(self.model_admin, "box_name"):
            for result, line in zip(results, second_lines(found[:MOST], self.model_admin), strict=True):
                result["line"] = line
        if len(found) > MOST:
            results.append({"text": "There are more. Type more of the name.", "disabled": True})
        return JsonResponse({"results": results, "pagination": {"more": False}})


def _ranked(model_admin, request, rows, term) -> tuple[list, set]:
    """Rows, at most one more than are shown; and the keys of those named exactly.

    Asked for step by step, each with a limit, so that an index can answer: a name that is the term,
    one that begins with it, one with these words, and last what has them elsewhere.
    """
    name = model_admin.box_name
    if not term:
        return list(rows[: MOST + 1]), set()
    has_words = Q(*(Q(**{f"{name}__icontains": word}) for word in term.split()))
    exactly = Q(*(Q(**{f"{field}__iexact": term}) for field in (name, *model_admin.box_exact)), _connector=Q.OR)
    steps = [exactly, Q(**{f"{name}__istartswith": term})]
    if model_admin.box_has_sentences and len(term.split()) < 4:
        # Nothing is one of these, and thousands may hold the word.
        steps = []
    if len(term) > 2:
        steps += [has_words, Q(*(model_admin.word_in_box(request, word) for word in term.split()))]
    found, exact = [], set()
    for step in steps:
        if (room := MOST + 1 - len(found)) <= 0:
            break
        # One that is linked to several names is found several times.
        more = rows.filter(step).exclude(pk__in=[row.pk for row in found])[: room * 2]
        found += list({row.pk: row for row in more}.values())[:room]
        if step is exactly:
            exact = {row.pk for row in found}
    return found, exact


def second_lines(rows, model_admin) -> list[str]:
    """A second line for each row; no two rows have both lines alike."""
    lines = [
        capfirst(", ".join(filter(None, [words, "" if row.state in PUBLIC_STATES else row.get_state_display()])))
        for row, words in zip(rows, model_admin.box_lines(rows), strict=True)
    ]
    both = [(str(row), line) for row, line in zip(rows, lines, strict=True)]
    return [
        f"{line}, no. {row.public_id}" if both.count((str(row), line)) > 1 else line
        for row, line in zip(rows, lines, strict=True)
    ]
