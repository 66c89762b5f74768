import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from councils.choices import ReportStatus
from record.history import tracked

# From one address in an hour, and from everybody in a day.
MOST_AN_HOUR, MOST_A_DAY = 5, 500
ANSWERED = ~Q(status=ReportStatus.RECEIVED) & ~Q(answer="") & Q(answered_by__isnull=False)


class MistakeReportQuerySet(models.QuerySet):
    def public(self):
        """Reports with an answer that a second person has confirmed, the latest first."""
        return self.filter(ANSWERED, confirmed_by__isnull=False).order_by("-received", "-pk")

    def may_take_from(self, sender: str, now: datetime.datetime) -> bool:
        """True if neither this sender nor everybody together has sent too many."""
        an_hour_ago, a_day_ago = now - datetime.timedelta(hours=1), now - datetime.timedelta(days=1)
        from_sender = self.filter(sender=sender, received__gt=an_hour_ago)
        return from_sender.count() < MOST_AN_HOUR and self.filter(received__gt=a_day_ago).count() < MOST_A_DAY


@tracked(without=("text", "email", "sender"))
class MistakeReport(models.Model):
    """A reader’s report of a mistake, which only neutral editors read.

    Readers see the page that it is about, its status and our answer; never the reporter’s words or address, which
    stay out of the history too. An answer is public once a second neutral editor has confirmed it.
    """

    about = models.CharField("page", max_length=500, help_text="The address of the page, without the host.")
    text = models.TextField("what is wrong", max_length=2000)
    email = models.EmailField("reporter's e-mail", blank=True)
    received = models.DateTimeField()
    sender = models.CharField(max_length=64, help_text="A fingerprint of the network address, new each day.")
    status = models.CharField("what came of it", max_length=20, choices=ReportStatus, default=ReportStatus.RECEIVED)
    answer = models.CharField(
        max_length=500, blank=True, help_text="In our words, for readers. Do not quote or name the reporter."
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = MistakeReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="councils_mistakereport_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.RECEIVED) | ~Q(answer=""),
                name="councils_mistakereport_answered",
                violation_error_message="Say in a sentence for readers what came of it.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | (ANSWERED & ~Q(confirmed_by=F("answered_by"))),
                name="councils_mistakereport_two_people",
                violation_error_message="A second person confirms an answer.",
            ),
        ]

    def __str__(self):
        return f"Report on {self.about}"

    def give_answer(self, status: str, answer: str, *, by) -> None:
        """Answer it, or answer anew; a second person confirms the answer."""
        self.status, self.answer, self.answered_by, self.confirmed_by = status, answer, by, None
        self.save()

    def confirm(self, *, by) -> bool:
        """Make the answer public; False where this person gave it, or nobody did."""
        if self.status == ReportStatus.RECEIVED or self.answered_by in (None, by):
            return False
        self.confirmed_by = by
        self.save()
        return True


def fingerprint(address: str, day: datetime.date) -> str:
    """A mark of a network address that cannot be turned back, and is another tomorrow."""
    return hmac.new(settings.SECRET_KEY.encode(), f"report {day} {address}".encode(), hashlib.sha256).hexdigest()
