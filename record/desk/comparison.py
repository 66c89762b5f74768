"""What differs between two contents of a record, told so that a person can judge it: both texts, part by part."""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from record.content import codec
from record.content.schema import DateSchema, RecordKind, kind

# What says nothing to a person.
LEFT_OUT = ("id",)


@dataclass(frozen=True)
class ContentDifference:
    """One place where two contents differ: the way to it, and the text on either side."""

    where: str
    old: str
    new: str

    @property
    def old_marked(self) -> SafeString:
        return _marked(self.old, self.new, "del")

    @property
    def new_marked(self) -> SafeString:
        return _marked(self.new, self.old, "ins")


def differences(kind_: RecordKind, old: dict | None, new: dict | None, case=None) -> list[ContentDifference]:
    """The places where two contents of a kind differ; records are called by their names, not their keys."""
    names = _names(kind_, [each for each in (old, new) if each], case)
    return list(_compared(_readable(kind_.form, old or {}, names), _readable(kind_.form, new or {}, names), ()))


def _names(kind_, contents, case) -> dict[tuple[str, str], str]:
    found = {}
    for kind_name, keys in codec.named([_loose(kind_.form, content) for content in contents]).items():
        named = kind(kind_name)
        rows = named.model._default_manager.filter(key__in=keys)
        if named.scope:
            rows = rows.filter(**{named.scope: case})
        found.update(((kind_name, row.key), str(row)) for row in rows)
    return found


def _loose(form, content):
    """The form of a content, unchecked: it may be of an older shape."""
    values = {}
    for field in codec.fields_of(form):
        value = content.get(field.alias)
        if field.form and isinstance(value, list):
            value = [_loose(field.form, item) for item in value]
        elif field.form and isinstance(value, dict):
            value = _loose(field.form, value)
        values[field.name] = field.empty if value is None else value
    return form.model_construct(**values)


def _readable(form, content: dict, names) -> dict:
    """A content with names in the place of keys, and each date in one line."""
    found = {}
    for field in codec.fields_of(form):
        value = content.get(field.alias)
        if value in (None, "", []) or field.alias in LEFT_OUT:
            continue
        label = field.alias.replace("_", " ")
        if field.how == "reference":
            value = names.get((field.mark.kind, value), value)
        elif field.how == "through":
            value = [names.get((field.mark.kind, key), key) for key in value]
        elif field.how == "date":
            value = _date(value)
        elif field.form and isinstance(value, list):
            value = [_readable(field.form, item, names) for item in value]
        elif field.form:
            value = _readable(field.form, value, names)
        found[label] = value
    return found


def _date(value: dict) -> str:
    printed = f"printed as “{value['printed']}”" if value.get("printed") else ""
    rest = [each for each in (printed, value.get("basis"), value.get("extent")) if each]
    words = DateSchema.model_construct(**{"printed": None, "basis": "stated", "extent": "within", **value}).value
    return f"{words} ({'; '.join([value['edtf'], *rest])})"


def _compared(old, new, where):
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*new, *old]):
            yield from _compared(old.get(name), new.get(name), (*where, name))
    elif isinstance(old, list | None) and isinstance(new, list | None) and (old or new):
        yield from _compared_lists(old or [], new or [], where)
    else:
        yield ContentDifference(" › ".join(where) or "all of it", _text(old), _text(new))


def _compared_lists(old, new, where):
    """Items that are the same are paired first; what lies between two pairs is set against each other in order."""
    matcher = SequenceMatcher(None, [_frozen(item) for item in old], [_frozen(item) for item in new], autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            continue
        for index in range(max(b - a, d - c)):
            before = old[a + index] if a + index < b else None
            after = new[c + index] if c + index < d else None
            number = (c if after is not None else a) + index + 1
            yield from _compared(before, after, (*where, str(number)))


def _frozen(item) -> str:
    return json.dumps(item, sort_keys=True)


def _text(value, depth=0) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "\n".join(f"{'  ' * depth}{name}: {_text(each, depth + 1).lstrip()}" for name, each in value.items())
    if isinstance(value, list):
        return "; ".join(_text(each, depth) for each in value)
    return str(value)


def _marked(text: str, other: str, tag: str) -> SafeString:
    """A text with the words that the other lacks marked."""
    mine, theirs = text.split(" "), other.split(" ")
    if not text or not other or len(mine) > 2000 or len(theirs) > 2000:
        return format_html("{}", text)
    pieces = []
    for how, a, b, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        words = " ".join(mine[a:b])
        if words and how == "equal":
            pieces.append(format_html("{}", words))
        elif words:
            pieces.append(format_html(f"<{tag}>{{}}</{tag}>", words))
    return mark_safe(format_html_join(" ", "{}", ((piece,) for piece in pieces)))
