import struct
from contextlib import contextmanager

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, SetPasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms

from record.accounts import throttle
from record.accounts.adapter import UnreadableSecret


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].widget.attrs = {"type": "email", "autocomplete": "username", "autofocus": True}
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self, oldpassword="Current password", password1="New password", password2="New password, again")


class FirstPasswordForm(SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label(self, password1="Password", password2="Password, again")


def _label(form, **labels):
    """Give fields of allauth's the desk's labels, which it writes with more capitals."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class ThrottledCode(forms.Form):
    """Mixin for forms that ask for a code of an authenticator app, or a recovery code."""

    code = forms.CharField(
        max_length=20,
        help_text="Six digits from your authenticator app, or one of your recovery codes.",
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def clean_code(self):
        attempt = throttle.attempt(context.request, self.user.email, "code")
        if not attempt:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code = self.cleaned_data["code"].replace(" ", "")
        for each in self.user.authenticator_set.exclude(type=Authenticator.Type.WEBAUTHN):
            if each.wrap().validate_code(code):
                attempt.rollback()
                self.authenticator = each
                return code
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(ThrottledCode, AuthenticateForm):
    pass


class CodeAgainForm(ThrottledCode, ReauthenticateForm):
    pass


class NewAppForm(ActivateTOTPForm):
    """A new authenticator app; its key waits encrypted until a code proves it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code"
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        try:
            self.secret = get_adapter().decrypt(self.secret)
        except UnreadableSecret:
            # It was made just now, by allauth, and is not encrypted yet.
            context.request.session[SECRET_SESSION_KEY] = get_adapter().encrypt(self.secret)


class PasskeyAnswer:
    """Mixin for forms that take what a browser says of a passkey.

    What no browser would send is refused; allauth expects no such thing, and would fail.
    """

    def clean_credential(self):
        with odd_answers_refused():
            clean = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
            return clean()

    def clean(self):
        with odd_answers_refused():
            return super().clean()


@contextmanager
def odd_answers_refused():
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, struct.error):
        raise get_adapter().validation_error("incorrect_code") from None


class NewPasskeyForm(PasskeyAnswer, AddWebAuthnForm):
    """A passkey that is enough to sign in: the browser proves its owner too.

    That is required by ``begin_passkey``.
    """

    name = forms.CharField(
        max_length=100, required=False, help_text="To tell your passkeys apart, such as “Phone”. Nobody else sees it."
    )
    passwordless = None


class PasskeySignInForm(PasskeyAnswer, LoginWebAuthnForm):
    pass


class PasskeySecondForm(PasskeyAnswer, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(PasskeyAnswer, ReauthenticateWebAuthnForm):
    pass


def begin_passkey(officer) -> dict:
    """Options with which a browser makes a passkey."""
    return {"creation_options": webauthn.begin_registration(officer, passwordless=True)}
