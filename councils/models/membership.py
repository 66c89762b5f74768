"""Memberships of officers: a role, for a council or for none, between two days."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from councils.models.voice import Voice
from record.history import tracked


class OfficerRole(models.TextChoices):
    """Roles of officers. What each may do is in councils.permissions and nowhere else."""

    OFFICER = "officer", "officer"
    REVIEWER = "reviewer", "reviewer"
    NEUTRAL_EDITOR = "neutral-editor", "neutral editor"
    PUBLISHER = "publisher", "publisher"
    AUDITOR = "auditor", "auditor"


# Roles of a council; the others are of none.
COUNCIL_ROLES = (OfficerRole.OFFICER, OfficerRole.REVIEWER)


def _current() -> models.Q:
    """The condition on memberships that have begun and not ended, today."""
    today = timezone.localdate()
    return models.Q(starts__lte=today) & (models.Q(ends=None) | models.Q(ends__gte=today))


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(_current())

    def with_currency(self):
        """Each with ``is_current``."""
        return self.annotate(is_current=models.ExpressionWrapper(_current(), models.BooleanField()))

    def chosen_first(self):
        """The one that the officer chose last comes first, those never chosen come last."""
        return self.order_by(models.F("chosen_at").desc(nulls_last=True), "pk")


@tracked
class Membership(models.Model):
    """The role of an officer, for a council or for none, between two days.

    Someone who leaves has an end entered; what they began stays with the council.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=OfficerRole)
    council = models.ForeignKey(
        Voice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "council"},
        help_text="For officers and reviewers: their council. The other roles are of no council.",
    )
    starts = models.DateField(default=timezone.localdate)
    ends = models.DateField(null=True, blank=True, help_text="The last day. Leave it empty while there is none.")
    chosen_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "role", "council", "starts"],
                nulls_distinct=False,
                name="councils_membership_once",
                violation_error_message="This is entered already.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=OfficerRole.values),
                name="councils_membership_role",
                violation_error_message="Choose one of the roles.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=COUNCIL_ROLES, council__isnull=False)
                | (~models.Q(role__in=COUNCIL_ROLES) & models.Q(council__isnull=True)),
                name="councils_membership_council",
                violation_error_message="Officers and reviewers are of a council, and the other roles of none.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="councils_membership_order",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    def __str__(self):
        of_council = f" of {self.council}" if self.council_id else ""
        return f"{self.officer}, {self.get_role_display()}{of_council}"

    def clean(self):
        if self.officer_id is None:
            return
        others = Membership.objects.filter(officer=self.officer_id, council__isnull=self.council_id is not None)
        others = others.exclude(pk=self.pk).exclude(ends__lt=self.starts)
        if self.ends:
            others = others.filter(starts__lte=self.ends)
        if others.exists():
            raise ValidationError("Nobody works for a council and is neutral on the same day. End the other one first.")

    @property
    def is_of_council(self) -> bool:
        return self.council_id is not None

    def choose(self) -> None:
        """Act in this membership from now on, for someone who has several."""
        self.chosen_at = timezone.now()
        self.save(update_fields=["chosen_at"])
