"""The voices of each case: parties, those in a side, speakers and those spoken of."""

from functools import lru_cache

from claims.models import About, Appearance, Claim
from councils.models import Party, Placement
from record.workflow.states import State


def voices_by_case(request) -> dict[int, frozenset[int]]:
    """Primary keys of voices by case, at the revision of the request."""
    return _cached(request.revision_mark) if request.revision_mark else _read()


@lru_cache(maxsize=2)
def _cached(revision_mark: str) -> dict[int, frozenset[int]]:
    return _read()


def _read() -> dict[int, frozenset[int]]:
    published = {"claim__state": State.PUBLISHED}
    pairs = [
        Claim.objects.published().order_by().values_list("case", "made_for"),
        Appearance.objects.filter(**published, speaker__isnull=False).order_by().values_list("claim__case", "speaker"),
        About.objects.filter(**published).order_by().values_list("claim__case", "voice"),
        Party.objects.order_by().values_list("case", "voice"),
        Placement.objects.order_by().values_list("side__case", "voice"),
    ]
    voices: dict[int, set[int]] = {}
    for case, voice in pairs[0].union(*pairs[1:]):
        voices.setdefault(case, set()).add(voice)
    return {case: frozenset(pks) for case, pks in voices.items()}
