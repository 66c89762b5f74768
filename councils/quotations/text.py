"""A document's stored text, and the places of quotations in it.

The text never changes, so offsets into it name a place. ::

    text = Text(body)
    match = text.locate("a few pages of financial assumptions")
    match.paragraph, match.line, match.before, match.printed, match.after
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from councils.quotations.divisions import LINE_BREAK, TextStretch, split
from councils.quotations.striking import struck_through
from record.text.finding import find
from record.text.folding import Folded, TextSpan, fold

# A reader is shown at most this many words on either side of a quotation.
WORDS_AROUND = 40
# No search for them goes further than this many characters, whatever the text holds.
REACH = 1000

# Where nothing but these stands before the words, nothing does.
LIST_MARKS = " #*-·•"

ELLIPSIS = re.compile(r"[\[(]\s?(?:…|\.{3,})\s?[\])]|…|\.(?:\s?\.){2,}")


class Surroundings(NamedTuple):
    """The words before and after; before, words themselves and after read on."""

    before: str
    after: str


@dataclass(frozen=True)
class QuotationMatch:
    """The place of a quotation: a span for each part, and where the first begins.

    ``exact`` is each part as stored, character for character; ``printed`` is the same
    on one line and without marks of emphasis, for readers. What lies between
    two parts is in none of these, and neither in ``before`` nor in ``after``.
    """

    spans: tuple[TextSpan, ...]
    exact: tuple[str, ...]
    printed: tuple[str, ...]
    page: int | None
    section: str
    paragraph: int | None
    line: int
    before: str
    after: str


class Text:
    """A stored text for many quotations, folded and split when first needed."""

    def __init__(self, body: str):
        self.body = body

    @cached_property
    def folded(self) -> Folded:
        return fold(self.body)

    @cached_property
    def stretches(self) -> list[TextStretch]:
        return split(self.body)

    def locate(self, quotation: str, occurrence: int = 1) -> QuotationMatch | None:
        """The first or a later place of a quotation, or None.

        "…", "...", "[…]" and "(…)" join parts. Each part stands in the text as
        ``record.text.finding.find`` has it, in order and apart, all within one section;
        where the text marks no sections, within one paragraph; and where it marks no
        paragraphs either, within one page. Running lines at a page break (headers, footers,
        page numbers) part no paragraph. Where the words can be joined in several
        ways the closest together count, and joined occurrences do not overlap. An
        ellipsis at the very beginning or end joins nothing.
        """
        occurrences = self.occurrences(quotation)
        if not 1 <= occurrence <= len(occurrences):
            return None
        spans = occurrences[occurrence - 1]
        start, end = spans[0].start, spans[-1].end
        place = self.stretches[self._stretch_at(start)]
        return QuotationMatch(
            spans=spans,
            exact=tuple(self.body[span.start : span.end] for span in spans),
            printed=tuple(self.folded.printed(*span) for span in spans),
            page=place.page,
            section=place.section,
            paragraph=place.paragraph,
            line=self._line_at(start),
            **self.surroundings(start, end)._asdict(),
        )

    def crossing(self, spans: Iterable[tuple[int, int]]) -> str:
        """Name the columns, speakers or paragraphs that a quotation runs across.

        Text in columns, of several speakers or in several paragraphs may put words side by
        side that nobody said together.
        """
        for start, end in spans:
            first, last = (self.stretches[self._stretch_at(at)] for at in (start, end - 1))
            quoted = self.body[start:end]
            lines = self.body[self.body.rfind("\n", 0, start) + 1 : _line_end(self.body, end)]
            if COLUMN_GAP.search(lines if "\n" in quoted else quoted):
                return "columns of a page or cells of a table"
            if SPEAKER.search(quoted):
                return "the words of two speakers"
            if first is not last and not (first.paragraph and first.paragraph == last.paragraph):
                return "two paragraphs, or a heading"
        return ""

    def strikes(self, spans: Iterable[tuple[int, int]]) -> bool:
        """True if the document strikes any of these words through."""
        for start, end in spans:
            before_end = bisect_left(self._struck, end, key=lambda stretch: stretch.start)
            if before_end and self._struck[before_end - 1].end > start:
                return True
        return False

    def denial_left_out(self, spans: Iterable[tuple[int, int]]) -> str:
        """The word of denial that a quotation’s “…” leaves out, or nothing."""
        for (_, end), (start, _) in pairwise(spans):
            # Whole sentences between the two parts may deny what they like.
            sentences = SENTENCE_END.split(self.body[end:start])
            if denial := DENIAL.search(f"{sentences[0]} {sentences[-1]}"):
                return denial.group()
        return ""

    def count(self, quotation: str) -> int:
        """How many times the quotation occurs in the text."""
        return len(self.occurrences(quotation))

    def surroundings(self, start: int, end: int, words: int = WORDS_AROUND) -> Surroundings:
        """The whole words on either side of ``body[start:end]``, on one line.

        They do not go past a heading, nor into a table or out of one.
        """
        folded = self.folded
        low, high = self._flow_around(start, end)
        first, last = bisect_left(folded.starts, start), bisect_left(folded.starts, end)
        low = max(bisect_left(folded.starts, low), first - REACH)
        high = min(bisect_left(folded.starts, high), last + REACH)
        before = _last_words(folded.text[low:first], words, cut=folded.text[low - 1 : low] not in ("", " "))
        after = _last_words(folded.text[last:high][::-1], words, cut=folded.text[high : high + 1] not in ("", " "))
        lead = folded.printed(folded.starts[first - before], start) if before else ""
        return Surroundings(
            before=lead if lead.strip(LIST_MARKS) else "",
            after=folded.printed(end, folded.ends[last + after - 1]) if after else "",
        )

    def occurrences(self, quotation: str) -> list[tuple[TextSpan, ...]]:
        """The spans of each place of a quotation, a span for each of its parts."""
        parts = [part for part in ELLIPSIS.split(quotation) if part.strip()]
        found: dict[str, list[TextSpan]] = {}
        for part in parts:
            if part not in found:
                found[part] = find(self.folded, part)
            if not found[part]:
                return []
        if len(parts) < 2:
            return [(span,) for part in parts for span in found[part]]
        return list(_joined([found[part] for part in parts], self._scopes))

    @cached_property
    def _struck(self) -> list[TextSpan]:
        return struck_through(self.body)

    @cached_property
    def _scopes(self) -> list[TextSpan]:
        """The stretches that an ellipsis may reach over, in order."""
        return list(_runs(self.stretches, lambda one, other: one.scope == other.scope))

    @cached_property
    def _flows(self) -> list[TextSpan]:
        """Stretches between headings, with tables and debris apart from paragraphs."""
        return list(
            _runs(
                self.stretches,
                lambda one, other: (
                    not (one.heading or other.heading) and (one.paragraph is None) == (other.paragraph is None)
                ),
            )
        )

    def _flow_around(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_right(self._flows, start, key=lambda flow: flow.start) - 1
        last = bisect_left(self._flows, end, key=lambda flow: flow.end)
        return (
            min(start, self._flows[first].start) if first >= 0 else 0,
            max(end, self._flows[last].end) if last < len(self._flows) else len(self.body),
        )

    def _stretch_at(self, offset: int) -> int:
        return max(0, bisect_right(self.stretches, offset, key=lambda stretch: stretch.start) - 1)

    def _line_at(self, offset: int) -> int:
        stretch = self.stretches[self._stretch_at(offset)]
        return stretch.line + len(LINE_BREAK.findall(self.body, stretch.start, offset))


def surroundings(body: str, start: int, end: int, words: int = WORDS_AROUND) -> Surroundings:
    """The surroundings of one place of a text; for several, keep a ``Text``."""
    return Text(body).surroundings(start, end, words)


# Joining parts.


def _joined(parts: list[list[TextSpan]], scopes: list[TextSpan]) -> Iterator[tuple[TextSpan, ...]]:
    """One span for each part: in order, apart, closest together, in one scope."""
    for scope in scopes:
        at = scope.start
        while True:
            for spans in parts:
                index = bisect_left(spans, at, key=lambda span: span.start)
                if index == len(spans) or spans[index].end > scope.end:
                    break
                at = spans[index].end
            else:
                chain = [spans[index]]
                for spans in reversed(parts[:-1]):
                    chain.append(spans[bisect_right(spans, chain[-1].start, key=lambda span: span.end) - 1])
                yield tuple(reversed(chain))
                continue
            break


def _last_words(text: str, words: int, *, cut: bool) -> int:
    """The length of the end of a folded text with at most this many whole words.

    With ``cut``, the text begins within a word.
    """
    inner = text.rstrip(" ")
    pieces = inner.rsplit(" ", words)
    if len(pieces) > words or cut:
        pieces = pieces[1:]
    kept = " ".join(pieces).lstrip(" ")
    return len(kept) + len(text) - len(inner) if kept else 0


def _runs(stretches: list[TextStretch], belong: Callable[[TextStretch, TextStretch], bool]) -> Iterator[TextSpan]:
    """Neighbours that belong together, as spans of the text."""
    if not stretches:
        return
    start = stretches[0].start
    for one, other in pairwise(stretches):
        if not belong(one, other):
            yield TextSpan(start, one.end)
            start = other.start
    yield TextSpan(start, stretches[-1].end)


# Between two columns, or two cells; and a name before what it says, at the beginning of a line.
SENTENCE_END = re.compile(r"[.!?]\s")
DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|none|cannot|without|\w+n[’']t)\b", re.IGNORECASE)
COLUMN_GAP = re.compile(r"\S(?:\t+| {3,})(?=\S)|\S[ \t]*\|[ \t]*\S")
SPEAKER = re.compile(r"(?<=\n)[ \t]*[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}:\s")


def _line_end(body: str, at: int) -> int:
    end = body.find("\n", at)
    return len(body) if end < 0 else end
