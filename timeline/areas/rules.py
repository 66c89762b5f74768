"""The statements of an option on a place, in words. Pure.

A named part goes with its council where an option takes the whole of that council and does not name the part.
Where an option takes a part only and does not name this one, the answer says so, and nothing is worked out.
"""

from dataclasses import dataclass
from itertools import groupby

from councils.models import Passage
from proposals.choices import InclusionExtent
from timeline.areas.places import Place
from timeline.options.composition import OF_IT, counted
from timeline.options.existing_councils import ExistingCouncil
from timeline.options.model import Composition, Share, council_of


@dataclass(frozen=True)
class PlaceStatement:
    """One sentence of an option on a place, with where it is printed."""

    words: str
    passage: Passage | None = None
    is_inferred: bool = False
    note: str = ""


def statements(composition: Composition, place: Place, namesake: Place | None) -> list[PlaceStatement]:
    if not composition.proposed:
        return [PlaceStatement(composition.empty_words)]
    if place.area:
        return _of_area(composition, place)
    if namesake and not composition.shares.get(place.council.voice):
        return _of_area(composition, namesake)
    return _of_council(composition, place.council)


def _of_council(composition, council) -> list[PlaceStatement]:
    shares = composition.shares.get(council.voice, [])
    if shares:
        return [_share(share, council) for share in shares]
    if composition.existing_councils.county == council:
        return _by_district(composition) or [_not_stated(council)]
    return [_not_stated(council)]


def _not_stated(council) -> PlaceStatement:
    return PlaceStatement(f"Not stated: where {council.area} would be in this option.")


def _share(share: Share, council: ExistingCouncil) -> PlaceStatement:
    row, name, area_name = share.inclusion, share.proposed.name, council.area
    if share.via:
        return PlaceStatement(_by_county(share, area_name), row.passage, row.inferred, row.note)
    if not row.stated:
        words = f"Not stated in this document: whether, or what of {area_name}, would be in {name}."
    elif row.area:
        words = f"Part of {area_name} in {name}: {_part(row)}."
    elif row.extent == InclusionExtent.WHOLE:
        words = f"Wholly in {name}."
    elif row.extent == InclusionExtent.MOST:
        words = f"Most of {area_name} in {name}{_which(row)}."
    elif row.extent == InclusionExtent.REMAINDER:
        words = f"The remainder of {area_name} in {name}{_which(row, silent='')}."
    else:
        words = f"Part of {area_name} in {name}{_which(row)}."
    return PlaceStatement(words, row.passage, row.inferred, row.note)


def _by_county(share, area_name: str) -> str:
    """Words for a district that an option names only through its county."""
    row, name, county = share.inclusion, share.proposed.name, share.via.area
    if share.is_whole:
        return f"Wholly in {name}, which takes the whole of {county}."
    if not row.stated:
        return (
            f"Not stated in this document: whether, or what of {county}, in which {area_name} lies, would be in {name}."
        )
    extent = OF_IT[row.extent if row.council_id else InclusionExtent.PART].lower()
    return f"{name} takes {extent} {county}, in which {area_name} lies; how much of {area_name} is not stated."


def _part(row) -> str:
    label = f"{row.area.name} ({row.area.get_kind_display()})"
    if row.extent != InclusionExtent.WHOLE:
        label = f"{InclusionExtent(row.extent).label.removesuffix(' of it')} of {label}"
    return label + _numbered(row)


def _numbered(row) -> str:
    """The count of a part, to follow its name in a sentence."""
    return counted(row).replace(": ", ", ", 1)


def _which(row, silent="; the document does not say which") -> str:
    """Words for which part it is, as far as the document says."""
    return counted(row) or silent


def _by_district(composition) -> list[PlaceStatement]:
    """Statements on a county, through its districts if the option names them."""
    lines = []
    districts = [each for each in composition.existing_councils.districts if each.voice in composition.shares]
    destinations = {
        each.area: " and ".join(dict.fromkeys(share.proposed.name for share in composition.shares[each.voice]))
        for each in districts
    }
    for names, group in groupby(
        sorted(destinations, key=lambda area: (destinations[area], area)), key=destinations.get
    ):
        lines.append(PlaceStatement(f"By its districts, in {names}: {', '.join(group)}."))
    return lines


def _of_area(composition, place) -> list[PlaceStatement]:
    """Statements that name the area, what it lies in, its parts, or its council."""
    rows = [(each, row) for each in composition.proposed for row in each.inclusions if row.area_id]
    named = [(each, row) for each, row in rows if row.area_id == place.area.pk]
    if named:
        return [_named(each, row, place.name) for each, row in named]
    above = [(each, row) for each, row in rows if row.area_id in place.chain]
    if above:
        return [_named(each, row, row.area.name) for each, row in above]
    parts = [(each, row) for each, row in rows if row.area.part_of_id == place.area.pk]
    lines = [
        PlaceStatement(f"A part of it is named: {row.area.name}, in {each.name}.", row.passage, row.inferred, row.note)
        for each, row in parts
    ]
    return lines + _by_council(composition, place)


def _named(proposed, row, name) -> PlaceStatement:
    if not row.stated:
        return PlaceStatement(f"Not stated in this document: whether {name} would be in {proposed.name}.", row.passage)
    extent = "" if row.extent == InclusionExtent.WHOLE else f", {InclusionExtent(row.extent).label}"
    extent += _numbered(row)
    return PlaceStatement(f"{name} is named{extent}: in {proposed.name}.", row.passage, row.inferred, row.note)


def _by_council(composition, place) -> list[PlaceStatement]:
    council = place.council
    if not council:
        return [PlaceStatement(f"Not stated: {place.name} is not named in this option.")]
    shares = composition.shares.get(council.voice, [])
    if not shares:
        return [_not_stated(council)]
    if all(share.is_whole for share in shares):
        return [
            PlaceStatement(
                f"Wholly in {share.proposed.name}, with the whole of {council.area}.",
                share.inclusion.passage,
                share.inclusion.inferred,
                share.inclusion.note,
            )
            for share in shares
        ]
    lines = [PlaceStatement(f"Not stated: this option divides {council.area}, and does not name {place.name}.")]
    return lines + [_share(share, council) for share in shares if council_of(share.inclusion)]
