"""One record while it is edited: its content in rows that are never saved.

The content (record.content.codec) is what is edited: a form is made from it, and what
the form says becomes content again. Whether that is then written in place or
kept as a draft is decided elsewhere (record.desk.record_admin).
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from django.apps import apps
from pydantic import ValidationError as Invalid

from record.content import codec, writing
from record.content.fields import Field, fields_of
from record.content.references import Resolver, keys_named
from record.content.schema import RecordKind, Schema, kind, kind_of, kinds
from record.content.validation_messages import reason
from record.models.draft import Draft
from record.workflow import authority, entry_rules, publishing
from record.workflow.states import PUBLIC_STATES

# What the desk never takes from a form or draft, but from the row itself.
ROWS_OWN = {"public_id": "id", "state": "state", "state_reason": "reason"}


@dataclass
class EditRow:
    """The part of the content behind a row, and the place of its parent row."""

    buffer: "EditBuffer"
    content: Schema
    listed: dict[str, list[int]] = field(default_factory=dict)
    parent: int = 0


class EditRefused(Exception):
    """The forms hold no valid content.

    Each message is the prefix of a form, the path to a field, and a sentence.
    """

    def __init__(self, messages: list[tuple[str | None, tuple, str]], content: dict | None = None):
        super().__init__(messages)
        self.messages, self.content = messages, content


class Keys(Resolver):
    """Primary keys by key, for a draft that may name records that are gone."""

    def get(self, kind_name, key):
        return self._known[kind_name].get(key)

    def labels(self, kind_name) -> dict[str, str]:
        rows = kind(kind_name).model._default_manager.in_bulk(list(self._known[kind_name].values()))
        return {str(pk): str(row) for pk, row in rows.items()}


class EditBuffer:
    """One record on the desk. ``row`` is filled from the content and never saved."""

    def __init__(
        self,
        record_kind: RecordKind,
        row,
        officer,
        *,
        content: dict | None = None,
        draft: Draft | None = None,
        case=None,
    ):
        self.kind, self.row, self.officer, self.draft, self.case = record_kind, row, officer, draft, case
        self.is_new = row._state.adding
        self.is_public = row.state in PUBLIC_STATES
        self.content = content
        self.messages: list[tuple[str | None, tuple, str]] = []
        self.is_unchanged = False
        self.warnings: list[str] = []
        self.memo: dict = {}
        self._rows: dict[tuple, list] = {}
        # The council whose entry is written: that of the draft or of the unpublished record; else the officer's own.
        begun = draft or (None if self.is_new or self.is_public else row)
        self.entered_for = begun.entered_for if begun else authority.acts_for(officer)
        self.resolver = Keys(case, self.entered_for)
        if content is not None:
            validated = record_kind.schema.model_validate(content)
            self.resolver.learn(keys_named([validated]))
            own = {name: getattr(row, name) for name in ROWS_OWN}
            self._fill(row, validated)
            for name, value in own.items():
                setattr(row, name, value)

    @classmethod
    def new(cls, record_kind: RecordKind, officer, case=None) -> "EditBuffer":
        row = record_kind.model(**{record_kind.scope: case} if record_kind.scope else {})
        return cls(record_kind, row, officer, case=case)

    @classmethod
    def of(cls, row, officer) -> "EditBuffer":
        """The record as this officer last had it: their draft of it, or the record."""
        record_kind = kind_of(row)
        draft = None
        if row.state in PUBLIC_STATES:
            draft = Draft.objects.of(row).by(officer).readable_by(officer).first()
        case = getattr(row, record_kind.scope) if record_kind.scope else None
        if draft:
            try:
                return cls(record_kind, row, officer, content=draft.content, draft=draft, case=case)
            except Invalid:
                # Kept by an older version of the site, in a form that is no longer known.
                row.refresh_from_db()
        content = publishing.contents_of([row])[row.KIND, row.pk]
        return cls(record_kind, row, officer, content=content, case=case)

    @property
    def digest(self) -> str:
        return digest(self.content)

    @cached_property
    def _labels(self):
        return {each.model: self.resolver.labels(each.name) for each in kinds() if each.name in self.resolver._known}

    def labels(self, model) -> dict[str, str]:
        """The names of the records that the content names, by primary key, of one model."""
        return self._labels.get(model, {})

    # Content into rows

    def rows(self, path: tuple[Field, ...]) -> list:
        """The parts of the record at this path, in order, each with its parent's place."""
        if self.content is None:
            return []
        way = tuple(step.name for step in path)
        if way not in self._rows:
            above = self.rows(path[:-1]) if path[:-1] else [self.row]
            self._rows[way] = [
                self._fill(apps.get_model(path[-1].schema.model)(), item, parent)
                for parent, row in enumerate(above)
                for item in _items(getattr(row.edit_row.content, path[-1].name))
            ]
        return self._rows[way]

    def _fill(self, row, content, parent=0):
        writing.set_columns(row, content, self.resolver)
        listed = {
            each.name: [pk for key in getattr(content, each.name) if (pk := self.resolver.get(each.mark.kind, key))]
            for each in fields_of(type(content))
            if each.storage == "through"
        }
        row.edit_row = EditRow(self, content, listed, parent)
        return row

    # Rows into content

    def content_of(self, form, formsets) -> tuple[dict, dict[tuple, str | None]]:
        """The content of the forms, and the prefix of the form behind each part.

        Raises Refused where that is no content of this kind.
        """
        pks = count(-1, -1)
        row = form.instance
        row.pk = row.pk or next(pks)
        row.key = row.key or row.public_id
        tree = codec.blank_tree(self.kind.schema)
        _put(tree, row, form, pks)
        spots: dict[tuple, dict[int, tuple]] = {(): {0: (row.pk, ())}}
        places: dict[tuple, str | None] = {(): form.prefix}
        branches = {(): tree}
        for formset in sorted(formsets, key=lambda each: len(each.way)):
            way, step = formset.way, formset.path[-1]
            children, below = branches[way[:-1]][step.name]
            branches[way], spots[way] = below, {}
            for index, part in formset.kept():
                above, where = spots[way[:-1]].get(part.parent_place, (None, ()))
                if above is None:
                    continue
                group = children.setdefault(above, [])
                here = (*where, step.alias, *([len(group)] if step.storage == "parts" else []))
                part.instance.pk = next(pks)
                group.append(part.instance)
                _put(below, part.instance, part, pks)
                spots[way][index] = part.instance.pk, here
                places[here] = part.prefix
        content = codec.dump(codec.content_of_unsaved(self.kind, row, tree))
        if row.pk < 0:
            row.pk = None
        self.check(content, places)
        return content, places

    def check(self, content: dict, places: dict[tuple, str | None]) -> None:
        """Raise EditRefused if the content does not fit its schema or an entry rule."""
        try:
            validated = self.kind.schema.model_validate(content)
        except Invalid as invalid:
            raise EditRefused([_message(error, places) for error in invalid.errors()]) from None
        resolver = Resolver(self.case, self.entered_for)
        resolver.learn(keys_named([validated]))
        if faults := entry_rules.faults(validated, resolver):
            raise EditRefused([(*_spot(path, places), words) for path, words in faults])


