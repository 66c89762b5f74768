"""Planning of a load: new records, changes, and conflicts.

A record that nobody has changed since its file was loaded takes what the file says now.
One that several files share is merged. Any other difference is a conflict, which is
reported with its line.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from pydantic import ValidationError as Invalid

from claims.case_files.merge import merge
from claims.case_files.validation import CaseFileEntry
from claims.case_files.yaml_source import Source
from councils.models import StoredText
from record.content import codec
from record.content.references import repeated
from record.content.schema import kinds
from record.content.validation_messages import reason
from record.ids import derived_id
from record.models import Loaded
from record.workflow import publishing
from record.workflow.states import PUBLIC_STATES, NotAllowed, State

BATCH = 2000


@dataclass(slots=True)
class Plan:
    """One record of a file with its row and content, and whether it is new or changed."""

    entry: CaseFileEntry
    content: object
    row: object = None
    is_new: bool = False
    is_changed: bool = False
    said: str = ""
    stood: str = ""
    pk: int | None = None

    def __post_init__(self):
        if self.row is not None:
            self.pk = self.row.pk


def plan(source: Source, found: list[CaseFileEntry], resolver, *, anew: bool = False) -> list[Plan]:
    """Plan each record of a file.

    ``anew``: what was changed since the last load takes what the file says again, if no other file has it.
    """
    case_key = next(entry.key for entry in found if entry.kind.is_scope)
    plans = []
    for kind in kinds():
        group = [entry for entry in found if entry.kind is kind]
        for start in range(0, len(group), BATCH):
            plans += _plan_batch(source, kind, group[start : start + BATCH], resolver, case_key, anew)
    return plans


def _plan_batch(source, kind, batch, resolver, case_key, anew) -> list[Plan]:
    rows = _rows(kind, batch, resolver)
    _refuse_ids(source, kind, batch, rows)
    contents = codec.read(kind, list(rows.values()))
    loads = defaultdict(dict)
    for loaded in Loaded.objects.filter(kind=kind.name, record_id__in=[row.public_id for row in rows.values()]):
        loads[loaded.record_id][loaded.source] = loaded
    return [_plan_entry(source, entry, rows.get(entry.key), contents, loads, case_key, anew) for entry in batch]


def _rows(kind, group, resolver) -> dict:
    if kind.scope and resolver.case is None:
        return {}
    # What councils have not published is theirs, and no file touches it.
    rows = kind.model.objects.nameable_by().filter(key__in=[entry.key for entry in group])
    if kind.scope:
        rows = rows.filter(**{kind.scope: resolver.case})
    return {row.key: row for row in rows.order_by("pk").select_for_update(of=["self"])}


def _refuse_ids(source, kind, group, rows) -> None:
    """Report ids in the file that belong to other records."""
    given = {entry.content.public_id: entry for entry in group if entry.content.public_id and entry.key not in rows}
    for public_id, key in kind.model.objects.filter(public_id__in=given).values_list("public_id", "key"):
        source.problem(
            (*given[public_id].path, "id"), f"{public_id!r} is on record for the {kind.name} {key!r}. Leave it out."
        )


def _plan_entry(source, entry, row, contents, loads, case_key, anew) -> Plan:
    """Plan one record: new, unchanged, changed, merged, or in conflict."""
    if row is None:
        return _plan_new(entry, case_key)
    if entry.content.public_id and entry.content.public_id != row.public_id:
        source.problem((*entry.path, "id"), f"is not {row.public_id!r}, the id on record. Leave it out.")
        return Plan(entry, entry.content, row)
    entry.content.public_id = row.public_id
    on_record = contents[row.pk]
    earlier_loads = loads[row.public_id]
    last = earlier_loads.get(case_key)
    if same := _plan_same(entry, row, on_record, None if anew else last):
        return same
    if not may_replace(source, entry, row):
        return Plan(entry, entry.content, row)
    is_untouched = last is not None and (anew or last.stood_sha256 == digest(codec.dump(on_record)))
    is_shared = not entry.kind.scope and not entry.kind.is_scope
    if is_untouched and (len(earlier_loads) == 1 or not is_shared):
        said = digest(codec.dump(entry.content))
        return Plan(entry, entry.content, row, is_changed=True, said=said, stood=said)
    if is_shared:
        return _plan_merge(source, entry, row, on_record)
    source.problem(
        entry.path,
        f"conflict: {entry.key!r} was changed on record since this file was loaded. Dump the case and compare.",
    )
    return Plan(entry, entry.content, row)


def _plan_new(entry, case_key) -> Plan:
    scope = case_key if entry.kind.scope else ""
    entry.content.public_id = entry.content.public_id or derived_id(entry.kind.name, scope, entry.key)
    said = digest(codec.dump(entry.content))
    return Plan(entry, entry.content, is_new=True, said=said, stood=said)


def _plan_same(entry, row, on_record, last) -> Plan | None:
    """A plan that leaves the record as it is, if the file says nothing new of it."""
    now = codec.dump(on_record)
    in_file = codec.dump(entry.content)
    said = digest(in_file)
    if in_file == now:
        return Plan(entry, entry.content, row, said=said, stood=said)
    if last and last.said_sha256 == said:
        # The file is as at the last load; changes made on record since then are not its own.
        return Plan(entry, on_record, row, said=said, stood=last.stood_sha256)
    return None


def may_replace(source, entry, row) -> bool:
    """Report a public record made a draft, or a changed text; true if neither."""
    if row.state in PUBLIC_STATES and entry.content.state not in PUBLIC_STATES:
        source.problem(
            (*entry.path, "state"),
            f"is on record as {row.state}, and cannot become a draft again. Withdraw it, with a reason.",
        )
        return False
    return entry.kind.name != "document" or keeps_text(source, entry, row)


def _plan_merge(source, entry, row, on_record) -> Plan:
    """Merge a record that several files share, and report every value that differs."""
    merged, differences = merge(codec.dump_with_defaults(on_record), codec.dump_with_defaults(entry.content))
    try:
        merged = entry.kind.schema.model_validate(merged)
    except Invalid as error:
        reasons = " ".join(map(reason, error.errors()))
        source.problem(entry.path, f"conflict: merged with the record it would not be valid: {reasons}")
        return Plan(entry, entry.content, row)
    for difference in differences:
        source.problem(
            (*entry.path, *difference.path),
            f"conflict: on record it is {difference}. Agree on one, here or on record.",
        )
    for path, _ in repeated(merged):
        source.problem(
            (*entry.path, path[0]),
            "conflict: on record an item of this list says something else. Agree on one, here or on record.",
        )
    said, stood = digest(codec.dump(entry.content)), digest(codec.dump(merged))
    is_changed = codec.dump(merged) != codec.dump(on_record)
    return Plan(entry, merged, row, is_changed=is_changed, said=said, stood=stood)


def keeps_text(source, entry, row) -> bool:
    """True unless the file would change or drop a stored text, which is reported."""
    text = entry.content.text
    held = StoredText.objects.filter(document=row).values_list("sha256", flat=True).first()
    if held is None or (text and text.sha256 == held):
        return True
    source.problem(
        (*entry.path, "text", "sha256"),
        f"is not that of the stored text, {held}, which never changes. "
        "Enter another copy as a document of its own, with `edition_of`.",
    )
    return False


def digest(content: dict) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check_state_rules(source, plans, case) -> None:
    """Report entries that nobody may publish now, as in a quiet period."""
    for plan in plans:
        if not (plan.is_new or plan.is_changed) or plan.content.state != State.PUBLISHED:
            continue
        kind = plan.entry.kind
        record = plan.row or kind.model(**{kind.scope: case} if kind.scope else {})
        try:
            publishing.check_state_rules(record, codec.dump(plan.content))
        except NotAllowed as refused:
            source.problem(plan.entry.path, str(refused))
