"""Nobody can guess, and nobody can lock an officer out."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client

from config import environment
from config.roles import grant_web_role
from record.accounts import throttle
from tests.builders import code_now, make_officer

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
SIGN_IN = "/admin/account/sign-in/"
SECOND = "/admin/account/sign-in/second/"
WRONG = "The e-mail address or the password is not right."


@pytest.fixture
def officer():
    return make_officer("ada@example.org", password=PASSWORD, second_factor=False)


def tried(client, password, *, email="ada@example.org", address="192.0.2.1"):
    """Try to sign in; the sentence on the page, or "in"."""
    answer = client.post(SIGN_IN, {"login": email, "password": password}, REMOTE_ADDR=address)
    return "in" if answer.status_code == 302 else " ".join(answer.context["form"].non_field_errors())


def addresses(number):
    return [f"198.51.{each // 250}.{each % 250 + 1}" for each in range(number)]


def known_device(officer) -> Client:
    """A browser on which they have signed in before, and out again."""
    client = Client()
    assert tried(client, PASSWORD, email=officer.email, address="203.0.113.9") == "in"
    client.post("/admin/account/sign-out/")
    return client


def test_25_wrong_passwords_are_not_followed_by_the_right_one(officer):
    said = [tried(Client(), f"wrong {number}") for number in range(25)]
    assert said[:10] == [WRONG] * 10
    assert set(said[10:]) == {throttle_message()}
    assert tried(Client(), PASSWORD) == throttle_message()


def throttle_message():
    from record.accounts.adapter import TOO_MANY

    return TOO_MANY


def test_many_addresses_neither_guess_nor_lock_the_owner_out(officer):
    owner = known_device(officer)
    said = [tried(Client(), "wrong", address=address) for address in addresses(200)]
    assert said.count(WRONG) == 10
    # Not even the right one, from a device that nobody has seen: it would tell what is right.
    assert tried(Client(), PASSWORD, address="198.51.100.77") == throttle_message()
    assert tried(owner, PASSWORD, address="198.51.100.77") == "in"


def test_an_address_is_limited_over_all_accounts(officer):
    said = [tried(Client(), "wrong", email=f"person-{number}@example.org") for number in range(35)]
    assert said == [WRONG] * 30 + [throttle_message()] * 5
    assert tried(Client(), PASSWORD) == throttle_message()
    assert tried(Client(), PASSWORD, address="192.0.2.2") == "in"


def test_what_an_address_is_refused_for_does_not_count_against_the_account(officer):
    for number in range(30):
        tried(Client(), "wrong", email=f"person-{number}@example.org")
    for _ in range(20):
        tried(Client(), "wrong")
    assert tried(Client(), PASSWORD, address="192.0.2.2") == "in"


def test_an_unknown_account_is_counted_as_a_known_one_is():
    said = [tried(Client(), "wrong", email="nobody@example.org", address=address) for address in addresses(12)]
    assert said == [WRONG] * 10 + [throttle_message()] * 2


def test_signing_in_rightly_does_not_use_the_attempts_up(officer):
    for _ in range(15):
        assert tried(Client(), PASSWORD) == "in"


def test_signing_in_rightly_gives_no_attempts_back(officer):
    make_officer("rival@example.org", password=PASSWORD, second_factor=False)
    for number in range(9):
        tried(Client(), f"wrong {number}", address="192.0.2.1")
        tried(Client(), PASSWORD, email="rival@example.org", address="192.0.2.1")
    assert tried(Client(), "wrong", address="192.0.2.3") == WRONG
    assert tried(Client(), PASSWORD, address="192.0.2.3") == throttle_message()


def test_a_known_device_is_limited_too(officer):
    device = known_device(officer)
    said = [tried(device, f"wrong {number}") for number in range(12)]
    assert said == [WRONG] * 10 + [throttle_message()] * 2


def test_a_device_is_known_for_its_officer_alone(officer):
    make_officer("rival@example.org", password=PASSWORD, second_factor=False)
    rival = known_device(make_officer("third@example.org", password=PASSWORD, second_factor=False))
    name, cookie = next((name, value) for name, value in rival.cookies.items() if name.startswith("device-"))
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    for _ in range(10):
        tried(Client(), "wrong", address="198.51.100.1")
    forged = Client()
    forged.cookies[throttle._cookie("ada@example.org")] = cookie.value
    assert tried(forged, PASSWORD) == throttle_message()
    assert throttle._cookie("ada@example.org") != name


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "é", "a" * 5000])
def test_an_altered_device_is_unknown(rf, value):
    request = rf.post(SIGN_IN)
    request.COOKIES[throttle._cookie("ada@example.org")] = value
    assert throttle.device_of(request, "ada@example.org") == ""


def test_a_device_is_known_only_after_the_second_step():
    make_officer("ada@example.org", password=PASSWORD)
    client = Client()
    tried(client, PASSWORD)
    assert not [name for name in client.cookies if name.startswith("device-")]
    client.post(SECOND, {"code": code_now()})
    assert [name for name in client.cookies if name.startswith("device-")]


def test_codes_are_limited_and_who_knows_the_password_locks_nobody_out():
    officer = make_officer("ada@example.org", password=PASSWORD)
    owner = Client()
    tried(owner, PASSWORD)
    assert owner.post(SECOND, {"code": code_now()}).status_code == 302
    owner.post("/admin/account/sign-out/")
    cache.clear()  # else the code is used up
    for number in range(7):
        thief = Client()
        tried(thief, PASSWORD, address="198.51.100.1")
        answer = thief.post(SECOND, {"code": f"{number:06}"}, REMOTE_ADDR="198.51.100.1")
    assert answer.context["form"].errors["code"] == [throttle_message()]
    assert thief.post(SECOND, {"code": code_now()}, REMOTE_ADDR="198.51.100.1").status_code == 200
    tried(owner, PASSWORD)
    assert owner.post(SECOND, {"code": code_now()}).status_code == 302
    assert officer.authenticator_set.count() == 1


def test_the_counts_are_in_a_table_that_the_web_role_may_write():
    grant_web_role("counterpoint_web_of_a_test")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE counterpoint_web_of_a_test")
        cache.set("a", 1)
        assert cache.add("a", 2) is False
        assert cache.delete("a")
        cursor.execute("RESET ROLE")


# The client's address


@pytest.mark.parametrize(
    "heard, said, address",
    [
        ("192.0.2.1", "", "192.0.2.1"),
        # Nobody's word is taken who is no proxy of ours.
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        # Of what a client invents, the proxy appends whom it heard.
        ("10.0.0.1", "203.0.113.1, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "rubbish", "10.0.0.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("", "198.51.100.1", "0.0.0.0"),
    ],
)
def test_the_address_of_a_client(rf, settings, monkeypatch, heard, said, address):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "10.0.0.0/24")
    settings.TRUSTED_PROXIES = environment.networks("FORWARDED_ALLOW_IPS")
    assert throttle.client_address(rf.get("/", REMOTE_ADDR=heard, HTTP_X_FORWARDED_FOR=said)) == address


def test_without_a_setting_no_proxy_is_trusted(rf, monkeypatch, settings):
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    settings.TRUSTED_PROXIES = environment.networks("FORWARDED_ALLOW_IPS")
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert throttle.client_address(request) == "127.0.0.1"


def test_a_proxy_that_is_no_address_is_refused_with_the_remedy(monkeypatch):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "10.0.0.1,proxy.example")
    with pytest.raises(ImproperlyConfigured, match=r"proxy\.example.*no IP address"):
        environment.networks("FORWARDED_ALLOW_IPS")
