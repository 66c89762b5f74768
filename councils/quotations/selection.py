"""A stretch that somebody marked in a stored text, as a quotation with its place."""

from dataclasses import dataclass

from councils.quotations.striking import STRUCK_REMARK
from councils.quotations.text import Text
from record.text.finding import whole_words
from record.text.folding import TextSpan

# What the record takes for one quotation, and for the number of its occurrence.
LONGEST = 5000
LAST_OCCURRENCE = 999
LEFT_OUT = " … "


class NotQuotable(Exception):
    """The sentence in which a selection is refused."""


@dataclass(frozen=True)
class Selection:
    """The exact words marked, which of their occurrences they are, and where that is."""

    start: int
    end: int
    quote: str
    occurrence: int
    times: int
    page: int | None
    section: str
    paragraph: int | None
    line: int
    # The columns, speakers or paragraphs that it runs across; "" where it does not.
    crossing: str
    # A sentence where the document strikes these words, or some of them, through.
    struck: str
    # True where the header or footer of a page between its parts is left out.
    skips_running_lines: bool

    @property
    def place(self) -> str:
        words = ("page", "section", "paragraph", "line")
        return ", ".join(f"{word} {value}" for word in words if (value := getattr(self, word)))


def select(text: Text, start: int, end: int) -> Selection:
    """The selection between two offsets, widened to whole words.

    Headers, footers and page numbers are left out: a sentence may run over a page.
    """
    if not 0 <= start < end <= len(text.body):
        raise NotQuotable("These words are not in the stored text. Select them again.")
    spans = [span for part in _parts(text, start, end) if (span := whole_words(text.folded, *part))]
    quote = LEFT_OUT.join(text.folded.printed(*span) for span in spans)
    if not any(char.isalnum() for char in quote):
        raise NotQuotable("There is no word in what you selected.")
    if len(quote) > LONGEST:
        raise NotQuotable(f"You selected {len(quote):,} characters. A quotation has at most {LONGEST:,}.")
    places = text.occurrences(quote)
    here = [
        number
        for number, found in enumerate(places, 1)
        if found[0].start == spans[0].start and found[-1].end == spans[-1].end
    ]
    match = text.locate(quote, here[0]) if here and here[0] <= LAST_OCCURRENCE else None
    if match is None:
        raise NotQuotable(
            "These words could not be found again where you selected them. Select a little more, or less."
        )
    return Selection(
        start=spans[0].start,
        end=spans[-1].end,
        quote=quote,
        occurrence=here[0],
        times=len(places),
        page=match.page,
        section=match.section,
        paragraph=match.paragraph,
        line=match.line,
        crossing=text.crossing(match.spans),
        struck=STRUCK_REMARK if text.strikes(match.spans) else "",
        skips_running_lines=len(spans) > 1,
    )


def find_words(text: Text, words: str) -> Selection:
    """The selection of words that were typed, at their first place."""
    match = text.locate(words) if words.strip() else None
    if match is None:
        raise NotQuotable(
            "These words are not in the stored text of this document. Copy them exactly as printed there."
        )
    return select(text, match.spans[0].start, match.spans[-1].end)


def _parts(text: Text, start: int, end: int) -> list[TextSpan]:
    """The parts of a stretch between its running lines."""
    parts, at = [], start
    for stretch in text.stretches:
        if stretch.is_running and stretch.start < end and stretch.end > at:
            if stretch.start > at:
                parts.append(TextSpan(at, stretch.start))
            at = stretch.end
    return [*parts, TextSpan(at, end)] if at < end else parts
