"""Passages: exact, shared, never changed, with a state set by matching alone."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from councils.models import Passage
from councils.quotations.matching import WITHHELD, assess
from councils.quotations.references import published
from record.workflow import publishing
from tests.builders import make_claim, make_document, make_event, make_submission, make_voice, passage

pytestmark = pytest.mark.django_db

BODY = """# Council structures

## 1 The meeting

The four councils met in January 2025. They settled on the River Ottle as the boundary.

## 2 The cost

An estimated £6.2 million a year would be saved. The councils met in January 2025 and again in March.
"""


def refused(match):
    return pytest.raises(IntegrityError, match=match)


def quoted(quote, body=BODY, **place):
    """The passage on which a claim in draft rests."""
    make_document("plan", body=body) if body else make_document("plan")
    claim = make_claim(state="draft", appearances=[{"passage": passage(quote, "plan", **place)}])
    return claim.appearances.get().passage


# Its state


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("settled on the River Ottle", "verified"),
        ("The four councils … settled on the River Ottle", "verified"),
        ("£6.2 million a year", "verified"),
        ("settled on the river Ottle", "not-found"),
        ("£6.2 million", "verified"),
        ("£6", "not-found"),
        ("6.2 million", "not-found"),
        ("The four councils … would be saved", "not-found"),
        ("did not settle", "not-found"),
    ],
)
def test_a_quotation_is_verified_exactly_or_not_at_all(quote, state):
    assert quoted(quote).state == state


def test_without_a_text_it_is_not_held():
    assert quoted("settled on the River Ottle", body=None).state == "not-held"


def test_without_a_text_a_person_may_have_compared_it():
    compared = {"office": "Records Officer", "on": "2026-10-12"}
    assert quoted("settled on the River Ottle", body=None, compared=compared).state == "compared"


def test_a_text_that_is_held_counts_more_than_a_person():
    compared = {"office": "Records Officer", "on": "2026-10-12"}
    assert quoted("settled on the Ottle", compared=compared).state == "not-found"


def test_a_place_alone_has_no_words():
    assert quoted("", page="3").state == "no-words"


def test_words_that_are_withheld_stay_so():
    found = quoted("settled on the River Ottle")
    found.quote = WITHHELD
    assess([found])
    assert found.state == "withheld"


def test_a_later_occurrence_is_found_at_its_own_place():
    first, second = quoted("met in January 2025"), Passage(quote="met in January 2025", occurrence=2)
    second.document = first.document
    assess([second])
    assert (first.found_section, second.found_section) == ("1 The meeting", "2 The cost")


def test_an_occurrence_that_is_not_there_is_not_found():
    assert quoted("met in January 2025", occurrence="3").state == "not-found"


def test_what_is_found_is_kept_with_its_place_and_what_stands_around():
    found = quoted("settled on the River Ottle")
    assert found.found_section == "1 The meeting"
    assert found.before.endswith("They ") and found.after == " as the boundary."
    ((start, end),) = found.spans
    assert BODY[start:end] == "settled on the River Ottle"


def test_a_place_that_an_editor_gives_counts_more_than_the_one_found():
    assert quoted("settled on the River Ottle", section="1.1").place.startswith("section 1.1")


def test_a_place_by_line_is_told_alone():
    assert quoted("settled on the River Ottle", line="12").place == "line 12"


def test_no_more_than_forty_words_stand_on_either_side():
    words = [f"word{number}" for number in range(200)]
    words[100] = "unmistakable"
    found = quoted("unmistakable", body=" ".join(words))
    assert len(found.before.split()) == len(found.after.split()) == 40


# Shared and lasting


@pytest.mark.parametrize(
    ("quote", "content", "place"),
    [
        ("Single vote defeats", {}, "from the headline"),
        ("Single vote … partnership", {}, "from the headline"),
        ("vote defeat", {}, ""),
        ("Single vote defeats", {"title_basis": "described"}, ""),
        ("Single vote defeats", {"body": "Single vote defeats the plan."}, "paragraph 1, line 1"),
        ("defeats ‘partnership’", {"body": "Nothing of it."}, "from the headline"),
    ],
)
def test_words_that_are_known_from_the_title_alone_say_so(quote, content, place):
    paper = make_document(title="Single vote defeats 'partnership' between two councils", **content)
    claim = make_claim(state="draft", appearances=[{"passage": passage(quote, paper)}])
    found = claim.appearances.get().passage
    assert found.place == place
    assert found.is_of_title == (place == "from the headline")


def test_words_with_a_place_of_their_own_are_not_words_of_the_title():
    paper = make_document(title="Two councils")
    claim = make_claim(state="draft", appearances=[{"passage": passage("Two councils", paper, page="3")}])
    assert claim.appearances.get().passage.place == "page 3"


def test_the_same_words_at_the_same_place_are_one_passage():
    make_claim(quote="these words"), make_claim(quote="these words")
    assert Passage.objects.count() == 1


@pytest.mark.parametrize("place", [{"page": "2"}, {"occurrence": "2"}, {"section": "A"}])
def test_another_place_is_another_passage(place):
    make_claim(quote="these words"), make_claim(appearances=[{"passage": passage("these words", **place)}])
    assert Passage.objects.count() == 2


def test_the_same_words_of_another_document_are_another_passage():
    make_claim(quote="these words"), make_claim(quote="these words", in_document="plan")
    assert Passage.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"quote": "other words"},
        {"page": "9"},
        {"occurrence": 2},
        {"digest": "0" * 64},
        {"compared_office": "Clerk", "compared_on": datetime.date(2026, 1, 1)},
        {"not_found": "A reason."},
    ],
)
def test_the_database_refuses_that_a_passage_says_something_else(values):
    make_claim(quote="these words")
    with refused("A passage never changes"), transaction.atomic(), publishing.open_record():
        Passage.objects.update(**values)


def test_matching_again_changes_what_was_found_alone():
    found = quoted("settled on the River Ottle")
    assert Passage.objects.all().reassess() == 0
    assert Passage.objects.get(pk=found.pk).state == "verified"


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "verified"}, "verified_where"),
        ({"state": "compared"}, "compared_by_whom"),
        ({"state": "no-words"}, "councils_passage_words"),
    ],
)
def test_nobody_sets_a_state_that_is_not_so(values, constraint):
    make_claim(quote="these words")
    with refused(constraint), transaction.atomic():
        Passage.objects.update(**values)


def test_a_passage_that_something_rests_on_is_not_deleted():
    make_claim(quote="these words")
    connection.check_constraints()
    with refused("foreign key"), transaction.atomic():
        rows = Passage.objects.all()
        rows._raw_delete(rows.db)
        connection.check_constraints()


# Words that are not found are not published


@pytest.mark.parametrize(
    "rest",
    [
        lambda wrong: make_event(facts=[{"kind": "place", "words": "Hall", "passage": wrong}]),
        lambda wrong: make_event(flags=[{"kind": "remark", "note": "A note.", "passage": wrong}]),
        lambda wrong: make_submission(passage=wrong),
        lambda wrong: make_claim(appearances=[{"passage": wrong}]),
        lambda wrong: make_voice(kind="person", tenures=[{"kind": "speaks-for", "of": "county", "passage": wrong}]),
        lambda wrong: make_document(flags=[{"kind": "remark", "note": "A note.", "passage": wrong}]),
    ],
)
def test_the_database_refuses_a_published_record_that_rests_on_them(rest):
    make_document("plan", body=BODY)
    with refused("not in the stored text"), transaction.atomic():
        rest(passage("settled on the Ottle", "plan"))


def test_the_database_refuses_that_published_words_are_found_wanting_later():
    make_claim(quote="these words")
    with refused("not in the stored text"), transaction.atomic():
        Passage.objects.update(state="not-found")
        connection.check_constraints()


def test_a_draft_may_rest_on_them():
    make_document("plan", body=BODY)
    make_event(state="draft", facts=[{"kind": "place", "words": "Hall", "passage": passage("at the Hall", "plan")}])
    connection.check_constraints()


# What rests on what


def test_only_what_published_records_rest_on_is_published():
    make_claim(quote="these words"), make_claim(quote="other words", state="draft")
    assert [row.quote for row in published()] == ["these words"]


@given(st.lists(st.sampled_from(["these words", "other words"]), min_size=1, max_size=5))
def test_obtaining_passages_answers_in_the_order_asked(quotes):
    from councils.schema.passage import PassageSchema
    from record.content.references import Resolver

    with transaction.atomic():
        make_document("plan")
        resolver = Resolver()
        resolver.learn({"document": {"plan"}})
        forms = [PassageSchema(document="plan", quote=quote) for quote in quotes]
        pks = Passage.objects.obtain(forms, resolver)
        assert [Passage.objects.get(pk=pk).quote for pk in pks] == quotes
        transaction.set_rollback(True)
