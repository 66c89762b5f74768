"""The shipped cases, searched as residents search."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from claims.case_files import load
from claims.claim_list.filter_choices import filter_options
from claims.models import Point
from tests.pages import html_of, text_of
from tests.timeline.search.residents import ASKED, TYPED
from timeline.search.filters import SearchFilter
from timeline.search.results import search
from timeline.voices.of_cases import voices_by_case

ROOT = Path(__file__).parent.parent.parent.parent
# Short words may mean more than one question.
TYPED_AND_MISSED = 4
PHONE = {"width": 360, "height": 740}


def load_shipped_cases():
    for key in ASKED:
        load(ROOT / f"cases/{key}.yaml", [])


def first_questions(words, request) -> list[int]:
    filters = SearchFilter(QueryDict(urlencode({"q": words})), filter_options(request), voices_by_case(request))
    return [row.record for row in search(filters).first().get("question", [])]


def missed(asked, request) -> list[tuple[str, str]]:
    """The questions that are not among the first three results of their words."""
    points = {(point.case.key, point.key): point.pk for point in Point.objects.published().select_related("case")}
    return [
        (key, words)
        for case, questions in asked.items()
        for key, words in questions.items()
        if points[case, key] not in first_questions(words, request)
    ]


@pytest.fixture
def no_revision(rf):
    request = rf.get("/search/")
    request.revision_mark = ""
    return request


@pytest.mark.audit
def test_a_resident_finds_the_question_that_answers(db, client, no_revision):
    load_shipped_cases()
    for case, questions in ASKED.items():
        keys = Point.objects.published().filter(case__key=case).values_list("key", flat=True)
        assert set(keys) == set(questions), "each question is asked for in a resident's words"
    assert missed(ASKED, no_revision) == []
    assert len(missed(TYPED, no_revision)) <= TYPED_AND_MISSED
    for words in ("boundry", "bins", "£43m", "43 million", "unnamed"):
        assert "We found nothing with" not in text_of(client.get("/search/", {"q": words})), words
    assert "we searched for boundary" in text_of(client.get("/search/?q=boundry"))
    assert "<mark>43m</mark>" in html_of(client.get("/search/?q=43+million"))
    assert "/areas/?place=Thurmaston" in html_of(client.get("/search/?q=Thurmaston"))
    assert "/areas/" in html_of(client.get("/search/?q=zeppelin"))


@pytest.mark.audit
def test_the_first_result_is_on_the_first_screen_of_a_phone(browser, live_server, transactional_db):
    load_shipped_cases()
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{live_server.url}/search/?q=boundry")
    box = page.locator("main article").first.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.goto(live_server.url)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox", name="Search for").fill("boundary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=boundary")
    assert page.get_by_role("heading", name="Questions").is_visible()
    page.close()
