"""References of a content: records that it names, rows that it shares, duplicates."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.db import models

from record.content.fields import fields_of
from record.content.schema import FieldMark, Schema, SharedRow, kind
from record.workflow.states import PUBLIC_STATES, State

HIDDEN_STATES = {*State} - {*PUBLIC_STATES}


class Resolver:
    """Look up primary keys by key, within one case and across the installation.

    It finds what is public, and what was entered for one council (or for none, as a case
    file is): the unpublished entries of others do not exist for it. ``get`` raises
    KeyError with (kind, key) for a key that names nothing.
    """

    def __init__(self, case=None, entered_for: str = ""):
        self.case, self.entered_for = case, entered_for
        self._known: dict[str, dict[str, int]] = defaultdict(dict)
        self._states: dict[tuple[str, str], str] = {}

    def add(self, kind_name: str, key: str, pk: int, state: str = ""):
        """Take a key as known; with the state of its record, if that is known too."""
        self._known[kind_name][key] = pk
        if state:
            self._states[kind_name, key] = state

    def learn(self, wanted: dict[str, set[str]]):
        """Look up keys of several kinds, in one query."""
        missing = {kind_name: keys - self._known[kind_name].keys() for kind_name, keys in wanted.items()}
        for (kind_name, key), (pk, state) in self._found(missing).items():
            self.add(kind_name, key, pk, state)

    def unpublished(self, named: dict[str, set[str]]) -> list:
        """The records with these keys, by kind, that are on record and not public."""
        unknown = {name: {key for key in keys if (name, key) not in self._states} for name, keys in named.items()}
        for (kind_name, key), (pk, state) in self._found(unknown).items():
            self.add(kind_name, key, pk, state)
        states = {(name, key): self._states.get((name, key)) for name, keys in named.items() for key in keys}
        hidden = sorted((name, self.get(name, key)) for (name, key), state in states.items() if state in HIDDEN_STATES)
        return [kind(kind_name).model._default_manager.get(pk=pk) for kind_name, pk in hidden]

    def _found(self, wanted: dict[str, set[str]]) -> dict[tuple[str, str], tuple[int, str]]:
        """Primary key and state by kind and key; of two with one key, the public one."""
        queries = [
            self._rows(kind_name, keys).values_list(models.Value(kind_name), "key", "pk", "state")
            for kind_name, keys in sorted(wanted.items())
            if keys
        ]
        rows = queries[0].union(*queries[1:], all=True) if queries else []
        rows = sorted(rows, key=lambda row: row[3] in PUBLIC_STATES)
        return {(kind_name, key): (pk, state) for kind_name, key, pk, state in rows}

    def _rows(self, kind_name, keys):
        rows = kind(kind_name).model._default_manager.nameable_by(self.entered_for)
        if kind(kind_name).scope:
            rows = rows.filter(**{kind(kind_name).scope: self.case})
        return rows.filter(key__in=keys).order_by()

    def knows(self, kind_name: str, key: str) -> bool:
        return key in self._known[kind_name]

    def get(self, kind_name: str, key: str | None) -> int | None:
        if key is None:
            return None
        try:
            return self._known[kind_name][key]
        except KeyError:
            raise KeyError(kind_name, key) from None


def references(content: Schema, path: tuple = ()) -> Iterable[tuple[tuple, str, str]]:
    """Yield every key that a content names: its path, the kind of record, and the key."""
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if value in (None, []):
            continue
        item_path = (*path, field.alias)
        if field.storage == "reference":
            yield item_path, field.mark.kind, value
        elif field.storage == "through":
            for index, key in enumerate(value):
                yield (*item_path, index), field.mark.kind, key
        elif field.storage in ("embedded", "shared", "part"):
            yield from references(value, item_path)
        elif field.storage == "parts":
            for index, item in enumerate(value):
                yield from references(item, (*item_path, index))


def keys_named(contents: Iterable[Schema]) -> dict[str, set[str]]:
    """The keys that contents name, by kind of record."""
    keys = defaultdict(set)
    for content in contents:
        for _, kind_name, key in references(content):
            keys[kind_name].add(key)
    return keys


def keys_marked(content: Schema, mark: FieldMark) -> Iterable[str]:
    """Yield every key in a field that bears this mark, in the content and its parts."""
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if value in (None, []):
            continue
        if mark in field.marks:
            yield from value if isinstance(value, list) else [value]
        elif field.storage in ("embedded", "shared", "part"):
            yield from keys_marked(value, mark)
        elif field.storage == "parts":
            for item in value:
                yield from keys_marked(item, mark)


def shared_rows(content: Schema, path: tuple = ()) -> Iterable[tuple[tuple, SharedRow]]:
    """Yield every shared row that a content points at, with its path."""
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if value in (None, []):
            continue
        item_path = (*path, field.alias)
        if field.storage == "shared":
            yield item_path, value
        elif field.storage == "part":
            yield from shared_rows(value, item_path)
        elif field.storage == "parts":
            for index, item in enumerate(value):
                yield from shared_rows(item, (*item_path, index))


def repeated(content: Schema, path: tuple = ()) -> Iterable[tuple[tuple, tuple]]:
    """Yield (path of a duplicate, path of the first) that a constraint forbids."""
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if value in (None, []) or field.storage not in ("part", "parts", "through"):
            continue
        item_path = (*path, field.alias)
        if field.storage == "part":
            yield from repeated(value, item_path)
            continue
        unique_keys = (
            [()] if field.storage == "through" else own_keys(apps.get_model(field.schema.model), field.schema.parent)
        )
        for names in unique_keys:
            first_index = {}
            for index, item in enumerate(value):
                first = first_index.setdefault(tuple(getattr(item, name) for name in names) or item, index)
                if first != index:
                    yield (*item_path, index, *_aliases(field.schema, names[-1:])), (*item_path, first)
        if field.storage == "parts":
            for index, item in enumerate(value):
                yield from repeated(item, (*item_path, index))


def _aliases(schema, names) -> list[str]:
    return [field.alias for field in fields_of(schema) if field.name in names] if schema else []


@cache
def own_keys(model, parent) -> tuple[tuple[str, ...], ...]:
    """The sets of fields that the database holds unique among the rows of one parent."""
    return tuple(
        tuple(name for name in constraint.fields if name != parent)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and parent in constraint.fields
    )
