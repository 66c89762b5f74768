"""A list of claims, page by page: earliest first, then the undated, and last those that are listed apart.

Where a council is chosen, the database walks the closure of claims and councils,
which is kept in this order: a page of a million claims comes in a millisecond,
where to ask of each claim whether it counts takes seventy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, OuterRef, Value

from claims.choices import Role
from claims.claim_list.filters import ClaimFilter, CouncilMatch
from claims.models import Claim, ClaimCouncil, ClaimStanding
from record.dates.edtf import OPEN_END, OPEN_START
from record.web.keyset import SIZE, BadCursor, CountOf, Cursor, Keyset, decoded

# To count more would take longer than the page itself: "1,000+".
COUNTED = 1000
# So many stand on one page where the whole list is asked for, to be printed.
WHOLE = 500
# How many claims an export takes at a time.
CHUNK = 500

BY_DATE = Keyset(ClaimStanding, "said_earliest", "said_latest", "claim")
BY_DATE_IN_CLOSURE = Keyset(ClaimCouncil, "said_earliest", "said_latest", "claim")

# The parts of a list, in this order: matched outright or apart, and of each the dated before the undated.
PARTS = [(is_apart, is_undated) for is_apart in (False, True) for is_undated in (False, True)]


@dataclass(frozen=True)
class ClaimPage:
    """One page of a list: its claims, those to be listed apart, where the list goes on, and how many there are."""

    claims: list[Claim] = field(default_factory=list)
    apart: list[Claim] = field(default_factory=list)
    next: str = ""
    previous: str = ""
    count: int = 0

    @property
    def length(self) -> int:
        return len(self.claims) + len(self.apart)

    @property
    def at_least(self) -> int:
        """The count as far as it is counted."""
        return min(self.count, COUNTED)

    @property
    def counted(self) -> str:
        """The count in words: “1 claim”, “1,000+ claims”."""
        more = "+" if self.count > COUNTED else ""
        return f"{self.at_least:,}{more} claim{'' if self.count == 1 else 's'}"


@dataclass(frozen=True)
class ListPosition:
    """Where a list goes on: after a claim in one of its parts, or before it."""

    part: int
    cursor: Cursor

    @classmethod
    def read(cls, after: str) -> "ListPosition":
        """Raises BadCursor for a place that no page has given out."""
        back, part, *values = [*decoded(after), None][:5]
        if type(part) is not int or not 0 <= part < len(PARTS):
            raise BadCursor
        place = cls(part, BY_DATE.checked(back, values))
        if (place.cursor.values[0] is None) != PARTS[part][1]:
            raise BadCursor
        return place

    def __str__(self):
        return str(Cursor((self.part, *self.cursor.values), self.cursor.back))

    @property
    def is_back(self) -> bool:
        return self.cursor.back

    def leaves(self, part: int) -> bool:
        """Whether a part of the list has anything from here on."""
        return part == self.part or (part < self.part) == self.is_back


@dataclass(frozen=True)
class Key:
    """Where one claim stands in the list: in which part, and by which dates."""

    part: int
    earliest: date | None
    latest: date | None
    claim: int

    @property
    def is_apart(self) -> bool:
        return PARTS[self.part][0]

    def place(self, public_id: str, back=False) -> ListPosition:
        dates = (None, None) if PARTS[self.part][1] else (self.earliest, self.latest)
        return ListPosition(self.part, Cursor((*dates, public_id), back))


class Listing:
    """The claims that a filter finds, in the order of a list."""

    def __init__(self, filters: ClaimFilter):
        self.filters = filters
        self.match = filters.match

    def page(self, after: str = "", is_whole: bool = False) -> ClaimPage:
        """One page, or as much of the whole as one page may have.

        Raises BadCursor for a place in the list that no page has given out.
        """
        size = WHOLE if is_whole else SIZE
        start = ListPosition.read(after) if after else None
        is_back = bool(start and start.is_back)
        keys = self._keys(start, size + 1)
        is_more, keys = len(keys) > size, keys[:size]
        if is_back:
            keys.reverse()
        is_all = start is None and not is_more
        claims = self._claims([key.claim for key in keys], with_count=not is_all)
        shown = [(key, claims[key.claim]) for key in keys if key.claim in claims]
        if not shown:
            return ClaimPage(count=self.count() if start else 0)
        (first, first_claim), (last, last_claim) = shown[0], shown[-1]
        return ClaimPage(
            claims=[claim for key, claim in shown if not key.is_apart],
            apart=[claim for key, claim in shown if key.is_apart],
            next=str(last.place(last_claim.public_id)) if is_more or is_back else "",
            previous=str(first.place(first_claim.public_id, back=True)) if (is_more if is_back else start) else "",
            count=len(shown) if is_all else first_claim.of_so_many,
        )

    def count(self) -> int:
        """How many claims the list has, as far as they are counted."""
        return self._counted().count()

    def walk(self) -> Iterator[tuple[Claim, bool]]:
        """All of the list, and of each claim whether it is listed apart; a chunk at a time."""
        start = None
        while keys := self._keys(start, CHUNK):
            claims = self._claims([key.claim for key in keys])
            shown = [(key, claims[key.claim]) for key in keys if key.claim in claims]
            yield from ((claim, key.is_apart) for key, claim in shown)
            if len(keys) < CHUNK or not shown:
                return
            key, claim = shown[-1]
            start = key.place(claim.public_id)

    # Which claims stand where

    def _keys(self, start: ListPosition | None, size: int) -> list[Key]:
        """The next keys from a place on, nearest first: one query, of a branch for each way into the list."""
        is_back = bool(start and start.is_back)
        branches = [
            self._from(start, rows, part, is_back)[:size]
            for part, rows in self._branches()
            if start is None or start.leaves(part)
        ]
        if not branches:
            # The place is of a list with more parts than this one has.
            raise BadCursor
        first, *others = branches
        if others:
            sign = "-" if is_back else ""
            columns = ("part", "said_earliest", "said_latest", "claim_id")
            first = first.union(*others).order_by(*(sign + name for name in columns))[:size]
        return [Key(*row) for row in first]

    def _branches(self):
        """Each part of the list with a queryset of rows in it; parts come more than once, and rows too."""
        match = self.match
        if not (match and match.councils):
            entries = self.filters.found()
            yield from enumerate((entries.dated(), entries.undated()))
            return
        plain = match.rows().plain()
        for council, role in product(match.councils, match.roles or Role.values):
            rows = self._narrowed(replace(match, councils=(council,), roles=(role,)))
            yield 0, rows.plain().dated()
            yield 2, rows.apart().without_claims_of(plain).dated()
        # Naming the roles keeps the database to its index.
        rows = self._narrowed(replace(match, roles=match.roles or tuple(Role.values)))
        yield 1, rows.plain().undated()
        yield 3, rows.apart().without_claims_of(plain).undated()

    def _narrowed(self, match: CouncilMatch):
        """The rows of the closure by which claims of the list count, under whatever else is asked."""
        rows = match.rows()
        if since := self.filters.given("from"):
            rows = rows.said_from(since.earliest)
        if until := self.filters.given("to"):
            rows = rows.said_until(until.latest)
        return rows.of_claims(self.filters.qs) if self.filters.is_narrowed else rows

    def _from(self, start, rows, part, is_back):
        """The rows of one branch from the place on, as keys, in order."""
        in_closure = rows.model is ClaimCouncil
        order = BY_DATE_IN_CLOSURE if in_closure else BY_DATE
        if start and start.part == part:
            cursor = start.cursor
            if in_closure and cursor.values[0] is None:
                cursor = replace(cursor, values=(OPEN_START, OPEN_END, cursor.values[2]))
            rows = order.beyond(rows, cursor)
        rows = order.ordered(rows, is_back).annotate(part=Value(part, IntegerField()))
        rows = rows.values_list("part", "said_earliest", "said_latest", "claim_id")
        return rows.distinct() if in_closure else rows

    # What they say

    def _claims(self, pks: list[int], with_count=False) -> dict[int, Claim]:
        """These claims with all that a list shows of them, by primary key; ``ways`` says for which council each counts.

        With the count, each has it as ``of_so_many``: the same for all, and no query of its own.
        """
        claims = Claim.objects.published().for_listing()
        if self.match and self.match.councils:
            claims = claims.annotate(ways=ArraySubquery(self.match.rows().of_claim(OuterRef("pk")).ways()))
        if with_count:
            claims = claims.annotate(of_so_many=CountOf(self._counted()))
        return claims.in_bulk(pks)

    def _counted(self):
        """The claims of the list, no more than are counted, in no order."""
        if self.match and self.match.councils:
            return self._narrowed(self.match).values("claim").distinct()[: COUNTED + 1]
        return self.filters.found().values("pk")[: COUNTED + 1]
