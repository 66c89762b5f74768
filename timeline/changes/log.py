"""The public log: acts of publishing, newest first, each with its entries.

What is published in one transaction has one time, and is one act: a case file of
five hundred records is a line of the log and not twenty pages of it. Every entry
has an address, where all that were made with it are listed.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from councils.models import Case
from councils.names import agreeing
from record.content.schema import kinds
from record.models import Publication
from record.text.english import joined, without_full_stop
from record.web.exports import FEED_LENGTH, FeedEntry
from record.web.keyset import SIZE, Keyset, KeysetPage
from record.workflow.publication import CORRECTIONS, Action
from timeline.changes.record_urls import address_of

BY_NUMBER = Keyset(Publication, "number", descending=True)

# Kinds that the line of an act names; the others are counted together.
NAMED = ("case", "claim", "document", "event", "decision", "proposal", "point")

# An act of so few entries shows them all; of more, the newest of them under a fold.
FEW = 5
FOLDED = 12
# More entries of one act than these are not counted: that would take longer than the page.
COUNTED = 2000
# So many entries of one act are on a page.
ENTRIES = 75

# One step of the recursion finds one act, so that a page costs the same however many entries acts have.
ACTS = """
WITH RECURSIVE acts AS (
    SELECT (SELECT {nearest}(p.at) FROM record_publication p
            WHERE {asked} AND (%(number)s::bigint IS NULL OR p.at {beyond} (
                SELECT at FROM record_publication WHERE number = %(number)s))) AS at, 1 AS place
    UNION ALL
    SELECT (SELECT {nearest}(p.at) FROM record_publication p WHERE {asked} AND p.at {beyond} acts.at), place + 1
    FROM acts WHERE acts.at IS NOT NULL AND place < %(size)s
)
SELECT acts.at, sums.kind, sums.action, sums.entries,
       (SELECT p.number FROM record_publication p WHERE {asked} AND {of_act} ORDER BY p.at DESC, p.number DESC LIMIT 1)
FROM acts JOIN LATERAL (
    SELECT newest.kind, newest.action, count(*) AS entries FROM (
        SELECT p.kind, p.action FROM record_publication p WHERE {asked} AND {of_act}
        ORDER BY p.at DESC, p.number DESC LIMIT %(counted)s + 1
    ) newest GROUP BY newest.kind, newest.action
) sums ON true
ORDER BY acts.place
"""
ASKED = """(%(cases)s::text[] IS NULL OR p.case_key = ANY(%(cases)s))
    AND (%(kinds)s::text[] IS NULL OR p.kind = ANY(%(kinds)s))
    AND (NOT %(corrections)s OR (p.action = ANY(%(corrected)s) AND NOT p.is_minor))"""

# As a range, so that the index on time and number is read: for `p.at = acts.at` in the order of numbers, PostgreSQL
# reads the log from its newest entry down to this act.
OF_ACT = "(p.at, p.number) BETWEEN (acts.at, 0) AND (acts.at, 9223372036854775807)"

WORDS = {
    "point": ("question", "questions"),
    "case": ("case", "cases"),
    "voice": ("person or organisation", "people and organisations"),
    "element": ("part of a plan", "parts of plans"),
    "reckoning": ("calculation", "calculations"),
    "risk-register": ("risk register", "risk registers"),
}


@dataclass
class PublicationBatch:
    """Entries published at once. ``number`` is the newest; ``counts`` are by action."""

    at: datetime.datetime
    number: int
    count: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    entries: list[Publication] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    @property
    def is_few(self) -> bool:
        return self.count <= FEW

    @property
    def is_capped(self) -> bool:
        return self.count > COUNTED

    @property
    def counted(self) -> str:
        return f"{COUNTED:,}+" if self.is_capped else f"{self.count:,}"

    @property
    def address(self) -> str:
        return reverse("timeline:change", args=[self.number])

    @property
    def actions(self) -> list[tuple[str, list[str]]]:
        """Actions in order, each with the numbers of records by kind."""
        if self.is_capped:
            return [("published at once", [f"{self.counted} entries"])]
        return [(action.label, _counted(self.counts[action])) for action in Action if action in self.counts]

    @property
    def title(self) -> str:
        """The act in one line, for a feed."""
        if self.count == 1:
            entry = self.entries[0]
            return f"{entry.told} ({words_for(entry.kind, 1)} {entry.get_action_display()})"
        changes = "; ".join(f"{action}: {joined(numbers)}" for action, numbers in self.actions)
        return f"{joined(self.cases)}, {changes}" if self.cases else changes[:1].upper() + changes[1:]


def words_for(kind: str, number: int) -> str:
    """Readers' word for a kind of record: a “point” is a question."""
    one, several = WORDS.get(kind) or next((each.name, each.plural) for each in kinds() if each.name == kind)
    return one if number == 1 else several


def _counted(numbers: dict[str, int]) -> list[str]:
    """How many of each kind that readers look for, and of the rest, in words."""
    counted = [f"{numbers[kind]:,} {words_for(kind, numbers[kind])}" for kind in NAMED if kind in numbers]
    if rest := sum(number for kind, number in numbers.items() if kind not in NAMED):
        counted.append(f"{rest:,} {'other ' if counted else ''}{'entry' if rest == 1 else 'entries'}")
    return counted


