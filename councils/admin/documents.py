"""Admin of documents, with their addresses, flags and text."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from councils.admin.passages import SELDOM, WHERE, PassageInline
from councils.extraction import LARGEST_FILE, FileRefused, format_of
from councils.models import Document, DocumentAddress, DocumentFlag, StoredText, UploadedFile
from councils.models.document import digest_of
from councils.uploads import OTHER_TEXT, keep_file, why_no_text
from councils.work import DOCUMENTS_ALIKE
from record.desk.duplicates import possible_duplicates
from record.desk.edit_buffer import EditRefused
from record.desk.fields import Listed
from record.desk.forms import PartForm, RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin
from record.text.sizes import megabytes


class DocumentRecordForm(RecordForm):
    authors = Listed("councils.Author", "voice", help_text="The voices that wrote it, in the order printed.")
    text_upload = forms.FileField(
        label="Text of the copy read",
        required=False,
        help_text="A PDF, Word document (.docx), web page (.html) or plain text, at most 40 MB. The file is kept, and "
        "its text is read; it can never be changed. A PDF of pictures has none: paste what a person has read in it.",
    )
    text_pasted = forms.CharField(
        label="… or paste it",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="The whole text, unchanged. Every quotation from this document is compared with it.",
    )

    # The text to be stored, or the name, format and bytes of the file to be read, once the form is clean.
    body = None
    given = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not takes_text(self.buffer):
            del self.fields["text_upload"], self.fields["text_pasted"]

    def clean_text_upload(self):
        upload = self.cleaned_data["text_upload"]
        if not upload:
            return upload
        if upload.size > LARGEST_FILE:
            raise ValidationError(f"It has {megabytes(upload.size)}; the limit is {LARGEST_FILE / 1e6:.0f} MB.")
        data = upload.read()
        try:
            self.given = {"name": upload.name, "data": data, "format": format_of(upload.name, data)}
        except FileRefused as refused:
            raise ValidationError(str(refused)) from None
        return upload

    def clean_text_pasted(self):
        pasted = self.cleaned_data["text_pasted"].replace("\r\n", "\n")
        if not pasted:
            return pasted
        if self.given:
            raise ValidationError("Give the text only once: as a file, or here.")
        if trouble := why_no_text(pasted):
            raise ValidationError(trouble)
        if self.instance.text_sha256 and digest_of(pasted) != self.instance.text_sha256:
            raise ValidationError(OTHER_TEXT)
        self.body = pasted
        return pasted

    def clean(self):
        cleaned = super().clean()
        if self.body is not None:
            self.instance.text_sha256 = digest_of(self.body)
            own_name = f"{self.instance.key or self.instance.public_id}.txt"
            self.instance.text_file = self.instance.text_file or own_name
        return cleaned


def takes_text(buffer) -> bool:
    """True where no text is held, and none is being read for this officer."""
    if buffer.is_new:
        return True
    is_held = StoredText.objects.filter(document=buffer.row.pk).exists()
    files = UploadedFile.objects.filter(document=buffer.row.pk, entered_for=buffer.entered_for)
    return not is_held and not any(file.is_being_read for file in files)


class AddressForm(PartForm):
    url = forms.URLField(label="Address", max_length=1000, assume_scheme="https", widget=AdminURLFieldWidget)


class AddressInline(PartInline):
    model = DocumentAddress
    form = AddressForm
    verbose_name = "address"
    verbose_name_plural = "addresses at which it was found"
    fields = [("url", "kind"), ("read_on", "note")]
    expected = True


class FlagInline(PassageInline):
    """Editor's notes on a source."""

    verbose_name = "editor's flag"
    verbose_name_plural = "editor's flags"
    fieldsets = [(None, {"fields": ["kind", "note", *WHERE, "refs"]}), SELDOM]


