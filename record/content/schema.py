"""The registry of schemas, which case files, drafts and versions share.

Each app declares the schemas of its own records as pydantic classes and registers
each as a :class:`RecordKind`. This module knows no noun of the field. The
annotation of a field is all that ``record.content.codec`` needs to turn rows into
contents and back, and ``record.content.rendering`` to say them in words:

- a plain value is the column of the same name;
- :class:`Reference` is a foreign key, written as the other record's key;
- a :class:`DateSchema` is an uncertain date;
- a :class:`Part`, or a list of them, is rows that belong to the record;
- :class:`Through` is a list of keys, kept as a table of its own.
"""

import datetime
import decimal
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from django.apps import apps
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from record.dates import DateBasis, DateExtent, UncertainDate

CLOCK_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# Tab and line feed may stand in a text; NUL and its kin are refused by PostgreSQL or by readers of feeds.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What nobody sees and what has others see something else than was written: controls of direction, line breaks
# that are none in a form, tags. Soft hyphens and joiners have their place within words.
MISLEADING = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
# Letters and symbols that print as nothing.
BLANKS = set("\u115f\u1160\u2800\u3164\uffa0")


def short(value) -> str:
    """A value as messages name it: on one line, and cut where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


class ContentFault(ValueError):
    """A fault of a content, at the key or part of it that the path leads to."""

    def __init__(self, reason: str, *path: str | int):
        super().__init__(reason)
        self.path = path


def printable(value: str) -> str:
    """Return a text that prints as it was written. Raises ValueError for any other."""
    if CONTROL_CHARACTERS.search(value):
        raise ValueError("holds a control character. Remove it")
    if found := MISLEADING.search(value):
        raise ValueError(f"holds the character U+{ord(found[0]):04X}, which nobody sees. Remove it")
    if "\N{REPLACEMENT CHARACTER}" in value:
        raise ValueError("holds U+FFFD, which stands for a character that could not be read. Write it again")
    if not any(map(_is_seen, value)):
        raise ValueError("holds nothing that can be seen. Write it, or leave it out")
    if value != value.strip():
        raise ValueError("begins or ends with white space. Remove it")
    return value


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in BLANKS


def _one_line(value: str) -> str:
    if "\n" in value:
        raise ValueError("has a line break. Write it on one line")
    return value


def _whole_number(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"[0-9]{10,}", value):
            raise ValueError(f"{short(value)} has {len(value):,} digits, and at most nine are taken. Shorten it")
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise ValueError(f"{short(value)} is not a whole number. Write digits only")
        return int(value)
    return value


def _plain_amount(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"-?([0-9]{16,}(\.[0-9]+)?|[0-9]+\.[0-9]{7,})", value):
            raise ValueError(
                f"{short(value)} is too long. At most 15 digits are taken before the point, and six after it"
            )
        if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", value):
            raise ValueError(
                f"{short(value)} is not a plain number. Write digits, and a point for decimals: 43000000 or 2.5"
            )
        return decimal.Decimal(value)
    return value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("yes", "no"):
            raise ValueError(f"{short(value)} is neither yes nor no. Write one of the two")
        return value == "yes"
    return value


def _calendar_day(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError(f"{short(value)} is not a day. Write it as 2025-10-31")
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is no day of the calendar. Write it as 2025-10-31") from None
    return value


def _clock_time(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(CLOCK_TIME, value):
            raise ValueError(f"{short(value)} is not a time of day. Write it as 18:30")
        return datetime.time.fromisoformat(value)
    return value


def _edtf(value: str) -> str:
    UncertainDate(value)
    return value


# Marks what is words, as against keys, addresses and numbers: what a withholding takes away.
WORDS = AfterValidator(printable)
ONE_LINE = AfterValidator(_one_line)


class FieldMark(Enum):
    """A mark of a field, for those who show it or ask who may publish it."""

    NOT_FOR_READERS = "kept in files and at the desk, and never shown to readers"
    AS_PRINTED = "the words of a document, shown in quotation marks"
    PART_KEY = "the key of a part of a record, shown as words"
    OUR_TITLE = "a title in words of ours, which no document prints"
    OUR_WORDS = "a text in words of ours, which no document prints"
    IN_NAME_OF = "the voice in whose name the record stands"
    ATTRIBUTED_TO = "a voice to which a part of the record gives words or a stance"
    YEARS_COUNTED = "years counted from a start, shown as words"


(
    NOT_FOR_READERS,
    AS_PRINTED,
    PART_KEY,
    OUR_TITLE,
    OUR_WORDS,
    IN_NAME_OF,
    ATTRIBUTED_TO,
    YEARS_COUNTED,
) = FieldMark

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=100)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), WORDS, ONE_LINE]
ShortLine = Annotated[Line, StringConstraints(max_length=35)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=5000), WORDS]
Printed = Annotated[Line, AS_PRINTED]
PrintedProse = Annotated[Prose, AS_PRINTED]
PartKey = Annotated[Key, PART_KEY]
# A title that we word: record/workflow/title_length.py.
Title = Annotated[Line, OUR_TITLE]
# What editors write, and the check of their wording reads: record/workflow/wording.py.
OurLine = Annotated[Line, OUR_WORDS]
OurProse = Annotated[Prose, OUR_WORDS]
# Numbers of an outside checklist.
Refs = Annotated[list[Line], NOT_FOR_READERS]
Number = Annotated[int, BeforeValidator(_whole_number), PlainSerializer(str)]
Amount = Annotated[
    decimal.Decimal, BeforeValidator(_plain_amount), PlainSerializer(lambda value: f"{value.normalize():f}")
]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no), PlainSerializer(lambda value: "yes" if value else "no")]
Day = Annotated[datetime.date, BeforeValidator(_calendar_day)]
Clock = Annotated[
    datetime.time,
    BeforeValidator(_clock_time),
    PlainSerializer(lambda value: f"{value:%H:%M}"),
    # "format": "time" would ask for seconds and a zone (RFC 3339).
    WithJsonSchema({"type": "string", "pattern": CLOCK_TIME}),
]
PublicId = Annotated[str, StringConstraints(pattern=r"^[0-9a-hjkmnp-tv-z]{10}$")]
Address = Annotated[
    str,
    StringConstraints(
        pattern=r'^https?://[^\s<>"\x00-\x1f\x7f-\x9f\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD-\uFFFF]+$',
        max_length=1000,
    ),
]
Lifecycle = Literal["draft", "needs-review", "published", "withdrawn"]


@dataclass(frozen=True)
class Reference:
    """Marks a field that names another record by its key."""

    kind: str


@dataclass(frozen=True)
class Through:
    """Marks a list of keys kept as rows of ``model``.

    ``parent`` is the foreign key to the record, ``target`` the one to what is named.
    """

    model: str
    parent: str
    target: str
    kind: str


class Schema(BaseModel):
    """A piece of a case file. Unknown keys are refused; empty ones are not written."""

    model_config = ConfigDict(extra="forbid")


class DateSchema(Schema):
    """A date: its EDTF form, wording as printed, basis and extent."""

    edtf: Annotated[str, AfterValidator(_edtf)] = Field(
        description="EDTF Level 0 or 1, such as 2025-01-08, 2025-05~, 2025-22/2025-23 or ../2028-04."
    )
    printed: Line | None = Field(None, description="The wording of the source, such as “during the summer”.")
    basis: Literal[tuple(DateBasis.values)] = Field(DateBasis.STATED.value, description="What the date rests on.")
    extent: Literal[tuple(DateExtent.values)] = Field(
        DateExtent.WITHIN.value, description="At some time within the bounds, or throughout them."
    )

    @cached_property
    def value(self) -> UncertainDate:
        return UncertainDate(self.edtf, self.printed or "", DateBasis(self.basis), DateExtent(self.extent))

    @classmethod
    def of(cls, value: UncertainDate) -> "DateSchema":
        return cls.model_construct(
            edtf=value.edtf,
            printed=value.printed or None,
            basis=DateBasis(value.basis).value,
            extent=DateExtent(value.extent).value,
        )


class PeriodSchema(DateSchema):
    """A period: a date that fills its bounds unless it says otherwise."""

    extent: Literal[tuple(DateExtent.values)] = Field(
        DateExtent.THROUGHOUT.value, description="Throughout the bounds, or at some time within them."
    )


class Embedded(Schema):
    """A group of columns of its record, whose names begin with ``prefix``."""

    prefix: ClassVar[str]


class SharedRow(Schema):
    """An immutable row that many may point at.

    A content that differs obtains another row.

    The default manager of ``model`` has ``obtain(contents, resolver)``, which
    returns the primary keys of the rows, in order.
    """

    model: ClassVar[str]


class Part(Schema):
    """Rows of ``model`` that belong to a record, by the foreign key ``parent``."""

    model: ClassVar[str]
    parent: ClassVar[str]


class RecordSchema(Schema):
    """The fields of every record: key, outside numbers and state."""

    key: Annotated[Key, NOT_FOR_READERS] = Field(
        title="Lasting name", description="Lasting and unique: lower case letters, digits and hyphens."
    )
    public_id: Annotated[PublicId | None, NOT_FOR_READERS] = Field(
        None, title="Lasting number", alias="id", description="Written by dumps; derived from the key if absent."
    )
    refs: Refs = Field(
        [], title="Outside numbers", description="Numbers of an outside checklist. Kept, not shown to readers."
    )
    state: Lifecycle = Field("published", description="Only published records are shown to readers.")
    state_reason: Prose | None = Field(
        None, title="Reason", alias="reason", description="Why it was withdrawn or sent back."
    )

    @model_validator(mode="after")
    def _withdrawn_with_its_reason(self):
        if self.state == "withdrawn" and not self.state_reason:
            raise ValueError("what is withdrawn has a public reason. Give the reason")
        return self


@dataclass(frozen=True)
class RecordKind:
    """One kind of record: its name, its list in a case file, its model and schema.

    ``title`` names the field by which a record is called in lists. ``scope`` is
    the foreign key within which keys are unique, or "" where they are unique
    across the installation.
    """

    name: str
    plural: str
    model_label: str
    schema: type[RecordSchema]
    title: str
    scope: str = ""
    is_scope: bool = False

    @property
    def model(self):
        return apps.get_model(self.model_label)

    @property
    def called(self) -> str:
        """The word for one of them on screens; ``name`` is that of case files."""
        return str(self.model._meta.verbose_name)


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> RecordKind:
    _kinds[kind.name] = kind
    return kind


def kind(name: str) -> RecordKind:
    return _kinds[name]


def kinds() -> list[RecordKind]:
    """All kinds in the order of writing: records come before those that name them."""
    return list(_kinds.values())


def kind_of(record) -> RecordKind:
    """The kind of a row. Raises KeyError for a row that is no record."""
    return kind(record._meta.model.KIND)
