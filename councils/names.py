"""Names of voices: councils of one name told apart, short names, plural names.

``Voice.own_name`` is what was entered, ``Voice.name`` what is shown, with a capital: “A resident”.
Else they differ only where two councils that readers can see have the same name, and years or codes
tell them apart, also within the names of their bodies, offices and groups; and where two of these
have the same name, and that of the council tells them apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.db import connections, transaction
from django.db.models import Count, F, Q

from councils.choices import TenureKind, VoiceKind
from councils.models import Case, Council, Tenure, Voice
from councils.side_labels import cases_with, label_sides
from record.dates import UncertainDate
from record.prepared import Prepared
from record.text.english import at_its_start
from record.workflow.publishing import open_record, refresher
from record.workflow.states import PUBLIC_STATES

# By these a voice is a part of a council, and bears its name or a name that many have: “Cabinet”.
PARTS = [TenureKind.PART_OF, TenureKind.GROUP_IN]
SMALL_LETTER = "^[a-zß-öø-ÿ]"
# The letters for which a name has room.
LONGEST = Voice._meta.get_field("name").max_length


@refresher
def refresh(changed: dict[str, set[int]]) -> None:
    """Tell voices and sides apart; those whose name changes have changed too."""
    if "voice" in changed:
        changed["voice"] |= tell_apart()
    cases = set(changed.get("case", ())).union(cases_with(changed["voice"]) if "voice" in changed else ())
    if relabelled := label_sides(cases):
        changed.setdefault("case", set()).update(relabelled)


def fill(using="default", **kwargs) -> None:
    """Tell councils apart that were on record before their names were."""
    if Council._meta.db_table in connections[using].introspection.table_names():
        with transaction.atomic(), open_record():
            tell_apart()
            label_sides(Case.objects.values_list("pk", flat=True))


def tell_apart() -> set[int]:
    """Set the names of voices that are not shown as entered; return those that change."""
    councils = _councils_apart()
    names = councils | _parts_apart(councils)
    changed = set()
    shown_otherwise = ~Q(name=F("own_name")) | Q(pk__in=names) | Q(own_name__regex=SMALL_LETTER)
    for voice in Voice.objects.filter(shown_otherwise):
        name = at_its_start(names.get(voice.pk, voice.own_name))
        if voice.name != name:
            Voice.objects.filter(pk=voice.pk).update(name=name)
            changed.add(voice.pk)
    return changed


def _councils_apart() -> dict[int, str]:
    """The names of councils that share one, by the keys of their voices."""
    public = Council.objects.filter(voice__state__in=PUBLIC_STATES)
    of_name = defaultdict(list)
    for council in public.select_related("voice").order_by("code"):
        of_name[council.voice.own_name].append(council)
    return {
        council.voice_id: f"{own_name} ({words})"
        for own_name, councils in of_name.items()
        if len(councils) > 1
        for council, words in zip(councils, distinctions(councils), strict=True)
    }


def _parts_apart(councils: dict[int, str]) -> dict[int, str]:
    """The names of bodies, offices and groups that are told apart by their council."""
    public = Voice.objects.filter(state__in=PUBLIC_STATES).exclude(kind=VoiceKind.COUNCIL)
    shared = set(public.values("own_name").alias(n=Count("pk")).filter(n__gt=1).values_list("own_name", flat=True))
    if not (councils or shared):
        return {}
    ties = Tenure.objects.filter(kind__in=PARTS, of__kind=VoiceKind.COUNCIL, voice__in=public)
    ties = ties.filter(Q(of__in=councils) | Q(voice__own_name__in=shared))
    of_part = defaultdict(set)
    for part, own_name, council, name in ties.values_list("voice", "voice__own_name", "of", "of__own_name"):
        of_part[part, own_name].add((council, name))
    names = {}
    for (part, own_name), its_councils in of_part.items():
        (council, name), *others = its_councils
        if others:
            continue
        if name in own_name:
            names[part] = own_name.replace(name, councils.get(council, name))
        elif own_name in shared:
            names[part] = f"{own_name} ({councils.get(council, name)})"
    return {part: name for part, name in names.items() if len(name) <= LONGEST}


def distinctions(councils: list[Council]) -> list[str]:
    """The years of councils of one name if each has its own, else their codes."""
    years = [years_of(council) for council in councils]
    if all(years) and len(set(years)) == len(years):
        return years
    return [council.code for council in councils]


def areas_apart(councils: Iterable[Council]) -> dict[int, str]:
    """The areas of councils that stand on one page, by their keys.

    Councils of one area are told apart as those of one name are.
    """
    of_area = defaultdict(list)
    for council in councils:
        of_area[council.area].append(council)
    return {
        council.pk: f"{area} ({words})" if len(sharing) > 1 else area
        for area, sharing in of_area.items()
        for council, words in zip(sharing, distinctions(sharing), strict=True)
    }


def years_of(council: Council) -> str:
    """“until 2023”, “from 2023” or “1974 to 2023”."""
    start, end = _year(council.starts, is_end=False), _year(council.ends, is_end=True)
    if start and end:
        return f"{start} to {end}"
    return f"until {end}" if end else f"from {start}" if start else ""


def _year(date: UncertainDate | None, *, is_end: bool) -> str:
    if date is None or (date.is_open_end if is_end else date.is_open_start):
        return ""
    return str((date.latest if is_end else date.earliest).year)


_SHORT_NAMES = Prepared(
    lambda: (
        Voice.objects.published()
        .filter(kind=VoiceKind.ALLIANCE)
        .exclude(short_name="")
        .values_list("name", "short_name")
    )
)


def short_names() -> dict[str, str]:
    """The short names of alliances, by the names that are long."""
    return dict(_SHORT_NAMES.read())


# A name is that of several if what it begins with, up to “of” or “on”, is one of these, or joins one to another.
SEVERAL = (
    "two|three|four|five|six|seven|eight|nine|ten|authorities|boroughs|businesses|conservatives|councillors|councils|"
    "counties|democrats|districts|groups|independents|leaders|members|officers|others|parishes|parties|people|"
    "residents|respondents|towns|unions"
)
HEAD = re.compile(r"(.*?)(?:,? (?:of|on|for|in|to|from|who)\b|[,(]|$)", re.IGNORECASE)
PLURAL = re.compile(
    rf"(?:some|several|those|others)\b|.*\b(?:{SEVERAL})(?: and\b|$)|.*\bcouncil and .*\bcouncil$", re.IGNORECASE
)
IRREGULAR = {"has": "have", "is": "are", "was": "were", "does": "do"}


# Pages print the names of a few voices hundreds of times.
@lru_cache(maxsize=4096)
def is_plural(name: str) -> bool:
    """True if a verb after this name is in the plural: councils say, a council says."""
    return ";" in name or bool(PLURAL.match(HEAD.match(name)[1].strip()))


def agreeing(name: str, verb: str) -> str:
    """A verb of the third person singular, as it is written after this name."""
    return IRREGULAR.get(verb, verb.removesuffix("s")) if is_plural(name) else verb
