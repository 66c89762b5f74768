"""Matching of quotations, never by similarity (docs/laws.md, law 3)."""

from functools import lru_cache

from councils.choices import QuotationState, TitleBasis, WordsFrom
from councils.quotations.text import Text
from record.text.folding import FOLDING_VERSION, fold

# What stands in place of words that the law takes away (docs/laws.md, law 9), here and in files.
WITHHELD = "[withheld]"


def texts_of(document_pks) -> dict[int, Text]:
    """The prepared texts of documents, for those whose text is held."""
    from councils.models.document import StoredText

    return {
        stored.document_id: Text(stored.body)
        for stored in StoredText.objects.filter(document__in=document_pks).only("document_id", "body")
    }


def assess(passages, texts: dict[int, Text] | None = None) -> None:
    """Set the state, spans, surroundings and place of passages, unsaved."""
    if texts is None:
        texts = texts_of({passage.document_id for passage in passages if passage.quote})
    for passage in passages:
        text = texts.get(passage.document_id) if passage.quote else None
        match = text.locate(passage.quote, passage.occurrence) if text else None
        passage.state = state(passage, text, match)
        passage.spans = [list(span) for span in match.spans] if match else []
        passage.before, passage.after = (match.before, match.after) if match else ("", "")
        passage.found_page = str((match and match.page) or "")
        passage.found_section = str((match and match.section) or "")[:300]
        passage.found_paragraph = str((match and match.paragraph) or "")
        passage.found_line = str((match and match.line) or "")
        passage.folding_version = FOLDING_VERSION if text else 0


# In these states nothing shows that the words of a quotation stand in the text, and not in the title alone.
UNPLACED = {QuotationState.NOT_HELD, QuotationState.COMPARED, QuotationState.NOT_FOUND}


def words_from(quote: str, state: str, section: str, document) -> WordsFrom:
    """The source of the words of a quotation without a place.

    A headline is the words of its editor, not of a party; a title made from an address was
    never printed, nor was one that the record made. ``section`` is the heading under which
    the words were found; where the heading itself is quoted, that is the title.
    """
    is_heading = state == QuotationState.VERIFIED and section and _is_title(section, document.title)
    if document.title_basis == TitleBasis.DESCRIBED or not (state in UNPLACED or is_heading):
        return WordsFrom.DOCUMENT
    if not _stands_in(document.title, quote):
        return WordsFrom.DOCUMENT
    return WordsFrom.ADDRESS if document.title_basis == TitleBasis.ADDRESS else WordsFrom.TITLE


@lru_cache(maxsize=4096)
def _is_title(section: str, title: str) -> bool:
    return fold(section).text.strip() == fold(title[:300]).text.strip()


@lru_cache(maxsize=4096)
def _stands_in(title: str, quote: str) -> bool:
    return Text(title).locate(quote) is not None


def state(passage, text, match) -> QuotationState:
    if not passage.quote:
        return QuotationState.NO_WORDS
    if passage.quote == WITHHELD:
        return QuotationState.WITHHELD
    if match:
        return QuotationState.STRUCK if text.strikes(match.spans) else QuotationState.VERIFIED
    if text:
        return QuotationState.NOT_FOUND
    if passage.compared_on:
        return QuotationState.COMPARED
    return QuotationState.NOT_HELD
