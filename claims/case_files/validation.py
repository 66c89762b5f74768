"""Validate a case file record by record against the schemas; collect all problems."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from claims.case_files.yaml_source import Source, read
from record.content.fields import fields_of
from record.content.schema import DateSchema, RecordKind, RecordSchema, Schema, kinds
from record.content.validation_messages import reason
from record.dates import InvalidDate, UncertainDate
from record.dates.readings import readings

# A longer text is not repeated in the remedy.
LONGEST_SHOWN = 60


@dataclass(slots=True)
class CaseFileEntry:
    """One record of a file, with its content until that is written."""

    kind: RecordKind
    content: RecordSchema | None
    path: tuple
    key: str


def read_entries(path: Path) -> tuple[Source, list[CaseFileEntry]]:
    """Read the valid records of a case file, in writing order, and all problems.

    Each record is validated as soon as it is read, since the trees of all would fill the memory. Raises TooMany.
    """
    known = {kind.plural: kind for kind in kinds()}
    found = {word: [] for word in known}
    named, shared = set(), {}

    def take(source, path, value):
        kind = known.get(path[0])
        if kind and not kind.is_scope:
            if isinstance(value, dict) and isinstance(value.get("key"), str):
                named.add((kind.name, value["key"]))
            found[kind.plural] += _entry(source, kind, value, path, shared)

    source = read(path, take)
    if source.tree is None:
        return source, []
    for word, value in source.tree.items():
        if word not in known:
            source.problem((word,), f"is not a part of a case file. Its parts are: {', '.join(sorted(known))}.")
        elif known[word].is_scope:
            found[word] = _entry(source, known[word], value, (word,), shared)
        elif not isinstance(value, list):
            source.problem((word,), "is not a list. Begin each record with a hyphen.")
    if "case" not in source.tree:
        source.problem((), "has no case. Begin with `case:` and its key, title and summary.")
    entries = [entry for word in known for entry in found[word]]
    _refuse_duplicates(source, entries)
    # Naming what is in the file and not valid is no further error.
    source.spoilt_records = named - {(entry.kind.name, entry.key) for entry in entries}
    return source, entries


def _entry(source, kind, value, path, shared) -> list[CaseFileEntry]:
    if not isinstance(value, dict):
        if path in source.spoilt:
            return []
        source.problem(path, "is not a mapping. Write its keys, such as `key: …`, one a line.")
        return []
    try:
        content = kind.schema.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            # Empty values and aliases were reported when the file was read.
            if (*path, *detail["loc"]) not in source.spoilt:
                fault = detail.get("ctx", {}).get("error")
                here = (*path, *detail["loc"], *getattr(fault, "path", ()))
                source.problem(here, _reason(detail, kind.schema, detail["loc"]))
        return []
    return [CaseFileEntry(kind, _compact(content, shared), path, content.key)]


def _compact(value, shared: dict):
    """A content in a quarter of the memory; its lists are not to be changed.

    Attributes that are set one by one lie in the object itself, and need no dict. The set of the fields that
    were given, which nothing here asks for, and the empty list are kept once.
    """
    if isinstance(value, Schema):
        copy = type(value).__new__(type(value))
        for name, inner in value.__dict__.items():
            object.__setattr__(copy, name, _compact(inner, shared))
        given = value.model_fields_set
        object.__setattr__(copy, "__pydantic_fields_set__", shared.setdefault(frozenset(given), given))
        object.__setattr__(copy, "__pydantic_extra__", None)
        object.__setattr__(copy, "__pydantic_private__", None)
        return copy
    if isinstance(value, list):
        return [_compact(item, shared) for item in value] if value else shared.setdefault((), value)
    return value


def _refuse_duplicates(source, found: list[CaseFileEntry]):
    keys, ids = set(), set()
    for entry in found:
        if (entry.kind.name, entry.key) in keys:
            source.problem((*entry.path, "key"), f"{entry.key!r} occurs twice among {entry.kind.plural}. Rename one.")
        keys.add((entry.kind.name, entry.key))
        if entry.content.public_id and entry.content.public_id in ids:
            source.problem((*entry.path, "id"), f"{entry.content.public_id!r} occurs twice. Leave one of the two out.")
        ids.add(entry.content.public_id)


def _reason(detail, schema, loc) -> str:
    if detail["type"] == "extra_forbidden":
        return f"is not a known key here. Write one of: {', '.join(_known_keys(schema, loc[:-1]))}."
    if detail["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return _no_mapping(detail["input"], _schema_at(schema, loc))
    return reason(detail)


def _no_mapping(value, schema) -> str:
    """The error for a text where a mapping belongs, with the keys to write."""
    needed = [info.alias or name for name, info in schema.model_fields.items() if info.is_required()]
    if not isinstance(value, str) or len(value) > LONGEST_SHOWN:
        return f"is not a mapping. Write its keys: {', '.join(needed or _keys_of(schema))}."
    if issubclass(schema, DateSchema):
        return f"is not a mapping. {_date_remedy(value)}."
    if len(needed) == 1:
        return f"is not a mapping. Write `{{{needed[0]}: {value}}}`."
    return f"is not a mapping. Write `{{{': …, '.join(needed or _keys_of(schema)[:1])}: …}}`."


def _date_remedy(value: str) -> str:
    """The remedy for a date given as text: every mapping that it can mean."""
    try:
        UncertainDate(value)
        dates = [value]
    except InvalidDate:
        dates = readings(value)
    each = " or ".join(f"`{{edtf: {date}}}`" for date in dates)
    return f"Write {each}" if each else "Write `{edtf: 2025-10-02}`, and its wording under `printed`"


def _schema_at(schema, loc):
    """The schema at the path ``loc`` below ``schema``."""
    for word in loc:
        if isinstance(word, int):
            continue
        below = (field.schema for field in fields_of(schema) if field.alias == word and field.schema is not None)
        schema = next(below, schema)
    return schema


def _known_keys(schema, loc) -> list[str]:
    return _keys_of(_schema_at(schema, loc))


def _keys_of(schema) -> list[str]:
    return [info.alias or name for name, info in schema.model_fields.items()]
