"""Second lines of voices in boxes: kind, office and council, code and years."""

from collections import defaultdict

from councils.choices import BELONGING, RepresentationWay, VoiceKind
from councils.models import Council, SpeaksFor, Tenure, Voice
from councils.names import years_of
from record.dates.order import by_date

# One that belongs to more is known by these.
MOST_NAMED = 2


def voice_lines(voices: list[Voice]) -> list[str]:
    """Lines such as “Office, Melton Borough Council”, one for each voice."""
    pks = [voice.pk for voice in voices]
    councils = {council.voice_id: council for council in Council.objects.filter(voice__in=pks)}
    above = _above(pks)
    return [_line(voice, councils.get(voice.pk), above[voice.pk][:MOST_NAMED]) for voice in voices]


def _line(voice, council, above) -> str:
    kind = voice.get_kind_display()
    own = [council.get_type_display(), council.code, years_of(council)] if council else [kind]
    words = ", ".join(filter(None, [*own, *above]))
    return words[:1].upper() + words[1:]


def _above(pks) -> dict[int, list[str]]:
    """The names of what each voice belongs to, newest first, with its councils."""
    names = defaultdict(list)
    tenures = Tenure.objects.filter(voice__in=pks, kind__in=BELONGING).select_related("of")
    for tenure in tenures.order_by(*by_date("when", descending=True), "pk"):
        names[tenure.voice_id].append(str(tenure.of))
    ways = [RepresentationWay.SPEAKS, RepresentationWay.BELONGS]
    rows = SpeaksFor.objects.filter(voice__in=pks, principal__kind=VoiceKind.COUNCIL, way__in=ways, distance__gt=1)
    for row in rows.select_related("principal").order_by("distance", "-latest", "principal__name"):
        # After one office, the council; of several, the offices tell more.
        names[row.voice_id].insert(1, str(row.principal))
    return defaultdict(list, {pk: list(dict.fromkeys(listed)) for pk, listed in names.items()})
