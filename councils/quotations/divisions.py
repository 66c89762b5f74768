"""The pages, sections and paragraphs that a stored text marks itself.

We invent nothing: without form feeds a text has no pages, and without headings
or numbers it has no sections.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from record.text.folding import fold


@dataclass(frozen=True)
class TextStretch:
    """A run of text, ``body[start:end]``, within one page, section and paragraph.

    ``page`` and ``paragraph`` count from 1 over the whole text, ``line`` is the line
    of the file where the stretch begins. ``page`` is None in a text without form
    feeds. ``paragraph`` is None for headings, tables and debris, and where the text
    does not tell its paragraphs apart. ``section`` is as printed ("5.3.1", "5 Main
    Considerations", "Collaborative Working") or empty. Stretches that an ellipsis
    may join have the same ``scope``.
    """

    page: int | None
    section: str
    paragraph: int | None
    line: int
    start: int
    end: int
    heading: bool
    scope: int
    # A header, footer or page number.
    is_running: bool = False


def split(text: str) -> list[TextStretch]:
    """The text's own pages, sections and paragraphs, in order, without gaps.

    - Pages are parted by form feeds. Short lines that recur at the edges of pages, or hold
      only a page number, are running lines: they part no paragraph and are not counted.
    - Sections begin with a heading of Markdown ("## Words"), a numbered heading on a
      line of its own ("5 Main Considerations"), or a numbered paragraph ("5.3.1",
      "- 2.1 **Note"). A number counts only if it follows the last one, so that a line
      that happens to begin with 2.6 begins nothing. Only in a text without any of
      these is a short line by itself before a paragraph taken for a heading.
    - Paragraphs are blocks between blank lines and section numbers, counted through the
      text. Headings, tables (a tab in every line) and blocks without a letter are not
      counted. A block that ends in mid-sentence goes on in the next one, if that
      begins in lower case or the words break off at "the", "and" and the like.
    - On a page of ten lines and more without a blank one each line is a paragraph, if
      most of them end a sentence. If not, as in many a PDF, paragraphs cannot be told
      apart, and from there on they are not counted.
    """
    lines = _with_gaps(_with_running_lines(list(_lines(text))))
    _find_sections([line for line in lines if not line.is_running])
    blocks = list(_blocks(lines))
    if not any(block.first.section for block in blocks):
        _find_bare_headings([block for block in blocks if not block.first.is_running])
    return list(_stretches(blocks, paged="\f" in text))


# Splitting: lines, then blocks of lines, then stretches.

LINE_BREAK = re.compile(r"\r\n?|\n")
LINE_OR_PAGE_BREAK = re.compile(r"\r\n?|\n|\f")
# From the first to the last character that is not white space or a byte order mark.
PRINTED = re.compile(r"[^\s\ufeff](?:.*[^\s\ufeff])?", re.DOTALL)
HEADING = re.compile(r"#{1,6}\s+(\S.*)")
NUMBER = re.compile(r"(?P<bullet>[-*•·]\s+)?[*_]*(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})\.?[*_]*(?:\s+(?P<words>.+))?")
BULLET = re.compile(r"[-*•·–]\s|\(?[a-z0-9]{1,4}[.)]\s")
OPENING, CLOSING = "\"'“‘([*_ ", "\"'”’)]*_ "
FINISHED = tuple(".!?:;…")
# A block that ends like this is not finished.
UNFINISHED = re.compile(
    r"(?:,|\b(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|but|nor|that|which|who|whose|as|if|than|into|under"
    r"|over|between|its|their|his|her|our|your|this|these|those|is|are|was|were|be|been|being|has|have|had|will|would"
    r"|shall|should|may|might|can|could|must|not|no))$",
    re.IGNORECASE,
)
LONGEST_HEADING = 12
# Running lines are among so many lines at the top or the bottom of a page.
EDGE_LINES = 2
PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.?)\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE
)
# So long a line is one of a page number also where no page break is kept.
PAGE_OF_PAGES = re.compile(r"page\s+\d{1,4}\s+of\s+\d{1,4}", re.IGNORECASE)
# A page of so many lines without a blank one does not tell its paragraphs apart.
SOLID_PAGE = 10
# How far a number may be from the one that bears it out, counted in lines that might be numbered.
LOOK_AHEAD = 3


@dataclass
class TextLine:
    """A line of the file, or the part of it on one page."""

    page: int
    number: int
    start: int
    end: int
    text: str
    after_gap: bool
    in_table: bool
    section: str = ""
    heading: bool = False
    is_running: bool = False


@dataclass
class Block:
    """Lines that no blank line, page or section parts."""

    lines: list[TextLine]

    @property
    def first(self) -> TextLine:
        return self.lines[0]

    @property
    def is_table(self) -> bool:
        return all(line.in_table for line in self.lines)

    @property
    def has_letters(self) -> bool:
        return any(char.isalpha() for line in self.lines for char in line.text)

    @property
    def begins_sentence(self) -> bool:
        beginning = self.first.text
        return beginning.lstrip(OPENING)[:1].isupper() or BULLET.match(beginning) is not None

    @property
    def is_prose(self) -> bool:
        end = self.lines[-1].text
        return not self.is_table and (_is_finished(end) or len(end.split()) > LONGEST_HEADING)

    def goes_on_in(self, other: "Block") -> bool:
        """Tell whether a sentence runs from this block into the other."""
        end, beginning = self.lines[-1].text, other.first.text
        if _is_finished(end) or BULLET.match(beginning):
            return False
        return beginning.lstrip(OPENING)[:1].islower() or UNFINISHED.search(end.rstrip(CLOSING)[-20:]) is not None


def _lines(text: str) -> Iterator[TextLine]:
    page = number = 1
    start, after_gap = 0, True
    for ending in (*LINE_OR_PAGE_BREAK.finditer(text), None):
        end = ending.start() if ending else len(text)
        printed = PRINTED.search(text, start, end)
        if printed:
            # A tab before the first word only indents.
            in_table = printed[0].startswith("|") or text.find("\t", printed.start(), end) >= 0
            yield TextLine(page, number, *printed.span(), printed[0], after_gap, in_table)
        after_gap = not printed
        if ending:
            start = ending.end()
            page += ending[0] == "\f"
            number += ending[0] != "\f"


def _with_running_lines(lines: list[TextLine]) -> list[TextLine]:
    """The lines, with headers, footers and page numbers marked."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    recurring = Counter(words for page in pages for words in {_without_numbers(line) for line in _edges(page)})
    for page in pages:
        for ordered in (page, page[::-1]):
            for line in ordered[:EDGE_LINES]:
                is_recurring = recurring[_without_numbers(line)] > 1 and _may_run(line)
                if not (is_recurring or PAGE_NUMBER.fullmatch(line.text)) or len(pages) == 1:
                    break
                line.is_running = True
    for line in lines:
        line.is_running |= bool(PAGE_OF_PAGES.fullmatch(line.text))
    for before, page in pairwise([line for line in page if not line.is_running] for page in pages):
        _find_header_in_sentence(before, page)
    return lines


def _find_header_in_sentence(before: list[TextLine], page: list[TextLine]) -> None:
    """Mark a header in the middle of a sentence that runs over a page break."""
    if len(page) < 2 or not before:
        return
    header, following = page[:2]
    is_apart = following.after_gap or header.text.isupper()
    is_header = is_apart and _may_run(header) and _is_title(header.text) and not before[-1].in_table
    if is_header and following.text[:1].islower() and not _is_finished(before[-1].text):
        header.is_running = True


def _edges(page: list[TextLine]) -> list[TextLine]:
    return [*page[:EDGE_LINES], *page[-EDGE_LINES:]]


def _may_run(line: TextLine) -> bool:
    """True if a line is short, and not of a sentence, marked heading, list or table."""
    is_plain = not (line.in_table or HEADING.fullmatch(line.text) or BULLET.match(line.text))
    is_of_sentence = _is_finished(line.text) or UNFINISHED.search(line.text[-20:])
    return is_plain and not is_of_sentence and len(line.text.split()) <= LONGEST_HEADING


def _without_numbers(line: TextLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _solid_pages(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """The lines of each page that has many, and no blank one between them."""
    for _, page in groupby(lines, key=lambda line: line.page):
        on_page = list(page)
        if len(on_page) >= SOLID_PAGE and not any(line.after_gap for line in on_page[1:]):
            yield on_page


def _with_gaps(lines: list[TextLine]) -> list[TextLine]:
    """The lines, with a gap before each where a page has one paragraph a line."""
    for page in _solid_pages(lines):
        if sum(_is_finished(line.text) for line in page) > len(page) / 2:
            for line in page:
                line.after_gap = True
    return lines


def _find_sections(lines: list[TextLine]) -> None:
    """Set the sections that marks and numbers of lines begin."""
    candidates = []
    for at, line in enumerate(lines):
        if heading := HEADING.fullmatch(line.text):
            line.section, line.heading = _plain(heading[1].rstrip("# \t")), True
        elif line.text[:1] in "-*•·_0123456789" and (match := NUMBER.fullmatch(line.text)):
            before, after = lines[at - 1] if at else None, lines[at + 1] if at + 1 < len(lines) else None
            if _may_be_numbered(match, line, before, after):
                candidates.append((at, match, tuple(map(int, match["number"].split(".")))))
    last: tuple[int, ...] = ()
    for index, (at, match, number) in enumerate(candidates):
        ahead = [other for _, _, other in candidates[index + 1 : index + 1 + LOOK_AHEAD]]
        if (last and _follows(last, number)) or _begins_count(number, ahead, anew=bool(last)):
            last = number
            line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
            line.heading = len(number) == 1 or _heads(match, line, after)
            line.section = _plain(line.text) if line.heading else match["number"]


def _may_be_numbered(match: re.Match, line: TextLine, before: TextLine | None, after: TextLine | None) -> bool:
    words = match["words"] or ""
    if "\t" in words:
        return False
    if "." in match["number"]:
        begins = line.after_gap or match["bullet"] or line.page != before.page or _is_finished(before.text)
        return bool(begins) or words.lstrip(OPENING)[:1].isupper()
    if match["bullet"] or not _is_title(words):
        return False
    child = after is not None and re.match(rf"[-*_\s]*{match['number']}\.1\b", after.text)
    return bool(child) or _is_alone(line, after)


def _heads(match: re.Match, line: TextLine, after: TextLine | None) -> bool:
    """Tell whether a line like "5.3 Financial position" is a heading."""
    if match["bullet"] or not _is_title(match["words"] or "") or after is None or not _is_alone(line, after):
        return False
    following = NUMBER.fullmatch(after.text)
    if following and "." in following["number"]:
        return following["number"].startswith(match["number"] + ".")
    return Block([after]).is_prose


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Tell whether a number follows the last one; one may have been lost between."""
    for level in range(len(last)):
        if number[:level] == last[:level] and len(number) > level and number[level] - last[level] in (1, 2):
            return all(part == 1 for part in number[level + 1 :])
    return number[: len(last)] == last and len(number) > len(last) and all(part == 1 for part in number[len(last) :])


def _begins_count(number: tuple[int, ...], ahead: list[tuple[int, ...]], *, anew: bool) -> bool:
    """Tell whether a number begins a count that the next ones continue."""
    if not any(_follows(number, other) for other in ahead):
        return False
    return not anew or number == (1, 1) or (number == (1,) and ahead[0] == (1, 1))


def _blocks(lines: Iterable[TextLine]) -> Iterator[Block]:
    block = None
    for line in lines:
        if block is None or _begins_block(line, block.first):
            if block:
                yield block
            block = Block([])
        block.lines.append(line)
    if block:
        yield block


def _begins_block(line: TextLine, first: TextLine) -> bool:
    is_apart = line.after_gap or line.section or line.page != first.page
    return bool(is_apart) or first.heading or line.is_running != first.is_running


def _find_bare_headings(blocks: list[Block]) -> None:
    """Tell whether a short line before a paragraph is a heading, without marks."""
    previous = None
    for block, following in pairwise(blocks):
        line = block.first
        if (
            len(block.lines) == 1
            and not line.in_table
            and _is_title(line.text)
            and following.first.page == line.page
            and following.begins_sentence
            and following.is_prose
            and not block.goes_on_in(following)
            and not (previous and not previous.first.heading and previous.goes_on_in(block))
        ):
            line.section, line.heading = _plain(line.text), True
        previous = block


def _stretches(blocks: list[Block], *, paged: bool) -> Iterator[TextStretch]:
    solid = next(_solid_pages(line for block in blocks for line in block.lines), None)
    section, count, scope = "", 0, 0
    previous, before = None, None
    for block in blocks:
        first = block.first
        uncounted = solid is not None and first.page >= solid[0].page
        goes_on = previous is not None and previous.paragraph and not first.section and before.goes_on_in(block)
        if first.is_running:
            yield _stretch(block, section, None, scope, paged=paged)
            continue
        if first.heading or uncounted or block.is_table or not block.has_letters:
            paragraph = None
        else:
            count += not goes_on
            paragraph = count
        if first.section:
            section = first.section
        joins_on = (uncounted and before and first.page == before.first.page) or (paragraph and goes_on)
        scope += bool(first.section) or not (section or joins_on)
        previous = _stretch(block, section, paragraph, scope, paged=paged)
        yield previous
        before = block


def _stretch(block: Block, section: str, paragraph: int | None, scope: int, *, paged: bool) -> TextStretch:
    return TextStretch(
        page=block.first.page if paged else None,
        section=section,
        paragraph=paragraph,
        line=block.first.number,
        start=block.first.start,
        end=block.lines[-1].end,
        heading=block.first.heading,
        scope=scope,
        is_running=block.first.is_running,
    )


def _is_title(words: str) -> bool:
    bare = words.strip(OPENING + CLOSING)
    return (
        bare[:1].isupper()
        and (words.rstrip("*_ ")[-1:].isalnum() or words.rstrip("*_ ").endswith(")"))
        and len(bare.split()) <= LONGEST_HEADING
    )


def _is_alone(line: TextLine, after: TextLine | None) -> bool:
    return line.after_gap and (after is None or after.after_gap or after.page != line.page)


def _is_finished(text: str) -> bool:
    return text.rstrip(CLOSING).endswith(FINISHED)


def _plain(text: str) -> str:
    """Words as printed, on one line and without marks of emphasis."""
    return fold(text).printed(0, len(text)).strip(" ")
