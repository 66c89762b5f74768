"""The form by which a reader reports a mistake or complains, without a cookie.

Django’s guard against forged requests needs a cookie. Here a signed token stands in for it: it names the page that
the report is about, and is good for four hours.
"""

from django import forms
from django.core import signing
from django.urls import Resolver404, resolve

from councils.choices import ReportKind
from record.content.schema import printable

SALT = "report a mistake"
LASTS = 4 * 60 * 60
# The whole request, in bytes; the longest report, in letters.
LARGEST, LONGEST = 20_000, 2000
LONGEST_ADDRESS = 500


def is_page(about: str) -> bool:
    """True for the address of a page for readers on this site."""
    path = about.partition("?")[0]
    if not path.startswith("/") or len(about) > LONGEST_ADDRESS or not about.isprintable():
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.namespace in ("timeline", "claims") and not match.url_name.startswith(("reply", "report"))


def subject_of(path: str) -> str:
    """The id of the record whose page this is, or else the page's own address.

    An address may gain another slug; the id in it stays.
    """
    return resolve(path).kwargs.get("public_id") or path


def token_for(about: str) -> str:
    return signing.dumps(about, salt=SALT)


def page_of(token: str) -> str | None:
    """The page of a token; None for one that is forged or too old."""
    try:
        return signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None


class MistakeForm(forms.Form):
    """A report: its text, and an e-mail address for an answer if the reader likes."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=ReportKind.choices,
        initial=ReportKind.WRONG,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one."},
    )
    text = forms.CharField(
        max_length=LONGEST,
        min_length=10,
        label="Say it in your words",
        help_text="Of a mistake: what the page says, what it should say, and where that is printed.",
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "text-help"}),
        error_messages={
            "required": "Say what is wrong.",
            "min_length": "Say a little more: at least ten letters.",
            "max_length": "At most 2,000 letters are taken. Shorten it.",
            "null_characters_not_allowed": "It holds a character that cannot be read. Write it again.",
        },
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        label="Your e-mail address, if you would like an answer",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "aria-describedby": "email-help"}),
        error_messages={"invalid": "Write the address as name@example.org, or leave it out."},
    )
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def clean_kind(self):
        return self.cleaned_data["kind"] or ReportKind.WRONG

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        try:
            return printable(text)
        except ValueError as error:
            raise forms.ValidationError(f"It {error}.") from None
