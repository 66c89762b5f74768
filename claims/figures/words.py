"""Figures in words and as intervals; never adjusted."""

import re
from copy import copy
from dataclasses import dataclass
from decimal import Decimal

from claims.choices import FigureBasis, Per, Unit
from claims.notes import EditorNotes
from councils.models import Passage
from proposals.choices import Bound
from record.dates import DateExtent, UncertainDate
from record.text.english import counted_years, mid_sentence
from record.text.numbers import COUNTED, PARTS, WORD

SINGULAR = {
    Unit.PEOPLE: "person",
    Unit.ELECTORS: "elector",
    Unit.HOUSEHOLDS: "household",
    Unit.DWELLINGS: "dwelling",
    Unit.JOBS: "job",
    Unit.COUNCILLORS: "councillor",
    Unit.COUNCILS: "council",
    Unit.HECTARES: "hectare",
    Unit.SQUARE_MILES: "square mile",
    Unit.SQUARE_KILOMETRES: "square kilometre",
    Unit.FULL_TIME_EQUIVALENTS: "full-time equivalent",
    Unit.DAYS: "day",
    Unit.MONTHS: "month",
    Unit.YEARS: "year",
    Unit.RESPONSES: "response",
}
SPANS = {
    Per.YEAR: " a year",
    Per.MONTH: " a month",
    Per.WEEK: " a week",
    Per.ONE_OFF: ", once",
    Per.NOT_STATED: ", span not stated",
}

PLACING = {
    *("as", "at", "by", "during", "for", "from", "in", "on", "over", "before", "after", "since", "until"),
    *("to", "up", "last", "this", "next", "within", "throughout", "under", "between", "each", "every"),
}

# A fraction that begins with one of these has no hedge of its own: a third, two thirds, half.
FIRST_WORDS = COUNTED.keys() | PARTS.keys()

# From here on a number is written with a word, where three decimals are enough for all of it.
WORDS = [(Decimal(10**9), "billion"), (Decimal(10**6), "million")]
MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure allows; None means no bound on that side.

    ``is_uncertain`` if the source says “about” or “nearly”: both ends are then its number,
    and neither is a bound.
    """

    low: Decimal | None
    high: Decimal | None
    is_uncertain: bool = False
    is_low_out: bool = False
    is_high_out: bool = False

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def bound(self) -> str:
        """The bound that allows exactly this; ValueError if neither side is bounded."""
        if self.low is None and self.high is None:
            raise ValueError("This interval has no bound.")
        if self.low is None or self.high is None:
            end, is_out = (self.high, self.is_high_out) if self.low is None else (self.low, self.is_low_out)
            if (self.low is None) == (end < 0):
                return Bound.OVER if is_out else Bound.AT_LEAST
            return Bound.UNDER if is_out else Bound.UP_TO
        if self.low != self.high:
            return Bound.BETWEEN
        return Bound.ABOUT if self.is_uncertain else Bound.EXACTLY


def interval_of(figure) -> Interval:
    """The values that a figure allows.

    The bound of a loss is that of its size: to lose up to 3 is −3 or more.
    """
    value = figure.value
    match figure.bound:
        case Bound.BETWEEN:
            return Interval(figure.low, figure.high)
        case Bound.UP_TO | Bound.UNDER | Bound.AT_LEAST | Bound.OVER as bound:
            is_out = bound in (Bound.UNDER, Bound.OVER)
            if (bound in (Bound.UP_TO, Bound.UNDER)) == (value < 0):
                return Interval(value, None, is_low_out=is_out)
            return Interval(None, value, is_high_out=is_out)
        case Bound.ABOUT | Bound.NEARLY:
            return Interval(value, value, is_uncertain=True)
        case _:
            return Interval(value, value)


# Numbers in words


def plain(value: Decimal) -> str:
    """Digits alone, for `data-value` and files: 43000000."""
    return f"{value.normalize():f}"


def number(value: Decimal) -> str:
    """Format a number: “43 million” if that is exact, otherwise 43,000."""
    size = abs(value)
    for unit, word in WORDS:
        if size >= unit:
            share = (size / unit).normalize()
            if -share.as_tuple().exponent <= MOST_DECIMALS:
                return f"{_sign(value)}{share:,f} {word}"
            break
    return f"{_sign(value)}{size.normalize():,f}"


def _sign(value) -> str:
    return "−" if value < 0 else ""


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit: £43 million, 97,000 people, 111%, 1 council."""
    printed = number(abs(value))
    sign = _sign(value)
    if unit == Unit.POUNDS:
        is_pence = value % 1 and printed[-1].isdigit() and abs(value).normalize().as_tuple().exponent == -1
        return f"{sign}£{printed}{'0' if is_pence else ''}"
    if unit == Unit.PER_CENT:
        return f"{sign}{printed}%"
    if unit == Unit.COUNT:
        return f"{sign}{printed}"
    word = SINGULAR.get(unit) if abs(value) == 1 else None
    return f"{sign}{printed} {word or Unit(unit).label}"


