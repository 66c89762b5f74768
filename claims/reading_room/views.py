"""The reading room: its page, the progress of a file, and the small form."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from claims.reading_room import entries, page
from claims.reading_room.choices import Entry
from claims.reading_room.forms import EntryForm
from claims.reading_room.marks import marks_of
from claims.reading_room.offered import case_of
from councils.models import Case, Document, StoredText, UploadedFile
from councils.quotations.selection import NotQuotable, Selection, find_words, select
from record.desk import unsaved
from record.desk.addresses import as_pk, change_address
from record.desk.edit_buffer import EditRefused
from record.workflow import authority

# What the form remembers from one entry to the next, in the officer’s session.
LAST = "reading_room"
KEPT = ("made_for", "point", "event", "kind", "speaker", "reported_by", "measure", "unit")
TEMPLATES = "admin/reading_room/"
# The header in which the script says which part of the page it asks for: the form, or the place of the words.
PART = "X-Part"
# The small form, among those in which typed text is kept for its officer.
WORDS = "words"
unsaved.form_beside(WORDS, "councils_document_read", "Words of “{}”")


@require_GET
def reading(request, pk):
    """The stored text as a page to read."""
    document = _document(request, pk)
    context = {}
    if authority.may(request.user, authority.DRAFT):
        kept = unsaved.text_to_restore(request, unsaved.form_beside_record(request.user, document, WORDS))
        context = _taken_up(request, document, kept) if kept else {}
    return TemplateResponse(request, f"{TEMPLATES}page.html", _page(request, document, context))


def _taken_up(request, document, kept) -> dict:
    """The small form with what was typed in it before."""
    request.POST = unsaved.as_sent(kept)
    try:
        selection = _selection(page.prepared(_sha256(document)), request.POST)
    except (NotQuotable, StoredText.DoesNotExist) as refused:
        return {"refusal": str(refused)}
    form = _form(request, document, selection)
    return {"selection": selection, "form": form, "taken_up": kept, "open_form": kept}


@require_GET
def progress(request, pk):
    """The pages of a file that are read; has htmx load the page at the end."""
    document = _document(request, pk)
    files = _files(request, document)
    if any(file.is_being_read for file in files):
        return TemplateResponse(request, f"{TEMPLATES}_progress.html", {"document": document, "files": files})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_http_methods(["GET", "HEAD", "POST"])
def words(request, pk):
    """The form for a selection; a POST saves it, or shows it anew for another choice.

    The script of the page asks for parts of it: for a form before anything is selected, so that
    it opens at once, and then for no more than the place of what is selected.
    """
    document = _document(request, pk)
    if not authority.may(request.user, authority.DRAFT):
        raise PermissionDenied
    sha256 = _sha256(document)
    if not sha256:
        return _answer(request, document, {"refusal": "We hold no text of this document."})
    sent = request.POST if request.method == "POST" else request.GET
    selection, refusal = None, ""
    if sent or not _is_part(request):
        try:
            selection = _selection(page.prepared(sha256), sent)
        except NotQuotable as refused:
            refusal = str(refused)
    if request.headers.get(PART) == "place":
        context = {"selection": selection, "refusal": refusal}
        return TemplateResponse(request, f"{TEMPLATES}_chosen.html", context)
    if refusal and request.method != "POST":
        return _answer(request, document, {"refusal": refusal})
    if selection and request.method == "POST" and "_again" not in request.POST:
        return _save(request, document, selection)
    form = _form(request, document, selection)
    if request.POST.get("statement", "").strip():
        unsaved.keep_sent(request, is_open=False)
    context = _open_form(request, document) | {"selection": selection, "refusal": refusal, "form": form}
    return _answer(request, document, context)


def _open_form(request, document) -> dict:
    token = request.POST.get(unsaved.TOKEN)
    return {"open_form": unsaved.form_beside_record(request.user, document, WORDS, token)}


def _save(request, document, selection):
    form = _form(request, document, selection, is_bound=True)
    if form.is_valid():
        try:
            buffer = entries.save(form, document, selection, request.user)
        except EditRefused as refused:
            entries.refusals(refused, form)
        else:
            unsaved.forget_sent(request)
            _remember(request, document, form)
            return _saved(request, document, selection, buffer)
    unsaved.keep_sent(request, is_open=False)
    return _answer(request, document, _open_form(request, document) | {"selection": selection, "form": form})


def _saved(request, document, selection, buffer):
    if not _is_part(request):
        for warning in buffer.warnings:
            messages.warning(request, warning)
        messages.success(request, "Saved as a draft. Read on.")
        return HttpResponseRedirect(f"{reverse('councils_document_read', args=[document.pk])}#at-{selection.start}")
    text = page.prepared(_sha256(document))
    marks = marks_of(document, request.user, text)
    context = {
        "row": buffer.row,
        "title": str(buffer.draft or buffer.row),
        "address": change_address(type(buffer.row), buffer.row.pk),
        "warnings": buffer.warnings,
        "blocks": page.blocks_between(text, marks, selection.start, selection.end),
    }
    return TemplateResponse(request, f"{TEMPLATES}_saved.html", context, status=201)


def _answer(request, document, context):
    if not _is_part(request):
        context = _page(request, document, context)
        return TemplateResponse(request, f"{TEMPLATES}page.html", context)
    return TemplateResponse(request, f"{TEMPLATES}_form.html", {"document": document, **context})


def _page(request, document, more: dict) -> dict:
    context = admin.site.each_context(request) | {
        "title": document.title,
        "subtitle": "Read",
        "document": document,
        "is_nav_sidebar_enabled": False,
        "may_write": authority.may(request.user, authority.DRAFT),
    }
    if sha256 := _sha256(document):
        text = page.prepared(sha256)
        context["leaves"] = page.leaves(text, marks_of(document, request.user, text))
        own = more.get("open_form") or unsaved.form_beside_record(request.user, document, WORDS)
        context["typed_before"] = unsaved.offers(request, own)
    return context | {"files": _files(request, document)} | more


def _files(request, document) -> list[UploadedFile]:
    """Files given for this document that this officer may know of."""
    files = UploadedFile.objects.readable_by(request.user).filter(document=document)
    return list(files.select_related("content").defer("content__data").order_by("pk"))


def _document(request, pk) -> Document:
    rows = Document.objects.readable_by(request.user).select_related("publisher")
    return get_object_or_404(rows, pk=pk)


def _sha256(document) -> str:
    return StoredText.objects.filter(document=document.pk).values_list("sha256", flat=True).first() or ""


def _is_part(request) -> bool:
    """True for the script of the page, which puts the answer beside the text."""
    return request.headers.get(PART) == "form"


def _selection(text, values) -> Selection:
    start, end = as_pk(values.get("start")), as_pk(values.get("end"))
    if start is None or end is None:
        return find_words(text, values.get("words", ""))
    return select(text, start, end)


def _form(request, document, selection, *, is_bound=False) -> EntryForm:
    quote = selection.quote if selection else ""
    last = request.session.get(LAST, {})
    posted = request.POST
    cases = Case.objects.readable_by(request.user)
    case = cases.filter(pk=as_pk(posted.get("case"))).first() if "case" in posted else None
    case = case or case_of(document, cases, last.get("case"))
    make = posted.get("make") if posted.get("make") in Entry.values else Entry.CLAIM
    initial = {"printed": quote if len(quote) < 60 else ""}
    if case and case.pk == last.get("case"):
        initial |= {name: last[name] for name in KEPT if name in last}
    if last.get("document") != document.pk:
        initial |= {"made_for": document.publisher_id, "speaker": None, "reported_by": None}
    if make in (Entry.FIGURE, Entry.POSITION):
        initial.pop("kind", None)
    # What was typed already, when another case or another kind of entry is chosen.
    initial |= {name: value for name, value in posted.items() if not name.startswith("_") and name not in ("case",)}
    return EntryForm(
        posted if is_bound else None,
        initial=initial | {"case": case, "make": make},
        cases=cases,
        case=case,
        document=document,
        officer=request.user,
        entered_for=authority.acts_for(request.user),
        make=Entry(make),
        quote=quote,
    )


def _remember(request, document, form) -> None:
    values = {name: form.cleaned_data.get(name) for name in KEPT if name in form.fields}
    kept = {name: getattr(value, "pk", value) for name, value in values.items()}
    last = request.session.get(LAST, {})
    request.session[LAST] = last | kept | {"document": document.pk, "case": form.cleaned_data["case"].pk}
