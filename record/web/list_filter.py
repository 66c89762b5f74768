"""The filter of a list: one query string for page, fragment, feed and file alike.

Repeating a key means *or*, different keys mean *and*. What is not understood is
said on the page, and then nothing is listed: a list that left out a part of what
was asked would be a wrong one.

A filter is a Django form, and not django-filter's FilterSet: that narrows one
queryset, where most lists here are unions, walks of an index, or no querysets.
"""

from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict

from record.web.filter_fields import ChoicesField, DayField


class Tag(NamedTuple):
    """One thing that a list is narrowed to, and the address of the list without it."""

    label: str
    value: str
    url: str


class ListFilter(forms.Form):
    """The filter of a list: a field for each key, in the order of a clean address.

        class DocumentFilter(ListFilter):
            case = ChoicesField(label="Case", refusal="no case of this record")
            q = WordsField(searched_in="titles and publishers")

        filters = DocumentFilter(request.GET, case=[("leicestershire", "Leicestershire"), …])

    The key “from” is declared as ``from_``, since the word is Python's own.
    """

    def __init__(self, query: QueryDict, **choices: list[tuple[str, str]]):
        super().__init__(self.clean_query(query))
        self.fields = {name.rstrip("_"): field for name, field in self.fields.items()}
        for name, values in choices.items():
            self.fields[name].choices = values

    @classmethod
    def keys(cls) -> list[str]:
        return [name.rstrip("_") for name in cls.base_fields]

    @classmethod
    def clean_query(cls, query: QueryDict) -> QueryDict:
        """The known keys of a query string in order, nothing empty, nothing twice."""
        clean = QueryDict(mutable=True)
        for name, field in zip(cls.keys(), cls.base_fields.values(), strict=True):
            values = [" ".join(value.split()) for value in query.getlist(name)]
            if getattr(field, "is_upper", False):
                values = [value.upper() for value in values]
            if isinstance(field, DayField):
                values = [field.in_address(value) for value in values if value]
            if values := list(dict.fromkeys(filter(None, values))):
                clean.setlist(name, values)
        return clean

    def clean(self):
        values = super().clean()
        for name, field in self.fields.items():
            if not isinstance(field, ChoicesField) and len(self.data.getlist(name)) > 1:
                self.add_error(name, f"“{name}” is given more than once. Keep one of them.")
        start, end = values.get("from"), values.get("to")
        if start and end and start.earliest > end.latest:
            self.add_error("from", f"“From”, {start}, lies after “to”, {end}. Change one of them.")
        return values

    # What is asked

    @cached_property
    def problems(self) -> list[str]:
        """Messages for all that is not understood."""
        return [message for name in (*self.fields, NON_FIELD_ERRORS) for message in self.errors.get(name, [])]

    def value(self, name: str):
        """The cleaned value of one key. Raises ValueError unless all is understood."""
        if self.problems:
            raise ValueError(f"This filter is not understood: {self.problems}")
        return self.cleaned_data[name]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.data)

    # Its addresses

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.data.lists() for value in values]

    def address(self, path: str, after: str = "", without: tuple[str, str] | None = None, **more: str) -> str:
        """The clean address of the list, from a cursor on, or without one pair."""
        pairs = [pair for pair in self.pairs if pair != without]
        pairs += [(name, value) for name, value in (*more.items(), ("after", after)) if value]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def tags(self, path: str) -> list[Tag]:
        """A tag for each value in the address, understood or not."""
        return [
            Tag(self.fields[name].label, self.label_of(name, value), self.address(path, without=(name, value)))
            for name, value in self.pairs
        ]

    def label_of(self, name: str, value: str) -> str:
        """A value as its tag prints it."""
        if isinstance(self.fields[name], DayField):
            return DayField.in_words(value)
        return dict(getattr(self.fields[name], "choices", ())).get(value, value)

    # As the form of the page prints it

    @property
    def selects(self) -> list[dict]:
        """Each key with choices; ``further`` are values beyond the one a select shows."""
        return [
            {
                "key": name,
                "label": field.label,
                "choices": field.choices,
                "chosen": (self.data.getlist(name) or [""])[0],
                "further": self.data.getlist(name)[1:],
            }
            for name, field in self.fields.items()
            if isinstance(field, ChoicesField)
        ]

    @property
    def days(self) -> list[dict]:
        """Each key for a day, with the text of its field and why it is not understood."""
        return [
            {
                "key": name,
                "label": field.label,
                "value": self.label_of(name, self.data[name]) if name in self.data else "",
                "problem": " ".join(self.errors.get(name, [])),
            }
            for name, field in self.fields.items()
            if isinstance(field, DayField)
        ]

    @property
    def day_problems(self) -> list[str]:
        """Messages to print beside the date fields."""
        return [
            message
            for name, field in self.fields.items()
            if isinstance(field, DayField)
            for message in self.errors.get(name, [])
        ]

    @property
    def words(self) -> str:
        return self.data.get("q", "")

    @property
    def searched_in(self) -> str:
        """The texts that a search looks in, if there is one."""
        return self.fields["q"].searched_in if "q" in self.fields else ""
