"""Entries of the search, computed from published records."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from councils.models import Case
from record.ids import LENGTH
from record.workflow.states import State


class SearchKind(models.TextChoices):
    """Kinds of search results, in the order in which they are listed."""

    QUESTION = "question", "questions"
    EVENT = "event", "events"
    CLAIM = "claim", "claims"
    VOICE = "voice", "people and councils"
    PROPOSAL = "proposal", "proposals"
    DECISION = "decision", "decisions"
    LIST = "list", "lists"
    DOCUMENT = "document", "documents"
    CASE = "case", "cases"
    PLACE = "place", "places"
    NOTE = "note", "editor’s notes"


class SearchEntryQuerySet(models.QuerySet):
    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def in_published_cases(self):
        """Entries of no case, or of a case that readers can see."""
        return self.filter(Q(case=None) | Q(case__state=State.PUBLISHED))


class SearchEntry(models.Model):
    """The words by which a published record, or a note or place of it, is found.

    Claims have their words in ClaimStanding. In ``search``, what a record is called has the weight A, what it says B,
    and what its parts say C: of a question, the claims that answer it.
    """

    COMPUTED = True

    kind = models.CharField(max_length=10, choices=SearchKind)
    record_kind = models.CharField(max_length=20, help_text="The KIND of the record that it leads to.")
    record = models.BigIntegerField(help_text="Its primary key.")
    part = models.CharField(max_length=30, blank=True, help_text="“flag-7”, “figure-7”, “note” or “place-7”.")
    ref = models.CharField(max_length=LENGTH + 25, help_text="The record's id; of a note, with its place among these.")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    detail = models.CharField(max_length=20, help_text="Of an editor's note: its kind.")
    called = models.TextField(help_text="What it is called, folded: near misses in spelling are looked for here.")
    search = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_kind", "record", "part"], name="claims_searchentry_once"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="claims_searchentry_words"),
            models.Index(fields=["kind", "case", "day", "ref"], name="claims_searchentry_kind"),
        ]

    def __str__(self):
        return self.called
