"""The form by which a reader reports a mistake or complains, without a cookie."""

from django import forms
from django.urls import Resolver404, resolve

from councils.choices import READERS_REPORTS, ReportKind
from record.web.signed_forms import FormToken, TypedTextField

# It holds the address of the page that the report is about.
TOKEN = FormToken("report a mistake")
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


class MistakeForm(forms.Form):
    """A report: its text, and an e-mail address for an answer if the reader likes."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=READERS_REPORTS,
        initial=ReportKind.WRONG,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one."},
    )
    text = TypedTextField(
        most=LONGEST,
        rows=6,
        empty="Say what is wrong.",
        label="Say it in your words",
        help_text=f"Of a mistake: what the page says, what it should say, and where that is printed. "
        f"At most {LONGEST:,} letters.",
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        label="Your e-mail address, if you would like an answer",
        help_text="Only the editors see it, and what you write. We publish what came of it, in our words.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "aria-describedby": "email-help"}),
        error_messages={"invalid": "Write the address as name@example.org, or leave it out."},
    )
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def clean_kind(self):
        return self.cleaned_data["kind"] or ReportKind.WRONG
