"""Cells of options set beside each other, written out.

A page of options may hold five hundred statements: to include a template for each would take longer than
all else on the page. The words of a claim always stand with it; where they are printed is one step away.
"""

from html import escape

from django import template
from django.utils.safestring import mark_safe

from claims.choices import Relation
from claims.figures.words import basis_of, period_of, qualified, size
from record.text.english import joined
from timeline.options.cells import by_time
from timeline.templatetags.figure_tags import BESIDE, bounds, unbroken
from timeline.templatetags.record_tags import inside, quoted, side_mark

register = template.Library()

NOT_STATED = '<p class="none">Not stated in this record.</p>'
BELOW = '<p class="none">Stated together with other options: below.</p>'
# So many claims of a side, figures of an option, or outcomes stand open in a cell: the last. The rest is earlier.
CLAIMS_OPEN = 1
FIGURES_OPEN = 2
LONE_OPEN = 1
OUTCOMES_OPEN = 2
REPLACED = {
    Relation.CORRECTS: "Corrected",
    Relation.SUPERSEDES: "Superseded",
    Relation.RETRACTS: "Retracted",
}


@register.simple_tag
def cell(column):
    """The beginning of a cell of one option."""
    return mark_safe(_start(column.head, column.name))


@register.simple_tag
def run_cell(run):
    """The beginning of a cell of options of one proposal."""
    return mark_safe(_start(run.heads, run.name, f' colspan="{run.width}"' if run.width > 1 else ""))


@register.simple_tag
def rest(band):
    """What fills a band up, so that columns of all bands are equally wide."""
    return mark_safe(f'<td class="rest" role="presentation" colspan="{band.rest}"></td>' if band.rest else "")


def _start(heads, name, more="") -> str:
    return f'<td role="cell" headers="{heads}" data-label="{escape(name)}"{more}>'


@register.simple_tag
def outcomes_of_proposal(run):
    """What decisions did to a proposal as a whole, and those that name it and do nothing to it."""
    done, named = run.first.of_proposal, run.first.named_in
    content = _outcomes(done) + _last([_named(decision) for decision in named], OUTCOMES_OPEN)
    if not done:
        what = "chooses, changes or ends" if named else "names"
        content += f'<p class="none">No decision in this record {what} the proposal as a whole.</p>'
    return mark_safe(content)


@register.simple_tag
def outcomes_of_option(column, band):
    """What decisions did to an option by itself."""
    if column.outcomes:
        return mark_safe(_outcomes(column.outcomes))
    which = "this option by itself" if band.has_of_proposal else "it"
    return mark_safe(f'<p class="none">No decision in this record names {which}.</p>')


def _outcomes(done) -> str:
    return _last([_outcome(each) for each in done], OUTCOMES_OPEN)


@register.simple_tag
def population(told):
    """What is stated of the population of the councils that an option would create."""
    earlier, latest = ([_figures(entry, _of_council) for entry in each] for each in (told.earlier, told.latest))
    return mark_safe(_folded(earlier, latest))


@register.simple_tag
def figure_cells(row, band):
    """The cells of one measure: what is stated of each option, in its own column."""
    cells = []
    for column in band.columns:
        entries = row.of.get(column.option.pk, [])
        content = _told(entries, FIGURES_OPEN, _figures_of_option)
        if not content:
            content = BELOW if row.is_shared(column.option.pk) else NOT_STATED
        cells.append(f"{_state(column, bool(entries))}{content}</td>")
    return mark_safe("".join(cells))


@register.simple_tag
def figures_alone(entries):
    """What is stated on one measure of one option alone."""
    return mark_safe(_told(entries, LONE_OPEN, _figures_of_option))


@register.simple_tag(takes_context=True)
def criterion_cells(context, row, band):
    """The cells of one criterion: what each side says of each option, and who is silent."""
    cells = []
    for column in band.columns:
        told = row.of[column.option.pk]
        content = "".join(
            f"<section>{_side(context, side)}{_told(entries, CLAIMS_OPEN, _claim)}</section>"
            for side, entries in told.heard
        )
        if told.is_shared:
            content += BELOW
        if told.silent:
            content += f'<p class="none">{_silence(told)}</p>'
        cells.append(f"{_state(column, bool(told.heard))}{content or NOT_STATED}</td>")
    return mark_safe("".join(cells))


@register.simple_tag
def shared(rows):
    """What claims say of several options at once, with the options’ names."""
    return mark_safe("".join(_of_several(each) for each in rows))


@register.simple_tag
def unplaced(entries):
    """Claims that name no option."""
    return mark_safe("".join(_claim(entry) for entry in entries))


def _state(column, has_account) -> str:
    state = "account" if has_account else "empty"
    return _start(column.head, column.name, f' data-cell="{state}"')


def _of_several(each) -> str:
    of = f'<p class="of">Of {escape(joined(each.names))}</p>'
    content = _figures_of_option(each.entry) if each.entry.figures else _claim(each.entry)
    return f"<div>{of}{content}</div>"


def _silence(told) -> str:
    """Who says nothing. The names of sides hold commas of their own."""
    if told.is_all_silent:
        return "No side speaks to it in this record."
    return f"Not stated in this record: {escape('; '.join(told.silent))}."


def _told(entries, most: int, written) -> str:
    """What was said last, and what is earlier behind its number."""
    earlier, latest = by_time(entries, most)
    return _folded([written(entry) for entry in earlier], [written(entry) for entry in latest])


def _last(parts: list[str], most: int) -> str:
    return _folded(parts[:-most], parts[-most:])


