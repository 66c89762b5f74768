"""The fields of a schema: how each is kept in rows, as its annotation says."""

import types
import typing
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models

from record.content.schema import DateSchema, Embedded, Reference, Schema, SharedRow, Through


@dataclass(frozen=True)
class Field:
    """One field of a schema, and how rows keep it.

    ``how`` is plain, reference, date, embedded, shared, part, parts or through;
    ``schema`` is that of what it holds, ``value_type`` the type of a plain value,
    ``label`` its name on pages.
    """

    name: str
    alias: str
    storage: str
    schema: type[Schema] | None = None
    mark: Reference | Through | None = None
    marks: tuple = ()
    empty: object = None
    label: str = ""
    value_type: type | None = None


@cache
def fields_of(schema: type[Schema]) -> tuple[Field, ...]:
    return tuple(_field(name, info) for name, info in schema.model_fields.items())


def _field(name, info) -> Field:
    marks = list(info.metadata)
    inner = info.annotation
    is_list = False
    while True:
        origin, args = typing.get_origin(inner), typing.get_args(inner)
        if origin is typing.Annotated:
            inner, *more = args
            marks += more
        elif origin in (typing.Union, types.UnionType):
            (inner,) = [arg for arg in args if arg is not types.NoneType]
        elif origin is list:
            is_list, inner = True, args[0]
        else:
            break
    mark = next((mark for mark in marks if isinstance(mark, Through)), None) or next(
        (mark for mark in marks if isinstance(mark, Reference)), None
    )
    schema = inner if isinstance(inner, type) and issubclass(inner, Schema) else None
    if isinstance(mark, Through):
        storage = "through"
    elif isinstance(mark, Reference):
        storage = "reference"
    elif schema is None:
        storage = "plain"
    elif issubclass(schema, DateSchema):
        storage = "date"
    elif issubclass(schema, Embedded):
        storage = "embedded"
    elif issubclass(schema, SharedRow):
        storage = "shared"
    else:
        storage = "parts" if is_list else "part"
    return Field(
        name,
        info.alias or name,
        storage,
        schema,
        mark,
        tuple(marks),
        [] if is_list else None,
        info.title or label_of(info.alias or name),
        inner if isinstance(inner, type) else None,
    )


def label_of(alias: str) -> str:
    """The label of a field whose schema gives it no title."""
    words = alias.replace("_", " ")
    return words[:1].upper() + words[1:]


@cache
def part_models(schema: type[Schema]) -> tuple[tuple[type[models.Model], str], ...]:
    """Tables of the parts of a record, with their foreign keys, parents first."""
    tables = []
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            tables.append((apps.get_model(field.schema.model), field.schema.parent))
            tables.extend(part_models(field.schema))
        elif field.storage == "through":
            tables.append((apps.get_model(field.mark.model), field.mark.parent))
    return tuple(tables)
