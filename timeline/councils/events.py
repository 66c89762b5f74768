"""The events that concern a council, in all its cases."""

import datetime

from django.db.models import Q
from django.http import QueryDict

from councils.models import Case, Council
from proposals.models import Event
from proposals.models.event import EventQuerySet
from timeline.case.lookup import find_case
from timeline.chronology.entries import EVENT
from timeline.chronology.filters import TimelineFilter


def cases_of_council(council: Council) -> list[Case]:
    """The published cases to which it is a party, or in which it counts as speaking."""
    cases = Case.objects.published().filter(Q(parties__voice=council.voice) | Q(sides__placements__voice=council.voice))
    return list(cases.distinct().by_title())


def events_of_council(council: Council, today: datetime.date) -> EventQuerySet:
    """Events in which it has a part, and all that is planned in its cases."""
    cases = cases_of_council(council)
    events = [pk for case in cases for pk in _of_council_in(case, council)]
    published = Event.objects.published()
    ahead = published.filter(case__in=cases).not_of_plans().ahead_of(today).values("pk")
    concerned = published.filter(Q(pk__in=events) | Q(pk__in=ahead))
    return concerned.for_status().as_printed().select_related("case")


def _of_council_in(case, council) -> list[int]:
    """The events of its timeline in one case."""
    filters = TimelineFilter(QueryDict(f"council={council.code}"), find_case(case.key))
    return [] if filters.problems else list(filters.parts()[EVENT].values_list("pk", flat=True))
