"""The second check of a quotation: its words carry it (docs/laws.md, law 2).

The first is its state: the words are in the document (``councils.quotations.matching``).
"""

from collections.abc import Iterable

from councils.choices import PER_CENT, Carrying, QuotationState, WordsFrom
from record.text.numbers import holds


def carries(passage, figures: Iterable = ()) -> Carrying:
    """Tell if the words of a passage carry a claim that states these figures.

    Words of an address carry nothing. All others hold the number of each figure, or they do not;
    words of a title are a headline. Words that an editor found short, or that the document strikes through, carry it in
    part.
    """
    if passage.words_from == WordsFrom.ADDRESS:
        return Carrying.NO
    if not all(holds_number(passage.quote, each) for each in figures):
        return Carrying.NO
    if passage.words_from == WordsFrom.TITLE:
        return Carrying.HEADLINE
    is_short = passage.falls_short or passage.state == QuotationState.STRUCK
    return Carrying.PART if is_short else Carrying.YES


def holds_number(words: str, figure) -> bool:
    """True if the words hold a figure: as printed, in digits or in English."""
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    return holds(words, figure.printed or "", ends, figure.unit == PER_CENT)


def missing_numbers(words: str, figures: Iterable) -> str:
    """A sentence on the figures that the words do not hold; empty if they hold all."""
    held = [holds_number(words, each) for each in figures]
    missing, count = held.count(False), len(held)
    if not missing or not words:
        return ""
    if count == 1:
        return "These words do not hold the number."
    return f"These words do not hold {'any' if missing == count else missing} of these {count} numbers."
