"""Reads what a reader asks for in the query string, and says in words what it does not understand."""

from dataclasses import dataclass
from urllib.parse import urlencode

from councils.models import Side
from record.dates.refusal import excerpt

MOST_MESSAGES = 5


def not_kept(response):
    """Mark an answer to a question that was not understood: no cache keeps it, and no search engine lists it."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@dataclass(frozen=True)
class SideChoice:
    """Which sides a reader sets beside each other, and whether in the reverse of the alphabet."""

    keys: tuple[str, ...] = ()
    is_swapped: bool = False
    messages: tuple[str, ...] = ()

    @classmethod
    def read(cls, query, sides: list[Side]) -> "SideChoice":
        known = {side.key for side in sides}
        asked = dict.fromkeys(filter(None, query.getlist("sides")))
        unknown = [key for key in asked if key not in known][:MOST_MESSAGES]
        messages = [f"No side of this case has the key “{excerpt(key)}”; it was left out." for key in unknown]
        order = query.get("order", "")
        if order not in ("", "reversed"):
            messages.append(
                f"The order “{excerpt(order)}” is not known. Sides stand in alphabetical order, or order=reversed."
            )
        return cls(tuple(key for key in asked if key in known), order == "reversed", tuple(messages))

    @property
    def swapped(self) -> str:
        """The query of the same choice in the other order."""
        pairs = [("sides", key) for key in self.keys]
        return urlencode(pairs if self.is_swapped else [*pairs, ("order", "reversed")])
