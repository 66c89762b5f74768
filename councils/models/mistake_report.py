import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from councils.choices import ReportKind, ReportStatus
from councils.models.case import Case
from councils.models.voice import Voice
from record import history
from record.content.schema import kinds
from record.history import tracked
from record.workflow import authority, publishing
from record.workflow.authors import office_now
from record.workflow.publication import Action
from record.workflow.refusals import rules_as_messages

# From one address in an hour, and from everybody in a day.
MOST_AN_HOUR, MOST_A_DAY = 5, 500
ANSWERED = ~Q(status=ReportStatus.RECEIVED) & ~Q(answer="") & Q(answered_by__isnull=False)


class MistakeReportQuerySet(models.QuerySet):
    def public(self):
        """Reports with an answer that a second person has confirmed, the latest first."""
        return self.filter(ANSWERED, confirmed_by__isnull=False).order_by("-received", "-pk")

    def readable_by(self, officer):
        """The reports, for those who answer them."""
        return self.all() if answers_reports(officer) else self.none()

    def to_answer(self):
        return self.filter(status=ReportStatus.RECEIVED)

    def to_confirm(self):
        """Reports with an answer that no second person has confirmed."""
        return self.filter(ANSWERED, confirmed_by__isnull=True)

    def on(self, subject: str):
        """Public reports about one record, or about a page that is of none."""
        return self.public().filter(subject=subject).select_related("party")

    def of_party(self, party, subject: str):
        """Objections of one council to words of one record, the latest first."""
        return self.filter(kind=ReportKind.OBJECTION, party=party, subject=subject).order_by("-received", "-pk")

    def object_to(self, record, words: str, text: str, *, party, by) -> "MistakeReport":
        """Take a party's objection to a heading, a question or the label of a side."""
        with history.context(by=by, through="objection"):
            return self.create(
                kind=ReportKind.OBJECTION,
                about=record.get_absolute_url(),
                subject=subject_of(record),
                text=text,
                objected_to=words,
                party=party,
                sent_by=by,
                received=timezone.now(),
            )

    def last_public_change(self):
        """The time, in one row, at which what readers are told of a report last changed."""
        return self.filter(told_at__isnull=False).order_by("-told_at").values("told_at")[:1]

    def may_take_from(self, sender: str, now: datetime.datetime) -> bool:
        """True if neither this sender nor everybody together has sent too many."""
        an_hour_ago, a_day_ago = now - datetime.timedelta(hours=1), now - datetime.timedelta(days=1)
        from_sender = self.filter(sender=sender, received__gt=an_hour_ago)
        return from_sender.count() < MOST_AN_HOUR and self.filter(received__gt=a_day_ago).count() < MOST_A_DAY


