"""Data for the home page."""

from dataclasses import dataclass

from claims.practice import annotate_invented_voices
from councils.models import Case, Council
from councils.names import areas_apart
from timeline.case.state import CaseState, states_of
from timeline.changes.log import Log, PublicationBatch

CHANGES = 3


@dataclass(frozen=True)
class CaseLine:
    """A case with its state in a sentence."""

    case: Case
    state: CaseState


@dataclass(frozen=True)
class HomePage:
    """Data for the home page; what is invented for practice is apart."""

    cases: list[CaseLine]
    invented_cases: list[CaseLine]
    changes: list[PublicationBatch]
    councils: list[Council]
    invented: list[Council]


def home_page(today) -> HomePage:
    """Data for the home page."""
    councils = list(annotate_invented_voices(Council.objects.published().by_area(), "voice"))
    areas = areas_apart(councils)
    for council in councils:
        council.called = areas[council.pk]
    cases = list(Case.objects.published().by_title())
    states = states_of(cases, today)
    lines = [CaseLine(case, states[case.pk]) for case in cases]
    return HomePage(
        cases=[line for line in lines if not line.case.invented],
        invented_cases=[line for line in lines if line.case.invented],
        changes=Log().page(size=CHANGES).rows,
        councils=[council for council in councils if not council.is_invented],
        invented=[council for council in councils if council.is_invented],
    )