@dataclass(frozen=True)
class Log:
    """The log, or its entries on these cases and kinds, or corrections alone."""

    cases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    corrections: bool = False

    def page(self, after: str = "", size: int = SIZE) -> KeysetPage:
        """A page of acts, in four queries. Raises BadCursor."""
        cursor = BY_NUMBER.read(after) if after else None
        page = BY_NUMBER.paged(self._acts(cursor, size + 1), size, cursor)
        entries = defaultdict(list)
        if page.rows:
            for entry in self.publications().first_of_acts([act.at for act in page.rows], FOLDED):
                entries[entry.at].append(with_labels(entry))
            with_makers(entry for group in entries.values() for entry in group)
        keys = {entry.case_key for group in entries.values() for entry in group}
        titles = dict(Case.objects.published().filter(key__in=keys).values_list("key", "title"))
        for act in page.rows:
            act.entries = entries[act.at]
            act.cases = sorted({titles[entry.case_key] for entry in act.entries if entry.case_key in titles})
        return page

    def publications(self):
        rows = Publication.objects.narrowed(self.cases, self.kinds)
        return (rows.corrections() if self.corrections else rows).defer("content")

    def _acts(self, cursor, size) -> list[PublicationBatch]:
        is_back = bool(cursor and cursor.back)
        nearest, beyond = ("min", ">") if is_back else ("max", "<")
        asked = {
            "cases": list(self.cases) or None,
            "kinds": list(self.kinds) or None,
            "corrections": self.corrections,
            "corrected": list(CORRECTIONS),
            "number": cursor.values[0] if cursor else None,
            "size": size,
            "counted": COUNTED,
        }
        acts: dict[datetime.datetime, PublicationBatch] = {}
        with connection.cursor() as database:
            database.execute(ACTS.format(nearest=nearest, beyond=beyond, asked=ASKED, of_act=OF_ACT), asked)
            for at, kind, action, count, number in database.fetchall():
                act = acts.setdefault(at, PublicationBatch(at, number))
                act.count += count
                act.counts[action][kind] = count
        return list(acts.values())

    def feed(self) -> list[FeedEntry]:
        """The newest acts as entries of a feed."""
        return [
            FeedEntry(
                title=act.title,
                address=act.address,
                author=act.entries[0].by_whom,
                published=act.at,
                updated=act.at,
                body=[_line(entry) for entry in act.entries]
                + ([f"The last {len(act.entries)} of {act.counted}."] if act.count > len(act.entries) else []),
                categories=sorted(kind for counts in act.counts.values() for kind in counts),
            )
            for act in self.page(size=FEED_LENGTH).rows
        ]

    def csv_rows(self, absolute):
        """All entries as rows of a file; ``absolute`` makes an address whole."""
        maker = Claim.objects.public().filter(public_id=OuterRef("record_id")).values("made_for__name")[:1]
        rows = self.publications().annotate(maker=Subquery(maker)).newest_first()
        for entry in rows.iterator(chunk_size=2000):
            yield (
                entry.number,
                timezone.localtime(entry.at).isoformat(),
                entry.kind,
                entry.record_id,
                entry.title,
                absolute(address_of_version(entry)),
                entry.case_key,
                entry.version,
                entry.action,
                "yes" if entry.is_minor else "no",
                entry.change_note,
                entry.office,
                entry.written_by,
                entry.maker or "",
            )


COLUMNS = (
    *("number", "published_at", "kind", "id", "title", "address", "case"),
    *("version", "action", "minor", "change_note", "office", "written_by", "claim_made_for"),
)


def find_entry(number: int) -> Publication | None:
    """An entry of the log by its number, with its labels."""
    entry = Publication.objects.with_number(number).first()
    return entry and with_makers([with_labels(entry)])[0]


def act_led_by(entry: Publication) -> PublicationBatch | None:
    """The act whose newest entry this is, if it is of more than a few."""
    rows = Publication.objects.made_at(entry.at).order_by()
    if entry.made_together <= FEW or rows.filter(number__gt=entry.number).exists():
        return None
    act = PublicationBatch(entry.at, entry.number, entry.made_together)
    if not act.is_capped:
        for kind, action, count in rows.values_list("kind", "action").annotate(Count("pk")):
            act.counts[action][kind] = count
        cases = Case.objects.published().filter(key__in=rows.values("case_key"))
        act.cases = sorted(cases.values_list("title", flat=True))
    return act


def page_of_act(entry: Publication, after: str) -> KeysetPage:
    """The entries published together with one, newest first. Raises BadCursor."""
    page = BY_NUMBER.page(Publication.objects.made_at(entry.at).defer("content"), after, ENTRIES)
    for each in page.rows:
        with_labels(each)
    with_makers(page.rows)
    return page


def with_labels(entry: Publication) -> Publication:
    """Set the address of an entry and the word for its kind."""
    entry.address = address_of_version(entry)
    entry.kind_words = words_for(entry.kind, 1)
    entry.told = entry.title
    return entry


def with_makers(entries: Iterable[Publication]) -> list[Publication]:
    """Put before the title of each claim who says it (docs/laws.md, law 5). One query."""
    entries = list(entries)
    claims = {entry.record_id for entry in entries if entry.kind == Claim.KIND}
    makers = {
        claim: f"{name} {'is said to have claimed' if is_reported_only else agreeing(name, 'says')}"
        for claim, name, is_reported_only in (Claim.objects.public().makers_of(claims) if claims else ())
    }
    for entry in entries:
        if entry.title and entry.kind == Claim.KIND and entry.record_id in makers:
            entry.told = f"{makers[entry.record_id]}: {entry.title}"
    return entries


def address_of_version(publication) -> str:
    """The address of what was published: for a claim, that version of it."""
    if publication.kind == "claim":
        return reverse("claims:version", args=[publication.record_id, publication.version])
    return address_of(publication)


def _line(entry) -> str:
    note = f" {entry.change_note}" if entry.change_note else ""
    told = without_full_stop(entry.told)
    return f"{entry.number}: {words_for(entry.kind, 1)} {entry.get_action_display()}: {told}.{note}"
