"""The content of any record in words: labelled lines, and differences.

The one renderer of versions for readers, of the officers' comparison and of the
page of a collision. It walks the record's schema, so that no published field can
change unseen; what is not for readers is marked so in the schema (NOT_FOR_READERS).
"""

import datetime
import decimal
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from django.apps import apps
from django.db.models import F, Value
from django.utils.formats import date_format

from record.content.fields import Field, fields_of, label_of
from record.content.schema import AS_PRINTED, NOT_FOR_READERS, PART_KEY, YEARS_COUNTED, PeriodSchema, RecordKind, kind
from record.dates import DateBasis, DateExtent, InvalidDate, UncertainDate
from record.text.english import counted_years

NOT_PUBLIC = "[no longer public in this record]"
WITHHELD = "[withheld]"
SEPARATOR = " › "
# Texts longer than this are compared as wholes: word by word would take too long.
MOST_WORDS = 2000


class PrintedWords(str):
    """The words of a document, which pages set in quotation marks."""


class UnstatedDefault(str):
    """The default of a field that a content leaves out."""


@dataclass(frozen=True)
class ContentLine:
    """One thing that a content says."""

    label: str
    words: str

    @property
    def is_quoted(self) -> bool:
        return isinstance(self.words, PrintedWords)


@dataclass(frozen=True)
class ContentDifference:
    """One place where two contents differ; "" where one of them says nothing."""

    label: str
    old: str
    new: str

    @property
    def old_pieces(self) -> list[tuple[str, bool]]:
        """The old words in pieces, each with whether the new words lack it."""
        return _pieces(self.old, self.new)

    @property
    def new_pieces(self) -> list[tuple[str, bool]]:
        return _pieces(self.new, self.old)


class RecordNames:
    """Today's names of the records that some contents of one kind name: one query.

    For readers a record that is not public has no name. For officers, the unpublished
    entries of the council whose content it is have theirs (``entered_for``; "" for none).
    """

    def __init__(self, record_kind: RecordKind, contents: Iterable[dict], case=None, *, entered_for: str | None = None):
        self.for_readers, self.entered_for = entered_for is None, entered_for
        keys = defaultdict(set)
        for content in contents:
            for kind_name, key in _keys_in(record_kind.schema, content):
                keys[kind_name].add(key)
        queries = [self._query(kind(kind_name), named, case) for kind_name, named in sorted(keys.items())]
        rows = queries[0].union(*queries[1:], all=True) if queries else []
        self._names = {(kind_name, key): name for kind_name, key, name in rows}

    def _query(self, record_kind, keys, case):
        rows = record_kind.model._default_manager.filter(key__in=keys)
        rows = rows.public() if self.for_readers else rows.nameable_by(self.entered_for)
        if record_kind.scope:
            rows = rows.filter(**{record_kind.scope: case})
        return (
            rows.order_by()
            .annotate(record_title=F(record_kind.title))
            .values_list(Value(record_kind.name), "key", "record_title")
        )

    def __call__(self, kind_name: str, key: str) -> str:
        return self._names.get((kind_name, key), NOT_PUBLIC if self.for_readers else key)


def _keys_in(schema, content: dict) -> Iterator[tuple[str, str]]:
    for field in fields_of(schema):
        value = content.get(field.alias)
        if not value:
            continue
        if field.storage == "reference":
            yield field.mark.kind, value
        elif field.storage == "through":
            yield from ((field.mark.kind, key) for key in value)
        elif field.schema:
            for item in value if isinstance(value, list) else [value]:
                yield from _keys_in(field.schema, item)


def lines(record_kind: RecordKind, content: dict, names: RecordNames) -> list[ContentLine]:
    """All that a content says, in the order of its schema."""
    return [ContentLine(SEPARATOR.join(path), words) for path, words in _leaves(_tree(record_kind, content, names))]


def differences(
    record_kind: RecordKind, old: dict | None, new: dict | None, names: RecordNames
) -> list[ContentDifference]:
    """The places where two contents of a kind differ, in the order of its schema."""
    trees = [_tree(record_kind, content, names) if content else {} for content in (old, new)]
    return [ContentDifference(SEPARATOR.join(path), _text(a), _text(b)) for path, a, b in _compared(*trees, ())]


# A content as a tree: {label: words, a tree, or a list of trees}


def _tree(record_kind, content, names) -> dict:
    if record_kind.title not in content:
        # What a withholding leaves of a content.
        field = next(field for field in fields_of(record_kind.schema) if field.alias == record_kind.title)
        branch = _branch(record_kind.schema, content, names, record_kind.model_label)
        stated = {label: node for label, node in branch.items() if not isinstance(node, UnstatedDefault)}
        return {field.label: WITHHELD} | stated
    return _branch(record_kind.schema, content, names, record_kind.model_label)


