"""The page of a private link: a reply, or none, without a cookie."""

import datetime
import re

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone

from claims.models import Claim, ReplyNotice
from claims.replies.form import TOKEN
from councils.models import Document, ReplyContact
from record import mail
from record.models import HistoryEntry
from tests.builders import make_claim, make_council, make_officer, make_response, voice
from tests.pages import html_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

WORDS = "We do not agree. The note was shared on 8 January.\n\nIt is on page 3 of our minutes."


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def notify(key, *, by="county"):
    """A notice that was sent to a council."""
    make_council(key)
    ReplyContact.objects.create(voice=voice(key), email=f"{key}@example.org", starts="2020-01-01")
    claim = make_claim(about=[key], by=by, kind="characterisation", state="needs-review")
    claim.publish(by=make_officer())
    now = timezone.now()
    mail.send_due(timezone.make_aware(datetime.datetime(now.year, now.month, now.day, 23, 59)))
    return ReplyNotice.objects.get(claim=claim)


@shared
def notice():
    return notify("city")


def send(client, notice, **fields):
    data = {"token": TOKEN.sign(notice.pk), "text": WORDS, "relation": "disputes", **fields}
    return client.post(notice.get_absolute_url(), {name: value for name, value in data.items() if value is not None})


def test_the_link_opens_a_page_that_nobody_keeps_and_that_sets_no_cookie(client, notice):
    found = client.get(notice.get_absolute_url())
    assert notice.claim.statement in text_of(found)
    assert "no-store" in found["Cache-Control"] and found["Referrer-Policy"] == "no-referrer"
    assert not client.cookies and "noindex" in found["X-Robots-Tag"]


def test_a_reply_is_kept_as_it_was_typed_and_awaits_a_second_person(client, notice):
    token = re.search(r'name="token" value="([^"]+)"', html_of(client.get(notice.get_absolute_url())))[1]
    answer = send(client, notice, token=token)
    assert answer.status_code == 200 and "Your reply was kept as you wrote it." in text_of(answer)
    document = Document.objects.get(kind="reply")
    assert (document.state, document.entered_for, document.publisher) == (
        "needs-review",
        voice("city").public_id,
        voice("city"),
    )
    assert document.title.startswith("Reply to Counterpoint, ")
    assert document.stored.body == WORDS + "\n"
    assert not HistoryEntry.objects.filter(new__email="city@example.org").exists()


def test_the_reply_stands_at_the_claim_once_a_neutral_editor_publishes_it(client, notice):
    send(client, notice)
    document = Document.objects.get(kind="reply")
    document.publish(by=make_officer())
    Claim.objects.get(state="needs-review").publish(by=make_officer())
    page = text_of(client.get(notice.claim.get_absolute_url()))
    assert "Disputed by City Council" in page
    assert "It is on page 3 of our minutes." in page
    assert "We wrote to City Council on " in page


def test_nobody_of_its_council_publishes_the_reply(client, notice):
    send(client, notice)
    document = Document.objects.get(kind="reply")
    for officer in (make_officer(council="city"), make_officer(role="reviewer", council="city")):
        with pytest.raises(Exception, match=r"does not publish|own council|not sent to you"):
            document.publish(by=officer)


def test_the_claims_own_page_alone_says_that_there_will_be_no_reply(client, notice):
    page = notice.claim.get_absolute_url()
    before = client.get(page)
    assert "We wrote to City Council on " in text_of(before) and "would not reply" not in text_of(before)
    answer = send(client, notice, text=None, relation=None, declines="yes")
    assert "would not reply" in text_of(answer)
    after = client.get(page, headers={"If-None-Match": before.get("ETag", "")})
    assert "City Council told us that it would not reply, on " in text_of(after)
    others = ["/claims/", "/claims/?role=no-reply&council=city", "/claims.csv", f"{page}versions/1/", "/changes/"]
    for address in others:
        found = client.get(address)
        body = b"".join(found.streaming_content) if found.streaming else found.content
        assert b"We wrote to" not in body and b"would not reply" not in body


