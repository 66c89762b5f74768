import sys
from collections import Counter

from django.core.management.base import BaseCommand

from councils.choices import QuotationState
from councils.models import Passage
from councils.models.passage import found
from councils.quotations.matching import assess
from councils.quotations.references import published

COUNTED = {
    QuotationState.VERIFIED: "verified",
    QuotationState.COMPARED: "compared",
    QuotationState.NOT_HELD: "text not held",
    QuotationState.NOT_FOUND: "not found",
}
HELD = (QuotationState.VERIFIED, QuotationState.COMPARED)


class Command(BaseCommand):
    help = (
        "Match every quotation with the texts held. Exit 1 if a published one that held no longer does. "
        "Drafts are counted on a line of their own, which never fails."
    )

    def handle(self, **options):
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
        if lost:
            # What readers see stays as it is until a person has looked.
            sys.exit(1)
        Passage.objects.keep(rows, before)


def _line(states) -> str:
    counts = Counter(states)
    return ", ".join(f"{word} {counts[state]}" for state, word in COUNTED.items())
