"""The entries of a timeline: one ordered list over several tables.

A decision taken at an event is on the page of that event, and not here.

Where we do not know the exact date of an entry, we use the earliest possible one,
or the latest where the beginning is open: "by April 2028" is in April 2028. Ties
are broken by earliest, latest and sequence, and then alike on every installation.
One statement finds a page, however long the timeline is.
"""

import datetime
from dataclasses import dataclass, field

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from councils.choices import DocumentKind
from councils.models.document import OUR_TITLES
from proposals.choices import DecisionStatus, EventKind, Stage
from proposals.event_status import status_words
from proposals.models import Carried, Event, Outcome, Submitter
from record.dates import UncertainDate
from record.ids import LENGTH
from record.web.addresses import cached_reverse, slug_of
from record.web.keyset import ComputedKeyset
from record.workflow.states import State
from timeline.chronology import position_changes

SIZE = 60
NEVER = datetime.date.max

# What an entry is, in the order of entries that stand at one place.
EVENT, SUBMISSION, DOCUMENT, SHIFT, DECISION = range(5)
# Of these, all are of one kind.
NAMED = {SUBMISSION: EventKind.SUBMISSION, DECISION: EventKind.DECISION}
MOST = 2**31 - 1
_PLACES = {
    "placed": models.DateField(),
    "entry_earliest": models.DateField(),
    "entry_latest": models.DateField(),
    "entry_sequence": models.IntegerField(validators=[MinValueValidator(0), MaxValueValidator(MOST)]),
    "rank": models.IntegerField(validators=[MinValueValidator(EVENT), MaxValueValidator(DECISION + 1)]),
    "public_id": models.CharField(max_length=LENGTH, validators=[RegexValidator(r"^[0-9a-z]+\Z")]),
}
ORDER, LATEST_FIRST = ComputedKeyset(**_PLACES), ComputedKeyset(descending=True, **_PLACES)
COLUMNS = [
    *(
        "pk",
        "public_id",
        "rank",
        "entry_title",
        "entry_kind",
        "entry_status",
        "entry_edtf",
        "entry_printed",
        "entry_basis",
        "entry_extent",
    ),
    *("placed", "entry_earliest", "entry_latest", "entry_sequence", "entry_detail"),
]


@dataclass
class TimelineEntry:
    """An event, a document made public, a submission, a shift or a decision."""

    case: object
    today: datetime.date
    pk: int
    rank: int
    public_id: str
    title: str
    kind: str
    status: str
    when: UncertainDate | None
    placed: datetime.date
    sort_key: tuple
    detail: dict
    slots: list = field(default_factory=list)
    others: int = 0
    words: list[str] = field(default_factory=list)
    accounts_differ: bool = False
    decisions: list = field(default_factory=list)
    pair: list = field(default_factory=list)
    # The entry before it in the list that has the same pair, which is then not printed again.
    pair_of: "TimelineEntry | None" = None
    notes_on_date: list = field(default_factory=list)

    @property
    def speaking(self) -> list[tuple[str, str, int]]:
        """The slots of sides with an account."""
        return [slot for slot in self.slots if slot[2]]

    @property
    def silent(self) -> list[tuple[str, str, int]]:
        """The slots of sides without one."""
        return [slot for slot in self.slots if not slot[2]]

    @property
    def happened(self) -> UncertainDate | None:
        """Its own date, where it is placed by another on which it became public."""
        own = UncertainDate(*self.detail["happened"]) if self.detail.get("happened") else None
        return own if own and own.edtf != self.when.edtf else None

    @property
    def is_event(self) -> bool:
        return self.rank == EVENT

    @property
    def is_document(self) -> bool:
        return self.rank == DOCUMENT

    @property
    def is_shift(self) -> bool:
        return self.rank == SHIFT

    @property
    def is_decision(self) -> bool:
        return self.rank == DECISION

    @property
    def shows_sides(self) -> bool:
        """True if the entry says which sides have an account of it.

        Every event does, and a document if a side speaks in it. A shift and a
        decision never do: accounts of a decision are accounts of its event.
        """
        if self.is_shift or self.is_decision:
            return False
        return not self.is_document or any(count for _, _, count in self.slots)

    @property
    def document(self) -> int | None:
        """The document whose words it stands for, if it is one or carries one."""
        return self.pk if self.is_document else self.detail.get("document")

    @property
    def kind_label(self) -> str:
        if self.is_shift:
            return position_changes.LABEL
        return (DocumentKind if self.is_document else EventKind)(self.kind).label

    @property
    def status_label(self) -> str:
        """Its status, unless it simply took place."""
        if self.is_decision:
            return "" if self.status == DecisionStatus.TAKEN else DecisionStatus(self.status).label
        known = {name: self.detail[name] for name in ("has_come", "told_by", "sources_differ") if name in self.detail}
        return status_words(self.status, self.happened or self.when, self.today, **known)

    @property
    def title_remark(self) -> str:
        """Says that the title of a document is ours, where it is not printed on it."""
        return OUR_TITLES.get(self.detail.get("title_basis"), "")

    @property
    def title_in_files(self) -> str:
        return f"{self.title} ({self.title_remark})" if self.title_remark else self.title

    @property
    def maker_label(self) -> str:
        return DecisionStatus(self.status).maker_label

    @property
    def address(self) -> str:
        if self.is_event:
            return cached_reverse("timeline:event", self.case.key, self.public_id, slug_of(self.title, "event"))
        if self.is_document:
            return cached_reverse("timeline:document", self.public_id, slug_of(self.title, "document"))
        if self.is_decision:
            return cached_reverse("timeline:decision", self.case.key, self.public_id, slug_of(self.title, "decision"))
        if self.is_shift:
            return position_changes.address(self.case, self.detail["subject"], self.public_id)
        return f"{cached_reverse('timeline:proposals', self.case.key)}#{self.public_id}"

    @property
    def by(self) -> list[str]:
        """The publisher, decision maker or submitters."""
        if self.is_document:
            return [self.detail["publisher"]] if self.detail["publisher"] else []
        if self.is_decision:
            return [self.detail["maker"]] if self.detail["maker"] else []
        return [each["name"] for each in self.detail.get("by", [])]

    @property
    def proposals_named(self) -> set[int | None]:
        """Keys of the proposals that its decisions, or a submission, name."""
        carried = {each["proposal"] for each in self.detail.get("carries", [])}
        return carried | {outcome.proposal_id for outcome in self._outcomes}

    @property
    def options_named(self) -> set[int | None]:
        return {outcome.option_id for outcome in self._outcomes}

    @property
    def _outcomes(self) -> list[Outcome]:
        return [outcome for decision in self.decisions for outcome in decision.outcomes.all()]

    @property
    def carried(self) -> list[str]:
        """The proposals that a submission carries, each with its stage and for whom."""
        return [
            each["name"]
            + (f" ({Stage(each['stage']).label})" if each["stage"] else "")
            + (f", for {each['voice']}" if each["voice"] else "")
            for each in self.detail.get("carries", [])
        ]


