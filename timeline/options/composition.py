"""The councils that options would create, with what they are made of.

``compositions`` answers for many options of a case at once, in as many queries for twelve as for one. A
proposed council is a proposal, and so is everything here; what a document leaves open stays open.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import groupby

from django.db.models import Prefetch

from claims.figures.words import size, with_figures
from claims.models import Appearance, Claim, Figure
from councils.choices import Carrying
from councils.models import Case, Passage, Voice
from councils.models.lines import in_lines
from proposals.choices import AreaKind, InclusionExtent
from proposals.models import Inclusion, ProposedCouncil
from record.dates.order import by_date
from record.text.english import joined
from record.workflow.states import State
from timeline.options import maps
from timeline.options.existing_councils import SUMMED, ExistingCouncil, existing_councils_of
from timeline.options.model import (
    Composition,
    InclusionLine,
    ProposedCouncilDetails,
    Share,
    area_of,
    council_of,
)
from timeline.options.totals import summed

PLURALS = {
    AreaKind.WARD: "wards",
    AreaKind.PARISH: "parishes",
    AreaKind.DIVISION: "county divisions",
    AreaKind.SETTLEMENT: "towns or villages",
    AreaKind.FORMER: "areas of former councils",
    AreaKind.MAP: "areas within a line on a map",
    AreaKind.PART: "parts",
}
OF_IT = {
    InclusionExtent.WHOLE: "The whole of",
    InclusionExtent.MOST: "Most of",
    InclusionExtent.PART: "Part of",
    InclusionExtent.REMAINDER: "The remainder of",
}


def compositions(case: Case, options, *, outlined=False, stated=True) -> dict[int, Composition]:
    """The composition of each option, by primary key.

    Four queries, one fewer without what is ``stated``, and one for the outlines. The options are published ones
    of the case; those that create nothing on record are among the answers, without a picture.
    """
    options = list(options)
    rows = list(
        in_lines(ProposedCouncil.objects.filter(option__in=options), "continues", "passage").order_by(
            "name", "sequence", "pk"
        )
    )
    made_of = list(
        in_lines(Inclusion.objects.filter(proposed__option__in=options), "area", "passage").order_by("sequence", "pk")
    )
    existing_councils = existing_councils_of(case, {council_of(each) for each in made_of} - {None})
    # Most name a council that others name: one instance serves them all.
    naming = [row for row in (*made_of, *(each.area for each in made_of if each.area)) if row.council_id]
    beyond = {row.council_id for row in naming} - existing_councils.voices.keys()
    voices = {**existing_councils.voices, **Voice.objects.select_related("council").in_bulk(beyond)}
    for row in naming:
        row.council = voices[row.council_id]
    figures = defaultdict(list)
    for figure in _figures(options) if stated else ():
        figures[figure.option_id, figure.proposed].append(figure)
    of_option, of_proposed = defaultdict(list), defaultdict(list)
    for row in rows:
        of_option[row.option_id].append(row)
    for each in made_of:
        of_proposed[each.proposed_id].append(each)
    drawn = maps.outlines_of(existing_councils) if outlined and rows else None
    return {
        option.pk: _composition(option, existing_councils, of_option[option.pk], of_proposed, figures, drawn)
        for option in options
    }


def _figures(options):
    """Figures of published claims on the proposed councils, with their quotations."""
    quoted = Appearance.objects.exclude(passage__quote="").select_related("passage__document__publisher")
    claims = Claim.objects.select_related("made_for", "computed").with_notes(quoted)
    return (
        Figure.objects.filter(option__in=options, proposed__isnull=False, claim__state=State.PUBLISHED)
        .select_related("measure")
        .prefetch_related(Prefetch("claim", claims))
        .order_by("measure__sequence", "measure__name", *by_date("claim__computed__said"), "claim_id", "sequence")
    )


def _composition(option, existing_councils, rows, of_proposed, figures, drawn) -> Composition:
    proposed = [
        ProposedCouncilDetails(row, position, inclusions=of_proposed[row.pk], stated=figures[option.pk, row.key])
        for position, row in enumerate(sorted(rows, key=lambda row: (row.name.casefold(), row.pk)), start=1)
    ]
    for each in proposed:
        each.lines = _lines(each.inclusions, existing_councils)
        each.whole, each.in_part, each.not_stated = _reach(each.inclusions, existing_councils)
        if existing_councils.county in each.whole:
            each.with_districts = sum(district not in each.whole for district in existing_councils.districts)
        each.sums = [summed(kind, each, existing_councils) for kind in SUMMED]
        for figure in each.stated:
            figure.words = figure.printed or size(figure)
            figure.quoted = _quoted(figure)
            figure.notes = figure.claim.notes.for_figures([figure.key])
    composition = Composition(option, existing_councils, proposed, _shares(proposed, existing_councils))
    if proposed:
        composition.tiles = maps.tile_map(composition)
    if proposed and drawn:
        composition.outlines = drawn
        composition.outline = maps.outline_map(composition, drawn)
    return composition


# What becomes of each council


def _shares(proposed, existing_councils) -> dict[int, list[Share]]:
    found = defaultdict(list)
    for each in proposed:
        for row in each.inclusions:
            if voice := council_of(row):
                found[voice].append(Share(each, row))
    if existing_councils.county and existing_councils.county.voice in found:
        for district in existing_councils.districts:
            if district.voice not in found:
                found[district.voice] = [
                    replace(share, via=existing_councils.county) for share in found[existing_councils.county.voice]
                ]
    return dict(found)


# What each is made of


def _lines(inclusions, existing_councils) -> list[InclusionLine]:
    """One line for inclusions that differ only in the council or part they name."""

    def alike(row):
        return (
            row.council_id is None,
            row.area.council_id if row.area else None,
            row.area is None,
            row.extent,
            row.stated,
            row.inferred,
            row.passage_id,
            row.note,
            "" if row.area or (row.council_id and not (row.words or row.count)) else row.pk,
        )

    order = {}
    for row in inclusions:
        order.setdefault(alike(row), len(order))
    together = groupby(sorted(inclusions, key=lambda row: order[alike(row)]), key=alike)
    return [_line(list(rows), existing_councils) for _, rows in together]


def _line(rows, existing_councils) -> InclusionLine:
    first = rows[0]
    words = _words(rows, existing_councils)
    if not first.stated:
        words = f"{words}: not stated in this document" if words else "Not stated in this document"
    return InclusionLine(words, first.passage, first.stated, first.inferred, first.note)


def _words(rows, existing_councils) -> str:
    first = rows[0]
    if first.council_id:
        names = joined(area_of(row.council, existing_councils) for row in rows)
        if not first.stated:
            return f"{names}{counted(first)}"
        return f"{OF_IT[first.extent]} {names}{counted(first)}"
    if first.area:
        lead = f"{OF_IT[first.extent]} " if first.extent != InclusionExtent.WHOLE else ""
        names = joined(f"{row.area.name} ({row.area.get_kind_display()}){counted(row)}" for row in rows)
        within = f"Parts of {area_of(first.area.council, existing_councils)}: " if first.area.council_id else ""
        return f"{within}{lead.lower() if within else lead}{names}"
    return first.words[:1].upper() + first.words[1:] + counted(first, with_words=False)


def counted(row, with_words=True) -> str:
    """Words beside a council’s name for a part of it: how many wards, or which."""
    parts = [row.words] if row.words and with_words else []
    if row.count is not None:
        kind = row.count_of or AreaKind.PART
        label = AreaKind(kind).label if row.count == 1 and kind != AreaKind.PART else PLURALS[kind]
        parts.append(f"{row.count} {label}, counted and not named" if row.count else f"no {PLURALS[kind]}")
    return f": {', '.join(parts)}" if parts else ""


def _reach(inclusions, existing_councils) -> tuple[list[ExistingCouncil], list[str], list[str]]:
    """Councils taken whole; names of those in part, and of those not stated."""
    whole, in_part, not_stated = {}, {}, {}
    for row in inclusions:
        voice = council_of(row)
        today = existing_councils.councils.get(voice)
        if today and row.stated and row.council_id and row.extent == InclusionExtent.WHOLE:
            whole[voice] = today
        elif voice:
            known = in_part if row.stated else not_stated
            known[voice] = today.called if today else (row.council or row.area.council).called
    in_part = {voice: name for voice, name in in_part.items() if voice not in whole}
    not_stated = {voice: name for voice, name in not_stated.items() if voice not in {*whole, *in_part}}
    return list(whole.values()), list(in_part.values()), list(not_stated.values())


# What is stated


def _quoted(figure: Figure) -> Passage | None:
    """Words of its claim: the first that have the number in them, or else the first."""
    passages = [with_figures(appearance.passage, [figure]) for appearance in figure.claim.appearance_list]
    carrying = [passage for passage in passages if passage.carries == Carrying.YES]
    return (carrying or passages or [None])[0]
