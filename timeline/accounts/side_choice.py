"""The reader's choice of sides, read from the query string."""

from dataclasses import dataclass
from urllib.parse import urlencode

from councils.models import Side
from record.dates.refusal import excerpt

MOST_MESSAGES = 5


@dataclass(frozen=True)
class SideChoice:
    """The sides that a reader chose, and the order of the columns."""

    keys: tuple[str, ...] = ()
    is_swapped: bool = False
    messages: tuple[str, ...] = ()

    @classmethod
    def read(cls, query, sides: list[Side]) -> "SideChoice":
        known = {side.key for side in sides}
        keys = dict.fromkeys(filter(None, query.getlist("sides")))
        unknown = [key for key in keys if key not in known][:MOST_MESSAGES]
        messages = [f"No side of this case has the key “{excerpt(key)}”; it was left out." for key in unknown]
        order = query.get("order", "")
        if order not in ("", "reversed"):
            messages.append(
                f"The order “{excerpt(order)}” is not known. Sides are in alphabetical order, or order=reversed."
            )
        return cls(tuple(key for key in keys if key in known), order == "reversed", tuple(messages))

    @property
    def swapped(self) -> str:
        """The query string for the same sides in the other order."""
        pairs = [("sides", key) for key in self.keys]
        return urlencode(pairs if self.is_swapped else [*pairs, ("order", "reversed")])
