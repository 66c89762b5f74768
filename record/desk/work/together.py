"""The page that takes one step with everything that is ticked, of all kinds."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from record.content.schema import kind, kinds
from record.desk import workflow_actions
from record.desk.addresses import as_pk
from record.desk.confirm_view import Companion, ConfirmForm, ConfirmItem
from record.desk.work.belonging import companions
from record.desk.work.lists import DRAFT, work_list
from record.desk.workflow_actions import AT_ONCE, record_of, steps_of
from record.models.draft import Collision, Draft
from record.workflow import publishing
from record.workflow.states import PUBLISH, SEND_BACK, STEPS, SUBMIT, TAKE_BACK, NotAllowed, State

TAKEN = (SUBMIT, TAKE_BACK, SEND_BACK, PUBLISH)
CHANGED = "“{}” was changed after you opened the page. Check it again before you go on."
NOTHING = "Nothing is ticked that you could take this step with."


def take_page(site, request, name):
    """Show the ticked records and what would change, or take the step with all.

    A list that only leads here says ``ask``.
    """
    step = STEPS.get(name)
    if step not in TAKEN:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    ticked = sent.getlist("item")
    values = list(dict.fromkeys([*sent.getlist("offered"), *ticked]))[:AT_ONCE]
    rows = _rows(request.user, values)
    if not rows:
        raise Http404
    named = _named_by(request.user, step, rows)
    is_taken = request.method == "POST" and "ask" not in request.POST
    if "offered" not in sent and (added := [each.value for each in named if each.is_offered]):
        # What is named and may go with what names it does so, once it was seen.
        is_taken, ticked = False, [*ticked, *added]
    form = ConfirmForm(request.POST if is_taken else None, asks=step.asks, officer=request.user, rows=rows)
    failures = []
    if is_taken and form.is_valid():
        failures = _take_all(request, step, [row for row in rows if _value(row) in ticked], form.cleaned_data)
        if not failures:
            return HttpResponseRedirect(_next_address(sent))
        rows = _rows(request.user, values)
        named = _named_by(request.user, step, rows)
    rows += [each.row for each in named if each.is_offered]
    items = [ConfirmItem(row, record_of(row), steps_of(row)[name], request.user, is_of_many=True) for row in rows]
    context = site.each_context(request) | {
        "title": f"{step.label}: {len(items)} {'entry' if len(items) == 1 else 'entries'}",
        "step": step,
        "items": items,
        "ticked": ticked,
        "form": form,
        "failures": failures,
        "added": [each.value for each in named if each.is_offered],
        "missing": [each for each in named if not each.is_offered],
        "list": work_list(sent.get("list", "")),
        "can_take": any(not item.why_not for item in items),
    }
    return TemplateResponse(request, "admin/desk/together.html", context)


def _value(row) -> str:
    return f"{DRAFT if isinstance(row, Draft) else row.KIND}-{row.pk}"


def _rows(officer, values) -> list:
    """The ticked rows that exist for this officer, in the order of publishing."""
    models = {each.name: each.model for each in kinds()} | {DRAFT: Draft}
    pks = defaultdict(set)
    for value in values:
        name, _, pk = value.rpartition("-")
        if name in models and as_pk(pk) is not None:
            pks[name].add(as_pk(pk))
    return [
        row
        for name in models
        if name in pks
        for row in _with_case(models[name]).readable_by(officer).filter(pk__in=pks[name]).order_by("pk")
    ]


def _with_case(model):
    if model is Draft:
        return Draft.objects.select_related("author", "sent_to")
    scope = kind(model.KIND).scope
    return model.objects.select_related("edited_by", "sent_to", *filter(None, [scope]))


def _named_by(officer, step, rows) -> list[Companion]:
    """Records that are named on the page, and neither published nor on it.

    What the step may be taken with too comes on the page, so that it is looked at.
    """
    if step not in (SUBMIT, PUBLISH):
        return []
    named = companions(*rows)
    # Somebody who hands over need not hear of what is handed over already.
    named = named if step == PUBLISH else [row for row in named if row.state != State.NEEDS_REVIEW]
    return [Companion(row, officer, step) for row in named]


def _take_all(request, step, rows, answers) -> list[str]:
    """Take the step with all of these rows, or with none. Returns why not."""
    if not rows:
        return [NOTHING]
    try:
        with transaction.atomic():
            if step == PUBLISH:
                _check_seen(request, rows)
                records = [row for row in rows if not isinstance(row, Draft)]
                publishing.publish_together(records, by=request.user, note=answers["note"], minor=answers["minor"])
                rows = [row for row in rows if isinstance(row, Draft)]
                taken = len(records) + len(rows)
            else:
                taken = len(rows)
            for row in rows:
                _take(steps_of(row)[step.name], row, by=request.user, answers=answers)
    except NotAllowed as error:
        return [str(error)]
    except ValidationError as error:
        return error.messages
    messages.success(request, f"{taken} {'entry is' if taken == 1 else 'entries are'} {step.done}.")
    return []


def _check_seen(request, rows) -> None:
    """Raise NotAllowed where a row is not as the page showed it."""
    for row in rows:
        item = ConfirmItem(row, record_of(row), steps_of(row)[PUBLISH.name], request.user, is_of_many=True)
        if request.POST.get(f"seen-{item.value}") != item.digest:
            raise NotAllowed(CHANGED.format(publishing.title(item.record)))


def _take(step, row, *, by, answers) -> None:
    """Take the step with one row, and name the row in what refuses it."""
    title = row.title if isinstance(row, Draft) else publishing.title(row)
    try:
        workflow_actions.take(step, row, by=by, **answers)
    except (NotAllowed, Collision) as error:
        raise NotAllowed(f"“{title}”: {error}") from None
    except ValidationError as error:
        raise ValidationError([f"“{title}”: {message}" for message in error.messages]) from error
    except KeyError as missing:
        raise NotAllowed(f"“{title}” names the {missing.args[0]} “{missing.args[-1]}”, which does not exist.") from None


def _next_address(sent) -> str:
    came_from = work_list(sent.get("list", ""))
    return reverse("admin:work", args=[came_from.name]) if came_from else reverse("admin:index")
