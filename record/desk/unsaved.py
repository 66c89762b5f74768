"""Text that officers typed and did not save, and who else has a record open.

Each page with a form has a signed token of it (record.models.open_form). What comes with that
token was sent from a page of ours that this officer opened, so it is kept for them even where
their session has ended meanwhile. Nothing is ever written to the record here.
"""

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from record.content.schema import kind
from record.desk.addresses import as_pk, change_address
from record.desk.closed import closed
from record.desk.fields import CASE
from record.models.open_form import LONGEST, OpenForm
from record.workflow import authority

NO_TOKEN = "We cannot tell that this came from a page of the desk. Open the page again, and send it from there."
TAKE_UP = "take_up"
TAKEN_UP = "This was typed before and not saved."
TOKEN = "_form"
# Of the names that are no fields of a record, the one that is kept: the content on which the form was made.
MADE_FROM = "_made_from"


# Forms beside the page of a record, by their scope: the name of the page that has one, and what is typed there.
_beside: dict[str, tuple[str, str]] = {}


def form_beside(scope: str, page: str, called: str) -> None:
    """Name the page with another form of a record, and its text: “Words of {}”."""
    _beside[scope] = page, called


def form_of(buffer, token: str | None = None) -> OpenForm:
    """The form on this page: that of the token, if it is the same, or a new one."""
    record_id = "" if buffer.is_new else buffer.row.public_id
    scope = buffer.case.public_id if buffer.is_new and buffer.case else ""
    return _of_page(OpenForm.objects.begin(buffer.officer, buffer.kind.name, record_id, scope), token)


def form_beside_record(officer, record, scope: str, token: str | None = None) -> OpenForm:
    """The same of a form that is not on the page of the record, but beside it."""
    return _of_page(OpenForm.objects.begin(officer, record.KIND, record.public_id, scope), token)


def _of_page(begun: OpenForm, token: str | None) -> OpenForm:
    sent = OpenForm.objects.of_token(token) if token else None
    return sent if sent and _is_same(sent, begun) else begun


def _is_same(form: OpenForm, other: OpenForm) -> bool:
    names = ("officer_id", "entered_for", "kind", "record_id", "scope")
    return all(getattr(form, name) == getattr(other, name) for name in names)


def text_to_restore(request, form: OpenForm) -> OpenForm | None:
    """Text typed before in this form that is asked for, if it is there."""
    pk = as_pk(request.GET.get(TAKE_UP))
    return OpenForm.objects.like(form).unsaved().filter(pk=pk).first() if pk else None


def offers(request, form: OpenForm) -> list[tuple[OpenForm, str]]:
    """Texts typed before in this form, each with the address to take it up."""
    texts = OpenForm.objects.like(form).unsaved().exclude(nonce=form.nonce).defer("fields")
    if form.scope in _beside:
        return [(kept, _address(kept, kept.record, request.user)) for kept in texts]
    query = request.GET.copy()
    found = []
    for kept in texts:
        query[TAKE_UP] = kept.pk
        found.append((kept, f"{request.path}?{query.urlencode()}"))
    return found


def unsaved_texts(officer) -> list[tuple[str, OpenForm, str]]:
    """Text that a person typed and did not save: name, form and address of each."""
    forms = list(OpenForm.objects.of_officer(officer).unsaved().defer("fields"))
    rows = {}
    for name in {form.kind for form in forms}:
        ids = [form.record_id for form in forms if form.kind == name]
        readable = kind(name).model.objects.readable_by(officer).filter(public_id__in=ids)
        rows.update(((name, row.public_id), row) for row in readable)
    found = []
    for form in forms:
        row = rows.get((form.kind, form.record_id))
        address = _address(form, row, officer) if row or not form.record_id else ""
        if address:
            called = str(row) if row else f"A new {kind(form.kind).model._meta.verbose_name}"
            if form.scope in _beside:
                called = _beside[form.scope][1].format(row)
            found.append((called, form, address))
    return found


