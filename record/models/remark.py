from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import Now

from record import history
from record.history import tracked
from record.ids import LENGTH
from record.models.draft import Draft
from record.workflow import authority
from record.workflow.authors import office_now
from record.workflow.states import PUBLIC_STATES


class RemarkQuerySet(models.QuerySet):
    def on(self, item):
        """Remarks on a draft of a published record, or on a record before it is published."""
        if isinstance(item, Draft):
            return self.filter(draft=item.pk)
        return self.of_record(item).filter(draft=None)

    def of_record(self, record):
        """Remarks on a record and on every change to it."""
        return self.filter(kind=record.KIND, record_id=record.public_id)

    def shown_to(self, officer, item) -> list["Remark"]:
        """The remarks that this person reads on a page that they may open.

        Once a record is public, everybody opens its page, and its remarks are still not for everybody.
        """
        if isinstance(item, Draft) or item.state not in PUBLIC_STATES:
            return list(self.on(item))
        return [remark for remark in self.of_record(item) if authority.reads_history(officer, remark)]

    def unread_by(self, officer):
        return self.exclude(by=officer).exclude(read_by__contains=[officer.pk])

    def on_rows_of(self, model):
        """Remarks on the row of an outer query, of drafts or of one kind of record."""
        if model is Draft:
            return self.filter(draft=OuterRef("pk"))
        return self.filter(kind=model.KIND, record_id=OuterRef("public_id"), draft=None)

    def leave(self, item, text: str, *, by) -> "Remark":
        """Leave a remark on an unpublished record or draft; older ones count as read."""
        self.note_read(item, by=by)
        record = item.record if isinstance(item, Draft) else item
        with history.context(by=by, through="remark"):
            return self.create(
                kind=record.KIND,
                record_id=record.public_id,
                draft=item.pk if isinstance(item, Draft) else None,
                entered_for=item.entered_for,
                text=text,
                by=by,
                office=office_now(by),
            )

    def note_read(self, item, *, by) -> None:
        """Note that this person has read what others remarked."""
        authority.check(by, authority.REMARK, item)
        with history.context(by=by, through="remark"):
            self.on(item).unread_by(by).update(read_by=models.Func("read_by", by.pk, function="array_append"))


@tracked(without=("text",))
class Remark(models.Model):
    """A remark on a draft, for those who may read that draft and nobody else.

    It is no part of the record: no reader, export or case file has it, and history keeps
    that it was left and not its words. ``draft`` is the primary key of the change that it is on, which may be gone.
    """

    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=LENGTH)
    draft = models.BigIntegerField(null=True)
    entered_for = models.CharField(max_length=LENGTH, blank=True)
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.CharField(max_length=600)
    at = models.DateTimeField(db_default=Now())
    read_by = ArrayField(
        models.BigIntegerField(), default=list, db_default=[], help_text="The primary keys of those who have read it."
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["kind", "record_id"], name="record_remark_of_record"),
            models.Index(fields=["draft"], name="record_remark_of_draft"),
        ]

    def __str__(self):
        return f"Remark on {self.kind} {self.record_id}"
