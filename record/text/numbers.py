"""Numbers in English text, in digits and in words.

English number words are read here and not by a library, because all readings of a run of
words are wanted, with fractions and percentages.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from record.text.folding import fold

SCALES = {
    **dict.fromkeys(["thousand", "k"], 10**3),
    **dict.fromkeys(["million", "mn", "m"], 10**6),
    **dict.fromkeys(["billion", "bn"], 10**9),
    "hundred": 100,
    "dozen": 12,
}
SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
COUNTED = {
    **{word: count for count, word in enumerate(SMALL)},
    **{word: 10 * count for count, word in enumerate(TENS, start=2)},
    **dict.fromkeys(["no", "none", "nil"], 0),
    **dict.fromkeys(["a", "an", "single", "sole", "once"], 1),
    **dict.fromkeys(["both", "pair", "twice", "double"], 2),
}
ORDINALS = ["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
PARTS = {
    **{f"{word}{plural}": parts for parts, word in enumerate(ORDINALS, start=3) for plural in ("", "s")},
    "half": 2,
    "halves": 2,
}
# 2½ is 2.5, and ½ alone 0.5.
_SIGNS = {"¼": ".25", "½": ".5", "¾": ".75"}
_SCALE = rf"(?:[\s-]?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)?"
_IN_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[.,/])(?P<whole>\d{1,3}(?:[,\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)|\d+|(?=\.\d))(?P<rest>\.\d+)?"
    + _SCALE,
    re.IGNORECASE,
)
# A quotient with more decimal places than this, as a third has, may be printed rounded.
MOST_PLACES = 6
# Between two numbers that share the word for their size: 43 to 45 million.
_RANGE = re.compile(r"\s?(?:[-‐‑‒–—]|\b(?:to|and|or)\b)\s?[£$€]?$", re.IGNORECASE)
WORD = re.compile(r"[a-z]+")
# Words within a number or between two, and those that stand between the ends of a range.
JOINING = {"and", "in", "to", "or"}
BETWEEN = {"and", "to", "or"}


def holds(words: str, printed: str, ends: Iterable[Decimal], is_percentage: bool = False) -> bool:
    """True if the words have a number: as printed, or each of its ends in any writing.

    ``ends`` is the value, or both bounds of a range. Signs are not compared: words say
    “a loss of £2 million”.
    """
    return _holds(words, printed, frozenset(abs(end) for end in ends), is_percentage)


# Words and numbers never change, and a page asks for hundreds each time that anything is published.
@lru_cache(maxsize=10_000)
def _holds(words, printed, ends, is_percentage) -> bool:
    folded = fold(printed).text.casefold().strip()
    if folded and re.search(rf"(?<![\w.,]){re.escape(folded)}(?!\w|[.,]\d)", fold(words).text.casefold()):
        return True
    in_digits = set().union(*_in_digits(words))
    # As a column of thousands prints it: 329,787 of 329,787,000.
    mentions = [mention for mention in _in_digits(printed) if any(mention)]
    if mentions and all(in_digits & mention for mention in mentions):
        return True
    spelt = set(_in_words(words, is_percentage))
    return bool(ends) and all(end in in_digits or any(_is_same(each, end) for each in spelt) for end in ends)


def _is_same(found: Decimal, wanted: Decimal) -> bool:
    """True if they are one number, or one is the other rounded, as 67 is two thirds."""
    places = max(0, -wanted.normalize().as_tuple().exponent)
    is_endless = -found.as_tuple().exponent > MOST_PLACES
    return found == wanted or (is_endless and round(found, places) == wanted)


def _in_digits(words: str) -> list[set[Decimal]]:
    """The numbers written in digits, in order, each with its possible readings."""
    words = re.sub("[¼½¾]", lambda match: _SIGNS[match[0]], words)
    found, scales, last = [], [], None
    for match in _IN_DIGITS.finditer(words):
        if not match[0]:
            continue
        bare = Decimal(re.sub(r"\D", "", match["whole"]) + (match["rest"] or "") or "0")
        scale = match["scale"] and SCALES[match["scale"].casefold()]
        found.append({bare * scale} if scale else {bare})
        scales.append(scale)
        if scale and last and not scales[-2] and _RANGE.fullmatch(words[last.end() : match.start()].strip(" ")):
            found[-2].update(each * scale for each in list(found[-2]))
        last = match
    return found


def _in_words(words: str, is_percentage: bool) -> Iterator[Decimal]:
    """The numbers spelt out in a text; fractions also as percentages."""
    run: list[str] = []
    for word in [*WORD.findall(words.casefold()), ""]:
        if word in COUNTED or word in PARTS or word in SCALES or (word in JOINING and run):
            run.append(word)
        elif run:
            for number in _spoken(run):
                yield number
                if is_percentage and number < 1:
                    yield number * 100
            run = []


def _spoken(run: list[str]) -> Iterator[Decimal]:
    """The numbers in a run of words. “two and three” has both, “two hundred” only one."""
    starts = [0, *(at + 1 for at, word in enumerate(run) if word in JOINING)]
    for start in starts:
        stop = yield from _read_on(run, start)
        if stop and stop not in starts:
            starts.append(stop)
    # The word for its size may follow the last number of a range alone: two to three million.
    for at, word in enumerate(run):
        following = _first_number(run[at + 1 :])
        if word in BETWEEN and following and following[-1] in SCALES:
            before = _first_number(run[:at][::-1])[::-1]
            if not SCALES.keys() & set(before):
                yield from _read_on([*before, following[-1]], 0)


def _first_number(run: list[str]) -> list[str]:
    return list(takewhile(lambda word: word not in BETWEEN, run))


def _read_on(run: list[str], start: int) -> Generator[Decimal, None, int | None]:
    """Yield the number that begins here, as a whole and before each “and”.

    Returns the place of a word that begins another number, if there is one.
    """
    whole, current, before = Decimal(0), None, ""
    for at in range(start, len(run)):
        word = run[at]
        if word in JOINING:
            is_added = (
                word == "and" and run[at + 1 : at + 2] == ["a"] and not PARTS.keys().isdisjoint(run[at + 2 : at + 3])
            )
            if current is not None and not is_added:
                yield whole + current
            if word in ("to", "or"):
                return None
        elif word in SCALES:
            current = (1 if current is None else current) * SCALES[word]
            if SCALES[word] > 100:
                whole, current = whole + current, Decimal(0)
        elif word in PARTS:
            is_added = run[at - 2 : at] == ["and", "a"]
            current = (current or 0) + Decimal(1) / PARTS[word] if is_added else Decimal(current or 1) / PARTS[word]
        elif word == "a" and (before == "and" or before in PARTS):
            pass
        elif before == "in" and COUNTED[word]:
            current = (current or 0) / Decimal(COUNTED[word])
        elif not current or (current % 10 == 0 and COUNTED[word] < 10) or (current % 100 == 0 and COUNTED[word] < 100):
            current = (current or 0) + Decimal(COUNTED[word])
        else:
            yield whole + current
            return at
        before = word
    if current is not None and before not in JOINING:
        yield whole + current
    return None
