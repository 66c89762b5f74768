"""Reads rows into contents, and contents into JSON; ``writing`` writes rows.

A content is an instance of a record's schema (record.content.schema). Rows are
read and written in batches: the number of queries depends on the shape of the
schemas, never on the number of records.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from django.apps import apps
from django.db import models
from django.db.models import Value

from record.content.fields import fields_of
from record.content.references import Resolver
from record.content.schema import DateSchema, RecordKind, Schema, Through, kind
from record.prepared import AnyGiven, Prepared

BATCH = 2000
# Of so few records, most tables of parts are empty, and one query says which. Of many, each is read.
FEW = 10


def dump_with_defaults(content: Schema) -> dict:
    """A content as JSON, with its default values."""
    return content.model_dump(mode="json", by_alias=True, exclude_none=True)


def dump(content: Schema) -> dict:
    """A content as JSON for files and publications, without its default values."""
    return content.model_dump(mode="json", by_alias=True, exclude_defaults=True)


# Rows into contents


class _Keys:
    """The keys of the rows that others point at, fetched in one query.

    ``resolver`` learns them too.
    """

    def __init__(self, resolver: Resolver | None = None):
        self._wanted = defaultdict(set)
        self._known = defaultdict(dict)
        self._resolver = resolver

    def want(self, kind_name, pk):
        if pk is not None and pk not in self._known[kind_name]:
            self._wanted[kind_name].add(pk)

    def fetch(self):
        queries = [
            kind(kind_name)
            .model._default_manager.filter(pk__in=pks)
            .order_by()
            .values_list(Value(kind_name), "pk", "key", "state")
            for kind_name, pks in self._wanted.items()
        ]
        rows = queries[0].union(*queries[1:], all=True) if queries else []
        for kind_name, pk, key, state in rows:
            self._known[kind_name][pk] = key
            if self._resolver:
                self._resolver.add(kind_name, key, pk, state)
        self._wanted.clear()

    def __getitem__(self, pair):
        kind_name, pk = pair
        return None if pk is None else self._known[kind_name][pk]


def read(record_kind: RecordKind, rows: Sequence[models.Model], resolver: Resolver | None = None) -> dict[int, Schema]:
    """The contents of rows of one kind, by primary key.

    ``resolver``, of one record, learns what it names.
    """
    rows = list(rows)
    of_few = parts_of_few(record_kind.schema, [row.pk for row in rows])
    return _contents(record_kind, rows, _load(record_kind.schema, rows, of_few), resolver)


def content_of_unsaved(record_kind: RecordKind, row: models.Model, tree: dict) -> Schema:
    """The content of a row that may be unsaved, with its parts in a ``blank_tree``."""
    return _contents(record_kind, [row], tree)[row.pk]


def blank_tree(schema: type[Schema]) -> dict:
    """An empty tree for the parts of rows.

    By field, a pair: {primary key of the parent: [row, …]}, and the tree of those rows.

    A shared row is kept under its own primary key.
    """
    return {
        field.name: ({}, blank_tree(field.schema) if field.schema else {})
        for field in fields_of(schema)
        if field.storage in ("shared", "part", "parts", "through")
    }


def _contents(record_kind, rows, tree, resolver=None) -> dict[int, Schema]:
    keys = _Keys(resolver)
    _want(record_kind.schema, rows, tree, keys)
    keys.fetch()
    return {row.pk: _content(record_kind.schema, row, tree, keys) for row in rows}


@dataclass
class PartsOfFew:
    """Filled tables of parts of a few records, and the rows of their lists.

    Tables are named by their label and their lookup to the record.
    """

    filled: set[tuple[str, str]]
    lists: dict[tuple[str, str], dict[int, list]]

    def children(self, label, lookup, parent, pks, related=()) -> dict[int, list]:
        """As ``children_of``, with no query for an empty table or for a list."""
        if (label, lookup) in self.lists:
            return self.lists[label, lookup]
        return children_of(label, parent, pks if (label, lookup) in self.filled else [], related)


def parts_of_few(schema, pks) -> PartsOfFew | None:
    """Look up, in one query, which tables of parts are filled; None of many records."""
    if len(pks) > FEW:
        return None
    tables, marks = _tables_of_few(schema)
    of_few = PartsOfFew(set(), defaultdict(lambda: defaultdict(list)))
    for label, lookup, *row in sorted(tables.read(records=pks), key=itemgetter(5, 2)) if tables else []:
        of_few.filled.add((label, lookup))
        if mark := marks.get((label, lookup)):
            pk, parent, target, sequence = row
            columns = {"pk": pk, f"{mark.parent}_id": parent, f"{mark.target}_id": target, "sequence": sequence}
            of_few.lists[label, lookup][parent].append(apps.get_model(label)(**columns))
    return of_few


@cache
def _tables_of_few(schema) -> tuple[Prepared | None, dict[tuple[str, str], Through]]:
    """The query of ``parts_of_few``, if it has one, and the marks of lists."""
    queries, marks = [], {}
    for label, lookup, mark in _part_tables(schema):
        rows = apps.get_model(label)._default_manager.filter(**{lookup: AnyGiven("records")}).order_by()
        table = Value(label), Value(lookup)
        if mark:
            marks[label, lookup] = mark
            # All that a row of a list holds.
            queries.append(rows.values_list(*table, "pk", f"{mark.parent}_id", f"{mark.target}_id", "sequence"))
        else:
            queries.append(rows.values_list(*table, *[Value(0)] * 4)[:1])
    return (Prepared(lambda: queries[0].union(*queries[1:], all=True)) if queries else None), marks


def _part_tables(schema, above="") -> Iterator[tuple[str, str, Through | None]]:
    """Labels of all tables of parts, each with its lookup and the mark of a list."""
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            yield field.schema.model, field.schema.parent + above, None
            yield from _part_tables(field.schema, f"__{field.schema.parent}{above}")
        elif field.storage == "through":
            yield field.mark.model, field.mark.parent + above, field.mark


def _load(schema, rows, of_few: PartsOfFew | None = None, above="") -> dict:
    """Fetch the rows that belong to these rows, as a tree: see ``blank_tree``.

    ``above`` is the lookup from these rows to the record.
    """
    tree = {}
    pks = [row.pk for row in rows]
    for field in fields_of(schema):
        if field.storage == "shared":
            model = apps.get_model(field.schema.model)
            read = [row._state.fields_cache[field.name] for row in rows if field.name in row._state.fields_cache]
            shared = {each.pk: each for each in read if each is not None}
            wanted = {getattr(row, f"{field.name}_id") for row in rows} - {None} - shared.keys()
            shared |= model._default_manager.in_bulk(wanted)
            tree[field.name] = shared, _load(field.schema, list(shared.values()))
        elif field.storage in ("part", "parts"):
            label, parent = field.schema.model, field.schema.parent
            if of_few is None:
                groups = children_of(label, parent, pks)
            else:
                groups = of_few.children(label, parent + above, parent, pks, _shared(field.schema))
            parts = [child for group in groups.values() for child in group]
            tree[field.name] = groups, _load(field.schema, parts, of_few, f"__{parent}{above}")
        elif field.storage == "through":
            label, parent = field.mark.model, field.mark.parent
            groups = of_few.children(label, parent + above, parent, pks) if of_few else children_of(label, parent, pks)
            tree[field.name] = groups, {}
    return tree


def _want(schema, rows, tree, keys) -> None:
    """Note every record that these rows, and those that belong to them, point at."""
    for field in fields_of(schema):
        if field.storage == "reference":
            for row in rows:
                keys.want(field.mark.kind, getattr(row, f"{field.name}_id"))
        elif field.storage == "shared":
            shared, below = tree[field.name]
            _want(field.schema, list(shared.values()), below, keys)
        elif field.storage in ("part", "parts", "through"):
            children, below = tree[field.name]
            parts = [child for group in children.values() for child in group]
            if field.storage == "through":
                for child in parts:
                    keys.want(field.mark.kind, getattr(child, f"{field.mark.target}_id"))
            else:
                _want(field.schema, parts, below, keys)


def _shared(schema) -> list[str]:
    return [field.name for field in fields_of(schema) if field.storage == "shared"]


def children_of(model_label, parent, pks, related=()) -> dict[int, list]:
    groups = defaultdict(list)
    if not pks:
        return groups
    # A passage of a few is read with them; of many, many share one.
    for child in _children(model_label, parent, tuple(related)).read(parents=list(pks)):
        groups[getattr(child, f"{parent}_id")].append(child)
    return groups


@cache
def _children(model_label, parent, related) -> Prepared:
    rows = apps.get_model(model_label)._default_manager.filter(**{parent: AnyGiven("parents")})
    rows = rows.order_by(parent, "sequence", "pk")
    return Prepared(lambda: rows.select_related(*related) if related else rows)


def _content(schema, row, tree, keys, prefix=""):
    values = {}
    for field in fields_of(schema):
        name = field.name
        if field.storage == "plain":
            value = getattr(row, prefix + name)
            values[name] = field.empty if value in ("", None) else value
        elif field.storage == "reference":
            values[name] = keys[field.mark.kind, getattr(row, f"{name}_id")]
        elif field.storage == "date":
            value = getattr(row, name)
            values[name] = None if value is None else DateSchema.of(value)
        elif field.storage == "embedded":
            embedded = _content(field.schema, row, tree, keys, field.schema.prefix)
            required = [key for key, info in field.schema.model_fields.items() if info.is_required()]
            values[name] = embedded if all(getattr(embedded, key) is not None for key in required) else None
        elif field.storage == "shared":
            shared, below = tree[name]
            pk = getattr(row, f"{name}_id")
            values[name] = None if pk is None else _content(field.schema, shared[pk], below, keys)
        elif field.storage == "through":
            children, _ = tree[name]
            target = f"{field.mark.target}_id"
            values[name] = [keys[field.mark.kind, getattr(child, target)] for child in children.get(row.pk, [])]
        else:
            children, below = tree[name]
            parts = [_content(field.schema, child, below, keys) for child in children.get(row.pk, [])]
            values[name] = parts if field.storage == "parts" else (parts[0] if parts else None)
    return schema.model_construct(**values)
