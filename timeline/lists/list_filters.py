"""Which rows of a list a reader asks for: what stands in the query string of councils, documents and the log.

Repeating a key means *or*, different keys mean *and*. What is not understood is
said on the page, and then nothing is listed.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from claims.claim_list.filters import SeveralField, WordsField
from record.web.keyset import BadCursor


def paged(page, request, problems=()):
    """The page of a list that an address asks for, or its first; and what of the address is not understood.

    ``page`` makes one from a place in the list. Where anything else of the
    address is not understood nothing is listed, and there is no page.
    """
    if problems:
        return None, list(problems)
    try:
        return page(request.GET.get("after", "")), []
    except BadCursor as bad:
        return page(""), [str(bad)]


@dataclass(frozen=True)
class ListFilterKey:
    """A key whose values stand on a list: how the page calls it, the list, and what any other value is not."""

    key: str
    label: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    refusal: str = ""

    def form_field(self):
        refusal = {"invalid_choice": f"“%(value)s” is {self.refusal}."}
        return SeveralField(choices=self.choices, required=False, error_messages=refusal)


class ListFilter:
    """What a list is narrowed to, by choices, and by words where ``words`` says what they are looked for in."""

    def __init__(self, query: QueryDict, *choices: ListFilterKey, words: str = ""):
        self.choices = choices
        self.words_in = words
        self.keys = [choice.key for choice in choices] + (["q"] if words else [])
        self.data = QueryDict(mutable=True)
        for key in self.keys:
            values = [" ".join(value.split()) for value in query.getlist(key)]
            if values := list(dict.fromkeys(filter(None, values))):
                self.data.setlist(key, values)

    @cached_property
    def form(self) -> forms.Form:
        fields = {choice.key: choice.form_field() for choice in self.choices}
        if self.words_in:
            fields["q"] = WordsField(required=False)
        form = type("Asked", (forms.Form,), fields)(self.data)
        if len(self.data.getlist("q")) > 1:
            form.add_error("q", "“q” is given more than once. Keep one of them.")
        return form

    @property
    def problems(self) -> list[str]:
        """What of it is not understood, in sentences."""
        return [message for key in self.keys for message in self.form.errors.get(key, [])]

    def given(self, key):
        """What is asked by one key, once all is understood: a list of values, or the words."""
        return self.form.cleaned_data[key]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.data)

    @property
    def words(self) -> str:
        return self.data.get("q", "")

    def address(self, path: str, after: str = "") -> str:
        """The clean address of the list, from one of its places on."""
        pairs = [(key, value) for key in self.keys for value in self.data.getlist(key)]
        query = urlencode([*pairs, ("after", after)] if after else pairs)
        return f"{path}?{query}" if query else path

    def fields(self) -> list[dict]:
        """The choices as the form prints them: a list for each key, and what one list cannot show, kept."""
        return [
            {
                "key": choice.key,
                "label": choice.label,
                "choices": choice.choices,
                "chosen": (self.data.getlist(choice.key) or [""])[0],
                "further": self.data.getlist(choice.key)[1:],
            }
            for choice in self.choices
        ]

    def tags(self, path: str) -> list[tuple[str, str, str]]:
        """What it is narrowed to: label, value, and the address without it."""
        found = []
        labels = {choice.key: choice for choice in self.choices}
        pairs = [(key, value) for key in self.keys for value in self.data.getlist(key)]
        for key, value in pairs:
            choice = labels.get(key)
            query = urlencode([pair for pair in pairs if pair != (key, value)])
            label, name = (choice.label, dict(choice.choices).get(value, value)) if choice else ("Words", value)
            found.append((label, name, f"{path}?{query}" if query else path))
        return found
