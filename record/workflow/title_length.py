"""Keep titles of ours short enough for a list on a phone.

Titles that a document prints stay whole, however long they are (docs/laws.md, law 8).
"""

from collections.abc import Iterator

from record.content.fields import fields_of
from record.content.schema import OUR_TITLE, Schema
from record.workflow.entry_rules import Fault, entry_rule

MOST_CHARACTERS = 65


@entry_rule
def short_enough_for_a_list(content, resolver):
    """Refuse a title of ours that is too long."""
    yield from long_titles(content)


def long_titles(content: Schema) -> Iterator[Fault]:
    """Titles of ours in a record that are too long, each with its remedy."""
    for field in fields_of(type(content)):
        if OUR_TITLE in field.marks and (length := len(getattr(content, field.name))) > MOST_CHARACTERS:
            yield (field.alias,), f"has {length} characters. Say it in at most {MOST_CHARACTERS}."
