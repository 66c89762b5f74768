"""Logs as JSON: one line an event, without personal data.

Each line has the id of its request. Of an error its kind, its place and its message are kept; the
message without what may name a person: addresses of readers and officers, private links,
searches, and values of a database.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

# The id of the request that this process is answering.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# As nginx makes it, and nothing longer or stranger.
GIVEN_ID = re.compile(r"[0-9a-zA-Z-]{8,64}")

HIDDEN = [
    # PostgreSQL tells the values of the row that it refuses.
    (re.compile(r"\s*DETAIL:.*", re.S), ""),
    (re.compile(r"(/reply|/admin/account)/[^\s\"'<>]*"), r"\1/…"),
    (re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*"), "?…"),
    (re.compile(r"[^\s\"'<>(=:]+@[^\s\"'<>),;]+"), "…@…"),
    (re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,7}\b"), "[address]"),
]


def without_persons(text: str) -> str:
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text


class Json(logging.Formatter):
    def format(self, record) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_persons(record.getMessage()),
        }
        if request := request_id.get():
            line["request"] = request
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line["error"] = f"{type(error).__name__}: {without_persons(str(error))}"
            # Places alone: a line of code holds no values.
            line["trace"] = [
                f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)


def name_request(get_response):
    """Middleware that gives each request the proxy's id, or a new one."""

    def middleware(request):
        given = request.headers.get("X-Request-Id", "")
        request_id.set(given if GIVEN_ID.fullmatch(given) else uuid4().hex)
        return get_response(request)

    return middleware


def handlers(is_json: bool) -> dict:
    """Formatters and the handler of `logging.config`, for Django and for gunicorn."""
    line = {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "config.logs.Json"} if is_json else line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    }
