"""The history of a record as officers see it: each write to its rows."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache

from django.template.response import TemplateResponse
from django.utils.text import capfirst

from record import history
from record.content.fields import part_models
from record.content.rendering import RecordNames, differences
from record.content.schema import kind_of
from record.dates import InvalidDate, UncertainDate
from record.desk.comparison import without_row
from record.desk.labels import column_labels
from record.desk.versions import comparison, versions_of
from record.models.draft import Draft
from record.models.history import HistoryAction, HistoryEntry
from record.models.officer import Officer
from record.workflow import authority
from record.workflow.authors import named_for
from record.workflow.publication import Publication
from record.workflow.states import DRAFT_STEPS, DROP_REQUEST, STEPS

NEWEST_AT_MOST = 1000
LONGEST_VALUE = 3000
# Ids, and the council of a draft, which is named with its writer.
LEFT_OUT = {"public_id", "record_id", "updated", "entered_for"}
DRAFT = Draft._meta.db_table
# What a draft repeats of its record, on whose page it is listed.
OF_ITS_RECORD = {"kind", "title", "author", "base_version"}
# Their contents are shown in words elsewhere.
WITH_CONTENT = {DRAFT, Publication._meta.db_table}
NOBODY = {"by": "", "why": "", "through": ""}
# What each name that ``history.context`` keeps says to an officer. Steps have their labels.
THROUGH = {
    "admin": "on the form",
    "draft": "in a draft",
    "import_boundaries": "from a file of boundaries",
    "import_councils": "from a table of councils",
    "import_places": "from a table of places",
    "invite": "by an invitation",
    "load_case": "from a case file",
    "objection": "by an objection",
    "remark": "by a remark",
    "reply": "by a reply sent to us",
    "report": "by an answer to a report",
    "reset": "by starting the practice case anew",
    "text": "with a text to hold",
    "upload": "by an upload",
    "withhold": "by withholding words",
}


@dataclass(frozen=True)
class Change:
    """One value that a write changed; "" where there was none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowWrite:
    """A write to one row: the kind of row, the action, and what it changed."""

    row: str
    action: str
    changes: list[Change]


@dataclass
class HistoryStep:
    """All writes of one moment, by one person and for one reason."""

    at: object
    by: str
    why: str
    through: str
    writes: list[RowWrite] = field(default_factory=list)


def history_page(modeladmin, request, record):
    """The page of all writes to a record, its parts and its drafts."""
    sees_writes = not is_record(record) or authority.reads_history(request.user, record)
    choices = versions_of(record, request.user) if is_record(record) else []
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    context = modeladmin.admin_site.each_context(request) | {
        "title": f"History: {record}",
        "versions": choices,
        "compared": comparison(record, choices, old, new),
        "may_restore": is_record(record) and modeladmin.has_change_permission(request, record),
        "opts": modeladmin.opts,
        "record": record,
        "steps": _named(history_steps(record, request.user), record, request.user) if sees_writes else [],
        "sees_writes": sees_writes,
        "publications": Publication.objects.of(record).newest_first().defer("content") if is_record(record) else [],
    }
    return TemplateResponse(request, "admin/desk/history.html", context)


def _named(steps: list[HistoryStep], record, viewer) -> list[HistoryStep]:
    """The same steps, with the writers named as this person may know them."""
    if not is_record(record):
        return steps
    pks = Officer.objects.filter(email__in={step.by for step in steps}).values_list("pk", flat=True)
    names = {officer.email: named_for(viewer, officer, record) for officer in authority.people(set(pks))}
    return [replace(step, by=names.get(step.by, step.by)) for step in steps]


def is_record(row) -> bool:
    """True for a record that can be published, False for an officer or the like."""
    return hasattr(row, "KIND")


def history_steps(record, officer=None) -> list[HistoryStep]:
    """Writes to a record, its parts and its readable drafts, newest first."""
    entries = list(HistoryEntry.objects.of_rows(_rows(record, officer)).newest_first()[:NEWEST_AT_MOST])
    names, draft_changes = _names(record, entries), _draft_changes(record, entries)
    steps = {}
    for entry in reversed(entries):
        # A draft that is gone was told when it was written.
        is_gone = entry.table_name == DRAFT and entry.action == HistoryAction.DELETE
        changes = [] if is_gone else draft_changes.get(entry.pk, []) + _changes(entry, names)
        if entry.action == HistoryAction.UPDATE and not changes:
            continue
        context = entry.context if isinstance(entry.context, dict) else {}
        who = {key: str(context.get(key, unknown)) for key, unknown in NOBODY.items()}
        who["through"] = way_of(who["through"])
        step = steps.setdefault((entry.at, *who.values()), HistoryStep(entry.at, **who))
        row = str(_model(entry)._meta.verbose_name)
        step.writes.append(RowWrite(CALLED.get(row, row), entry.get_action_display(), changes))
    return list(reversed(steps.values()))


