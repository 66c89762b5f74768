"""Search in a folded text for a quotation, between the edges of words."""

import re
from bisect import bisect_left

from record.text.broken_words import LINE_END, Bare, everywhere
from record.text.folding import Folded, TextSpan, fold, is_accent, is_currency, is_word_character


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
    if LINE_END in folded.text or LINE_END in needle:
        places = folded.bare.places(Bare(needle))
    else:
        places = ((at, at + len(needle)) for at in everywhere(folded.text, needle))
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
    if is_accent(right):
        return False
    if left == " ":
        return not _joins_number(folded, at - 1)
    if right == " ":
        return not _joins_number(folded, at)
    if _is_footnote_mark(right, text[at + 1 : at + 2]):
        word = at - 1 if left in ".,;:!?" else at
        if text[word - 1].isalpha() and _ends_in_word(text, word):
            return True
    if (is_word_character(left) and is_word_character(right)) or "\n" in (left, right):
        return False
    further_left, further_right = text[at - 2 : at - 1], text[at + 1 : at + 2]
    if right in "'&-.,:/" and _is_inner(folded, at, left, further_right):
        return False
    if left in "'&-.,:/" and _is_inner(folded, at - 1, further_left, right):
        return False
    if is_currency(left):
        return not (is_word_character(right) or (right in "-+.," and further_right.isnumeric()))
    if left in _NUMBER_SIGNS or (left == "-" and not _is_long_dash(folded, at - 1)):
        return not (right.isnumeric() or is_currency(right) or (right in "-.," and further_right.isnumeric()))
    if left in ".,":
        return not right.isnumeric()
    if left in ")]":
        return not (is_word_character(further_left) and is_word_character(right))
    return not (is_word_character(left) and (is_currency(right) or right in _NUMBER_MARKS or right == "*"))


def _is_footnote_mark(mark: str, after: str) -> bool:
    return mark in _SUPERSCRIPTS or (mark == "*" and after != "*" and not is_word_character(after))


def _ends_in_word(text: str, at: int) -> bool:
    return _FOOTNOTED.search(text[max(0, at - LONGEST_WORD) : at]) is not None


def _is_inner(folded: Folded, at: int, left: str, right: str) -> bool:
    """True if the mark at ``at`` is inside one word or number."""
    mark = folded.text[at]
    words = is_word_character(left) and is_word_character(right)
    numbers = left.isnumeric() and right.isnumeric()
    if mark in "'&":
        return words
    if mark == "/":
        return words and (left.isnumeric() or right.isnumeric())
    if mark == "-":
        holds = (is_word_character(left) or left in tuple(_NUMBER_MARKS)) and (
            is_word_character(right) or is_currency(right)
        )
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
