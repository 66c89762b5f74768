"""Data for the home page."""

from dataclasses import dataclass

from claims.practice import is_invented_voice
from councils.models import Case, Council
from timeline.case.page import CHANGES
from timeline.changes.log import Log, PublicationBatch


@dataclass(frozen=True)
class HomePage:
    cases: list[Case]
    changes: list[PublicationBatch]
    councils: list[Council]
    invented: list[Council]


def home_page() -> HomePage:
    councils = list(Council.objects.published().by_area().annotate(is_invented=is_invented_voice("voice")))
    return HomePage(
        cases=list(Case.objects.published().by_title()),
        changes=Log().page(size=CHANGES).rows,
        councils=[council for council in councils if not council.is_invented],
        invented=[council for council in councils if council.is_invented],
    )
