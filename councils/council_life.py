"""Dates outside a council's life, as when it is mixed up with its successor."""

from collections.abc import Iterable

from councils.models import Council
from councils.representation.windows import Window
from record.dates import UncertainDate
from record.prepared import Prepared


def _dated():
    return Council.objects.exclude(starts_edtf="", ends_edtf="").select_related("voice")


_ALL = Prepared(_dated)


class CouncilLives:
    """When each council of a set began and ended, by the primary key of its voice."""

    def __init__(self, voices: Iterable[int] | None = None):
        councils = _ALL.read() if voices is None else _dated().filter(voice__in=list(voices))
        self._councils = {council.voice_id: council for council in councils}

    def outside(self, voices: Iterable[int], window: Window) -> str:
        """How a date lies surely outside the life of the first such council, or nothing.

        “dated after Oddquill Council ended on 31 March 2023”
        """
        for voice in sorted(voices):
            council = self._councils.get(voice)
            if council and council.ends and window[0] > council.ends.latest:
                return f"dated after {council.voice.name} ended{_when(council.ends)}"
            if council and council.starts and window[1] < council.starts.earliest:
                return f"dated before {council.voice.name} began{_when(council.starts)}"
        return ""


def _when(date: UncertainDate) -> str:
    if date.is_exact:
        return f" on {date}"
    return f" in {date}" if date.edtf.replace("-", "").isdigit() else f" ({date})"
