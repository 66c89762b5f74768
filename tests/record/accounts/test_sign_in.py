"""The door: one, below /admin/account/, and nothing of it on readers' pages."""

import re
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, get_resolver, reverse

from record.accounts import urls
from tests.builders import code_now, make_claim, make_officer

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
SIGN_IN = "/admin/account/sign-in/"


def sign_in(client, email="ada@example.org", password=PASSWORD, **headers):
    return client.post(SIGN_IN, {"login": email, "password": password}, **headers)


def errors(response) -> str:
    return " ".join(response.context["form"].non_field_errors())


def test_a_password_and_a_code_lead_to_the_desk(client):
    make_officer("ada@example.org", password=PASSWORD)
    second = sign_in(client, "Ada@Example.org")
    assert second.url == "/admin/account/sign-in/second/"
    assert client.get("/admin/").status_code == 302
    assert client.post(second.url, {"code": code_now()}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_password_alone_is_enough_for_nobody_who_has_a_second_factor(client):
    make_officer("ada@example.org", password=PASSWORD)
    sign_in(client)
    for address in ("/admin/", "/admin/account/", "/admin/account/codes/", "/admin/claims/claim/"):
        assert client.get(address).url.startswith((SIGN_IN, "/admin/login/"))


def test_a_code_works_once(client):
    make_officer("ada@example.org", password=PASSWORD)
    code = code_now()
    sign_in(client)
    client.post("/admin/account/sign-in/second/", {"code": code})
    client.post("/admin/account/sign-out/")
    sign_in(client)
    again = client.post("/admin/account/sign-in/second/", {"code": code})
    assert again.status_code == 200
    assert again.context["form"].errors["code"] == ["That code is not right, or has been used."]


@pytest.mark.parametrize("code", ["", "0", "abcdef", "٠٠٠٠٠٠", "1" * 500, "000 000\0"])
def test_what_is_no_code_is_refused(client, code):
    make_officer("ada@example.org", password=PASSWORD)
    sign_in(client)
    assert client.post("/admin/account/sign-in/second/", {"code": code}).context["form"].errors["code"]


def test_the_admin_has_no_door_of_its_own(client):
    make_officer("ada@example.org", password=PASSWORD)
    answer = client.post(
        "/admin/login/?next=/admin/claims/claim/", {"username": "ada@example.org", "password": PASSWORD}
    )
    assert answer.url == f"{SIGN_IN}?next=/admin/claims/claim/"
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_at_one_place(client):
    client.force_login(make_officer(password=PASSWORD))
    assert client.post("/admin/password_change/", {"old_password": PASSWORD}).url == "/admin/account/password/"


def test_signing_out_ends_the_session_by_either_address(client):
    officer = make_officer()
    for address in ("/admin/logout/", "/admin/account/sign-out/"):
        client.force_login(officer)
        assert client.post(address).url == SIGN_IN
        assert "_auth_user_id" not in client.session


def test_where_one_wanted_to_go_is_kept_within_this_site(client):
    make_officer("ada@example.org", password=PASSWORD, second_factor=False)
    for wanted, reached in [("/admin/claims/claim/", "/admin/claims/claim/"), ("https://evil.example/", "/admin/")]:
        answer = client.post(SIGN_IN, {"login": "ada@example.org", "password": PASSWORD, "next": wanted})
        assert answer.url == reached
        client.post("/admin/account/sign-out/")


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_known_and_unknown_accounts_say_the_same_after_the_same_work(client, email):
    make_officer("ada@example.org", password=PASSWORD)
    with patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", return_value="md5$a$b") as hashed:
        answer = sign_in(client, email, "wrong password!")
    assert hashed.call_count == 1
    assert errors(answer) == "The e-mail address or the password is not right."


@pytest.mark.parametrize("fields", [{"is_active": False}, {"password": None}])
def test_nor_is_an_account_told_apart_that_has_ended_or_not_begun(client, fields):
    make_officer("ada@example.org", **{"password": PASSWORD, **fields})
    assert errors(sign_in(client)) == "The e-mail address or the password is not right."


@pytest.mark.parametrize(
    "given", [{}, {"login": "", "password": ""}, {"login": "no address", "password": "x"}, {"login": "a@b.c\0"}]
)
def test_what_is_no_sign_in_is_refused(client, given):
    answer = client.post(SIGN_IN, given)
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize("credential", ["", "[]", "{", "5", '{"id": "a"}', '{"id":"YQ","rawId":"YQ","response":{}}'])
def test_what_is_no_passkey_is_refused(client, credential):
    client.get("/admin/account/sign-in/passkey/", headers={"Accept": "application/json"})
    assert client.post("/admin/account/sign-in/passkey/", {"credential": credential}).url == SIGN_IN
    client.force_login(make_officer(password=PASSWORD))
    client.post("/admin/account/again/", {"password": PASSWORD})
    client.get("/admin/account/passkeys/add/")
    assert client.post("/admin/account/passkeys/add/", {"credential": credential}).context["form"].errors


def test_nobody_signs_up_and_nothing_goes_by_mail():
    for name in ("account_signup", "account_email", "account_reset_password", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=["x"] if name == "account_confirm_email" else [])


# Passwords


@pytest.mark.parametrize("password", ["123456789012", "847361950284", "short", "startfinding", "1q2w3e4r5t6y"])
def test_guessable_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        password_validation.validate_password(password)


def test_a_password_that_is_changed_must_be_a_good_one(client):
    officer = make_officer("ada@example.org", password=PASSWORD)
    client.force_login(officer)
    new = {"oldpassword": PASSWORD, "password1": "123456789012", "password2": "123456789012"}
    assert client.post("/admin/account/password/", new).context["form"].errors["password1"]
    good = "a rather longer one"
    assert client.post("/admin/account/password/", new | {"password1": good, "password2": good}).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(good)
    assert client.get("/admin/").status_code == 200


# What readers' pages and these have, and lack


def test_readers_pages_have_no_cookie_and_do_not_vary_by_one(client):
    make_claim("claim")
    client.force_login(make_officer())
    for address in ("/", "/claims/", "/nothing/here/"):
        with patch("django.contrib.sessions.backends.base.SessionBase._get_session") as session:
            answer = client.get(address)
        assert not session.called
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


ADDRESSES = {
    "follow_link": "/admin/account/link/none/",
    "mfa_remove_webauthn": "/admin/account/passkeys/1/remove/",
}


@pytest.mark.parametrize("name", [pattern.name for pattern in urls.urlpatterns])
@pytest.mark.parametrize("is_in", [True, False])
def test_no_page_of_the_door_is_kept_or_has_anything_inline(client, name, is_in):
    if is_in:
        client.force_login(make_officer(password=PASSWORD))
        client.post("/admin/account/again/", {"password": PASSWORD})
    answer = client.get(ADDRESSES.get(name) or reverse(name))
    assert answer.status_code in (200, 302, 404, 410)
    if answer.status_code == 200:
        assert "no-store" in answer["Cache-Control"]
        page = answer.content.decode()
        assert not re.search(r'style=|<style|\son\w+="|data:|javascript:', page)
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
        for cookie in answer.cookies.values():
            assert cookie["path"] == "/admin/"


def test_every_page_of_the_door_is_below_the_desk():
    resolver = get_resolver()
    names = {name for name in resolver.reverse_dict if isinstance(name, str) and name.startswith(("account_", "mfa_"))}
    assert names == {pattern.name for pattern in urls.urlpatterns} - {"follow_link"}
    assert all(reverse(name, args=[1] if "remove" in name else []).startswith("/admin/account/") for name in names)


def test_an_officer_is_found_by_the_address_as_they_entered_it(client):
    get_user_model().objects.create_user("Ada.Lovelace@Example.org", PASSWORD)
    assert sign_in(client, "ada.lovelace@example.org").url == "/admin/"
