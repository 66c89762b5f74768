"""A list of claims by page: dated first, then undated, then those listed apart.

Where a council is chosen, the database walks the index of claims and councils
(ClaimCouncil), which is kept in this order: walking it takes 1 ms of a million
claims, filtering them takes 70.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import IntegerField, Subquery, Value

from claims.choices import CountedAs, Role
from claims.claim_list.filters import ClaimFilter, CouncilMatch
from claims.claim_list.role_labels import roles_of_claims, words_apart, words_ascribed
from claims.models import Claim, ClaimCouncil, ClaimStanding
from councils.models import Voice
from record.dates.edtf import OPEN_END, OPEN_START
from record.prepared import AnyGiven, Prepared
from record.web.keyset import PUBLIC_ID, SIZE, BadCursor, ComputedKeyset, Cursor, DatedKeyset

# To count more would take longer than the page itself: "1,000+".
COUNTED = 1000
# So many claims are on one page where the whole list is asked for, to be printed.
WHOLE = 500
# How many claims an export reads at a time.
CHUNK = 500

# The parts of a list, in this order: matched outright or apart, and of each the dated before the undated.
PARTS = [(is_apart, is_undated) for is_apart in (False, True) for is_undated in (False, True)]

LISTED = Prepared(lambda: Claim.objects.published().for_listing().filter(pk=AnyGiven("claims")))

# The order within a part: of all claims, and of those that count for a council.
BY_DATE = DatedKeyset(ClaimStanding, "said", "claim")
BY_DATE_IN_INDEX = DatedKeyset(ClaimCouncil, "said", "claim")


class ClaimOrder(ComputedKeyset):
    """The order of a whole list: by part, then by date."""

    def checked(self, back, values) -> Cursor:
        cursor = super().checked(back, values)
        part, earliest, *_ = cursor.values
        if (earliest is None) != PARTS[part][1]:
            raise BadCursor
        return cursor


IN_PARTS = ClaimOrder(
    part=IntegerField(validators=[MinValueValidator(0), MaxValueValidator(len(PARTS) - 1)]),
    said_earliest=models.DateField(null=True),
    said_latest=models.DateField(null=True),
    claim=models.CharField(validators=[RegexValidator(rf"^{PUBLIC_ID.pattern}\Z")]),
)


@dataclass(frozen=True)
class ClaimPage:
    """One page of a list, with its cursors and the count of the whole.

    ``joint`` and ``members`` count what it has by way of alliances, and of groups and members; ``ascribed`` what it
    has in any way only as others report it, or an editor reads it. ``roles`` are those asked for.
    """

    claims: list[Claim] = field(default_factory=list)
    apart: list[Claim] = field(default_factory=list)
    next: str = ""
    previous: str = ""
    count: int = 0
    ascribed: int = 0
    joint: int = 0
    members: int = 0
    roles: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        return len(self.claims) + len(self.apart)

    @property
    def at_least(self) -> int:
        """The count, or COUNTED where there are more."""
        return min(self.count, COUNTED)

    @property
    def counted(self) -> str:
        """The count in words: “1 claim”, “1,000+ claims”."""
        return claims_in_words(self.count)

    @property
    def counted_apart(self) -> list[str]:
        """The counts apart in words: “2 claims said by groups and members of it”."""
        apart = (
            (self.ascribed, words_ascribed(self.roles)),
            (self.joint, words_apart(CountedAs.JOINT, self.roles)),
            (self.members, words_apart(CountedAs.MEMBERS, self.roles)),
        )
        return [f"{claims_in_words(count)} {words}" for count, words in apart if count]


def claims_in_words(count: int) -> str:
    return f"{count_in_words(count)} claim{'' if count == 1 else 's'}"


def count_in_words(count: int) -> str:
    return f"{min(count, COUNTED):,}{'+' if count > COUNTED else ''}"


class _Count(Subquery):
    """The number of rows of a queryset, no further than COUNTED and one more."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows):
        super().__init__(rows[: COUNTED + 1])


@dataclass
class ListedClaim:
    """A claim's place in the list, and, once it is loaded, the claim."""

    part: int
    placed: date | None
    earliest: date | None
    latest: date | None
    pk: int
    claim: Claim | None = None

    @property
    def is_apart(self) -> bool:
        return PARTS[self.part][0]

    @property
    def sort_key(self) -> tuple:
        dates = (None, None) if PARTS[self.part][1] else (self.earliest, self.latest)
        return self.part, *dates, self.claim.public_id