def _branch(schema, content: dict, names, model_label, prefix="") -> dict:
    branch = {}
    known = set()
    for field in fields_of(schema):
        known.add(field.alias)
        if names.for_readers and NOT_FOR_READERS in field.marks:
            continue
        value = content.get(field.alias)
        if value in (None, "", []):
            if default := _default(schema, field.name):
                words = _words(field, default, names, model_label, prefix)
                branch[field.label] = UnstatedDefault(words)
            continue
        words = _words(field, value, names, model_label, prefix)
        # A passage is part of what rests on it: its lines follow without a heading of their own.
        branch |= words if field.storage == "shared" else {field.label: words}
    # Keys that an earlier shape of the record had.
    return branch | {label_of(key): _plain_text(content[key]) for key in content if key not in known}


@cache
def _default(schema, name: str) -> str:
    """The default of a field as contents keep it; "" where there is none."""
    default = schema.model_fields[name].get_default()
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default) if isinstance(default, int | str) else ""


def _words(field: Field, value, names, model_label, prefix):
    match field.storage:
        case "reference":
            return names(field.mark.kind, value)
        case "through":
            return "; ".join(names(field.mark.kind, key) for key in value)
        case "date":
            return _date(field.schema, value)
        case "embedded":
            return _branch(field.schema, value, names, model_label, field.schema.prefix)
        case "shared" | "part":
            return _branch(field.schema, value, names, field.schema.model)
        case "parts":
            return [_branch(field.schema, item, names, field.schema.model) for item in value]
    return _plain(field, value, _choices(model_label, prefix + field.name))


def _plain(field: Field, value, choices) -> str:
    if isinstance(value, list):
        return "; ".join(choices.get(item) or item for item in value)
    if AS_PRINTED in field.marks:
        return PrintedWords(value)
    if YEARS_COUNTED in field.marks:
        return counted_years(value)
    if PART_KEY in field.marks:
        return value.replace("-", " ")
    if field.value_type in (int, decimal.Decimal):
        return f"{decimal.Decimal(value):,f}"
    if field.value_type is datetime.date:
        return date_format(datetime.date.fromisoformat(value), "j F Y")
    return choices.get(value) or value


@cache
def _choices(model_label: str, name: str) -> dict[str, str]:
    column = apps.get_model(model_label)._meta.get_field(name)
    return dict(getattr(column, "base_field", column).flatchoices)


def _date(schema, value: dict) -> str:
    """A date in English, and in brackets all that its English does not say."""
    usual = DateExtent.THROUGHOUT if issubclass(schema, PeriodSchema) else DateExtent.WITHIN
    extent = DateExtent(value.get("extent", usual))
    try:
        words = str(UncertainDate(value["edtf"], extent=extent))
    except InvalidDate:
        words = value["edtf"]
    notes = [f"printed “{value['printed']}”"] if value.get("printed") else []
    if (basis := value.get("basis", DateBasis.STATED)) != DateBasis.STATED:
        notes.append(DateBasis(basis).label)
    if extent != usual:
        notes.append(extent.label)
    return f"{words} ({'; '.join(notes)})" if notes else words


def _plain_text(value) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# Trees into lines and differences


def _leaves(node, path=()) -> Iterator[tuple[tuple, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for label, below in node.items():
            if not isinstance(below, UnstatedDefault):
                yield from _leaves(below, (*path, label))
    else:
        for number, below in enumerate(node, start=1):
            yield from _leaves(below, _numbered(path, number))


def _numbered(path, number) -> tuple:
    *above, label = path
    return (*above, f"{label} {number}")


def _compared(old, new, path):
    if old == new or {type(old), type(new)} == {type(None), UnstatedDefault}:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for label in dict.fromkeys([*new, *old]):
            yield from _compared(old.get(label), new.get(label), (*path, label))
    elif isinstance(old, list | None) and isinstance(new, list | None):
        yield from _compared_lists(old or [], new or [], path)
    else:
        yield path, old, new


def _compared_lists(old, new, path):
    """Pair equal items, and compare the items between two pairs in their order."""
    matcher = SequenceMatcher(None, [json.dumps(item) for item in old], [json.dumps(item) for item in new], False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for index in range(max(old_end - old_start, new_end - new_start)):
            before = old[old_start + index] if old_start + index < old_end else None
            after = new[new_start + index] if new_start + index < new_end else None
            number = (new_start if after is not None else old_start) + index + 1
            yield from _compared(before, after, _numbered(path, number))


def _text(node) -> str:
    """A tree in one text, with a line for each of its leaves."""
    if node is None:
        return ""
    return "\n".join(_line(SEPARATOR.join(path), words) for path, words in _leaves(node))


def _line(label, words) -> str:
    words = f"“{words}”" if isinstance(words, PrintedWords) else words
    return f"{label}: {words}" if label else words


def _pieces(text: str, other: str) -> list[tuple[str, bool]]:
    words, other_words = text.split(" "), other.split(" ")
    if not text or not other or max(len(words), len(other_words)) > MOST_WORDS:
        return [(text, False)] if text else []
    opcodes = SequenceMatcher(None, words, other_words, autojunk=False).get_opcodes()
    return [(" ".join(words[start:end]), tag != "equal") for tag, start, end, _, _ in opcodes if start < end]
