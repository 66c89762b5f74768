import base64
import datetime
import hashlib
import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from claims.models.claim import Claim
from councils.choices import OWN_WAYS
from councils.models import Document, ReplyContact, SpeaksFor, Voice
from record.history import tracked
from record.models import OutgoingMail
from record.workflow.states import State

USED = "This link has been used: a reply was sent, or it was said that there would be none."
SALT = "reply notice"


class ReplyNoticeQuerySet(models.QuerySet):
    def waiting(self):
        """Notices that are not in a mail yet."""
        return self.filter(mail=None, lapsed_at=None)

    def sent(self):
        return self.filter(sent_at__isnull=False).order_by("sent_at", "pk")

    def last_public_change(self):
        """The time, in one row, at which readers were last told of a notice or its answer."""
        return self.filter(told_at__isnull=False).order_by("-told_at").values("told_at")[:1]

    def of_council(self, council: int):
        """Notices to a council, or to those who speak for it."""
        speaking = SpeaksFor.objects.filter(principal=council, way__in=OWN_WAYS).values("voice")
        return self.filter(voice__in=speaking)

    def of_token(self, token: str) -> "ReplyNotice | None":
        """The notice that a private link opens."""
        return self.for_page().filter(token_digest=digest_of(token)).first()

    def for_page(self):
        return self.select_related("claim__case", "claim__made_for", "voice", "reply")


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _nonce() -> str:
    return secrets.token_urlsafe(32)


@tracked(without=("token_nonce", "token_digest"))
class ReplyNotice(models.Model):
    """A notice to a voice that a claim about it was published, and what came of it.

    Its private link is made with the site's secret key. The database holds only a digest of
    it, so nobody who reads the database can work out the link.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reply_notices")
    version = models.PositiveIntegerField(help_text="The version of the claim that was published.")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+", verbose_name="to")
    contact = models.ForeignKey(ReplyContact, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    mail = models.ForeignKey(OutgoingMail, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField("written to on", null=True)
    lapsed_at = models.DateTimeField(null=True, help_text="When it was found, before it was sent, not to be needed.")
    token_nonce = models.CharField(max_length=43, default=_nonce)
    token_digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField("replies until", null=True)
    reply = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField("replied on", null=True)
    told_at = models.DateTimeField(null=True, help_text="When the page of the claim last changed by it.")
    declined_at = models.DateTimeField("said that it would not reply on", null=True)

    objects = ReplyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "notice of a claim"
        verbose_name_plural = "notices of claims"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "voice", "version"],
                name="claims_replynotice_once",
                violation_error_message="They have a notice of this version already.",
            ),
            models.CheckConstraint(
                condition=Q(reply=None) | Q(declined_at=None),
                name="claims_replynotice_one_answer",
                violation_error_message="A notice has a reply, or the word that there will be none.",
            ),
            models.CheckConstraint(
                condition=Q(reply=None, replied_at=None) | Q(reply__isnull=False, replied_at__isnull=False),
                name="claims_replynotice_replied_when",
                violation_error_message="A reply has its date.",
            ),
        ]
        indexes = [models.Index(fields=["-told_at"], name="claims_replynotice_told")]

    def __str__(self):
        return f"To {self.voice}: {self.claim}"

    def save(self, *args, **kwargs):
        self.token_digest = self.token_digest or digest_of(self.token)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The address of its private link."""
        return reverse("timeline:reply", args=[self.token])

    @property
    def token(self) -> str:
        """The token of its private link, which is kept nowhere."""
        mark = salted_hmac(SALT, self.token_nonce, algorithm="sha256").digest()
        return base64.urlsafe_b64encode(mark).decode().rstrip("=")

    @property
    def is_sent_back(self) -> bool:
        """True if an editor returned the reply, with a reason."""
        return self.reply is not None and self.reply.state == State.DRAFT and bool(self.reply.state_reason)

    @property
    def words_sent_back(self) -> str:
        """The words of a reply that was returned, to be mended; "" for none."""
        return self.reply.stored.body.strip() if self.is_sent_back else ""

    def refusal(self, now: datetime.datetime) -> str:
        """The reason, in a sentence, why a reply is refused now; "" if it may be sent."""
        if self.declined_at or (self.reply and not self.is_sent_back):
            return USED
        if self.expires is None or self.expires <= now:
            until = date_format(timezone.localtime(self.expires), "j F Y") if self.expires else "before it was sent"
            return f"This link ended on {until}. A reply is still welcome: write to the editors."
        if not self.claim.is_published:
            return "What it was about is no longer published."
        return ""
