"""The address of the positions page: as at which day, and which subject is drawn."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from record.dates import InvalidDate
from record.dates.written import written_date


@dataclass(frozen=True)
class PositionsQuery:
    """The day and the subject that an address asks for, with messages.

    ``refused`` is what was given for a day and is none.
    """

    at: datetime.date
    on: str = ""
    messages: tuple[str, ...] = ()
    is_given: bool = False
    refused: str = ""

    @classmethod
    def read(cls, query, latest: datetime.date) -> "PositionsQuery":
        """The day asked for, or else the latest that we can speak of."""
        messages = []
        first = {}
        for key in ("at", "on"):
            values = list(dict.fromkeys(value.strip() for value in query.getlist(key) if value.strip()))
            if len(values) > 1:
                messages.append(f"“{key}” is given more than once. Keep one of them.")
            first[key] = values[0] if values else ""
        at, refused = latest, ""
        if first["at"]:
            try:
                at = written_date(first["at"]).latest
            except InvalidDate as invalid:
                refused = first["at"]
                messages.append(f"{invalid} Shown as at {latest:%-d %B %Y}.")
        return cls(at, first["on"], tuple(messages), bool(first["at"]), refused)

    def address(self, path: str, at: datetime.date | None = None, on: str = "") -> str:
        day = at or (self.at if self.is_given else None)
        pairs = [("at", day.isoformat())] if day else []
        if on := on or self.on:
            pairs.append(("on", on))
        return f"{path}?{urlencode(pairs)}" if pairs else path
