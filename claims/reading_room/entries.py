"""The contents that the small form makes, kept by the rules of the desk."""

from copy import deepcopy

from django.contrib import admin
from django.db import transaction
from django.shortcuts import get_object_or_404

from claims.choices import EventRole
from claims.models import Claim
from claims.reading_room.choices import NEW_CLAIMS, Entry
from claims.schema import CLAIM
from councils.quotations.selection import Selection
from proposals.models import Event
from record.content.schema import DateSchema
from record.desk import saving
from record.desk.edit_buffer import EditBuffer, EditRefused
from record.workflow import authority
from record.workflow.wording import wording_remarks

# The field of the small form for a part of the content.
FIELDS = {
    "statement": "statement",
    "kind": "kind",
    "for": "made_for",
    "about": "about",
    "proposals": "plan",
    "responses": "claim",
    "appearances": "reported_by",
    "positions": "stance",
    "figures": "value",
    "facts": "when",
}
NOT_YOURS = "You may read this entry, but not add to it."


def save(form, document, selection: Selection, officer) -> EditBuffer:
    """Keep the entry as a draft. Raises EditRefused with a sentence for each field."""
    values = form.cleaned_data
    passage = {"document": document.key, "quote": selection.quote}
    if selection.occurrence > 1:
        passage["occurrence"] = selection.occurrence
    with transaction.atomic():
        if form.entry in NEW_CLAIMS:
            buffer = EditBuffer.new(CLAIM, officer, values["case"])
            content = _claim(form.entry, values, passage) | {"key": buffer.row.public_id, "id": buffer.row.public_id}
            content["state"] = buffer.row.state
        elif form.entry == Entry.SOURCE:
            buffer = _existing(Claim, values["claim"].pk, officer)
            content = _with(buffer, "appearances", _appearance(values, passage))
        else:
            buffer = _existing(Event, values["event"].pk, officer)
            content = _with(buffer, "facts", _fact(form.entry, values, passage))
        buffer.check(content, {(): None})
        saving.keep(buffer, content)
    buffer.warnings += admin.site.get_model_admin(type(buffer.row)).cautions(buffer, content)
    buffer.warnings += wording_remarks(buffer.kind, content, buffer.case)
    return buffer


def refusals(refused: EditRefused, form) -> None:
    """Put what was refused among the errors of the form."""
    for _, path, words in refused.messages:
        field = next((FIELDS[step] for step in path if step in FIELDS), None)
        form.add_error(field if field in form.fields else None, words)


def _existing(model, pk, officer) -> EditBuffer:
    rows = model.objects.readable_by(officer).select_for_update(of=["self"]).select_related("case")
    row = get_object_or_404(rows, pk=pk)
    if not authority.may(officer, authority.DRAFT, row):
        raise EditRefused([(None, (), NOT_YOURS)])
    return EditBuffer.of(row, officer)


def _with(buffer, name, part) -> dict:
    content = deepcopy(buffer.content)
    content.setdefault(name, []).append(part)
    return content


def _claim(entry, values, passage) -> dict:
    content = {
        "statement": values["statement"],
        "kind": values["kind"],
        "for": values["made_for"].key,
        "appearances": [_appearance(values, passage)],
    }
    if values.get("about"):
        content["about"] = [{"voice": values["about"].key}]
    if values.get("plan"):
        content["proposals"] = [values["plan"].key]
    if values.get("point"):
        content["points"] = [values["point"].key]
    if values.get("event"):
        content["events"] = [{"event": values["event"].key, "role": EventRole.ACCOUNT.value}]
    if entry == Entry.REPLY:
        content["responses"] = [{"to": values["claim"].key, "relation": values["relation"], "passage": passage}]
    if entry == Entry.FIGURE:
        figure = {"measure": values["measure"].key, "value": f"{values['value']:f}", "unit": values["unit"]}
        content["figures"] = [_filled(figure | {name: values[name] for name in ("bound", "printed")})]
    if entry == Entry.POSITION:
        position = {"stance": values["stance"], "on": values["on"]}
        position["proposals"] = [values["proposal"].key] if values["proposal"] else []
        content["positions"] = [_filled(position)]
    return content


def _appearance(values, passage) -> dict:
    reporter = values.get("reported_by")
    return _filled(
        {
            "passage": passage,
            "speaker": values["speaker"].key if values.get("speaker") else None,
            "reported_by": [reporter.key] if reporter else [],
            "wording": values.get("wording"),
        }
    )


def _fact(entry, values, passage) -> dict:
    when = values.get("when")
    return _filled(
        {
            "kind": values["presence" if entry == Entry.PRESENCE else "fact"],
            "voice": values["voice"].key if values.get("voice") else None,
            "words": values.get("fact_words"),
            "when": DateSchema.of(when).model_dump(exclude_none=True) if when else None,
            "according_to": values["made_for"].key if values["made_for"] else None,
            "passage": passage,
        }
    )


def _filled(part: dict) -> dict:
    return {name: value for name, value in part.items() if value not in (None, "", [])}
