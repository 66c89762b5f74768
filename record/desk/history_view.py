"""The history of a record as officers see it: every write to its rows, with who, when, why and what changed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.template.response import TemplateResponse

from record.content.fields import part_models
from record.content.schema import kind_of
from record.models.draft import Draft
from record.workflow.publication import Publication

# The newest writes that one page shows.
AT_ONCE = 1000
LONGEST = 3000
LEFT_OUT = {"public_id", "record_id", "updated", "password"}
HOW = {"insert": "written", "update": "changed", "delete": "taken away"}


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


def history_model(model):
    return apps.get_model(model._meta.app_label, f"{model.__name__}History")


def acts_of(record) -> list[Act]:
    """The acts that wrote this record, the rows that belong to it, or drafts of it; the newest first."""
    events = sorted(_events(record), key=lambda event: (event.pgh_created_at, event.pgh_id))
    names = _names(events)
    before, acts = {}, {}
    for event in events:
        model = event.pgh_tracked_model
        changes = _changes(event, before.get((model, event.pgh_obj_id)), names)
        before[model, event.pgh_obj_id] = event
        if event.pgh_label == "update" and not changes:
            continue
        said = event.pgh_context or {}
        act = acts.setdefault(
            (event.pgh_created_at, event.pgh_context_id),
            Act(event.pgh_created_at, said.get("by", ""), said.get("why", ""), said.get("through", "")),
        )
        act.writes.append(Write(str(model._meta.verbose_name), HOW[event.pgh_label], changes))
    return list(reversed(acts.values()))


def _events(record):
    yield from _latest(type(record), pgh_obj=record.pk)
    if not is_record(record):
        return
    kind_ = kind_of(record)
    owners = {kind_.model: {record.pk}}
    for model, parent in part_models(kind_.schema):
        above = owners.get(model._meta.get_field(parent).related_model, set())
        found = _latest(model, **{f"{parent}__in": above})
        owners.setdefault(model, set()).update(event.pgh_obj_id for event in found)
        yield from found
    yield from _latest(Draft, kind=record.KIND, record_id=record.public_id)


def _latest(model, **conditions) -> list:
    return list(history_model(model).objects.filter(**conditions).order_by("-pgh_id")[:AT_ONCE])


def _columns(model):
    return [
        column
        for column in model._meta.concrete_fields
        if not column.generated and not column.auto_created and column.name not in LEFT_OUT
    ]


def _names(events) -> dict[type, dict]:
    """What the rows are called that these events point at."""
    wanted = defaultdict(set)
    for event in events:
        for column in _columns(event.pgh_tracked_model):
            if column.is_relation and (pk := getattr(event, column.attname)) is not None:
                wanted[column.related_model].add(pk)
    return {
        model: {row.pk: str(row) for row in model._default_manager.filter(pk__in=pks)} for model, pks in wanted.items()
    }


def _changes(event, before, names) -> list[tuple[str, str, str]]:
    if event.pgh_label == "delete":
        before, event = event, None
    found = []
    for column in _columns((event or before).pgh_tracked_model):
        old, new = (_said(row, column, names) for row in (before, event))
        if old != new:
            found.append((str(column.verbose_name), old, new))
    return found


def _said(row, column, names) -> str:
    value = None if row is None else getattr(row, column.attname)
    if value in (None, "", []):
        return ""
    if column.is_relation:
        return names[column.related_model].get(value, f"no. {value}")
    said = "; ".join(f"{name}: {each}" for name, each in value.items()) if isinstance(value, dict) else str(value)
    return said if len(said) < LONGEST else f"{said[:LONGEST]} …"
