"""Rows into forms and forms into rows: one codec for case files, drafts, versions and comparison.

It works from what the forms declare (record.content.schema) and knows no noun of the
field. Both ways go by whole batches: the number of queries depends on the
shape of the forms, never on the number of records.
"""

import types
import typing
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection, models

from record.content.schema import DateSchema, Embedded, RecordKind, Reference, Schema, SharedRow, Through, kind
from record.workflow.states import PUBLIC

BATCH = 2000


@dataclass(frozen=True)
class Field:
    """One field of a form: ``how`` it is kept, and the annotation that says so."""

    name: str
    alias: str
    how: str  # plain, reference, date, embedded, shared, part, parts, through
    form: type[Schema] | None = None
    mark: Reference | Through | None = None
    marks: tuple = ()
    empty: object = None


@cache
def fields_of(form: type[Schema]) -> tuple[Field, ...]:
    return tuple(_field(name, info) for name, info in form.model_fields.items())


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
    form = inner if isinstance(inner, type) and issubclass(inner, Schema) else None
    if isinstance(mark, Through):
        how = "through"
    elif isinstance(mark, Reference):
        how = "reference"
    elif form is None:
        how = "plain"
    elif issubclass(form, DateSchema):
        how = "date"
    elif issubclass(form, Embedded):
        how = "embedded"
    elif issubclass(form, SharedRow):
        how = "shared"
    else:
        how = "parts" if is_list else "part"
    return Field(name, info.alias or name, how, form, mark, tuple(marks), [] if is_list else None)


@cache
def part_models(form: type[Schema]) -> tuple[tuple[type[models.Model], str], ...]:
    """Every table of rows that belong to a record of this form, with its foreign key, parents first."""
    found = []
    for field in fields_of(form):
        if field.how in ("part", "parts"):
            found.append((apps.get_model(field.form.model), field.form.parent))
            found.extend(part_models(field.form))
        elif field.how == "through":
            found.append((apps.get_model(field.mark.model), field.mark.parent))
    return tuple(found)


def complete(form: Schema) -> dict:
    """A form as it is compared: with what is left out of files because it goes without saying."""
    return form.model_dump(mode="json", by_alias=True, exclude_none=True)


def content(form: Schema) -> dict:
    """A form as it is written into files and publications: in the order of its fields, without what is empty."""
    return form.model_dump(mode="json", by_alias=True, exclude_defaults=True)


# Rows into forms


class _Keys:
    """The keys of the rows that others point at, fetched once a kind."""

    def __init__(self):
        self._wanted = defaultdict(set)
        self._known = defaultdict(dict)

    def want(self, kind_name, pk):
        if pk is not None and pk not in self._known[kind_name]:
            self._wanted[kind_name].add(pk)

    def fetch(self):
        for kind_name, pks in self._wanted.items():
            rows = kind(kind_name).model._default_manager.filter(pk__in=pks).values_list("pk", "key")
            self._known[kind_name].update(rows)
        self._wanted.clear()

    def __getitem__(self, pair):
        kind_name, pk = pair
        return None if pk is None else self._known[kind_name][pk]


def read(kind_: RecordKind, rows: Sequence[models.Model]) -> dict[int, Schema]:
    """The forms of rows of one kind, by primary key. Needs no more queries for many rows than for one."""
    return _forms(kind_, rows, _load(kind_.form, list(rows)))


def form_of(kind_: RecordKind, row: models.Model, tree: dict) -> Schema:
    """The form of a row that may not be saved yet, with the rows that belong to it given: see ``blank_tree``."""
    return _forms(kind_, [row], tree)[row.pk]


def blank_tree(form: type[Schema]) -> dict:
    """Where rows that belong to others are put, by field: {parent's pk: [row, …]} with their own trees.

    A shared row stands under its own primary key.
    """
    return {
        field.name: ({}, blank_tree(field.form) if field.form else {})
        for field in fields_of(form)
        if field.how in ("shared", "part", "parts", "through")
    }


def _forms(kind_, rows, tree) -> dict[int, Schema]:
    keys = _Keys()
    _want(kind_.form, rows, tree, keys)
    keys.fetch()
    return {row.pk: _form(kind_.form, row, tree, keys) for row in rows}


def _load(form, rows) -> dict:
    """The rows that belong to these rows, by field, as ``blank_tree`` has it."""
    tree = {}
    pks = [row.pk for row in rows]
    for field in fields_of(form):
        if field.how == "shared":
            model = apps.get_model(field.form.model)
            shared = model._default_manager.in_bulk(
                {pk for row in rows if (pk := getattr(row, f"{field.name}_id")) is not None}
            )
            tree[field.name] = shared, _load(field.form, list(shared.values()))
        elif field.how in ("part", "parts"):
            children = _children(field.form.model, field.form.parent, pks)
            tree[field.name] = children, _load(field.form, [child for group in children.values() for child in group])
        elif field.how == "through":
            tree[field.name] = _children(field.mark.model, field.mark.parent, pks), {}
    return tree