def _address(form: OpenForm, row, officer) -> str:
    """The page of a form with its text; "" if this person may not see the case."""
    record_kind = kind(form.kind)
    query = f"?{TAKE_UP}={form.pk}"
    if row and form.scope in _beside:
        return reverse(_beside[form.scope][0], args=[row.pk]) + query
    if row:
        return change_address(record_kind.model, row.pk) + query
    if record_kind.scope:
        cases = record_kind.model._meta.get_field(record_kind.scope).related_model.objects.readable_by(officer)
        if (pk := cases.filter(public_id=form.scope).values_list("pk", flat=True).first()) is None:
            return ""
        query += f"&{CASE}={pk}"
    opts = record_kind.model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_add") + query


def as_sent(kept: OpenForm) -> QueryDict:
    """The fields of a form as a browser would send them."""
    fields = QueryDict(mutable=True)
    for name, value in kept.fields:
        fields.appendlist(name, value)
    fields[TOKEN] = kept.token
    return fields


def without_errors(response):
    """The page of a restored form, without errors: nobody has sent it yet."""
    context = response.context_data
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += inline.formset.forms
        inline.formset._non_form_errors.clear()
    for form in forms:
        form.errors.clear()
    context["errors"] = None
    return response


def others_editing(officer, record) -> list[str]:
    """A sentence on each other person who has this record open, by office."""
    sentences = []
    for form in OpenForm.objects.others(officer, record):
        since = date_format(timezone.localtime(form.opened), "H:i")
        sentences.append(f"{authority.office(form.officer, form.entered_for)} has had this open since {since}.")
    return list(dict.fromkeys(sentences))


# What a page sends


def keep_sent(request, *, is_open: bool) -> OpenForm | None:
    """Keep the fields of a form as they were sent, for the officer whose page it was."""
    form = OpenForm.objects.of_token(request.POST.get(TOKEN))
    if form is None or not form.officer.is_active:
        return None
    fields = _fields(request.POST)
    if fields is None or sum(len(name) + len(value) for name, value in fields) <= LONGEST:
        form.note(fields, is_open=is_open)
        return form
    return None


def forget_sent(request) -> None:
    """Delete what was typed on this page, since it is saved."""
    if form := OpenForm.objects.of_token(request.POST.get(TOKEN)):
        OpenForm.objects.filter(pk=form.pk).delete()


def _fields(sent: QueryDict) -> list | None:
    """Pairs of name and text; None where no field came along."""
    pairs = [
        (name, value.replace("\0", ""))
        for name, values in sent.lists()
        if name == MADE_FROM or not (name.startswith("_") or name == "csrfmiddlewaretoken")
        for value in values
    ]
    return pairs or None


@csrf_exempt
@never_cache
@require_POST
def unsaved_view(request):
    """Keep typed text or throw it away, and say who else has the record open.

    Without Django's check of forged requests, whose token is another after one signs in again: the
    token of the form cannot be guessed either, and is good for nothing else.
    """
    form = OpenForm.objects.of_token(request.POST.get(TOKEN))
    if form is None:
        return HttpResponse("This is no form of the desk.", status=400)
    if request.user.is_authenticated and request.user.pk != form.officer_id:
        raise Http404
    if "_throw_away" in request.POST:
        if request.user.is_authenticated:
            OpenForm.objects.filter(pk=form.pk).delete()
        return HttpResponseRedirect(_back(request, form))
    if keep_sent(request, is_open="_closed" not in request.POST) is None:
        return HttpResponse("This is too long to be kept before it is saved.", status=413)
    if not request.user.is_authenticated:
        return HttpResponse("You are signed out. What you typed is kept.", status=401)
    record = form.record
    is_read = record and authority.may(request.user, authority.READ, record)
    return JsonResponse(
        {"others": others_editing(request.user, record) if is_read else [], "token": get_token(request)},
    )


def _back(request, form: OpenForm) -> str:
    """The page of a form, without what was typed in it before."""
    row = form.record
    address = _address(form, row, request.user) if request.user.is_authenticated else ""
    return address.replace(f"{TAKE_UP}={form.pk}", "") or reverse("admin:index")


def csrf_failure(request, reason=""):
    """Keep a form whose token is of an earlier session, and offer it on its page."""
    if keep_sent(request, is_open=False):
        return HttpResponseRedirect(request.get_full_path())
    return closed(request, NO_TOKEN, heading="Please send this again", gives_back=False)
