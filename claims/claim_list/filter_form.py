"""The claim filter as its page shows it, with the chosen values."""

from functools import cached_property
from typing import NamedTuple

from claims.claim_list import role_labels
from claims.claim_list.filters import ClaimFilter


class FilterChoice(NamedTuple):
    value: str
    label: str
    is_chosen: bool


class RoleChoice(NamedTuple):
    value: str
    label: str
    is_chosen: bool
    # In words; empty where nothing is counted.
    count: str


class FilterForm:
    """Choices of each key: for boxes, or for as many selects as values are chosen.

    ``counts`` are the claims of the chosen councils by role, in words.
    """

    def __init__(self, filters: ClaimFilter, counts: dict[str, str]):
        self.filters = filters
        self.counts = counts

    def _chosen(self, key) -> list[str]:
        return self.filters.data.getlist(key)

    def _boxes(self, key, choices) -> list[FilterChoice]:
        chosen = self._chosen(key)
        return [FilterChoice(value, label, value in chosen) for value, label in choices]

    def _lists(self, key) -> list[list[FilterChoice]]:
        """A select for each chosen value, and an empty one to choose another."""
        choices = self.filters.fields[key].choices
        known = {value for value, _ in choices}
        chosen = [value for value in self._chosen(key) if value in known]
        return [[FilterChoice(value, label, value == one) for value, label in choices] for one in [*chosen, ""]]

    @cached_property
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
    def roles(self) -> list[RoleChoice]:
        boxes = self._boxes("role", role_labels.OF_A_CHOICE.items())
        return [RoleChoice(*box, self.counts.get(box.value, "")) for box in boxes]

    @property
    def kinds(self):
        return self._boxes("kind", self.filters.fields["kind"].choices)

    @property
    def standings(self):
        return self._boxes("standing", self.filters.fields["standing"].choices)

    @property
    def is_own(self) -> bool:
        return self._chosen("own") == ["1"]

    @property
    def words(self) -> str:
        return self.filters.words

    @property
    def has_case(self) -> bool:
        """A case is chosen, or a side or question: so these can be chosen."""
        return bool(self.filters.chosen_cases or self._chosen("side") or self._chosen("point"))

    @property
    def is_folded(self) -> bool:
        """Something is chosen, and understood: the list comes first."""
        return self.filters.is_narrowed and not self.filters.problems

    @property
    def has_more(self) -> bool:
        """Something is chosen in the folded part of the form."""
        return any(self._chosen(key) for key in ("q", "case", "side", "point", "kind", "standing", "from", "to"))