def way_of(name: str) -> str:
    """The way that a write took, in words; "" for a name that is not known."""
    step = {**DRAFT_STEPS, **STEPS, DROP_REQUEST.name: DROP_REQUEST}.get(name)
    return THROUGH.get(name) or (f"by the step “{step.label}”" if step else "")


def _rows(record, officer=None) -> dict[type, set[int]]:
    """The primary keys of a record's rows by model, those since deleted included."""
    rows = {type(record): {record.pk}}
    if not is_record(record):
        return rows
    for model, parent in part_models(kind_of(record).schema):
        column = model._meta.get_field(parent)
        above = rows.get(column.related_model, set())
        rows.setdefault(model, set()).update(history.pks_ever(model, column.attname, above))
    drafts = history.pks_ever(Draft, "record_id", [record.public_id])
    drafts &= history.pks_ever(Draft, "kind", [record.KIND])
    if officer and (council := authority.acts_for(officer)):
        drafts &= history.pks_ever(Draft, "entered_for", [council])
    return rows | {Draft: drafts}


def _model(entry):
    return _models()[entry.table_name]


@cache
def _models():
    return {model._meta.db_table: model for model in history.tracked_models()}


def _columns(model):
    left_out = LEFT_OUT | (OF_ITS_RECORD if model is Draft else set())
    return [
        column
        for column in model._meta.concrete_fields
        if not column.generated and not column.auto_created and column.name not in left_out
    ]


def _names(record, entries) -> dict[type, dict]:
    """The names of the rows that these entries point at, by model and primary key."""
    wanted = defaultdict(set)
    for entry in entries:
        for column in _columns(_model(entry)):
            if column.is_relation:
                for row in (entry.old or {}, entry.new or {}):
                    if (pk := row.get(column.attname)) is not None:
                        wanted[column.related_model].add(pk)
    names = {
        model: {row.pk: str(row) for row in model._default_manager.filter(pk__in=pks)} for model, pks in wanted.items()
    }
    if is_record(record) and Officer in wanted:
        names[Officer] = {
            each.pk: authority.office(each, record.entered_for) for each in authority.people(wanted[Officer])
        }
    return names


def _draft_changes(record, entries) -> dict[int, list[Change]]:
    """Changes in the contents of drafts, by the key of the history entry."""
    rows = {entry.pk: (entry.old or {}, entry.new or {}) for entry in entries if entry.table_name == DRAFT}
    pairs = {
        pk: tuple(without_row(content) if content else content for content in (old.get("content"), new.get("content")))
        for pk, (old, new) in rows.items()
        # The old side of an update has the columns that changed, and no others.
        if "content" in old or not old
    }
    contents = [content for pair in pairs.values() for content in pair if content]
    if not contents:
        return {}
    drafted = record.record if isinstance(record, Draft) else record
    record_kind = kind_of(drafted)
    names = RecordNames(record_kind, contents, getattr(drafted, "case", None), entered_for=record.entered_for)
    return {
        pk: [Change(each.label, each.old, each.new) for each in differences(record_kind, old, new, names)]
        for pk, (old, new) in pairs.items()
    }


def _changes(entry, names) -> list[Change]:
    """The values that a write changed, but for the content of a draft."""
    old, new = entry.old or {}, entry.new or {}
    changed = old if entry.action == HistoryAction.UPDATE else old | new
    changes = []
    for column in _columns(_model(entry)):
        if column.attname in changed and not (entry.table_name in WITH_CONTENT and column.name == "content"):
            before, after = (_words(row.get(column.attname), column, names) for row in (old, new))
            if before != after:
                changes.append(Change(_label(column), before, after))
    return changes


# Columns and tables by the words of the desk's forms.
CALLED = {"passage": "words and place", "appearance": "source"}


def _label(column) -> str:
    label = str(column.verbose_name).removesuffix(" (EDTF)")
    return capfirst(column_labels().get(column) or CALLED.get(label, label))


def _words(value, column, names) -> str:
    """A column's value as an officer reads it: names, labels and dates in English."""
    if value in (None, "", []):
        return ""
    if column.is_relation:
        return names[column.related_model].get(value, f"no. {value}")
    if column.name.endswith("_edtf"):
        return _date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        words = "; ".join(f"{key}: {each}" for key, each in value.items())
    elif isinstance(value, list):
        words = ", ".join(map(str, value))
    else:
        words = str(dict(column.flatchoices).get(value) or column.to_python(value))
    return words if len(words) < LONGEST_VALUE else f"{words[:LONGEST_VALUE]} …"


def _date(form: str) -> str:
    try:
        return str(UncertainDate(form))
    except InvalidDate:
        return form
