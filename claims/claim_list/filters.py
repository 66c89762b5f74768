"""Which claims a reader asks for: the query string of every list of claims, as page, feed and file alike.

Repeating a key means *or*, different keys mean *and*. What is not understood is
said on the page, and then nothing is listed: a list that leaves out a part of
what was asked would be a wrong one.
"""

from dataclasses import dataclass

import django_filters
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection
from django.http import QueryDict

from claims.choices import ClaimKind, Role, StandingWord
from claims.claim_list.filter_choices import FilterOption, FilterOptions
from claims.figures.amounts import ungrouped
from claims.models import ClaimCouncil, ClaimStanding
from claims.models.derived import config_of
from record.dates import InvalidDate, UncertainDate
from record.dates.refusal import excerpt

# The keys of the filter, in the order that a clean address has them.
KEYS = ("case", "council", "role", "own", "side", "kind", "point", "standing", "from", "to", "q")
# Those that say one thing: here "or" would mean nothing.
SINGLE = ("own", "from", "to", "q")

# Nobody reads a list of so many things at once, and each council costs the query a branch.
MOST_VALUES = 24
LONGEST = 200
FEWEST_LETTERS = 3


def clean_query(query: QueryDict) -> QueryDict:
    """The filter's part of a query string: known keys in their order, nothing empty, nothing twice."""
    found = QueryDict(mutable=True)
    for key in KEYS:
        values = [" ".join(value.split()) for value in query.getlist(key)]
        if key == "council":
            values = [value.upper() for value in values]
        if values := [value for value in dict.fromkeys(values) if value]:
            found.setlist(key, values)
    return found


class SeveralField(forms.MultipleChoiceField):
    """Values of a list; a message for each that is not on it."""

    default_error_messages = {"invalid_choice": "“%(value)s” is not understood."}

    def validate(self, value):
        known = {key for key, _ in self.choices}
        if unknown := [each for each in value if each not in known]:
            message = self.error_messages["invalid_choice"]
            raise ValidationError([message % {"value": excerpt(each)} for each in unknown[:MOST_VALUES]])
        if len(value) > MOST_VALUES:
            raise ValidationError(f"{len(value)} values of one kind are too many. Choose at most {MOST_VALUES}.")


class DayField(forms.CharField):
    """A year, a month or a day, as an UncertainDate."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            date = UncertainDate(text)
        except InvalidDate as invalid:
            raise ValidationError(str(invalid)) from None
        if "/" in text:
            raise ValidationError(f"{text} is two dates. Write the first as “from” and the last as “to”.")
        return date


class OwnField(forms.CharField):
    def to_python(self, value):
        if value not in ("", None, "1"):
            raise ValidationError(f"own={excerpt(value)} is not understood. Write own=1, or leave it out.")
        return value == "1"


class WordsField(forms.CharField):
    """Words to be searched for. Refused where they are too few to find anything by, or too many."""

    def to_python(self, value):
        words = super().to_python(value)
        if len(words) > LONGEST:
            raise ValidationError(f"These are more words than can be searched for. Write at most {LONGEST} characters.")
        is_amount = any(letter.isdecimal() for letter in words)
        if words and not is_amount and sum(letter.isalnum() for letter in words) < FEWEST_LETTERS:
            raise ValidationError(f"“{excerpt(words)}” is too short to search for. Write three letters or more.")
        return words


UNSEARCHABLE = (
    "These words stand in nearly every text, or only say what is not wanted. Add a word that the claim should have."
)


def is_searchable(words: str) -> bool:
    """Whether an index can answer: not where all are stop words, or nothing is asked for but its absence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT querytree(websearch_to_tsquery(%s::regconfig, %s))", [config_of(words), words])
        return cursor.fetchone()[0] not in ("", "T")


class ClaimFilterForm(forms.Form):
    """What the parts of a filter must be to each other."""

    def clean(self):
        given = super().clean()
        for key in SINGLE:
            if len(self.data.getlist(key)) > 1:
                self.add_error(key, f"“{key}” is given more than once. Keep one of them.")
        start, end = given.get("from"), given.get("to")
        if start and end and start.earliest > end.latest:
            self.add_error("from", f"“From”, {start}, lies after “to”, {end}. Change one of them.")
        return given


class SeveralFilter(django_filters.Filter):
    field_class = SeveralField

    def __init__(self, refusal, **kwargs):
        super().__init__(**kwargs, error_messages={"invalid_choice": refusal}, choices=())


class DayFilter(django_filters.Filter):
    field_class = DayField


class OwnFilter(django_filters.Filter):
    field_class = OwnField


class WordsFilter(django_filters.Filter):
    field_class = WordsField


