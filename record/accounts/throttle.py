"""Limits on guessing passwords and codes; nobody can lock an officer out by them.

Failures are counted by client address and by account, in the cache that all workers
share. Whoever has signed in on a device before is counted by that device alone: the
failures of others do not touch them. (OWASP, *Slow Down Online Guessing Attacks with
Device Cookies*.) An unknown account is counted as a known one is, and a right password
past the limit is answered as a wrong one is.
"""

from ipaddress import ip_address
from secrets import token_urlsafe

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import salted_hmac

# How many may fail in a quarter of an hour. Of a code there are only a million.
MOST = {"password": 10, "code": 5}
MOST_OF_AN_ADDRESS = 30

# The longest that browsers keep a cookie.
DEVICE_AGE = 400 * 24 * 3600


def attempt(request, email: str, action: str):
    """Count an attempt as failed; None where no more may be made.

    Call ``rollback()`` of what is returned if it did not fail after all. It is counted
    first, so that many at once are no way around the limit.
    """
    most = f"{MOST[action]}/15m/key"
    device = device_of(request, email)
    # The address first: what it is refused for does not count against the account.
    rates = most if device else f"{MOST_OF_AN_ADDRESS}/15m/ip,{most}"
    return ratelimit.consume(
        request,
        app="record.accounts",
        action=action,
        config={action: rates},
        key=f"device {device}" if device else f"account {email.lower()}",
    )


# --- Devices on which an officer has signed in ---


def device_of(request, email: str) -> str:
    """The device's own number, if this officer has signed in on it before; or ""."""
    try:
        return _signer(email).unsign(request.COOKIES.get(_cookie(email), ""), max_age=DEVICE_AGE)
    except BadSignature:
        return ""


def remember_device(response, email: str) -> None:
    response.set_cookie(
        _cookie(email),
        _signer(email).sign(token_urlsafe(16)),
        max_age=DEVICE_AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signer(email):
    return TimestampSigner(salt=f"record.accounts.device {email.lower()}")


def _cookie(email):
    # One for each officer, since several may share a machine; its name tells nobody whose it is.
    return f"device-{salted_hmac('record.accounts.device', email.lower()).hexdigest()[:16]}"


# --- The client's address ---


def client_address(request) -> str:
    """The address of the client, behind proxies that the settings trust.

    Each proxy appends to X-Forwarded-For whom it heard; anything before what the first
    proxy of ours wrote may be invented.
    """
    heard = request.META.get("REMOTE_ADDR", "")
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while said and (heard := heard.strip()) and _is_trusted(heard) and _is_address(said[-1]):
        heard = said.pop().strip()
    return heard if _is_address(heard) else "0.0.0.0"


def _is_address(text) -> bool:
    try:
        ip_address(text.strip())
    except ValueError:
        return False
    return True


def _is_trusted(text) -> bool:
    return _is_address(text) and any(ip_address(text) in network for network in settings.TRUSTED_PROXIES)
