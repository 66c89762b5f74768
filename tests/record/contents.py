"""Hypothesis strategies for contents, made from the schemas of records."""

import datetime
import typing
from functools import cache

from annotated_types import Ge, Le
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from record.content.fields import fields_of, part_models
from record.content.schema import CONTROL_CHARACTERS, MISLEADING, ONE_LINE, printable
from tests.record.dates_strategies import dates

# Without shrinking: a failing example of a database may take minutes to be made small.
FEW = settings(
    max_examples=settings.default.max_examples // 8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# What is hard to keep: letters of many kinds, line feeds and tabs, what YAML would take for its own.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffd").filter(
    lambda c: not (CONTROL_CHARACTERS.match(c) or MISLEADING.match(c))
)
WORDS = st.text(CHARACTERS | st.sampled_from("\n\t:#'\"-{}[]&*!|>%@`~?, "), min_size=1, max_size=40)


def _is_text(text) -> bool:
    try:
        return bool(printable(text))
    except ValueError:
        return False


TEXTS = st.sampled_from(
    ["null", "~", "no", "yes", "1.10", "2025-10-01", "18:30", "0x1F", "=", "<<", "- a", "a: b", "#x"]
) | WORDS.map(str.strip).filter(_is_text)
LINES = TEXTS.map(lambda text: text.replace("\n", " "))


def contents(schema, pools, **given):
    """Valid contents; ``pools`` are keys on record by kind, ``given`` fixes values."""
    required, optional = {}, {}
    for field in fields_of(schema):
        info = schema.model_fields[field.name]
        if field.name in given:
            if given[field.name] is not None:
                required[field.alias] = given[field.name]
        else:
            (required if info.is_required() else optional)[field.alias] = _values(field, info, pools)
    return st.fixed_dictionaries(required, optional=optional).filter(lambda content: _is_taken(schema, content))


def _is_taken(schema, content) -> bool:
    try:
        schema.model_validate(content)
    except ValidationError:
        return False
    return True


def _values(field, info, pools):
    if field.storage == "reference":
        return st.sampled_from(pools[field.mark.kind])
    if field.storage == "through":
        return st.lists(st.sampled_from(pools[field.mark.kind]), min_size=1, max_size=3, unique=True)
    if field.storage == "date":
        return dates().map(lambda date: _dated(field.schema, date))
    if field.storage in ("embedded", "shared", "part"):
        return contents(field.schema, pools)
    if field.storage == "parts":
        return st.lists(contents(field.schema, pools), min_size=1, max_size=3, unique_by=_known_by(field.schema))
    return _plain(info)


def _dated(schema, date):
    content = {"edtf": date.edtf, "basis": date.basis.value, "extent": date.extent.value}
    if _is_text(printed := " ".join(date.printed.split())[:300].strip()):
        content["printed"] = printed
    return content


def _known_by(schema):
    """The fields that must differ among the rows of one record."""
    from django.apps import apps
    from django.db.models import UniqueConstraint

    model = apps.get_model(schema.model)
    aliases = {field.name: field.alias for field in fields_of(schema)}
    found = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            names = [aliases[name] for name in constraint.fields if name in aliases]
            found.append(lambda content, names=names: tuple(content.get(name) for name in names))
    return tuple(found) or (lambda content: repr(content))


def _plain(info):
    annotation, marks = info.annotation, list(info.metadata)
    is_list = False
    while True:
        origin, args = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            annotation, marks = args[0], [*marks, *args[1:]]
        elif origin is list:
            annotation, is_list = args[0], True
        elif origin is not typing.Literal and type(None) in args:
            annotation = next(arg for arg in args if arg is not type(None))
        else:
            break
    values = _one(annotation, marks)
    return st.lists(values, min_size=1, max_size=3) if is_list else values


def _one(annotation, marks):
    if typing.get_origin(annotation) is typing.Literal:
        return st.sampled_from(typing.get_args(annotation))
    if annotation is bool:
        return st.sampled_from(["yes", "no"])
    if annotation is int:
        lowest = next((mark.ge for mark in marks if isinstance(mark, Ge)), 0)
        highest = next((mark.le for mark in marks if isinstance(mark, Le)), 999_999_999)
        return st.integers(lowest, highest).map(str)
    if annotation is datetime.date:
        return st.dates(max_value=datetime.date(2025, 12, 31)).map(str)
    if annotation is datetime.time:
        return st.times().map(lambda time: f"{time:%H:%M}")
    pattern = next((found for mark in _flat(marks) if (found := getattr(mark, "pattern", None))), None)
    if pattern:
        return _matching(pattern)
    return LINES if ONE_LINE in marks else TEXTS


@cache
def _matching(pattern):
    """Texts that match a pattern; cached, since parsing a pattern is slow."""
    # A class of nearly all characters is slow to draw from.
    pattern = pattern if "http" not in pattern else r"https?://[a-z]{1,9}\.example/[A-Za-z0-9é%&?=#~'()]{0,20}"
    return st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) <= 100)


def _flat(marks):
    for mark in marks:
        yield mark
        yield from getattr(mark, "metadata", ())


def every_part(schema):
    """The tables of the rows that belong to records of this schema."""
    return [model for model, _ in part_models(schema)]
