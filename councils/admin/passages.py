"""Form fields for a passage: the document, the quoted words and their place."""

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string

from councils.choices import QuotationState
from councils.models import Document, Passage, StoredText
from councils.models.passage import digest
from councils.quotations.matching import assess, texts_of
from councils.quotations.striking import STRUCK_REMARK
from councils.schema.passage import PassageSchema
from record.content.references import shared_rows
from record.desk.access import ReadsAllAccess
from record.desk.fields import Day, Named
from record.desk.forms import ContentForm, PartForm
from record.desk.inlines import PartInline
from record.desk.readonly_admin import ReadingAdmin
from record.workflow.states import State

# The parts of a passage that an officer enters; each is a form field "passage_…".
ENTERED = (
    "document",
    "quote",
    "occurrence",
    "page",
    "section",
    "paragraph",
    "line",
    "compared_office",
    "compared_on",
    "not_found",
)
PLACE = tuple(f"passage_{name}" for name in ("page", "section", "paragraph", "line"))

WHERE = ["passage_document", "passage_quote", "found", PLACE]
# Seldom needed, so collapsed.
SELDOM = (
    "More about these words",
    {
        "fields": ["passage_occurrence", ("passage_compared_office", "passage_compared_on"), "passage_not_found"],
        "classes": ["collapse"],
    },
)