def bounded(bound: str, value, low, high, unit: str, printed=amount) -> str:
    """A number with its bound as worded: up to £43 million."""
    if bound == Bound.BETWEEN:
        return f"between {printed(low, unit)} and {printed(high, unit)}"
    word = Bound(bound).label
    return f"{word} {printed(value, unit)}" if word else printed(value, unit)


def size(figure) -> str:
    """How much, and for what span of time: up to £43 million a year."""
    if figure.out_of is not None:
        return f"{_out_of(figure)}{SPANS.get(figure.per, '')}"
    words = fraction_as_printed(figure) or bounded(figure.bound, figure.value, figure.low, figure.high, figure.unit)
    share = f" of {figure.share_of}" if figure.share_of else ""
    return f"{words}{share}{SPANS.get(figure.per, '')}"


def _out_of(figure) -> str:
    """A number with its whole: “6 councils out of 9”, “6 out of 9 district councils”."""
    printed = (lambda value, unit: number(value)) if figure.share_of else amount
    words = bounded(figure.bound, figure.value, figure.low, figure.high, figure.unit, printed)
    return f"{words} out of {number(figure.out_of)}{figure.share_of and ' '}{figure.share_of}"


def fraction_as_printed(figure) -> str:
    """The words of a percentage printed as a fraction: “around a third”; else empty."""
    words = figure.printed.split()
    if figure.unit != Unit.PER_CENT or re.search(r"\d", figure.printed) or PARTS.keys().isdisjoint(_words(words)):
        return ""
    # The hedge may be left to the bound, and is not said twice.
    bound = Bound(figure.bound).label if figure.bound != Bound.BETWEEN and _words(words[:1]) & FIRST_WORDS else ""
    return f"{bound} {figure.printed}".strip()


def _words(words) -> set[str]:
    return {part for word in words for part in WORD.findall(word.casefold())}


# What it is stated of, and on what basis


def basis_of(figure) -> str:
    """“gross” or “net”; empty if that is not stated."""
    return "" if figure.basis == FigureBasis.NOT_STATED else FigureBasis(figure.basis).label


def scope_of(figure) -> str:
    """The scope of a figure in words; empty if it does not say."""
    parts = []
    if figure.proposed:
        parts.append(f"the proposed council {figure.proposed}")
    if figure.council:
        parts.append(figure.council)
    if figure.scope:
        parts.append(figure.scope)
    return ", ".join(parts)


def plan_of(figure) -> str:
    """For whose plan it is stated: the option, or else the proposal."""
    if figure.option:
        return f"the option {figure.option}"
    return f"the proposal {figure.proposal}" if figure.proposal else ""


def dated(date: UncertainDate | None) -> str:
    """A date as the source words it, or else in English."""
    return (date.printed or str(date)) if date else ""


