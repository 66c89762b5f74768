"""Form fields of list filters: choices, days, words and boxes."""

from django import forms
from django.core.exceptions import ValidationError

from record.dates import InvalidDate
from record.dates.refusal import excerpt
from record.dates.written import in_readers_words, written_date

# Nobody reads a list of so many things at once, and each council costs the query a branch.
MOST_VALUES = 24
LONGEST = 200
FEWEST_LETTERS = 3


class ChoicesField(forms.MultipleChoiceField):
    """Values of a list; ``refusal`` completes the message “X is …” for any other.

    Choices that depend on the record are set on the field of a filter when it is made.
    """

    def __init__(self, *, label, refusal, choices=(), is_upper=False):
        messages = {"invalid_choice": f"“%(value)s” is {refusal}."}
        super().__init__(label=label, choices=choices, required=False, error_messages=messages)
        self.is_upper = is_upper

    def validate(self, value):
        known = {key for key, _ in self.choices}
        if unknown := [each for each in value if each not in known]:
            message = self.error_messages["invalid_choice"]
            raise ValidationError([message % {"value": excerpt(each)} for each in unknown[:MOST_VALUES]])
        if len(value) > MOST_VALUES:
            raise ValidationError(f"{len(value)} values of one kind are too many. Choose at most {MOST_VALUES}.")


class DayField(forms.CharField):
    """A year, season, month or day, as an UncertainDate.

    A reader writes it in words or figures; an address has its EDTF form.
    """

    def __init__(self, *, label):
        super().__init__(label=label, required=False)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return written_date(text)
        except InvalidDate as invalid:
            raise ValidationError(str(invalid)) from None

    @staticmethod
    def in_address(text: str) -> str:
        """The EDTF form of a written date, or the text itself if it is not a date."""
        try:
            return written_date(text).edtf
        except InvalidDate:
            return text

    @staticmethod
    def in_words(text: str) -> str:
        """The date as readers write it, or the text itself if it is not a date."""
        try:
            return in_readers_words(written_date(text))
        except InvalidDate:
            return text


class BoxField(forms.CharField):
    """A box that is ticked by 1. ``key`` is its name in the address."""

    def __init__(self, *, key, label=""):
        super().__init__(label=label, required=False)
        self.key = key

    def to_python(self, value):
        if value not in ("", None, "1"):
            raise ValidationError(
                f"{self.key}={excerpt(value)} is not understood. Write {self.key}=1, or leave it out."
            )
        return value == "1"


class WordsField(forms.CharField):
    """Words to search for: neither too short nor too many."""

    def __init__(self, *, searched_in=""):
        super().__init__(label="Words", required=False)
        self.searched_in = searched_in

    def to_python(self, value):
        words = super().to_python(value)
        if len(words) > LONGEST:
            raise ValidationError(f"These are more words than can be searched for. Write at most {LONGEST} characters.")
        is_amount = any(letter.isdecimal() for letter in words)
        if words and not is_amount and sum(letter.isalnum() for letter in words) < FEWEST_LETTERS:
            raise ValidationError(f"“{excerpt(words)}” is too short to search for. Write three letters or more.")
        return words
