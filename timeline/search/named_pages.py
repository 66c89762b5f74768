"""Pages of a case that answer a search by themselves, and places that it names.

A resident often asks for what no record is called: what happens next, who wants which plan,
what becomes of a village. Such words lead to the page that answers them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models.functions import Length
from django.urls import reverse

from claims.models import SearchKind
from councils.models import Case
from record.text.search import prepared, stems
from timeline.search.hits import Hit, hits_of

# A place is named in at most so many words; more places of one name are left to the results.
LONGEST_NAME, MOST_PLACES = 6, 3


@dataclass(frozen=True)
class AskedPage:
    """A page that each case has, and the words by which residents ask for it.

    Several words ask for it wherever a search has them all, in any order; a word by itself only as a whole search.
    """

    title: str
    view: str
    asked: tuple[str, ...]
    fragment: str = ""


PAGES = (
    AskedPage(
        "What happens next",
        "case",
        (
            *("next", "happen next", "come next", "next step", "next stage", "happen now", "respond", "have say"),
            *("deadline", "deadline consultation", "close consultation", "end consultation", "respond consultation"),
            *("open consultation", "timetable", "calendar", "timescale", "due decision", "new council start"),
            *("new council begin", "vesting day", "government decide", "minister decide", "decision expected"),
            *("decision date", "government decision"),
        ),
        "#next",
    ),
    AskedPage(
        "Who supports or opposes what",
        "positions",
        (
            *("council support", "council oppose", "council agree", "council want", "council prefer", "council think"),
            *("council back", "council favour", "council against", "council side", "support", "oppose", "position"),
            *("support plan", "support proposal", "support option", "oppose plan", "oppose proposal", "back plan"),
            *("favour plan", "against plan", "want plan", "stand", "change mind"),
        ),
    ),
    AskedPage(
        "The plans beside each other",
        "compare",
        (
            *("compare", "comparison", "map", "plan", "proposal", "option", "compare plan", "compare proposal"),
            *("compare option", "difference plan", "difference proposal", "difference option", "differ plan"),
            *("map plan", "map proposal", "new council", "new boundary", "proposed council"),
        ),
    ),
    AskedPage(
        "Figures",
        "figures",
        (
            *("figure", "number", "statistic", "population", "money", "cost", "saving", "much save", "much cost"),
            *("many councillors", "many residents", "many people", "many jobs", "many homes", "save money"),
        ),
    ),
    AskedPage("Decisions and votes", "decisions", ("decision", "vote", "decide", "resolution", "council vote")),
    AskedPage(
        "Editor’s notes",
        "notes",
        ("add up", "mistake", "error", "contradiction", "editor note", "mistake document", "error document"),
    ),
    AskedPage(
        "Your area",
        "areas",
        (
            "area",
            "postcode",
            "village",
            "town",
            "parish",
            "live",
            "area affected",
            "village affected",
            "town affected",
            "village city",
            "village go",
            "town go",
            "area go",
            "where live",
        ),
    ),
)


@dataclass(frozen=True)
class NamedPage:
    """A page for which a search asks, with its address in each case."""

    title: str
    links: list[tuple[Case, str]]


def named_pages(words: str, cases: Iterable[Case]) -> list[NamedPage]:
    """The pages of these cases for which the words ask."""
    asked = set(stems(prepared(words).replace('"', " ").split())) - {""}
    pages = [page for page, rows in _stems() if any(row == asked or (row < asked and len(row) > 1) for row in rows)]
    return [
        NamedPage(
            page.title, [(case, reverse(f"timeline:{page.view}", args=[case.key]) + page.fragment) for case in cases]
        )
        for page in pages
    ]


@cache
def _stems() -> list[tuple[AskedPage, list[set[str]]]]:
    """The pages, each with the stems of the words that ask for it."""
    words = list({word for page in PAGES for row in page.asked for word in row.split()})
    stem_of = dict(zip(words, stems(words), strict=True))
    return [(page, [{stem_of[word] for word in row.split()} - {""} for row in page.asked]) for page in PAGES]


def named_places(words: str, entries, today) -> list[Hit]:
    """The places whose whole name is in the words."""
    row = prepared(words).replace('"', " ").split()
    names = {
        " ".join(row[start:end])
        for start in range(len(row))
        for end in range(start + 1, min(start + LONGEST_NAME, len(row)) + 1)
    }
    found = (
        entries.of_kind(SearchKind.PLACE).filter(called__in=names).order_by(Length("called").desc(), "called", "ref")
    )
    return hits_of(SearchKind.PLACE, found[:MOST_PLACES], today)
