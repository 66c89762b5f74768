"""While the database is away or too slow: 503, in time, and nothing of a page."""

import datetime
import time

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from config import middleware
from config.faults import RETRY_AFTER, TooSlow, time_limit
from record.models import OutgoingMail
from tests.pages import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return Client(raise_request_exception=False)


def raises(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.parametrize("where", ["before the page", "within the page"])
def test_a_page_without_its_database_says_so(reader, monkeypatch, where):
    target = (middleware, "revision") if where == "before the page" else ("timeline.changes.views.page_response",)
    monkeypatch.setattr(*target, raises(OperationalError("server closed the connection unexpectedly")))
    response = reader.get("/changes/")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, RETRY_AFTER, "no-store")
    assert b"We cannot reach the record" in response.content


def test_what_was_sent_meanwhile_is_said_not_to_be_saved(reader, monkeypatch):
    monkeypatch.setattr("django.middleware.csrf.CsrfViewMiddleware.process_view", raises(OperationalError("gone")))
    response = reader.post("/admin/login/")
    assert response.status_code == 503 and b"was not saved" in response.content


def test_a_fault_of_ours_is_still_a_500(reader, monkeypatch):
    monkeypatch.setattr(middleware, "revision", raises(ValueError("ours")))
    response = reader.get("/changes/")
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")


def test_a_page_that_takes_too_long_is_given_up(reader, monkeypatch):
    monkeypatch.setattr(middleware, "READERS_WAIT", 0.2)
    monkeypatch.setattr(middleware, "revision", lambda: time.sleep(5))
    before = time.monotonic()
    assert reader.get("/changes/").status_code == 503
    assert time.monotonic() - before < 3


@pytest.mark.django_db(transaction=True)
def test_a_wait_for_the_database_is_given_up():
    with pytest.raises(TooSlow), time_limit(0.3), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(10)")
    connection.close()


def test_a_limit_ends_with_its_block():
    with time_limit(0.05):
        pass
    time.sleep(0.1)


def test_it_is_ready_with_its_tables(client):
    assert client.get("/readyz").content == b"ready"


def test_it_is_not_ready_without_its_database(client, monkeypatch):
    monkeypatch.setattr("config.faults.MigrationExecutor", raises(OperationalError("gone")))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"the database does not answer")


def test_it_is_not_ready_while_mail_waits_for_a_worker(client):
    mail = OutgoingMail.objects.create(key="a", kind="notice", about=1)
    assert client.get("/readyz").status_code == 200
    OutgoingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() - datetime.timedelta(minutes=20))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"mail waits, and no worker takes it")
    mail.end(timezone.now(), sent=True)
    assert client.get("/readyz").status_code == 200


def test_it_is_not_ready_before_a_migration(client, monkeypatch):
    monkeypatch.setattr("config.faults.MigrationExecutor.migration_plan", lambda *_: [("a", False)])
    assert client.get("/readyz").status_code == 503


def test_a_form_that_is_too_large_is_no_mistake_in_the_address(reader, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    answer = reader.post("/report/", {f"field{number}": "x" for number in range(20)})
    assert answer.status_code == 413 and "This is too large" in html_of(answer)
    assert answer["Cache-Control"] == "no-store"
