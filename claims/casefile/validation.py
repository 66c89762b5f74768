"""The tree of a case file into forms, with every breach of the contract as a problem, all at once."""

from dataclasses import dataclass

from pydantic import ValidationError

from claims.casefile.source import Source
from record.codec import fields_of
from record.dates import InvalidDate, UncertainDate
from record.dates.english import readings
from record.forms import DateForm, Kind, RecordForm, kinds, short

# A text that is repeated in what to write instead is no longer than a line.
LONGEST_SHOWN = 60


@dataclass
class Entry:
    """One record of a file: its kind, its form, and where it stands."""

    kind: Kind
    form: RecordForm
    path: tuple

    @property
    def key(self) -> str:
        return self.form.key


def entries(source: Source) -> list[Entry]:
    """The valid records of a file, in the order in which kinds can be written. Problems go to the source."""
    found = []
    tree = source.tree or {}
    known = {kind.plural: kind for kind in kinds()}
    for word in tree:
        if word not in known:
            source.problem((word,), f"is no part of a case file. Its parts are: {', '.join(sorted(known))}.")
    if "case" not in tree:
        source.problem((), "has no case. Begin with `case:` and its key, title and summary.")
    for kind in kinds():
        if kind.plural not in tree:
            continue
        value = tree[kind.plural]
        if kind.is_scope:
            found += _entry(source, kind, value, (kind.plural,))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                found += _entry(source, kind, item, (kind.plural, index))
        else:
            source.problem((kind.plural,), "is no list. Begin each record with a hyphen.")
    _refuse_duplicates(source, found)
    return found


def _entry(source, kind, value, path) -> list[Entry]:
    if not isinstance(value, dict):
        if path in source.spoilt:
            return []
        source.problem(path, "is no mapping. Write its keys, such as `key: …`, one a line.")
        return []
    try:
        return [Entry(kind, kind.form.model_validate(value), path)]
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            # What is empty or an alias was told so when it was read.
            if (*path, *detail["loc"]) not in source.spoilt:
                fault = detail.get("ctx", {}).get("error")
                here = (*path, *detail["loc"], *getattr(fault, "path", ()))
                source.problem(here, _reason(detail, kind.form, detail["loc"]))
        return []


def _refuse_duplicates(source, found: list[Entry]):
    keys, ids = set(), set()
    for entry in found:
        if (entry.kind.name, entry.key) in keys:
            source.problem((*entry.path, "key"), f"{entry.key!r} stands twice among {entry.kind.plural}. Rename one.")
        keys.add((entry.kind.name, entry.key))
        if entry.form.public_id and entry.form.public_id in ids:
            source.problem((*entry.path, "id"), f"{entry.form.public_id!r} stands twice. Leave one of the two out.")
        ids.add(entry.form.public_id)


def _reason(detail, form, loc) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"is not a key known here. Known are: {', '.join(_known_keys(form, loc[:-1]))}."
    if kind == "missing":
        return "is missing. Give it."
    if kind == "literal_error":
        return f"{short(detail['input'])} is not one of the words known here. Write {context['expected']}."
    if kind == "value_error":
        return _sentence(str(context["error"]))
    if kind == "string_pattern_mismatch":
        return f"{short(detail['input'])} has not the right form. {_PATTERNS.get(loc[-1], _PATTERNS['key'])}"
    if kind == "greater_than_equal":
        return f"{short(detail['input'])} is too small. Write {context['ge']} or more."
    if kind == "less_than_equal":
        return f"{short(detail['input'])} is too large. Write {context['le']} or less."
    if kind in ("string_too_long", "string_too_short"):
        return f"{_sentence(detail['msg'])} Change its length."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return _no_mapping(detail["input"], _form_at(form, loc))
    if kind == "too_short":
        return f"has fewer than {context['min_length']} items. Add what is missing, or leave the record out."
    if kind == "list_type":
        return "is no list. Begin each item with a hyphen, or write them in [ ]."
    if kind == "string_type":
        return "is no text. Write one value."
    return _sentence(detail["msg"]) + " See docs/case-file.md."


_PATTERNS = {
    "key": "Use lower case letters, digits and single hyphens.",
    "id": "Use ten of 0-9 and a-z without i, l, o, u; or leave it out.",
    "code": "Use three or four capital letters, such as MEL.",
    "sha256": "Give the 64 hexadecimal digits of the file's SHA-256.",
    "file": "Give a file's name without folders.",
    "url": "Begin with http:// or https:// and leave out spaces, quotation marks, < and >.",
}


def _no_mapping(value, form) -> str:
    """What to write in place of a text: the one key that it can be meant for, or else the keys that are needed."""
    needed = [info.alias or name for name, info in form.model_fields.items() if info.is_required()]
    if not isinstance(value, str) or len(value) > LONGEST_SHOWN:
        return f"is no mapping. Write its keys: {', '.join(needed or _keys_of(form))}."
    if issubclass(form, DateForm):
        return f"is no mapping. {_dated(value)}."
    if len(needed) == 1:
        return f"is no mapping. Write `{{{needed[0]}: {value}}}`."
    return f"is no mapping. Write `{{{': …, '.join(needed or _keys_of(form)[:1])}: …}}`."


def _dated(value: str) -> str:
    """A date as a mapping, in each way in which the text may be read as one."""
    try:
        UncertainDate(value)
        forms = [value]
    except InvalidDate:
        forms = readings(value)
    each = " or ".join(f"`{{edtf: {form}}}`" for form in forms)
    return f"Write {each}" if each else "Write `{edtf: 2025-10-02}`, and its wording under `printed`"


def _form_at(form, loc):
    """The form that lies at ``loc`` below ``form``."""
    for word in loc:
        if isinstance(word, int):
            continue
        form = next((field.form for field in fields_of(form) if field.alias == word and field.form is not None), form)
    return form


def _known_keys(form, loc) -> list[str]:
    return _keys_of(_form_at(form, loc))


def _keys_of(form) -> list[str]:
    return [info.alias or name for name, info in form.model_fields.items()]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."
