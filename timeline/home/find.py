"""The way from a name that a reader types to a place, in the cases that know it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.urls import reverse

from councils.models import Case, Council
from proposals.models import Option
from timeline.areas.known_places import LONGEST, PlaceQuery, places_of


@dataclass(frozen=True)
class PlaceInCase:
    """A place in a case, by its name as typed.

    ``address`` leads to what each plan means for it.
    """

    case: Case
    words: str
    address: str


def places_in_cases(words: str) -> list[PlaceInCase]:
    """The cases with plans in which these words name a town, a village or a part.

    A council of that very name comes first, and has a page of its own.
    """
    words = " ".join(words.split())
    if not words or len(words) > LONGEST:
        return []
    asked = urlencode({"place": words})
    councils = Council.objects.published().called(words)
    found = []
    with_plans = Case.objects.published().filter(Exists(Option.objects.published().filter(case=OuterRef("pk"))))
    for case in with_plans.filter(parties__voice__council__in=councils).distinct().by_title():
        place = PlaceQuery.read(QueryDict(asked), places_of(case))
        named = [each for each in (place.place, *place.others) if each]
        if not place.message and named and all(each.kind for each in named):
            address = f"{reverse('timeline:areas', args=[case.key])}?{asked}"
            found.append(PlaceInCase(case, words, address))
    return found
