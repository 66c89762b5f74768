"""Notes in the report of a load: claims that their words do not carry."""

from claims.models import Appearance, Claim
from councils.choices import Carrying

# So many are named; `verify_quotations -v 2` names all.
MOST = 50


def carrying_notes(case) -> list[str]:
    """A sentence on each published claim that its words do not carry."""
    claims = Claim.objects.published().of_case(case).order_by("key").only("key")
    quotations = [
        (claim.key, claim.best_quotation) for claim in claims.with_quotations(Appearance.objects.for_listing())
    ]
    notes = [
        f"The claim {key!r} is not carried by its words. {passage.carries_remark}"
        for key, passage in quotations
        if passage.carries != Carrying.YES
    ]
    rest = len(notes) - MOST
    return notes if rest < 1 else [*notes[:MOST], f"{rest} more claims are not carried by their words."]
