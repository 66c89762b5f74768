import hashlib

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from councils.choices import AddressKind, CopyKind, DocumentKind, TextShown, TitleBasis
from councils.models.flag import Flag
from councils.models.voice import Voice
from record import history
from record.dates import DateBasis, UncertainDateField
from record.dates.order import by_date
from record.history import tracked
from record.models import PartRow, Record, RecordQuerySet
from record.models.base import key_once
from record.text.search import contains
from record.web.addresses import cached_reverse, slug_of
from record.workflow import authority, publishing
from record.workflow.authors import office_now
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages
from record.workflow.states import PUBLIC_STATES

KIND_LABELS = dict(DocumentKind.choices)
OUR_TITLES = {TitleBasis.ADDRESS: "our title, from the address", TitleBasis.DESCRIBED: "our title"}
COPIES_READ = {
    CopyKind.MIRROR: "read in a mirror",
    CopyKind.ARCHIVE: "read in an archive",
    CopyKind.MACHINE_SUMMARY: "read in a machine summary",
    CopyKind.SCAN: "read in a scan",
    CopyKind.EXTRACT: "read in an extract",
    CopyKind.SUMMARY: "known from an editor’s summary",
}
# The columns that a citation prints.
CITED = [
    *("public_id", "title", "title_basis", "kind", "copy_kind", "publisher__name"),
    *(f"{name}_{part}" for name in ("date", "published") for part in ("edtf", "printed", "basis", "extent")),
]


class DocumentQuerySet(RecordQuerySet):
    def by(self, voice):
        """Documents that a voice published or wrote."""
        return self.filter(Q(publisher=voice) | Q(Exists(Author.objects.filter(document=OuterRef("pk"), voice=voice))))

    def newest_first(self):
        """By the date on the work; undated documents come last."""
        return self.order_by(*by_date("date", descending=True), "-id")

    def called(self, words: str):
        """Documents with these words in their title or in the name of their publisher."""
        return self.filter(contains(words, "title", "publisher__name"))

    def by_date(self):
        return self.order_by(*by_date("date"), "id")

    def for_page(self):
        """Fetch authors, addresses, copies and editions, and whether the text is held."""
        authors = Author.objects.filter(voice__state__in=PUBLIC_STATES).select_related("voice")
        others = Document.objects.published().order_by("key")
        documents = self.annotate(is_held=Exists(StoredText.objects.filter(document=OuterRef("pk"))))
        return documents.select_related("publisher", "reproduces", "edition_of").prefetch_related(
            Prefetch("authors", authors),
            "addresses",
            Prefetch("reproduced_by", others),
            Prefetch("editions", others),
        )


