"""Pages of an officer's own account, under the names that allauth gives them.

The rest of allauth's pages have no address: signing up, anything by e-mail.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, reverse_lazy
from django.views.decorators.cache import never_cache

from record.accounts import views
from record.accounts.link_views import follow_link


def page(route, view, name):
    return path(route, never_cache(view), name=name)


urlpatterns = [
    page("sign-in/", account.login, name="account_login"),
    page("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    page("sign-in/second/", mfa.authenticate, name="mfa_authenticate"),
    page("sign-out/", account.logout, name="account_logout"),
    page("again/", account.reauthenticate, name="account_reauthenticate"),
    page("again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    page("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    page("link/<str:token>/", follow_link, name="follow_link"),
    page("", mfa.index, name="mfa_index"),
    page("password/", account.password_change, name="account_change_password"),
    page("password/first/", account.password_set, name="account_set_password"),
    page("app/", totp.activate_totp, name="mfa_activate_totp"),
    page("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    page("passkeys/add/", views.add_passkey, name="mfa_add_webauthn"),
    page(
        "passkeys/<int:pk>/remove/",
        webauthn.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index")),
        name="mfa_remove_webauthn",
    ),
    page("codes/", views.view_recovery_codes, name="mfa_view_recovery_codes"),
    page("codes/new/", views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
