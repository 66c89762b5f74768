import hashlib
import json
from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.dateformat import format as date_format
from django.utils.functional import cached_property

from councils.choices import Carrying, QuotationState, WordsFrom
from councils.models.document import Document
from councils.quotations.carrying import carries, missing_numbers
from councils.quotations.matching import assess, words_from
from councils.quotations.striking import STRUCK_REMARK
from record.content.codec import dump
from record.history import tracked
from record.models.stored_row import StoredRow
from record.text.finding import find
from record.text.folding import fold

BATCH = 2000
# Few passages, among them all: a list of work looks for these.
NOT_FOUND = Q(state=QuotationState.NOT_FOUND)


class PassageQuerySet(models.QuerySet):
    def with_words(self):
        return self.exclude(quote="")

    def withheld(self):
        return self.filter(state=QuotationState.WITHHELD)

    def obtain(self, contents, resolver) -> list[int]:
        """The primary keys of these passages; new ones are created and matched."""
        documents = [resolver.get("document", content.document) for content in contents]
        digests = [digest(document, content) for document, content in zip(documents, contents, strict=True)]
        existing = dict(self.filter(digest__in=set(digests)).values_list("digest", "pk"))
        new = {}
        for mark, document, content in zip(digests, documents, contents, strict=True):
            if mark not in existing and mark not in new:
                new[mark] = self.model(
                    digest=mark,
                    document_id=document,
                    quote=content.quote or "",
                    occurrence=content.occurrence,
                    page=content.page or "",
                    section=content.section or "",
                    paragraph=content.paragraph or "",
                    line=content.line or "",
                    compared_office=content.compared.office if content.compared else "",
                    compared_on=content.compared.on if content.compared else None,
                    not_found=content.not_found or "",
                )
        assess(list(new.values()))
        existing.update((row.digest, row.pk) for row in self.bulk_create(new.values(), batch_size=BATCH))
        return [existing[mark] for mark in digests]

    def reassess(self) -> int:
        """Match again with the texts now stored; return how many states changed."""
        rows = list(self)
        before = {row.pk: found(row) for row in rows}
        assess(rows)
        self.keep(rows, before)
        return sum(row.state != before[row.pk]["state"] for row in rows)

    def keep(self, rows, before: dict[int, dict]) -> None:
        """Save the passages whose match differs from before."""
        self.bulk_update([row for row in rows if found(row) != before[row.pk]], FOUND, batch_size=BATCH)


# Set by matching and never by a person.
FOUND = [
    "state",
    "spans",
    "before",
    "after",
    "found_page",
    "found_section",
    "found_paragraph",
    "found_line",
    "folding_version",
]


def found(row) -> dict:
    return {name: getattr(row, name) for name in FOUND}


def digest(document_pk: int, content) -> str:
    """The identity of a passage: its document and its whole content."""
    return hashlib.sha256(json.dumps([document_pk, dump(content)], sort_keys=True).encode()).hexdigest()


# Words for a place, from the widest to the narrowest, and their columns.
PLACE_WORDS = ("page", "section", "paragraph", "line")
PLACES = ["quote", "state", *PLACE_WORDS, *(f"found_{word}" for word in PLACE_WORDS)]
STATE_LABELS = dict(QuotationState.choices)
# What stands in place of a place for words that are known only from the title or the address of their document.
NO_PLACE = {WordsFrom.TITLE: WordsFrom.TITLE.label, WordsFrom.ADDRESS: WordsFrom.ADDRESS.label}


# A list asks of each of its claims, and the words of a passage never change.
@lru_cache(maxsize=20_000)
def _is_within(words: str, text: str) -> bool:
    return bool(find(fold(text), words))


def anchor_of(digest: str) -> str:
    return digest and f"q-{digest[:10]}"


def place_of(columns, document) -> str:
    """The place in words: as an editor gave it, as found, or their source."""
    parts = []
    for word in PLACE_WORDS:
        stated_place, found_place = columns[word], columns[f"found_{word}"]
        if stated_place or (found_place and not columns["line"]):
            parts.append(f"{word} {stated_place or found_place}")
    return ", ".join(parts) or NO_PLACE.get(words_from_of(columns, document), "")


def words_from_of(columns, document) -> WordsFrom:
    """The source of words: a place given, or a paragraph, is in the document."""
    if columns["found_paragraph"] or any(columns[word] for word in PLACE_WORDS):
        return WordsFrom.DOCUMENT
    return words_from(columns["quote"], columns["state"], columns["found_section"], document)