def all_entries(case, parts, today, size: int = 500):
    """All entries in order, in batches."""
    cursor = None
    while True:
        entries = entries_from(case, today, rows_from(parts, cursor, size, ORDER))
        yield entries
        if len(entries) < size:
            return
        cursor = ORDER.cursor(entries[-1])


# --- One statement for several tables ---


def rows_from(parts, cursor, size, order):
    """The next rows after the cursor, or, nearest first, before it."""
    is_back = bool(cursor and cursor.back)
    parts = [order.beyond(part, cursor) if cursor else part for part in parts]
    columns = [f"-{name}" if is_back != order.descending else name for name in order.columns]
    return together([part.values(*COLUMNS) for part in parts], columns, size)


def together(parts, order, size):
    """The first rows of several querysets of the same columns, in one statement."""
    parts = [part.order_by(*order)[:size] for part in parts]
    if len(parts) < 2:
        return parts[0] if parts else Event.objects.none()
    return parts[0].union(*parts[1:], all=True).order_by(*order)[:size]


def entries_from(case, today, rows) -> list[TimelineEntry]:
    """Make entries of the rows of a timeline.

    Submissions come with their submitters and proposals, shifts with their words.
    """
    entries = bare_entries_from(case, today, rows)
    submissions = {entry.pk: entry for entry in entries if entry.rank == SUBMISSION}
    if submissions:
        for entry in submissions.values():
            entry.detail |= {"by": [], "carries": []}
        for row in Submitter.objects.filter(submission__in=submissions).select_related("voice"):
            submissions[row.submission_id].detail["by"].append({"name": row.voice.name})
        carried = Carried.objects.filter(submission__in=submissions, proposal__state=State.PUBLISHED)
        for row in carried.select_related("proposal", "voice"):
            voice = row.voice.name if row.voice else None
            submissions[row.submission_id].detail["carries"].append(
                {"name": row.proposal.name, "proposal": row.proposal_id, "stage": row.stage, "voice": voice}
            )
    if shifts := [source for entry in entries if entry.is_shift for source in entry.detail["sources"]]:
        position_changes.with_quotations(shifts)
    return entries


def bare_entries_from(case, today, rows) -> list[TimelineEntry]:
    """Make entries without submitters, proposals and words, as for a picture."""
    return [_entry(case, today, row) for row in rows]


def _entry(case, today, row) -> TimelineEntry:
    parts = (row["entry_edtf"], row["entry_printed"], row["entry_basis"], row["entry_extent"])
    return TimelineEntry(
        case=case,
        today=today,
        pk=row["pk"],
        rank=row["rank"],
        public_id=row["public_id"],
        title=row["entry_title"],
        kind=row["entry_kind"],
        status=row["entry_status"],
        when=UncertainDate(*parts) if row["entry_edtf"] else None,
        placed=row["placed"],
        sort_key=tuple(row[name] for name in ORDER.columns),
        detail=row["entry_detail"],
    )
