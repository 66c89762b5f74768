"""Writes contents to rows, with all rows that belong to them."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from django.apps import apps
from django.db import connection, models

from record.content.codec import BATCH, PartsOfFew, children_of, parts_of_few
from record.content.fields import fields_of
from record.content.references import Resolver, own_keys, shared_rows
from record.content.schema import RecordKind, Schema

# Contents into rows


def reserve_pks(model, count: int) -> list[int]:
    """Primary keys for rows still to be written, so that they can refer to each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def write(record_kind: RecordKind, items: Sequence[tuple[models.Model, Schema]], resolver: Resolver) -> None:
    """Write contents to rows, and to the rows that belong to them.

    A row that is new (``row._state.adding``) has its primary key already
    (``reserve_pks``). Where any of the rows is published, call this within
    ``record.workflow.publishing.open_record``.
    """
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        shared = _obtain([content for _, content in batch], resolver)
        scope = {record_kind.scope: resolver.case} if record_kind.scope else {}
        new, old = [], []
        for row, content in batch:
            values = _values(content, resolver, shared)
            values["public_id"] = content.public_id or row.public_id
            _assign(row, values | scope)
            (new if row._state.adding else old).append(row)
        record_kind.model._default_manager.bulk_create(new)
        if old:
            record_kind.model._default_manager.bulk_update(old, _columns(record_kind.model), batch_size=BATCH)
        created = {row.pk for row in new}
        parents = [(row.pk, row.pk in created, content) for row, content in batch]
        of_few = parts_of_few(record_kind.schema, [row.pk for row in old]) if old else None
        _write_parts(record_kind.schema, parents, resolver, shared, of_few)


def _obtain(contents, resolver) -> dict[int, int]:
    """The primary keys of shared rows, by ``id()`` of the content of each."""
    by_model = defaultdict(list)
    for content in contents:
        for _, shared in shared_rows(content):
            by_model[shared.model].append(shared)
    pk_by_id = {}
    for model_label, wanted in by_model.items():
        pks = apps.get_model(model_label)._default_manager.obtain(wanted, resolver)
        pk_by_id.update((id(shared), pk) for shared, pk in zip(wanted, pks, strict=True))
    return pk_by_id


def _values(content, resolver, shared, prefix="") -> dict:
    values = {}
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if field.storage == "plain":
            values[prefix + field.name] = value
        elif field.storage == "reference":
            values[f"{field.name}_id"] = resolver.get(field.mark.kind, value)
        elif field.storage == "date":
            values[field.name] = None if value is None else value.value
        elif field.storage == "embedded":
            values |= _values(value or _nothing(field.schema), resolver, shared, field.schema.prefix)
        elif field.storage == "shared":
            values[f"{field.name}_id"] = None if value is None else shared[id(value)]
    return values


@cache
def _nothing(schema):
    return schema.model_construct(**dict.fromkeys(schema.model_fields))


def set_columns(row, content: Schema, resolver) -> None:
    """Set the columns of an unsaved row from its content, without its shared row."""
    _assign(row, _values(content, resolver, defaultdict(lambda: None)))


def _assign(row, values: dict) -> None:
    """Set the columns of a row; what is absent becomes empty or the default."""
    for name, value in values.items():
        if value is None and (default := _defaults(type(row)).get(name)) is not None:
            value = default() if callable(default) else default
        setattr(row, name, value)


@cache
def _defaults(model) -> dict:
    """Default values of the columns that take no null, for what a content leaves out."""
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


def _write_parts(schema, parents, resolver, shared, of_few: PartsOfFew | None, above="") -> None:
    """Write the parts of parents, each (primary key, is it new, content).

    ``above`` is the lookup from the parents to the record.
    """
    for field in fields_of(schema):
        if field.storage in ("part", "parts"):
            label, parent = field.schema.model, field.schema.parent
        elif field.storage == "through":
            label, parent = field.mark.model, field.mark.parent
        else:
            continue
        model = apps.get_model(label)
        wanted = defaultdict(list)
        for pk, _, content in parents:
            value = getattr(content, field.name)
            if value is None:
                value = []
            for sequence, item in enumerate(value if isinstance(value, list) else [value], start=1):
                if field.storage == "through":
                    values = {f"{field.mark.target}_id": resolver.get(field.mark.kind, item)}
                else:
                    values = _values(item, resolver, shared)
                row = model()
                _assign(row, values | {f"{parent}_id": pk, "sequence": sequence})
                wanted[pk].append((row, item))
        on_record = {}
        if old := [pk for pk, is_new, _ in parents if not is_new]:
            on_record = (
                of_few.children(label, parent + above, parent, old) if of_few else children_of(label, parent, old)
            )
        new, changed, gone, rows = [], [], [], []
        for pk, _, _ in parents:
            matches, rest = _matched(on_record.get(pk, []), [row for row, _ in wanted[pk]], _own_key(model, parent))
            gone += [row.pk for row in rest]
            for (row, item), was in zip(wanted[pk], matches, strict=True):
                if was is None:
                    new.append(row)
                else:
                    row.pk, row._state.adding = was.pk, False
                    if _stored(row) != _stored(was):
                        changed.append(row)
                rows.append((row, item))
        if gone:
            _delete(model, gone, field.schema)
        if changed:
            model._default_manager.bulk_update(changed, _columns(model), batch_size=BATCH)
        created = {id(row) for row in new}
        model._default_manager.bulk_create(new, batch_size=BATCH)
        if field.storage != "through":
            parts = [(row.pk, id(row) in created, item) for row, item in rows]
            _write_parts(field.schema, parts, resolver, shared, of_few, f"__{parent}{above}")


@cache
def _own_key(model, parent) -> tuple[str, ...]:
    """The columns of the first of ``own_keys``, or an empty tuple."""
    return tuple(model._meta.get_field(name).attname for names in own_keys(model, parent)[:1] for name in names)


def _matched(on_record: list, wanted: list, own_key: tuple[str, ...]) -> tuple[list, list]:
    """Match wanted rows with rows on record, None for new ones; and the rows left.

    Rows match by their own key; those of a table without one by all their columns,
    and what is left over in order.
    """
    if not on_record:
        return [None] * len(wanted), []
    matches, left = [None] * len(wanted), list(on_record)
    columns = own_key or tuple(
        column.attname
        for column in on_record[0]._meta.concrete_fields
        if not column.primary_key and not column.generated
    )
    by_values = defaultdict(list)
    for row in on_record:
        by_values[_comparable(row, columns)].append(row)
    for index, row in enumerate(wanted):
        if same := by_values[_comparable(row, columns)]:
            matches[index] = same.pop(0)
            left.remove(matches[index])
    if not own_key:
        for index, row in enumerate(matches):
            if row is None and left:
                matches[index] = left.pop(0)
    return matches, left


def _comparable(row, columns) -> tuple:
    values = [getattr(row, name) for name in columns if name != "sequence"]
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def _delete(model, pks, schema) -> None:
    """Delete rows that a record no longer has, after the rows that belong to them."""
    for field in fields_of(schema) if schema else ():
        if field.storage in ("part", "parts"):
            below, parent = apps.get_model(field.schema.model), field.schema.parent
        elif field.storage == "through":
            below, parent = apps.get_model(field.mark.model), field.mark.parent
        else:
            continue
        children = list(below._default_manager.filter(**{f"{parent}__in": pks}).values_list("pk", flat=True))
        if children:
            _delete(below, children, field.schema)
    rows = model._default_manager.filter(pk__in=pks)
    rows._raw_delete(rows.db)