def _want(form, rows, tree, keys) -> None:
    """Note every row that these rows, and those that belong to them, point at."""
    for field in fields_of(form):
        if field.how == "reference":
            for row in rows:
                keys.want(field.mark.kind, getattr(row, f"{field.name}_id"))
        elif field.how == "shared":
            shared, below = tree[field.name]
            _want(field.form, list(shared.values()), below, keys)
        elif field.how in ("part", "parts", "through"):
            children, below = tree[field.name]
            found = [child for group in children.values() for child in group]
            if field.how == "through":
                for child in found:
                    keys.want(field.mark.kind, getattr(child, f"{field.mark.target}_id"))
            else:
                _want(field.form, found, below, keys)


def _children(model_label, parent, pks) -> dict[int, list]:
    groups = defaultdict(list)
    if not pks:
        return groups
    model = apps.get_model(model_label)
    for child in model._default_manager.filter(**{f"{parent}__in": pks}).order_by(parent, "sequence", "pk"):
        groups[getattr(child, f"{parent}_id")].append(child)
    return groups


def _form(form, row, tree, keys, prefix=""):
    values = {}
    for field in fields_of(form):
        name = field.name
        if field.how == "plain":
            value = getattr(row, prefix + name)
            values[name] = field.empty if value in ("", None) else value
        elif field.how == "reference":
            values[name] = keys[field.mark.kind, getattr(row, f"{name}_id")]
        elif field.how == "date":
            value = getattr(row, name)
            values[name] = None if value is None else DateSchema.of(value)
        elif field.how == "embedded":
            embedded = _form(field.form, row, tree, keys, field.form.prefix)
            required = [key for key, info in field.form.model_fields.items() if info.is_required()]
            values[name] = embedded if all(getattr(embedded, key) is not None for key in required) else None
        elif field.how == "shared":
            shared, below = tree[name]
            pk = getattr(row, f"{name}_id")
            values[name] = None if pk is None else _form(field.form, shared[pk], below, keys)
        elif field.how == "through":
            children, _ = tree[name]
            target = f"{field.mark.target}_id"
            values[name] = [keys[field.mark.kind, getattr(child, target)] for child in children.get(row.pk, [])]
        else:
            children, below = tree[name]
            found = [_form(field.form, child, below, keys) for child in children.get(row.pk, [])]
            values[name] = found if field.how == "parts" else (found[0] if found else None)
    return form.model_construct(**values)


# Forms into rows


class Resolver:
    """Keys into primary keys, within one case and across the installation.

    ``get`` raises KeyError with (kind, key) for a key that names nothing.
    """

    def __init__(self, case=None):
        self.case = case
        self._known: dict[str, dict[str, int]] = defaultdict(dict)

    def add(self, kind_name: str, key: str, pk: int):
        self._known[kind_name][key] = pk

    def learn(self, wanted: dict[str, set[str]]):
        """Look up keys of several kinds, a query a kind."""
        for kind_name, keys in wanted.items():
            missing = [key for key in keys if key not in self._known[kind_name]]
            if not missing:
                continue
            rows = kind(kind_name).model._default_manager.filter(key__in=missing)
            if kind(kind_name).scope:
                rows = rows.filter(**{kind(kind_name).scope: self.case})
            self._known[kind_name].update(rows.values_list("key", "pk"))

    def unpublished(self, named: dict[str, set[str]]) -> set[tuple[str, str]]:
        """Those of the keys on record whose records no reader may see."""
        found = set()
        for kind_name, keys in named.items():
            rows = kind(kind_name).model._default_manager.filter(key__in=keys).exclude(PUBLIC)
            if kind(kind_name).scope:
                rows = rows.filter(**{kind(kind_name).scope: self.case})
            found.update((kind_name, key) for key in rows.values_list("key", flat=True))
        return found

    def knows(self, kind_name: str, key: str) -> bool:
        return key in self._known[kind_name]

    def get(self, kind_name: str, key: str | None) -> int | None:
        if key is None:
            return None
        try:
            return self._known[kind_name][key]
        except KeyError:
            raise KeyError(kind_name, key) from None


def references(form: Schema, path: tuple = ()) -> Iterable[tuple[tuple, str, str]]:
    """Every key that a form names: its path, the kind, and the key."""
    for field in fields_of(type(form)):
        value = getattr(form, field.name)
        if value in (None, []):
            continue
        here = (*path, field.alias)
        if field.how == "reference":
            yield here, field.mark.kind, value
        elif field.how == "through":
            for index, key in enumerate(value):
                yield (*here, index), field.mark.kind, key
        elif field.how in ("embedded", "shared", "part"):
            yield from references(value, here)
        elif field.how == "parts":
            for index, item in enumerate(value):
                yield from references(item, (*here, index))


