"""Words near to one that is not found, among what records are called."""

from django.db import connection

from record.text.spelling import nearest
from timeline.search.words import ParsedSearch, SearchTerm, term_of

# Words with fewer letters are near to too many others.
FEWEST_LETTERS = 4

_NEAREST = """
SELECT word FROM (
    SELECT DISTINCT unnest(string_to_array(called, ' ')) AS word FROM claims_searchentry WHERE kind <> 'note'
) words
WHERE similarity(word, %s) > 0.25 ORDER BY similarity(word, %s) DESC, word LIMIT 12
"""


def respelling(word: str) -> str:
    """The word nearest in spelling; empty if none is near."""
    if len(word) < FEWEST_LETTERS or not word.isalpha():
        return ""
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [word, word])
        near = nearest(word, [each for (each,) in cursor.fetchall()])
    return near[0] if near else ""


def respelt(asked: ParsedSearch, unknown: list[SearchTerm]) -> tuple[ParsedSearch, dict[str, str]]:
    """The search with unknown words respelt, and the new word of each."""
    words = {term: respelling(term.word) for term in unknown}
    terms = tuple(term_of(words[term]) if words.get(term) else term for term in asked.terms)
    return asked.with_terms(terms), {term.word: word for term, word in words.items() if word}
