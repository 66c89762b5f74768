import sys
from collections import Counter

from django.core.management.base import BaseCommand

from claims.models import Claim
from councils.choices import Carrying, QuotationState
from councils.models import Passage
from councils.models.passage import BATCH, found
from councils.quotations.matching import assess
from councils.quotations.references import published
from record.workflow import publishing

COUNTED = {
    QuotationState.VERIFIED: "verified",
    QuotationState.COMPARED: "compared",
    QuotationState.NOT_HELD: "text not held",
    QuotationState.NOT_FOUND: "not found",
}
CARRIED = {
    Carrying.YES: "carried",
    Carrying.PART: "in part",
    Carrying.HEADLINE: "headline",
    Carrying.NO: "not carried",
}
HELD = (QuotationState.VERIFIED, QuotationState.STRUCK, QuotationState.COMPARED)


class Command(BaseCommand):
    help = (
        "Match every quotation with the texts held. Exit 1 if a published one that held no longer does. "
        "Drafts are counted on a line of their own, which never fails. A second check counts the published claims "
        "that their words carry; -v 2 names the others."
    )

    def handle(self, *, verbosity, **options):
        rows = list(Passage.objects.with_words().select_related("document").order_by("document__key", "pk"))
        before = {row.pk: found(row) for row in rows}
        assess(rows)
        shown = set(published().values_list("pk", flat=True))
        self.stdout.write(_line(row.state for row in rows if row.pk in shown))
        if drafts := [row.state for row in rows if row.pk not in shown]:
            self.stdout.write(f"in drafts: {_line(drafts)}")
        lost = [row for row in rows if row.pk in shown and before[row.pk]["state"] in HELD and row.state not in HELD]
        for row in lost:
            self.stderr.write(f"no longer holds: {row.document.key}: {row.quote!r} ({row.place})")
        # What readers see stays as it is until a person has looked.
        if not lost:
            Passage.objects.keep(rows, before)
            # Whether words are a headline follows from where they were found.
            publishing.refresh({"document": {row.document_id for row in rows if found(row) != before[row.pk]}})
        self._count_carried(is_named=verbosity > 1)
        if lost:
            sys.exit(1)

    def _count_carried(self, is_named: bool) -> None:
        counts = Counter()
        for claim in Claim.objects.published().for_listing().with_case().order_by("pk").iterator(chunk_size=BATCH):
            passage = claim.best_quotation
            counts[passage.carries] += 1
            if is_named and passage.carries_remark:
                self.stdout.write(f"{claim.case.key}: {claim.public_id}: {passage.carries_remark} {passage.quote!r}")
        self.stdout.write(f"claims: {', '.join(f'{word} {counts[each]}' for each, word in CARRIED.items())}")


def _line(states) -> str:
    counts = Counter(states)
    words = [f"{word} {counts[state]}" for state, word in COUNTED.items()]
    if counts[QuotationState.STRUCK]:
        words.insert(1, f"struck through {counts[QuotationState.STRUCK]}")
    return ", ".join(words)
