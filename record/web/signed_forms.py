"""Forms for people without a cookie: readers, and those who follow a private link.

Django's guard against forged requests needs a cookie. Here a signed token in the form takes
its place. It says what the form is about, and is good for four hours.
"""

from django import forms
from django.core import signing

from record.content.schema import printable

LASTS = 4 * 60 * 60


class FormToken:
    """The tokens of one kind of form. ``salt`` keeps those of other forms out."""

    def __init__(self, salt: str):
        self.salt = salt

    def sign(self, about) -> str:
        return signing.dumps(about, salt=self.salt)

    def read(self, token: str):
        """Return what the form is about; None for a token that is forged or too old."""
        try:
            return signing.loads(token, salt=self.salt, max_age=LASTS)
        except signing.BadSignature:
            return None


class TypedTextField(forms.CharField):
    """Words that somebody types at length, without what cannot be shown.

    ``most`` is their number of letters, ``empty`` the sentence for who writes nothing.
    """

    def __init__(self, *, most: int, rows: int, empty: str, **kwargs):
        super().__init__(
            max_length=most,
            min_length=10,
            widget=forms.Textarea(attrs={"rows": rows, "aria-describedby": "text-help"}),
            error_messages={
                "required": empty,
                "min_length": "Say a little more: at least ten letters.",
                "max_length": f"At most {most:,} letters are taken. Shorten it.",
                "null_characters_not_allowed": "It holds a character that cannot be read. Write it again.",
            },
            **kwargs,
        )

    def clean(self, value):
        words = super().clean(value).replace("\r\n", "\n").strip()
        try:
            return printable(words)
        except ValueError as error:
            raise forms.ValidationError(f"It {error}.") from None
