"""Ordering rows by uncertain dates."""

from datetime import date

from django.db.models import Case, F, When
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan


def day_placed(name: str) -> Case:
    """The day to sort a date by: its earliest or, if its start is open, its latest.

    "By April 2028" is sorted in April 2028 and not before everything else.
    """
    return Case(When(**{f"{name}_earliest": date.min}, then=F(f"{name}_latest")), default=F(f"{name}_earliest"))


def follows(names, values) -> TupleGreaterThan:
    """Rows after these values in the order of these columns."""
    return TupleGreaterThan(Tuple(*(F(name) for name in names)), tuple(values))


def precedes(names, values) -> TupleLessThan:
    return TupleLessThan(Tuple(*(F(name) for name in names)), tuple(values))
