"""Figures for Prometheus, where the setting says so."""

import datetime
import re

import pytest
from django.utils import timezone

from record.models import OutgoingMail
from tests.builders import make_claim

pytestmark = pytest.mark.django_db


def figures(client):
    body = client.get("/metrics").content.decode()
    assert all(
        re.fullmatch(r"# (HELP|TYPE) counterpoint_\w+ .+|counterpoint_\w+ [\d.]+", line) for line in body.splitlines()
    )
    return {name: float(value) for name, value in re.findall(r"^counterpoint_(\w+) (\S+)$", body, re.MULTILINE)}


def test_there_are_none_unless_the_setting_says_so(client):
    assert client.get("/metrics").status_code == 404


def test_they_tell_what_waits(client, settings):
    settings.METRICS = True
    make_claim()
    hour_ago = timezone.now() - datetime.timedelta(hours=1)
    OutgoingMail.objects.create(key="a", kind="notice", about=1, made_at=hour_ago)
    found = figures(client)
    assert found["publications"] > 1 and found["database_bytes"] > 1e6
    assert (found["mail_waiting"], found["jobs_todo"]) == (1, 0)
    assert 3600 <= found["mail_oldest_seconds"] < 3700


def test_they_are_kept_by_nobody(client, settings):
    settings.METRICS = True
    assert "no-store" in client.get("/metrics")["Cache-Control"]
