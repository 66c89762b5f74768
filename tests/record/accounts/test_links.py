"""One-use links: an invitation, a lost password, a lost device."""

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from config.environment import site_address
from record.models import HistoryEntry, SignInLink
from tests.builders import make_officer

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
NEW = "a rather longer one"
INVITATION, LOST_PASSWORD, LOST_DEVICE = SignInLink.Purpose.values


def invited(**fields):
    return make_officer("ada@example.org", second_factor=False, **fields)


def address(officer, purpose=INVITATION):
    return f"/admin/account/link/{SignInLink.objects.make(officer, purpose)[1]}/"


def follow(client, link, password=NEW):
    return client.post(link, {"new_password1": password, "new_password2": password})


def sentence(answer) -> str:
    assert answer.status_code == 410
    return answer.context["sentence"]


def test_an_invitation_lets_one_set_a_password_and_come_in(client):
    officer = invited()
    link = address(officer)
    assert "ada@example.org" in client.get(link).content.decode()
    assert follow(client, link).url == "/admin/"
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_it_works_once(client):
    link = address(invited())
    follow(client, link)
    for answer in (Client().get(link), follow(Client(), link, "yet another one")):
        assert sentence(answer) == "This link has been used. Each works once."


def test_opening_it_does_not_use_it_up(client):
    link = address(invited())
    for _ in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200
    assert follow(client, link).status_code == 302


@pytest.mark.parametrize("password", ["", "short", "123456789012", "1q2w3e4r5t6y"])
def test_nor_does_a_password_that_is_refused(client, password):
    link = address(invited())
    assert follow(client, link, password).context["form"].errors
    assert follow(client, link).status_code == 302


def test_it_ends_after_seven_days_and_the_others_after_one():
    officer = invited(password=PASSWORD)
    for purpose, days in [(INVITATION, 7), (LOST_PASSWORD, 1), (LOST_DEVICE, 1)]:
        link = address(officer, purpose)
        last = SignInLink.objects.latest("pk")
        assert last.expires - last.made_at < timedelta(days=days, minutes=1)
        SignInLink.objects.filter(pk=last.pk).update(expires=timezone.now() - timedelta(seconds=1))
        assert sentence(Client().get(link)).startswith("This link ended on ")
        assert follow(Client(), link).status_code == 410


@pytest.mark.parametrize(
    "alter", [lambda link: link[:-2] + "/", lambda link: link.swapcase(), lambda link: link + "x/"]
)
def test_an_altered_one_opens_nothing(client, alter):
    link = address(invited())
    token = link.removeprefix("/admin/account/link/")
    answer = client.get("/admin/account/link/" + alter(token))
    assert answer.status_code in (302, 404, 410)
    assert "_auth_user_id" not in client.session


def test_it_is_for_one_address(client):
    officer = invited()
    link = address(officer)
    officer.email = "rival@example.org"
    officer.save()
    assert sentence(client.get(link)) == "This link was made for another address."
    assert follow(client, link).status_code == 410


def test_it_opens_nothing_for_an_account_that_has_ended(client):
    officer = invited()
    link = address(officer)
    officer.is_active = False
    officer.save()
    assert sentence(follow(client, link)) == "This account may not sign in."


def test_a_new_one_ends_those_made_before(client):
    officer = invited()
    first, second = address(officer), address(officer)
    assert sentence(client.get(first)).startswith("This link ended on ")
    assert client.get(second).status_code == 200


def test_of_two_at_once_one_comes_in():
    link, _ = SignInLink.objects.make(invited(), INVITATION)
    assert [link.use(), link.use()] == [True, False]


def test_whoever_was_signed_in_here_is_signed_out(client):
    client.force_login(make_officer("rival@example.org"))
    officer = invited()
    follow(client, address(officer))
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_an_invitation_gives_no_more_than_its_officer_has(client):
    officer = invited()
    client.post(
        address(officer), {"new_password1": NEW, "new_password2": NEW, "is_superuser": "on", "role": "publisher"}
    )
    officer.refresh_from_db()
    assert not officer.is_superuser


def test_a_lost_password_is_set_anew_and_the_second_factor_still_asked_for(client):
    officer = make_officer("ada@example.org", password=PASSWORD)
    assert follow(client, address(officer, LOST_PASSWORD)).url == "/admin/account/sign-in/second/"
    assert "_auth_user_id" not in client.session
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_a_lost_device_is_taken_off_once_the_password_is_proved(client):
    officer = make_officer("ada@example.org", password=PASSWORD)
    RecoveryCodes.activate(officer)
    link = address(officer, LOST_DEVICE)
    assert client.post(link, {"password": "wrong"}).context["form"].errors["password"]
    assert officer.authenticator_set.count() == 2
    assert client.post(link, {"password": PASSWORD}).url == "/admin/"
    assert not officer.authenticator_set.exists()
    assert client.get("/admin/").url == "/admin/account/"


def test_guessing_passwords_at_a_link_is_limited(client):
    link = address(make_officer("ada@example.org", password=PASSWORD), LOST_DEVICE)
    for number in range(10):
        client.post(link, {"password": f"wrong {number}"})
    assert "Too many" in client.post(link, {"password": PASSWORD}).context["form"].errors["password"][0]