def period_of(figure) -> str:
    """The period: “as at March 2024”, “in 2023/24”, or the source's own wording."""
    if not figure.when:
        return ""
    words = dated(figure.when)
    if _is_placed(words):
        return words
    is_period = figure.when.extent == DateExtent.THROUGHOUT and not figure.when.is_exact
    return f"{'in' if is_period else 'as at'} {words}"


def start_of(figure) -> str:
    """“running from 2030”, “running by 2030”."""
    if not figure.starts:
        return ""
    words = dated(figure.starts)
    return f"running {words}" if _is_placed(words) else f"running from {words}"


def years_of(figure) -> str:
    """The years of a figure that are counted from a start, in words."""
    return counted_years(figure.years)


def _is_placed(words: str) -> bool:
    """True if the wording has its own preposition: “by 2030”, “as at 2023/24”."""
    return words.split(" ", 1)[0].casefold() in PLACING


def terms_of(figure) -> list[str]:
    """Terms beyond the basis: price year, comparison, inclusions, exclusions, model."""
    found = [
        (figure.price_year, "{}" if "price" in figure.price_year.casefold() else "price year {}"),
        (figure.compared_with, "compared with {}"),
        (figure.leaves_in, "with {} left in"),
        (figure.leaves_out, "with {} left out"),
        (figure.model_by and mid_sentence(str(figure.model_by)), "by the model of {}"),
    ]
    terms = [words.format(value) for value, words in found if value]
    if figure.asked is not None:
        terms.append(f"{figure.asked:,} asked")
    if figure.answered is not None:
        terms.append(f"{figure.answered:,} answered")
    return terms


def in_words(figure) -> str:
    """All of a figure: up to £43 million a year, gross, for the option North."""
    return ", ".join(filter(None, [size(figure), *qualified(figure)]))


def qualified(figure, *, with_plan=True) -> list[str]:
    """Everything but the number: basis, scope, plan, dates, terms, words of certainty."""
    scope, plan = scope_of(figure), plan_of(figure) if with_plan else ""
    return [
        part
        for part in (
            basis_of(figure),
            mid_sentence(scope),
            plan and f"for {plan}",
            period_of(figure),
            start_of(figure),
            years_of(figure),
            *terms_of(figure),
            figure.certainty and f"worded “{figure.certainty}”",
        )
        if part
    ]


@dataclass(slots=True, eq=False)
class StatedFigure:
    """A figure as plain values, with councils, proposals and options by name.

    Its maker, date and words are in ``by``; a figure has none of its own.
    """

    measure: int
    bound: str = Bound.EXACTLY
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = Unit.POUNDS
    per: str = Per.TOTAL
    basis: str = FigureBasis.NOT_STATED
    key: str = "figure"
    printed: str = ""
    starts: UncertainDate | None = None
    when: UncertainDate | None = None
    years: str = ""
    scope: str = ""
    council: str = ""
    proposal: str = ""
    option: str = ""
    proposed: str = ""
    certainty: str = ""
    price_year: str = ""
    compared_with: str = ""
    leaves_in: str = ""
    leaves_out: str = ""
    model_by: str = ""
    out_of: Decimal | None = None
    out_of_printed: str = ""
    share_of: str = ""
    asked: int | None = None
    answered: int | None = None
    note: str = ""
    claim: int | None = None
    option_id: int | None = None
    proposal_id: int | None = None
    proposed_key: str = ""
    by: object = None
    # How its own maker has replaced it since: “corrected”, “superseded” or “retracted”.
    replaced: str = ""

    @property
    def notes(self) -> EditorNotes:
        """The editors' notes beside it: on it, and on its claim, words and document."""
        return self.by.notes.for_figures([self.key])

    @property
    def is_replaced(self) -> bool:
        return bool(self.replaced)

    @property
    def quotation(self) -> Passage | None:
        """The words beside it; whether they carry it is told of this figure alone."""
        return with_figures(self.by.passage, [self])


def with_figures(passage: Passage | None, figures: list) -> Passage | None:
    """A copy of the passage to print beside these figures of its claim only."""
    beside = copy(passage)
    if beside:
        beside.figures = figures
    return beside
