"""The command that gives someone a role, and prints their link."""

import pytest
from django.core.management import CommandError, call_command

from councils.permissions.memberships import office
from record.models import HistoryEntry, Officer, SignInLink
from tests.builders import make_council, make_officer

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


@pytest.fixture
def invite(capsys):
    def call(*arguments) -> str:
        call_command("invite", *arguments)
        return capsys.readouterr().out

    return call


def test_an_officer_of_a_council_is_invited(invite, client):
    council = make_council("melton", code="MEL")
    words, link = invite("ada@example.org", "--role", "officer", "--council", "mel").strip().split("\n")
    assert words.startswith("Link for an invitation of ada@example.org, once, until ")
    assert client.get(link.removeprefix(SITE)).status_code == 200
    officer = Officer.objects.get(email="ada@example.org")
    assert [each.council for each in officer.memberships.all()] == [council]
    assert not officer.has_usable_password() and not officer.is_superuser


def test_the_log_names_them_by_role_and_council_unless_an_office_is_given(invite):
    council = make_council("melton", code="MEL")
    invite("ada@example.org", "--role", "officer", "--council", "MEL")
    assert office(Officer.objects.get(), council.public_id) == f"Officer of {council.name}"
    invite("ada@example.org", "--role", "officer", "--council", "MEL", "--office", "Policy officer")
    assert office(Officer.objects.get(), council.public_id) == f"Policy officer, {council.name}"


def test_the_first_administrator_comes_in_so(invite, client):
    link = invite("ada@example.org", "--role", "administrator").strip().split("\n")[1].removeprefix(SITE)
    password = "a rather longer one"
    client.post(link, {"new_password1": password, "new_password2": password})
    assert client.get("/admin/").url == "/admin/account/"
    assert Officer.objects.get().is_superuser


def test_who_signs_in_already_gets_the_role_and_no_link(invite):
    officer = make_officer("ada@example.org", role=None, password="correct horse battery")
    council = make_council("melton", code="MEL")
    for _ in range(2):
        assert "signs in already" in invite("Ada@example.org", "--role", "officer", "--council", "MEL")
    assert [each.council for each in officer.memberships.all()] == [council]
    assert not SignInLink.objects.exists()


def test_inviting_again_makes_a_new_link_and_ends_the_first(invite, client):
    links = [invite("ada@example.org", "--role", "neutral-editor").strip().split("\n")[1] for _ in range(2)]
    assert [client.get(link.removeprefix(SITE)).status_code for link in links] == [410, 200]
    assert Officer.objects.count() == 1


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["ada@example.org", "--role", "officer"], "Say of which council"),
        (["ada@example.org", "--role", "officer", "--council", "XYZ"], "There is no council XYZ"),
        (["ada@example.org", "--role", "administrator", "--council", "MEL"], "of no council"),
        (["ada@example.org", "--role", "king"], "invalid choice"),
        (["ada@example.org"], "required"),
        (["ada", "--role", "administrator"], "no e-mail address"),
        (["gone@example.org", "--role", "administrator"], "has ended"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_made(invite, arguments, said):
    make_council("melton", code="MEL")
    make_officer("gone@example.org", is_active=False)
    with pytest.raises(CommandError, match=said):
        invite(*arguments)
    assert Officer.objects.get().email == "gone@example.org"
    assert not Officer.objects.get().is_superuser


def test_history_says_through_what(invite):
    invite("ada@example.org", "--role", "administrator")
    contexts = HistoryEntry.objects.of(Officer).values_list("context__through", flat=True)
    assert set(contexts) == {"invite"}
