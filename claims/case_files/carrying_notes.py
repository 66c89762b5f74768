"""Notes in the report of a load: words struck through, claims not carried."""

from claims.models import Appearance, Claim, ClaimStanding
from councils.choices import QuotationState
from councils.models import CaseDocument, Passage
from councils.quotations.striking import STRUCK_REMARK

# So many are named; `verify_quotations -v 2` names all.
MOST = 50


def struck_notes(case) -> list[str]:
    """A sentence on each quotation of words that its document strikes through."""
    documents = CaseDocument.objects.filter(case=case).values("document")
    struck = Passage.objects.filter(state=QuotationState.STRUCK, document__in=documents)
    rows = struck.order_by("document__key", "pk").values_list("document__key", "quote")
    notes = [f"The document {key!r}: “{quote}”. {STRUCK_REMARK}" for key, quote in rows[:MOST]]
    rest = struck.count() - MOST
    return notes if rest < 1 else [*notes, f"{rest} more quotations are of words that are struck through."]


def carrying_notes(case) -> list[str]:
    """A sentence on each published claim that its words do not carry."""
    pks = ClaimStanding.objects.in_cases([case]).not_carried().order_by("claim__key").values_list("pk", flat=True)
    claims = Claim.objects.filter(pk__in=pks[:MOST]).order_by("key").only("key", "words_fall_short")
    notes = [
        f"The claim {claim.key!r} is not carried by its words. {claim.best_quotation.carries_remark}"
        for claim in claims.with_quotations(Appearance.objects.for_listing())
    ]
    rest = pks.count() - MOST
    return notes if rest < 1 else [*notes, f"{rest} more claims are not carried by their words."]
