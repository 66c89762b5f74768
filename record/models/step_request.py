from django.conf import settings
from django.db import models

from record.history import tracked
from record.ids import LENGTH


class StepRequestQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(kind=record.KIND, record_id=record.public_id)


@tracked
class StepRequest(models.Model):
    """A request that a record be withdrawn, or published again.

    A second person confirms it. It is gone once it is confirmed or dropped. History keeps it.
    """

    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=LENGTH)
    step = models.CharField(max_length=20, help_text="The step that it asks for.")
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_for = models.CharField(max_length=LENGTH, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = StepRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_id", "kind"],
                name="record_step_request_once",
                violation_error_message="Somebody has asked for this already.",
            )
        ]

    def __str__(self):
        return f"{self.step}: {self.kind} {self.record_id}"
