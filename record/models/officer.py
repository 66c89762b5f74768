from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from record.history import tracked


class OfficerManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        officer = self.model(email=self.normalize_email(email), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_superuser": True, **fields})

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


@tracked(without=("password",))
class Officer(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Readers are told the office, never the name."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=200, blank=True)
    office = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="How the public log names this person's work, such as “Policy officer”. Never a name. "
        "Left empty, it is named by role and council: “Officer of Kent County Council”.",
    )
    is_superuser = models.BooleanField(
        "administrator",
        default=False,
        help_text="Manages officers and their memberships, and publishes nothing. The operator makes administrators.",
    )
    is_active = models.BooleanField("active", default=True, help_text="Clear this to end someone's access.")

    objects = OfficerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="record_officer_email_once",
                violation_error_message="Another officer has this e-mail address.",
            )
        ]

    def __str__(self):
        return self.email

    def get_session_auth_hash(self):
        """End every session when the password or a second factor changes.

        One that began before a factor was added has never proved it.
        """
        factors = self.authenticator_set.exclude(type="recovery_codes").order_by("pk").values_list("pk", flat=True)
        known = f"{super().get_session_auth_hash()} {list(factors)}"
        return salted_hmac("record.models.officer", known, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return self.name or self.email

    def get_short_name(self):
        return self.get_full_name()


# What an officer may do comes from Django's own tables, whose history is kept too.
tracked(Officer.groups.through)
tracked(Officer.user_permissions.through)
