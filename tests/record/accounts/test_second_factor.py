"""Second factors: required of whoever could publish, and kept secret."""

import json
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from record.accounts import adapter
from record.models import HistoryEntry
from tests.builders import APP_SECRET, code_now, make_officer

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
SECOND = "/admin/account/sign-in/second/"


@pytest.fixture
def newcomer(client):
    """Someone who could publish and has no second factor, just signed in."""
    officer = make_officer("ada@example.org", password=PASSWORD, second_factor=False)
    client.post("/admin/account/sign-in/", {"login": officer.email, "password": PASSWORD})
    return officer


@pytest.fixture(autouse=True)
def commits_within_the_request(monkeypatch):
    """Call at once what waits for the commit, to which a test never comes."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda function, **options: function())


def add_app(client):
    """Add an authenticator app as its page asks: the answer, and the key shown."""
    page = client.get("/admin/account/app/")
    secret = page.context["form"].secret
    return client.post("/admin/account/app/", {"code": code_now(secret)}), secret


DESK = [
    "/admin/", "/admin/claims/claim/", "/admin/claims/claim/add/", "/admin/jsi18n/", "/admin/work/awaiting/",
    "/admin/autocomplete/?app_label=claims&model_name=claim&field_name=case", "/admin/nothing/", "/admin/guide/",
    "/admin/councils/document/1/read/", "/admin/councils/document/1/read/words/", "/admin/councils/case/1/balance/",
    "/admin/councils/document/1/read/progress/", "/admin/councils/document/1/file/1/",
]  # fmt: skip


@pytest.mark.parametrize("address", DESK)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_could_publish_is_led_to_a_second_factor_from_everywhere(client, newcomer, address, method):
    assert getattr(client, method)(address).url == "/admin/account/"


def test_no_address_of_the_desk_is_left_out():
    """A view that is mounted beside the admin, and not below it, would be."""
    outside = [str(each.pattern) for each in get_resolver().url_patterns if "admin" in str(each.pattern)]
    # The reading room, and the balance of a case, whose pages are among those above.
    assert outside == ["admin/account/", "admin/councils/document/", "admin/councils/case/", "admin/"]


def test_they_add_an_app_and_go_on(client, newcomer):
    page = client.get("/admin/account/app/")
    assert page.context["form"].secret in page.content.decode()
    assert "<svg" in page.content.decode() and "<?xml" not in page.content.decode()
    answer, _ = add_app(client)
    assert answer.url == "/admin/account/codes/"
    assert len(client.get(answer.url).context["unused_codes"]) == 10
    desk = client.get("/admin/")
    assert desk.status_code == 200
    assert 'href="/admin/account/"' in desk.content.decode()


def test_a_wrong_code_adds_nothing(client, newcomer):
    client.get("/admin/account/app/")
    assert client.post("/admin/account/app/", {"code": "000000"}).context["form"].errors
    assert not newcomer.authenticator_set.exists()


def test_who_could_not_publish_needs_none(client, newcomer):
    with patch("config.middleware.could_publish", return_value=False):
        assert client.get("/admin/").status_code == 200


def test_an_administrator_needs_one_as_they_let_others_in(client):
    client.force_login(make_officer(is_superuser=True, second_factor=False))
    with patch("config.middleware.could_publish", return_value=False):
        assert client.get("/admin/").url == "/admin/account/"


def test_it_is_asked_at_the_first_request_after_which_one_could_publish(client, newcomer):
    with patch("config.middleware.could_publish", return_value=False):
        client.get("/admin/")
    assert client.get("/admin/").url == "/admin/account/"


def test_recovery_codes_alone_are_none(client):
    officer = make_officer(second_factor=False)
    RecoveryCodes.activate(officer)
    client.force_login(officer)
    assert client.get("/admin/").url == "/admin/account/"


def test_who_removes_their_last_one_is_led_to_another(client, newcomer):
    add_app(client)
    assert client.post("/admin/account/app/remove/").url == "/admin/account/"
    assert not newcomer.authenticator_set.exists()
    assert client.get("/admin/").url == "/admin/account/"


def test_a_session_that_never_proved_a_factor_ends_when_one_is_added(client, newcomer):
    thief = Client()
    thief.post("/admin/account/sign-in/", {"login": newcomer.email, "password": PASSWORD})
    add_app(client)
    assert client.get("/admin/").status_code == 200
    assert "sign-in" in thief.get("/admin/account/").url


def test_changing_how_one_signs_in_asks_again_who_it_is(client):
    client.force_login(make_officer(password=PASSWORD))
    for address in ("/admin/account/app/remove/", "/admin/account/passkeys/add/", "/admin/account/codes/new/"):
        assert client.get(address).url == f"/admin/account/again/?next={address.replace('/', '%2F')}"


def test_nobody_removes_a_passkey_of_another(client):
    other = make_officer()
    passkey = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Phone", "credential": {}})
    client.force_login(make_officer(password=PASSWORD))
    client.post("/admin/account/again/", {"password": PASSWORD})
    assert client.post(f"/admin/account/passkeys/{passkey.pk}/remove/").status_code == 404
    assert other.authenticator_set.filter(pk=passkey.pk).exists()


def test_a_recovery_code_signs_in_once(client):
    officer = make_officer("ada@example.org", password=PASSWORD)
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    for reached in (302, 200):
        client.post("/admin/account/sign-in/", {"login": officer.email, "password": PASSWORD})
        assert client.post(SECOND, {"code": code}).status_code == reached
        client.post("/admin/account/sign-out/")


# Secrets


def everything_stored() -> str:
    """All rows of the tables that could hold a secret, and of history."""
    found = []
    with connection.cursor() as cursor:
        for table in ("mfa_authenticator", "record_history", "record_signinlink", "record_officer"):
            cursor.execute(f"SELECT coalesce(json_agg(t)::text, '') FROM {table} t")
            found.append(cursor.fetchone()[0])
    return "".join(found)


def test_secrets_are_encrypted_at_rest(client, newcomer):
    _, secret = add_app(client)
    codes = newcomer.authenticator_set.get(type="recovery_codes").wrap()
    stored = everything_stored()
    assert secret not in stored
    assert not any(code in stored for code in codes.get_unused_codes())
    assert adapter.SecondFactorAdapter().decrypt(codes.instance.data["seed"]) not in stored
    assert "mfa.totp.secret" not in client.session


def test_the_key_of_an_app_is_encrypted_while_it_waits_to_be_proved(client, newcomer):
    page = client.get("/admin/account/app/")
    secret = page.context["form"].secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        (stored,) = cursor.fetchone()
    assert signing.loads(stored, salt="django.contrib.sessions.SessionStore") == dict(client.session.items())
    assert secret not in json.dumps(dict(client.session.items()))
    wrong = client.post("/admin/account/app/", {"code": "000000"})
    assert wrong.context["form"].secret == secret


def test_a_code_without_the_page_that_shows_the_key_adds_nothing(client, newcomer):
    for _ in range(2):
        assert client.post("/admin/account/app/", {"code": code_now()}).context["form"].errors
    assert not newcomer.authenticator_set.exists()


def test_history_tells_of_factors_and_not_of_their_secrets():
    officer = make_officer()
    factor = officer.authenticator_set.get()
    secret = factor.data["secret"]
    factor.delete()
    entries = HistoryEntry.objects.of(Authenticator)
    assert sorted(entries.values_list("action", flat=True)) == ["delete", "insert"]
    assert secret not in json.dumps(list(entries.values("old", "new")))


def test_one_secret_is_never_encrypted_twice_into_the_same():
    mine = adapter.SecondFactorAdapter()
    assert mine.encrypt(APP_SECRET) != mine.encrypt(APP_SECRET)
    assert mine.decrypt(mine.encrypt(APP_SECRET)) == APP_SECRET


def test_under_another_secret_key_codes_are_void_and_the_page_says_so(client, settings):
    make_officer("ada@example.org", password=PASSWORD)
    settings.SECRET_KEY = "another"
    client.post("/admin/account/sign-in/", {"login": "ada@example.org", "password": PASSWORD})
    answer = client.post(SECOND, {"code": code_now()})
    assert answer.status_code == 200
    assert "secret key was changed" in answer.context["form"].errors["code"][0]


def test_recovery_codes_under_another_secret_key_say_so(client, settings):
    officer = make_officer(password=PASSWORD)
    RecoveryCodes.activate(officer)
    settings.SECRET_KEY = "another"
    client.force_login(officer)
    client.post("/admin/account/again/", {"password": PASSWORD})
    for address in ("/admin/account/codes/", "/admin/account/codes/new/"):
        assert client.get(address).url == "/admin/account/"


def test_other_peoples_factors_are_nowhere_at_the_desk(client):
    client.force_login(make_officer(is_superuser=True))
    assert client.get("/admin/mfa/authenticator/").status_code == 404
    assert client.get("/admin/account/emailaddress/").status_code == 404
