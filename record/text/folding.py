"""Exact search for quotations, after folding what printing and typing vary.

The rule is docs/laws.md, law 3. Two texts are equal here if they differ only in
white space, the shape of quotation marks and dashes, ligatures, soft hyphens
and hyphens at the end of a line. Case, digits, currency, negations and inner
hyphens are never changed, and nothing is ever matched by similarity. No library
is used: none folds by a list as strict as this and also gives the way back to the
original text.

``fold`` a text once, then ``find`` each quotation in it::

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

# Stored with each match. Raise it whenever a text could fold, or a quotation match, differently than before.
FOLDING_VERSION = 2

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
# In folded text: a hyphen between two letters, as printed ("-"), before a space
# ("pre- and post-war") or at the end of a line ("-\n": the only line break there is).
_LINE_END = "-\n"
_JOINT = re.compile(r"(?<=[^\W\d_])-[ \n]?(?=[^\W\d_])")


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
            elif self.text.startswith(_LINE_END, at):
                pieces.append("-")
            else:
                pieces.append(self.original[first : self.ends[at]])
        return "".join(pieces)

    @cached_property
    def _bare(self) -> "_Bare":
        return _Bare(self.text)


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


def find(folded: Folded, quotation: str) -> list[TextSpan]:
    """All places where the quotation occurs in the text, in order; they may overlap.

    Matching is literal after folding both sides, so a dropped "not", a changed
    digit and joined words never match. A place counts only if it begins and ends
    at the edge of a word or number. In case of doubt there is no edge, because a
    misleading match is worse than none:

    - Letters, accents and digits that touch are one word: no 43 in 143, 43m or 43rd.
    - An apostrophe inside a word belongs to it, and so does "&": no "can" in "can't", no
      "Council" in "Council's". Around a word an apostrophe is a quotation mark.
    - A hyphen or dash with no space on either side joins its two sides: no
      "compliant" in "non-compliant", no 2024 in 2024–25. The long dash (— or ―)
      joins numbers, but not words. A bracket that closes directly before a word
      joins, too: no "compliant" in "(non)compliant".
    - An asterisk directly after a word hides or qualifies it: no "S" in "S***", no £43m in £43m*.
    - Point, comma, colon and slash between digits belong to the number, and so does a
      point or comma directly before a digit, a slash beside one, and a no-break or thin
      space before three of them: no 43 in 43.5, no 300 in 4,300, no 2023 in 2023/24.
    - What touches a number belongs to it: currency on either side, the signs
      + - ± < > ≤ ≥ ≈ ~ ≠ before it and % ‰ ° + after it: no 43 in £43, -43, <43 or 43%.
    - A number and the word for its size are one: no £43 in "£43 million", no 7 in
      "7 per cent" or "7 %", no 43 in "43 ½".
    - A word broken at the end of a line is one word, however it is read.
    - A superscript digit after a word is the mark of a footnote and ends it: "will stay" in
      "will stay¹". After a number or a unit it belongs to these: no 5 in 5², no km in km².

    A quotation without any letter or digit is never found.
    """
    needle = fold(quotation).text.strip(" ")
    if not any(char.isalnum() for char in needle):
        return []
    if _LINE_END in folded.text or _LINE_END in needle:
        places = folded._bare.places(_Bare(needle))
    else:
        places = ((at, at + len(needle)) for at in _everywhere(folded.text, needle))
    return [
        TextSpan(folded.starts[first], folded.ends[last - 1])
        for first, last in places
        if _is_edge(folded, first) and _is_edge(folded, last)
    ]


def whole_words(folded: Folded, start: int, end: int) -> TextSpan | None:
    """The stretch that ``find`` can find again, around what somebody marked in a text.

    It begins and ends at the edge of a word or number; None where nothing but space is marked.
    """
    first, last = bisect_left(folded.starts, start), bisect_left(folded.starts, end)
    while first < last and folded.text[first] == " ":
        first += 1
    while first < last and folded.text[last - 1] == " ":
        last -= 1
    if first == last:
        return None
    while not _is_edge(folded, first):
        first -= 1
    while not _is_edge(folded, last):
        last += 1
    return TextSpan(folded.starts[first], folded.ends[last - 1])


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
            yield first, last, _LINE_END
        elif hyphen == _SOFT:
            yield first, last, " "
        elif match["pdf"] or (_is_word(before) and (after.isalnum() or _is_currency(after))):
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
        if last - first > 3 or before in ("*", "_") or after in ("*", "_") or _is_accent(after):
            continue
        opens = after not in ("", " ") and not _is_word(before)
        closes = before not in ("", " ") and not _is_word(after)
        if closes and opened and opened[-1][0] == match[0]:
            _, *other = opened.pop()
            paired += (tuple(other), (first, last))
        elif opens:
            opened.append((match[0], first, last))
        elif closes:
            opened.clear()
    return sorted(paired)


# Searching.


def _everywhere(text: str, needle: str) -> Iterator[int]:
    """Every offset of the needle, overlapping ones included, in linear time."""
    at = text.find(needle)
    while at >= 0:
        yield at
        following = text.find(needle, at + 1)
        if 0 <= following < at + len(needle):
            yield from _overlapping(text, needle, at + 1)
            return
        at = following


def _overlapping(text: str, needle: str, start: int) -> Iterator[int]:
    """The Knuth–Morris–Pratt algorithm: one pass, however repetitive the needle."""
    fallback = [0] * len(needle)
    matched = 0
    for at in range(1, len(needle)):
        while matched and needle[at] != needle[matched]:
            matched = fallback[matched - 1]
        matched += needle[at] == needle[matched]
        fallback[at] = matched
    matched = 0
    for at in range(start, len(text)):
        while matched and (matched == len(needle) or text[at] != needle[matched]):
            matched = fallback[matched - 1]
        matched += text[at] == needle[matched]
        if matched == len(needle):
            yield at + 1 - matched


class _Bare:
    """Folded text without hyphens between letters, so that broken words match.

    ``joints[i]`` says what was removed before ``text[i]``: nothing, "-", "- " or the
    end of a line, which matches all four and is 0 in ``known``. ``origins[i]`` is the
    offset of ``text[i]`` in the folded text.
    """

    kinds = {"-": 1, "- ": 2, _LINE_END: 3}

    def __init__(self, folded_text: str):
        self.text = _JOINT.sub("", folded_text)
        self.origins = array("I")
        self.joints, self.known = bytearray(len(self.text)), bytearray(b"\xff" * len(self.text))
        end_of_last = 0
        for match in _JOINT.finditer(folded_text):
            self.origins.extend(range(end_of_last, match.start()))
            end_of_last = match.end()
            self.joints[len(self.origins)] = self.kinds[match[0]]
            self.known[len(self.origins)] *= match[0] != _LINE_END
        self.origins.extend(range(end_of_last, len(folded_text)))

    def places(self, needle: "_Bare") -> Iterator[tuple[int, int]]:
        """The places of the needle, as offsets in the folded text."""
        size = len(needle.text)
        joints, known = int.from_bytes(needle.joints[1:]), int.from_bytes(needle.known[1:])
        for at in _everywhere(self.text, needle.text):
            inside = slice(at + 1, at + size)
            differs = joints ^ int.from_bytes(self.joints[inside])
            if not differs & known & int.from_bytes(self.known[inside]):
                yield self.origins[at], self.origins[at + size - 1] + 1


# Edges of words and numbers. A missing neighbour is an empty string.

_NUMBER_SIGNS = "+±<>≤≥≈~≠"
_NUMBER_MARKS = "%‰°+"
_SIZE = re.compile(
    r"(?:hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|m|k|per ?cent|[%‰°]|[¼-¾⅐-⅞])(?![^\W_])",
    re.IGNORECASE,
)
_SUPERSCRIPTS = set("⁰¹²³⁴⁵⁶⁷⁸⁹")
# A word of two letters or more without a digit, which is no unit of length; a single letter may be a sign in a formula.
_FOOTNOTED = re.compile(r"(?<![^\W_])(?!(?:mm|cm|dm|km|ft|in|yd|mi|sq)$)[^\W\d_]{2,}$")
LONGEST_WORD = 50
_GROUP_SPACES = "\u00a0\u2007\u2008\u2009\u202f"


def _is_edge(folded: Folded, at: int) -> bool:
    """True if a word or number can end just before ``folded.text[at]``; see ``find``."""
    text = folded.text
    if not 0 < at < len(text):
        return True
    left, right = text[at - 1], text[at]
    if _is_accent(right):
        return False
    if left == " ":
        return not _joins_number(folded, at - 1)
    if right == " ":
        return not _joins_number(folded, at)
    if right in _SUPERSCRIPTS and left.isalpha() and _ends_in_word(text, at):
        return True
    if (_is_word(left) and _is_word(right)) or "\n" in (left, right):
        return False
    further_left, further_right = text[at - 2 : at - 1], text[at + 1 : at + 2]
    if right in "'&-.,:/" and _is_inner(folded, at, left, further_right):
        return False
    if left in "'&-.,:/" and _is_inner(folded, at - 1, further_left, right):
        return False
    if _is_currency(left):
        return not (_is_word(right) or (right in "-+.," and further_right.isnumeric()))
    if left in _NUMBER_SIGNS or (left == "-" and not _is_long_dash(folded, at - 1)):
        return not (right.isnumeric() or _is_currency(right) or (right in "-.," and further_right.isnumeric()))
    if left in ".,":
        return not right.isnumeric()
    if left in ")]":
        return not (_is_word(further_left) and _is_word(right))
    return not (_is_word(left) and (_is_currency(right) or right in _NUMBER_MARKS or right == "*"))


def _ends_in_word(text: str, at: int) -> bool:
    return _FOOTNOTED.search(text[max(0, at - LONGEST_WORD) : at]) is not None


def _is_inner(folded: Folded, at: int, left: str, right: str) -> bool:
    """True if the mark at ``at`` is inside one word or number."""
    mark = folded.text[at]
    words = _is_word(left) and _is_word(right)
    numbers = left.isnumeric() and right.isnumeric()
    if mark in "'&":
        return words
    if mark == "/":
        return words and (left.isnumeric() or right.isnumeric())
    if mark == "-":
        holds = (_is_word(left) or left in tuple(_NUMBER_MARKS)) and (_is_word(right) or _is_currency(right))
        between_words = left.isalpha() or right.isalpha()
        return right == "\n" or (holds and not (between_words and _is_long_dash(folded, at)))
    return numbers


def _joins_number(folded: Folded, at: int) -> bool:
    """True if the space at ``at`` is inside a number.

    That is before the word for its size (“million”), or before a group of three digits.
    """
    text = folded.text
    if not text[at - 1 : at].isnumeric():
        return False
    printed = folded.original[folded.starts[at] : folded.ends[at]]
    if _SIZE.match(text, at + 1):
        return "\t" not in printed
    group, then = text[at + 1 : at + 4], text[at + 4 : at + 5]
    return printed in _GROUP_SPACES and len(group) == 3 and group.isnumeric() and not then.isnumeric()


def _is_long_dash(folded: Folded, at: int) -> bool:
    return folded.original[folded.starts[at]] in "—―"


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or _is_accent(char)


def _is_accent(char: str) -> bool:
    return char != "" and unicodedata.combining(char) > 0


def _is_currency(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "Sc"
