"""Second factors of officers: authenticator apps and passkeys."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver

from record.history import tracked

# Who added or lost a device, and when, is history; what it proves with is not.
tracked(Authenticator, without=("data",))

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(officer) -> bool:
    """Ask if an officer has one; recovery codes alone are none."""
    return is_mfa_enabled(officer, FACTORS)


@receiver([authenticator_added, authenticator_removed])
def end_other_sessions(sender, request, user, **kwargs):
    """Keep this session alone: the others never proved the factors as they are now.

    ``Officer.get_session_auth_hash`` changes with the factors, and ends them.
    """
    update_session_auth_hash(request, user)
