"""The statement of an option on a place, in one sentence. Pure.

A town, or a part that documents name, goes with its council where an option takes the whole of that council.
Where an option divides the council and does not name the place, the sentence says that, and nothing is worked out.
"""

from collections import defaultdict
from dataclasses import dataclass

from councils.models import Passage
from proposals.choices import InclusionExtent
from record.text.english import joined
from timeline.areas.known_places import KnownPlace
from timeline.options.composition import counted
from timeline.options.existing_councils import ExistingCouncil
from timeline.options.model import Composition, ProposedCouncilDetails, Share

# How much of a council is meant, in a sentence that has named it.
OF_IT = {
    InclusionExtent.WHOLE: "all of it",
    InclusionExtent.MOST: "most of it",
    InclusionExtent.PART: "part of it",
    InclusionExtent.REMAINDER: "the rest of it",
}
EXTENTS = {
    InclusionExtent.WHOLE: "All of",
    InclusionExtent.MOST: "Most of",
    InclusionExtent.PART: "Part of",
    InclusionExtent.REMAINDER: "The rest of",
}


@dataclass(frozen=True)
class PlaceStatement:
    """A sentence on a place in an option, with where it is printed."""

    words: str
    passages: tuple[Passage, ...] = ()
    is_inferred: bool = False
    notes: tuple[str, ...] = ()


def statement(composition: Composition, place: KnownPlace, namesake: KnownPlace | None) -> PlaceStatement:
    if not composition.proposed:
        return PlaceStatement(composition.empty_words)
    if place.kind:
        return _of_part(composition, place)
    if namesake and not composition.shares.get(place.council.voice):
        return _of_part(composition, namesake)
    return _of_council(composition, place.council)


def _resting(words: str, rows) -> PlaceStatement:
    """A sentence with the sources and notes of the inclusions that it rests on."""
    rows = list(rows)
    passages = {row.passage.pk: row.passage for row in rows if row.passage}
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return PlaceStatement(words, tuple(passages.values()), any(row.inferred for row in rows), tuple(notes))


def _called(proposed: ProposedCouncilDetails) -> str:
    """The name of a proposed council within a sentence: “the other council”."""
    name = proposed.name
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


def _silent(name: str) -> PlaceStatement:
    return PlaceStatement(f"We have read nothing that says what the plan would make of {name}.")


# A council


def _of_council(composition, council) -> PlaceStatement:
    shares = composition.shares.get(council.voice, [])
    if not shares and composition.existing_councils.county == council:
        return _by_district(composition) or _silent(council.called)
    if not shares:
        return _silent(council.called)
    words = _one_share(shares[0], council) if len(shares) == 1 else _divided(shares, council)
    return _resting(words, (share.inclusion for share in shares))


def _one_share(share: Share, council: ExistingCouncil) -> str:
    row, name, area = share.inclusion, _called(share.proposed), council.called
    if share.via:
        return _by_county(share, area)
    if not row.stated:
        return f"The plan does not say whether {area}, or any part of it, would be in {name}."
    if row.area:
        return f"Part of {area} would be in {name}: {_part(row)}."
    if row.extent == InclusionExtent.WHOLE and name == area and len(share.proposed.inclusions) == 1:
        return f"{area} would stay by itself."
    return f"{EXTENTS[row.extent]} {area} would be in {name}{_which(row)}."


def _by_county(share, area: str) -> str:
    """Words for a district that an option names only through its county."""
    row, name, county = share.inclusion, _called(share.proposed), share.via.called
    if share.is_whole:
        return f"All of {area}, with the whole of {county}, would be in {name}."
    if row.stated and row.council_id and row.extent == InclusionExtent.REMAINDER:
        return f"{area}, except any part that goes elsewhere, would be in {name}. The plan does not say which part."
    if not row.stated:
        return f"The plan does not say whether any of {county}, in which {area} lies, would be in {name}."
    extent = EXTENTS[row.extent if row.council_id else InclusionExtent.PART].lower()
    return f"{name} would take {extent} {county}; the plan does not say how much of {area}."


def _divided(shares, council) -> str:
    """Words for a council of which several proposed councils would take a share."""
    names = list(dict.fromkeys(_called(share.proposed) for share in shares))
    if all(share.is_whole for share in shares):
        return f"The plan puts all of {council.called} in {joined(names)}."
    by_name = defaultdict(list)
    for share in shares:
        by_name[_called(share.proposed)].append(share.inclusion)
    parts = "; ".join(f"{joined(map(_extent, by_name[name]))} in {name}" for name in names)
    is_said = all(_is_part_named(share.inclusion) for share in shares)
    which = "" if is_said else " The plan does not say which part."
    return f"{council.called} would be divided: {parts}.{which}"


def _extent(row) -> str:
    if not row.stated:
        return "perhaps some of it"
    if row.area:
        return _part(row)
    return OF_IT[row.extent] + _in_brackets(row)


