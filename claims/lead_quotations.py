"""The lead quotation of each claim, for pages that name many."""

from collections.abc import Iterable

from claims.models import Appearance, Claim
from councils.models import Passage
from record.text.english import in_turn


def lead_quotations(claims: Iterable[int]) -> dict[int, Passage]:
    """The passage to show for each claim, with its ``notes``.

    Its ``reported_by`` names those by whose report alone the claim is known, its
    ``spoken_by`` the one who spoke for the voice of the claim.
    """
    leads = {}
    quoted = Claim.objects.filter(pk__in=claims)
    for claim in quoted.only_notes("pk", appearances=Appearance.objects.for_listing()):
        if lead := claim.lead:
            reporters = [each.voice.name for each in lead.reporter_list]
            is_by_report = all(each.reporter_list for each in claim.appearance_list)
            lead.quotation.reported_how = lead.reported_how
            lead.quotation.reported_by = in_turn(reporters) if is_by_report else ""
            lead.quotation.spoken_by = lead.speaker.name if lead.is_by_another else ""
            lead.quotation.notes = claim.notes
            leads[claim.pk] = lead.quotation
    return leads
