"""The lead quotation of each claim, for pages that name many."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.models import Appearance, Reporter
from councils.choices import QuotationState
from councils.models import Document, Passage
from record.web.addresses import cached_reverse


@dataclass(slots=True)
class Lead:
    """The words of a passage and where they are printed: what a line has room for."""

    document: Document
    quote: str
    state: str
    digest: str
    page: str
    section: str
    paragraph: str
    line: str
    found_page: str
    found_section: str
    found_paragraph: str
    found_line: str
    # Who alone tell of the claim, the nearest to its maker first.
    reported_by: str = ""

    # As a passage says them.
    anchor = Passage.anchor
    place = Passage.place

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def state_label(self) -> str:
        return QuotationState(self.state).label

    @property
    def source(self) -> str:
        address = self.document.address
        return f"{address}#{self.anchor}" if self.anchor else address


PLACE = [name for name in Lead.__slots__ if name not in ("document", "reported_by")]
COLUMNS = [
    *("claim", "by", "said_earliest", "said_latest"),
    *("passage__document__date_earliest", "passage__document__date_latest"),
    *("passage__document__publisher", "passage__document__publisher__name"),
    *("passage__document__public_id", "passage__document__title", "passage__document__title_basis"),
    *(f"passage__{name}" for name in PLACE),
]


def claim_address(public_id: str) -> str:
    return cached_reverse("claims:detail", public_id)


def leads(claims) -> dict[int, Lead]:
    """Leads by claim: the earliest passage with words, or else the earliest."""
    if not claims:
        return {}
    reporters = Reporter.objects.filter(appearance=OuterRef("pk")).order_by("sequence", "pk")
    rows = Appearance.objects.filter(claim__in=claims).annotate(by=ArraySubquery(reporters.values("voice__name")))
    found, documents, told_directly = {}, {}, set()
    rows = rows.order_by("claim", "sequence", "pk").values_list(*COLUMNS)
    for claim, by, said, said_latest, dated, dated_latest, *rest in rows:
        publisher, published_by, public_id, title, basis, *place = rest
        if not by:
            told_directly.add(claim)
        when = (said, said_latest) if said else (dated, dated_latest)
        order = (not place[0], when[0] is None, when if when[0] else ())
        if claim not in found or order < found[claim][0]:
            if public_id not in documents:
                document = documents[public_id] = Document(public_id=public_id, title=title, title_basis=basis)
                document.address = document.get_absolute_url()
                document.publisher_id, document.published_by = publisher, published_by
            found[claim] = order, Lead(documents[public_id], *place, ", in turn by ".join(by))
    for claim in told_directly:
        found[claim][1].reported_by = ""
    return {claim: lead for claim, (_, lead) in found.items()}
