import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from record.history import tracked


class SignInLinkManager(models.Manager):
    def make(self, officer, purpose: str, *, by=None) -> tuple["SignInLink", str]:
        """A new link and its token, which is known this once; links made before end.

        ``by`` is the administrator, or nobody for a command of the operator's.
        """
        now = timezone.now()
        self.filter(officer=officer, used_at=None, expires__gt=now).update(expires=now)
        token = secrets.token_urlsafe(32)
        link = self.create(
            officer=officer,
            email=officer.email,
            purpose=purpose,
            token_digest=digest_of(token),
            made_by=by,
            expires=now + LASTS[purpose],
        )
        return link, token

    def of_token(self, token: str) -> "SignInLink | None":
        return self.filter(token_digest=digest_of(token)).select_related("officer").first()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@tracked(without=("token_digest",))
class SignInLink(models.Model):
    """A link with which one officer signs in, first or again; it works once.

    Only a digest of it is kept, so that nobody who reads the database can follow it.
    """

    class Purpose(models.TextChoices):
        INVITATION = "invitation", "an invitation"
        PASSWORD = "password", "a lost password"
        DEVICE = "device", "a lost device"

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_in_links")
    email = models.EmailField("e-mail", help_text="The address that it was made for.")
    purpose = models.CharField(max_length=10, choices=Purpose)
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SignInLinkManager()

    def __str__(self):
        return f"Link for {self.get_purpose_display()} of {self.email}"

    def refusal(self) -> str:
        """The reason, in a sentence, why this link is refused now; "" if it is good."""
        if self.used_at:
            return "This link has been used. Each works once."
        if self.expires <= timezone.now():
            return f"This link ended on {date_format(timezone.localtime(self.expires), 'j F Y, H:i')}."
        if self.email != self.officer.email:
            return "This link was made for another address."
        if not self.officer.is_active:
            return "This account may not sign in."
        return ""

    def use(self) -> bool:
        """Use the link up; False if someone else was quicker."""
        now = timezone.now()
        return bool(type(self).objects.filter(pk=self.pk, used_at=None, expires__gt=now).update(used_at=now))


# An invitation may wait for someone to come back to work; the others are asked for at the telephone.
LASTS = {
    SignInLink.Purpose.INVITATION: timedelta(days=7),
    SignInLink.Purpose.PASSWORD: timedelta(days=1),
    SignInLink.Purpose.DEVICE: timedelta(days=1),
}
