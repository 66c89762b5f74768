import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from councils.choices import VoiceKind
from councils.models.voice import Voice
from record.history import tracked

# Who may be asked for a reply, and so has a contact.
CONTACTED = [VoiceKind.COUNCIL, VoiceKind.BODY, VoiceKind.OFFICE, VoiceKind.PERSON]


class ReplyContactQuerySet(models.QuerySet):
    def current(self, day: datetime.date):
        """Contacts that have begun and not ended on a day."""
        return self.filter(starts__lte=day).exclude(ends__lt=day)


@tracked(without=("email",))
class ReplyContact(models.Model):
    """The address to which we write when a claim about a voice is published.

    Nobody but neutral editors and administrators sees it; it is in no history and no export.
    """

    voice = models.ForeignKey(
        Voice,
        models.PROTECT,
        related_name="+",
        verbose_name="who",
        limit_choices_to={"kind__in": CONTACTED, "state": "published"},
        help_text="A council, a body or office of one, or a person.",
    )
    email = models.EmailField("e-mail")
    starts = models.DateField("from", default=timezone.localdate)
    ends = models.DateField("to", null=True, blank=True, help_text="The last day. Leave it empty while there is none.")

    objects = ReplyContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact for replies"
        verbose_name_plural = "contacts for replies"
        constraints = [
            models.UniqueConstraint(
                fields=["voice"],
                condition=Q(ends=None),
                name="councils_replycontact_one_now",
                violation_error_message="There is a contact already. Enter its last day first.",
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="councils_replycontact_order",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    def __str__(self):
        return f"Contact of {self.voice}"
