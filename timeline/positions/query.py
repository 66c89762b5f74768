"""The address of the positions page: as at which day, and which subject is drawn."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from record.dates.refusal import excerpt


@dataclass(frozen=True)
class PositionsQuery:
    """The day and the subject that an address asks for, with messages."""

    at: datetime.date
    on: str = ""
    messages: tuple[str, ...] = ()
    is_given: bool = False

    @classmethod
    def read(cls, query, today: datetime.date) -> "PositionsQuery":
        messages = []
        first = {}
        for key in ("at", "on"):
            values = list(dict.fromkeys(value.strip() for value in query.getlist(key) if value.strip()))
            if len(values) > 1:
                messages.append(f"“{key}” is given more than once. Keep one of them.")
            first[key] = values[0] if values else ""
        at = today
        if first["at"]:
            try:
                at = _day(first["at"])
            except ValueError:
                messages.append(f"“{excerpt(first['at'])}” is no day. Write it as 2025-09-05. Shown as at today.")
        return cls(at, first["on"], tuple(messages), bool(first["at"]))

    def address(self, path: str, at: datetime.date | None = None, on: str = "") -> str:
        day = at or (self.at if self.is_given else None)
        pairs = [("at", day.isoformat())] if day else []
        if on := on or self.on:
            pairs.append(("on", on))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def _day(text: str) -> datetime.date:
    """A day written as 2025-09-05, and in no other way."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return datetime.date.fromisoformat(text)
