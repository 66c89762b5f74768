"""Passkeys in a real browser, with its virtual authenticator, on localhost."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from record.models import SignInLink
from tests.builders import code_now, make_officer

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def no_counts_of_another_test():
    yield
    cache.clear()


@pytest.fixture
def person(browser):
    """A page of someone with a device that can hold passkeys.

    Complaints of the browser fail the test.
    """
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.device = context.new_cdp_session(page)
    page.device.send("WebAuthn.enable")
    page.authenticator = page.device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )["authenticatorId"]
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert page.complaints == []
    context.close()


def passkeys(person):
    return person.device.send("WebAuthn.getCredentials", {"authenticatorId": person.authenticator})["credentials"]


def sign_out(person, live_server):
    person.goto(f"{live_server.url}/admin/account/")
    person.get_by_role("button", name="Sign out").click()
    person.wait_for_url("**/sign-in/")


def sign_in_by_passkey(person, live_server):
    person.goto(f"{live_server.url}/admin/account/sign-in/")
    person.get_by_role("button", name="Sign in with a passkey").click()
    person.wait_for_url("**/admin/")


def test_a_passkey_is_made_after_the_first_sign_in_and_signs_in_alone(person, live_server):
    make_officer("ada@example.org", password=PASSWORD, second_factor=False)
    person.goto(f"{live_server.url}/admin/claims/claim/")
    person.get_by_label("E-mail address").fill("ada@example.org")
    person.get_by_label("Password").fill(PASSWORD)
    person.get_by_role("button", name="Sign in", exact=True).click()
    person.wait_for_url("**/admin/account/")
    person.get_by_role("link", name="Add a passkey").click()
    person.get_by_role("button", name="Add a passkey").click()
    person.wait_for_url("**/admin/account/codes/")
    assert person.locator(".account-codes li").count() == 10
    assert len(passkeys(person)) == 1
    sign_out(person, live_server)
    sign_in_by_passkey(person, live_server)


def test_an_invitation_is_taken_up_with_a_passkey_alone(person, live_server):
    officer = make_officer("ada@example.org", second_factor=False)
    _, token = SignInLink.objects.make(officer, SignInLink.Purpose.INVITATION)
    person.goto(f"{live_server.url}/admin/account/link/{token}/")
    person.get_by_role("button", name="Make a passkey").click()
    person.wait_for_url("**/admin/")
    sign_out(person, live_server)
    sign_in_by_passkey(person, live_server)
    officer.refresh_from_db()
    assert not officer.has_usable_password()
    assert {each.type for each in officer.authenticator_set.all()} == {"webauthn", "recovery_codes"}


def test_a_passkey_serves_as_the_second_step_and_to_prove_oneself_again(person, live_server):
    officer = make_officer("ada@example.org", password=PASSWORD, second_factor=False)
    _, token = SignInLink.objects.make(officer, SignInLink.Purpose.INVITATION)
    person.goto(f"{live_server.url}/admin/account/link/{token}/")
    person.get_by_role("button", name="Make a passkey").click()
    person.wait_for_url("**/admin/")
    sign_out(person, live_server)
    person.get_by_label("E-mail address").fill("ada@example.org")
    person.get_by_label("Password").fill(PASSWORD)
    person.get_by_role("button", name="Sign in", exact=True).click()
    person.wait_for_url("**/second/")
    person.get_by_role("button", name="Use a passkey").click()
    person.wait_for_url("**/admin/")
    person.goto(f"{live_server.url}/admin/account/again/passkey/?next=/admin/account/")
    person.get_by_role("button", name="Use a passkey").click()
    person.wait_for_url("**/admin/account/")


def test_who_gives_no_passkey_is_told_and_may_try_again(person, live_server):
    person.goto(f"{live_server.url}/admin/account/sign-in/")
    failed = person.get_by_text("Your browser did not give a passkey.")
    assert not failed.is_visible()
    person.get_by_role("button", name="Sign in with a passkey").click()
    failed.wait_for()
    assert person.url.endswith("/sign-in/")


@pytest.mark.parametrize("path", ["", "app/", "passkeys/add/", "codes/", "password/", "sign-in/"])
@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.audit)])
def test_the_pages_can_be_used_on_a_phone_and_by_everyone(person, live_server, path, width):
    person.set_viewport_size({"width": width, "height": 800})
    if path != "sign-in/":
        officer = make_officer("ada@example.org", password=PASSWORD, second_factor=path != "app/")
        person.goto(f"{live_server.url}/admin/account/sign-in/")
        person.get_by_label("E-mail address").fill(officer.email)
        person.get_by_label("Password").fill(PASSWORD)
        person.get_by_role("button", name="Sign in", exact=True).click()
        if path != "app/":
            person.get_by_label("Code").fill(code_now())
            person.get_by_role("button", name="Sign in", exact=True).click()
        person.wait_for_url(re.compile(r"/admin/(account/)?$"))
        if path == "codes/":
            person.goto(f"{live_server.url}/admin/account/codes/new/")
            person.get_by_role("button", name="Make new recovery codes").click()
            person.wait_for_url("**/codes/")
    person.goto(f"{live_server.url}/admin/account/{path}")
    assert person.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [violation["id"] for violation in Axe().run(person).response["violations"]] == []
