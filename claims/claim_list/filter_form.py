"""The filter of claims as its page shows it: lists and boxes, with what is chosen in each."""

from dataclasses import dataclass
from functools import cached_property

from claims.claim_list import role_labels
from claims.claim_list.filters import ClaimFilter


@dataclass(frozen=True)
class FilterChoice:
    value: str
    label: str
    is_chosen: bool


class FilterForm:
    """What the form shows, by key: choices for boxes, and for lists one after another, as many as are chosen."""

    def __init__(self, filters: ClaimFilter):
        self.filters = filters

    def _chosen(self, key) -> list[str]:
        return self.filters.data.getlist(key)

    def _boxes(self, key, choices) -> list[FilterChoice]:
        return [FilterChoice(value, label, value in self._chosen(key)) for value, label in choices]

    def _lists(self, key) -> list[list[FilterChoice]]:
        """One list of choices for each that is chosen, and an empty one to choose another by."""
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
    def roles(self):
        return self._boxes("role", role_labels.OF_A_CHOICE.items())

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
    def since(self) -> str:
        return self.filters.data.get("from", "")

    @property
    def until(self) -> str:
        return self.filters.data.get("to", "")

    @property
    def words(self) -> str:
        return self.filters.words

    @property
    def has_case(self) -> bool:
        """Whether sides and questions can be chosen among: those of a case, or of any if one is chosen already."""
        return bool(self.filters.chosen_cases or self._chosen("side") or self._chosen("point"))

    @property
    def has_more(self) -> bool:
        """Whether anything is chosen in the part of the form that is folded away."""
        return any(self._chosen(key) for key in ("side", "point", "kind", "standing", "from", "to"))
