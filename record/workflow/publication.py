from collections.abc import Iterable
from itertools import chain, islice

from django.db import connection, models, transaction

from record.history import tracked

# Any number will do, so long as nothing else in the database locks on it.
NUMBERING_LOCK = 0x636F756E

BATCH = 2000

# How the office of what a case file brought begins; its name and SHA-256 follow.
FROM_A_FILE = "Loaded from "


class Action(models.TextChoices):
    PUBLISHED = "published", "published"
    CHANGED = "changed", "changed"
    WITHDRAWN = "withdrawn", "withdrawn"
    RESTORED = "restored", "published again"
    WITHHELD = "withheld", "words withheld"


# What alters or takes back what was public; of changes, those that are not minor.
CORRECTIONS = (Action.CHANGED, Action.WITHDRAWN, Action.RESTORED, Action.WITHHELD)


class PublicationQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-number")

    def of(self, record):
        return self.filter(kind=record.KIND, record_id=record.public_id)

    def before(self, number):
        return self.filter(number__lt=number)

    def in_case(self, key):
        return self.filter(case_key=key)

    def versions(self, *numbers):
        return self.filter(version__in=numbers)

    def last_of(self, kind, record_ids):
        """The last publication of each record, newest first, annotated with ``first_at``."""
        same = self.model.objects.filter(kind=models.OuterRef("kind"), record_id=models.OuterRef("record_id"))
        return (
            self.filter(kind=kind, record_id__in=record_ids)
            .exclude(models.Exists(same.filter(version__gt=models.OuterRef("version"))))
            .annotate(first_at=models.Subquery(same.filter(version=1).values("at")))
            .defer("content")
            .newest_first()
        )

    def narrowed(self, cases=(), kinds=()):
        """Publications of these cases and kinds, or of all where none is given."""
        rows = self.filter(case_key__in=cases) if cases else self
        return rows.filter(kind__in=kinds) if kinds else rows

    def corrections(self):
        """Changes that are not minor, withdrawals and withholdings."""
        return self.filter(action__in=CORRECTIONS, is_minor=False)

    def with_number(self, number):
        """The entry of this number, annotated with how many were ``made_together``."""
        same = self.model.objects.filter(at=models.OuterRef("at")).order_by().values("at")
        return self.filter(number=number).annotate(made_together=same.values(n=models.Count("pk")))

    def made_at(self, at):
        """Publications of one transaction, which all have one time."""
        return self.filter(at=at)

    def first_of_acts(self, times, most: int):
        """The newest few publications of each act, by its time, in one query."""
        first, *rest = [self.filter(at=at).newest_first()[:most] for at in times]
        return first.union(*rest, all=True) if rest else first

    def revision(self) -> int:
        """The number of the last publication of all, 0 before the first."""
        return self.aggregate(number=models.Max("number"))["number"] or 0

    def append(self, entries: Iterable["Publication"]) -> "Publication | None":
        """Number and store publications, gapless and in the order of their times.

        Returns the last.

        Call it last in a transaction: it holds a lock, until the commit, that
        every other publication waits for.
        """
        entries = iter(entries)
        if (entry := next(entries, None)) is None:
            return None
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("Publications are appended within a transaction.")
        entries, at = chain([entry], entries), None
        # Those of a large file do not fit into memory all at once.
        while batch := list(islice(entries, BATCH)):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT * FROM record_number_publications(%s, %s::text[])",
                    [NUMBERING_LOCK, list({entry.record_id for entry in batch})],
                )
                found = cursor.fetchall()
            last, now = found[0][:2]
            at = at or now
            versions = {record_id: version for _, _, record_id, version in found}
            for number, entry in enumerate(batch, start=last + 1):
                entry.number, entry.at = number, at
                entry.version = versions[entry.record_id] = versions[entry.record_id] + 1
            self.bulk_create(batch)
        return entry


@tracked
class Publication(models.Model):
    """One entry of the public log, with the whole content that was published.

    Append-only. The same table is the log, the list of versions, the revision of
    the record, and the base of the record as it stood on a date.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=10)
    case_key = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField()
    action = models.CharField(max_length=20, choices=Action)
    title = models.CharField(max_length=300)
    change_note = models.TextField(blank=True)
    is_minor = models.BooleanField(default=False)
    office = models.CharField(max_length=300, help_text="Who published it, by office; or the file it was loaded from.")
    written_by = models.CharField(
        max_length=600, blank=True, help_text="Who wrote it, or asked for it, by office; empty for what was loaded."
    )
    content = models.JSONField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_id", "kind", "version"], name="record_publication_version_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, version__gte=1), name="record_publication_counts_from_one"
            ),
        ]
        indexes = [
            models.Index(fields=["case_key", "-number"], name="record_publication_case"),
            models.Index(fields=["at", "number"], name="record_publication_at"),
        ]

    def __str__(self):
        return f"{self.number}: {self.title}"

    @property
    def is_from_a_file(self) -> bool:
        return self.office.startswith(FROM_A_FILE)

    @property
    def by_whom(self) -> str:
        """The offices of those who wrote and published it; no name of a file."""
        if self.is_from_a_file:
            return "From a case file, loaded by the operator"
        if not self.written_by:
            return self.office
        if self.action in (Action.WITHDRAWN, Action.RESTORED):
            return f"Asked for by {self.written_by}; confirmed by {self.office}"
        return f"Written by {self.written_by}; published by {self.office}"
