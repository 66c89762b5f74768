"""Forms of the desk that are open, and what was typed in them and not saved."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from record.content.schema import kind
from record.ids import LENGTH
from record.workflow import authority
from record.workflow.states import PUBLIC_STATES

# A page that is open says so twice a minute; one that has been silent for longer is closed.
SILENT_AFTER = timedelta(minutes=3)
KEPT_FOR = timedelta(days=30)
LONGEST = 2_000_000

SALT = "record.open_form"
NONCE_LENGTH = 22
# What a token says of its form: one form on one page that one person opened.
IDENTITY = ("nonce", "officer_id", "entered_for", "kind", "record_id", "scope")


class OpenFormQuerySet(models.QuerySet):
    def begin(self, officer, kind_name: str, record_id: str = "", scope: str = "") -> "OpenForm":
        """A form that this person opens now. It is stored once something is noted."""
        return self.model(
            nonce=get_random_string(NONCE_LENGTH),
            officer=officer,
            entered_for=authority.acts_for(officer),
            kind=kind_name,
            record_id=record_id,
            scope=scope,
        )

    def of_token(self, token) -> "OpenForm | None":
        """The form behind a page's token, or None if the token is not one of ours."""
        try:
            identity = dict(zip(IDENTITY, signing.loads(token or "", salt=SALT, max_age=KEPT_FOR), strict=True))
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return self.filter(**identity).first() or self.model(**identity)

    def of_officer(self, officer):
        """All forms of this person, in the membership in which they act now."""
        return self.filter(officer=officer, entered_for=authority.acts_for(officer))

    def of(self, record):
        return self.filter(kind=record.KIND, record_id=record.public_id)

    def unsaved(self):
        """Forms in which something was typed and not saved, newest first."""
        return self.filter(fields__isnull=False).order_by("-typed", "pk")

    def like(self, form):
        """All rows of the same person for the same form."""
        same = {name: getattr(form, name) for name in IDENTITY if name != "nonce"}
        return self.filter(**same)

    def others(self, officer, record) -> list["OpenForm"]:
        """Forms of a record that others have open, as far as this person may know.

        Whoever reads what is not published may know of all who do. Who is about to change what is
        public is known only where their draft of it would be.
        """
        forms = self.of(record).filter(scope="", is_open=True, seen__gte=timezone.now() - SILENT_AFTER)
        forms = list(forms.exclude(officer=officer).select_related("officer").order_by("opened", "pk"))
        if record.state not in PUBLIC_STATES:
            return forms
        return [form for form in forms if authority.reads_history(officer, form)]

    def forget_past(self) -> None:
        """Delete forms kept long enough, and closed forms without text."""
        now = timezone.now()
        self.filter(Q(seen__lt=now - KEPT_FOR) | Q(fields__isnull=True, seen__lt=now - SILENT_AFTER)).delete()


class OpenForm(models.Model):
    """A form that an officer has open, with what they typed there and have not saved.

    It is theirs alone and no part of the record, so it has no history. ``entered_for`` is the
    council for which they act, and ``scope`` the case in which a new record is begun, or the name
    of a form beside the page of a record.
    """

    PASSING = True

    nonce = models.CharField(max_length=NONCE_LENGTH, unique=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_for = models.CharField(max_length=LENGTH, blank=True)
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=LENGTH, blank=True)
    scope = models.CharField(max_length=LENGTH, blank=True)
    opened = models.DateTimeField()
    seen = models.DateTimeField()
    is_open = models.BooleanField()
    fields = models.JSONField(null=True)
    typed = models.DateTimeField(null=True)

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "record_id"], name="record_open_form_of_record"),
            models.Index(fields=["seen"], name="record_open_form_seen"),
        ]

    def __str__(self):
        return f"Form of {self.kind} {self.record_id}".strip()

    @property
    def token(self) -> str:
        """A signed name of this form. Only the page has it that this person opened."""
        return signing.dumps([getattr(self, name) for name in IDENTITY], salt=SALT)

    @property
    def record(self):
        """The record that is edited; None for a new one."""
        return kind(self.kind).model.objects.filter(public_id=self.record_id).first() if self.record_id else None

    @property
    def is_open_now(self) -> bool:
        return self.is_open and self.seen >= timezone.now() - SILENT_AFTER

    def note(self, fields: list | None = None, *, is_open: bool = True) -> None:
        """Note that the form is open or closed, and the text typed in it, if any."""
        OpenForm.objects.forget_past()
        now = timezone.now()
        values = {"seen": now, "is_open": is_open}
        if not (self.pk and self.is_open_now):
            values["opened"] = now
        if fields is not None:
            values |= {"fields": fields, "typed": now}
        identity = {name: getattr(self, name) for name in IDENTITY}
        if is_open or values.get("fields") or self.fields:
            OpenForm.objects.update_or_create(**identity, defaults=values)
        else:
            OpenForm.objects.filter(**identity).delete()