def test_a_passkey_is_no_way_in_by_a_link_for_something_else(client):
    for purpose in (LOST_PASSWORD, LOST_DEVICE):
        link = address(make_officer(password=PASSWORD), purpose)
        assert client.post(link, {"credential": "{}"}).context["form"].errors


@pytest.mark.parametrize("credential", ["", "[]", "{", '{"id": "a"}'])
def test_what_is_no_passkey_is_refused_and_uses_nothing_up(client, credential):
    link = address(invited())
    client.get(link)
    assert client.post(link, {"credential": credential}).context["passkey_form"].errors
    assert follow(client, link).status_code == 302


# Made at the desk


@pytest.fixture
def administrator(client):
    officer = make_officer("admin@example.org", is_superuser=True)
    client.force_login(officer)
    return officer


def make_at_desk(client, officer, purpose):
    return client.post(f"/admin/record/officer/{officer.pk}/link/", {"purpose": purpose})


def test_an_administrator_makes_a_link_and_sees_it_once(client, administrator):
    officer = invited()
    page = client.get(f"/admin/record/officer/{officer.pk}/change/").content.decode()
    assert f"/admin/record/officer/{officer.pk}/link/" in page
    answer = make_at_desk(client, officer, INVITATION)
    assert "no-store" in answer["Cache-Control"]
    link = answer.context["address"]
    assert link in answer.content.decode()
    assert follow(Client(), link).status_code == 302
    assert SignInLink.objects.get().made_by == administrator


@pytest.mark.parametrize(
    "fields, purposes",
    [
        ({"second_factor": False}, {INVITATION}),
        ({"second_factor": False, "password": PASSWORD}, {LOST_PASSWORD}),
        ({"password": PASSWORD}, {LOST_PASSWORD, LOST_DEVICE}),
    ],
)
def test_the_links_offered_are_those_of_use(client, administrator, fields, purposes):
    officer = make_officer(**fields)
    for purpose in SignInLink.Purpose.values:
        made = make_at_desk(client, officer, purpose).context.get("address")
        assert bool(made) == (purpose in purposes)


def test_nobody_else_makes_one(client):
    client.force_login(make_officer())
    assert make_at_desk(client, invited(), INVITATION).status_code == 403
    assert not SignInLink.objects.exists()


@pytest.mark.parametrize("data", [{}, {"purpose": "x"}, {"purpose": ["invitation"] * 2}])
def test_odd_requests_for_one_are_refused(client, administrator, data):
    answer = client.post(f"/admin/record/officer/{make_officer(password=PASSWORD).pk}/link/", data)
    assert answer.context["form"].errors
    assert client.post("/admin/record/officer/999999999999/link/", {"purpose": INVITATION}).status_code == 404


def test_no_administrator_sets_the_password_of_another(client, administrator):
    officer = make_officer(password=PASSWORD)
    assert client.get(f"/admin/record/officer/{officer.pk}/password/").status_code in (302, 404)
    client.post(f"/admin/record/officer/{officer.pk}/change/", {"email": officer.email, "password": "md5$a$b"})
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_history_keeps_who_made_a_link_and_not_the_link(client, administrator):
    answer = make_at_desk(client, invited(), INVITATION)
    token = answer.context["address"].rstrip("/").rsplit("/", 1)[1]
    entry = HistoryEntry.objects.of(SignInLink).get()
    assert entry.new["made_by_id"] == administrator.pk
    assert "token_digest" not in entry.new
    assert not SignInLink.objects.filter(token_digest=token).exists()


# Made by a command


def printed(capsys, *arguments) -> str:
    call_command(*arguments)
    return capsys.readouterr().out


@pytest.mark.parametrize("purpose", [LOST_PASSWORD, LOST_DEVICE])
def test_the_operator_makes_a_link_where_nobody_can_sign_in(client, capsys, purpose):
    officer = make_officer("ada@example.org", password=PASSWORD, is_superuser=True)
    words, link = printed(capsys, "sign_in_link", "Ada@example.org", purpose).strip().split("\n")
    assert words.startswith(f"Link for a lost {purpose} of ada@example.org, once, until ")
    assert link.startswith("http://localhost:8000/admin/account/link/")
    assert client.get(link.removeprefix("http://localhost:8000")).status_code == 200
    assert officer.sign_in_links.get().made_by is None


def test_where_the_site_is_can_be_said(capsys, settings):
    make_officer("ada@example.org")
    made = printed(capsys, "sign_in_link", "ada@example.org", "password", "--site", "https://record.example")
    assert "\nhttps://record.example/admin/account/link/" in made


def test_a_link_for_nobody_is_refused(capsys):
    make_officer("gone@example.org", is_active=False)
    for email in ("nobody@example.org", "gone@example.org"):
        with pytest.raises(CommandError, match="no active officer"):
            printed(capsys, "sign_in_link", email, "password")
    with pytest.raises(CommandError, match="invalid choice"):
        printed(capsys, "sign_in_link", "gone@example.org", "invitation")


@pytest.mark.parametrize(
    "environment, address",
    [
        ({}, "http://localhost:8000/"),
        ({"PORT": "9000"}, "http://localhost:9000/"),
        ({"ALLOWED_HOSTS": "record.example,other.example", "HTTPS": "on"}, "https://record.example/"),
    ],
)
def test_the_address_of_the_site_follows_from_its_settings(monkeypatch, environment, address):
    for name in ("PORT", "ALLOWED_HOSTS", "HTTPS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert site_address() == address
