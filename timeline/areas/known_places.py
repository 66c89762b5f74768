"""Places of a case, and the place that a reader’s words name."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from councils.choices import CouncilType
from councils.models import Alias, Case, Place
from councils.models.place import names_called
from proposals.models import Area, Inclusion, Option
from record.dates.refusal import excerpt
from record.text.english import with_article
from record.text.spelling import folded, nearest
from timeline.options.existing_councils import ExistingCouncil, ExistingCouncils, existing_councils_of

# More letters than any place has; as many places as one list shows; as many as the field suggests.
LONGEST, MOST, MOST_SUGGESTED = 200, 40, 400
# A whole British postcode, or its first half.
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?(\s*[0-9][A-Z]{2})?", re.IGNORECASE)


@dataclass(frozen=True)
class KnownPlace:
    """A council of today, a part that a proposal names, or a town or village in one.

    ``label`` names it alone; ``names`` are those that it goes by. At most one of ``area`` and ``gazetteer`` is given;
    ``chain`` are the areas that the area lies in.
    """

    public_id: str
    label: str
    names: tuple[str, ...]
    council: ExistingCouncil | None
    kind: str = ""
    area: Area | None = None
    chain: tuple[int, ...] = ()
    gazetteer: Place | None = None

    @property
    def name(self) -> str:
        return (self.area or self.gazetteer).name if self.kind else self.council.called

    @property
    def what(self) -> str:
        """Its kind and council, to follow its name: “a town in Harborough”."""
        return f"{with_article(self.kind)}{f' in {self.council.called}' if self.council else ''}"


@dataclass(frozen=True)
class KnownPlaces:
    """All places of a case that a reader may name, with its existing councils."""

    existing_councils: ExistingCouncils
    councils: list[KnownPlace]
    areas: list[KnownPlace]
    gazetteer: list[KnownPlace]

    @property
    def all(self) -> list[KnownPlace]:
        return self.councils + self.areas + self.gazetteer

    @property
    def suggested(self) -> list[KnownPlace]:
        """Places that the field suggests; not the gazetteer of half a country."""
        return (self.councils + self.areas + self.gazetteer)[:MOST_SUGGESTED]

    @cached_property
    def by_name(self) -> dict[str, list[KnownPlace]]:
        found = defaultdict(list)
        for place in self.all:
            for name in dict.fromkeys(place.names):
                found[name].append(place)
        return found

    def called(self, names: list[str]) -> list[KnownPlace]:
        """The places with these names, in the order of the names."""
        found = {place.public_id: place for name in names for place in self.by_name[name]}
        return list(found.values())[:MOST]


@dataclass(frozen=True)
class PlaceQuery:
    """A reader’s words, with the place they name, several places, or a message.

    ``others`` are the other places of that name, or where there is none those spelt most like it.
    """

    words: str = ""
    place: KnownPlace | None = None
    others: tuple[KnownPlace, ...] = ()
    message: str = ""

    @classmethod
    def read(cls, query, places: KnownPlaces) -> "PlaceQuery":
        queries = [words for each in query.getlist("place") if (words := " ".join(each.split()))]
        if not queries:
            return cls()
        words = queries[0]
        if len(set(queries)) > 1:
            return cls(words[:LONGEST], message="More than one place is named. Name one of them.")
        if len(words) > LONGEST:
            return cls(words[:LONGEST], message=f"A place has at most {LONGEST} letters. Shorten it.")
        matches = places_called(words, places)
        if place := _meant(words, matches):
            return cls(words, place, tuple(each for each in matches if each is not place))
        if matches:
            return cls(words, others=tuple(matches))
        if POSTCODE.fullmatch(words):
            return cls(
                words, message="We do not look up postcodes. Type the name of your town, village, suburb or council."
            )
        near = tuple(places.called(nearest(words, places.by_name)))
        remedy = "Did you mean one of these?" if near else "Try the next larger place, or choose your council below."
        return cls(words, others=near, message=f"We do not have “{excerpt(words)}”. {remedy}")


def places_called(words: str, places: KnownPlaces) -> list[KnownPlace]:
    """The places that match by full label or id, else by name, else by part of a name."""
    query = folded(words)
    for place in places.all:
        if query == place.public_id.casefold() or (place.label != place.name and query == folded(place.label)):
            return [place]
    return places.called(names_called(words, places.by_name))


def _meant(words: str, matches: list[KnownPlace]) -> KnownPlace | None:
    """The only place that matches; else the district or larger council of that name."""
    if len(matches) == 1:
        return matches[0]
    councils = [
        place
        for place in matches
        if not place.kind and place.council.type != CouncilType.PARISH and folded(place.name) == folded(words)
    ]
    return councils[0] if len(councils) == 1 else None


def places_of(case: Case) -> KnownPlaces:
    """Councils, named parts, towns and villages that a reader may ask for in a case.

    Leaves out what lies over several councils: no option says where that goes.
    """
    included = Inclusion.objects.filter(proposed__option__in=Option.objects.published().of_case(case))
    areas = list(Area.objects.published().of_case(case).order_by("name", "pk").prefetch_related("names"))
    named_councils = {area.council_id for area in areas if area.council_id}
    named_councils.update(included.filter(council__isnull=False).values_list("council", flat=True))
    existing_councils = existing_councils_of(case, named_councils)
    part_of_by_pk = {area.pk: area.part_of_id for area in areas}
    parts = [_part(area, existing_councils, part_of_by_pk) for area in areas]
    gazetteer = _gazetteer(existing_councils, parts)
    name_counts = Counter(name.casefold() for place in parts for name in place.names)
    name_counts.update(each.area.casefold() for each in existing_councils.councils.values())
    aliases = defaultdict(list)
    for alias in Alias.objects.filter(voice__in=list(existing_councils.councils)).order_by("name", "pk"):
        aliases[alias.voice_id].append(alias.name)
    councils = [
        KnownPlace(
            each.code,
            each.called
            if each.called != each.area or name_counts[each.area.casefold()] == 1
            else f"{each.area} ({each.type_label})",
            (each.area, each.called, each.name, each.code, *aliases[each.voice]),
            each,
        )
        for each in existing_councils.councils.values()
        if each.type != CouncilType.COMBINED
    ]
    return KnownPlaces(existing_councils, councils, parts, gazetteer)


def _gazetteer(existing_councils: ExistingCouncils, parts: list[KnownPlace]) -> list[KnownPlace]:
    """Towns and villages in the councils, without those that a proposal names."""
    by_pk = {each.pk: each for each in existing_councils.councils.values()}
    known = {(folded(name), part.council.pk) for part in parts if part.council for name in part.names}
    known |= {(folded(each.area), each.pk) for each in by_pk.values() if each.type == CouncilType.UNITARY}
    found = {}
    for place in Place.objects.published().filter(council__in=list(by_pk)).order_by("name", "sequence", "pk"):
        key = folded(place.name), place.council_id
        if key not in known and key not in found:
            council = by_pk[place.council_id]
            label = f"{place.name} ({place.get_kind_display()} in {council.called})"
            found[key] = KnownPlace(
                f"place-{place.pk}", label, (place.name,), council, place.get_kind_display(), gazetteer=place
            )
    return list(found.values())


def _part(area: Area, existing_councils: ExistingCouncils, part_of_by_pk: dict[int, int | None]) -> KnownPlace:
    council = existing_councils.councils.get(area.council_id)
    within = f" in {council.called}" if council else ""
    chain, part_of = [], area.part_of_id
    while part_of in part_of_by_pk and part_of not in chain:
        chain.append(part_of)
        part_of = part_of_by_pk[part_of]
    return KnownPlace(
        public_id=area.public_id,
        label=f"{area.name} ({area.get_kind_display()}{within})",
        names=(area.name, *(each.name for each in area.names.all())),
        council=council,
        kind=area.get_kind_display(),
        area=area,
        chain=tuple(chain),
    )
