"""All documents: their list, as page and file."""

from claims.claim_list.filter_choices import FilterOptions
from claims.practice import annotate_invented_documents, annotate_invented_voices
from councils.choices import DocumentKind
from councils.models import Case, Document, Voice
from councils.quotations.references import cited_in
from record.dates import between
from record.web.filter_fields import ChoicesField, DayField, WordsField
from record.web.keyset import DatedKeyset, KeysetPage
from record.web.list_filter import ListFilter

NEWEST = DatedKeyset(Document, "date", "pk", descending=True)


class DocumentFilter(ListFilter):
    case = ChoicesField(label="Case", refusal="no case here")
    publisher = ChoicesField(label="Publisher", refusal="no publisher of a document")
    kind = ChoicesField(label="Kind", refusal="no kind of document", choices=DocumentKind.choices)
    from_ = DayField(label="Dated from")
    to = DayField(label="Dated to")
    q = WordsField(searched_in="titles and publishers")

    def __init__(self, query, options: FilterOptions):
        publishers = annotate_invented_voices(
            Voice.objects.filter(pk__in=Document.objects.published().values("publisher"))
        ).order_by("is_invented", "name", "pk")
        super().__init__(query, case=options.case_choices, publisher=list(publishers.values_list("public_id", "name")))
        self.options = options

    @property
    def left_out(self) -> list[Case]:
        """The invented cases, where neither a case nor a publisher is chosen."""
        return self.options.invented_apart(self.value("case"), self.value("publisher"))

    def rows(self):
        """Published documents: those that a record of the cases cites, or all real ones."""
        documents = annotate_invented_documents(Document.objects.published().select_related("publisher"))
        if cases := self.options.case_pks(self.value("case")):
            documents = documents.filter(cited_in(cases))
        elif self.left_out:
            documents = documents.filter(is_invented=False)
        documents = documents.filter(between("date", self.value("from"), self.value("to")))
        if publishers := self.value("publisher"):
            documents = documents.filter(publisher__public_id__in=publishers)
        if kinds := self.value("kind"):
            documents = documents.filter(kind__in=kinds)
        words = self.value("q")
        return documents.called(words) if words else documents

    def page(self, after: str) -> KeysetPage:
        return NEWEST.page(self.rows(), after)


COLUMNS = (
    *("id", "title", "title_basis", "kind", "publisher", "date", "date_basis", "published"),
    *("copy_read", "read_on", "text_sha256", "source", "invented", "address"),
)


def csv_rows(filters: DocumentFilter, absolute):
    """Documents as rows of a file, newest first; ``absolute`` makes an address whole."""
    for document in filters.rows().prefetch_related("addresses").newest_first().iterator(chunk_size=2000):
        yield (
            document.public_id,
            document.title,
            document.title_basis,
            document.kind,
            document.publisher.name if document.publisher else "",
            document.date_edtf,
            document.date_basis if document.date else "",
            document.published_edtf,
            document.copy_kind,
            document.copy_read_on or "",
            document.text_sha256,
            " ".join(address.url for address in document.addresses.all()),
            "yes" if document.is_invented else "no",
            absolute(document.get_absolute_url()),
        )
