"""The filter as a page shows it: what may be chosen, what is chosen, and the address of each choice taken back."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from claims.claim_list import role_labels
from claims.claim_list.filters import SINGLE, ClaimFilter
from record.dates.refusal import excerpt

LABELS = {
    "case": "Case",
    "council": "Council",
    "role": "Claims",
    "own": "Counted",
    "side": "Side",
    "kind": "Kind",
    "point": "Question",
    "standing": "Standing",
    "from": "Said from",
    "to": "Said to",
    "q": "Words",
}
OWN = "without alliances"


class Tag(NamedTuple):
    label: str
    value: str
    url: str


@dataclass(frozen=True)
class FilterChoice:
    value: str
    label: str
    is_chosen: bool


def address(query: QueryDict, route: str = "claims:list", after: str = "", is_whole: bool = False) -> str:
    """The clean address of a list with this filter: as a page of it, or as one page to print."""
    query = query.copy()
    if is_whole:
        query["all"] = "1"
    if after:
        query["after"] = after
    return reverse(route) + (f"?{query.urlencode()}" if query else "")


def tags(filters: ClaimFilter) -> list[Tag]:
    """What the list is narrowed to, each with the address without it; what is not understood among them."""
    found = []
    for key, values in filters.data.lists():
        for value in values:
            found.append(Tag(LABELS[key], _label(filters, key, value), address(without(filters, key, value))))
    return found


def without(filters: ClaimFilter, key: str, value: str) -> QueryDict:
    """What is asked, one value of one key taken back."""
    data = filters.data.copy()
    data.setlist(key, [other for other in data.getlist(key) if other != value])
    if not data.getlist(key):
        del data[key]
    return data


def _label(filters, key, value) -> str:
    if key == "own" and value == "1":
        return OWN
    if key == "role" and value in role_labels.OF_A_CHOICE:
        return role_labels.OF_A_CHOICE[value]
    if key == "q":
        return f"“{excerpt(value)}”"
    if key in SINGLE and key not in filters.errors:
        return str(filters.form.cleaned_data[key])
    return dict(filters.choices.get(key, ())).get(value) or excerpt(value)


def heading(filters: ClaimFilter) -> str:
    """What the list is of, in words that follow “claims”."""
    if filters.problems:
        return ""
    councils = [label for value, label in filters.choices["council"] if value in filters.given("council")]
    words = role_labels.heading_of(councils, filters.given("role"))
    return f"{words}, in its own words" if words and filters.given("own") else words


class Fields:
    """What the form shows, by key: choices for boxes, and for lists one after another, as many as are chosen."""

    def __init__(self, filters: ClaimFilter):
        self.filters = filters
        self.chosen = {key: filters.data.getlist(key) for key in LABELS}

    def _choices(self, key, choices=None) -> list[FilterChoice]:
        choices = self.filters.choices[key] if choices is None else choices
        return [FilterChoice(value, label, value in self.chosen[key]) for value, label in choices]

    def _lists(self, key) -> list[list[FilterChoice]]:
        """One list of choices for each that is chosen, and an empty one to choose another by."""
        known = [value for value in self.chosen[key] if value in dict(self.filters.choices[key])]
        choices = self.filters.choices[key]
        return [[FilterChoice(value, label, value == one) for value, label in choices] for one in [*known, ""]]

    @property
    def councils(self):
        return self._lists("council")

    @property
    def cases(self):
        lists = self._lists("case")
        return lists[:-1] or lists

    @property
    def sides(self):
        return self._lists("side")

    @property
    def points(self):
        return self._lists("point")

    @property
    def roles(self):
        return self._choices("role", role_labels.OF_A_CHOICE.items())

    @property
    def kinds(self):
        return self._choices("kind")

    @property
    def standings(self):
        return self._choices("standing")

    @property
    def is_own(self) -> bool:
        return self.chosen["own"] == ["1"]

    @property
    def since(self) -> str:
        return self.filters.data.get("from", "")

    @property
    def until(self) -> str:
        return self.filters.data.get("to", "")

    @property
    def words(self) -> str:
        return self.filters.data.get("q", "")

    @property
    def has_case(self) -> bool:
        """Whether sides and questions can be chosen among: those of a case, or of any if one is chosen already."""
        return bool(self.filters.chosen_cases or self.chosen["side"] or self.chosen["point"])

    @property
    def has_more(self) -> bool:
        """Whether anything is chosen that stands folded away."""
        return any(self.chosen[key] for key in ("side", "point", "kind", "standing", "from", "to"))
