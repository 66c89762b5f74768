"""Logs as JSON: with the id of the request, and without personal data."""

import json
import logging
import sys

import pytest

from config.logs import Json, name_request, request_id, without_persons


@pytest.fixture
def line():
    def line(message="told", error=None):
        info = (type(error), error, error.__traceback__) if error else None
        return json.loads(Json().format(logging.LogRecord("ours", logging.ERROR, "f.py", 1, message, (), info)))

    token = request_id.set("")
    yield line
    request_id.reset(token)


@pytest.mark.parametrize(
    "text",
    [
        "Internal Server Error: /reply/8k2m-secret/",
        "Internal Server Error: /admin/account/link/secret/",
        "GET /search/?q=secret",
        "mail to ada.secret@council.example failed",
        "from 203.0.113.7",
        "from 2001:db8:0:0:1:2:3:4",
        "duplicate key\nDETAIL:  Key (email)=(secret@council.example) already exists.",
    ],
)
def test_nothing_of_a_person_is_kept(text, line):
    for kept in (line(text)["message"], line(error=ValueError(text))["error"]):
        assert not any(word in kept for word in ("secret", "203.0", "2001:db8", "@council"))


def test_what_helps_to_mend_it_is_kept(line):
    assert without_persons("Internal Server Error: /claims/abc/") == "Internal Server Error: /claims/abc/"
    try:
        raise ValueError("what was asked for")
    except ValueError:
        found = line(error=sys.exc_info()[1])
    assert found["error"] == "ValueError: what was asked for"
    assert found["trace"][0].startswith(__file__) and found["level"] == "error" and "request" not in found


@pytest.mark.parametrize(
    ("given", "is_taken"), [("4f1d2c3b4a596877", True), ('x"}\n{', False), ("", False), ("a" * 65, False)]
)
def test_a_line_has_the_id_that_the_proxy_gave_the_request(rf, line, given, is_taken):
    name_request(lambda request: None)(rf.get("/", headers={"X-Request-Id": given}))
    found = line()["request"]
    assert (found == given) == is_taken and len(found) >= 16


def test_each_request_without_an_id_gets_one_of_its_own(rf, line):
    found = set()
    for _ in range(2):
        name_request(lambda request: None)(rf.get("/"))
        found.add(line()["request"])
    assert len(found) == 2
