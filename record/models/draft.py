from django.conf import settings
from django.db import models

from record.history import tracked
from record.workflow.states import State


class DraftQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(kind=record.KIND, record_id=record.public_id)

    def by(self, officer):
        return self.filter(author=officer)

    def awaiting_review(self):
        return self.filter(state=State.NEEDS_REVIEW)


@tracked
class Draft(models.Model):
    """A change to a published record, beside it: the whole content, and the version that it started from."""

    kind = models.CharField(max_length=20, editable=False)
    record_id = models.CharField(max_length=10, editable=False)
    base_version = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=300, editable=False)
    content = models.JSONField(editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.label) for state in (State.DRAFT, State.NEEDS_REVIEW)],
        default=State.DRAFT,
        editable=False,
    )
    state_reason = models.TextField(blank=True, editable=False)
    change_note = models.TextField(blank=True, help_text="What changes and why, for the public log.")
    is_minor = models.BooleanField("minor", default=False, help_text="A change that alters no meaning.")
    updated = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_id", "kind", "author"],
                name="record_draft_once_by_author",
                violation_error_message="You have a draft of this record already.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.DRAFT, State.NEEDS_REVIEW]), name="record_draft_state"
            ),
        ]

    def __str__(self):
        return f"Draft of {self.title}"
