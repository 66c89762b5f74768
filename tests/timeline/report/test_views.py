"""Report a mistake: a form without cookies, and its answers in our words."""

import re

import pytest
from django.core import signing
from django.db import IntegrityError
from django.test import Client

from councils.models import MistakeReport
from councils.models.mistake_report import MOST_AN_HOUR
from record.models import HistoryEntry
from record.web import signed_forms
from tests.builders import make_case, make_claim, make_council, make_officer
from tests.pages import html_of, text_of
from timeline.report.form import LARGEST, TOKEN, is_page

pytestmark = pytest.mark.django_db

ABOUT = "/cases/case/"
WORDS = "The date of the meeting is wrong; the minutes say 8 January."


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def send(client, *, about=ABOUT, token=None, **fields):
    data = {"token": token or TOKEN.sign(about), "text": WORDS, "email": "", "website": "", **fields}
    return client.post("/report/", data)


def test_every_page_of_a_record_leads_to_the_form_about_it(client):
    make_case()
    found = html_of(client.get(ABOUT))
    assert '<a href="/report/?about=%2Fcases%2Fcase%2F" rel="nofollow">Report a mistake</a>' in found


def test_a_report_is_taken_without_a_cookie_and_kept_for_the_editors(client):
    shown = client.get("/report/", {"about": ABOUT})
    token = re.search(r'name="token" value="([^"]+)"', html_of(shown))[1]
    sent = send(client, token=token, email="reader@example.org")
    assert (sent.status_code, sent["Location"]) == (302, "/report/sent/")
    assert not client.cookies
    assert client.get("/report/sent/").status_code == 200
    report = MistakeReport.objects.get()
    assert (report.about, report.text, report.email, report.status) == (ABOUT, WORDS, "reader@example.org", "received")


def test_the_form_and_its_answers_are_in_no_cache(client):
    for address in (f"/report/?about={ABOUT}", "/report/sent/", "/report/answers/"):
        assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    "about",
    ["", "https://evil.example/", "//evil.example/", "/admin/", "/nowhere/", "/report/", "javascript:alert(1)"],
)
def test_a_page_that_is_not_ours_is_refused_in_a_sentence(client, about):
    found = client.get("/report/", {"about": about})
    assert "We cannot tell which page this is about." in text_of(found)
    assert "<textarea" not in html_of(found)


@pytest.mark.parametrize(
    "token",
    ["", "forged", signing.dumps(ABOUT, salt="another"), TOKEN.sign(ABOUT)[:-1] + "!"],
    ids=["none", "no token", "of another salt", "with another end"],  # a token holds the time
)
def test_a_forged_token_is_refused(client, token):
    answer = send(client, token=token or "x")
    assert answer.status_code == 400 and "was changed on its way" in text_of(answer)
    assert not MistakeReport.objects.exists()


