"""Search for words, however they are printed or typed.

``record_search_words`` of PostgreSQL makes words alike: marks, accents, amounts,
hyphens. Texts and queries both go through it, and nothing here or in a query set
prepares words in another way.
"""

from django.contrib.postgres.search import SearchQuery, SearchVectorExact, SearchVectorField
from django.db import connection
from django.db.models import CharField, F, Func, Q, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains, In

UNSEARCHABLE = "These words only say what is not wanted. Add a word that the text should have."


class ReadersQuery(SearchQuery):
    """Words as a reader writes them: “quoted phrases”, or, -not."""

    SEARCH_TYPES = {"plain": "record_search_query"}


class ReadQuery(SearchQuery):
    """A query that ``queries`` has read: what asks for it often does not read it anew."""

    def __init__(self, text: str):
        super().__init__(text)
        self.text = text

    def as_sql(self, compiler, connection, function=None, template=None):
        return "%s::tsquery", [self.text]


def searchable(words: str) -> Q:
    """Condition that a query asks for some word, so that an index can answer it."""
    return ~Q(In(Func(ReadersQuery(words), function="querytree", output_field=TextField()), ["", "T"]))


def is_searchable(words: str) -> bool:
    """The same for words outside a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT querytree(record_search_query(%s))", [words])
        return cursor.fetchone()[0] not in ("", "T")


def prepared(words: str) -> str:
    """Words as search compares them: see ``record_search_words``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_search_words(%s)", [words])
        return cursor.fetchone()[0]


def stems(words: list[str]) -> list[str]:
    """The stem of each folded word; empty for words that English passes over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce((ts_lexize('pg_catalog.english_stem', word))[1], '')"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS asked (word, place) ORDER BY place",
            [words],
        )
        return [stem for (stem,) in cursor.fetchall()]


def queries(words: list[str]) -> list[str]:
    """Each of these searches as PostgreSQL reads it, for ReadQuery."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_search_query(words)::text FROM unnest(%s::text[]) WITH ORDINALITY AS asked (words, place)"
            " ORDER BY place",
            [words],
        )
        return [query for (query,) in cursor.fetchall()]


def in_words(*columns: str, query: ReadersQuery) -> Q:
    """A condition on columns without an index of words: they hold the words."""
    text = Concat(*_between(columns), output_field=TextField()) if columns[1:] else F(columns[0])
    vector = Func(text, function="record_search_vector", output_field=SearchVectorField())
    return Q(SearchVectorExact(vector, query))


def contains(words: str, *columns: str) -> Q:
    """A condition: one of the columns has these letters, in a row."""
    found = Q()
    for column in columns:
        found |= Q(Contains(_letters(F(column)), _letters(Value(words))))
    return found


def _between(columns):
    """The columns with a blank between each two."""
    first, *others = columns
    return [F(first), *(part for column in others for part in (Value(" "), F(column)))]


def _letters(text) -> Func:
    """Words without what only joins or marks them."""
    folded = Func(text, function="record_search_words", output_field=CharField())
    return Func(folded, Value('-"'), Value(""), function="translate", output_field=CharField())
