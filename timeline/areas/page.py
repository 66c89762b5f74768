"""Find your place: what each option says of a council of today, or of a part of one that some proposal names.

A named part goes with its council where an option takes the whole of that council and does not name the part.
Where an option takes a part only and does not name this one, the answer says so, and nothing is worked out.
A parish or town council that no option names goes with the part of its name that is on record; where there is
none, the record does not say in which council's area it lies, and no option is read for it.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import OuterRef

from councils.choices import CouncilType
from councils.models import Alias, Case, Passage
from proposals.choices import InclusionExtent, OptionStatus
from proposals.models import Area, AreaName, Inclusion, Option, Proposal
from record.dates.refusal import excerpt
from record.gather import gathered
from record.text.folding import fold
from record.workflow.states import State
from timeline.options.composition import OF_IT, compositions, counted
from timeline.options.decision_outcomes import OutcomeLine, done_to, of_option
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils, ground_of
from timeline.options.model import Composition, Share, council_of

# More letters than any place has, and as many places as one list shows.
LONGEST, MOST = 200, 40
STATUSES = list(OptionStatus.values)


@dataclass(frozen=True)
class Place:
    """A council of today, or a named part of one. ``label`` names it alone; ``names`` are those that it goes by."""

    public_id: str
    label: str
    names: tuple[str, ...]
    council: ExistingCouncil | None
    area: Area | None = None
    chain: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return self.area.name if self.area else self.council.area

    @property
    def query(self) -> str:
        return self.label


@dataclass(frozen=True)
class Places:
    """All places of a case that a reader may name, and the ground that they lie on."""

    ground: ExistingCouncils
    councils: list[Place]
    areas: list[Place]

    @property
    def all(self) -> list[Place]:
        return self.councils + self.areas


@dataclass(frozen=True)
class PlaceQuery:
    """What a reader asks for: one place; or several that the words may mean; or a message where none does."""

    words: str = ""
    place: Place | None = None
    several: tuple[Place, ...] = ()
    message: str = ""

    @classmethod
    def read(cls, query, places: Places) -> "PlaceQuery":
        given = [words for each in query.getlist("place") if (words := " ".join(each.split()))]
        if not given:
            return cls()
        words = given[0]
        if len(set(given)) > 1:
            return cls(words[:LONGEST], message="More than one place is named. Name one of them.")
        if len(words) > LONGEST:
            return cls(words[:LONGEST], message=f"A place has at most {LONGEST} letters. Shorten it.")
        found = _meant(words, places)
        if len(found) == 1:
            return cls(words, place=found[0])
        if found:
            return cls(words, several=tuple(found[:MOST]))
        return cls(
            words, message=f"No council of this case, and no part that a proposal names, is called “{excerpt(words)}”."
        )


@dataclass(frozen=True)
class PlaceStatement:
    """One sentence of an option on a place, with where it is printed."""

    words: str
    passage: Passage | None = None
    is_inferred: bool = False
    note: str = ""


@dataclass(frozen=True)
class OptionAnswer:
    option: Option
    said: list[PlaceStatement]
    done: list[OutcomeLine]


@dataclass(frozen=True)
class ProposalAnswer:
    """What the options of a proposal say; ``done`` is what decisions did to the proposal as a whole."""

    proposal: Proposal
    done: list[OutcomeLine]
    options: list[OptionAnswer]


@dataclass(frozen=True)
class PlaceAnswer:
    """What is known of a place: today’s councils there, and what each option says, by proposal.

    ``by_way`` is the part of its name by which a parish or town council is answered.
    """

    place: Place
    today: list[ExistingCouncil]
    within: str
    by_way: Place | None = None
    proposals: list[ProposalAnswer] = field(default_factory=list)

    @property
    def is_parish(self) -> bool:
        return _is_parish(self.place)


def find_case_with_options(key: str) -> Case | None:
    """A published or withdrawn case, with its areas and the names that they and its councils go by."""
    names = AreaName.objects.filter(area=OuterRef("pk")).order_by("sequence", "pk")
    areas = (
        Area.objects.published()
        .filter(case=OuterRef("pk"))
        .order_by("name", "pk")
        .annotate(names_=gathered(names, "name"))
    )
    return (
        Case.objects.public()
        .filter(key=key)
        .annotate(
            areas_=gathered(areas, *("id", "public_id", "name", "kind", "note", "council_id", "part_of_id", "names_"))
        )
        .first()
    )


def places_of(case: Case) -> Places:
    """The councils of a case, those that its options take in or its map shows, and parts that are named; two queries.

    What lies over several councils is no place that goes anywhere.
    """
    included = Inclusion.objects.filter(proposed__option__in=Option.objects.published().of_case(case))
    named = (
        included.filter(council__isnull=False)
        .values("council")
        .union(Area.objects.published().of_case(case).filter(council__isnull=False).values("council"))
    )
    ground = ground_of(case, named)
    aliases = {}
    for voice, name in (
        Alias.objects.filter(voice__in=list(ground.councils)).order_by("name", "pk").values_list("voice", "name")
    ):
        aliases.setdefault(voice, []).append(name)
    above = {row["id"]: row["part_of_id"] for row in case.areas_}
    areas = [_area(row, ground, above) for row in case.areas_]
    called = Counter(name.casefold() for place in areas for name in place.names)
    called.update(each.area.casefold() for each in ground.councils.values())
    councils = [
        Place(
            each.code,
            each.area if called[each.area.casefold()] == 1 else f"{each.area} ({each.type_label})",
            (each.area, each.name, each.code, *aliases.get(each.voice, [])),
            each,
        )
        for each in ground.councils.values()
        if each.type != CouncilType.COMBINED
    ]
    return Places(ground, councils, areas)


def _area(row, ground, above) -> Place:
    names = tuple(each["name"] for each in row["names_"])
    area = Area(**{name: value for name, value in row.items() if name != "names_"})
    council = ground.councils.get(row["council_id"])
    within = f" in {council.area}" if council else ""
    chain, part_of = [], row["part_of_id"]
    while part_of in above and part_of not in chain:
        chain.append(part_of)
        part_of = above[part_of]
    return Place(
        public_id=row["public_id"],
        label=f"{area.name} ({area.get_kind_display()}{within})",
        names=(area.name, *names),
        council=council,
        area=area,
        chain=tuple(chain),
    )


def _meant(words: str, places: Places) -> list[Place]:
    """The places that words may mean: by label or id; else by a whole name; else by a part of one."""
    sought = _folded(words)
    for fits in (
        lambda place: sought in (_folded(place.label), place.public_id.casefold()),
        lambda place: any(sought == _folded(name) for name in place.names),
        lambda place: len(sought) > 2 and any(sought in _folded(name) for name in place.names),
    ):
        if found := [place for place in places.all if fits(place)]:
            return found
    return []


def _folded(name: str) -> str:
    """A name however its letters, quotation marks and dashes are typed."""
    return fold(name).text.casefold()


def answers(case: Case, place: Place, places: Places) -> PlaceAnswer:
    """What every option of the case says of a place: those put forward first, in each proposal; five queries."""
    options = list(
        Option.objects.published()
        .of_case(case)
        .filter(proposal__state=State.PUBLISHED)
        .select_related("proposal")
        .annotate(outcomes_=of_option())
        .order_by("proposal__sequence", "proposal__key", "sequence", "key")
    )
    composed = compositions(case, options)
    by_way = None
    if _is_parish(place):
        by_way = _of_its_name(place, places)
        options = [option for option in options if by_way or composed[option.pk].shares.get(place.council.voice)]
    options.sort(key=lambda option: STATUSES.index(option.status))
    by_proposal = {}
    for option in options:
        option.case = option.proposal.case = case
        done = done_to(case, option.outcomes_)
        of_all = [each for each in done if each.is_of_proposal]
        found = by_proposal.setdefault(option.proposal_id, ProposalAnswer(option.proposal, of_all, []))
        own = [each for each in done if not each.is_of_proposal]
        found.options.append(OptionAnswer(option, _says(composed[option.pk], place, by_way), own))
    found = sorted(by_proposal.values(), key=lambda each: (each.proposal.sequence, each.proposal.key))
    within = next((each.name for each in places.areas if place.chain and each.area.pk == place.chain[0]), "")
    return PlaceAnswer(place, _today(place, by_way, places.ground), within, by_way, found)


def _is_parish(place: Place) -> bool:
    return place.area is None and place.council.type == CouncilType.PARISH


def _of_its_name(place: Place, places: Places) -> Place | None:
    """The one part on record that has the name of a parish or town council, in the area of another."""
    names = {_folded(name) for name in place.names}
    found = [
        each
        for each in places.areas
        if each.council and each.council != place.council and names & {_folded(name) for name in each.names}
    ]
    return found[0] if len(found) == 1 else None


def _today(place: Place, by_way: Place | None, ground: ExistingCouncils) -> list[ExistingCouncil]:
    """Today’s councils at a place: its own, that in whose area it lies, and the county above, if there is no doubt."""
    found = [each.council for each in (place, by_way) if each and each.council]
    county = ground.county_over(found[-1].voice) if found else None
    return [*found, county] if county else found


# What an option says


def _says(composition: Composition, place: Place, by_way: Place | None) -> list[PlaceStatement]:
    if not composition.proposed:
        return [PlaceStatement("No councils that it would create are in this record.")]
    if place.area:
        return _of_area(composition, place)
    if by_way and not composition.shares.get(place.council.voice):
        return _of_area(composition, by_way)
    return _of_council(composition, place.council)


def _of_council(composition, council) -> list[PlaceStatement]:
    shares = composition.shares.get(council.voice, [])
    if shares:
        return [_share(share, council) for share in shares]
    if composition.ground.county == council:
        return _by_district(composition) or [_silent(council)]
    return [_silent(council)]


def _silent(council) -> PlaceStatement:
    return PlaceStatement(f"Not stated: where {council.area} would be in this option.")


def _share(share: Share, council: ExistingCouncil) -> PlaceStatement:
    row, name, it = share.inclusion, share.proposed.name, council.area
    if share.via:
        return PlaceStatement(_by_county(share, it), row.passage, row.inferred, row.note)
    if not row.stated:
        words = f"Not stated in this document: whether, or what of {it}, would be in {name}."
    elif row.area:
        words = f"Part of {it} in {name}: {_part(row)}."
    elif row.extent == InclusionExtent.WHOLE:
        words = f"Wholly in {name}."
    elif row.extent == InclusionExtent.MOST:
        words = f"Most of {it} in {name}{_which(row)}."
    elif row.extent == InclusionExtent.REMAINDER:
        words = f"The remainder of {it} in {name}{_which(row, silent='')}."
    else:
        words = f"Part of {it} in {name}{_which(row)}."
    return PlaceStatement(words, row.passage, row.inferred, row.note)


def _by_county(share, it: str) -> str:
    """What becomes of a district that only its county stands for."""
    row, name, county = share.inclusion, share.proposed.name, share.via.area
    if share.is_whole:
        return f"Wholly in {name}, which takes the whole of {county}."
    if not row.stated:
        return f"Not stated in this document: whether, or what of {county}, in which {it} lies, would be in {name}."
    extent = OF_IT[row.extent if row.council_id else InclusionExtent.PART].lower()
    return f"{name} takes {extent} {county}, in which {it} lies; how much of {it} is not stated."


def _part(row) -> str:
    label = f"{row.area.name} ({row.area.get_kind_display()})"
    if row.extent != InclusionExtent.WHOLE:
        label = f"{InclusionExtent(row.extent).label.removesuffix(' of it')} of {label}"
    return label + _numbered(row)


def _numbered(row) -> str:
    """What is said of a named part beside its name, within a sentence."""
    return counted(row).replace(": ", ", ", 1)


def _which(row, silent="; the document does not say which") -> str:
    """Which part it is, as far as the document says."""
    return counted(row) or silent


def _by_district(composition) -> list[PlaceStatement]:
    """Of a county that an option does not name: where its districts would be."""
    said = []
    districts = [each for each in composition.ground.districts if each.voice in composition.shares]
    where = {
        each.area: " and ".join(dict.fromkeys(share.proposed.name for share in composition.shares[each.voice]))
        for each in districts
    }
    for names, group in groupby(sorted(where, key=lambda area: (where[area], area)), key=where.get):
        said.append(PlaceStatement(f"By its districts, in {names}: {', '.join(group)}."))
    return said


def _of_area(composition, place) -> list[PlaceStatement]:
    """What names the area, or what it is part of, or parts of it; else what becomes of its council."""
    rows = [(each, row) for each in composition.proposed for row in each.inclusions if row.area_id]
    named = [(each, row) for each, row in rows if row.area_id == place.area.pk]
    if named:
        return [_named(each, row, place.name) for each, row in named]
    above = [(each, row) for each, row in rows if row.area_id in place.chain]
    if above:
        return [_named(each, row, row.area.name) for each, row in above]
    parts = [(each, row) for each, row in rows if row.area.part_of_id == place.area.pk]
    said = [
        PlaceStatement(f"A part of it is named: {row.area.name}, in {each.name}.", row.passage, row.inferred, row.note)
        for each, row in parts
    ]
    return said + _by_council(composition, place)


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
        return [_silent(council)]
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
    said = [PlaceStatement(f"Not stated: this option divides {council.area}, and does not name {place.name}.")]
    return said + [_share(share, council) for share in shares if council_of(share.inclusion)]