class Listing:
    """The claims that a filter asks for, in the order of a list."""

    def __init__(self, filters: ClaimFilter):
        self.filters = filters
        self.match = filters.match

    def page(self, after: str = "", is_whole: bool = False) -> ClaimPage:
        """One page, or as much of the whole as one page may have.

        Raises BadCursor for a cursor that no page has given out.
        """
        size = WHOLE if is_whole else SIZE
        start = IN_PARTS.read(after) if after else None
        rows = self._rows(start, size + 1)
        is_all = start is None and len(rows) <= size
        page = IN_PARTS.paged(rows, size, start, load=self._load)
        counts = self._counts_of(page.rows) if is_all else self.counts()
        return ClaimPage(
            claims=[row.claim for row in page.rows if not row.is_apart],
            apart=[row.claim for row in page.rows if row.is_apart],
            next=page.next,
            previous=page.previous,
            roles=list(self.filters.value("role")),
            **counts,
        )

    def counts(self) -> dict[str, int]:
        """Counts of the list and apart from it, no further than COUNTED and one more."""
        if not (self.match and self.match.councils):
            return {"count": self.filters.standings().values("pk")[: COUNTED + 1].count()}
        rows, match = self._indexed(self.match), self.match.rows()
        counted = {
            "count": rows.plain(),
            "joint": rows.first_hand().counted_as(CountedAs.JOINT).without_claims_of(match.plain()),
            "members": rows.first_hand().counted_as(CountedAs.MEMBERS).without_claims_of(match.first_hand().counting()),
            "ascribed": rows.ascribed().without_claims_of(match.first_hand()),
        }
        return {name: rows.values("claim").distinct()[: COUNTED + 1].count() for name, rows in counted.items()}

    def counts_by_role(self) -> dict[str, int]:
        """Counts of the chosen councils' claims by role, capped; one query.

        That nobody has replied is not counted beside a council's name (docs/laws.md, law 4).
        """
        if not (self.match and self.match.councils):
            return {}
        counted = {
            role.name: _Count(self._indexed(replace(self.match, roles=(role,))).plain().values("claim").distinct())
            for role in Role
            if role != Role.NO_REPLY
        }
        counts = Voice.objects.filter(pk=self.match.councils[0]).values(**counted).get()
        return {Role[name].value: count for name, count in counts.items()}

    def _counts_of(self, listed: list[ListedClaim]) -> dict[str, int]:
        """The same, where the page has all of the list."""
        if not (self.match and self.match.councils):
            return {"count": len(listed)}
        ways = [{each.counted for each in row.claim.council_roles if not each.is_apart} for row in listed]
        # Of several ways the first of these counts; a claim with none is known only as others report or read it.
        counts = Counter(next((each for each in CountedAs if each in of_claim), None) for of_claim in ways)
        return {
            "count": counts[CountedAs.OWN],
            "joint": counts[CountedAs.JOINT],
            "members": counts[CountedAs.MEMBERS],
            "ascribed": counts[None],
        }

    def walk(self) -> Iterator[Claim]:
        """All claims of the list in their order, a chunk at a time."""
        start = None
        while rows := self._rows(start, CHUNK):
            listed = self._load(rows)
            yield from (row.claim for row in listed)
            if len(rows) < CHUNK or not listed:
                return
            start = Cursor(listed[-1].sort_key)

    # Their places

    def _rows(self, start: Cursor | None, size: int) -> list[ListedClaim]:
        """The next places from a cursor on, nearest first, in one query."""
        is_back = bool(start and start.back)
        branches = [
            self._from(start, rows, part, is_back)[:size]
            for part, rows in self._branches()
            if start is None or part == start.values[0] or (part < start.values[0]) == is_back
        ]
        if not branches:
            # The cursor is of a list with more parts than this one has.
            raise BadCursor
        first, *others = branches
        if others:
            sign = "-" if is_back else ""
            columns = ("part", "placed", "said_earliest", "said_latest", "claim_id")
            first = first.union(*others).order_by(*(sign + name for name in columns))[:size]
        return [ListedClaim(*row) for row in first]

    def _branches(self):
        """Pairs of a part and a queryset of it; parts and rows may come twice."""
        match = self.match
        if not (match and match.councils):
            standings = self.filters.standings()
            yield from enumerate((standings.dated(), standings.undated()))
            return
        plain = match.rows().plain()
        for council, role in product(match.councils, match.roles or Role.values):
            rows = self._indexed(replace(match, councils=(council,), roles=(role,)))
            yield 0, rows.plain().dated()
            yield 2, rows.apart().without_claims_of(plain).dated()
        # Naming the roles keeps the database to its index.
        rows = self._indexed(replace(match, roles=match.roles or tuple(Role.values)))
        yield 1, rows.plain().undated()
        yield 3, rows.apart().without_claims_of(plain).undated()

    def _indexed(self, match: CouncilMatch):
        """Rows of ClaimCouncil that match and pass all other keys of the filter."""
        rows = match.rows()
        if start := self.filters.value("from"):
            rows = rows.said_from(start.earliest)
        if end := self.filters.value("to"):
            rows = rows.said_until(end.latest)
        return rows.of_claims(self.filters.narrowed()) if self.filters.is_narrowed_beyond_councils else rows

    def _from(self, start, rows, part, is_back):
        """The rows of one branch from the cursor on, in order, as places."""
        is_indexed = rows.model is ClaimCouncil
        order = BY_DATE_IN_INDEX if is_indexed else BY_DATE
        if start and start.values[0] == part:
            _, earliest, latest, claim = start.values
            if is_indexed and earliest is None:
                earliest, latest = OPEN_START, OPEN_END
            rows = order.beyond(rows, Cursor((earliest, latest, claim), start.back))
        rows = order.ordered(rows, is_back).annotate(part=Value(part, IntegerField()))
        rows = rows.values_list("part", "placed", "said_earliest", "said_latest", "claim_id")
        return rows.distinct() if is_indexed else rows

    # The claims in them

    def _load(self, rows: list[ListedClaim]) -> list[ListedClaim]:
        """Set the claim of each row, and its ``council_roles`` if a council is chosen."""
        pks = [row.pk for row in rows]
        claims = {claim.pk: claim for claim in LISTED.read(claims=pks)}
        roles = {}
        if self.match and self.match.councils:
            roles = roles_of_claims(self.match.rows().filter(claim__in=pks))
        cases = {case.pk: case for case in self.filters.options.cases}
        for row in rows:
            if row.pk in claims:
                row.claim = claims[row.pk]
                if row.claim.case_id in cases:
                    row.claim.case = cases[row.claim.case_id]
                row.claim.council_roles = roles.get(row.pk, [])
        return [row for row in rows if row.claim]
