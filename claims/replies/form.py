"""The form of a reply, at the desk and on the page of a private link.

The page of a link has no cookie, and so none of Django's guard against forged requests. A
signed token stands in for it: it names the notice, and is good for four hours.
"""

from django import forms
from django.core import signing

from claims.choices import Relation
from record.content.schema import printable

SALT = "reply to a claim"
LASTS = 4 * 60 * 60
# The whole request, in bytes; the longest reply, in letters. It is quoted whole.
LARGEST, LONGEST = 40_000, 3000

RELATIONS = [
    (Relation.DISPUTES.value, "It disputes the claim"),
    (Relation.QUALIFIES.value, "It accepts a part, or adds what was left out"),
    (Relation.ACCEPTS.value, "It accepts the claim"),
    (Relation.ANSWERS.value, "It answers in another way"),
]


def token_for(notice) -> str:
    return signing.dumps(notice.pk, salt=SALT)


def is_token_for(notice, token: str) -> bool:
    """True for a token of this notice that is not too old."""
    try:
        return signing.loads(token, salt=SALT, max_age=LASTS) == notice.pk
    except signing.BadSignature:
        return False


class ReplyForm(forms.Form):
    """The words of a reply, and how it stands to the claim in its author's view."""

    text = forms.CharField(
        max_length=LONGEST,
        min_length=10,
        label="Your reply",
        help_text="At most 3,000 letters. We publish it whole and as you wrote it, or tell you why not.",
        widget=forms.Textarea(attrs={"rows": 12, "aria-describedby": "text-help"}),
        error_messages={
            "required": "Write your reply.",
            "min_length": "Say a little more: at least ten letters.",
            "max_length": "At most 3,000 letters are taken. Shorten it.",
            "null_characters_not_allowed": "It holds a character that cannot be read. Write it again.",
        },
    )
    relation = forms.ChoiceField(
        label="How does it answer the claim?",
        choices=RELATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
    )

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        try:
            return printable(text)
        except ValueError as error:
            raise forms.ValidationError(f"It {error}.") from None