@tracked
class Passage(StoredRow):
    """An exact stretch of a document, with its surroundings and its place.

    Shared and never changed: a record whose quotation changes points at another
    passage. A passage without words is only a place; a fact may rest on it, a claim
    may not.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="passages")
    quote = models.TextField(blank=True)
    occurrence = models.PositiveIntegerField(default=1)
    page = models.CharField(max_length=300, blank=True)
    section = models.CharField(max_length=300, blank=True)
    paragraph = models.CharField(max_length=300, blank=True)
    line = models.CharField(max_length=300, blank=True)
    compared_office = models.CharField(max_length=300, blank=True)
    compared_on = models.DateField(null=True, blank=True)
    not_found = models.TextField(blank=True)
    digest = models.CharField(max_length=64, unique=True)

    state = models.CharField(max_length=20, choices=QuotationState, default=QuotationState.NOT_HELD)
    spans = models.JSONField(default=list)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    found_page = models.CharField(max_length=300, blank=True)
    found_section = models.CharField(max_length=300, blank=True)
    found_paragraph = models.CharField(max_length=300, blank=True)
    found_line = models.CharField(max_length=300, blank=True)
    folding_version = models.PositiveIntegerField(default=0)

    objects = PassageQuerySet.as_manager()

    # The figures of the claim that is shown with these words; who shows a claim sets them.
    figures = ()
    # An editor found that these words, read alone, do not say all that the claim says.
    falls_short = False

    class Meta:
        indexes = [models.Index(fields=["state"], condition=NOT_FOUND, name="councils_passage_not_found")]
        constraints = [
            models.CheckConstraint(
                condition=Q(occurrence__gte=1),
                name="councils_passage_occurrence",
                violation_error_message="Occurrences are counted from 1.",
            ),
            models.CheckConstraint(
                condition=Q(compared_office="", compared_on=None)
                | (~Q(compared_office="") & Q(compared_on__isnull=False)),
                name="councils_passage_compared_whole",
                violation_error_message="Say both which office compared the words with the page, and when.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[QuotationState.VERIFIED, QuotationState.STRUCK]) | ~Q(spans=[]),
                name="councils_passage_verified_where",
            ),
            models.CheckConstraint(
                condition=~Q(state=QuotationState.COMPARED) | Q(compared_on__isnull=False),
                name="councils_passage_compared_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(quote="", state=QuotationState.NO_WORDS)
                | (~Q(quote="") & ~Q(state=QuotationState.NO_WORDS)),
                name="councils_passage_words",
            ),
        ]

    def __str__(self):
        return self.quote or self.place

    def shares_words_with(self, other: "Passage") -> bool:
        """True if two passages share words: the same stretch, or overlapping ones.

        If one of them was not found in a text, the words of one must contain the other's.
        """
        if self.document_id != other.document_id or not (self.quote and other.quote):
            return False
        if self.pk == other.pk:
            return True
        if self.spans and other.spans:
            return any(start < beyond and begin < end for start, end in self.spans for begin, beyond in other.spans)
        return _is_within(self.quote, other.quote) or _is_within(other.quote, self.quote)

    @property
    def anchor(self) -> str:
        """Its anchor on the page of its document; empty if it is not stored."""
        return anchor_of(self.digest)

    @cached_property
    def address(self) -> str:
        """The address of its words, marked on the page of its document."""
        address = self.document.get_absolute_url()
        return f"{address}#{self.anchor}" if self.anchor else address

    @cached_property
    def place(self) -> str:
        """The place where it is printed: “page 3, section 5.3.1, paragraph 2”."""
        return place_of(self._places, self.document)

    @cached_property
    def words_from(self) -> WordsFrom:
        return words_from_of(self._places, self.document)

    @property
    def _places(self) -> dict:
        return {name: getattr(self, name) for name in PLACES}

    @property
    def carries(self) -> Carrying:
        """The second check beside its state: its words carry what rests on them."""
        return carries(self, self.figures)

    @property
    def carries_remark(self) -> str:
        """A sentence on words that do not carry the claim by themselves."""
        if self.is_of_address:
            return "Words of a web address: they carry nothing."
        headline = "A headline." if self.is_of_title else ""
        struck = STRUCK_REMARK if self.state == QuotationState.STRUCK else ""
        short = "These words say less than our summary." if self.falls_short else ""
        return " ".join(filter(None, (headline, struck, missing_numbers(self.quote, self.figures), short)))

    @property
    def state_words(self) -> str:
        """Its state in words, and who compared it with the page."""
        label = STATE_LABELS[self.state]
        if self.state == QuotationState.COMPARED and self.compared_office:
            return f"{label}: {self.compared_office}, {date_format(self.compared_on, 'j F Y')}"
        return label

    @property
    def is_of_address(self) -> bool:
        """True if the words are known only from an address, and so are nobody's."""
        return self.words_from == WordsFrom.ADDRESS

    @property
    def is_of_title(self) -> bool:
        """True if the words are known only from the document's title."""
        return self.words_from == WordsFrom.TITLE