def digest(content: dict | None) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def part_path(record_kind: RecordKind, model) -> tuple[Field, ...]:
    """The path of fields from a record of this kind to a table of its parts."""

    def walk(schema, path):
        for each in fields_of(schema):
            if each.storage in ("part", "parts"):
                here = (*path, each)
                if apps.get_model(each.schema.model) is model:
                    return here
                if longer := walk(each.schema, here):
                    return longer
        return None

    path = walk(record_kind.schema, ())
    if path is None:
        raise LookupError(f"{model.__name__} is no part of a {record_kind.name}.")
    return path


def _items(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _put(tree, row, form, pks) -> None:
    """Put what a form has beside its row: the lists, and the rows that others share."""
    for name, listed in form.lists().items():
        tree[name][0][row.pk] = listed
    for name, shared in form.shared.items():
        if shared is not None:
            shared.pk = next(pks)
            tree[name][0][shared.pk] = shared
        setattr(row, f"{name}_id", shared and shared.pk)


def _message(error, places) -> tuple:
    """A validation error as prefix of the form, path to the field, and sentence."""
    fault = error.get("ctx", {}).get("error")
    words = reason(error)
    return *_spot((*error["loc"], *getattr(fault, "path", ())), places), f"{words[:1].upper()}{words[1:]}"


def _spot(where: tuple, places) -> tuple[str | None, tuple]:
    """The prefix of the form that has a field of the content, and the path within it."""
    here = where
    while here not in places:
        here = here[:-1]
    return places[here], tuple(str(each) for each in where[len(here) :] if not isinstance(each, int))
