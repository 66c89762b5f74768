"""Ordering rows by uncertain dates.

One rule, in Python as ``UncertainDate.sort_key``, in the database as ``by_date``: by the
earliest day or, of what is known only by its end, by that end. "By April 2028" is in
April 2028 and not before everything else. Ties are broken by earliest and latest day.
"""

from django.db.models import Case, F, When
from django.db.models.expressions import OrderBy
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from record.dates.edtf import OPEN_START


def day_placed(name: str) -> Case:
    """The day to sort a date by: its earliest or, if its start is open, its latest."""
    return Case(When(**{f"{name}_earliest": OPEN_START}, then=F(f"{name}_latest")), default=F(f"{name}_earliest"))


def by_date(name: str, descending=False) -> list[OrderBy]:
    """Expressions that order rows by this date, undated rows last."""
    columns = day_placed(name), F(f"{name}_earliest"), F(f"{name}_latest")
    return [OrderBy(column, descending=descending, nulls_last=True) for column in columns]


def follows(names, values) -> TupleGreaterThan:
    """Rows after these values in the order of these columns."""
    return TupleGreaterThan(Tuple(*(F(name) for name in names)), tuple(values))


def precedes(names, values) -> TupleLessThan:
    return TupleLessThan(Tuple(*(F(name) for name in names)), tuple(values))
