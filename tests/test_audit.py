"""Pages are accessible and light, and our own sentences short and plain."""

import pytest

from tests.audit import lighthouse, pages, words
from tests.audit.vocabulary import replaced_words
from tests.builders import make_case, make_claim, make_event, make_point, make_response


def test_templates_have_no_long_sentence_and_no_word_that_we_replace():
    found = words.in_templates()
    folders = {finding.path.split("/")[1] for finding in found}
    assert [str(finding) for finding in found if finding.path.split("/")[1] not in words.NOT_YET_DONE] == []
    assert folders >= words.NOT_YET_DONE


def test_code_that_makes_readers_pages_has_none_either():
    assert [str(finding) for finding in words.in_code()] == []


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>One {{ name }} says <b>this</b>.</p><p>Another.</p>", ["One X says this.", "Another."]),
        ("{% if a %}Short{% else %}Much longer words{% endif %}", ["Much longer words"]),
        ("{% comment %}Nobody reads this{% endcomment %}<i>{# nor this #}Read</i>", ["Read"]),
        ('<nav aria-label="Pages of this list"></nav>', ["Pages of this list"]),
        ('{% include "a.html" with words="Nothing is here." %}', ["Nothing is here."]),
        ("{{ made|default:'By hand' }}", ["By hand", "X"]),
    ],
)
def test_what_a_template_prints_of_its_own_is_read(tmp_path, markup, texts):
    path = tmp_path / "page.html"
    path.write_text(markup)
    assert list(words.template_texts(path)) == texts


def test_words_are_looked_for_in_every_branch(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("{% if a %}In this record{% else %}Much longer words here{% endif %}")
    assert list(words.branch_texts(path)) == ["In this record", "Much longer words here"]


def test_what_code_prints_is_read_and_docstrings_are_not(tmp_path):
    path = tmp_path / "page.py"
    path.write_text('"""A docstring of it."""\nKEY = "key"\nSAID = f"{KEY} is said"\nMORE = "In words"\n')
    assert sorted(words.strings(path)) == ["In words", "X is said"]


def test_a_word_is_replaced_whole_and_not_within_another():
    assert [word for word, _ in replaced_words("Who stands there is understood by an outstanding voice")] == [
        "stands",
        "voice",
    ]


def test_a_sentence_of_26_words_is_found():
    long = " ".join(["Word"] * 26)
    found = list(words._long_sentences(words.ROOT / "templates/base.html", [f"{long}. {long[5:]}."]))
    assert [finding.what for finding in found] == ["26 words"]


ALSO = [pytest.param(kind, marks=pytest.mark.audit) for kind in ("question", "claim", "timeline", "list")]


@pytest.mark.parametrize("kind", ["event", *ALSO])
def test_pages_of_a_dispute_pass_axe_in_every_look(kind, browser, live_server, transactional_db):
    case = make_case(sides={"city": ["city"], "county": ["county"]})
    event, point = make_event(when="2025-01-08"), make_point(question="Was it agreed?")
    about = {"events": [{"event": event.key}], "points": [point.key]}
    claim = make_claim(by="county", said="2025-01-09", **about)
    make_response(to=claim, by="city", said="2025-01-10", **about)
    addresses = {"timeline": f"{case.get_absolute_url()}timeline/", "list": "/claims/?council=&case=case"}
    addresses |= {"event": event.get_absolute_url(), "question": point.get_absolute_url()}
    addresses |= {"claim": claim.get_absolute_url()}
    assert pages.seen(browser, live_server.url, kind, addresses[kind]).wrong == []


def test_a_score_below_95_is_named_with_what_lowers_it_and_performance_is_not_held():
    names = ("accessibility", "best-practices", "seo", "performance")
    categories = {name: {"score": 0.94, "auditRefs": [{"id": f"{name}-audit", "weight": 1}]} for name in names}
    categories["accessibility"]["score"] = 0.95
    audits = {f"{name}-audit": {"score": 0.5, "title": f"It lowers {name}"} for name in names}
    found = lighthouse.scored("timeline:home", "/", {"categories": categories, "audits": audits})
    assert found.wrong == [
        "best-practices: 94, at least 95: It lowers best-practices",
        "seo: 94, at least 95: It lowers seo",
    ]
