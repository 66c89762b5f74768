"""Columns by which records point at other rows, derived from the schemas."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db.models import F, Model, Value

from record.content.fields import fields_of
from record.content.schema import RecordKind, Schema, kind, kinds
from record.prepared import AnyGiven, Prepared
from record.workflow.states import PUBLIC


def pointing(record_kind: RecordKind, target: type[Model]) -> Iterator[tuple[type[Model], str, str]]:
    """Columns of a kind's tables that point at a model: table, lookup and name.

    Not the column that says what a row belongs to.
    """
    for _, model, lookup in _tables(record_kind):
        for column in model._meta.concrete_fields:
            if column.related_model is target and column.name != lookup.partition("__")[0]:
                yield model, lookup, column.name


def _tables(record_kind: RecordKind) -> Iterator[tuple[type[Schema] | None, type[Model], str]]:
    """The tables of a kind: schema, model, and lookup to the record."""
    yield record_kind.schema, record_kind.model, ""
    yield from _below(record_kind.schema, "")


def _below(schema, path):
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            lookup = _lookup(field.schema.parent, path)
            yield field.schema, apps.get_model(field.schema.model), lookup
            yield from _below(field.schema, lookup)
        elif field.storage == "through":
            yield None, apps.get_model(field.mark.model), _lookup(field.mark.parent, path)


def _lookup(parent, path):
    return f"{parent}__{path}" if path else parent


# Records that others name, and that are not public


class HiddenName(NamedTuple):
    """A record that is not public, and one that names it, by kind and primary key."""

    kind: str
    pk: int
    by_kind: str
    by_pk: int


def hidden_named_by(pks: Mapping[str, set[int]]) -> list[HiddenName]:
    """The records that these name and that are not public; pks are by kind.

    A query for each kind given, and one for the states.
    """
    named = {
        HiddenName(target, pk, name, by_pk)
        for name, given in pks.items()
        for target, pk, by_pk in _pointed_at(name).read(records=sorted(given))
        if pk is not None and (target, pk) != (name, by_pk)
    }
    targets = defaultdict(set)
    for each in named:
        targets[each.kind].add(each.pk)
    queries = [
        kind(name).model._default_manager.filter(pk__in=found).exclude(PUBLIC).order_by().values_list(Value(name), "pk")
        for name, found in targets.items()
    ]
    hidden = set(queries[0].union(*queries[1:], all=True)) if queries else set()
    return sorted(each for each in named if (each.kind, each.pk) in hidden)


@cache
def _pointed_at(name: str) -> Prepared:
    """Records that those of a kind point at: kind, primary key, and by which."""
    kind_of = {each.model: each.name for each in kinds()}
    queries = [
        model._default_manager.filter(**{lookup or "pk": AnyGiven("records")})
        .order_by()
        .values_list(Value(target), F(path), F(lookup or "pk"))
        for schema, model, lookup in _tables(kind(name))
        for path, target in _paths(schema, model, lookup, kind_of)
    ]
    return Prepared(lambda: queries[0].union(*queries[1:], all=True))


def _paths(schema, model, lookup, kind_of) -> Iterator[tuple[str, str]]:
    """Paths from a table, or from rows that it shares, to records; with their kinds."""
    for column in model._meta.concrete_fields:
        if column.related_model in kind_of and column.name != lookup.partition("__")[0]:
            yield column.name, kind_of[column.related_model]
    for field in fields_of(schema) if schema else ():
        if field.storage == "shared":
            for column in apps.get_model(field.schema.model)._meta.concrete_fields:
                if column.related_model in kind_of:
                    yield f"{field.name}__{column.name}", kind_of[column.related_model]
