"""Sentences on the wording of what editors write. They warn, and stop nothing.

Functions of the apps add their own with ``@wording_check``.
"""

from collections.abc import Callable, Iterator

from pydantic import ValidationError as Invalid

from record.content.fields import fields_of
from record.content.schema import OUR_TITLE, OUR_WORDS, RecordKind, Schema
from record.text.wording import loaded_words

_checks: list[Callable] = []


def wording_check(function):
    """Register a check: given a kind, a content and its case, it yields sentences."""
    _checks.append(function)
    return function


def wording_remarks(record_kind: RecordKind, content: dict, case=None) -> list[str]:
    """All that an editor should look at again in the words of this content."""
    try:
        schema = record_kind.schema.model_validate(content)
    except Invalid:
        # A draft that an older version of the site kept: it says itself that it must be brought up to date.
        return []
    return [*_on_loaded_words(schema), *(remark for check in _checks for remark in check(record_kind, schema, case))]


def _on_loaded_words(content: Schema) -> Iterator[str]:
    found = list(dict.fromkeys(word for prose in our_words(content) for word in loaded_words(prose)))
    if found:
        words = ", ".join(f"“{word}”" for word in found)
        yield (
            f"{words}: {'such a word takes' if len(found) == 1 else 'such words take'} a side. "
            "Use a plainer one, or set the words of a party in quotation marks."
        )


def our_words(content: Schema) -> Iterator[str]:
    """Yield every text of a content, and of its parts, that editors write."""
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if value in (None, []):
            continue
        if OUR_TITLE in field.marks or OUR_WORDS in field.marks:
            yield value
        elif field.storage in ("embedded", "part"):
            yield from our_words(value)
        elif field.storage == "parts":
            for item in value:
                yield from our_words(item)
