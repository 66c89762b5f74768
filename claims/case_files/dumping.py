"""Write a case as a file: the same record gives the same bytes."""

from collections.abc import Iterator

import yaml

from councils.models import Case
from record.content import codec
from record.content.references import references
from record.content.schema import RecordKind, kind, kinds
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
    """Yield the case file: the case, its records, and all voices and documents named."""
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
    named = {each.name: set() for each in kinds() if not each.scope}
    for record_kind in kinds():
        if record_kind.is_scope:
            rows = [case]
        elif record_kind.scope:
            rows = list(record_kind.model.objects.nameable_by().filter(**{record_kind.scope: case}).order_by("key"))
        else:
            continue
        found[record_kind.name] = _read(record_kind, rows, named)
    # What the case's own file brought, though nothing names it yet; whatever is named; whatever that names in turn.
    for name in named:
        ids = Loaded.objects.filter(source=case.key, kind=name).values("record_id")
        named[name] |= set(kind(name).model.objects.filter(public_id__in=ids).values_list("key", flat=True))
    seen = {name: set() for name in named}
    while any(named[name] - seen[name] for name in named):
        for name in named:
            new = named[name] - seen[name]
            seen[name] |= new
            rows = list(kind(name).model.objects.nameable_by().filter(key__in=new))
            if not kind(name).is_scope:
                found.setdefault(name, []).extend(_read(kind(name), rows, named))
    for name in named:
        if name in found:
            found[name].sort(key=lambda content: content["key"])
    return found


def _read(record_kind, rows, named) -> list[dict]:
    contents = []
    for start in range(0, len(rows), codec.BATCH):
        for content in codec.read(record_kind, rows[start : start + codec.BATCH]).values():
            for _, target, key in references(content):
                if target in named:
                    named[target].add(key)
            contents.append(codec.dump(content))
    return contents
