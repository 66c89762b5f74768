"""Figures of one measure in the accounts that open the page of a question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.choices import FigureBasis
from claims.figures.comparability import agreement
from claims.figures.queries import bare_figures_of_claims
from claims.figures.words import StatedFigure, basis_of, size
from claims.models import Claim, Figure, Measure
from record.text.english import joined
from timeline.accounts.page import OpeningAccount


@dataclass(frozen=True)
class SharedMeasure:
    """A measure on which several of the accounts state a figure.

    ``words`` say whether these figures agree in scope and basis.
    """

    measure: Measure
    words: str


def shared_measures(case, accounts: Iterable[OpeningAccount]) -> list[SharedMeasure]:
    """The measures of several accounts; sets ``figures`` of each account.

    Where any figure of a measure states gross or net, each account says it of its own.
    """
    by_claim = {account.claim.pk: account for account in accounts if account.claim}
    by_measure: dict[int, list[StatedFigure]] = defaultdict(list)
    for figure in bare_figures_of_claims(case, by_claim):
        by_measure[figure.measure].append(figure)
    shared = {pk: figures for pk, figures in by_measure.items() if len({each.claim for each in figures}) > 1}
    found = []
    for measure in Measure.objects.filter(pk__in=shared).order_by("sequence", "pk") if shared else ():
        measure.case = case
        figures = shared[measure.pk]
        if words := _agreement_in_words(figures, measure):
            found.append(SharedMeasure(measure, words))
        if any(each.basis != FigureBasis.NOT_STATED for each in figures):
            for each in figures:
                by_claim[each.claim].figures.append(f"{size(each)}: {basis_of(each) or 'net or gross not stated'}")
    return found


def _agreement_in_words(figures: list[StatedFigure], measure: Measure) -> str:
    found = agreement(figures)
    if found is None:
        return ""
    if found.is_full:
        return "these figures agree in scope and basis."
    silence = f" {_of_those_shown(found.silence, len(figures), measure)}." if found.silence else ""
    differ = f" They differ in {joined(found.varying)}." if found.varying else ""
    return f"these figures cannot {'all ' if len(figures) > 2 else ''}be compared.{differ}{silence}"


def _of_those_shown(silence: str, count: int, measure: Measure) -> str:
    """Say what none of those shown states, and if others of the measure do."""
    shown = silence.replace("Neither", "Neither of the two shown" if count == 2 else f"None of the {count} shown")
    others = Figure.objects.filter(measure=measure, claim__in=Claim.objects.published())
    does = others.exclude(basis=FigureBasis.NOT_STATED).exists()
    return f"{shown}; other figures of this measure are stated as gross or net" if does else shown