def named(forms: Iterable[Schema]) -> dict[str, set[str]]:
    """All keys that forms name, by kind."""
    found = defaultdict(set)
    for form in forms:
        for _, kind_name, key in references(form):
            found[kind_name].add(key)
    return found


def shared_forms(form: Schema, path: tuple = ()) -> Iterable[tuple[tuple, SharedRow]]:
    """Every shared row that a form points at, with its path."""
    for field in fields_of(type(form)):
        value = getattr(form, field.name)
        if value in (None, []):
            continue
        here = (*path, field.alias)
        if field.how == "shared":
            yield here, value
        elif field.how == "part":
            yield from shared_forms(value, here)
        elif field.how == "parts":
            for index, item in enumerate(value):
                yield from shared_forms(item, (*here, index))


def repeated(form: Schema, path: tuple = ()) -> Iterable[tuple[tuple, tuple]]:
    """The rows of a form that the database refuses beside another: the path of what is the same, and of the other."""
    for field in fields_of(type(form)):
        value = getattr(form, field.name)
        if value in (None, []) or field.how not in ("part", "parts", "through"):
            continue
        here = (*path, field.alias)
        if field.how == "part":
            yield from repeated(value, here)
            continue
        ways = [()] if field.how == "through" else own_keys(apps.get_model(field.form.model), field.form.parent)
        for names in ways:
            seen = {}
            for index, item in enumerate(value):
                first = seen.setdefault(tuple(getattr(item, name) for name in names) or item, index)
                if first != index:
                    yield (*here, index, *_aliases(field.form, names[-1:])), (*here, first)
        if field.how == "parts":
            for index, item in enumerate(value):
                yield from repeated(item, (*here, index))


def _aliases(form, names) -> list[str]:
    return [field.alias for field in fields_of(form) if field.name in names] if form else []


