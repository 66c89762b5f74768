"""What templates ask of figures and of words in narrow cells.

A page of options may hold five hundred statements, so these are written out here: to include a template
for each would take longer than all else on the page. What they print is parts/_quotation.html, made short.
"""

import re
from html import escape

from django import template
from django.utils.safestring import mark_safe

from claims.figures.words import interval_of, plain, size
from timeline.templatetags.record_tags import quoted

register = template.Library()

# What stands beside a quotation that does not hold its figure.
BESIDE = "These words do not hold {}."
# A sign and its number, which stay on one line.
_SIGNED = re.compile(r"−\S+")
# So many statements of a group are named; its number says how many more there are.
MOST_NAMED = 3


@register.filter
def unbroken(words: str):
    """Words with numbers of which no sign is parted from its number at the end of a line."""
    safe = escape(words)
    return mark_safe(_SIGNED.sub(r'<span class="signed">\g<0></span>', safe) if "−" in safe else safe)


@register.simple_tag
def named(figure):
    """A figure in a few words: who states it, and how much, with the way to the claim."""
    said = figure.by
    return mark_safe(f'{escape(said.who)}: <a href="{said.address}">{unbroken(size(figure))}</a>')


@register.simple_tag
def figure_size(figure):
    """How much a figure is, and for what span."""
    return unbroken(size(figure))


@register.simple_tag
def bounds(figure):
    """The hooks of a number: its value, and the bounds that it sets."""
    interval = interval_of(figure)
    found = [("value", figure.value)]
    if not interval.is_uncertain:
        found += [("low", interval.low), ("high", interval.high)]
    hooks = " ".join(f'data-{name}="{plain(value)}"' for name, value in found if value is not None)
    return mark_safe(hooks)


@register.simple_tag
def words(figure):
    """The quotation of a figure in a cell, with its state and its place, and whether it holds the number."""
    passage = figure.by.passage
    if passage is None:
        return ""
    place = f", {escape(passage.place)}" if passage.place else ""
    quote, state, hook = "", "", ""
    beside = f'<p class="none">{BESIDE.format("the number")}</p>' if figure.is_beside_its_words else ""
    if passage.quote:
        hook = f' data-quote="{escape(passage.state)}"'
        quote = f"<blockquote><p>{escape(quoted(passage.quote))}</p></blockquote>"
        state = f' <span class="state">{escape(passage.get_state_display())}</span>'
    return mark_safe(
        f'<figure class="quotation"{hook}>{quote}{beside}<figcaption class="source">'
        f'<a href="{passage.address}">{escape(passage.document.title)}</a>{place}.{state}</figcaption></figure>'
    )


@register.simple_tag
def group_rows(lined_up):
    """Groups of statements with what sets each apart: a row a group."""
    return mark_safe("\n".join(_group(group, lined_up.varying, words) for group, words in lined_up.rows))


def _group(group, labels, said) -> str:
    names = "; ".join(named(figure) for figure in group.figures[:MOST_NAMED])
    more = len(group.figures) - MOST_NAMED
    if more > 0:
        names = f"{names}; and {more} more"
    cells = "".join(
        f'<td role="cell" data-label="{label.capitalize()}"><span>{escape(each)}</span></td>'
        for label, each in zip(labels, said, strict=True)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{names}</th>{cells}</tr>'
