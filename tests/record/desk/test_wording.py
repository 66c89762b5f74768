"""The wording check at the desk: it warns, and stops nothing."""

import pytest
from django.test import Client

from claims.models import Claim
from record.content.schema import kind
from record.models import Draft
from record.workflow.wording import wording_remarks
from tests.builders import content_of, make_case, make_claim, make_officer, make_point
from tests.pages import html_of, posted
from tests.shared import shared

pytestmark = pytest.mark.django_db

LOADED = "Melton withheld the note."


def page_of(item):
    return f"/admin/{item._meta.app_label}/{item._meta.model_name}/{item.pk}/change/"


@shared
def desk():
    officer = make_officer()
    client = Client()
    client.force_login(officer)
    return officer, client


@pytest.mark.parametrize("button", ["_continue", "_save"])
def test_a_loaded_word_is_warned_of_on_saving_and_saved(desk, button):
    officer, client = desk
    claim = make_claim("draft", state="draft", edited_by=officer)
    form = posted(client.get(page_of(claim))) | {"statement": LOADED, button: ""}
    answer = client.post(page_of(claim), form, follow=True)
    assert html_of(answer).count("“withheld”") == 1
    assert Claim.objects.get(pk=claim.pk).statement == LOADED


def test_the_page_of_a_change_warns_too_and_it_is_published_all_the_same(desk):
    officer, client = desk
    claim = make_claim("public")
    draft = Draft.objects.keep(claim, content_of(claim) | {"statement": LOADED}, by=officer)
    assert "“withheld”" in html_of(client.get(page_of(draft)))
    assert "“withheld”" in html_of(client.get(page_of(claim)))
    draft.submit(by=officer)
    draft.publish(by=make_officer())
    # What is public has been decided; the page of the record says nothing more.
    assert "“withheld”" not in html_of(client.get(page_of(claim)))


def test_words_that_are_quoted_are_not_looked_at(desk):
    officer, client = desk
    claim = make_claim("draft", quote="was inflexible and withheld it", state="draft", edited_by=officer)
    assert "This stops nothing" not in html_of(client.get(page_of(claim)))


def test_questions_titles_and_labels_of_sides_are_looked_at():
    side = {"key": "ours", "label": "The stubborn districts", "voices": []}
    case = {"key": "x", "title": "The botched merger", "summary": "A land grab.", "sides": [side]}
    (remark,) = wording_remarks(kind("case"), case)
    assert all(f"“{word}”" in remark for word in ("botched", "land grab", "stubborn"))
    (remark,) = wording_remarks(kind("point"), {"key": "q", "question": "Who misled whom?"})
    assert "“misled”" in remark


def test_another_verb_for_the_other_side_of_a_question_is_warned_of(desk):
    officer, client = desk
    make_case(sides={"county": ["county"], "city": ["city"]})
    point = make_point().key
    make_claim(by="city", points=[point], statement="The city said that the note was shared.")
    claimed = {"points": [point], "state": "draft", "edited_by": officer}
    theirs = make_claim(by="county", statement="The county claimed that it was not.", **claimed)
    page = html_of(client.get(page_of(theirs)))
    assert "this is told with “claimed”" in page and "with “said”" in page
    same = make_claim(by="county", statement="The county says that it was not.", **claimed)
    own = make_claim(by="city", statement="The city claimed that it was.", **claimed)
    for each in (same, own):
        assert "Use the same verb" not in html_of(client.get(page_of(each)))
