"""Which claims a reader asks for: the query string of every list of claims, as page, feed and file alike.

Repeating a key means *or*, different keys mean *and*. What is not understood is
said on the page, and then nothing is listed: a list that leaves out a part of
what was asked would be a wrong one.
"""

import re
from dataclasses import dataclass
from itertools import chain

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from claims.choices import ClaimKind, Role, StandingWord
from claims.models import ClaimCouncil, ClaimStanding
from claims.options import Options
from record.dates import InvalidDate, UncertainDate
from record.dates.refusal import shown

# The keys of the filter, in the order that a clean address has them.
KEYS = ("case", "council", "role", "own", "side", "kind", "point", "standing", "from", "to", "q")
# Those that mean one thing, so that "or" would say nothing.
SINGLE = ("own", "from", "to", "q")

# Nobody reads a list of so many things at once, and each costs a branch of the query.
MOST_VALUES = 24
LONGEST = 200
FEWEST_LETTERS = 3

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
OWN_LABEL = "not by way of an alliance"


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
    """Values of a fixed list; the message names each value that is not on it."""

    default_error_messages = {"invalid_choice": "“%(value)s” is not understood."}

    def validate(self, value):
        known = {key for key, _ in self.choices}
        if unknown := [each for each in value if each not in known]:
            message = self.error_messages["invalid_choice"]
            raise ValidationError([ValidationError(message, params={"value": shown(each)}) for each in unknown])
        if len(value) > MOST_VALUES:
            raise ValidationError(f"{len(value)} values of one kind are too many. Choose at most {MOST_VALUES}.")


class DayField(forms.CharField):
    """A year, month or day, as an UncertainDate."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            date = UncertainDate(text)
        except InvalidDate as invalid:
            raise ValidationError(str(invalid)) from None
        if "/" in text:
            raise ValidationError(f"{shown(text)} is an interval. Write its first day as “from” and its last as “to”.")
        return date


class OwnField(forms.CharField):
    def to_python(self, value):
        if value not in ("", None, "1"):
            raise ValidationError(f"own={shown(value)} is not understood. Write own=1, or leave it out.")
        return value == "1"


class WordsField(forms.CharField):
    """Words to search for, refused by rule where any answer would be slow and say nothing."""

    def to_python(self, value):
        words = super().to_python(value)
        if not words:
            return ""
        if len(words) > LONGEST:
            raise ValidationError(f"The search is longer than {LONGEST} characters. Write fewer words.")
        if sum(letter.isalnum() for letter in words) < FEWEST_LETTERS:
            raise ValidationError(f"“{shown(words)}” is too short to search for. Write three letters or more.")
        if "-" in words and not re.search(r"(^|[\s(])[^\W_]|\"[^\W_]", words):
            raise ValidationError("A search for what is not there finds nearly everything. Add a word that you do want.")
        return words


class SeveralFilter(django_filters.Filter):
    field_class = SeveralField


class ClaimForm(forms.Form):
    """What the parts of the filter must be to each other."""

    def clean(self):
        given = super().clean()
        start, end = given.get("from"), given.get("to")
        if start and end and start.earliest > end.latest:
            raise ValidationError(f"“From” ({start}) lies after “to” ({end}). Change one of them.")
        return given


class ClaimFilter(django_filters.FilterSet):
    """The claims that a query string asks for. ``entries`` are they; ``match`` says what makes a council's count."""

    case = SeveralFilter(method="by_case")
    council = SeveralFilter(method="by_council")
    role = SeveralFilter(method="by_council")
    own = django_filters.CharFilter(field_class=OwnField, method="by_council")
    side = SeveralFilter(method="by_side")
    kind = SeveralFilter(method="by_kind")
    point = SeveralFilter(method="by_point")
    standing = SeveralFilter(method="by_standing")
    from_ = django_filters.CharFilter(method="said_from")
    to = django_filters.CharFilter(method="said_until")
    q = django_filters.CharFilter(method="by_words")

    class Meta:
        model = ClaimStanding
        fields = []
        form = ClaimForm