def test_a_later_reply_takes_the_place_of_the_announced_silence(client, notice):
    send(client, notice, text=None, relation=None, declines="yes")
    make_response(to=notice.claim, by="city")
    assert "would not reply" not in text_of(client.get(notice.claim.get_absolute_url()))


@pytest.mark.parametrize("link", ["unknown", "ended", "used", "not sent", "withdrawn"])
def test_a_link_that_is_not_good_gets_a_sentence_and_no_fact(client, notice, link):
    address = notice.get_absolute_url()
    match link:
        case "unknown":
            address = "/reply/abc/"
        case "ended":
            ReplyNotice.objects.update(expires=timezone.now() - datetime.timedelta(days=1))
        case "used":
            send(client, notice)
        case "not sent":
            ReplyNotice.objects.update(expires=None)
        case "withdrawn":
            notice.claim.ask_to_withdraw(by=make_officer(), reason="Twice.")
            notice.claim.withdraw(by=make_officer())
    found = client.get(address)
    assert found.status_code == 410
    assert notice.claim.statement not in text_of(found) and "City Council" not in text_of(found)
    assert (
        client.post(address, {"token": TOKEN.sign(notice.pk), "text": WORDS, "relation": "disputes"}).status_code == 410
    )


def test_the_form_of_another_notice_is_refused(client, notice):
    other = notify("town")
    answer = send(client, notice, token=TOKEN.sign(other.pk))
    assert answer.status_code == 400 and "was changed on its way" in text_of(answer)
    assert WORDS.split("\n")[0] in html_of(answer)
    assert not Document.objects.filter(kind="reply").exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "Write your reply."),
        ({"text": "x" * 3001}, "At most 3,000 letters are taken."),
        ({"text": "The date \u202eis wrong here"}, "It holds the character U+202E"),
        ({"relation": "restates"}, "Choose one."),
    ],
)
def test_what_cannot_be_taken_is_said_and_not_kept(client, notice, fields, message):
    answer = send(client, notice, **fields)
    assert answer.status_code == 400 and message in text_of(answer)
    assert not Document.objects.filter(kind="reply").exists()


def test_a_reply_that_was_sent_back_may_be_sent_anew_and_its_contact_is_told(client, notice):
    send(client, notice)
    Document.objects.get(kind="reply").send_back(by=make_officer(), reason="It names a child.")
    outbox.outbox.clear()
    assert mail.send_due() == 1
    (message,) = outbox.outbox
    assert message.to == ["city@example.org"]
    assert "was sent back to you" in message.body and "child" not in message.body
    assert notice.get_absolute_url() in message.body
    page = text_of(client.get(notice.get_absolute_url()))
    assert "It names a child." in page and "It is on page 3 of our minutes." in page
    assert send(client, notice, text="We do not agree, and name nobody.").status_code == 200
    assert Document.objects.filter(kind="reply", state="needs-review").count() == 1


# At the desk


def desk(notice):
    return f"/admin/claims/replynotice/{notice.pk}/change/"


def test_an_officer_of_the_council_replies_at_the_desk(notice):
    client = Client()
    client.force_login(make_officer(council="city"))
    assert notice.claim.statement in text_of(client.get("/admin/claims/replynotice/"))
    assert client.post(desk(notice), {"text": WORDS, "relation": "qualifies"}).status_code == 302
    assert Document.objects.get(kind="reply").stored.body == WORDS + "\n"


def test_a_notice_does_not_exist_for_officers_of_another_council(notice):
    client = Client()
    client.force_login(make_officer(council="county"))
    assert client.get(desk(notice)).status_code == 404
    assert notice.claim.statement not in text_of(client.get("/admin/claims/replynotice/"))


def test_a_neutral_editor_reads_a_notice_and_does_not_answer_it(notice):
    client = Client()
    client.force_login(make_officer())
    assert "<textarea" not in html_of(client.get(desk(notice)))
    assert client.post(desk(notice), {"declines": "yes"}).status_code == 403


def test_neither_officers_nor_the_page_of_history_show_an_address(notice):
    client = Client()
    client.force_login(make_officer(council="city"))
    assert "city@example.org" not in html_of(client.get(desk(notice)))
    assert client.get("/admin/councils/replycontact/").status_code == 403
