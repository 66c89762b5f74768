from functools import wraps

from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.shortcuts import redirect

from record.accounts.adapter import UnreadableSecret
from record.accounts.forms import begin_passkey


class AddPasskeyView(AddWebAuthnView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"js_data": begin_passkey(self.request.user)}


def say_if_unreadable(view):
    """Say so where the secrets were encrypted under another SECRET_KEY."""

    @wraps(view)
    def wrapped(request):
        try:
            return view(request)
        except UnreadableSecret as error:
            messages.error(request, error.message)
            return redirect("mfa_index")

    return wrapped


add_passkey = AddPasskeyView.as_view()
view_recovery_codes = say_if_unreadable(recovery_codes.view_recovery_codes)
generate_recovery_codes = say_if_unreadable(recovery_codes.generate_recovery_codes)
