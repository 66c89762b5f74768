"""Folding of what printing and typing vary, so that texts can be compared exactly.

The rule is docs/laws.md, law 3. Two texts are equal here if they differ only in
white space, the shape of quotation marks and dashes, ligatures, soft hyphens
and hyphens at the end of a line. Case, digits, currency, negations and inner
hyphens are never changed, and nothing is ever matched by similarity. No library
is used: none folds by a list as strict as this and also gives the way back to the
original text.

``fold`` a text once, then ``finding.find`` each quotation in it::

    folded = fold(body)
    for start, end in find(folded, "a collaborative process"):
        body[start:end]
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from record.text.broken_words import LINE_END, Bare

# Stored with each match. Raise it whenever a text could fold, or a quotation match, differently than before.
FOLDING_VERSION = 4

# One character for one: quotation marks and apostrophes (not primes, which are units), dashes and the minus sign.
_SHAPES = str.maketrans(
    dict.fromkeys("‘’‚‛‹›`´ʼ", "'") | dict.fromkeys("“”„‟«»❝❞〝〞〟", '"') | dict.fromkeys("‐‑‒–—―\u2212", "-")
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_BREAK = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_AT_LINE_END = rf"[^\S{_BREAK}]*+[{_BREAK}]"
_SOFT = "\u00ad"
# pypdfium2 writes these in place of a hyphen and the line break after it.
_FROM_PDF = "\ufffe\x02"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]+")
# A soft hyphen within a line is invisible; at the end of a line it is a hyphen.
_SOFT_OR_LIGATURE = re.compile(rf"{_SOFT}++(?!{_AT_LINE_END})|[{''.join(_LIGATURES)}]")
_HYPHEN_OR_SPACE = re.compile(
    rf"(?P<hyphen>[-‐‑‒–—―\u2212]|{_SOFT}+){_AT_LINE_END}[\s{_SOFT}]*+"
    rf"|(?P<pdf>[{_FROM_PDF}])[\s{_SOFT}]*+"
    rf"|(?: [\s{_SOFT}]++|[^\S ][\s{_SOFT}]*+)"
)


class TextSpan(NamedTuple):
    """A stretch of the original text, as offsets of characters: ``body[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Folded:
    """A folded text, with a map back to the original.

    ``text[i]`` represents ``original[starts[i]:ends[i]]``. Both maps are
    non-decreasing. A character that folding drops (a soft hyphen, a mark of
    emphasis) belongs to no folded character, so a span neither begins nor ends
    with it. A hyphen at the end of a line, between two letters, stays as "-"
    and a line break, because it can be read as nothing, as a hyphen, or as a
    hyphen and a space; there are no other line breaks in folded text.
    """

    original: str
    text: str
    starts: array
    ends: array

    def printed(self, start: int, end: int) -> str:
        """``original[start:end]`` on one line as a reader sees it.

        White space is one space, marks of emphasis and invisible characters are
        gone, and a word broken at the end of a line keeps its hyphen. Quotation
        marks, dashes and ligatures stay as printed.
        """
        pieces = []
        shown = -1
        for at in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            first = self.starts[at]
            if first == shown:
                continue
            shown = first
            char = self.text[at]
            if char == " ":
                pieces.append(" ")
            elif self.text.startswith(LINE_END, at):
                pieces.append("-")
            else:
                pieces.append(self.original[first : self.ends[at]])
        return "".join(pieces)

    @cached_property
    def bare(self) -> Bare:
        return Bare(self.text)


def fold(text: str) -> Folded:
    """Fold a text, in linear time (about 0.1 s for 400,000 characters).
    - A run of white space of any kind, no-break spaces included, is one space.
    - Quotation marks become ' or ", dashes U+2010 to U+2015 and the minus U+2212 become "-".
    - The ligatures ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ are spelt out; soft hyphens and zero-width characters go.
    - A hyphen between two letters at the end of a line may vanish or stay: see ``Folded``.
      Elsewhere (2024-⏎25, Hinckley–⏎Tamworth) a hyphen or dash at the end of a
      line stays, and the line break goes. U+FFFE and U+0002 are such hyphens, as
      pypdfium2 writes them.
    - A letter and its accent are one character (canonical equivalence, NFC). Never
      NFKC, which would make ½ and ² of other digits.
    - Markdown's marks of emphasis, ``*`` or ``_`` up to three, are formatting and are
      dropped, but only in pairs, each at the outer edge of a word. A mark without a
      partner is a footnote mark or a redaction ("S***") and stays, as do asterisks
      inside a word and marks next to other marks.

    Nothing else changes. Folding folded text changes nothing.
    """
    folded = Folded(text, text, array("I", range(len(text))), array("I", range(1, len(text) + 1)))
    folded = _rewrite(folded, ((*match.span(), "") for match in _INVISIBLE.finditer(folded.text)))
    folded = _rewrite(
        folded, ((*match.span(), _LIGATURES.get(match[0], "")) for match in _SOFT_OR_LIGATURE.finditer(folded.text))
    )
    if not unicodedata.is_normalized("NFC", folded.text):
        folded = _rewrite(folded, _composed(folded.text))
    folded = _rewrite(folded, _white_space_and_hyphens(folded.text))
    folded = replace(folded, text=folded.text.translate(_SHAPES))
    return _rewrite(folded, ((*span, "") for span in _emphasis(folded.text)))


# Folding, one step at a time. An edit is (from, to, replacement).


def _rewrite(folded: Folded, edits: Iterable[tuple[int, int, str]]) -> Folded:
    """Apply ordered, disjoint edits to the folded text and to both its maps."""
    old, starts, ends = folded.text, folded.starts, folded.ends
    pieces: list[str] = []
    new_starts, new_ends = array("I"), array("I")
    end_of_last = 0
    for first, last, new in edits:
        pieces += (old[end_of_last:first], new)
        new_starts += starts[end_of_last:first]
        new_ends += ends[end_of_last:first]
        for _ in new:
            new_starts.append(starts[first])
            new_ends.append(ends[last - 1])
        end_of_last = last
    if not end_of_last:
        return folded
    pieces.append(old[end_of_last:])
    new_starts += starts[end_of_last:]
    new_ends += ends[end_of_last:]
    return Folded(folded.original, "".join(pieces), new_starts, new_ends)


def _white_space_and_hyphens(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _HYPHEN_OR_SPACE.finditer(text):
        first, last = match.span()
        before, after = text[first - 1 : first], text[last : last + 1]
        hyphen = (match["hyphen"] or match["pdf"] or " ")[0]
        if hyphen == " ":
            yield first, last, " "
        elif before.isalpha() and after.isalpha() and hyphen in f"-‐{_SOFT}{_FROM_PDF}":
            yield first, last, LINE_END
        elif hyphen == _SOFT:
            yield first, last, " "
        elif match["pdf"] or (is_word_character(before) and (after.isalnum() or is_currency(after))):
            yield first, last, "-"
        else:
            yield first + 1, last, " "


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """Compose each letter with its accents (canonical composition) by cluster."""
    used = set(text)
    accents = re.escape("".join(char for char in used if unicodedata.combining(char)))
    separate_marks = re.escape("".join(char for char in used if unicodedata.normalize("NFC", char) != char))
    clusters = [f"[^{accents}][{accents}]+", f"[{accents}]+"] if accents else []
    for match in re.finditer("|".join(clusters + ([f"[{separate_marks}]"] if separate_marks else [])) or "(?!)", text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            yield *match.span(), composed


def _emphasis(text: str) -> list[tuple[int, int]]:
    """The marks of emphasis that have a partner, in order.

    They pair as brackets do. A closing mark that does not fit the mark opened
    last also rules out the ones opened before. This is stricter than Markdown,
    and makes folding idempotent.
    """
    opened: list[tuple[str, int, int]] = []
    paired: list[tuple[int, int]] = []
    for match in re.finditer(r"\*+|_+", text):
        first, last = match.span()
        before, after = text[first - 1 : first], text[last : last + 1]
        if last - first > 3 or before in ("*", "_") or after in ("*", "_") or is_accent(after):
            continue
        opens = after not in ("", " ") and not is_word_character(before)
        closes = before not in ("", " ") and not is_word_character(after)
        if closes and opened and opened[-1][0] == match[0]:
            _, *other = opened.pop()
            paired += (tuple(other), (first, last))
        elif opens:
            opened.append((match[0], first, last))
        elif closes:
            opened.clear()
    return sorted(paired)


def is_word_character(char: str) -> bool:
    return char.isalnum() or char == "_" or is_accent(char)


def is_accent(char: str) -> bool:
    return char != "" and unicodedata.combining(char) > 0


def is_currency(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "Sc"
