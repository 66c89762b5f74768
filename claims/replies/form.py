"""The form of a reply, at the desk and on the page of a private link."""

from django import forms

from claims.choices import Relation
from record.web.signed_forms import FormToken, TypedTextField

TOKEN = FormToken("reply to a claim")
# The whole request, in bytes; the longest reply, in letters. It is quoted whole.
LARGEST, LONGEST = 40_000, 3000

RELATIONS = [
    (Relation.DISPUTES.value, "It disputes the claim"),
    (Relation.QUALIFIES.value, "It accepts a part, or adds what was left out"),
    (Relation.ACCEPTS.value, "It accepts the claim"),
    (Relation.ANSWERS.value, "It answers in another way"),
]


class ReplyForm(forms.Form):
    """The words of a reply, and how it stands to the claim in its author's view."""

    text = TypedTextField(
        most=LONGEST,
        rows=12,
        empty="Write your reply.",
        label="Your reply",
        help_text=f"At most {LONGEST:,} letters. We publish it whole and as you wrote it, or tell you why not.",
    )
    relation = forms.ChoiceField(
        label="How does it answer the claim?",
        choices=RELATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
    )