@tracked(without=("text", "email", "sender"))
class MistakeReport(models.Model):
    """A reader’s report of a mistake, a complaint, or a party’s objection.

    Only neutral editors and publishers read it. Readers see the page that it is about, its status and our answer;
    never the reporter’s words or address, which stay out of the history too. An answer is public once a second of
    them has confirmed it. Of an objection, readers also see whose it is, to what, and its words as the editors
    reviewed them.
    """

    kind = models.CharField(max_length=20, choices=ReportKind, default=ReportKind.WRONG)
    about = models.CharField("page", max_length=500, help_text="The address of the page, without the host.")
    subject = models.CharField(
        max_length=500, blank=True, db_index=True, help_text="The id of the record that the page is of, or its address."
    )
    text = models.TextField("what is wrong", max_length=2000)
    email = models.EmailField("reporter's e-mail", blank=True)
    received = models.DateTimeField()
    objected_to = models.CharField(max_length=400, blank=True, editable=False)
    party = models.ForeignKey(
        Voice, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="objection of"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    public_words = models.TextField(
        "the objection, for readers",
        max_length=2000,
        blank=True,
        help_text="As the council wrote it, without what is unlawful, personal or about somebody else.",
    )
    sender = models.CharField(
        max_length=64, blank=True, help_text="A fingerprint of the network address, new each day."
    )
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

    confirmed_alone = models.BooleanField(
        default=False, editable=False, help_text="By the one editor of an installation that has one."
    )
    noted_at = models.DateTimeField("note added on", null=True, editable=False)
    closed_at = models.DateTimeField("settled on", null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False, help_text="When what readers are told last changed.")

    objects = MistakeReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received", "-pk"]
        indexes = [models.Index(fields=["-told_at"], name="councils_mistakereport_told")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="councils_mistakereport_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values), name="councils_mistakereport_status_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind=ReportKind.OBJECTION) & Q(party__isnull=False) & ~Q(objected_to=""))
                | (~Q(kind=ReportKind.OBJECTION) & Q(party=None) & Q(objected_to="")),
                name="councils_mistakereport_objection_known",
            ),
            models.CheckConstraint(
                condition=Q(public_words="") | Q(kind=ReportKind.OBJECTION),
                name="councils_mistakereport_words_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ReportKind.OBJECTION) | Q(status=ReportStatus.RECEIVED) | ~Q(public_words=""),
                name="councils_mistakereport_objection_words",
                violation_error_message="Give the objection in words for readers.",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.RECEIVED) | ~Q(answer=""),
                name="councils_mistakereport_answered",
                violation_error_message="Say in a sentence for readers what came of it.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | (ANSWERED & (Q(confirmed_alone=True) | ~Q(confirmed_by=F("answered_by")))),
                name="councils_mistakereport_two_people",
                violation_error_message="A second person confirms an answer.",
            ),
        ]

    def __str__(self):
        return f"Report on {self.about}"

    @property
    def is_public(self) -> bool:
        return self.status != ReportStatus.RECEIVED and self.confirmed_by_id is not None

    def give_answer(self, status: str, answer: str, *, by) -> None:
        """Answer it, or answer anew; a second person confirms the answer."""
        now = timezone.now()
        self.status, self.answer, self.answered_by = status, answer, by
        self.confirmed_by, self.confirmed_alone = None, False
        if status == ReportStatus.NOTED:
            self.noted_at, self.closed_at = self.noted_at or now, None
        elif status != ReportStatus.RECEIVED:
            self.closed_at = now
        self.told_at = now
        self.save()

    def confirm(self, *, by, alone: bool = False) -> bool:
        """Make the answer public; False where this person gave it, or nobody did.

        ``alone``: this person may confirm their own answer, as councils.permissions says.
        """
        is_own = self.answered_by == by
        if self.status == ReportStatus.RECEIVED or self.answered_by is None or (is_own and not alone):
            return False
        self.confirmed_by, self.confirmed_alone, self.told_at = by, is_own, timezone.now()
        with rules_as_messages(), transaction.atomic(), history.context(by=by, through="report"):
            self.save()
            if self.kind == ReportKind.OBJECTION:
                self._log(by)
        return True

    def _log(self, by) -> None:
        """Tell of it in the public log, as of a minor change of its record."""
        record = record_about(self.subject)
        if record is None or not record.is_published:
            return
        note = f"{self.party} objected to {self.objected_to}. Our answer: {self.get_status_display()}. {self.answer}"
        with publishing.open_record():
            publishing.append([record], action=Action.CHANGED, office=office_now(by), note=note, minor=True)


def answers_reports(officer) -> bool:
    """True for neutral editors and publishers."""
    return authority.may(officer, authority.REPORTS)


def subject_of(record) -> str:
    """A record's name in reports: its id or, of a case, the address of its page."""
    return record.get_absolute_url() if isinstance(record, Case) else record.public_id


def record_about(subject: str):
    """The record that a report is about; the case for its pages; None for others."""
    if subject.startswith("/"):
        return Case.objects.filter(key=subject.split("/")[2]).first() if subject.startswith("/cases/") else None
    found = (each.model.objects.filter(public_id=subject).first() for each in kinds())
    return next((record for record in found if record), None)


def fingerprint(address: str, day: datetime.date) -> str:
    """A mark of a network address that cannot be turned back, and is another tomorrow."""
    return hmac.new(settings.SECRET_KEY.encode(), f"report {day} {address}".encode(), hashlib.sha256).hexdigest()
