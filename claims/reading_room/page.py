"""The stored text as a page to read: its stretches, with offsets in their markup."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from claims.reading_room.marks import UsedWords
from councils.models import StoredText
from councils.quotations.divisions import LINE_BREAK, TextStretch
from councils.quotations.text import Text

# The mark of a footnote after a word, which the search for quotations passes over.
NOTE_MARK = re.compile(r"(?<=[^\W\d_])[\u00b9\u00b2\u00b3\u2070-\u2079]+")


@dataclass(frozen=True)
class LinePiece:
    """Words of one line, with their place in the text; ``over`` is what rests on them.

    A line break has no words.
    """

    start: int
    words: str
    over: UsedWords | None = None
    is_note: bool = False


@dataclass(frozen=True)
class ReadingBlock:
    """A stretch of the text, and what rests on its words."""

    start: int
    kind: str
    paragraph: int | None
    pieces: list["LinePiece"]
    marks: list[UsedWords]


@dataclass(frozen=True)
class Leaf:
    """A page of the document, or a section where no page is marked."""

    page: int | None
    section: str
    blocks: list[ReadingBlock] = field(default_factory=list)


# A stored text never changes, and to fold and split a long one takes longer than to open a form.
@lru_cache(maxsize=4)
def prepared(sha256: str) -> Text:
    """The stored text with this hash; ask only for what the officer may read."""
    text = Text(StoredText.objects.filter(sha256=sha256).values_list("body", flat=True)[:1].get())
    # With the page, so that the first form need not wait for it.
    text.folded  # noqa: B018
    return text


def leaves(text: Text, marks: list[UsedWords]) -> list[Leaf]:
    pages = groupby(text.stretches, key=lambda each: (each.page, "" if each.page else each.section))
    rest = _UsedWordsOfText(marks)
    return [
        Leaf(page, section, [_block(text.body, each, rest.within(each.start, each.end)) for each in stretches])
        for (page, section), stretches in pages
    ]


def blocks_between(text: Text, marks: list[UsedWords], start: int, end: int) -> list[ReadingBlock]:
    """The blocks that a selection touches, to be shown anew."""
    touched = [each for each in text.stretches if each.start < end and each.end > start]
    return [_block(text.body, each, _UsedWordsOfText(marks).within(each.start, each.end)) for each in touched]


class _UsedWordsOfText:
    def __init__(self, marks: Iterable[UsedWords]):
        self._marks = list(marks)

    def within(self, start: int, end: int) -> list[UsedWords]:
        return [mark for mark in self._marks if mark.start < end and mark.end > start]


def _block(body: str, stretch: TextStretch, marks: list[UsedWords]) -> ReadingBlock:
    words = body[stretch.start : stretch.end]
    kind = (
        "running"
        if stretch.is_running
        else "heading"
        if stretch.heading
        else "table"
        if "\t" in words or words.startswith("|")
        else "paragraph"
    )
    pieces = list(_lines(body, stretch, marks))
    # A mark that begins in an earlier block is listed there, and what rests on several words of this one once.
    begun = {(mark.label, mark.address): mark for mark in reversed(marks) if mark.start >= stretch.start}
    return ReadingBlock(stretch.start, kind, stretch.paragraph, pieces, list(begun.values())[::-1])


def _lines(body: str, stretch: TextStretch, marks: list[UsedWords]) -> Iterator[LinePiece]:
    at = stretch.start
    for ending in (*LINE_BREAK.finditer(body, stretch.start, stretch.end), None):
        end = ending.start() if ending else stretch.end
        yield from _pieces(body, at, end, marks)
        if ending:
            yield LinePiece(end, "")
            at = ending.end()


def _pieces(body: str, start: int, end: int, marks: list[UsedWords]) -> Iterator[LinePiece]:
    notes = [match.span() for match in NOTE_MARK.finditer(body, start, end)]
    cuts = {start, end}
    for first, last in [*notes, *((mark.start, mark.end) for mark in marks)]:
        cuts |= {min(max(first, start), end), min(max(last, start), end)}
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        over = next((mark for mark in marks if mark.start <= first and mark.end >= last), None)
        is_note = any(begin <= first and last <= beyond for begin, beyond in notes)
        yield LinePiece(first, body[first:last], over, is_note)
