"""Places of a case, and the place that a reader’s words name."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from councils.choices import CouncilType
from councils.models import Alias, Case
from proposals.models import Area, Inclusion, Option
from record.dates.refusal import excerpt
from record.text.folding import fold
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils, existing_councils_of

# More letters than any place has, and as many places as one list shows.
LONGEST, MOST = 200, 40


@dataclass(frozen=True)
class Place:
    """A council of today, or a named part of one.

    ``label`` names it alone; ``names`` are those that it goes by.
    """

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
    """All places of a case that a reader may name, with its existing councils."""

    existing_councils: ExistingCouncils
    councils: list[Place]
    areas: list[Place]

    @property
    def all(self) -> list[Place]:
        return self.councils + self.areas


@dataclass(frozen=True)
class PlaceQuery:
    """A reader’s words, with the place they name, several places, or a message."""

    words: str = ""
    place: Place | None = None
    several: tuple[Place, ...] = ()
    message: str = ""

    @classmethod
    def read(cls, query, places: Places) -> "PlaceQuery":
        queries = [words for each in query.getlist("place") if (words := " ".join(each.split()))]
        if not queries:
            return cls()
        words = queries[0]
        if len(set(queries)) > 1:
            return cls(words[:LONGEST], message="More than one place is named. Name one of them.")
        if len(words) > LONGEST:
            return cls(words[:LONGEST], message=f"A place has at most {LONGEST} letters. Shorten it.")
        matches = places_called(words, places)
        if len(matches) == 1:
            return cls(words, place=matches[0])
        if matches:
            return cls(words, several=tuple(matches[:MOST]))
        return cls(
            words, message=f"No council of this case, and no part that a proposal names, is called “{excerpt(words)}”."
        )


def places_of(case: Case) -> Places:
    """The councils and the named parts that a reader may ask for in a case.

    Leaves out what lies over several councils: no option says where that goes.
    """
    included = Inclusion.objects.filter(proposed__option__in=Option.objects.published().of_case(case))
    areas = list(Area.objects.published().of_case(case).order_by("name", "pk").prefetch_related("names"))
    named_councils = {area.council_id for area in areas if area.council_id}
    named_councils.update(included.filter(council__isnull=False).values_list("council", flat=True))
    existing_councils = existing_councils_of(case, named_councils)
    aliases = defaultdict(list)
    for alias in Alias.objects.filter(voice__in=list(existing_councils.councils)).order_by("name", "pk"):
        aliases[alias.voice_id].append(alias.name)
    part_of_by_pk = {area.pk: area.part_of_id for area in areas}
    parts = [_place(area, existing_councils, part_of_by_pk) for area in areas]
    name_counts = Counter(name.casefold() for place in parts for name in place.names)
    name_counts.update(each.area.casefold() for each in existing_councils.councils.values())
    councils = [
        Place(
            each.code,
            each.area if name_counts[each.area.casefold()] == 1 else f"{each.area} ({each.type_label})",
            (each.area, each.name, each.code, *aliases[each.voice]),
            each,
        )
        for each in existing_councils.councils.values()
        if each.type != CouncilType.COMBINED
    ]
    return Places(existing_councils, councils, parts)


def _place(area: Area, existing_councils: ExistingCouncils, part_of_by_pk: dict[int, int | None]) -> Place:
    council = existing_councils.councils.get(area.council_id)
    within = f" in {council.area}" if council else ""
    chain, part_of = [], area.part_of_id
    while part_of in part_of_by_pk and part_of not in chain:
        chain.append(part_of)
        part_of = part_of_by_pk[part_of]
    return Place(
        public_id=area.public_id,
        label=f"{area.name} ({area.get_kind_display()}{within})",
        names=(area.name, *(each.name for each in area.names.all())),
        council=council,
        area=area,
        chain=tuple(chain),
    )


def places_called(words: str, places: Places) -> list[Place]:
    """The places that match by label or id, else by name, else by part of a name."""
    query = folded(words)
    for matches_place in (
        lambda place: query in (folded(place.label), place.public_id.casefold()),
        lambda place: any(query == folded(name) for name in place.names),
        lambda place: len(query) > 2 and any(query in folded(name) for name in place.names),
    ):
        if matches := [place for place in places.all if matches_place(place)]:
            return matches
    return []


def folded(name: str) -> str:
    """A name without its differences of case, quotation marks and dashes."""
    return fold(name).text.casefold()
