"""One page of the list of claims, for its address."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from claims.claim_list.filters import ClaimFilter
from claims.claim_list.listing import ClaimPage, Listing, claims_in_words, count_in_words
from claims.claim_list.role_labels import beside_its_maker
from claims.models import Claim
from claims.notes import noted_documents
from claims.unanswered import unanswered
from councils.models import Document, Flag
from record.dates.refusal import excerpt
from record.text.search import UNSEARCHABLE, is_searchable
from record.web.list_page import page_from_cursor

SEARCHED_IN = "We search our summaries, the quotations, and the names of those who spoke or are spoken for."


@dataclass
class ClaimListPage:
    """A page of claims; or none, with the problems that say why."""

    filters: ClaimFilter
    address: str
    claims: ClaimPage = field(default_factory=ClaimPage)
    problems: list[str] = field(default_factory=list)
    # The cursor is not understood, and so the list begins anew.
    cursor_problem: str = ""
    is_whole: bool = False
    # In words, by role, where a council is chosen.
    role_counts: dict[str, str] = field(default_factory=dict)
    # The reason that most claims listed apart share, said once above them.
    shared_reason: str = ""
    # How many claims count through alliances, where none counts without, and the address of that list.
    by_alliance: tuple[str, str] | None = None

    @property
    def noted(self) -> list[tuple[Document, list[Flag]]]:
        """Documents of its claims, with the editors' notes on each as a whole."""
        return noted_documents([*self.claims.claims, *self.claims.apart])

    @property
    def clean_address(self) -> str:
        return self._address()

    @property
    def next(self) -> str:
        return self.claims.next and self._address(self.claims.next)

    @property
    def previous(self) -> str:
        return self.claims.previous and self._address(self.claims.previous)

    @property
    def paged(self) -> str:
        """The address of the list page by page."""
        return self.filters.address(self.address)

    @property
    def whole(self) -> str:
        """The address of the whole list as one page, where this is only a part of it."""
        is_part = (self.claims.next or self.claims.previous) and not self.is_whole
        return self.filters.address(self.address, all="1") if is_part else ""

    @property
    def empty_words(self) -> str:
        """A message for words that were not found; empty if there were none."""
        if not self.filters.words:
            return ""
        others = "" if set(self.filters.data) == {"q"} else " that matches the other filters"
        return f"We found no claim with these words{others}. {SEARCHED_IN}"

    def _address(self, after: str = "") -> str:
        return self.filters.address(self.address, after=after, all="1" if self.is_whole else "")


def claim_list_page(request, filters: ClaimFilter, address: str) -> ClaimListPage:
    """Read the page of the list at an address; list nothing unless all is understood."""
    page = ClaimListPage(filters, address, problems=list(filters.problems))
    whole = [value for value in request.GET.getlist("all") if value]
    if whole and set(whole) != {"1"}:
        page.problems.append(f"all={excerpt(whole[0])} is not understood. Write all=1, or leave it out.")
    if page.problems:
        return page
    page.is_whole = bool(whole)
    listing = Listing(filters)
    page.claims, problems = page_from_cursor(lambda after: listing.page(after, page.is_whole), request)
    page.cursor_problem = " ".join(problems)
    page.role_counts = {role: count_in_words(count) for role, count in listing.counts_by_role().items()}
    if not page.claims.count:
        page.problems = search_problems(filters)
        page.by_alliance = _by_alliance(filters, address)
    listed = [*page.claims.claims, *page.claims.apart]
    absences = unanswered(listed) if filters.asks_for_absence else {}
    for claim in listed:
        claim.reason_listed = beside_its_maker(claim.council_roles)
        claim.unanswered = absences.get(claim.pk)
    page.shared_reason = _say_once(page.claims.apart)
    for claims in (page.claims.claims, page.claims.apart):
        for before, claim in pairwise(claims):
            claim.repeats_source = source_of(claim) is not None and source_of(claim) == source_of(before)
    return page


def _say_once(claims: list[Claim]) -> str:
    """Take the commonest reason off the claims that share it."""
    reasons = Counter(claim.reason_listed for claim in claims)
    reason, count = reasons.most_common(1)[0] if reasons else ("", 0)
    if count == 1 or "" in reasons:
        return ""
    for claim in claims:
        if claim.reason_listed == reason:
            claim.reason_listed = ""
    return f"{reason[:1].lower()}{reason[1:]}"


def source_of(claim: Claim) -> int | None:
    """The document of the quotation that a list prints with a claim."""
    passage = claim.lead.quotation if claim.lead else None
    return passage.document_id if passage else None


def search_problems(filters: ClaimFilter) -> list[str]:
    """A message if no index can answer the words of a valid filter."""
    words = filters.value("q")
    return [UNSEARCHABLE] if words and not is_searchable(words) else []


def _by_alliance(filters: ClaimFilter, address: str) -> tuple[str, str] | None:
    if not filters.value("own"):
        return None
    query = filters.data.copy()
    del query["own"]
    count = Listing(ClaimFilter(query, filters.options)).counts().get("joint", 0)
    return (claims_in_words(count), filters.address(address, without=("own", "1"))) if count else None
