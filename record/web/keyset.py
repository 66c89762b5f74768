"""Keyset pagination: the next page begins after the last row of this one.

OFFSET reads all that it skips, and shows a row twice or never when the record
changes between two pages. Here the address carries a cursor: the values of the
last row, by which the database goes straight to the next.

    BY_DATE = DatedKeyset(Document, "date", "pk")
    page = BY_DATE.page(documents, after=request.GET.get("after", ""))

A cursor is opaque to readers. It names a record by its public id and never by
its primary key, which would show how many drafts there are.
"""

import base64
import binascii
import datetime
import json
import re
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from record.content.schema import CONTROL_CHARACTERS
from record.dates.edtf import OPEN_START
from record.dates.order import day_placed
from record.ids import ALPHABET, LENGTH

SIZE = 25
LONGEST = 600
PUBLIC_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


class BadCursor(ValueError):
    """A cursor that this list did not give out; `str()` is a sentence for the reader."""

    def __init__(self):
        super().__init__("The place in the list that this address names is not understood. The list begins anew.")


@dataclass(frozen=True)
class Cursor:
    """A place in a list, by the values of its row; ``back`` to go towards the start."""

    values: tuple
    back: bool = False

    def __str__(self):
        text = json.dumps([int(self.back), *self.values], default=str, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class KeysetPage:
    """Rows of a list, and the cursors of the pages beside them; empty at the ends."""

    rows: list
    next: str = ""
    previous: str = ""


class Keyset:
    """A total order by columns; the last column must be unique.

    Rows with NULL in the first column come last. Other columns that may be NULL are
    taken to be NULL with it, as the two of a date are.
    """

    def __init__(self, model, *columns, descending=False):
        self.model = model
        self.columns = columns
        self.descending = descending

    @cached_property
    def fields(self) -> list:
        return [self.model._meta.pk if name == "pk" else self.model._meta.get_field(name) for name in self.columns]

    @cached_property
    def sure(self) -> list[str]:
        """The columns that are never NULL."""
        return [name for name, field in zip(self.columns, self.fields, strict=True) if not _may_be_null(field)]

    # Reading and writing cursors

    def read(self, text: str) -> Cursor:
        """The cursor of an address. Raises BadCursor for what ``page`` did not write."""
        back, *values = decoded(text)
        return self.checked(back, values)

    def checked(self, back, values) -> Cursor:
        if back not in (0, 1) or len(values) != len(self.fields):
            raise BadCursor
        values = tuple(_value(field, value) for field, value in zip(self.fields, values, strict=True))
        gaps = {value is None for field, value in zip(self.fields, values, strict=True) if _may_be_null(field)}
        if len(gaps) > 1:
            raise BadCursor
        return Cursor(values, bool(back))

    def cursor(self, row, back=False) -> Cursor:
        return Cursor(tuple(_shown(row, field) for field in self.fields), back)

    # Querysets

    def ordered(self, queryset, back=False):
        sign = "-" if back != self.descending else ""
        return queryset.order_by(*(sign + name for name in self.columns))

    def beyond(self, queryset, cursor: Cursor):
        """The rows after the cursor, or before it where it goes back."""
        columns, values = zip(*self._compared(cursor.values), strict=True)
        compare = TupleLessThan if cursor.back != self.descending else TupleGreaterThan
        return queryset.filter(compare(Tuple(*columns), values))

    def _compared(self, values) -> list[tuple]:
        """Pairs of a column and the value of the cursor to compare it with."""
        names = self.sure if values[0] is None else self.columns
        pairs = zip(self.columns, self.fields, values, strict=True)
        return [(F(name), _bound(field, value)) for name, field, value in pairs if name in names]

    def page(self, queryset, after: str = "", size: int = SIZE) -> KeysetPage:
        """One page, in one query, or two where the dated rows end. Raises BadCursor."""
        cursor = self.read(after) if after else None
        back = bool(cursor and cursor.back)
        rows = []
        for part in self._parts(queryset, cursor):
            rows += self.ordered(part, back)[: size + 1 - len(rows)]
            if len(rows) > size:
                break
        return self.paged(rows, size, cursor)

    def paged(self, rows: list, size: int, cursor: Cursor | None, load=None) -> KeysetPage:
        """Make a page of rows read from a cursor on, one more than the page shows.

        ``load`` makes of the rows of the page what it shows, in the same order.
        """
        more, rows = len(rows) > size, rows[:size]
        if cursor is None or not cursor.back:
            before, after = cursor is not None, more
        else:
            before, after = more, True
            rows.reverse()
        rows = load(rows) if load else rows
        if not rows:
            return KeysetPage([])
        return KeysetPage(
            rows,
            next=str(self.cursor(rows[-1])) if after else "",
            previous=str(self.cursor(rows[0], back=True)) if before else "",
        )

    def _parts(self, queryset, cursor):
        """Querysets to read in turn: rows with the first column, then those without."""
        if not _may_be_null(self.fields[0]):
            yield self.beyond(queryset, cursor) if cursor else queryset
            return
        dated_and_undated = [queryset.exclude(_null(self.columns[0])), queryset.filter(_null(self.columns[0]))]
        start = 0 if cursor is None else int(cursor.values[0] is None)
        backwards = bool(cursor and cursor.back)
        for place in range(start, -1, -1) if backwards else range(start, 2):
            yield (
                self.beyond(dated_and_undated[place], cursor) if cursor and place == start else dated_and_undated[place]
            )


class DatedKeyset(Keyset):
    """An order by an uncertain date and then by other columns.

    The rows of an ordered queryset have the day by which they are sorted as ``placed``.
    """

    def __init__(self, model, date: str, *columns, descending=False):
        super().__init__(model, f"{date}_earliest", f"{date}_latest", *columns, descending=descending)
        self.date = date

    def ordered(self, queryset, back=False):
        sign = "-" if back != self.descending else ""
        names = (sign + name for name in ("placed", *self.columns))
        return queryset.annotate(placed=day_placed(self.date)).order_by(*names)

    def _compared(self, values):
        compared, (earliest, latest, *_) = super()._compared(values), values
        if earliest is None:
            return compared
        return [(day_placed(self.date), latest if earliest == OPEN_START else earliest), *compared]


class ComputedKeyset(Keyset):
    """An order by annotations, alike in all parts of a union.

    Each column comes with a field that says which values a cursor may have. What
    is listed has its place in the order as ``sort_key``.
    """

    def __init__(self, descending=False, **fields: models.Field):
        self.columns = tuple(fields)
        self.fields = list(fields.values())
        self.descending = descending

    def cursor(self, row, back=False) -> Cursor:
        return Cursor(tuple(row.sort_key), back)


def decoded(text: str) -> list:
    """The values in a cursor's text, not checked yet. Raises BadCursor."""
    try:
        if len(text) > LONGEST:
            raise ValueError(text)
        values = json.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
        if not isinstance(values, list) or not values:
            raise ValueError(text)
    except (ValueError, RecursionError, binascii.Error):
        raise BadCursor from None
    return values


def _may_be_null(field) -> bool:
    # A generated column is NULL where what it is generated from says nothing.
    return field.null or field.generated


def _null(name) -> Q:
    return Q((f"{name}__isnull", True))


def _record(field):
    """The model whose public id stands in for this column; None for a plain column."""
    target = field.related_model if field.is_relation else field.model if field.primary_key else None
    return target if target and any(each.name == "public_id" for each in target._meta.concrete_fields) else None


def _shown(row, field):
    if record := _record(field):
        return row.public_id if record is type(row) else getattr(row, field.name).public_id
    return getattr(row, field.attname)


def _value(field, value):
    """A value of a cursor as its column takes it. Raises BadCursor."""
    plain = field.output_field if field.generated else field
    if value is None and _may_be_null(field):
        return None
    if _record(field):
        return _public_id(value)
    if isinstance(plain, models.DateField):
        return _day(value)
    if isinstance(plain, models.IntegerField):
        is_sound = type(value) is int and abs(value) < 2**63
    else:
        is_sound = isinstance(value, str) and not CONTROL_CHARACTERS.search(value)
    if not is_sound or not _is_valid(plain, value):
        raise BadCursor
    return value


def _public_id(value) -> str:
    if not isinstance(value, str) or not PUBLIC_ID.fullmatch(value):
        raise BadCursor
    return value


def _is_valid(field, value) -> bool:
    """Check a value by the field's own validators."""
    try:
        field.run_validators(value)
    except ValidationError:
        return False
    return True


def _day(value) -> datetime.date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise BadCursor
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise BadCursor from None


def _bound(field, value):
    """The value to compare a column with: for a public id, the primary key."""
    if record := _record(field):
        return Subquery(record._base_manager.filter(public_id=value).values("pk"))
    return value


class CountOf(Subquery):
    """The count of a queryset as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()