def test_a_form_that_was_open_too_long_is_refused(client, monkeypatch):
    monkeypatch.setattr(signed_forms, "LASTS", -1)
    answer = send(client)
    assert answer.status_code == 400 and "open for too long" in text_of(answer)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "Say what is wrong."),
        ({"text": "  short "}, "at least ten letters"),
        ({"text": "x" * 2001}, "At most 2,000 letters are taken. Shorten it."),
        ({"text": "The date\0 is wrong here"}, "holds a character that cannot be read"),
        ({"text": "The date \u202eis wrong here"}, "It holds the character U+202E"),
        ({"email": "nobody"}, "Write the address as name@example.org, or leave it out."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_not_kept(client, fields, message):
    answer = send(client, **fields)
    assert answer.status_code == 400 and message in text_of(answer)
    assert not MistakeReport.objects.exists()


def test_a_megabyte_is_refused_before_it_is_read(client):
    answer = send(client, text="x" * 1_000_000)
    assert answer.status_code == 413 and "At most 2,000 letters are taken." in text_of(answer)
    assert LARGEST < 1_000_000


def test_markup_stays_text(client):
    answer = send(client, text="<script>alert(1)</script>", email="wrong")
    assert "<script>alert" not in html_of(answer)


def test_programs_that_fill_in_every_field_are_thanked_and_nothing_is_kept(client):
    assert send(client, website="https://example.org/").status_code == 302
    assert not MistakeReport.objects.exists()


def test_one_address_sends_a_few_an_hour_and_others_still_can(client):
    answers = [send(client).status_code for _ in range(MOST_AN_HOUR + 1)]
    assert answers == [302] * MOST_AN_HOUR + [429]
    assert (
        Client(REMOTE_ADDR="198.51.100.7").post("/report/", {"token": TOKEN.sign(ABOUT), "text": WORDS}).status_code
        == 302
    )


def test_the_network_address_is_not_kept(client):
    send(client)
    assert "127.0.0.1" not in MistakeReport.objects.get().sender


# What came of it


@pytest.fixture
def report(client):
    send(client, email="reader@example.org")
    return MistakeReport.objects.get()


def test_the_answer_is_public_once_a_second_editor_confirms_it(client, report):
    report.give_answer("corrected", "The date is now 8 January 2025.", by=make_officer())
    assert "No report has been answered yet." in text_of(client.get("/report/answers/"))
    assert not report.confirm(by=report.answered_by)
    assert report.confirm(by=make_officer())
    words = text_of(client.get("/report/answers/"))
    assert "Corrected. The date is now 8 January 2025." in words and f"About {ABOUT}" in words
    assert WORDS not in words and "reader@example.org" not in words


def test_another_answer_waits_for_confirmation_again(client, report):
    report.give_answer("kept", "The minutes say so.", by=make_officer())
    report.confirm(by=make_officer())
    report.give_answer("kept", "The minutes of 9 January say so.", by=report.answered_by)
    assert "No report has been answered yet." in text_of(client.get("/report/answers/"))


def test_the_database_refuses_a_confirmation_by_the_author(report):
    officer = make_officer()
    with pytest.raises(IntegrityError, match="two_people"):
        MistakeReport.objects.update(status="kept", answer="Kept.", answered_by=officer, confirmed_by=officer)


def test_the_database_refuses_an_outcome_without_words(report):
    with pytest.raises(IntegrityError, match="answered"):
        MistakeReport.objects.update(status="corrected")


def test_the_history_keeps_neither_the_words_nor_who_wrote_them(report):
    kept = str(list(HistoryEntry.objects.of(MistakeReport, report.pk).values_list("new", flat=True)))
    assert ABOUT in kept and WORDS not in kept and "reader@example.org" not in kept


# At the desk


def desk(**who):
    client = Client()
    client.force_login(make_officer(**who))
    return client


def test_a_neutral_editor_reads_and_answers_and_another_confirms(report):
    address = f"/admin/councils/mistakereport/{report.pk}/change/"
    first, second = desk(), desk()
    assert WORDS in text_of(first.get(address))
    first.post(address, {"status": "noted", "answer": "We added a note."})
    report.refresh_from_db()
    assert (report.status, report.confirmed_by) == ("noted", None)
    for client, is_public in ((first, False), (second, True)):
        data = {"action": "confirm_answers", "_selected_action": [report.pk]}
        client.post("/admin/councils/mistakereport/", data)
        assert MistakeReport.objects.public().exists() is is_public


def test_an_officer_of_a_council_does_not_see_reports(report):
    make_council("melton")
    client = desk(council="melton")
    assert client.get(f"/admin/councils/mistakereport/{report.pk}/change/").status_code == 403
    assert client.get("/admin/councils/mistakereport/").status_code == 403


def test_pages_of_lists_and_of_one_record_may_be_named():
    assert is_page("/claims/?council=MEL") and is_page("/councils/MEL/") and is_page("/")


def test_a_complaint_goes_the_same_way_with_its_kind_and_dates(client):
    send(client, kind="personal")
    report = MistakeReport.objects.get()
    assert (report.kind, report.noted_at, report.closed_at) == ("personal", None, None)
    report.give_answer("noted", "We are looking at it.", by=make_officer())
    assert report.noted_at and not report.closed_at
    report.give_answer("withheld", "We took the address out.", by=make_officer())
    report.confirm(by=make_officer())
    assert report.closed_at
    shown = text_of(client.get("/report/answers/"))
    assert "Words withheld. We took the address out." in shown and "settled on" in shown


def test_the_page_of_the_record_says_what_came_of_it_and_never_who_said_what(client):
    claim = make_claim()
    page = claim.get_absolute_url()
    send(client, about=page, token=TOKEN.sign(page), email="reader@example.org")
    report = MistakeReport.objects.get()
    assert report.subject == claim.public_id
    before = client.get(page)
    assert "A reader reported" not in text_of(before)
    report.give_answer("corrected", "We corrected the date.", by=make_officer())
    report.confirm(by=make_officer())
    after = client.get(page, headers={"If-None-Match": before["ETag"]})
    assert "A reader reported this page on " in text_of(after) and "corrected" in text_of(after)
    assert f"/report/answers/#report-{report.pk}" in html_of(after)
    assert WORDS not in html_of(after) and "reader@example.org" not in html_of(after)
    assert "A reader reported" not in text_of(client.get("/claims/"))


@pytest.mark.parametrize("is_single", [True, False])
def test_the_one_editor_of_an_installation_confirms_alone(report, settings, is_single):
    settings.SINGLE_EDITOR = is_single
    editor = desk()
    editor.post(f"/admin/councils/mistakereport/{report.pk}/change/", {"status": "kept", "answer": "It is as printed."})
    chosen = {"action": "confirm_answers", "_selected_action": [report.pk]}
    editor.post("/admin/councils/mistakereport/", chosen)
    assert MistakeReport.objects.public().exists() == is_single
