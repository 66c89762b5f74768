"""Notes in the report of a load: missing marks, odd dates, claims counted apart."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from claims.choices import OWN, CountedAs, Role
from claims.models import ClaimCouncil, ClaimStanding, Response
from councils.choices import OWN_WAYS, TenureKind, VoiceKind
from councils.models import SpeaksFor, Voice
from councils.side_labels import label_faults
from record.text.english import counted, joined

# An office speaks for what it is part of; of these a file should say whether they do.
TO_BE_MARKED = [VoiceKind.BODY, VoiceKind.PART, VoiceKind.UNNAMED]
MOST_NAMES = 3

# For one claim, and for several.
NOW_COUNTED = {
    CountedAs.JOINT: (
        "is counted apart from the own words of {councils}, as said by an alliance, or by a body that they share.",
        "are counted apart from the own words of {councils}, as said by an alliance, or by a body that they share.",
    ),
    CountedAs.MEMBERS: (
        "does not count as own words of {councils}. It is listed apart, as said by a group or a member.",
        "do not count as own words of {councils}. They are listed apart, as said by a group or a member.",
    ),
}


def representation_notes(case, voices: Iterable) -> list[str]:
    """Sentences on who speaks for whom; ``voices`` are contents from the file."""
    return [
        *_unmarked(list(voices)),
        *_apart(case),
        *_divided(case),
        *_no_longer_its_own(case),
        *_reported(case),
        *_outside_life(case),
        *label_faults(case),
    ]


def _unmarked(voices) -> list[str]:
    parts = {
        voice.own_name: (voice.kind, [tenure.of for tenure in voice.tenures if tenure.kind == TenureKind.PART_OF])
        for voice in voices
        if voice.kind in TO_BE_MARKED and voice.speaks is None
    }
    names = dict(
        Voice.objects.nameable_by()
        .filter(key__in={key for _, of in parts.values() for key in of})
        .values_list("key", "name")
    )
    notes = []
    for name, (kind, of) in parts.items():
        wholes = sorted({names.get(key, key) for key in of})
        whole = joined(wholes)
        if kind == VoiceKind.BODY and len(wholes) > 1:
            notes.append(
                f"{name} is shared by {whole}, so it is taken to speak for itself, and is listed apart under each. "
                "Write `speaks: no` if it is a majority, an opposition or scrutiny, and else `speaks: yes`."
            )
        elif whole and kind == VoiceKind.BODY:
            notes.append(
                f"{name} is taken to speak for {whole}. Write `speaks: no` for a majority, an opposition or scrutiny, "
                "and `speaks: yes` for the executive or the full council."
            )
        elif whole:
            notes.append(
                f"{name} is taken to speak for itself, and not for {whole}. Write `speaks: yes` if it speaks for it, "
                "and else `speaks: no`."
            )
    return notes


def _apart(case) -> list[str]:
    """Claims that are counted apart from the councils' own words, by their maker."""
    rows = (
        ClaimCouncil.objects.filter(claim__case=case, role=Role.MADE_BY)
        .exclude(counted=CountedAs.OWN)
        .values_list("via__name", "counted", "council__name")
        .annotate(claims=Count("claim", distinct=True))
        .order_by("via__name", "counted", "council__name")
    )
    councils = defaultdict(list)
    for via, way, council, claims in rows:
        councils[via, way, claims].append(council)
    return [
        f"{via}: {counted(claims, 'claim')} " + NOW_COUNTED[way][claims > 1].format(councils=_some(names))
        for (via, way, claims), names in councils.items()
    ]


def _divided(case) -> list[str]:
    rows = (
        ClaimStanding.objects.filter(case=case, detail__has_key="divided")
        .values_list("claim__made_for__name")
        .annotate(claims=Count("pk"))
        .order_by("claim__made_for__name")
    )
    return [
        f"{name}: {counted(claims, 'claim')} in no column, since two sides are equally near to it."
        for name, claims in rows
    ]


def _no_longer_its_own(case) -> list[str]:
    """Answers for a voice by one that merely belongs to it."""
    responses = (
        Response.objects.published()
        .filter(to__case=case, relation__in=OWN)
        .select_related("claim__made_for", "to__made_for")
        .order_by("pk")
    )
    pairs = {(response.claim.made_for, response.to.made_for) for response in responses}
    speaking = set(
        SpeaksFor.objects.filter(way__in=OWN_WAYS, voice__in={voice for voice, _ in pairs}).values_list(
            "voice", "principal"
        )
    )
    return [
        f"{response.claim.made_for.name} {response.get_relation_display()} a claim of {response.to.made_for.name}, for "
        "which it does not speak. That is shown, and changes no standing."
        for response in responses
        if (response.claim.made_for_id, response.to.made_for_id) not in speaking
    ]


def _reported(case) -> list[str]:
    """Answers that are known only from the report of another side."""
    responses = Response.objects.published().filter(to__case=case, claim__computed__is_reported_only=True)
    return [
        f"The claim {response.claim.key!r} {response.get_relation_display()} {response.to.key!r}, and is known only "
        "from the report of another side. That is shown, and changes no standing."
        for response in responses.select_related("claim", "to").order_by("pk")
    ]


def _outside_life(case) -> list[str]:
    """Claims dated when their council was not there, each with the remedy."""
    rows = ClaimStanding.objects.filter(case=case, detail__has_key="outside_life").order_by("claim__key")
    return [
        f"The claim {key!r} is {detail['outside_life']}. Name its predecessor or successor under `for`, or mend one of "
        "the dates."
        for key, detail in rows.values_list("claim__key", "detail")
    ]


def _some(names) -> str:
    rest = len(names) - MOST_NAMES
    return joined(names) if rest < 1 else joined([*names[:MOST_NAMES], f"{rest} more"])
