"""Results of a search: how many of each kind, and a page of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CharField, Count, F, Func, IntegerField, Q, Value
from django.db.models.functions import Coalesce

from claims.models import ClaimStanding, SearchEntry, SearchKind
from record.web.keyset import ComputedKeyset, KeysetPage
from timeline.search.filters import SearchFilter
from timeline.search.matches import ENOUGH, ENOUGH_OF_A_QUESTION, Weighed, having_any, weigh, with_score
from timeline.search.spelling import respelt
from timeline.search.words import ParsedSearch, parse_search
from timeline.voices.page import NEWEST_CLAIMS

# So many of each kind are shown where all kinds are.
FIRST = 3
# To count more claims would take longer than to show them.
COUNTED = 1000
PAGE = 20

ALL = 100


class _EntryOrder(ComputedKeyset):
    """The order of entries: by score or by day, then by what names them."""

    def cursor(self, row, back=False):
        row.sort_key = (row.place, row.ref)
        return super().cursor(row, back)


IN_ORDER = _EntryOrder(
    descending=True,
    place=IntegerField(),
    ref=CharField(max_length=60, validators=[RegexValidator(r"^[0-9a-z-]+\Z")]),
)


@dataclass(frozen=True)
class KindCount:
    """How many results of one kind there are; with all terms, or with most."""

    kind: str
    count: int
    has_all: bool

    @property
    def label(self) -> str:
        return SearchKind(self.kind).label

    @property
    def is_cut(self) -> bool:
        return self.count > COUNTED

    @property
    def shown(self) -> str:
        return f"{min(self.count, COUNTED):,}{'+' if self.is_cut else ''}"


@dataclass
class Search:
    """A search that was read, with its terms weighed.

    ``respelt`` are words that are nowhere, each with a near one that is searched for in
    its place; ``unknown`` those without.
    """

    filters: SearchFilter
    asked: ParsedSearch
    weighed: list[Weighed] = field(default_factory=list)
    respelt: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @cached_property
    def entries(self):
        return self._wanted(self.filters.scope.entries())

    @cached_property
    def claims(self):
        return self._wanted(self.filters.scope.claims())

    def _wanted(self, queryset):
        for term in self.asked.unwanted:
            queryset = queryset.exclude(search=term.query)
        return queryset

    @property
    def finds_nothing(self) -> bool:
        """An exact search with a word that is nowhere, or one without any known word."""
        return not self.weighed or (self.asked.is_exact and bool(self.unknown))

    @cached_property
    def terms(self):
        return [each.term for each in self.weighed]

    def enough(self, kind: str) -> int:
        """The share of the terms that an entry must have if none has all of them."""
        if self.asked.is_exact:
            return ALL
        return ENOUGH_OF_A_QUESTION if kind == SearchKind.QUESTION else ENOUGH

    # How many

    @cached_property
    def counts(self) -> dict[str, KindCount]:
        """The kinds of record found, in their order."""
        if self.finds_nothing:
            return {}
        found = {each.kind: each for each in self._count_entries()}
        if claims := self._claims_found:
            found[SearchKind.CLAIM] = KindCount(SearchKind.CLAIM, claims.count, claims.has_all)
        return {kind: found[kind] for kind in SearchKind.values if kind in found}

    def _count_entries(self) -> Iterator[KindCount]:
        scored = with_score(having_any(self.entries, self.terms), self.weighed)
        most = {kind: Q(kind=kind, share__gte=self.enough(kind)) for kind in SearchKind.values}
        counts = {"has_all": Q(share__gte=ALL), "has_most": Q(*most.values(), _connector=Q.OR)}
        rows = scored.order_by().values("kind")
        for row in rows.annotate(**{name: Count("pk", filter=condition) for name, condition in counts.items()}):
            # A question is also asked in other words than its own: those that have most of the terms are listed too.
            has_all = row["has_all"] > 0 and row["kind"] != SearchKind.QUESTION
            if row["has_most"]:
                yield KindCount(row["kind"], row["has_all"] if has_all else row["has_most"], has_all)

    @cached_property
    def _claims_found(self) -> "ClaimsFound | None":
        """Claims with all terms; or else with the rarer half of them, or the rarest."""
        rarest = sorted(self.weighed, key=lambda each: -each.weight)
        numbers = [len(rarest)] if self.asked.is_exact else [len(rarest), (len(rarest) + 1) // 2, 1]
        for number in dict.fromkeys(numbers):
            claims = self.claims
            for each in rarest[:number]:
                claims = claims.filter(search=each.term.query)
            if count := claims.values("pk")[: COUNTED + 1].count():
                return ClaimsFound(claims, count, number == len(rarest))
        return None

    # Pages

    def first(self, kinds=()) -> dict[str, list]:
        """The first entries of each kind, or of these kinds; rows of claims."""
        return {kind: list(self._ordered(kind)[:FIRST]) for kind in self.counts if not kinds or kind in kinds}

    def page(self, kind: str, after: str) -> KeysetPage:
        """One page of the results of a kind. Raises BadCursor."""
        if kind not in self.counts:
            return KeysetPage([])
        if kind == SearchKind.CLAIM:
            return NEWEST_CLAIMS.page(self._claims_found.claims.select_related("claim"), after, PAGE)
        cursor = IN_ORDER.read(after) if after else None
        rows = self._of_kind(kind)
        rows = IN_ORDER.beyond(rows, cursor) if cursor else rows
        return IN_ORDER.paged(list(IN_ORDER.ordered(rows, bool(cursor and cursor.back))[: PAGE + 1]), PAGE, cursor)

    def _ordered(self, kind: str):
        if kind == SearchKind.CLAIM:
            return NEWEST_CLAIMS.ordered(self._claims_found.claims)
        return IN_ORDER.ordered(self._of_kind(kind))

    def _of_kind(self, kind: str):
        """The entries of a kind that are found; of very many, the newest."""
        found = self.counts[kind]
        entries = having_any(self.entries.of_kind(kind), self.terms)
        if found.count > COUNTED:
            newest = entries.order_by(F("day").desc(nulls_last=True), "-ref").values("pk")[:COUNTED]
            entries = SearchEntry.objects.filter(pk__in=newest)
        scored = with_score(entries, self.weighed)
        place = _day_number() if self.filters.is_newest_first else F("score")
        return (
            scored.filter(share__gte=ALL if found.has_all else self.enough(kind)).annotate(place=place).defer("search")
        )

    def in_case(self, filters: SearchFilter) -> "Search":
        """The same search in other cases."""
        return replace(self, filters=filters)

    @property
    def finds_anything(self) -> bool:
        """True if an entry has one of the terms, or a claim is found."""
        if self.finds_nothing:
            return False
        return having_any(self.entries, self.terms).exists() or self._claims_found is not None


@dataclass(frozen=True)
class ClaimsFound:
    """Claims with all terms, or with some; counted up to COUNTED and one more."""

    claims: models.QuerySet
    count: int
    has_all: bool


def _day_number():
    number = Func("day", template="(%(expressions)s - DATE '0001-01-01')", output_field=IntegerField())
    return Coalesce(number, Value(-1))


def search(filters: SearchFilter) -> Search:
    """Read a search; respell words that are nowhere."""
    found = Search(filters, parse_search(filters.words))
    everywhere = SearchEntry.objects.in_published_cases()
    found.weighed = weigh(everywhere, found.asked.terms)
    unknown = [each.term for each in found.weighed if not each.found and not _is_in_claims(each.term)]
    if unknown:
        found.asked, found.respelt = respelt(found.asked, unknown)
        found.weighed = weigh(everywhere, [term for term in found.asked.terms if term not in unknown])
        found.unknown = [term.word for term in unknown if term.word not in found.respelt]
    return found


def _is_in_claims(term) -> bool:
    return ClaimStanding.objects.filter(search=term.query).exists()
