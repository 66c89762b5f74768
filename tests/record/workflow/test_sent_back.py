"""Mail to those whose entry was sent back."""

import pytest
from django.core import mail as outbox

from record import mail
from record.models import Draft
from tests.builders import content_of, make_claim, make_officer

pytestmark = pytest.mark.django_db

REASON = "The number is not in the minutes."


def sent():
    mail.send_due()
    return [(message.to, message.body) for message in outbox.outbox]


def test_the_author_is_told_with_a_link_and_without_the_reason():
    author = make_officer("author@example.org")
    claim = make_claim(state="needs-review", edited_by=author)
    claim.send_back(by=make_officer(), reason=REASON)
    ((to, body),) = sent()
    assert to == ["author@example.org"]
    assert f"/admin/claims/claim/{claim.pk}/change/" in body and REASON not in body
    assert claim.statement not in body


def test_the_author_of_a_change_is_told_too():
    author = make_officer("author@example.org")
    claim = make_claim()
    draft = Draft.objects.keep(claim, content_of(claim) | {"statement": "Changed."}, by=author)
    draft.submit(by=author)
    draft.send_back(by=make_officer(), reason=REASON)
    ((to, body),) = sent()
    assert to == ["author@example.org"] and f"/admin/record/draft/{draft.pk}/change/" in body


def test_who_has_left_is_not_written_to():
    author = make_officer("author@example.org")
    make_claim(state="needs-review", edited_by=author).send_back(by=make_officer(), reason=REASON)
    author.is_active = False
    author.save()
    assert sent() == []
