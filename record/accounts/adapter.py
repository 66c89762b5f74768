"""Our answers to the questions that django-allauth asks its project."""

import time
from base64 import urlsafe_b64encode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from qrcode import make as make_qr_code
from qrcode.image.svg import SvgPathImage

from record.accounts import throttle

WRONG_CODE = "That code is not right, or has been used."
TOO_MANY = (
    "Too many attempts have failed. Wait a quarter of an hour; or use a passkey, "
    "or a device on which you have signed in before."
)


class OfficerAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "incorrect_password": "That password is not right.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "enter_current_password": "That is not your current password.",
    }

    def authenticate(self, request, **credentials):
        attempt = throttle.attempt(request, credentials["email"], "password")
        if not attempt:
            raise self.validation_error("too_many_login_attempts")
        officer = authenticate(request, **credentials)
        if officer:
            attempt.rollback()
        return officer

    def reauthenticate(self, user, password):
        return self.authenticate(context.request, email=user.email, password=password) == user

    def is_reauthentication_required(self, *, app, **kwargs):
        """Ask again, but not someone who signed in a moment ago, such as a newcomer."""
        request = context.request
        proofs = get_authentication_records(request, request.user)
        return not proofs or time.time() - proofs[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def pre_login(self, request, user, **kwargs):
        if user.is_active:
            return None
        messages.error(request, "This account may not sign in. An administrator can say why.")
        return redirect("account_login")

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        throttle.remember_device(response, user.email)
        return response

    def get_client_ip(self, request):
        return throttle.client_address(request)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")


class UnreadableSecret(ValidationError):
    """A secret was encrypted under another SECRET_KEY."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest, under a key that follows from SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise UnreadableSecret(
                "This site's secret key was changed, and with it your codes are void. "
                "Use a passkey, or ask an administrator for a link for a lost device."
            ) from None

    def build_totp_svg(self, url):
        # An element of the page, since the policy for content allows no data: address.
        return make_qr_code(url, image_factory=SvgPathImage).to_string(encoding="unicode")

    def generate_authenticator_name(self, user, type):
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"


def _fernet():
    return Fernet(urlsafe_b64encode(salted_hmac("record.accounts.adapter", "", algorithm="sha256").digest()))
