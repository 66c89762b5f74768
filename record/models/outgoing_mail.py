import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from record.history import tracked

# After a try that failed: minutes until the next. It goes on for about a day and a half.
PAUSES = (2, 5, 10, 20, 40, 60)
MOST_TRIES = 40
# A try of which nobody knows how it ended may have sent it. A second such try is the last: at most one duplicate.
MOST_UNSURE = 2

# A worker looks each minute, so that so long a wait means that none runs.
OVERDUE = datetime.timedelta(minutes=15)

WAITING = Q(sent_at=None, ended_at=None)


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(WAITING)

    def overdue(self, now: datetime.datetime):
        """Messages that a worker would have tried by now, if one ran."""
        return self.filter(WAITING, due_at__lt=now - OVERDUE)

    def due(self, now: datetime.datetime):
        return self.filter(WAITING, due_at__lte=now).order_by("due_at", "pk")

    def put(self, kind: str, about: int, key: str, path: str = "") -> "OutgoingMail":
        """The message with this key, locked; it is made if there is none."""
        made = {"kind": kind, "about": about, "path": path, "due_at": timezone.now()}
        self.get_or_create(key=key, defaults=made)
        return self.select_for_update().get(key=key)

    def begin_next(self, now: datetime.datetime) -> "OutgoingMail | None":
        """Take the next message that is due, so that no other sender takes it.

        It is due again after a pause, so a sender that dies loses nothing.
        """
        while True:
            with transaction.atomic():
                mail = self.due(now).select_for_update(skip_locked=True).first()
                if mail is None:
                    return None
                mail.unsure_tries += mail.is_begun
                mail.tries += 1
                mail.is_begun = mail.unsure_tries < MOST_UNSURE and mail.tries <= MOST_TRIES
                if mail.is_begun:
                    mail.due_at = now + datetime.timedelta(minutes=PAUSES[min(mail.tries, len(PAUSES)) - 1])
                else:
                    mail.ended_at = now
                mail.save()
            if mail.is_begun:
                return mail


@tracked
class OutgoingMail(models.Model):
    """A message that is to be sent once.

    It holds neither its words nor its address: both are read when it is sent, so
    nothing secret waits in this table.
    """

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, help_text="The kind of message, by which it is written (record/mail.py).")
    about = models.BigIntegerField(help_text="The primary key of what it is about.")
    path = models.CharField(max_length=200, blank=True, help_text="The page of the desk to which it leads, if any.")
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    unsure_tries = models.PositiveIntegerField(default=0, help_text="Tries of which nobody knows how they ended.")
    is_begun = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was given up, or found to be no longer wanted.")

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=WAITING, name="record_outgoingmail_due")]

    def __str__(self):
        return self.key

    def failed(self) -> None:
        """Note that the relay refused it; it will be tried again."""
        self.is_begun = False
        self.save(update_fields=["is_begun"])

    def end(self, now: datetime.datetime, *, sent: bool) -> None:
        """Note that it was sent, or is no longer wanted."""
        self.is_begun = False
        self.sent_at, self.ended_at = (now, None) if sent else (None, now)
        self.save(update_fields=["is_begun", "sent_at", "ended_at"])