def _is_part_named(row) -> bool:
    return bool(row.area or counted(row) or row.extent in (InclusionExtent.WHOLE, InclusionExtent.REMAINDER))


def _part(row) -> str:
    label = f"{row.area.name} ({row.area.get_kind_display()})"
    if row.extent != InclusionExtent.WHOLE:
        label = f"{InclusionExtent(row.extent).label.removesuffix(' of it')} of {label}"
    return label + _numbered(row)


def _numbered(row) -> str:
    """The count of a part, to follow its name in a sentence."""
    return counted(row).replace(": ", ", ", 1)


def _in_brackets(row) -> str:
    return f" ({words.removeprefix(': ')})" if (words := counted(row)) else ""


def _which(row) -> str:
    """Words for which part it is, as far as the document says."""
    if row.extent in (InclusionExtent.WHOLE, InclusionExtent.REMAINDER):
        return counted(row)
    return counted(row) or ". The plan does not say which part"


def _by_district(composition) -> PlaceStatement | None:
    """A statement on a county, through its districts if the option names them."""
    districts = composition.existing_councils.districts
    named = [(each, share) for each in districts for share in composition.shares.get(each.voice, ())]
    if not named:
        return None
    destinations = defaultdict(dict)
    for each, share in named:
        destinations[_called(share.proposed)][_as_much(share, each.called)] = None
    parts = [f"{joined(destinations[name])} in {name}" for name in sorted(destinations)]
    words = f"Its districts would be: {'; '.join(parts)}."
    if silent := [each.called for each in districts if not composition.shares.get(each.voice)]:
        words += f" Nothing that we have read says where {joined(silent)} would be."
    return _resting(words, (share.inclusion for _, share in named))


def _as_much(share: Share, area: str) -> str:
    """A district within a sentence, with how much of it a proposed council would take."""
    row = share.inclusion
    if share.is_whole:
        return area
    if not row.stated:
        return f"perhaps some of {area}"
    return f"{EXTENTS[InclusionExtent.PART if row.area_id else row.extent].lower()} {area}"


# A part of a council, or a town in it


def _of_part(composition, place) -> PlaceStatement:
    """The statement that names the area, what it lies in, its parts, or its council."""
    rows = [(each, row) for each in composition.proposed for row in each.inclusions if row.area_id and place.area]
    named = [(each, row) for each, row in rows if row.area_id == place.area.pk]
    if named:
        return _resting(" ".join(_named(each, row, place.name) for each, row in named), (row for _, row in named))
    above = [(each, row) for each, row in rows if row.area_id in place.chain]
    if above:
        return _resting(" ".join(_named(each, row, row.area.name) for each, row in above), (row for _, row in above))
    by_council = _by_council(composition, place)
    parts = [(each, row) for each, row in rows if row.area.part_of_id == place.area.pk]
    if not parts:
        return by_council
    words = " ".join(f"{row.area.name}, a part of it, would be in {_called(each)}." for each, row in parts)
    found = _resting(words, (row for _, row in parts))
    return PlaceStatement(
        f"{words} {by_council.words}",
        tuple(dict.fromkeys((*found.passages, *by_council.passages))),
        found.is_inferred or by_council.is_inferred,
        (*found.notes, *by_council.notes),
    )


def _named(proposed, row, name) -> str:
    if not row.stated:
        return f"The plan does not say whether {name} would be in {_called(proposed)}."
    extent = "" if row.extent == InclusionExtent.WHOLE else f"{EXTENTS[row.extent]} "
    return f"{extent}{name}{_in_brackets(row)} would be in {_called(proposed)}."


def _by_council(composition, place) -> PlaceStatement:
    council = place.council
    if not council:
        return PlaceStatement(f"Nothing that we have read of the plan names {place.name}.")
    shares = composition.shares.get(council.voice, [])
    if not shares:
        return _silent(council.called)
    rows = [share.inclusion for share in shares]
    if all(share.is_whole for share in shares):
        names = joined(dict.fromkeys(_called(share.proposed) for share in shares))
        return _resting(f"{place.name}, with the whole of {council.called}, would be in {names}.", rows)
    divided = shares[0].via.called if shares[0].via else council.called
    if not any(row.stated for row in rows):
        names = joined(dict.fromkeys(_called(share.proposed) for share in shares), "or")
        return _resting(
            f"The plan does not say whether {place.name}, or any part of {divided}, would be in {names}.", rows
        )
    moved = [_called(share.proposed) for share in shares if share.inclusion.extent != InclusionExtent.REMAINDER]
    if moved and not shares[0].via:
        parts = f"Parts of {divided} would be in {joined(dict.fromkeys(moved))}"
        return _resting(f"{parts}; nothing that we have read says whether {place.name} is among them.", rows)
    lies = f", in which {place.name} lies" if shares[0].via else ""
    return _resting(
        f"The plan would divide {divided}{lies}; nothing that we have read says where {place.name} would be.", rows
    )
