"""How well entries match the terms of a search.

A term weighs the more, the fewer entries have it. An entry scores the weight of each term
that it has: in full where the term is in what the entry is called, and less where it is in
what it says, or in what its parts say. The rule is the same for every council and side.
"""

import math
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank, SearchVectorExact, SearchVectorField
from django.db.models import Case, Count, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast

from record.text.search import ReadQuery, queries
from timeline.search.words import SearchTerm

# What a term counts in what a record is called, in what it says, and in what its parts say; and how much is added
# for a term that comes often.
CALLED, SAYS, PARTS, OFTEN = 1.0, 0.6, 0.35, 0.3
# Entries that lack some of the terms are listed with at least this share of their weight: questions, which residents
# ask in words of their own, with less.
ENOUGH, ENOUGH_OF_A_QUESTION = 50, 20
# Scores are compared as whole numbers, so that a cursor holds them exactly.
FINE = 10_000


@dataclass(frozen=True)
class Weighed:
    """A term with its weight, and in how many entries it is."""

    term: SearchTerm
    found: int
    weight: float


def weigh(entries, terms) -> list[Weighed]:
    """The terms with their weights; two queries, or one for a single term."""
    if not terms:
        return []
    if len(terms) == 1:
        return [Weighed(terms[0], int(entries.filter(search=terms[0].query).exists()), 1.0)]
    counts = {f"n{place}": Count("pk", filter=Q(search=term.query)) for place, term in enumerate(terms)}
    total = entries.count()
    found = having_any(entries, terms).aggregate(**counts)
    numbers = [found[f"n{place}"] for place in range(len(terms))]
    return [
        Weighed(term, number, math.log1p(total / (1 + number))) for term, number in zip(terms, numbers, strict=True)
    ]


def having_any(entries, terms: list[SearchTerm]):
    """The entries that have one of the terms, which an index finds."""
    return entries.filter(search=ReadQuery(" | ".join(f"({term.text})" for term in terms)))


def called_by_all(entries, terms: list[SearchTerm]):
    """The entries whose own name has all of the words, as they are typed."""
    for query in map(ReadQuery, queries([term.forms[0] for term in terms])):
        entries = entries.filter(Q(search=query), Q(_holds("{a}", query)))
    return entries


def telling(entries, weighed: list[Weighed]) -> list[Weighed]:
    """The terms in the names of some entries, and not at all in others."""
    counts = {}
    for place, each in enumerate(weighed):
        counts[f"named{place}"] = Count("pk", filter=Q(_holds("{a}", each.term.query)))
        counts[f"held{place}"] = Count("pk", filter=Q(search=each.term.query))
    found = entries.aggregate(total=Count("pk"), **counts)
    return [
        each for place, each in enumerate(weighed) if found[f"named{place}"] and found[f"held{place}"] < found["total"]
    ]


def with_score(entries, weighed: list[Weighed]):
    """Annotate ``share``, of the weight of all terms, in hundredths, and ``score``."""
    total = sum(each.weight for each in weighed)
    share = _sum(_value_if(Q(search=each.term.query), each.weight / total) for each in weighed)
    score = _sum(_score(each) for each in weighed)
    return entries.annotate(share=_whole(share, 100), score=_whole(score, FINE))


def _score(each: Weighed):
    query = each.term.query
    place = Case(
        When(_holds("{a}", query), then=Value(CALLED)),
        When(_holds("{a,b}", query), then=Value(SAYS)),
        When(Q(search=query), then=Value(PARTS)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    often = Value(OFTEN) * SearchRank(F("search"), query, weights=[0.1, 0.2, 0.4, 1.0])
    return Value(each.weight) * (place + often)


def _holds(weights: str, query) -> SearchVectorExact:
    """A condition: the words of these weights hold it."""
    words = Func(F("search"), template=f"ts_filter(%(expressions)s, '{weights}')", output_field=SearchVectorField())
    return SearchVectorExact(words, query)


def _value_if(condition, value: float) -> Case:
    return Case(When(condition, then=Value(value)), default=Value(0.0), output_field=FloatField())


def _sum(numbers):
    return sum(numbers, start=Value(0.0))


def _whole(number, times: int):
    return Cast(Func(number * Value(float(times)), function="round", output_field=FloatField()), IntegerField())
