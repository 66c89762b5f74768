"""Labels of sides that could name several councils: “The Council”, “City Council”.

The desk refuses one, a load notes it, and pages add whom it means.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from councils.choices import VoiceKind
from councils.models import Case, Party, Placement, Side, Voice
from record.text.english import at_its_start, joined
from record.workflow.states import PUBLIC_STATES

# A label with more councils than these says whom it means, or cannot.
MOST_NAMED = 3


@dataclass(frozen=True)
class NamedCouncil:
    """A council of a case, or one on record that has the name of one."""

    pk: int
    own_name: str
    name: str


def councils_of(voices: Iterable[int]) -> list[NamedCouncil]:
    """The councils among these voices, and all others on record of the same names."""
    councils = Voice.objects.filter(kind=VoiceKind.COUNCIL)
    names = councils.filter(pk__in=voices).values("own_name")
    found = councils.filter(own_name__in=names).order_by("name", "pk")
    rows = found.values_list("pk", "own_name", "name", "state")
    own = set(voices)
    return [NamedCouncil(*row) for *row, state in rows if state in PUBLIC_STATES or row[0] in own]


def could_name(label: str, councils: Iterable[NamedCouncil]) -> list[NamedCouncil]:
    """The councils of this name, or else those whose names begin with it or hold it."""
    words = re.sub(r"^the ", "", label.casefold().strip())
    councils = list(councils)
    if of_name := [each for each in councils if each.own_name.casefold() == words]:
        return of_name
    within = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [(match.start(), each) for each in councils if (match := within.search(each.own_name.casefold()))]
    return [each for start, each in found if start == 0] or [each for _, each in found]


def fault(label: str, own: set[int], councils: Iterable[NamedCouncil]) -> str:
    """A sentence on a label that could name a council outside its side, or nothing."""
    named = could_name(label, councils)
    if len(named) < 2 or all(each.pk in own for each in named):
        return ""
    mine = [each.name for each in named if each.pk in own]
    remedy = f"Write {joined([f'“{name}”' for name in mine])}" if mine else "Write the name in full"
    if len({each.own_name for each in named}) == 1:
        return f"“{label}” is the name of several councils. {remedy}."
    return f"“{label}” could be {joined([each.name for each in named], 'or')}. {remedy}."


def cases_with(voices: set[int]) -> set[int]:
    """The cases with a council that has the name of one of these voices."""
    names = Voice.objects.filter(pk__in=voices, kind=VoiceKind.COUNCIL).values("own_name")
    parties = Party.objects.filter(voice__own_name__in=names).values_list("case", flat=True)
    return set(parties.union(Placement.objects.filter(voice__own_name__in=names).values_list("side__case", flat=True)))


def label_sides(cases: Iterable[int]) -> set[int]:
    """Set the labels that pages show; return the cases in which one changes."""
    changed = set()
    for case in cases:
        councils = _councils_of_case(case)
        for side in Side.objects.filter(case=case).prefetch_related("placements"):
            shown = at_its_start(_shown(side, councils))
            if shown != side.label:
                Side.objects.filter(pk=side.pk).update(label=shown)
                changed.add(case)
    return changed


def _shown(side: Side, councils: list[NamedCouncil]) -> str:
    own = {placement.voice_id for placement in side.placements.all()}
    if not fault(side.own_label, own, councils):
        return side.own_label
    mine = [each for each in could_name(side.own_label, councils) if each.pk in own]
    mine = mine or [each for each in councils if each.pk in own]
    if len(mine) == 1 and mine[0].own_name == side.own_label:
        return mine[0].name
    return (
        f"{side.own_label} ({joined([each.name for each in mine])})" if 0 < len(mine) <= MOST_NAMED else side.own_label
    )


def _councils_of_case(case: int) -> list[NamedCouncil]:
    voices = Party.objects.filter(case=case).values_list("voice", flat=True)
    return councils_of(set(voices.union(Placement.objects.filter(side__case=case).values_list("voice", flat=True))))


def label_faults(case: Case) -> Iterator[str]:
    """Sentences on labels of a case that could name several councils."""
    councils = _councils_of_case(case.pk)
    for side in case.sides.prefetch_related("placements"):
        own = {placement.voice_id for placement in side.placements.all()}
        for label in filter(None, (side.own_label, side.short_name)):
            if words := fault(label, own, councils):
                yield f"The label of a side: {words}"
