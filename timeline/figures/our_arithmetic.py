"""Our arithmetic on stated figures, with what a reader must know of its numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claims.figures.arithmetic import ArithmeticResult, compare_with_stated, reckon
from claims.figures.comparability import differing_grounds, grounds_apart
from claims.figures.words import StatedFigure
from claims.models import Reckoning


@dataclass(frozen=True, slots=True)
class OurArithmetic:
    """A reckoning with its result, its numbers, and a claim that states one."""

    reckoning: Reckoning
    reckoned: ArithmeticResult
    terms: list[StatedFigure]
    stated: StatedFigure | None

    @property
    def differing(self) -> list[str]:
        """Respects in which its numbers have different bases."""
        return differing_grounds(self.terms)

    @property
    def differing_result(self) -> list[str]:
        """Respects in which the stated result has another basis than its numbers."""
        return grounds_apart(self.stated, self.terms) if self.stated and self.terms else []

    @property
    def replaced(self) -> list[str]:
        """Sentences on what its makers have corrected or superseded since."""
        found = []
        if self.stated and self.stated.replaced:
            found.append(f"The stated result was {self.stated.replaced} by its own maker since.")
        for how, number in Counter(term.replaced for term in self.terms if term.replaced).items():
            which = "One of its numbers was" if number == 1 else f"{number} of its numbers were"
            found.append(f"{which} {how} by {'its own maker' if number == 1 else 'their own makers'} since.")
        return found


def our_arithmetic(reckonings: Iterable[Reckoning], figures: Iterable[StatedFigure]) -> list[OurArithmetic]:
    """Work out reckonings, which have their terms and flags loaded, on these figures."""
    by_key = {(each.claim, each.key): each for each in figures}
    found = []
    for row in reckonings:
        terms = [by_key.get((term.claim_id, term.figure)) for term in row.terms.all()]
        reckoned, stated = reckon(row.operation, terms, row.unit), None
        if row.stated_in_id:
            stated = _stated_result(row, by_key)
            reckoned = compare_with_stated(reckoned, row.operation, stated)
        found.append(OurArithmetic(row, reckoned, [term for term in terms if term], stated))
    return found


def _stated_result(row, by_key) -> StatedFigure | None:
    """The named figure of the claim that states the result, or else its first."""
    if row.stated_figure:
        return by_key.get((row.stated_in_id, row.stated_figure))
    return next((each for (claim, _), each in by_key.items() if claim == row.stated_in_id), None)
