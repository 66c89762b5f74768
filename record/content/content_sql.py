"""The content of a record as the database reads it, from the schemas.

``record.content.codec`` does the same in Python, for pages and files. This is for the rule by which
the database compares what is public with its last publication (record.guards): it must not rest on
what the site says. A test compares both for every record of the shipped cases.
"""

from collections.abc import Iterator
from itertools import count

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from record.content.fields import fields_of
from record.content.schema import RecordKind, Schema, kind

# PostgreSQL takes a hundred arguments of a function.
MOST_PAIRS = 40


def select(record_kind: RecordKind) -> str:
    """A query for the content, title and case of the record ``wanted_id``."""
    table = record_kind.model._meta.db_table
    case_key, join = "''", ""
    if record_kind.scope:
        scope = record_kind.model._meta.get_field(record_kind.scope)
        case_key, join = "c.key", f"JOIN {scope.related_model._meta.db_table} c ON c.id = r.{scope.column}"
    elif record_kind.is_scope:
        case_key = "r.key"
    content = _object(record_kind.schema, record_kind.model, "r", (f"t{number}" for number in count()))
    return (
        f"SELECT jsonb_strip_nulls({content}), left(r.{record_kind.title}, 300), {case_key}"
        f" INTO content, title, case_key FROM {table} r {join} WHERE r.public_id = wanted_id"
    )


def columns(schema: type[Schema], model, prefix="") -> Iterator[str]:
    """The columns of a row that hold its content."""
    for field in fields_of(schema):
        if field.storage == "plain":
            yield model._meta.get_field(prefix + field.name).column
        elif field.storage in ("reference", "shared"):
            yield model._meta.get_field(field.name).column
        elif field.storage == "date":
            yield from model._uncertain_dates[field.name].columns
        elif field.storage == "embedded":
            yield from columns(field.schema, model, field.schema.prefix)


def _object(schema, model, row, names, prefix="") -> str:
    pairs = [
        f"'{field.alias}', {_value(field, schema.model_fields[field.name], model, row, names, prefix)}"
        for field in fields_of(schema)
    ]
    parts = [pairs[start : start + MOST_PAIRS] for start in range(0, len(pairs), MOST_PAIRS)]
    return " || ".join(f"jsonb_build_object({', '.join(part)})" for part in parts) or "'{}'::jsonb"


def _value(field, info, model, row, names, prefix) -> str:
    """One value as SQL; null where it is empty or the default, as in ``codec.dump``."""
    if field.storage == "plain":
        return _plain(model._meta.get_field(prefix + field.name), info, row)
    if field.storage == "date":
        edtf, printed, basis, extent = (f"{row}.{column}" for column in model._uncertain_dates[field.name].columns)
        default = {name: field.schema.model_fields[name].default for name in ("basis", "extent")}
        return (
            f"CASE WHEN {edtf} <> '' THEN jsonb_build_object('edtf', {edtf}, 'printed', NULLIF({printed}, ''),"
            f" 'basis', NULLIF({basis}, '{default['basis']}'), 'extent', NULLIF({extent}, '{default['extent']}')) END"
        )
    if field.storage == "embedded":
        required = [
            _plain(model._meta.get_field(field.schema.prefix + name), each, row)
            for name, each in field.schema.model_fields.items()
            if each.is_required()
        ]
        is_given = " AND ".join(f"{each} IS NOT NULL" for each in required) or "true"
        return f"CASE WHEN {is_given} THEN {_object(field.schema, model, row, names, field.schema.prefix)} END"
    below = next(names)
    if field.storage == "reference":
        column = model._meta.get_field(field.name).column
        return (
            f"(SELECT {below}.key FROM {_table(kind(field.mark.kind).model)} {below} WHERE {below}.id = {row}.{column})"
        )
    if field.storage == "through":
        named, through = next(names), apps.get_model(field.mark.model)
        parent, target = (through._meta.get_field(name).column for name in (field.mark.parent, field.mark.target))
        of_rows = (
            f"FROM {_table(through)} {below} JOIN {_table(kind(field.mark.kind).model)} {named}"
            f" ON {named}.id = {below}.{target} WHERE {below}.{parent} = {row}.id"
        )
        return _list(f"{named}.key", below, of_rows, info)
    other = apps.get_model(field.schema.model)
    if field.storage == "shared":
        column = model._meta.get_field(field.name).column
        content = _object(field.schema, other, below, names)
        return f"(SELECT {content} FROM {_table(other)} {below} WHERE {below}.id = {row}.{column})"
    of_rows = (
        f"FROM {_table(other)} {below} WHERE {below}.{other._meta.get_field(field.schema.parent).column} = {row}.id"
    )
    content = _object(field.schema, other, below, names)
    if field.storage == "part":
        return f"(SELECT {content} {of_rows} ORDER BY {below}.sequence, {below}.id LIMIT 1)"
    return _list(content, below, of_rows, info)


def _list(item, row, of_rows, info) -> str:
    found = f"(SELECT jsonb_agg({item} ORDER BY {row}.sequence, {row}.id) {of_rows})"
    return f"COALESCE({found}, '[]')" if info.is_required() else found


def _table(model) -> str:
    return model._meta.db_table


def _plain(column, info, row) -> str:
    name, default = f"{row}.{column.column}", info.default
    if isinstance(column, ArrayField):
        return f"CASE WHEN cardinality({name}) > 0 THEN to_jsonb({name}) END"
    # None of these may follow a setting of the session, such as its style of dates.
    forms = (
        (models.BooleanField, f"CASE WHEN {name} THEN 'yes' WHEN NOT {name} THEN 'no' END"),
        (models.IntegerField, f"{name}::text"),
        (models.DecimalField, f"trim_scale({name})::text"),
        (models.DateField, f"to_char({name}, 'YYYY-MM-DD')"),
        (models.TimeField, f"to_char({name}, 'HH24:MI')"),
        ((models.CharField, models.TextField), f"NULLIF({name}, '')"),
    )
    text = next(form for classes, form in forms if isinstance(column, classes))
    if isinstance(default, bool):
        default = "yes" if default else "no"
    return text if info.is_required() or default is None else f"NULLIF({text}, '{default}')"
