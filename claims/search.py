"""Search for words in claims, and which searches an index can answer.

The words that can be found are in ``ClaimStanding.search``, which claims/derived
fills. Amounts are written in many ways and searched for in one: “50000”,
“50,000” and “£50,000” are the same.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorExact
from django.db import connection
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.lookups import In

# A sign before an amount, which PostgreSQL takes for a letter in some locales.
SIGN = r"[£€](?=[0-9])"
# A comma, a no-break or a thin space between groups of three digits. Alike in Python and PostgreSQL.
SEPARATOR = r"(?<=[0-9])[,\u00A0\u2009\u202F](?=[0-9]{3}(?![0-9]))"

UNSEARCHABLE = (
    "These words stand in nearly every text, or only say what is not wanted. Add a word that the claim should have."
)


def config_of(words: str) -> str:
    """The text search configuration: literal for phrases, English otherwise."""
    return "simple" if '"' in words else "english"


def tsquery(words: str) -> SearchQuery:
    """Words as a reader writes them: “quoted phrases”, or, -not.

    A phrase is taken to the letter, so that “no consensus” is not “consensus”.
    """
    return SearchQuery(words, config=config_of(words), search_type="websearch")


def searchable(words: str) -> Q:
    """A condition: some word is wanted that is no stop word, so an index can answer."""
    return ~Q(In(Func(tsquery(words), function="querytree", output_field=TextField()), ["", "T"]))


def is_searchable(words: str) -> bool:
    """The same for words outside a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT querytree(websearch_to_tsquery(%s::regconfig, %s))", [config_of(words), words])
        return cursor.fetchone()[0] not in ("", "T")


def in_words(*columns: str, query: SearchQuery) -> Q:
    """A condition on columns without an index of words: they hold the words."""
    words = [ungrouped_column(name) for name in columns]
    return Q(SearchVectorExact(SearchVector(*words, config="english"), query))


def ungrouped(words: str) -> str:
    """Words with every amount written without its sign and separators."""
    return re.sub(SIGN, " ", re.sub(SEPARATOR, "", words))


def ungrouped_column(name: str) -> Func:
    """The same for a column, as an expression."""
    words = F(name)
    for pattern, replacement in ((SEPARATOR, ""), (SIGN, " ")):
        arguments = [Value(pattern), Value(replacement), Value("g")]
        words = Func(words, *arguments, function="regexp_replace", output_field=TextField())
    return words


def ungrouped_in_sql(expression: str) -> str:
    """The same for an expression of SQL."""
    return f"regexp_replace(regexp_replace({expression}, '{SEPARATOR}', '', 'g'), '{SIGN}', ' ', 'g')"