def reserve_pks(model, count: int) -> list[int]:
    """Primary keys for rows still to be written, so that they can point at each other in any order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def write(kind_: RecordKind, items: Sequence[tuple[models.Model, Schema]], resolver: Resolver, progress=None) -> None:
    """Bring rows, and the rows that belong to them, to what their forms say.

    A row without state in the database (``row._state.adding``) has its primary
    key already (reserve_pks). Runs inside record.workflow.publishing.open where any of
    them is published.
    """
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        shared = _obtain([form for _, form in batch], resolver)
        scope = {kind_.scope: resolver.case} if kind_.scope else {}
        new, old = [], []
        for row, form in batch:
            values = _values(form, resolver, shared)
            values["public_id"] = form.public_id or row.public_id
            _assign(row, values | scope)
            (new if row._state.adding else old).append(row)
        kind_.model._default_manager.bulk_create(new)
        if old:
            kind_.model._default_manager.bulk_update(old, _columns(kind_.model), batch_size=BATCH)
        created = {row.pk for row in new}
        _write_parts(kind_.form, [(row.pk, row.pk in created, form) for row, form in batch], resolver, shared)
        if progress:
            progress(min(start + BATCH, len(items)))


def _obtain(forms, resolver) -> dict[int, int]:
    """The primary keys of the shared rows that these forms point at, by the identity of the shared form."""
    by_model = defaultdict(list)
    for form in forms:
        for _, shared in shared_forms(form):
            by_model[shared.model].append(shared)
    found = {}
    for model_label, wanted in by_model.items():
        pks = apps.get_model(model_label)._default_manager.obtain(wanted, resolver)
        found.update((id(shared), pk) for shared, pk in zip(wanted, pks, strict=True))
    return found


def _values(form, resolver, shared, prefix="") -> dict:
    values = {}
    for field in fields_of(type(form)):
        value = getattr(form, field.name)
        if field.how == "plain":
            values[prefix + field.name] = value
        elif field.how == "reference":
            values[f"{field.name}_id"] = resolver.get(field.mark.kind, value)
        elif field.how == "date":
            values[field.name] = None if value is None else value.value
        elif field.how == "embedded":
            values |= _values(value or _nothing(field.form), resolver, shared, field.form.prefix)
        elif field.how == "shared":
            values[f"{field.name}_id"] = None if value is None else shared[id(value)]
    return values


@cache
def _nothing(form):
    return form.model_construct(**dict.fromkeys(form.model_fields))


def set_columns(row, form: Schema, resolver) -> None:
    """Give a row, unsaved, what its form says. A shared row that it points at is left out."""
    _assign(row, _values(form, resolver, defaultdict(lambda: None)))


def _assign(row, values: dict) -> None:
    """Set the columns of a row. An absent text is the empty text, and an absent choice its default."""
    for name, value in values.items():
        if value is None and (default := _defaults(type(row)).get(name)) is not None:
            value = default() if callable(default) else default
        setattr(row, name, value)


@cache
def _defaults(model) -> dict:
    """What stands in a column that takes no null where a form says nothing."""
    return {
        column.name: column.default if column.has_default() else ""
        for column in model._meta.concrete_fields
        if not column.null and not column.generated and not column.is_relation
    }


@cache
def _columns(model) -> list[str]:
    return [
        column.attname if not column.is_relation else column.name
        for column in model._meta.concrete_fields
        if not column.primary_key and not column.generated
    ]


def _stored(row) -> list:
    return [
        getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if not column.primary_key and not column.generated
    ]


def _write_parts(form, parents, resolver, shared) -> None:
    """Rows that belong to parents of one form: ``parents`` are (primary key, whether it is new, its form)."""
    for field in fields_of(form):
        if field.how in ("part", "parts"):
            model, parent = apps.get_model(field.form.model), field.form.parent
        elif field.how == "through":
            model, parent = apps.get_model(field.mark.model), field.mark.parent
        else:
            continue
        wanted = defaultdict(list)
        for pk, _, parent_form in parents:
            value = getattr(parent_form, field.name)
            if value is None:
                value = []
            for sequence, item in enumerate(value if isinstance(value, list) else [value], start=1):
                if field.how == "through":
                    values = {f"{field.mark.target}_id": resolver.get(field.mark.kind, item)}
                else:
                    values = _values(item, resolver, shared)
                row = model()
                _assign(row, values | {f"{parent}_id": pk, "sequence": sequence})
                wanted[pk].append((row, item))
        kept = {}
        if old := [pk for pk, is_new, _ in parents if not is_new]:
            kept = _children(model._meta.label, parent, old)
        new, changed, gone, rows = [], [], [], []
        for pk, _, _ in parents:
            pairs, rest = _matched(kept.get(pk, []), [row for row, _ in wanted[pk]], _own_key(model, parent))
            gone += [row.pk for row in rest]
            for (row, item), was in zip(wanted[pk], pairs, strict=True):
                if was is None:
                    new.append(row)
                else:
                    row.pk, row._state.adding = was.pk, False
                    if _stored(row) != _stored(was):
                        changed.append(row)
                rows.append((row, item))
        if gone:
            _delete(model, gone, field.form)
        if changed:
            model._default_manager.bulk_update(changed, _columns(model), batch_size=BATCH)
        fresh = {id(row) for row in new}
        model._default_manager.bulk_create(new, batch_size=BATCH)
        if field.how != "through":
            _write_parts(field.form, [(row.pk, id(row) in fresh, item) for row, item in rows], resolver, shared)


@cache
def own_keys(model, parent) -> tuple[tuple[str, ...], ...]:
    """The fields by which a row is known among those of its parent, in each way that the database holds it to."""
    return tuple(
        tuple(name for name in constraint.fields if name != parent)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and parent in constraint.fields
    )


@cache
def _own_key(model, parent) -> tuple[str, ...]:
    """The columns of the first of ``own_keys``; none where there is none."""
    return tuple(model._meta.get_field(name).attname for names in own_keys(model, parent)[:1] for name in names)


def _matched(was: list, wanted: list, own_key: tuple[str, ...]) -> tuple[list, list]:
    """The row on record, or None, for each row that is wanted, and those on record that no longer are.

    A row is the same by what it is known by among its kin; where nothing is, by
    all that it says; and of what is left, in order.
    """
    if not was:
        return [None] * len(wanted), []
    found, left = [None] * len(wanted), list(was)
    columns = own_key or tuple(
        column.attname for column in was[0]._meta.concrete_fields if not column.primary_key and not column.generated
    )
    known = defaultdict(list)
    for row in was:
        known[_said(row, columns)].append(row)
    for index, row in enumerate(wanted):
        if same := known[_said(row, columns)]:
            found[index] = same.pop(0)
            left.remove(found[index])
    if not own_key:
        for index, row in enumerate(found):
            if row is None and left:
                found[index] = left.pop(0)
    return found, left


def _said(row, columns) -> tuple:
    values = [getattr(row, name) for name in columns if name != "sequence"]
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def _delete(model, pks, form) -> None:
    """Take away rows that a record no longer has, and first what belongs to them."""
    for field in fields_of(form) if form else ():
        if field.how in ("part", "parts"):
            below, parent = apps.get_model(field.form.model), field.form.parent
        elif field.how == "through":
            below, parent = apps.get_model(field.mark.model), field.mark.parent
        else:
            continue
        children = list(below._default_manager.filter(**{f"{parent}__in": pks}).values_list("pk", flat=True))
        if children:
            _delete(below, children, field.form)
    rows = model._default_manager.filter(pk__in=pks)
    rows._raw_delete(rows.db)
