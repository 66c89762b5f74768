"""Validate the tree of a case file against the schemas, collecting all problems."""

from dataclasses import dataclass

from pydantic import ValidationError

from claims.case_files.yaml_source import Source
from record.content.fields import fields_of
from record.content.schema import DateSchema, RecordKind, RecordSchema, kinds
from record.content.validation_messages import reason
from record.dates import InvalidDate, UncertainDate
from record.dates.english import readings

# A longer text is not repeated in the remedy.
LONGEST_SHOWN = 60


@dataclass
class CaseFileEntry:
    """One record of a file: its kind, its content and its path."""

    kind: RecordKind
    content: RecordSchema
    path: tuple

    @property
    def key(self) -> str:
        return self.content.key


def entries(source: Source) -> list[CaseFileEntry]:
    """The valid records of a file, in writing order; problems are added to the source."""
    found = []
    tree = source.tree or {}
    known = {kind.plural: kind for kind in kinds()}
    for word in tree:
        if word not in known:
            source.problem((word,), f"is not a part of a case file. Its parts are: {', '.join(sorted(known))}.")
    if "case" not in tree:
        source.problem((), "has no case. Begin with `case:` and its key, title and summary.")
    for kind in kinds():
        if kind.plural not in tree:
            continue
        value = tree[kind.plural]
        if kind.is_scope:
            found += _entry(source, kind, value, (kind.plural,))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                found += _entry(source, kind, item, (kind.plural, index))
        else:
            source.problem((kind.plural,), "is not a list. Begin each record with a hyphen.")
    _refuse_duplicates(source, found)
    return found


def _entry(source, kind, value, path) -> list[CaseFileEntry]:
    if not isinstance(value, dict):
        if path in source.spoilt:
            return []
        source.problem(path, "is not a mapping. Write its keys, such as `key: …`, one a line.")
        return []
    try:
        return [CaseFileEntry(kind, kind.schema.model_validate(value), path)]
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            # Empty values and aliases were reported when the file was read.
            if (*path, *detail["loc"]) not in source.spoilt:
                fault = detail.get("ctx", {}).get("error")
                here = (*path, *detail["loc"], *getattr(fault, "path", ()))
                source.problem(here, _reason(detail, kind.schema, detail["loc"]))
        return []


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
