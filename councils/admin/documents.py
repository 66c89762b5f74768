"""Admin of documents, with their addresses, flags and text."""

import re

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from councils.admin.passages import SELDOM, WHERE, PassageInline
from councils.extraction import LARGEST_FILE, FileRefused, read
from councils.models import Document, DocumentAddress, DocumentFlag, StoredText
from councils.models.document import digest_of
from councils.work import DOCUMENTS_ALIKE
from record.content.schema import CONTROL_CHARACTERS
from record.desk.duplicates import possible_duplicates
from record.desk.edit_buffer import EditRefused
from record.desk.fields import Listed
from record.desk.forms import PartForm, RecordForm
from record.desk.inlines import PartInline
from record.desk.record_admin import RecordAdmin

LARGEST_TEXT = 5_000_000


class DocumentRecordForm(RecordForm):
    authors = Listed("councils.Author", "voice", help_text="The voices that wrote it, in the order printed.")
    text_upload = forms.FileField(
        label="Text of the copy read",
        required=False,
        help_text="A PDF, Word document (.docx), web page (.html) or plain text, at most 40 MB. Its text is read "
        "and stored; it can never be changed. A PDF of pictures has none: paste what a person has read in it.",
    )
    text_pasted = forms.CharField(
        label="… or paste it",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="The whole text, unchanged. Every quotation from this document is compared with it.",
    )

    # The text to be stored, once the form is clean; and what it was read from, if that was a file.
    body = None
    extracted = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_text_held = not self.buffer.is_new and StoredText.objects.filter(document=self.instance.pk).exists()
        if self.is_text_held:
            del self.fields["text_upload"], self.fields["text_pasted"]

    def clean_text_upload(self):
        upload = self.cleaned_data["text_upload"]
        if not upload:
            return upload
        if upload.size > LARGEST_FILE:
            raise ValidationError(f"It has {upload.size / 1e6:.0f} MB; the limit is {LARGEST_FILE / 1e6:.0f} MB.")
        try:
            self.extracted = read(upload.name, upload.read())
        except FileRefused as refused:
            raise ValidationError(str(refused)) from None
        self.body = self.extracted.body
        return upload

    def clean_text_pasted(self):
        pasted = self.cleaned_data["text_pasted"].replace("\r\n", "\n")
        if pasted and self.body is not None:
            raise ValidationError("Give the text only once: as a file, or here.")
        if pasted:
            self.body = pasted
        return pasted

    def clean(self):
        cleaned = super().clean()
        if self.body is None or "text_upload" in self.errors or "text_pasted" in self.errors:
            return cleaned
        field = "text_upload" if cleaned.get("text_upload") else "text_pasted"
        controls = CONTROL_CHARACTERS.search(self.body.replace("\f", "").replace("\r", ""))
        if len(self.body.encode()) > LARGEST_TEXT:
            self.add_error(field, "It is longer than 5 MB. Enter only the text.")
        elif not self.body.strip():
            self.add_error(field, "It is empty.")
        elif controls:
            self.add_error(field, "It has control characters, so it is not plain text. Give plain text.")
        elif self.instance.text_sha256 and digest_of(self.body) != self.instance.text_sha256:
            self.add_error(
                field,
                "This is not the text that the document names: its SHA-256 differs. "
                "Give the copy that was read, unchanged.",
            )
        else:
            self.instance.text_sha256 = digest_of(self.body)
            self.instance.text_file = self.instance.text_file or self._file_name()
        return cleaned

    def _file_name(self) -> str:
        upload = self.cleaned_data.get("text_upload")
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", upload.name if upload else "").lstrip("._-")
        if name and self.extracted.format != "text":
            name = f"{name[-190:]}.txt".lstrip("._-")
        return name[-200:] or f"{self.instance.key or self.instance.public_id}.txt"


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
        if document.text_sha256:
            return f"Not held. The document names {document.text_file}, SHA-256 {document.text_sha256}."
        return "Not held."

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        buffer = request.buffer
        if not buffer.is_new and StoredText.objects.filter(document=buffer.row.pk).exists():
            return fieldsets
        return [
            (name, {**options, "fields": [*options["fields"], "text_upload", "text_pasted"]})
            if name == "Its text"
            else (name, options)
            for name, options in fieldsets
        ]

    def after_writing(self, request, form, buffer):
        """Store the text that was given, if the document on record names it."""
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
            raise EditRefused([(None, ("text_upload",), word) for word in words]) from None
        messages.success(request, "The text is stored, and quotations are now compared with it.")
