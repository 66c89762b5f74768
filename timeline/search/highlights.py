"""The words of a search, marked where they are printed.

What search takes for alike is alike here: PostgreSQL says which printed words a form of a
term finds, with the functions by which it searches.
"""

import re
from collections.abc import Iterable

from django.db import connection

from record.text.search import queries
from timeline.search.words import ParsedSearch

_PRINTED = re.compile(r"[^\W_]+(?:[’'‘ʼ.,‐‑-][^\W_]+)*")

# Of each printed word: what search makes of it, and whether a single word that is asked for finds it.
_KNOWN = """
SELECT word, record_search_words(word), record_search_vector(word) @@ ANY(%(asked)s::tsquery[])
FROM unnest(%(words)s::text[]) AS word
"""


class Highlights:
    """Marks words that a search found. ``learn`` the texts first; one query for all."""

    def __init__(self, asked: ParsedSearch):
        forms = asked.words
        self._single = queries([form for form in forms if '"' not in form])
        self._phrases = [form.strip('"').split() for form in forms if '"' in form]
        self._folded: dict[str, list[str]] = {}
        self._found: set[str] = set()

    def learn(self, texts: Iterable[str]) -> None:
        printed = {word for text in texts for word in _PRINTED.findall(text or "")} - self._folded.keys()
        if not printed:
            return
        with connection.cursor() as cursor:
            cursor.execute(_KNOWN, {"asked": self._single, "words": sorted(printed)})
            for word, folded, is_found in cursor.fetchall():
                self._folded[word] = folded.split()
                if is_found:
                    self._found.add(word)

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it was found."""
        pieces, shown = [], 0
        for start, end in self._spans(text):
            pieces += [(text[shown:start], False), (text[start:end], True)]
            shown = end
        return [*pieces, (text[shown:], False)]

    def finds(self, text: str) -> bool:
        return bool(self._spans(text))

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """The stretches to mark, in order, none within another."""
        words = list(_PRINTED.finditer(text))
        spans = [word.span() for word in words if word[0] in self._found]
        # Each printed word may be several to search: £43million.
        pieces = [(piece, word) for word in words for piece in self._folded.get(word[0], ())]
        for phrase in self._phrases:
            for place in range(len(pieces) - len(phrase) + 1):
                if [piece for piece, _ in pieces[place : place + len(phrase)]] == phrase:
                    spans.append((pieces[place][1].start(), pieces[place + len(phrase) - 1][1].end()))
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not joined or start >= joined[-1][1]:
                joined.append((start, end))
        return joined
