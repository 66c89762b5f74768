"""What templates ask of figures and of words in narrow cells.

A page of options may hold five hundred statements, so these are written out here: to include a template
for each would take longer than all else on the page. What they print is parts/_quotation.html, made short.
"""

from html import escape

from django import template
from django.utils.safestring import mark_safe

from claims.figures import interval_of, plain, qualified, size
from timeline.templatetags.record_tags import joined, quoted, side_mark

register = template.Library()

NOT_STATED = '<p class="none">Not stated in this record.</p>'
# So many statements of a group are named; its number says how many more there are.
MOST_NAMED = 3


@register.simple_tag
def named(figure):
    """A figure in a few words: who states it, and how much, with the way to the claim."""
    said = figure.by
    return mark_safe(f'{escape(said.who)}: <a href="{said.address}">{escape(size(figure))}</a>')


@register.simple_tag
def figure_size(figure) -> str:
    """How much a figure is, and for what span."""
    return size(figure)


@register.simple_tag
def stated(figure, how=""):
    """A figure in a cell: how much, on what basis, who states it, and the words."""
    said = figure.by
    beside = ", ".join([*qualified(figure), *([how] if how else [])])
    corrected = " <small>Corrected by its own maker since.</small>" if figure.is_corrected else ""
    return mark_safe(
        f'<div class="said" {bounds(figure)}><p><a href="{said.address}"><b>{escape(size(figure))}</b></a>'
        f"<small>{escape(beside)}</small>{corrected}</p>"
        f'<p class="claim-by">{_who(said)}</p>{words(said.passage)}</div>'
    )


@register.simple_tag
def heard(said, how=""):
    """A claim in a cell: who says it, when, the record's wording and the words that it rests on."""
    note = f" <small>({escape(how)})</small>" if how else ""
    return mark_safe(
        f'<div class="said" data-claim="{said.claim}"><p class="claim-by">{_who(said)}{note}</p>'
        f'{words(said.passage)}<p class="fine"><a href="{said.address}">{escape(said.statement)}</a> '
        f'<span class="ours">in the record’s wording</span></p></div>'
    )


@register.simple_tag(takes_context=True)
def side_of(context, side):
    """A side's pattern and label, as parts/_side.html has it; or that a voice stands in none."""
    if side is None:
        return mark_safe('<span class="side s-0">In no side</span>')
    return mark_safe(
        f'<span class="side {side_mark(context, side)}" data-side="{escape(side.key)}">{escape(side.label)}</span>'
    )


@register.simple_tag
def bounds(figure):
    """The hooks of a number: its value, and the bounds that it sets."""
    interval = interval_of(figure)
    found = [("value", figure.value)]
    if not interval.is_uncertain:
        found += [("low", interval.low), ("high", interval.high)]
    hooks = " ".join(f'data-{name}="{plain(value)}"' for name, value in found if value is not None)
    return mark_safe(hooks)


def _who(said) -> str:
    if said.reporter:
        who = f"{escape(said.reporter.name)} <b>says that</b> {escape(said.voice.name)} <b>claimed</b>"
    else:
        who = f"{escape(said.voice.name)} <b>says</b>"
    return f"{who}, {escape(str(said.date))}" if said.date else f"{who}, undated"


@register.simple_tag
def words(passage):
    """A quotation in a cell, with its state and its place."""
    if passage is None:
        return ""
    place = f", {escape(passage.place)}" if passage.place else ""
    quote, state, hook = "", "", ""
    if passage.quote:
        hook = f' data-quote="{escape(passage.state)}"'
        quote = f"<blockquote><p>{escape(quoted(passage.quote))}</p></blockquote>"
        state = f' <span class="state">{escape(passage.get_state_display())}</span>'
    return mark_safe(
        f'<figure class="quotation"{hook}>{quote}<figcaption class="source">'
        f'<a href="{passage.address}">{escape(passage.document.title)}</a>{place}.{state}</figcaption></figure>'
    )


# Rows of cells


@register.simple_tag
def figure_cells(row):
    """The cells of one measure: what is stated of each option, in its own column."""
    return mark_safe("".join(_cell(cell.column, _figures(cell), bool(cell.statements)) for cell in row.cells))


def _figures(cell) -> str:
    return "".join(stated(figure, how) for figure, how in cell.statements) or NOT_STATED


@register.simple_tag(takes_context=True)
def criterion_cells(context, row):
    """The cells of one criterion: what each side says of each option, and who is silent."""
    return mark_safe("".join(_cell(cell.column, _voices(context, cell), bool(cell.heard)) for cell in row.cells))


def _voices(context, cell) -> str:
    said = [
        f"<section>{side_of(context, each.side)}{''.join(heard(*entry) for entry in each.entries)}</section>"
        for each in cell.heard
    ]
    if cell.silent:
        said.append(f'<p class="none">Not stated in this record: {escape(joined(cell.silent))}.</p>')
    return "".join(said) or NOT_STATED


def _cell(column, content, has_account) -> str:
    state = "account" if has_account else "empty"
    return f'<td role="cell" data-label="{escape(column.name)}" data-cell="{state}">{content}</td>'


@register.simple_tag
def group_rows(lined_up):
    """Groups of statements with what sets each apart: a row a group."""
    return mark_safe("\n".join(_group(group, words) for group, words in lined_up.rows))


def _group(group, said) -> str:
    names = "; ".join(named(figure) for figure in group.figures[:MOST_NAMED])
    more = len(group.figures) - MOST_NAMED
    if more > 0:
        names = f"{names}; and {more} more"
    cells = "".join(f'<td role="cell">{escape(each)}</td>' for each in said)
    return f'<tr role="row"><th role="rowheader" scope="row">{names}</th>{cells}</tr>'
