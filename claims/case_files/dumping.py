"""Write a case as a file: the same record gives the same bytes."""

from collections.abc import Iterable, Iterator

import yaml

from councils.models import Case
from record.content import codec
from record.content.fields import fields_of
from record.content.references import references
from record.content.schema import RecordKind, Schema, kind, kinds
from record.models import Loaded

# Wide enough that no text is folded: a folded line would change with the width of its neighbours.
WIDTH = 1_000_000


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data):
        return True


def _text(dumper, value):
    if "\n" in value:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')
    return dumper.represent_scalar("tag:yaml.org,2002:str", value)


_Dumper.add_representer(str, _text)


def dump(case: Case) -> Iterator[str]:
    """Yield the case file: the case, its records, and what else it needs."""
    contents = contents_of_case(case)
    for record_kind in kinds_in_file():
        records = contents.get(record_kind.name)
        if not records:
            continue
        if record_kind.is_scope:
            yield as_yaml({record_kind.plural: records[0]})
            continue
        yield f"\n{record_kind.plural}:\n"
        for record in records:
            yield as_yaml([record])


def kinds_in_file() -> list[RecordKind]:
    """The kinds in the order of a file: case, voices, documents, events, claims."""
    return sorted(kinds(), key=lambda each: not each.is_scope)


def as_yaml(value) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False)


def contents_of_case(case: Case) -> dict[str, list[dict]]:
    """The contents of a case file as plain values, by kind of record."""
    found = {}
    for record_kind in kinds():
        if record_kind.is_scope:
            found[record_kind.name] = _read(record_kind, [case])
        elif record_kind.scope:
            rows = record_kind.model.objects.nameable_by().filter(**{record_kind.scope: case}).order_by("key")
            found[record_kind.name] = _read(record_kind, list(rows))
    found |= _shared(case, [content for contents in found.values() for content in contents])
    return {name: [codec.dump(content) for content in contents] for name, contents in found.items()}


def _shared(case: Case, own: list[Schema]) -> dict[str, list[Schema]]:
    """Voices and documents that a case needs, by kind and in the order of their keys.

    That is what its own file brought, though nothing names it yet, what its records name, and what
    that names in turn; but no part of a record that rests on what only another case's file brought.
    """
    names = [each.name for each in kinds() if not each.scope and not each.is_scope]
    needed = {name: _brought(name, by=case) for name in names}
    foreign = {name: _brought(name, by_others_than=case) - needed[name] for name in names}
    _need(needed, own)
    read = {name: {} for name in names}
    before = None
    while before != (before := sum(map(len, needed.values()))):
        for name in names:
            rows = kind(name).model.objects.nameable_by().filter(key__in=needed[name] - read[name].keys())
            read[name] |= {content.key: content for content in _read(kind(name), list(rows))}
            # Again of those that were read before: what has come to be needed is not foreign any more.
            _need(needed, (_without(content, foreign, needed) for content in list(read[name].values())))
    return {name: [_without(each, foreign, needed) for _, each in sorted(read[name].items())] for name in names}


def _brought(name: str, *, by: Case | None = None, by_others_than: Case | None = None) -> set[str]:
    """The keys of a kind that the file of a case brought, or those of others."""
    loaded = Loaded.objects.filter(kind=name)
    loaded = loaded.filter(source=by.key) if by else loaded.exclude(source=by_others_than.key)
    ids = loaded.values("record_id")
    return set(kind(name).model.objects.filter(public_id__in=ids).values_list("key", flat=True))


def _need(needed: dict[str, set[str]], contents: Iterable[Schema]) -> None:
    """Add what contents name to what is needed."""
    for content in contents:
        for _, name, key in references(content):
            if name in needed:
                needed[name].add(key)


def _without(content: Schema, foreign: dict[str, set[str]], needed: dict[str, set[str]]) -> Schema:
    """A content without the parts that name what is foreign and not needed."""

    def is_kept(part) -> bool:
        return not any(key in foreign.get(name, ()) and key not in needed[name] for _, name, key in references(part))

    values = {}
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if field.storage == "parts":
            values[field.name] = [part for part in value if is_kept(part)]
        elif field.storage == "part" and value is not None:
            values[field.name] = _without(value, foreign, needed)
    return content.model_copy(update=values)


def _read(record_kind: RecordKind, rows: list) -> list[Schema]:
    batches = (rows[start : start + codec.BATCH] for start in range(0, len(rows), codec.BATCH))
    return [content for batch in batches for content in codec.read(record_kind, batch).values()]
