from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from record.content.schema import KEY_PATTERN
from record.ids import LENGTH, random_id
from record.models.stored_row import StoredRow
from record.workflow import authority, publishing
from record.workflow.publication import Publication
from record.workflow.states import (
    ASK_TO_RESTORE,
    ASK_TO_WITHDRAW,
    PUBLIC,
    PUBLISH,
    PUBLISHED,
    RESTORE,
    SEND_BACK,
    SUBMIT,
    TAKE_BACK,
    WITHDRAW,
    State,
)
from record.workflow.step_requests import ask, drop_request


def key_once(name: str, *scope: str, message: str) -> list[models.UniqueConstraint]:
    """The constraints by which a key names one record.

    One among what is public, and one among the entries of each council: that a rival has
    used a key in a draft must not show.
    """
    return [
        models.UniqueConstraint(
            fields=[*scope, "key"], condition=PUBLIC, name=f"{name}_key_once", violation_error_message=message
        ),
        models.UniqueConstraint(
            fields=[*scope, "key", "entered_for"], name=f"{name}_own_key_once", violation_error_message=message
        ),
    ]


class RecordQuerySet(models.QuerySet):
    def published(self):
        return self.filter(PUBLISHED)

    def public(self):
        """Records that readers find: published, or withdrawn with the reason."""
        return self.filter(PUBLIC)

    def nameable_by(self, council=""):
        """Records that a council's entry, or a neutral one, may name: public or its own."""
        return self.filter(PUBLIC | models.Q(entered_for=council))

    def readable_by(self, officer):
        """The records that exist for this person at the desk."""
        return self.filter(authority.readable(officer, self.model))


class Record(StoredRow):
    """A record of a case file, with a key of its own, and published as one.

    A published row holds exactly what readers see: the database refuses to change
    it except through a publication (record.guards).
    """

    KIND: str
    # Columns computed from words of its content, which a withholding takes out with them.
    REPEATED_WORDS: tuple[str, ...] = ()

    public_id = models.CharField("id", max_length=LENGTH, unique=True, default=random_id, editable=False)
    key = models.SlugField(
        max_length=100,
        blank=True,
        help_text="Lasting and unique, as case files name it: lower case letters, digits, hyphens. "
        "Leave empty for one to be made.",
    )
    refs = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        help_text="Numbers of an outside checklist, separated by commas. Not shown to readers.",
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_reason = models.TextField(blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    entered_for = models.CharField(
        max_length=LENGTH,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="The id of the council for which its author acted when it was begun; empty for none. It stays.",
    )
    sent_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
        help_text="The reviewer to whom it was handed over by name.",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="%(app_label)s_%(class)s_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WITHDRAWN) | ~models.Q(state_reason=""),
                name="%(app_label)s_%(class)s_withdrawn_why",
                violation_error_message="Say why it is withdrawn.",
            ),
            models.CheckConstraint(
                condition=models.Q(key__regex=KEY_PATTERN),
                name="%(app_label)s_%(class)s_key_form",
                violation_error_message="A lasting name has lower case letters, digits and single hyphens only.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.key = self.key or self.public_id
        super().save(*args, **kwargs)

    def clean_fields(self, exclude=None):
        self.key = self.key or self.public_id
        super().clean_fields(exclude)

    @property
    def kind_called(self) -> str:
        """The word for its kind on screens."""
        return str(self._meta.verbose_name)

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN

    def publications(self):
        return Publication.objects.of(self).newest_first()

    def published_version(self) -> int:
        """The number of the version that is public; 0 before the first."""
        return self.publications().values_list("version", flat=True).first() or 0

    def submit(self, *, by, to=None):
        """Hand a draft over for review, to a reviewer by name or to nobody."""
        publishing.take_step(self, SUBMIT, by=by, to=to)

    def take_back(self, *, by):
        """Make one's own entry a draft again, before anybody publishes it."""
        publishing.take_step(self, TAKE_BACK, by=by)

    def send_back(self, *, by, reason):
        """Return it to its author, with a reason."""
        publishing.take_step(self, SEND_BACK, by=by, reason=reason)

    def publish(self, *, by, note="", minor=False):
        """Make it public. Needs another officer than the one who wrote it."""
        publishing.take_step(self, PUBLISH, by=by, note=note, minor=minor)

    def ask_to_withdraw(self, *, by, reason):
        """Ask that it be taken back, with a reason that readers will see."""
        ask(self, ASK_TO_WITHDRAW, by=by, reason=reason)

    def withdraw(self, *, by):
        """Take it back, as another officer asked. Its page stays at its address."""
        publishing.take_step(self, WITHDRAW, by=by)

    def ask_to_restore(self, *, by, reason):
        """Ask that it be published again, with a reason that readers will see."""
        ask(self, ASK_TO_RESTORE, by=by, reason=reason)

    def restore(self, *, by):
        """Publish again what was withdrawn, as another officer asked."""
        publishing.take_step(self, RESTORE, by=by)

    def drop_request(self, *, by):
        """End the open request, and leave the record as it is."""
        drop_request(self, by=by)


class PartRow(StoredRow):
    """A row of a record, published with it; ``sequence`` is its place in the list."""

    # As of a record: columns computed from words, which a withholding takes out with them.
    REPEATED_WORDS: tuple[str, ...] = ()

    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["sequence", "pk"]
