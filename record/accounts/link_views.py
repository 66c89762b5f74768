"""The page that a one-use link opens: come in for the first time, or again.

- An invitation: set a password, or make a passkey.
- A lost password: set a new one. Who has a second factor still proves it.
- A lost device: prove the password. All second factors go, and new ones are added.

No link is enough for an account with a second factor. Whoever lost both is given a link
for the password, and then one for the device. Opening a page uses nothing up.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from record import history
from record.accounts.forms import NewPasskeyForm, begin_passkey
from record.models import SignInLink

UNKNOWN = "This link is not right. Copy the whole of it."
Purpose = SignInLink.Purpose


class ProvePasswordForm(forms.Form):
    password = forms.CharField(strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def __init__(self, user, *args, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, self.cleaned_data["password"]):
            raise adapter.validation_error("incorrect_password")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def follow_link(request, token):
    link = SignInLink.objects.of_token(token)
    if refusal := link.refusal() if link else UNKNOWN:
        return refused(request, refusal)
    if request.user.is_authenticated:
        logout(request)
    takes_passkey = link.purpose == Purpose.INVITATION
    form = _form(link)
    passkey_form = NewPasskeyForm(user=link.officer) if takes_passkey else None
    if request.method == "POST" and takes_passkey and "credential" in request.POST:
        passkey_form = NewPasskeyForm(request.POST, user=link.officer)
        if passkey_form.is_valid():
            return _enter(request, link, passkey_form)
    elif request.method == "POST":
        form = _form(link, request.POST)
        if form.is_valid():
            return _enter(request, link, form)
    context = {"link": link, "form": form, "passkey_form": passkey_form}
    if takes_passkey:
        context["js_data"] = begin_passkey(link.officer)
    return render(request, "account/link.html", context)


def refused(request, sentence):
    return render(request, "account/link_refused.html", {"sentence": sentence}, status=410)


def _form(link, data=None):
    form_class = ProvePasswordForm if link.purpose == Purpose.DEVICE else SetPasswordForm
    return form_class(link.officer, data)


def _enter(request, link, form):
    """Do what the link is for, use it up, and sign in."""
    officer = link.officer
    with transaction.atomic(), history.context(by=officer, why=f"link for {link.get_purpose_display()}"):
        if not link.use():
            link.refresh_from_db()
            return refused(request, link.refusal())
        if link.purpose == Purpose.DEVICE:
            officer.authenticator_set.all().delete()
        elif isinstance(form, NewPasskeyForm):
            passkey = WebAuthn.add(officer, form.cleaned_data["name"], form.cleaned_data["credential"]).instance
            RecoveryCodes.activate(officer)
        else:
            form.save()
    if isinstance(form, NewPasskeyForm):
        proof = {"id": passkey.pk, "type": Authenticator.Type.WEBAUTHN, "passwordless": True}
        record_authentication(request, officer, "mfa", **proof)
    else:
        record_authentication(request, officer, "password")
    return perform_login(request, Login(user=officer, email=officer.email))
