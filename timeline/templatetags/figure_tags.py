"""Template filters for figures and for tables of them."""

import re

from django import template

from claims.figures import words

register = template.Library()
register.filter("size", words.size)

# A minus sign and its number, which stay on one line.
_SIGNED = re.compile(r"(−\S+)")


@register.filter
def split_at_signs(text: str) -> list[tuple[str, bool]]:
    """Split words into parts, each with whether it is a signed number."""
    return [(part, bool(place % 2)) for place, part in enumerate(_SIGNED.split(text)) if part]


@register.filter
def paired_with(labels, values) -> zip:
    """Pair each heading of a table with the value in a row of it."""
    return zip(labels, values, strict=True)


@register.filter
def cell_for(cells: dict, column):
    """The cell of a comparison's row in one option's column."""
    return cells[column.option.pk]
