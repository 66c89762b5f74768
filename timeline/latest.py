"""What changed lately, for a few lines on a page: one act of publishing a line, of one record or of thousands."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from record.models import Publication
from record.models.publication import Action

# An act of so few records names each of them.
NAMED = 3

# What the log tells without repeating the words that were taken back.
TAKEN_BACK = {Action.WITHDRAWN, Action.WITHHELD}

# From one act to the one before it, by the index on the time. Numbers have no gaps and an act's
# stand together, so that an act is counted by the number at which the one before it ends.
ACTS = """
WITH RECURSIVE act AS (
    (SELECT at, 1 AS place FROM record_publication WHERE {mine} ORDER BY at DESC LIMIT 1)
    UNION ALL
    SELECT earlier.at, act.place + 1
    FROM act, LATERAL (
        SELECT at FROM record_publication WHERE at < act.at AND {mine} ORDER BY at DESC LIMIT 1
    ) AS earlier
    WHERE act.place < %(acts)s
)
SELECT act.at, ends.number, ends.change_note, ends.office,
       COALESCE((SELECT MAX(p.number) FROM record_publication p WHERE p.at = before.at), 0) + 1
FROM act
CROSS JOIN LATERAL (
    SELECT number, change_note, office FROM record_publication p WHERE p.at = act.at ORDER BY number DESC LIMIT 1
) AS ends
LEFT JOIN LATERAL (
    SELECT p.at FROM record_publication p WHERE p.at < act.at ORDER BY p.at DESC LIMIT 1
) AS before ON true
ORDER BY act.place
"""


@dataclass(frozen=True)
class Named:
    """One record of an act: what was done, what it is called, and its address."""

    action: str
    title: str
    address: str


@dataclass(frozen=True)
class Act:
    """What was published at once: how many records, and where they are few, each by name."""

    at: datetime.datetime
    note: str
    office: str
    records: int
    named: list[Named]


def latest(case=None, acts: int = 5) -> list[Act]:
    """The newest acts of publishing, of one case or of all, in two queries."""
    mine = "case_key = %(case)s" if case else "true"
    with connection.cursor() as cursor:
        cursor.execute(ACTS.format(mine=mine), {"acts": acts, "case": case and case.key})
        found = cursor.fetchall()
    few = Q()
    for _, last, _, _, first in found:
        if last - first < NAMED:
            few |= Q(number__range=(first, last))
    publications = list(Publication.objects.filter(few).order_by("number").defer("content")) if few else []
    return [
        Act(at, note, office, last - first + 1, [_named(each) for each in publications if first <= each.number <= last])
        for at, last, note, office, first in found
    ]


def address_of(publication) -> str:
    """The address of the record that a publication is of."""
    slug = slugify(publication.title)[:60].rstrip("-") or publication.kind
    key, public_id = publication.case_key, publication.record_id
    match publication.kind:
        case "case":
            return reverse("timeline:case", args=[key])
        case "claim":
            return reverse("claims:detail", args=[public_id])
        case "event":
            return reverse("timeline:event", args=[key, public_id, slug])
        case "point":
            return reverse("timeline:point", args=[key, public_id, slug])
        case "voice":
            return reverse("timeline:voice", args=[public_id, slug])
        case "document":
            return reverse("timeline:document", args=[public_id, slug])
        case _:
            return f"{reverse('proposals:list', args=[key])}#{public_id}"


def _named(publication) -> Named:
    is_taken_back = publication.action in TAKEN_BACK
    title = f"a {publication.kind}" if is_taken_back or not publication.title else publication.title
    return Named(publication.get_action_display(), title, address_of(publication))
