"""Our arithmetic on stated figures: exact, with bounds, and with its formula.

A result that a document states is printed next to ours. If the two differ, we say so
without judging; if a number is missing or cannot be divided by, we say why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal

from claims.choices import Operation, Per, Unit
from claims.figures.words import SINGULAR, Interval, StatedFigure, amount, bounded, interval_of, number, size
from proposals.choices import Bound

# Sums and differences of stored numbers are exact; a quotient is carried to more places than are ever printed.
EXACT = Context(prec=60)
SIGNS = {Operation.SUM: "+", Operation.DIFFERENCE: "−", Operation.RATIO: "÷", Operation.SHARE: "÷"}
ADDING = (Operation.SUM, Operation.DIFFERENCE)
# In per cent.
WHOLE = Decimal(100)


class NoResult(Exception):
    """Why there is nothing to print, in a sentence for readers."""


@dataclass(frozen=True, slots=True)
class ArithmeticResult:
    """A result in words with its formula, or the ``reason`` why there is none.

    ``note`` compares with what a document states; ``unit`` and ``per`` belong to a sum or
    difference.
    """

    formula: str = ""
    result: str = ""
    reason: str = ""
    note: str = ""
    interval: Interval | None = None
    comes_out: bool | None = None
    is_over_whole: bool = False
    unit: str = ""
    per: str = ""


def reckon(operation: str, terms: Sequence[StatedFigure | None], unit: str = "") -> ArithmeticResult:
    """The result of an operation on figures in order; None is an unpublished figure."""
    try:
        interval = _result(operation, terms)
    except NoResult as none:
        return ArithmeticResult(reason=str(none))
    printed = _printer(operation, terms, unit)
    is_loose = interval.is_uncertain and interval.bound != Bound.ABOUT
    roughly = (lambda value, unit: f"about {printed(value, unit)}") if is_loose else printed
    result = bounded(interval.bound, _value(interval), interval.low, interval.high, unit, roughly)
    parts = [_term(figure, operation) for figure in terms]
    formula = f" {SIGNS[operation]} ".join(parts)
    if operation == Operation.SHARE:
        formula = f"{formula} × 100"
    measured = {"unit": unit or terms[0].unit, "per": terms[0].per} if operation in ADDING else {}
    is_share = operation == Operation.SHARE or measured.get("unit") == Unit.PER_CENT
    return ArithmeticResult(
        formula=f"{formula} = {result}",
        result=result,
        interval=interval,
        is_over_whole=is_share and _is_above(interval, WHOLE),
        **measured,
    )


def compare_with_stated(reckoned: ArithmeticResult, operation: str, stated: StatedFigure | None) -> ArithmeticResult:
    """Add a note on the result that a document states; None if it is unpublished."""
    if stated is None:
        note = "No published claim states this result as a number."
        return _noted(reckoned, note, None)
    if reckoned.interval is None:
        return _noted(reckoned, f"The document states {size(stated)}.", None)
    if reckoned.unit and (reckoned.unit, reckoned.per) != (stated.unit, stated.per):
        return _noted(reckoned, f"The document states {size(stated)}, in another unit or for another span.", None)
    ours, theirs = reckoned.interval, interval_of(stated)
    if ours == theirs:
        return _noted(reckoned, f"The document states the same: {size(stated)}.", True)
    if _agree(ours, theirs):
        how = "this is about that" if ours.is_uncertain or theirs.is_uncertain else "this rounds to that"
        return _noted(reckoned, f"The document states {size(stated)}; {how}.", True)
    if theirs.is_point or ours.is_uncertain or reckoned.is_over_whole:
        note = f"{_said(operation, ours)} {reckoned.result}; the document states {size(stated)}."
        return _noted(reckoned, note, False if theirs.is_point else None)
    lies = _lies_in(ours, theirs)
    does = "lies" if lies else "does not lie"
    return _noted(reckoned, f"The document states {size(stated)}; this {does} within that.", lies)


def _said(operation, ours: Interval) -> str:
    if operation == Operation.SUM:
        return "These add up to" if ours.is_point else "The sum is"
    return "The difference is" if operation == Operation.DIFFERENCE else "This comes to"


def _noted(reckoned, note, comes_out):
    return replace(reckoned, note=note, comes_out=comes_out)


# The result


def _result(operation, terms) -> Interval:
    if missing := sum(figure is None for figure in terms):
        which = "One of its numbers is" if missing == 1 else f"{missing} of its numbers are"
        raise NoResult(f"{which} not published, so nothing is worked out.")
    if operation in ADDING and len({(figure.unit, figure.per) for figure in terms}) > 1:
        raise NoResult("Its numbers are in different units or for different spans, so nothing is worked out.")
    if operation in ADDING and any(figure.per == Per.NOT_STATED for figure in terms):
        raise NoResult("For what span of time they are is not stated of all, so nothing is worked out.")
    if operation == Operation.SHARE and len(terms) != 2:
        raise NoResult("A share is of two numbers, so nothing is worked out.")
    result, *rest = [interval_of(figure) for figure in terms]
    steps = {Operation.SUM: _added, Operation.DIFFERENCE: _taken, Operation.RATIO: _divided, Operation.SHARE: _divided}
    for each in rest:
        result = steps[Operation(operation)](result, each)
    if operation == Operation.SHARE:
        result = _times_a_hundred(result)
    if result.low is None and result.high is None:
        raise NoResult("Its numbers are bounded on opposite sides, so the result has no bound.")
    return result


def _added(a: Interval, b: Interval) -> Interval:
    return Interval(
        low=None if a.low is None or b.low is None else EXACT.add(a.low, b.low),
        high=None if a.high is None or b.high is None else EXACT.add(a.high, b.high),
        is_uncertain=a.is_uncertain or b.is_uncertain,
        is_low_out=a.is_low_out or b.is_low_out,
        is_high_out=a.is_high_out or b.is_high_out,
    )


def _taken(a: Interval, b: Interval) -> Interval:
    return _added(a, _negative(b))


def _negative(each: Interval) -> Interval:
    return Interval(
        low=None if each.high is None else -each.high,
        high=None if each.low is None else -each.low,
        is_uncertain=each.is_uncertain,
        is_low_out=each.is_high_out,
        is_high_out=each.is_low_out,
    )


def _divided(a: Interval, b: Interval) -> Interval:
    """A quotient. The divisor is a size, so without a lower bound it is above zero."""
    if 0 in (b.low, b.high):
        raise NoResult("It would divide by zero, so nothing is worked out.")
    if _is_below_zero(b):
        raise NoResult("It would divide by a number below zero, so nothing is worked out.")
    if _is_below_zero(a):
        if not b.is_point:
            raise NoResult("A number below zero is divided by a range, so nothing is worked out.")
        return Interval(
            low=None if a.low is None else EXACT.divide(a.low, b.low),
            high=None if a.high is None else EXACT.divide(a.high, b.low),
            is_uncertain=a.is_uncertain or b.is_uncertain,
            is_low_out=a.is_low_out,
            is_high_out=a.is_high_out,
        )
    return Interval(
        low=None if a.low is None or b.high is None else EXACT.divide(a.low, b.high),
        high=None if a.high is None or b.low is None else EXACT.divide(a.high, b.low),
        is_uncertain=a.is_uncertain or b.is_uncertain,
        is_low_out=a.is_low_out or b.is_high_out,
        is_high_out=a.is_high_out or b.is_low_out,
    )


def _is_below_zero(each: Interval) -> bool:
    return any(end is not None and end < 0 for end in (each.low, each.high))


def _times_a_hundred(each: Interval) -> Interval:
    low, high = (None if end is None else EXACT.multiply(end, WHOLE) for end in (each.low, each.high))
    return Interval(low, high, each.is_uncertain, each.is_low_out, each.is_high_out)


# In words


def _value(interval: Interval):
    return interval.high if interval.low is None else interval.low


def rounded(value: Decimal) -> Decimal:
    """Round to whole numbers from 100, to one decimal from 10, and to two below."""
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)


def _printer(operation, terms, unit):
    """How a result is printed: in its unit, or for a quotient in those of its numbers."""
    if operation in ADDING:
        return lambda value, _: amount(value, unit or terms[0].unit)
    if operation == Operation.SHARE:
        return lambda value, _: amount(rounded(value), Unit.PER_CENT)
    if unit:
        return lambda value, _: amount(rounded(value), unit)
    return lambda value, _: _rate(rounded(value), terms)


def _rate(value, terms) -> str:
    """“425 people to the square mile”, “£210 for each household”, “2.8 to one”."""
    first, *rest = [figure.unit for figure in terms]
    if len(rest) > 1:
        return number(value)
    below = rest[0]
    if first == below:
        return f"{number(value)} {Unit.RATIO.label}"
    if below in (Unit.COUNT, Unit.RATIO, Unit.PER_CENT):
        return amount(value, first)
    singular = SINGULAR.get(below, "pound")
    is_area = below in (Unit.HECTARES, Unit.SQUARE_MILES, Unit.SQUARE_KILOMETRES)
    return f"{amount(value, first)} {'to the' if is_area else 'for each'} {singular}"


def _term(figure: StatedFigure, operation) -> str:
    """A figure in a formula, with its bound and the symbol of its unit, if any."""
    has_sign = figure.unit in (Unit.POUNDS, Unit.PER_CENT)
    words = bounded(
        figure.bound,
        figure.value,
        figure.low,
        figure.high,
        figure.unit,
        amount if has_sign else (lambda value, _: number(value)),
    )
    is_below_zero = figure.value is not None and figure.value < 0
    return f"({words})" if is_below_zero or figure.bound == Bound.BETWEEN else words


# What the document states


def _agree(ours: Interval, stated: Interval) -> bool:
    """True if our result, rounded like the document's, equals it with the same bound."""
    if (stated.is_point, stated.is_low_out, stated.is_high_out) != (ours.is_point, ours.is_low_out, ours.is_high_out):
        return False
    return _same(ours.low, stated.low, stated) and _same(ours.high, stated.high, stated)


def _lies_in(ours: Interval, stated: Interval) -> bool:
    """True if our whole interval lies in the range that the document states."""
    is_above = stated.low is None or (
        ours.low is not None
        and (ours.low > stated.low or (ours.low == stated.low and (ours.is_low_out or not stated.is_low_out)))
    )
    is_below = stated.high is None or (
        ours.high is not None
        and (ours.high < stated.high or (ours.high == stated.high and (ours.is_high_out or not stated.is_high_out)))
    )
    return is_above and is_below


def _is_above(each: Interval, value: Decimal) -> bool:
    return each.low is not None and (each.low > value or (each.low == value and each.is_low_out))


def _same(ours, stated, interval) -> bool:
    if ours is None or stated is None:
        return ours is stated
    if ours == stated:
        return True
    is_whole = ours == ours.to_integral_value() and not interval.is_uncertain
    if is_whole:
        return False
    last = stated.normalize().as_tuple().exponent if interval.is_uncertain else min(0, _last(stated))
    return ours.quantize(Decimal(1).scaleb(last), rounding=ROUND_HALF_UP, context=EXACT) == stated


def _last(value: Decimal) -> int:
    return value.normalize().as_tuple().exponent
