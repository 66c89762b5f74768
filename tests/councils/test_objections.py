"""Objections of parties to headings, questions and labels of sides."""

import pytest
from django.test import Client

from claims.models import Point
from councils.models import MistakeReport
from record.models import Publication
from tests.builders import make_case, make_council, make_officer, make_point
from tests.pages import html_of, text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

WHY = "“Two cities” is the name that the other side uses."


def signed_in(officer):
    client = Client()
    client.force_login(officer)
    return client


@shared
def case():
    """A case of two sides, and a question in it."""
    made = make_case(sides={"county": ["county"], "city": ["city"]})
    make_point("shared", question="Was a note shared?")
    make_council("elsewhere")
    return made


@pytest.fixture
def county(case):
    return signed_in(make_officer("county@example.org", council="county"))


def address_of(record):
    return f"/admin/councils/mistakereport/object/{record.KIND}/{record.pk}/"


def sent(client, record, words, text=WHY):
    return client.post(address_of(record), {"words": words, "text": text}, follow=True)


def answered(status="kept", words=None):
    """The objection after one editor has answered it and another confirmed."""
    report = MistakeReport.objects.get()
    editor = signed_in(make_officer())
    address = f"/admin/councils/mistakereport/{report.pk}/change/"
    assert WHY in html_of(editor.get(address)).split('name="public_words"')[1]
    answer = {"public_words": words or WHY, "status": status, "answer": "Its members agreed to the label."}
    assert editor.post(address, answer).status_code == 302
    chosen = {"action": "confirm_answers", "_selected_action": [report.pk]}
    publisher = signed_in(make_officer(role="publisher"))
    assert "Answers to confirm" in text_of(publisher.get("/admin/"))
    publisher.post("/admin/councils/mistakereport/", chosen)
    return MistakeReport.objects.get()


def test_an_objection_is_public_in_reviewed_words_beside_what_it_is_about_and_in_the_log(case, county):
    assert f'href="{address_of(case)}"' in html_of(county.get(f"/admin/councils/case/{case.pk}/change/"))
    before = Client().get(case.get_absolute_url())
    assert "Sent to the neutral editors and publishers." in text_of(sent(county, case, "the label “City”"))
    assert text_of(Client().get(case.get_absolute_url())) == text_of(before)
    report = answered(words="The other side uses that name.")
    page = text_of(Client().get(case.get_absolute_url(), headers={"If-None-Match": before["ETag"]}))
    assert "County Council objected to the label “City”" in page
    assert "The other side uses that name." in page and WHY not in page
    assert "Our answer: kept, with our reason. Its members agreed to the label." in page
    log = Publication.objects.newest_first().first()
    assert (log.record_id, log.is_minor) == (case.public_id, True)
    assert "objected to the label “City”. Our answer: kept" in log.change_note
    assert "objected to the label “City”" in text_of(Client().get("/changes/"))
    assert "The other side uses that name." in text_of(Client().get("/report/answers/"))
    assert report.answer in text_of(county.get(address_of(case)))


def test_a_question_is_objected_to_on_its_own_page(case, county):
    question = Point.objects.get()
    sent(county, question, "the question “Was a note shared?”")
    answered("corrected")
    assert "objected to the question" in text_of(Client().get(question.get_absolute_url()))
    # The page of the case tells of it among its latest changes, and not above its heading.
    assert 'class="objection"' not in html_of(Client().get(case.get_absolute_url()))


def test_words_of_its_own_making_are_refused_and_nothing_typed_is_lost(case, county):
    answer = sent(county, case, "the label “Whatever”")
    assert not MistakeReport.objects.exists() and WHY in text_of(answer)


def test_of_the_same_words_one_objection_waits(case, county):
    sent(county, case, "the label “City”")
    assert "has no answer yet" in text_of(sent(county, case, "the label “City”"))
    assert MistakeReport.objects.count() == 1


def test_an_objection_is_work_for_publishers_and_editors_of_no_council(case, county):
    sent(county, case, "the label “City”")
    for role, has_work in [("neutral-editor", True), ("publisher", True), ("auditor", False)]:
        page = text_of(signed_in(make_officer(role=role)).get("/admin/")).split("Nothing here")[0]
        assert ("Objections and reports to answer" in page) is has_work
    assert "Objections and reports to answer" not in text_of(county.get("/admin/")).split("Nothing here")[0]


@pytest.mark.parametrize(
    ("officer", "status"),
    [
        ({"council": "elsewhere"}, 403),
        ({}, 403),
        ({"role": "reviewer", "council": "county"}, 200),
        ({"role": "auditor"}, 403),
    ],
)
def test_only_who_writes_for_a_party_objects(case, officer, status):
    client = signed_in(make_officer("other@example.org", **officer))
    assert client.get(address_of(case)).status_code == status


def test_a_rival_learns_of_no_objection_before_its_answer(case, county):
    rival = signed_in(make_officer("city@example.org", council="city"))
    before = text_of(rival.get(address_of(case)))
    sent(county, case, "the label “City”")
    assert text_of(rival.get(address_of(case))) == before
    assert rival.get("/admin/councils/mistakereport/").status_code == 403


def test_what_is_not_published_is_not_there_to_be_objected_to(case, county):
    draft = make_point("hidden", question="Hidden?", state="draft")
    assert county.get(address_of(draft)).status_code == 404


def test_objections_are_work_for_two_editors_one_after_the_other(case, county):
    def waiting(client):
        return [each.list.name for each in client.get("/admin/").context["todo"]]

    first, second = (signed_in(make_officer(email)) for email in ("first@example.org", "second@example.org"))
    sent(county, case, "the label “City”")
    assert "reports" in waiting(first) and "reports" not in waiting(county)
    report = MistakeReport.objects.get()
    assert not second.get("/admin/councils/mistakereport/?todo=confirm").context["cl"].result_list
    answer = {"public_words": WHY, "status": "kept", "answer": "Its members agreed to the label."}
    first.post(f"/admin/councils/mistakereport/{report.pk}/change/", answer)
    assert "answers" in waiting(second) and not {"answers", "reports"} & set(waiting(first))
    listed = second.get("/admin/councils/mistakereport/?todo=confirm").context["cl"]
    assert [each.pk for each in listed.result_list] == [report.pk]
