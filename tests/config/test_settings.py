import os
import subprocess
import sys

import pytest

from config.environment import BASE_DIR


def manage(*arguments, **settings):
    """Run manage.py with these settings, and no server to ask."""
    # What the browser tests set for themselves is no setting of the site's.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={**inherited, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", **settings},
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_has_nothing_to_say():
    documented = {"HTTPS": "on", "HSTS_SUBDOMAINS": "on", "HSTS_PRELOAD": "on", "ALLOWED_HOSTS": "record.example"}
    done = manage("check", "--deploy", "--fail-level=WARNING", **documented)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEBUG", "perhaps"), ("CASE_FILE_LIMIT", "20 MB"), ("PAGE_STORE", "memcached"), ("PAGE_STORE_LIMIT", "9999999")],
)
def test_a_wrong_setting_is_told_in_a_paragraph(name, value):
    done = manage("check", **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} is {value!r}")
    assert "Traceback" not in done.stderr


def test_a_command_against_a_server_that_is_not_there_says_so():
    done = manage("migrate")
    assert done.returncode == 1
    assert done.stderr.startswith("The database server that DATABASE_URL names cannot be reached")
    assert "Traceback" not in done.stderr


def test_the_probe_answers_ok(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_a_readers_page_sets_no_cookie_and_does_not_vary_by_one(client):
    response = client.get("/healthz")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_policy_allows_nothing_unsafe_and_nothing_from_elsewhere(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_policy_and_the_headers_stand_on_an_error_too(client):
    response = client.get("/healthz", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert header in response


@pytest.mark.django_db
def test_the_officers_session_stays_under_the_admin(client):
    response = client.get("/admin/account/sign-in/")
    assert response.status_code == 200
    assert response.cookies["csrftoken"]["path"] == "/admin/"