@dataclass(frozen=True)
class CouncilMatch:
    """What makes a claim count for a council: which councils, in which roles, and whether alliances count.

    Nothing chosen means any: a council without a role is any role, a role without a council any council.
    """

    councils: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    is_own: bool = False

    def rows(self):
        rows = ClaimCouncil.objects.all()
        if self.councils:
            rows = rows.of(self.councils)
        if self.roles:
            rows = rows.in_roles(self.roles)
        return rows.own() if self.is_own else rows


class ClaimFilter(django_filters.FilterSet):
    """The claims that a query string asks for, among those that are published.

    ``qs`` are the entries that everything but council, role and own leaves;
    these three are ``match``, by which a list goes its own, quicker way.
    """

    case = SeveralFilter("“%(value)s” is no case of this record.", method="by_case")
    council = SeveralFilter("“%(value)s” is the code of no council in this record.", method="by_match")
    role = SeveralFilter("“%(value)s” is nothing that a council can be to a claim.", method="by_match")
    own = OwnFilter(method="by_match")
    side = SeveralFilter("“%(value)s” is no side of the cases chosen.", method="by_side")
    kind = SeveralFilter("“%(value)s” is no kind of claim.", method="by_kind")
    point = SeveralFilter("“%(value)s” is no question of the cases chosen.", method="by_point")
    standing = SeveralFilter("“%(value)s” is no standing of a claim.", method="by_standing")
    from_ = DayFilter(method="said_from")
    to = DayFilter(method="said_until")
    q = WordsFilter(method="by_words")

    class Meta:
        model = ClaimStanding
        fields = []
        form = ClaimFilterForm

    @classmethod
    def get_filters(cls):
        # `from` is a word of Python's own.
        return {name.rstrip("_"): each for name, each in super().get_filters().items()}

    def __init__(self, query: QueryDict, options: FilterOptions):
        super().__init__(clean_query(query))
        self.options = options
        cases = [value for value in self.data.getlist("case") if value in {case.value for case in options.cases}]
        self.chosen_cases = cases
        self.choices = {
            "case": _pairs(options.cases),
            "council": _pairs(options.councils),
            "role": Role.choices,
            "side": _pairs(options.of_cases("sides", cases)),
            "kind": ClaimKind.choices,
            "point": _pairs(options.of_cases("points", cases)),
            "standing": StandingWord.choices,
        }
        for name, choices in self.choices.items():
            self.filters[name].extra["choices"] = choices

    # What is asked

    @property
    def chosen_case(self) -> FilterOption | None:
        """The case, where it is exactly one."""
        chosen = [case for case in self.options.cases if case.value in self.chosen_cases]
        return chosen[0] if len(chosen) == 1 else None

    @property
    def problems(self) -> list[str]:
        """What of it is not understood, in sentences."""
        errors = self.errors
        return [message for key in (*KEYS, NON_FIELD_ERRORS) for message in errors.get(key, [])]

    def given(self, key: str):
        """What is asked by one key, where all is understood."""
        if self.problems:
            raise ValueError(f"This filter is not understood: {self.problems}")
        return self.form.cleaned_data[key]

    @property
    def match(self) -> CouncilMatch | None:
        councils = _pks(self.options.councils, self.given("council"))
        match = CouncilMatch(councils, tuple(self.given("role")), self.given("own"))
        return None if match == CouncilMatch() else match

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked that the closure of claims and councils does not hold."""
        return bool(set(self.data) - {"council", "role", "own", "from", "to"})

    def found(self):
        """All entries that are asked for, those that are listed apart among them; in no order."""
        return self.qs.counting(self.match.rows()) if self.match else self.qs

    # How each key narrows

    def by_match(self, entries, name, value):
        return entries

    def by_case(self, entries, name, values):
        return entries.in_cases(_pks(self.options.cases, values))

    def by_side(self, entries, name, values):
        return entries.in_sides(_pks(self.options.of_cases("sides", self.chosen_cases), values))

    def by_kind(self, entries, name, values):
        return entries.of_kinds(values)

    def by_point(self, entries, name, values):
        return entries.answering(_pks(self.options.points, values))

    def by_standing(self, entries, name, values):
        return entries.standing(values)

    def said_from(self, entries, name, date):
        return entries.said_from(date.earliest)

    def said_until(self, entries, name, date):
        return entries.said_until(date.latest)

    def by_words(self, entries, name, words):
        return entries.saying(ungrouped(words))


def _pks(options, values) -> tuple[int, ...]:
    return tuple(option.pk for option in options if option.value in values)


def _pairs(options) -> list[tuple[str, str]]:
    return [(option.value, option.label) for option in options]
