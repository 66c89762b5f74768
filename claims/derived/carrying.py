"""The second check of each claim: its words carry it, or do not."""

from collections import defaultdict
from collections.abc import Collection
from types import SimpleNamespace

from claims.models import Appearance, ClaimStanding, Figure
from claims.models.claim import CARRYING, LISTED_OF_FIGURE
from councils.choices import Carrying
from councils.models.passage import PLACES, words_from_of
from councils.quotations.carrying import carries

BATCH = 2000
# What is read of each appearance, in this order.
QUOTED = [
    *(f"passage__{name}" for name in PLACES),
    *("passage__document__title", "passage__document__title_basis", "claim__words_fall_short"),
]


class CarryingChecks:
    """Checks of claims, each by its best words, as ``Claim.best_quotation`` has it."""

    def __init__(self, stating_figures: Collection[int]):
        """Read the figures of the claims that state some: their words should hold them."""
        self._figures, self._found = defaultdict(list), {}
        if stating_figures:
            for figure in Figure.objects.filter(claim__in=stating_figures).only(*LISTED_OF_FIGURE):
                self._figures[figure.claim_id].append(figure)

    def add(self, claim: int, quoted: list) -> None:
        """Check one appearance of a claim, by the values of its ``QUOTED`` columns."""
        *places, title, title_basis, falls_short = quoted
        columns = dict(zip(PLACES, places, strict=True))
        if not columns["quote"]:
            return
        source = words_from_of(columns, SimpleNamespace(title=title, title_basis=title_basis))
        words = SimpleNamespace(
            quote=columns["quote"], state=columns["state"], words_from=source, falls_short=falls_short
        )
        found = carries(words, self._figures[claim])
        self._found[claim] = min(self.of(claim), found, key=CARRYING.index)

    def of(self, claim: int) -> Carrying:
        return self._found.get(claim, Carrying.NO)


def fill_carrying() -> None:
    """Check the claims that were published before the check was kept."""
    unchecked = list(ClaimStanding.objects.filter(carrying="").order_by("pk"))
    for start in range(0, len(unchecked), BATCH):
        rows = unchecked[start : start + BATCH]
        pks = [row.pk for row in rows]
        checks = CarryingChecks(pks)
        for claim, *quoted in Appearance.objects.filter(claim__in=pks).values_list("claim_id", *QUOTED):
            checks.add(claim, quoted)
        for row in rows:
            row.carrying = checks.of(row.pk)
        ClaimStanding.objects.bulk_update(rows, ["carrying"])
