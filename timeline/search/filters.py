"""The filter of the search: words, and what narrows them."""

from urllib.parse import urlencode

from claims.claim_list.filter_choices import FilterOptions, choices_of, pks_of
from claims.models import SearchKind
from councils.models import Case
from record.web.filter_fields import ChoicesField, WordsField
from record.web.list_filter import ListFilter, Tag
from timeline.search.scope import Scope

NEWEST = "newest"


class SearchFilter(ListFilter):
    """Words to search for, in some cases, for some councils, of some kind."""

    q = WordsField()
    case = ChoicesField(label="Case", refusal="no case here")
    council = ChoicesField(label="Council", refusal="the code of no council", is_upper=True)
    kind = ChoicesField(label="Kind", refusal="no kind of result", choices=SearchKind.choices)
    order = ChoicesField(label="Order", refusal="no order of results", choices=[(NEWEST, "newest first")])

    def __init__(self, query, options: FilterOptions, of_cases: dict[int, frozenset[int]]):
        super().__init__(query, case=options.case_choices, council=choices_of(options.councils))
        self.options = options
        self.of_cases = of_cases

    @property
    def selects(self) -> list[dict]:
        """The fields that narrow a search; its kind is chosen by links."""
        return [each for each in super().selects if each["key"] != "kind"]

    @property
    def councils(self) -> tuple[int, ...]:
        return pks_of(self.options.councils, self.value("council"))

    @property
    def chosen_kind(self) -> str:
        """The one kind that is listed page by page; empty for the first results of each."""
        kinds = [] if self.problems else self.value("kind")
        return kinds[0] if len(kinds) == 1 else ""

    @property
    def is_newest_first(self) -> bool:
        return NEWEST in self.value("order")

    @property
    def scope(self) -> Scope:
        """The cases to search in: invented ones only where one or a council is chosen."""
        chosen = self.options.case_pks(self.value("case"))
        left_out = [] if self.value("council") else [case.pk for case in self.left_out]
        return Scope(tuple(chosen), tuple(left_out), self.councils, self.of_cases)

    @property
    def left_out(self) -> list[Case]:
        """The invented cases beside real ones, where no case is chosen."""
        return self.options.invented_apart(self.value("case"))

    @property
    def cases_searched(self) -> list[Case]:
        """The cases chosen, or else all but those left out."""
        chosen, left_out = self.value("case"), self.left_out
        return [case for case in self.options.cases if (case.key in chosen if chosen else case not in left_out)]

    def in_case(self, case) -> "SearchFilter":
        """The same search in one case alone."""
        query = self.data.copy()
        query["case"] = case.key
        return SearchFilter(query, self.options, self.of_cases)

    def address_of_kind(self, path: str, kind: str) -> str:
        """The address of all results of one kind; of the first of each where it is empty."""
        pairs = [pair for pair in self.pairs if pair[0] != "kind"]
        return f"{path}?{urlencode([*pairs, ('kind', kind)] if kind else pairs)}"

    def address_of_words(self, path: str) -> str:
        """The address of the words alone, with nothing that narrows them."""
        return f"{path}?{urlencode({'q': self.words})}"

    def tags_narrowing(self, path: str) -> list[Tag]:
        """Tags of the cases and councils that it is narrowed to: the rest is in sight."""
        labels = {self.fields[name].label for name in ("case", "council")}
        return [tag for tag in self.tags(path) if tag.label in labels]