class PassageFieldsMixin(ContentForm):
    """Puts the fields of a passage into the form of the row that cites it."""

    passage_required = False
    words_required = False

    passage_document = Named("councils.Passage", "document", label="Document")
    passage_quote = forms.CharField(
        label="Quotation",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text="The words exactly as printed; “…” for what is left out between two parts of one section.",
    )
    passage_occurrence = forms.IntegerField(
        label="Which occurrence",
        required=False,
        min_value=1,
        max_value=999,
        help_text="If the words occur in the document more than once: 2 for the second.",
    )
    passage_page = forms.CharField(label="Page", required=False, max_length=300)
    passage_section = forms.CharField(label="Section", required=False, max_length=300)
    passage_paragraph = forms.CharField(label="Paragraph", required=False, max_length=300)
    passage_line = forms.CharField(label="Line", required=False, max_length=300)
    passage_compared_office = forms.CharField(
        label="Compared by (office)",
        required=False,
        max_length=300,
        help_text="If we have no text: who compared the words with the page. An office, never a name.",
    )
    passage_compared_on = forms.DateField(label="Compared on", required=False, widget=Day)
    passage_not_found = forms.CharField(
        label="Kept though not found",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Why the words are kept in a draft although they are not in the stored text.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("passage_occurrence", 1)
        edit_row = getattr(self.instance, "edit_row", None)
        passage = edit_row.content.passage if edit_row else None
        if passage:
            self.initial |= {
                "passage_document": self.buffer.resolver.get("document", passage.document),
                "passage_compared_office": passage.compared.office if passage.compared else "",
                "passage_compared_on": passage.compared.on if passage.compared else None,
                **{f"passage_{name}": getattr(passage, name) for name in ENTERED[1:-3]},
                "passage_not_found": passage.not_found,
            }
        self.fields["passage_document"].required = self.passage_required
        self.fields["passage_quote"].required = self.words_required

    def clean(self):
        cleaned = super().clean()
        entered = {name: cleaned.get(f"passage_{name}") for name in ENTERED}
        self.shared["passage"] = None
        if not any(value for name, value in entered.items() if name != "occurrence"):
            return cleaned
        if entered["document"] is None:
            if "passage_document" not in self.errors:
                self.add_error("passage_document", "Say in which document the words or the place are.")
            return cleaned
        if bool(entered["compared_office"]) != bool(entered["compared_on"]):
            self.add_error("passage_compared_on", "Say both which office compared the words with the page, and when.")
        passage = Passage(**{name: value for name, value in entered.items() if value is not None})
        self.shared["passage"] = passage
        if passage.quote:
            self._match(passage)
        return cleaned

    def _match(self, passage):
        """Match the words with the stored text; only a draft may keep a wrong quotation."""
        texts = self.buffer.memo.setdefault("texts", {})
        if passage.document_id not in texts:
            texts[passage.document_id] = texts_of([passage.document_id]).get(passage.document_id)
        text = texts[passage.document_id]
        assess([passage], {passage.document_id: text} if text else {})
        if passage.state != QuotationState.NOT_FOUND:
            if text and (across := text.crossing(passage.spans)):
                self.buffer.warnings.append(
                    f"“{passage.quote}”: These words run across {across}. Look at the page: did somebody say them "
                    "together?"
                )
            if passage.state == QuotationState.STRUCK:
                self.buffer.warnings.append(f"“{passage.quote}”: {STRUCK_REMARK}")
            if text and (denial := text.denial_left_out(passage.spans)):
                self.buffer.warnings.append(
                    f"“{passage.quote}”: Its “…” leaves out “{denial}”. Does the source still say what these words say?"
                )
            return
        times = text.count(passage.quote)
        if times:
            problem = (
                f"These words occur {times} time{'s' if times > 1 else ''} in the stored text: "
                f"there is no occurrence {passage.occurrence}."
            )
        else:
            problem = (
                "These words are not in the stored text of this document. Copy them exactly as printed there, with “…” "
                "where you leave something out, or choose the document in which they are printed."
            )
        if self.buffer.row.state == State.DRAFT:
            self.buffer.warnings.append(f"“{passage.quote}”: {problem}")
        else:
            self.add_error("passage_occurrence" if times else "passage_quote", problem)


class PassagePartForm(PassageFieldsMixin, PartForm):
    """A row that may cite a passage."""


class RequiredPassageForm(PassagePartForm):
    """A row that must cite a passage."""

    passage_required = True


class PassageMatchMixin:
    """Mixin for an admin whose form has a passage: shows the result of matching."""

    @admin.display(description="Found")
    def found(self, row):
        edit_row = getattr(row, "edit_row", None)
        if edit_row is None or edit_row.content.passage is None:
            return "Matched with the text of the document when you save."
        return render_to_string("admin/desk/_found.html", {"passage": self.passage_of(edit_row)})

    def passage_of(self, edit_row) -> Passage:
        return matched_passage(edit_row.buffer, edit_row.content.passage)


class PassageInline(PassageMatchMixin, PartInline):
    """Rows that may cite a passage."""

    form = PassagePartForm
    readonly_fields = ["found"]

    def get_fieldsets(self, request, obj=None):
        """Open the seldom-used fields if any of the rows fills them."""
        fieldsets = super().get_fieldsets(request, obj)
        passages = [row.edit_row.content.passage for row in request.buffer.rows(self.path)]
        if any(each and (each.compared or each.not_found or each.occurrence != 1) for each in passages):
            return [(name, {**options, "classes": []}) for name, options in fieldsets]
        return fieldsets


def matched_passage(buffer, content: PassageSchema) -> Passage:
    """The stored passage of a content, with the result of matching.

    Looked up once for the whole record.
    """
    if "passages" not in buffer.memo:
        passages = [each for _, each in shared_rows(buffer.row.edit_row.content)]
        matched = matched_passages(passages, buffer.resolver)
        buffer.memo["passages"] = {id(each): row for each, row in zip(passages, matched, strict=True)}
    return buffer.memo["passages"][id(content)]


def matched_passages(contents: list[PassageSchema], resolver) -> list[Passage]:
    """The stored passages of these contents, or unsaved ones, as matched."""
    marks = [digest(resolver.get("document", each.document), each) for each in contents]
    existing = {row.digest: row for row in Passage.objects.filter(digest__in=marks).select_related("document")}
    documents = Document.objects.in_bulk({resolver.get("document", each.document) for each in contents})
    created = {
        mark: Passage(
            document=documents.get(resolver.get("document", each.document)),
            quote=each.quote or "",
            occurrence=each.occurrence,
            page=each.page or "",
            section=each.section or "",
            paragraph=each.paragraph or "",
            line=each.line or "",
            compared_on=each.compared.on if each.compared else None,
        )
        for mark, each in zip(marks, contents, strict=True)
        if mark not in existing
    }
    assess(list(created.values()))
    return [(existing | created)[mark] for mark in marks]


@admin.register(Passage)
class PassageAdmin(ReadsAllAccess, ReadingAdmin):
    """Read-only: passages come from what is entered with claims, facts and flags."""

    list_display = ["__str__", "document", "state", "place"]
    list_filter = ["state"]
    list_select_related = ["document"]
    search_fields = ["quote", "document__title"]


@admin.register(StoredText)
class StoredTextAdmin(ReadingAdmin):
    """Read-only: a text is entered once, on the page of its document."""

    list_display = ["document", "held_since", "sha256"]
    list_select_related = ["document"]
    search_fields = ["document__title", "sha256"]
    belongs_to = "document"

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if "object_id" in request.resolver_match.kwargs else rows.defer("body")
