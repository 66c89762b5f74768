from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from record.content.schema import KEY_PATTERN
from record.ids import LENGTH, random_id
from record.workflow import publishing
from record.workflow.publication import Publication
from record.workflow.states import PUBLIC, PUBLISH, PUBLISHED, RESTORE, SEND_BACK, SUBMIT, WITHDRAW, State


class RecordQuerySet(models.QuerySet):
    def published(self):
        return self.filter(PUBLISHED)

    def public(self):
        """Records that readers find: published, or withdrawn with the reason."""
        return self.filter(PUBLIC)


class Record(models.Model):
    """A record of a case file, with a key of its own, and published as one.

    A published row holds exactly what readers see: the database refuses to change
    it except through a publication (record.guards).
    """

    KIND: str

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
                violation_error_message="A key has lower case letters, digits and single hyphens only.",
            ),
        ]

    def save(self, *args, **kwargs):
        self.key = self.key or self.public_id
        super().save(*args, **kwargs)

    def clean_fields(self, exclude=None):
        self.key = self.key or self.public_id
        super().clean_fields(exclude)

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

    def submit(self, *, by):
        """Hand a draft over for review."""
        publishing.take_step(self, SUBMIT, by=by)

    def send_back(self, *, by, reason):
        """Return it to its author, with a reason."""
        publishing.take_step(self, SEND_BACK, by=by, reason=reason)

    def publish(self, *, by, note="", minor=False):
        """Make it public. Needs another officer than the one who wrote it."""
        publishing.take_step(self, PUBLISH, by=by, note=note, minor=minor)

    def withdraw(self, *, by, reason):
        """Take it back, with a public reason. Its page stays at its address."""
        publishing.take_step(self, WITHDRAW, by=by, reason=reason)

    def restore(self, *, by, reason):
        """Publish again what was withdrawn, with a public reason."""
        publishing.take_step(self, RESTORE, by=by, reason=reason)


class PartRow(models.Model):
    """A row of a record, published with it; ``sequence`` is its place in the list."""

    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["sequence", "pk"]
