"""The history of a record as officers see it: every write to its rows, with who, when, why and what changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from django.template.response import TemplateResponse

from record import history
from record.content.fields import part_models
from record.content.schema import kind_of
from record.models.draft import Draft
from record.models.history import HistoryAction, HistoryEntry
from record.workflow.publication import Publication

# The newest writes that one page shows.
AT_ONCE = 1000
LONGEST = 3000
LEFT_OUT = {"public_id", "record_id", "updated"}


@dataclass
class Write:
    """One row written: what kind of row, how, and which of its columns changed."""

    what: str
    how: str
    changes: list[tuple[str, str, str]]


@dataclass
class Act:
    """What was written at one time, by one person, for one reason."""

    at: object
    by: str
    why: str
    through: str
    writes: list[Write] = field(default_factory=list)


def shown(modeladmin, request, record):
    context = modeladmin.admin_site.each_context(request) | {
        "title": f"History: {record}",
        "opts": modeladmin.opts,
        "record": record,
        "acts": acts_of(record),
        "publications": Publication.objects.of(record).newest_first().defer("content") if is_record(record) else [],
    }
    return TemplateResponse(request, "admin/desk/history.html", context)


def is_record(row) -> bool:
    return hasattr(row, "KIND")


def acts_of(record) -> list[Act]:
    """The acts that wrote this record, the rows that belong to it, or drafts of it; the newest first."""
    entries = list(HistoryEntry.objects.of_rows(_rows(record)).newest_first()[:AT_ONCE])
    names = _names(entries)
    acts = {}
    for entry in reversed(entries):
        changes = _changes(entry, names)
        if entry.action == HistoryAction.UPDATE and not changes:
            continue
        said = {"by": "", "why": "", "through": ""} | (entry.context or {})
        act = acts.setdefault((entry.at, *said.values()), Act(entry.at, said["by"], said["why"], said["through"]))
        what = str(_model(entry)._meta.verbose_name)
        act.writes.append(Write(what, entry.get_action_display(), changes))
    return list(reversed(acts.values()))


def _rows(record) -> dict[type, set[int]]:
    """The primary keys of the rows of a record, of its parts and of its drafts, by model; those that are gone too."""
    rows = {type(record): {record.pk}}
    if not is_record(record):
        return rows
    for model, parent in part_models(kind_of(record).schema):
        column = model._meta.get_field(parent)
        above = rows.get(column.related_model, set())
        rows.setdefault(model, set()).update(history.pks_ever(model, column.attname, above))
    drafts = history.pks_ever(Draft, "record_id", [record.public_id])
    return rows | {Draft: drafts & history.pks_ever(Draft, "kind", [record.KIND])}


def _model(entry):
    return _models()[entry.table_name]


@cache
def _models():
    return {model._meta.db_table: model for model in history.tracked_models()}


def _columns(model):
    return [
        column
        for column in model._meta.concrete_fields
        if not column.generated and not column.auto_created and column.name not in LEFT_OUT
    ]


def _names(entries) -> dict[type, dict]:
    """What the rows are called that these entries point at."""
    wanted = defaultdict(set)
    for entry in entries:
        for column in _columns(_model(entry)):
            if column.is_relation:
                for row in (entry.old or {}, entry.new or {}):
                    if (pk := row.get(column.attname)) is not None:
                        wanted[column.related_model].add(pk)
    return {
        model: {row.pk: str(row) for row in model._default_manager.filter(pk__in=pks)} for model, pks in wanted.items()
    }


def _changes(entry, names) -> list[tuple[str, str, str]]:
    """The columns that a write changed, with what they said before and after."""
    old, new = entry.old or {}, entry.new or {}
    changed = old if entry.action == HistoryAction.UPDATE else old | new
    found = []
    for column in _columns(_model(entry)):
        if column.attname in changed:
            before, after = (_said(row.get(column.attname), column, names) for row in (old, new))
            if before != after:
                found.append((str(column.verbose_name), before, after))
    return found


def _said(value, column, names) -> str:
    if value in (None, "", []):
        return ""
    if column.is_relation:
        return names[column.related_model].get(value, f"no. {value}")
    if isinstance(value, dict):
        said = "; ".join(f"{name}: {each}" for name, each in value.items())
    else:
        said = str(column.to_python(value))
    return said if len(said) < LONGEST else f"{said[:LONGEST]} …"