@tracked
class Document(Record):
    """A work (report, plan, letter, article …) and the copy of it that was read."""

    KIND = "document"

    title = models.CharField(max_length=300, help_text="As printed, or else say in the next field where it is from.")
    title_basis = models.CharField(max_length=20, choices=TitleBasis, default=TitleBasis.PRINTED)
    kind = models.CharField(max_length=20, choices=DocumentKind)
    publisher = models.ForeignKey(Voice, models.PROTECT, null=True, blank=True, related_name="publications_by")
    date = UncertainDateField("date", blank=True, help_text="The date that the work bears, or is inferred to have.")
    published = UncertainDateField("published", blank=True, help_text="When it became public, if that is another date.")
    as_at = UncertainDateField("as at", blank=True, help_text="The date for which what it states is said to be true.")
    copy_kind = models.CharField("copy read", max_length=20, choices=CopyKind, blank=True)
    copy_read_on = models.DateField("read on", null=True, blank=True)
    copy_breaks_off = models.TextField(
        "breaks off", blank=True, help_text="Where the copy ends before the work does. A cut text is never completed."
    )
    text_file = models.CharField("text", max_length=200, blank=True)
    text_sha256 = models.CharField("SHA-256 of the text", max_length=64, blank=True)
    text_shown = models.CharField("shown to readers", max_length=20, choices=TextShown, default=TextShown.SURROUNDINGS)
    text_licence = models.CharField("licence", max_length=300, blank=True)
    reproduces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reproduced_by")
    edition_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="editions")
    summary = models.TextField(blank=True, help_text="What it is, in the record's own words.")

    objects = DocumentQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *key_once("councils_document", message="Another document has this lasting name."),
            models.CheckConstraint(
                condition=(Q(reproduces=None) | ~Q(reproduces=F("pk"))) & (Q(edition_of=None) | ~Q(edition_of=F("pk"))),
                name="councils_document_of_another",
                violation_error_message="A document does not reproduce itself.",
            ),
            models.CheckConstraint(
                condition=Q(text_sha256="") | Q(text_sha256__regex=r"^[0-9a-f]{64}$"),
                name="councils_document_text_digest",
                violation_error_message="A SHA-256 has 64 hexadecimal digits.",
            ),
            models.CheckConstraint(
                condition=~Q(text_shown=TextShown.WHOLE) | ~Q(text_licence=""),
                name="councils_document_whole_with_licence",
                violation_error_message="A whole text is shown only under an open licence: name it.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def slug(self) -> str:
        return slug_of(self.title, "document")

    def get_absolute_url(self):
        return cached_reverse("timeline:document", self.public_id, self.slug)

    @property
    def citation(self) -> str:
        """Its publisher, kind and date: “Mere Council, report, 9 January 2025”.

        Stands wherever words of it are quoted, after its title.
        """
        publisher = self.publisher.name if self.publisher else "publisher not stated"
        dated = self.date or (self.published and f"published {self.published}") or "undated"
        is_estimate = self.date and self.date.basis == DateBasis.INFERRED
        return f"{publisher}, {KIND_LABELS[self.kind]}, {dated}{' (our estimate)' if is_estimate else ''}"

    @property
    def title_remark(self) -> str:
        """Says that its title is ours, where it is not printed on it."""
        return OUR_TITLES.get(self.title_basis, "")

    @property
    def copy_remark(self) -> str:
        """The kind of copy that was read, if that was not the original."""
        return COPIES_READ.get(self.copy_kind, "")

    @property
    def is_text_held(self) -> bool:
        return hasattr(self, "stored")

    def hold_text(self, body: str) -> "StoredText":
        """Keep the text of the copy that was read, and match every quotation from it.

        Raises ValueError where another text is held, or the text is not the one
        that the document names by its SHA-256.
        """
        if digest_of(body) != self.text_sha256:
            raise ValueError(f"The text given for “{self.title}” is not the one that it names: its SHA-256 differs.")
        if not self.is_text_held and self.passages.withheld().exists():
            raise ValueError(f"Words of “{self.title}” are withheld. Nobody knows where they stand in this text.")
        stored, made = StoredText.objects.get_or_create(
            document=self, defaults={"body": body, "sha256": self.text_sha256}
        )
        if stored.sha256 != self.text_sha256:
            raise ValueError(f"Another text of “{self.title}” is held, and a stored text never changes.")
        if made:
            self.passages.all().reassess()
        return stored

    def give_text(self, body: str, *, by) -> None:
        """Store the text that the document names; log it if the document is public.

        Raises ValueError like ``hold_text``, and ValidationError if published words
        are not in the text.
        """
        with (
            rules_as_messages(),
            transaction.atomic(),
            history.context(by=by, through="text"),
            publishing.open_record(),
        ):
            authority.check(by, authority.DRAFT, self)
            self.hold_text(body)
            if self.is_published:
                note = "The text of the copy read is held; quotations from it are matched."
                publishing.append([self], action=Action.CHANGED, office=office_now(by), note=note, minor=True)
            else:
                publishing.check_rules()


def digest_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


@tracked
class StoredText(models.Model):
    """The text of the copy that was read. It never changes; the database refuses it."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="stored")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    held_since = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"Text of {self.document}"


@tracked
class Author(PartRow):
    document = models.ForeignKey(Document, models.PROTECT, related_name="authors")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.voice)


@tracked
class DocumentAddress(PartRow):
    document = models.ForeignKey(Document, models.PROTECT, related_name="addresses")
    url = models.URLField("address", max_length=1000)
    kind = models.CharField(max_length=20, choices=AddressKind, default=AddressKind.ORIGINAL)
    read_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(PartRow.Meta):
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "url"],
                name="councils_documentaddress_once",
                violation_error_message="This address is listed already.",
            ),
            models.CheckConstraint(
                condition=Q(url__regex=r"^https?://"),
                name="councils_documentaddress_http",
                violation_error_message="An address begins with http:// or https://.",
            ),
        ]

    def __str__(self):
        return self.url


@tracked
class DocumentFlag(Flag):
    """An editor's note on a document, or on the words of its passage."""

    flagged = models.ForeignKey(Document, models.PROTECT, related_name="flags")
