from django.conf import settings
from django.db import models

from councils.models.voice import Voice
from record.history import tracked


@tracked
class Membership(models.Model):
    """The council that an officer works for.

    Nobody publishes alone on their own council's dispute (docs/laws.md, law 10).
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    council = models.ForeignKey(Voice, models.PROTECT, related_name="+", limit_choices_to={"kind": "council"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "council"],
                name="councils_membership_once",
                violation_error_message="This officer is entered for this council already.",
            )
        ]

    def __str__(self):
        return f"{self.officer} of {self.council}"