class DocumentFlagInline(FlagInline):
    model = DocumentFlag


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """A work and the copy of it that was read."""

    form = DocumentRecordForm
    list_display = ["title", "read", "shown_state", "kind", "publisher", "date", "editor"]
    list_filter = ["state", "kind"]
    list_select_related = ["publisher", "edited_by"]
    search_fields = ["title", "key", "public_id", "publisher__name"]
    box_related = ("publisher",)
    readonly_fields = ["text_held"]
    fieldsets = [
        (None, {"fields": ["title", "title_basis", "kind", "publisher", "authors", "summary"]}),
        ("When", {"fields": ["date", "published", "as_at"]}),
        ("The copy that was read", {"fields": [("copy_kind", "copy_read_on"), "copy_breaks_off"]}),
        ("Its text", {"fields": ["text_held", "text_shown", "text_licence"]}),
        ("Other documents", {"fields": ["reproduces", "edition_of"], "classes": ["collapse"]}),
    ]
    inlines = [AddressInline, DocumentFlagInline]

    def box_line(self, row):
        return row.citation

    def cautions(self, buffer, content):
        return [
            f"“{each}” has the same text, or the same title, publisher and date. Is this the same document?"
            for each in possible_duplicates(buffer.row, buffer.officer, DOCUMENTS_ALIKE).order_by("pk")[:1]
        ]

    @admin.display(description="Text")
    def read(self, document):
        if not document.text_sha256:
            return "–"
        return format_html('<a href="{}/read/" aria-label="Read {}">Read</a>', document.pk, document.title)

    @admin.display(description="Held")
    def text_held(self, document):
        stored = StoredText.objects.filter(document=document.pk).only("sha256", "held_since").first()
        if stored:
            return format_html(
                '<a href="../read/">Read it, and enter what it says</a>. Held since {}, SHA-256 {}. It never changes.',
                f"{stored.held_since:%-d %B %Y}",
                stored.sha256,
            )
        if document.pk is None:
            return "Not held."
        names = f"The document names {document.text_file}, SHA-256 {document.text_sha256}."
        return format_html(
            'Not held. {} <a href="../read/">See what became of a file that was given</a>.',
            names if document.text_sha256 else "",
        )

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not takes_text(request.buffer):
            return fieldsets
        return [
            (name, {**options, "fields": [*options["fields"], "text_upload", "text_pasted"]})
            if name == "Its text"
            else (name, options)
            for name, options in fieldsets
        ]

    def after_writing(self, request, form, buffer):
        """Keep the file that was given, or store the text that was pasted."""
        if form.given:
            chosen = {name: form.cleaned_data[name] for name in ("text_shown", "text_licence")}
            keep_file(buffer.row, by=request.user, entered_for=buffer.entered_for, **form.given, **chosen)
            request.is_file_given = True
        if form.body is None:
            return
        document = Document.objects.get(pk=buffer.row.pk)
        if document.text_sha256 != digest_of(form.body):
            messages.warning(
                request,
                "Your draft names this text but cannot hold it. Once the draft is published, give the text again.",
            )
            return
        try:
            document.give_text(form.body, by=request.user)
        except (ValueError, ValidationError) as error:
            words = getattr(error, "messages", None) or [str(error)]
            raise EditRefused([(None, ("text_pasted",), word) for word in words]) from None
        messages.success(request, "The text is stored, and quotations are now compared with it.")

    def _saved(self, request, row):
        if not getattr(request, "is_file_given", False) or "_addanother" in request.POST:
            return super()._saved(request, row)
        return HttpResponseRedirect(f"{self.address('changelist')}{row.pk}/read/")

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.file_view))
        return [path("<int:pk>/file/<int:file>/", view, name="councils_document_file"), *super().get_urls()]

    def file_view(self, request, pk, file):
        """A file as it was given, to be kept and never to be shown by the browser."""
        files = UploadedFile.objects.readable_by(request.user).filter(document=pk, content__isnull=False)
        found = get_object_or_404(files.select_related("content"), pk=file)
        headers = {
            "Content-Disposition": content_disposition_header(True, found.name),
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(found.content.data, content_type="application/octet-stream", headers=headers)