def _folded(earlier: list[str], latest: list[str]) -> str:
    if not earlier:
        return "".join(latest)
    fold = f'<details class="more"><summary>{len(earlier)} earlier</summary>{"".join(earlier)}</details>'
    return fold + "".join(latest)


# One outcome


def _outcome(done) -> str:
    words = f": {escape(done.words)}" if done.words else ""
    whole = " (the proposal as a whole)" if done.is_of_proposal else ""
    decision = done.decision
    maker = f"{escape(decision.made_by.name)}, " if decision.made_by else ""
    lines = [
        f"<p><b>{escape(done.effect.capitalize())}</b>{words}{whole}</p>",
        f"<p>{maker}{escape(str(decision.when))}: "
        f'<a href="{decision.get_absolute_url()}">{escape(decision.title)}</a></p>',
    ]
    for label, text in (("On condition", done.condition), ("Still to come", done.still_to_come)):
        if text:
            lines.append(f'<p><span class="quiet">{label}:</span> {escape(text)}</p>')
    according = f"according to {escape(done.according_to)}" if done.according_to else ""
    if done.passage:
        summary = according or "Where it is printed"
        lines.append(f'<details class="by"><summary>{summary}</summary>{_printed(done.passage)}</details>')
    elif according:
        lines.append(f'<p class="fine quiet">{according}</p>')
    return f'<div class="said">{"".join(lines)}</div>'


def _named(decision) -> str:
    when = f", {escape(str(decision.when))}" if decision.when else ""
    return f'<p>Named in: <a href="{decision.get_absolute_url()}">{escape(decision.title)}</a>{when}</p>'


def _printed(passage) -> str:
    document = passage.document
    anchor = f"#{passage.anchor}" if passage.anchor else ""
    place = f", {escape(passage.place)}" if passage.place else ""
    quote = f": <q>{escape(inside(passage.quote))}</q>" if passage.quote else ""
    return (
        f'<p class="source"><a href="{document.get_absolute_url()}{anchor}">{escape(document.title)}</a>'
        f"{place}{quote}</p>"
    )


# One claim


def _claim(entry) -> str:
    said = entry.said
    since = f"<p>{REPLACED[said.replaced]} by its own maker since.</p>" if said.replaced else ""
    return (
        f'<div class="said" data-claim="{said.claim}"{_hook(said)}><p><a href="{said.address}">'
        f"{escape(said.statement)}</a></p>{since}{_quote(said)}{_attributed(entry)}</div>"
    )


def _figures(entry, beside) -> str:
    said = entry.said
    numbers = "".join(
        f'<p {bounds(figure)}><a href="{said.address}"><b>{unbroken(size(figure))}</b></a> '
        f"<span>{escape(', '.join(beside(figure)))}</span>"
        f"{' <span>Corrected by its own maker since.</span>' if figure.is_corrected else ''}</p>"
        for figure in entry.figures
    )
    notes = dict.fromkeys(figure.note for figure in entry.figures if figure.note)
    beside_words = _beside_words(entry.figures)
    return f'<div class="said"{_hook(said)}>{numbers}{_quote(said)}{beside_words}{_attributed(entry, notes)}</div>'


def _figures_of_option(entry) -> str:
    return _figures(entry, _of_option)


def _beside_words(figures) -> str:
    """That the words of a claim do not hold its number, or not all of its numbers."""
    missing = sum(figure.is_beside_its_words for figure in figures)
    if not missing:
        return ""
    all_ = len(figures)
    of = "the number" if all_ == 1 else f"{'any' if missing == all_ else missing} of these {all_} numbers"
    return f'<p class="none">{BESIDE.format(of)}</p>'


def _of_option(figure) -> list[str]:
    """What stands beside a number in the column of its option, which need not be named again."""
    return qualified(figure, with_plan=False)


def _of_council(figure) -> list[str]:
    """What stands beside a number of people: the proposed council first."""
    return [words for words in (figure.proposed, basis_of(figure), figure.scope, period_of(figure)) if words]


def _hook(said) -> str:
    return f' data-quote="{escape(said.passage.state)}"' if said.passage and said.passage.quote else ""


def _quote(said) -> str:
    passage = said.passage
    if not passage or not passage.quote:
        return ""
    return f"<blockquote><p>{escape(quoted(passage.quote))}</p></blockquote>"


def _attributed(entry, notes=()) -> str:
    """Who says it and when; behind it where it is printed, the state of the words, and an editor's note."""
    said, passage = entry.said, entry.said.passage
    how = f" ({escape(entry.how)})" if entry.how else ""
    who = f"{_who(said)}{how}"
    if not passage:
        return f'<p class="claim-by">{who}</p>'
    place = f", {escape(passage.place)}" if passage.place else ""
    state = f' <span class="state">{escape(passage.get_state_display())}</span>' if passage.quote else ""
    noted = "".join(f'<p class="source">† {escape(note)}</p>' for note in notes)
    return (
        f'<details class="by"><summary>{who}</summary><p class="source"><a href="{passage.address}">'
        f"{escape(passage.document.title)}</a>{place}.{state}</p>{noted}</details>"
    )


def _who(said) -> str:
    if said.reporter:
        who = f"{escape(said.reporter.name)} <b>says that</b> {escape(said.voice.name)} <b>claimed</b>"
    else:
        who = f"{escape(said.voice.name)} <b>says</b>"
    return f"{who}, {escape(str(said.date))}" if said.date else f"{who}, undated"


def _side(context, side) -> str:
    if side is None:
        return '<span class="side s-0">In no side</span>'
    return f'<span class="side {side_mark(context, side)}" data-side="{escape(side.key)}">{escape(side.label)}</span>'
