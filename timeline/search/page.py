"""Data for the page of a search."""

from dataclasses import dataclass, field

from claims.notes import noted_documents
from councils.models import Case, Document, Flag
from proposals.models import Option
from record.text.search import UNSEARCHABLE
from record.web.list_page import page_from_cursor
from timeline.search.filters import SearchFilter
from timeline.search.highlights import Highlights
from timeline.search.hits import Hit, hits_of, mark_items
from timeline.search.named_pages import (
    NamedPage,
    SoughtRecord,
    by_match,
    named_pages,
    named_places,
    named_records,
    named_voices,
)
from timeline.search.results import KindCount, Search, search

TOO_COMMON = "These words are in nearly everything. Add a word that tells more."


@dataclass(frozen=True)
class KindResults:
    """The results of one kind that the page shows, and the address of all of them."""

    found: KindCount
    hits: list[Hit]
    address: str

    @property
    def has_more(self) -> bool:
        return self.found.count > len(self.hits)


@dataclass
class SearchPage:
    """The results of a search, or the problems that say why there are none.

    ``kinds`` are links to one kind each, with its count.
    """

    filters: SearchFilter
    search: Search | None = None
    groups: list[KindResults] = field(default_factory=list)
    kinds: list[tuple[KindCount, str, bool]] = field(default_factory=list)
    highlights: Highlights | None = None
    problems: list[str] = field(default_factory=list)
    # The same words in all kinds; and without anything that narrows them.
    all_kinds: str = ""
    unnarrowed: str = ""
    next: str = ""
    previous: str = ""
    # Where to look besides: pages of cases, places and voices for which the words ask.
    named_pages: list[NamedPage] = field(default_factory=list)
    named_places: list[Hit] = field(default_factory=list)
    named_voices: list[Hit] = field(default_factory=list)
    named_records: list[SoughtRecord] = field(default_factory=list)
    # Invented cases in which something is found that is not shown here, each with the address of its results.
    invented: list[tuple[str, str]] = field(default_factory=list)

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its claims, with the editors' notes on each as a whole."""
        return noted_documents(hit.shown for group in self.groups for hit in group.hits if hit.kind == "claim")

    @property
    def cases_with_areas(self) -> list[Case]:
        """Real cases in which a reader can look for a place: those with plans."""
        planned = set(Option.objects.published().order_by().values_list("case", flat=True).distinct())
        return [case for case in self.filters.options.cases if case.pk in planned and not case.invented]


def search_page(request, filters: SearchFilter, address: str) -> SearchPage:
    """Search, and read the results that the page at this address shows."""
    page = SearchPage(filters, problems=list(filters.problems))
    if page.problems or not filters.words:
        return page
    page.search = found = search(filters)
    if not filters.chosen_kind:
        _lead_to_pages(page, found, request.today)
    if not found.asked.terms:
        page.problems = [UNSEARCHABLE if found.asked.unwanted else TOO_COMMON]
        return page
    chosen = filters.chosen_kind
    page.all_kinds = filters.address_of_kind(address, "")
    page.unnarrowed = filters.address_of_words(address)
    page.kinds = [
        (count, filters.address_of_kind(address, kind), kind == chosen) for kind, count in found.counts.items()
    ]
    rows = _rows(request, page, found, chosen, address)
    page.highlights = Highlights(found.asked)
    groups = {kind: hits_of(kind, of_kind, request.today) for kind, of_kind in rows.items()}
    hits = [hit for group in groups.values() for hit in group]
    page.highlights.learn(text for hit in hits for text in hit.texts)
    mark_items(hits, page.highlights)
    page.groups = [
        KindResults(found.counts[kind], group, filters.address_of_kind(address, kind))
        for kind, group in groups.items()
        if group
    ]
    for case in filters.left_out if not filters.value("council") else ():
        narrowed = filters.in_case(case)
        if found.in_case(narrowed).finds_anything:
            page.invented.append((case.title, narrowed.address(address)))
    return page


def _lead_to_pages(page: SearchPage, found: Search, today) -> None:
    """Set the places, pages, records and voices for which the words ask."""
    filters, entries = page.filters, page.filters.scope.entries()
    page.named_places = named_places(filters.words, entries, today)
    named = named_voices(filters.words, entries, found.asked.terms, today)
    page.named_voices = named.hits
    # How Rutland voted is asked as “vote” is, of Rutland.
    cases = by_match(filters.cases_searched, entries, found.weighed)
    page.named_pages = named_pages(named.rest, cases, named.councils)
    page.named_records = named_records(entries, found.weighed, [hit.shown.voice for hit in named.hits])


def _rows(request, page, found: Search, chosen: str, address: str) -> dict[str, list]:
    """The rows to show by kind: a page of one kind, or the first of each."""
    if not chosen:
        return found.first(page.filters.value("kind"))
    listed, page.problems = page_from_cursor(lambda after: found.page(chosen, after), request)
    page.next = listed.next and page.filters.address(address, after=listed.next)
    page.previous = listed.previous and page.filters.address(address, after=listed.previous)
    return {chosen: listed.rows} if listed.rows else {}
